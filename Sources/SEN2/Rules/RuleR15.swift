import Kernel

/// A request that still waits is no more than six weeks old on the survey day.
let ruleR15 = ReturnRule(
  "R15", .query, .request, ["RequestOutcome", "ReceivedDate"],
  "A request that still waits is no more than six weeks old on the survey day."
) { node, place in
  node["RequestOutcome"] == "A" && isMore(than: 42, from: node.day("ReceivedDate"), to: place.surveyDay)
}
