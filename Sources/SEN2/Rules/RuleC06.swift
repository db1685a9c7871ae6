import Kernel

/// The outcome of a review has its meeting.
let ruleC06 = ReturnRule(
  "C06", .error, .activePlans, ["ReviewOutcome", "ReviewMeeting"], "The outcome of a review has its meeting."
) { node, _ in
  node["ReviewOutcome"] != nil && node["ReviewMeeting"] == nil
}
