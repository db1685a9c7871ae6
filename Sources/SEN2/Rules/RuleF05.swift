import Kernel

/// A code is one of its list.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF05 = ReturnRule("F05", .error, .file, [], "A code is one of its list.") { _, _ in false }
