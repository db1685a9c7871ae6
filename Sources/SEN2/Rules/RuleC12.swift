import Kernel

/// The changes to a plan go out on or after its review.
let ruleC12 = ReturnRule(
  "C12", .query, .activePlans, ["ReviewDraft", "ReviewMeeting"], "The changes to a plan go out on or after its review.",
  from: 2026
) { node, _ in
  isAfter(node.day("ReviewMeeting"), node.day("ReviewDraft"))
}
