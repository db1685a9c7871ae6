import Kernel

/// A placement began by the survey day.
let ruleL11 = ReturnRule("L11", .query, .placement, ["EntryDate"], "A placement began by the survey day.") {
  node, place in
  isAfter(node.day("EntryDate"), place.surveyDay)
}
