import Governance
import Kernel
import Store
import Voice

extension PlanActions {
  /// The implementation plans, for what people said to become an action of.
  static let governance = PlanActions(
    plans: { tx in
      try tx.openPlans().map { plan in
        Plan(id: plan.id, title: plan.title, themes: plan.themes.map { Theme($0.code, $0.title) })
      }
    },
    add: { new, caller, now, tx in
      var random = SystemRandomNumberGenerator()
      let id = AnyID(at: now, random: &random)
      try addPlanRow(
        id,
        NewPlanRow(theme: new.theme, action: new.action, lead: new.lead, due: new.due, evidence: new.evidence),
        plan: new.plan, by: caller, at: now, in: tx)
      return id
    },
    state: { plan, item, day, tx in
      try tx.planLine(item, plan: plan, on: day).map { line in
        "\(line.state.title.lowercased())\(line.due.on.map { ", due \($0.long)" } ?? "")"
      }
    })
}
