import Kernel

/// A return has at least one person.
///
/// It looks at more than one record: `Checker` finds it.
let ruleW01 = ReturnRule("W01", .error, .file, [], "A return has at least one person.") { _, _ in false }
