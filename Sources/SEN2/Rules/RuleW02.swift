import Kernel

/// Few placements are at other settings or without education: more than one in ten here.
///
/// It looks at more than one record: `Checker` finds it.
let ruleW02 = ReturnRule(
  "W02", .prompt, .file, [], "Few placements are at other settings or without education: more than one in ten here."
) { _, _ in false }
