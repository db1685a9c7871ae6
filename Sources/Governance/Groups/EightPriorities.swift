package import Kernel
package import Store
import Web

// The priorities and the remit of a strategic group for disabled and other vulnerable children, ready to be taken. Source:
// the first report of such a group to a children’s trust board, 24 January 2012; a public council paper.

package let eightPriorities = [
  GroupObjective(
    1, "Inform and involve families",
    "A partnership agreement with parents; standards for information, openness and involvement; one place for information."
  ),
  GroupObjective(2, "Plan the way into adult life around the person", "The next year of the transition strategy."),
  GroupObjective(
    3, "Assess and plan together with child and family",
    "One assessment and one plan across education, health and care."),
  GroupObjective(4, "Personal budgets", "Families who want one can choose and direct their support."),
  GroupObjective(
    5, "Work as one team in front of the family",
    "One place for child development; community nursing; therapies for children over five; speech and language."),
  GroupObjective(6, "Develop short breaks", "Overnight breaks reviewed and made to fit families today."),
  GroupObjective(7, "A strategy for special educational needs", nil),
  GroupObjective(
    8, "Commission health services together",
    "Wheelchairs; palliative care; continuing care; disabled children within emotional wellbeing services."),
]

/// Those among disabled children for whom every figure is looked at apart.
let remitGroups: [(title: String, by: SliceBy)] = [
  ("Looked-after disabled children", .lookedAfter), ("Black and minority ethnic disabled children", .minority),
  ("Disabled children in poverty", .lowIncome), ("Young carers", .youngCarer),
]

/// Takes the eight priorities as the objectives of a group that has none.
package func takeEightPriorities(
  for group: ID<PartnershipGroup>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.objectives(of: group).isEmpty else { throw Refusal.notNow("This group has objectives already.") }
  for objective in eightPriorities {
    try setObjective(objective, proofs: [], of: group, by: caller, at: now, in: tx)
  }
}
