package import Kernel
package import Store
import Web

/// Founds a group under its first name.
package func foundGroup(
  _ group: PartnershipGroup, named name: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try Invalid.check(problems(withEasy: group.easyRemit, field: "easy_remit", isNeeded: true))
  try tx.insert(group)
  _ = try tx.insert(GroupName(name, from: group.foundedOn), of: group.id)
  try tx.append(.groupFounded, about: group.id.of(), by: caller, at: now, changed: ["name": name])
}

/// Gives a group another name from a day on. What it was called before stays, and it stays the same group.
package func renameGroup(
  _ id: ID<PartnershipGroup>, _ name: GroupName, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let group = try tx.group(id)
  if name.from < group.foundedOn { throw Invalid("used_from", "The day must be the one it was founded on, or later") }
  guard try tx.insert(name, of: id) else { throw Invalid("name", "It has had this name from this day already") }
  try tx.append(
    .groupRenamed, about: id.of(), by: caller, at: now,
    changed: ["name": name.name, "from": name.from.description])
}

/// Takes somebody in. With an e-mail address they are found among those with an account, and read the group's papers there.
package func appointMember(
  _ id: ID<GroupMember>, _ new: NewMember, to group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  _ = try tx.group(group)
  var (practitioner, person): (PractitionerID?, PersonID?) = (nil, nil)
  if let email = new.email {
    (practitioner, person) = try tx.found(byEmail: email)
    // A parent who also works here sits for one of the two.
    if new.side.isFamily { practitioner = nil } else { person = nil }
    if practitioner == nil, person == nil {
      throw Invalid("email", "Nobody with this e-mail address is known here as somebody of this side")
    }
  }
  let member = GroupMember(id: id, new, practitioner: practitioner, person: person)
  let sits = try tx.members(of: group).contains {
    $0.to == nil && (practitioner != nil && $0.practitioner == practitioner || person != nil && $0.person == person)
  }
  if sits { throw Invalid("email", "They sit in this group already") }
  try tx.insert(member, of: group)
  try tx.append(
    .memberAppointed, about: group.of(), by: caller, at: now,
    changed: ["side": new.side.rawValue, "from": new.from.description])
}

/// Somebody leaves a group: that they sat in it stays.
package func endMembership(
  _ id: ID<GroupMember>, of group: ID<PartnershipGroup>, on day: Day, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard let member = try tx.members(of: group).first(where: { $0.id == id }) else { throw Refusal.notFound }
  if day < member.from { throw Invalid("ended_on", "The day must be later than the one they began on") }
  guard try tx.endMember(id, of: group, on: day) else { throw Refusal.notNow("They sit in this group no more.") }
  try tx.append(
    .membershipEnded, about: group.of(), by: caller, at: now,
    changed: ["side": member.side.rawValue, "on": day.description])
}

/// Says what a group wants to reach, and what shows it.
package func setObjective(
  _ objective: GroupObjective, proofs: [(ProofKind, AnyID)], of group: ID<PartnershipGroup>, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  _ = try tx.group(group)
  guard try tx.insert(objective, of: group) else {
    throw Invalid("number", "Objective \(objective.number) is set already: choose another number")
  }
  for (kind, about) in proofs { try tx.insertProof(kind, about, number: objective.number, of: group) }
  try tx.append(
    .objectiveSet, about: group.of(), by: caller, at: now,
    changed: ["number": "\(objective.number)", "title": objective.title])
}

/// Says what else shows how far an objective is.
package func addProofs(
  _ proofs: [(ProofKind, AnyID)], to number: Int, of group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard try tx.objectives(of: group).contains(where: { $0.number == number }) else { throw Refusal.notFound }
  if proofs.isEmpty { throw Invalid("proofs", "Choose what shows it") }
  for (kind, about) in proofs { try tx.insertProof(kind, about, number: number, of: group) }
  try tx.append(
    .objectiveSet, about: group.of(), by: caller, at: now,
    changed: ["number": "\(number)", "proofs": "\(proofs.count)"])
}

extension EventKind {
  static let groupFounded = EventKind("group.founded", "founded a group")
  static let groupRenamed = EventKind("group.renamed", "gave a group another name")
  static let memberAppointed = EventKind("group.member_appointed", "took somebody into a group")
  static let membershipEnded = EventKind("group.membership_ended", "recorded that somebody left a group")
  static let objectiveSet = EventKind("group.objective_set", "said what a group wants to reach")
}
