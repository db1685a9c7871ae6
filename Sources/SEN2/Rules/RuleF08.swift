import Kernel

/// What the layout requires is there.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF08 = ReturnRule("F08", .error, .file, [], "What the layout requires is there.") { _, _ in false }
