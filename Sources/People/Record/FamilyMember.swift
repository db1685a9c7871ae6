import Design
package import Kernel
package import Store
import Web

/// Somebody of the family as the form has them: the person, and what they are to the child.
package struct NewFamilyMember: Sendable, Hashable {
  package var person: NewPerson
  package var kind: RelationshipKind
  package var hasResponsibility = false
  package var livesWith = false
  package var getsLetters = false
  package var hasPortal = false
  package var mayNotContact = false
  package init(person: NewPerson, kind: RelationshipKind) {
    self.person = person
    self.kind = kind
  }
}

extension EventKind {
  package static let relationChanged = EventKind(
    "child.relation_changed", "changed what is known of somebody in the family")
  package static let relationEnded = EventKind("child.relation_ended", "took somebody out of the family")
}

/// Adds somebody to the child's family; the family begins with them where the child has none.
package func addFamilyMember(
  _ new: NewFamilyMember, of child: ChildID, id: ID<Relation>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let family = try tx.familyOf(child, at: now)
  var random = SystemRandomNumberGenerator()
  let person = PersonID(at: now, random: &random)
  try tx.addPerson(person, new.person, family: family, at: now)
  try tx.addRelation(
    id, child: child, person: person, kind: new.kind, hasResponsibility: new.hasResponsibility,
    livesWith: new.livesWith,
    hasPortal: new.hasPortal, by: caller, at: now)
  try tx.run(
    """
    UPDATE relationship SET gets_letters = \(new.getsLetters), may_not_contact = \(new.mayNotContact) WHERE id = \(id)
    """)
}

/// Changes the person and what they are to this child. The person's name and numbers change for brothers and sisters too.
package func changeFamilyMember(
  _ id: ID<Relation>, to new: NewFamilyMember, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let before = try tx.relation(id, child: child)
  try tx.run(
    """
    UPDATE person SET name = \(new.person.name), phone = \(new.person.phone), email = \(new.person.email),
      language = \(new.person.language), best_time = \(new.person.bestTime) WHERE id = \(before.person)
    """)
  try tx.run(
    """
    UPDATE relationship SET kind = \(new.kind), has_responsibility = \(new.hasResponsibility),
      lives_with = \(new.livesWith), gets_letters = \(new.getsLetters), has_portal = \(new.hasPortal),
      may_not_contact = \(new.mayNotContact) WHERE id = \(id)
    """)
  for child in try tx.childrenRelated(to: before.person) { try tx.writeSearchKeys(of: child) }
  try tx.append(
    .relationChanged, about: id.of(), child: child, by: caller, at: now, changed: changes(from: before, to: new))
}

/// Somebody is no longer of the child's family, or was put there by mistake. The family's own view ends with it.
package func endRelation(
  _ id: ID<Relation>, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let ended = try tx.run(
    """
    UPDATE relationship SET ended_on = \(now.day), has_portal = FALSE
    WHERE id = \(id) AND child_id = \(child) AND ended_on IS NULL
    """)
  guard ended == 1 else { throw Refusal.notFound }
  try tx.writeSearchKeys(of: try tx.child(child))
  try tx.append(.relationEnded, about: id.of(), child: child, by: caller, at: now, why: why)
}

private func changes(from before: Relation, to new: NewFamilyMember) -> [String: String] {
  var changed: [String: String] = [:]
  func note(_ field: String, _ isChanged: Bool) { if isChanged { changed[field] = "changed" } }
  note("name", before.name != new.person.name)
  note("phone", before.phone != new.person.phone)
  note("email", before.email != new.person.email)
  note("kind", before.kind != new.kind)
  note("has_responsibility", before.hasResponsibility != new.hasResponsibility)
  note("lives_with", before.livesWith != new.livesWith)
  note("has_portal", before.hasPortal != new.hasPortal)
  note("may_not_contact", before.mayNotContact != new.mayNotContact)
  return changed
}

