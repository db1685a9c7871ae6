import Kernel

/// Nobody is born after the survey day.
let ruleP04 = ReturnRule("P04", .error, .person, ["PersonBirthDate"], "Nobody is born after the survey day.") {
  node, place in
  node.day("PersonBirthDate").map { $0 > place.surveyDay } ?? false
}
