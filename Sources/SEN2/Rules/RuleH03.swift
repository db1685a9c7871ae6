import Kernel

/// The reference date is the survey day of the year.
let ruleH03 = ReturnRule("H03", .error, .header, ["ReferenceDate"], "The reference date is the survey day of the year.")
{ node, place in
  inHeader(node, "ReferenceDate") != place.year.surveyDay
}
