import Kernel

/// A unique learner number has ten digits, and the last checks the others.
let ruleP12 = ReturnRule(
  "P12", .error, .person, ["UniqueLearnerNumber"],
  "A unique learner number has ten digits, and the last checks the others."
) { node, _ in
  node["UniqueLearnerNumber"].map { !isLearnerNumber($0) } ?? false
}
