import Kernel

/// A number has as many digits as the layout says.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF09 = ReturnRule("F09", .error, .file, [], "A number has as many digits as the layout says.") { _, _ in false }
