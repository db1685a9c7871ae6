import Kernel

/// Nobody is 26 or older on 31 August before the survey.
let ruleP05 = ReturnRule(
  "P05", .error, .person, ["PersonBirthDate"], "Nobody is 26 or older on 31 August before the survey."
) { _, place in
  (place.ageInAugust ?? 0) >= 26
}
