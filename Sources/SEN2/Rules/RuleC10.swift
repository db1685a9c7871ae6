import Kernel

/// The plan for the next phase is final by its day.
let ruleC10 = ReturnRule(
  "C10", .query, .activePlans, ["PhaseTransferFinalDate", "PhaseTransferDueDate"],
  "The plan for the next phase is final by its day.", from: 2026
) { node, _ in
  isAfter(node.day("PhaseTransferFinalDate"), node.day("PhaseTransferDueDate"))
}
