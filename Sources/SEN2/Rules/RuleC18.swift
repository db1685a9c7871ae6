import Kernel

/// The decision of a review is by the survey day.
let ruleC18 = ReturnRule("C18", .error, .activePlans, ["LastReview"], "The decision of a review is by the survey day.")
{ node, place in
  isAfter(node.day("LastReview"), place.surveyDay)
}
