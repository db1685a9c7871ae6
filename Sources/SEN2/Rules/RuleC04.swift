import Kernel

/// A review was held by the survey day.
let ruleC04 = ReturnRule("C04", .error, .activePlans, ["ReviewMeeting"], "A review was held by the survey day.") {
  node, place in
  isAfter(node.day("ReviewMeeting"), place.surveyDay)
}
