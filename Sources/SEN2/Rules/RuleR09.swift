import Kernel

/// A person has one request of a day.
let ruleR09 = ReturnRule("R09", .query, .request, ["ReceivedDate"], "A person has one request of a day.") {
  node, place in
  place.person.all("Requests").count { $0["ReceivedDate"] == node["ReceivedDate"] && node["ReceivedDate"] != nil } > 1
}
