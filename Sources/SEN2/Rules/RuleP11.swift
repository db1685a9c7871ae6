import Kernel

/// No two persons have the same unique pupil number.
///
/// It looks at more than one record: `Checker` finds it.
let ruleP11 = ReturnRule("P11", .error, .person, ["UPN"], "No two persons have the same unique pupil number.") { _, _ in
  false
}
