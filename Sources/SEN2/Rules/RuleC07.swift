import Kernel

/// The decision comes within four weeks of the meeting.
let ruleC07 = ReturnRule(
  "C07", .query, .activePlans, ["LastReview", "ReviewMeeting"], "The decision comes within four weeks of the meeting."
) { node, _ in
  isMore(than: 28, from: node.day("ReviewMeeting"), to: node.day("LastReview"))
}
