import Kernel

/// A request is received by the survey day.
let ruleR02 = ReturnRule("R02", .error, .request, ["ReceivedDate"], "A request is received by the survey day.") {
  node, place in
  isAfter(node.day("ReceivedDate"), place.surveyDay)
}
