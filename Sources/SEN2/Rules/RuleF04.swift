import Kernel

/// A date is a real day, written as 2026-11-22.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF04 = ReturnRule("F04", .error, .file, [], "A date is a real day, written as 2026-11-22.") { _, _ in false }
