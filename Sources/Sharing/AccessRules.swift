package import Kernel
import People
package import Web

// Who may see a child's record: role + relationship + purpose. Pure: facts and a caller in, a decision out.
// Source: Caldicott principles 2–4 (use only where necessary, the minimum, need to know); domain register B10.3.

/// What the database knows about a caller and a child, and nothing else that the decision needs.
package struct AccessFacts: Sendable, Hashable {
  package var isRestricted = false
  package var isClosed = false
  /// A named link of theirs as a practitioner is open.
  package var isOwn = false
  /// Somebody of a team of theirs has an open link.
  package var isTeam = false
  /// Somebody of their agency has an open link, or the agency holds a record of the child.
  package var isAgency = false
  /// A relationship with the family's own view.
  package var isFamily = false
  /// An emergency access that still runs.
  package var isEmergency = false
  /// The record is part of another now: nothing is done to it any more.
  package var mergedInto: ChildID?
  package init() {}

  /// How near a member of staff stands.
  var staffReach: Reach { isOwn ? .own : isTeam ? .team : isAgency ? .agency : .partnership }
}

/// Decides, or throws: `notFound` where the caller may not know that there is such a child, `forbidden` where they may
/// know but not do this, `notNow` where the record is closed and this would change it.
package func decide(_ facts: AccessFacts, _ caller: Caller, _ permission: Permission) throws -> Access {
  guard let access = access(facts, caller, permission) else {
    if access(facts, caller, .knowOf) == nil { throw Refusal.notFound }
    throw Refusal.forbidden(
      "You can see that this child is known, but your work with them does not include this. "
        + "If a child is at risk now, use emergency access.")
  }
  if facts.isClosed && !permission.onClosed {
    throw Refusal.notNow("This record is closed. Somebody who manages the team can reopen it.")
  }
  return access
}

private func access(_ facts: AccessFacts, _ caller: Caller, _ permission: Permission) -> Access? {
  for held in caller.roles {
    guard let reach = permission.grants[held.role], stands(held.role, within: reach, facts, permission) else {
      continue
    }
    return Access(
      reach: held.role.isFamily ? .own : facts.staffReach, role: held.role,
      purpose: held.role.purpose ?? permission.purpose,
      isRestricted: facts.isRestricted)
  }
  guard facts.isEmergency, permission == .openRecord || permission == .knowOf, let role = caller.roles.first?.role
  else {
    return nil
  }
  return Access(
    reach: .own, role: role, purpose: .emergency, isRestricted: facts.isRestricted, isEmergency: true)
}

extension Role {
  /// Why this role looks at a record, whatever it opens; nil where that follows from what is done.
  fileprivate var purpose: Purpose? {
    isFamily ? .ownRecord : self == .informationGovernance ? .governance : nil
  }
}

private func stands(_ role: Role, within reach: Reach, _ facts: AccessFacts, _ permission: Permission) -> Bool {
  if role.isFamily { return facts.isFamily }
  // The information governance lead checks how restricted records are used; nobody else reaches one without a named link.
  let checks = role == .informationGovernance && permission.purpose == .governance
  if facts.isRestricted && !facts.isOwn && !checks { return false }
  return facts.staffReach <= reach
}
