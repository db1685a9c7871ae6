import Kernel

/// A text is no longer than the layout allows.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF07 = ReturnRule("F07", .error, .file, [], "A text is no longer than the layout allows.") { _, _ in false }
