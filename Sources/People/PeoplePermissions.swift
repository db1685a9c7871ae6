package import Kernel
package import Web

extension Permission {
  /// The child's record: what the people who help the child see.
  package static let openRecord = Permission.child(
    "child.open", for: .directCare,
    [.practitioner: .team, .teamManager: .team, .ehcCoordinator: .agency, .screener: .partnership], onClosed: true)
  /// That the child exists, and the key information: name, date of birth, who works with them. Never content. Whoever
  /// has not even this is told that there is no such record.
  package static let knowOf = Permission.child(
    "child.know", for: .directCare,
    [
      .practitioner: .agency, .teamManager: .agency, .ehcCoordinator: .agency, .screener: .partnership,
      .informationGovernance: .partnership, .familyMember: .own, .youngPerson: .own,
    ], onClosed: true)
  /// The family's own view of their child's record.
  package static let ownView = Permission.child(
    "child.own_view", for: .ownRecord, [.familyMember: .own, .youngPerson: .own], onClosed: true)
  /// Adding in their own words.
  package static let addOwnWords = Permission.child(
    "child.add_own_words", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
  /// Names, address, school, what matters.
  package static let changeDetails = Permission.child(
    "child.change_details", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  /// Who works with the child, who is key worker, who leads.
  package static let arrangeTeam = Permission.child(
    "child.arrange_team", for: .supervision, [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  package static let closeRecord = Permission.child(
    "child.close", for: .supervision, [.teamManager: .team], onClosed: true)
  /// That the child has died, and when; putting that right.
  package static let recordDeath = Permission.child(
    "child.record_death", [.practitioner: .own, .teamManager: .team], onClosed: true)
  /// Writing down what the child or the family says.
  package static let writeWords = Permission.child("child.write_words", [.practitioner: .team, .teamManager: .team])
  /// Restricting a record to those with a named link.
  package static let restrictRecord = Permission.child(
    "child.restrict", for: .supervision, [.teamManager: .team], onClosed: true)
  /// Lifting that: whoever is left with a named link, or the information governance lead.
  package static let liftRestriction = Permission.child(
    "child.lift_restriction", for: .governance, [.teamManager: .own, .informationGovernance: .partnership],
    onClosed: true)
  /// Looking for a child by name or number. What is found depends on who asks.
  package static let search = Permission.work(
    "child.search", for: .directCare, .practitioner, .teamManager, .screener, .ehcCoordinator, .informationGovernance)
  package static let today = Permission.work(
    "today", for: .directCare, .practitioner, .teamManager, .screener, .ehcCoordinator)
  package static let team = Permission.work("team", for: .supervision, .teamManager)
  /// Agencies, their teams and who works in which; never the content of a case.
  package static let manageAgencies = Permission.work("agency.manage", for: .administration, .administrator)
}

extension Request {
  /// Whether this caller, who has been let in here, may do that to this child as well: for the links that a page shows.
  /// The route decides by itself.
  package func may(_ permission: Permission, on child: Child) -> Bool {
    guard let access, !access.isEmergency, !child.isClosed || permission.onClosed else { return false }
    return caller.roles.contains { held in permission.grants[held.role].map { access.reach <= $0 } ?? false }
  }
}
