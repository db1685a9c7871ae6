import Kernel

/// Yes is 1 and no is 0.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF06 = ReturnRule("F06", .error, .file, [], "Yes is 1 and no is 0.") { _, _ in false }
