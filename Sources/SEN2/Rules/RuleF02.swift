import Kernel

/// An element stands once, unless the layout says otherwise.
///
/// It looks at more than one record: `Checker` finds it.
let ruleF02 = ReturnRule("F02", .error, .file, [], "An element stands once, unless the layout says otherwise.") {
  _, _ in false
}
