import Kernel

/// A placement ends on or after the day on which it began.
let ruleL10 = ReturnRule(
  "L10", .error, .placement, ["LeavingDate", "EntryDate"], "A placement ends on or after the day on which it began."
) { node, _ in
  isAfter(node.day("EntryDate"), node.day("LeavingDate"))
}
