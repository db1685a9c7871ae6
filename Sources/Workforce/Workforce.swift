import Kernel
import Store
package import Web

/// The people who deliver a service: posts, money, allocation, supervision, changes of structure. The slice's front door.
/// `referrals` reads those of the live records, `decision` says whether a decision carries a change, `rota` knows who is to
/// be visited.
package func workforce(
  referrals: @escaping ReadReferrals, decision: @escaping DecisionGate, rota: RotaSources
) -> Slice {
  var slice = Slice("Workforce")
  slice.migrations = workforceMigrations
  slice.routes =
    structureRoutes + postRoutes + hoursRoutes + allocationRoutes(referrals) + moveRoutes + practiceRoutes
    + changeRoutes(decision)
    + rotaRoutes(rota)
  slice.tasks = supervisionTasks
  return slice
}

/// Supervision that is due within a week, for whoever holds it; and what the caller's own training lacks.
@Sendable private func supervisionTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  guard child == nil else { return [] }
  var found: [ToDo] = []
  if request.caller.holds(.supervise) {
    let people = try tx.supervised(by: request.caller)
    let due = try tx.supervisions(of: people.map(\.practitioner)).filter {
      $0.heldOn == nil && $0.dueOn <= request.today.adding(days: 7)
    }
    found += due.map { time in
      ToDo(
        "Supervision of \(people.first { $0.practitioner == time.practitioner }?.post.holder ?? "a colleague")",
        hint: "Due on \(time.dueOn.long)", path: "/workforce/practice/\(time.practitioner)", due: time.dueOn)
    }
  }
  if let own = request.caller.practitioner, let why = try whyNot(.loneVisit, own, on: request.today, in: tx) {
    found.append(ToDo("Your training", hint: why, path: "/workforce/mine", due: nil, isUrgent: true))
  }
  return found
}
