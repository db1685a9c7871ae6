import Kernel

/// The decision of a review is on or after its meeting.
let ruleC05 = ReturnRule(
  "C05", .error, .activePlans, ["LastReview", "ReviewMeeting"], "The decision of a review is on or after its meeting."
) { node, _ in
  isAfter(node.day("ReviewMeeting"), node.day("LastReview"))
}
