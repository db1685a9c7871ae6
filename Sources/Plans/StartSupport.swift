import Clocks
package import Kernel
import People
package import Store
import Web

/// What a team does for a child before somebody of it is named.
let earlyHelpPart = "Early help"

/// Starts early help around a child: one episode, one open at a time. The team gets a link to the child, so that its
/// manager can give it to somebody.
@discardableResult
package func startSupport(
  _ new: NewSupport, id: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Support {
  if try tx.openSupport(of: child) != nil {
    throw Refusal.notNow("This child has early help already. There is one at a time.")
  }
  if new.level == .statutory, new.route != .stepDown {
    throw Invalid("level", "Statutory help is decided at the front door. Choose level 2 or 3")
  }
  let isAgain = try tx.supports(of: child).contains { try $0.isWithinYearOfClosing(at: now, in: tx) }
  let level = new.route == .stepDown ? .targeted : new.level
  let support = Support(
    id: id, child: child, level: level, route: new.route, request: new.request, wanted: new.wanted, team: new.team,
    isAgainWithinYear: isAgain, at: now)
  try tx.insert(support)
  try linkTeam(of: support, by: caller, at: now, in: tx)
  var changed = ["level": level.rawValue, "route": new.route.rawValue]
  if isAgain { changed["again_within_year"] = "yes" }
  try tx.append(.supportStarted, about: id.of(), child: child, by: caller, at: now, changed: changed)
  return support
}

extension Support {
  /// Whether it closed so lately that a new start is flagged (EH-AGAIN).
  func isWithinYearOfClosing(at now: Instant, in tx: Transaction) throws -> Bool {
    guard let closedAt else { return false }
    return try now.day <= tx.limit(.again, from: closedAt.day)
  }
}

/// Links the team to the child while nobody of it is named, unless it has a link already.
func linkTeam(of support: Support, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard support.practitioner == nil, let team = support.team else { return }
  guard let agency: AgencyID = try tx.value("SELECT agency_id FROM team WHERE id = \(team)") else {
    throw Invalid("team", "Choose a team from the list")
  }
  let isLinked = try tx.involvements(support.child).contains { $0.team == team && $0.part == earlyHelpPart }
  guard !isLinked else { return }
  try tx.beginInvolvement(
    NewInvolvement(practitioner: nil, agency: agency, team: team, part: earlyHelpPart), child: support.child,
    id: newID(at: now), by: caller, at: now)
}

/// Ends the links that early help began: the help is over, and with it the reason to look.
func endLinks(of support: Support, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  for link in try tx.involvements(support.child) where link.part == earlyHelpPart {
    try tx.endInvolvement(link.id, child: support.child, why: why, by: caller, at: now)
  }
}

func newID<Of>(at now: Instant) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: now, random: &random)
}
