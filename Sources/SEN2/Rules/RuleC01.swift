import Kernel

/// A plan in force did not end before the survey day.
let ruleC01 = ReturnRule(
  "C01", .error, .activePlans, ["CeaseDate"], "A plan in force did not end before the survey day."
) { _, place in
  (place.assessment.first("NamedPlan")?.day("CeaseDate")).map { $0 < place.surveyDay } ?? false
}
