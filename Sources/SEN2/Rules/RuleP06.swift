import Kernel

/// Few are 25 on 31 August before the survey: a plan may last to the end of the year of the 25th birthday.
let ruleP06 = ReturnRule(
  "P06", .query, .person, ["PersonBirthDate"],
  "Few are 25 on 31 August before the survey: a plan may last to the end of the year of the 25th birthday."
) { _, place in
  place.ageInAugust == 25
}