extension Transaction {
  func relation(_ id: ID<Relation>, child: ChildID) throws -> Relation {
    guard let found = try relations(child).first(where: { $0.id == id }) else { throw Refusal.notFound }
    return found
  }
  func childrenRelated(to person: PersonID) throws -> [Child] {
    try all(
      """
      SELECT \(Child.columns) FROM child WHERE child.id IN (
        SELECT r.child_id FROM relationship r WHERE r.person_id = \(person) AND r.ended_on IS NULL)
      """)
  }
  /// The child's family; a new one of their last name where they have none.
  func familyOf(_ id: ChildID, at now: Instant) throws -> FamilyID {
    let child = try child(id)
    if let family = child.family { return family }
    var random = SystemRandomNumberGenerator()
    let family = FamilyID(at: now, random: &random)
    try addFamily(family, name: child.familyName, at: now)
    try run("UPDATE child SET family_id = \(family) WHERE id = \(id)")
    return family
  }
}

enum FamilyForm {
  static let name = Field("name", "Name", .text(max: 120), required: "Enter their name")
  static let kind = Field(
    "kind", "Who are they to the child?", .choice(Field.options(RelationshipKind.self)), required: "Choose who they are"
  )
  static let phone = Field("phone", "Phone", .phone)
  static let email = Field("email", "E-mail", .email)
  static let bestTime = Field(
    "best_time", "Best time to call", .text(max: 60), hint: "For example: after 4pm, not Mondays")
  static let language = Field("language", "Language they prefer", .text(max: 60))
  static let hasResponsibility = Field("has_responsibility", "Has parental responsibility", .flag)
  static let livesWith = Field("lives_with", "Lives with the child", .flag)
  static let getsLetters = Field("gets_letters", "Gets letters about the child", .flag)
  static let hasPortal = Field(
    "has_portal", "May see the family’s own view of this record", .flag,
    hint:
      "Only for somebody with parental responsibility, or with the agreement of somebody who has it; for the young person themself from 16. They get a link by e-mail"
  )
  static let mayNotContact = Field(
    "may_not_contact", "Must not be contacted", .flag, hint: "For example, because a court has said so")
  static let all = [
    name, kind, phone, email, bestTime, language, hasResponsibility, livesWith, getsLetters, hasPortal, mayNotContact,
  ]
  static let why = Field("why", "Why?", .text(max: 300), required: "Say why")
}

extension NewFamilyMember {
  static func check(_ entry: Entry) -> Checked<NewFamilyMember> {
    var form = FormReading(entry)
    let name = form.text(FamilyForm.name)
    let kind: RelationshipKind? = form.choice(FamilyForm.kind)
    var new = NewFamilyMember(person: NewPerson(name: name ?? ""), kind: kind ?? .other)
    new.person.phone = form.phone(FamilyForm.phone)
    new.person.email = form.email(FamilyForm.email)
    new.person.bestTime = form.text(FamilyForm.bestTime)
    new.person.language = form.text(FamilyForm.language)
    new.hasResponsibility = form.flag(FamilyForm.hasResponsibility)
    new.livesWith = form.flag(FamilyForm.livesWith)
    new.getsLetters = form.flag(FamilyForm.getsLetters)
    new.hasPortal = form.flag(FamilyForm.hasPortal)
    new.mayNotContact = form.flag(FamilyForm.mayNotContact)
    if new.hasPortal, new.person.email == nil {
      form.fail(FamilyForm.email, "Enter an e-mail address: the link to the family’s own view is sent there")
    }
    if new.mayNotContact, new.getsLetters || new.hasPortal {
      form.fail(
        FamilyForm.mayNotContact, "Somebody who must not be contacted gets no letters and does not see the record")
    }
    return form.result { new }
  }
}

extension Relation {
  var formValues: [String: String] {
    let known: [String: String?] = [
      "name": name, "kind": kind.rawValue, "phone": phone, "email": email, "best_time": bestTime, "language": language,
      "has_responsibility": hasResponsibility ? "yes" : nil, "lives_with": livesWith ? "yes" : nil,
      "gets_letters": getsLetters ? "yes" : nil, "has_portal": hasPortal ? "yes" : nil,
      "may_not_contact": mayNotContact ? "yes" : nil,
    ]
    return known.compactMapValues(\.self)
  }
}
