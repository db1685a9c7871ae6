import Kernel

/// The elements stand in the order of the layout.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF03 = ReturnRule("F03", .error, .file, [], "The elements stand in the order of the layout.") { _, _ in false }
