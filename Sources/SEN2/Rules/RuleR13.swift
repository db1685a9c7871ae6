import Kernel

/// A request is received after the child was born.
let ruleR13 = ReturnRule(
  "R13", .error, .request, ["ReceivedDate", "PersonBirthDate"], "A request is received after the child was born."
) { node, place in
  isAfter(place.bornOn, node.day("ReceivedDate"))
}
