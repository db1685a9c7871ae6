import Kernel

/// No two persons have the same name and date of birth.
///
/// It looks at more than one record: `Checker` finds it.
let ruleP17 = ReturnRule(
  "P17", .query, .person, ["Surname", "Forename", "PersonBirthDate"],
  "No two persons have the same name and date of birth."
) { _, _ in false }
