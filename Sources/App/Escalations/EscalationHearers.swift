import Accounts
import Clocks
import Kernel
import People
import Store
import Web

/// Roles in which anybody may take what nobody has yet: a queue that they work together. What no practitioner and no team
/// has is not every practitioner's.
let rolesOfQueues: Set<Role> = [
  .screener, .ehcCoordinator, .informationGovernance, .complaintsOfficer, .directPaymentOfficer,
]

/// Who works a queue today: where a partnership has no complaints officer, information governance in their place.
func workingRole(_ role: Role, on day: Day, in tx: Transaction) throws -> Role {
  guard role == .complaintsOfficer, try accounts(holding: role, on: day, in: tx).isEmpty else { return role }
  return .informationGovernance
}

/// Who hears of an escalation: the person who has it at the first step, who manages their team at the later ones. Whoever
/// may not open what it is about is not told of it, and does not find it on Today.
///
/// There is no account for a director: what the register says to the director goes to the manager.
struct EscalationHearers {
  let slices: [Slice]
  let now: Instant
  let tx: Transaction

  func hearers(of escalation: Escalation) throws -> [Account] {
    let clock = escalation.clock
    let people =
      switch escalation.tells {
      case .owner: try owners(clock, escalation.ownerRole)
      case .manager, .director: try managers(clock, escalation.ownerRole)
      }
    // Without a manager it stays with whoever has it: somebody must hear.
    let able = try able(people, clock)
    return able.isEmpty && escalation.tells != .owner ? try self.able(owners(clock, escalation.ownerRole), clock) : able
  }

  private func owners(_ clock: Clock, _ role: Role?) throws -> [Account] {
    if let owner = clock.owner { return try active(account(of: owner, in: tx)) }
    if let team = clock.team { return try accounts(holding: .teamManager, team: team, on: now.day, in: tx) }
    return try queue(of: role)
  }

  private func managers(_ clock: Clock, _ role: Role?) throws -> [Account] {
    if let team = clock.team {
      return try accounts(holding: .teamManager, team: team, on: now.day, in: tx)
    }
    return clock.owner == nil ? try managersOfQueue(role) : []
  }

  private func queue(of role: Role?) throws -> [Account] {
    guard let role, rolesOfQueues.contains(role) else { return [] }
    return try accounts(holding: workingRole(role, on: now.day, in: tx), on: now.day, in: tx)
  }

  /// Who manages a team in which the queue is worked.
  private func managersOfQueue(_ role: Role?) throws -> [Account] {
    guard let role, rolesOfQueues.contains(role) else { return [] }
    return try teams(holding: role, on: now.day, in: tx)
      .flatMap { try accounts(holding: .teamManager, team: $0, on: now.day, in: tx) }
  }

  private func active(_ account: Account?) -> [Account] { account.flatMap { $0.state == .active ? [$0] : nil } ?? [] }

  /// Those who may know what the clock is about.
  private func able(_ accounts: [Account], _ clock: Clock) throws -> [Account] {
    var seen = Set<AccountID>()
    return try accounts.filter { account in
      guard seen.insert(account.id).inserted else { return false }
      let caller = try account.caller(from: "", at: now, in: tx)
      return try slices.matter(of: clock, for: caller, in: tx) != nil
    }
  }
}

extension [Slice] {
  /// What a clock is about, as the slice says whose record it is.
  func matter(of clock: Clock, for caller: Caller, in tx: Transaction) throws -> Matter? {
    for slice in self {
      if let matter = try slice.matter?(clock.about, caller, tx) { return matter }
    }
    return nil
  }
}
