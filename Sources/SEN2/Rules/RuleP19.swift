import Kernel

/// The number that stands for a learner who has none yet is replaced by the real one.
let ruleP19 = ReturnRule(
  "P19", .query, .person, ["UniqueLearnerNumber"],
  "The number that stands for a learner who has none yet is replaced by the real one."
) { node, _ in
  node["UniqueLearnerNumber"] == "9999999999"
}
