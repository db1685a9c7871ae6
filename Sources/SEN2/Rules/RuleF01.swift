import Kernel

/// Every element belongs to the layout of the year, in its place.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF01 = ReturnRule("F01", .error, .file, [], "Every element belongs to the layout of the year, in its place.") {
  _, _ in false
}
