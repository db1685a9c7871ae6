package import Kernel
package import Store
import Web

/// A new row of a plan, in the words of whoever wants it: an action under a theme.
package struct NewPlanRow: Sendable, Hashable {
  package var theme: String
  package var action: String
  package var lead: String
  package var due: String
  package var evidence: String
  package init(theme: String, action: String, lead: String, due: String, evidence: String) {
    (self.theme, self.action, self.lead) = (theme, action, lead)
    (self.due, self.evidence) = (due, evidence)
  }
}

/// Adds an action at the end of a plan that still goes on, with the next free number.
package func addPlanRow(
  _ id: AnyID, _ new: NewPlanRow, plan planID: AnyID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let plan = try tx.plan(planID.of(), unpublishedToo: true)
  guard plan.endedOn == nil else { throw Refusal.notNow("This plan has ended.") }
  guard try tx.themes(of: plan.id).contains(where: { $0.code == new.theme }) else {
    throw Invalid("theme", "Choose a theme of this plan")
  }
  let items = try tx.items(of: plan.id)
  let last = items.compactMap { Int($0.ref.prefix { $0.isNumber }) }.max() ?? 0
  try tx.insert(
    PlanItem(
      id: id.of(), plan: plan.id, position: (items.last?.position ?? 0) + 1,
      cells: ["\(last + 1)", new.theme, "", new.action, new.lead, new.due, new.evidence]))
  try tx.append(.planRowAdded, about: id, by: caller, at: now, changed: ["row": "\(last + 1)", "plan": plan.title])
}

extension Transaction {
  /// Plans that still go on, with their themes.
  package func openPlans() throws -> [(id: AnyID, title: String, themes: [PlanTheme])] {
    try plans(unpublishedToo: true).filter { $0.endedOn == nil }.map { ($0.id.of(), $0.title, try themes(of: $0.id)) }
  }
  /// How a row of a plan stands on a day; nil where there is no such row.
  package func planLine(_ item: AnyID, plan: AnyID, on day: Day) throws -> PlanLine? {
    try lines(of: plan.of(), on: day).first { $0.item.id == item.of() }
  }
}

extension EventKind {
  static let planRowAdded = EventKind("plan.row_added", "added a row to a plan")
}
