import Kernel

/// A plan is reviewed within twelve months.
let ruleC11 = ReturnRule(
  "C11", .query, .activePlans, ["ReviewMeeting", "StartDate"], "A plan is reviewed within twelve months."
) { node, place in
  isReviewOverdue(node, place)
}
