package import Kernel
package import Store

// All SQL about groups: who sits in them, and what they want to reach.

extension Transaction {
  func groups() throws -> [PartnershipGroup] {
    try all("SELECT \(PartnershipGroup.columns) FROM partnership_group ORDER BY founded_on, id")
  }
  func group(_ id: ID<PartnershipGroup>) throws -> PartnershipGroup {
    try one("SELECT \(PartnershipGroup.columns) FROM partnership_group WHERE id = \(id)")
  }
  /// The oldest first.
  func names(of group: ID<PartnershipGroup>) throws -> [GroupName] {
    try all(
      """
      SELECT \(GroupName.columns) FROM group_name WHERE group_id = \(group)
      ORDER BY used_from, name \(dialect.byCodePoint)
      """)
  }
  package func members(of group: ID<PartnershipGroup>) throws -> [GroupMember] {
    try all(
      """
      SELECT \(GroupMember.columns) FROM group_member WHERE group_id = \(group)
      ORDER BY ended_on IS NOT NULL, began_on, id
      """)
  }
  func objectives(of group: ID<PartnershipGroup>) throws -> [GroupObjective] {
    try all(
      "SELECT \(GroupObjective.columns) FROM group_objective WHERE group_id = \(group) ORDER BY number")
  }
  func proofs(of group: ID<PartnershipGroup>) throws -> [ObjectiveProof] {
    try all(
      """
      SELECT \(ObjectiveProof.columns) FROM objective_proof WHERE group_id = \(group)
      ORDER BY number, kind \(dialect.byCodePoint), about_id
      """)
  }

  func insert(_ group: PartnershipGroup) throws {
    try run(
      """
      INSERT INTO partnership_group (\(PartnershipGroup.columns)) VALUES (
        \(group.id), \(group.remit), \(group.easyRemit), \(group.quorum), \(group.foundedOn))
      """)
  }
  /// False where the group has had this name from this day already.
  func insert(_ name: GroupName, of group: ID<PartnershipGroup>) throws -> Bool {
    try run(
      """
      INSERT INTO group_name (group_id, \(GroupName.columns)) VALUES (\(group), \(name.name), \(name.from), \(name.source))
      ON CONFLICT (group_id, name, used_from) DO NOTHING
      """) == 1
  }
  func insert(_ member: GroupMember, of group: ID<PartnershipGroup>) throws {
    try run(
      """
      INSERT INTO group_member (group_id, \(GroupMember.columns)) VALUES (
        \(group), \(member.id), \(member.name), \(member.side), \(member.agency), \(member.part), \(member.isNamed),
        \(member.practitioner), \(member.person), \(member.from), \(member.to))
      """)
  }
  /// False where they sit there no more.
  func endMember(_ id: ID<GroupMember>, of group: ID<PartnershipGroup>, on day: Day) throws -> Bool {
    try run(
      """
      UPDATE group_member SET ended_on = \(day) WHERE id = \(id) AND group_id = \(group) AND ended_on IS NULL
      """) == 1
  }
  /// False where the number is taken.
  func insert(_ objective: GroupObjective, of group: ID<PartnershipGroup>) throws -> Bool {
    try run(
      """
      INSERT INTO group_objective (group_id, \(GroupObjective.columns))
      VALUES (\(group), \(objective.number), \(objective.title), \(objective.words))
      ON CONFLICT (group_id, number) DO NOTHING
      """) == 1
  }
  func insertProof(_ kind: ProofKind, _ about: AnyID, number: Int, of group: ID<PartnershipGroup>) throws {
    try run(
      """
      INSERT INTO objective_proof (group_id, \(ObjectiveProof.columns)) VALUES (\(group), \(number), \(kind), \(about))
      ON CONFLICT (group_id, number, kind, about_id) DO NOTHING
      """)
  }

  /// Who has this e-mail address, at work or in a family.
  func found(byEmail email: String) throws -> (PractitionerID?, PersonID?) {
    let wanted = email.lowercased()
    return (
      try value("SELECT id FROM practitioner WHERE lower(email) = \(wanted) AND left_on IS NULL ORDER BY id LIMIT 1"),
      try value("SELECT id FROM person WHERE lower(email) = \(wanted) ORDER BY id LIMIT 1")
    )
  }

  /// Whether the caller sits in the group on a day.
  func sits(_ caller: Caller, in group: ID<PartnershipGroup>, on day: Day) throws -> Bool {
    guard caller.practitioner != nil || caller.person != nil else { return false }
    return try members(of: group).contains { $0.isCaller(caller) && $0.sits(on: day) }
  }
}
