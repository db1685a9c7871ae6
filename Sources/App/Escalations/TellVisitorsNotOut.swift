import Accounts
import HomeVisiting
package import Kernel
import People
package import Store
import Web

/// Tells those who manage a team that one of its visitors has not come out of a home in time; returns how many were missing.
/// Safe on several nodes at once. The letter names the visitor and nobody they visit; who must be rung stands in it.
package func tellVisitorsNotOut(address: String, at now: Instant, in tx: Transaction) throws -> Int {
  let missing = try tx.untoldChecks(at: now)
  for check in missing {
    let managers = try check.team.map { try accounts(holding: .teamManager, team: $0, on: now.day, in: tx) } ?? []
    let told = managers.filter { isEmail($0.email) }
    guard try noteTold(check, told: told.map(\.name), at: now, in: tx) else { continue }
    for manager in told {
      try tx.send(
        Mail(
          to: manager.email, subject: "A visitor has not come out of a visit",
          body: """
            Hello \(manager.firstName),

            \(check.visitorName) went into a home at \(check.wentInAt.london.clock) and meant to be out by \
            \(check.outBy.london.clock). They have not said that they are out.

            Call them now: \(check.visitorPhone ?? "their number stands in the directory"). If they do not answer, \
            follow the lone working procedure.

            Where they are: \(address)/today

            Keywork

            """), at: now, key: "not out \(check.visit) \(check.outBy) \(manager.id)")
    }
  }
  return missing.count
}
