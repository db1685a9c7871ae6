package import Kernel
package import People
package import Store

extension EventKind {
  package static let requestLinked = EventKind("request.linked", "found the child’s record for a request")
}

/// Joins a request to a child's record. What the asker said stays with the request and is shown on the record from
/// there, so that joining the wrong record and then the right one leaves nothing behind.
package func linkChild(
  _ child: ChildID, to request: HelpRequest, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard request.isOpen else { throw Refusal.notNow("This request has been answered or withdrawn.") }
  // A restricted record that the caller has no link to is a record they do not know of.
  if try tx.isHidden(child, from: caller) { throw Refusal.notFound }
  let found = try tx.child(child)
  let linked = try tx.run(
    """
    UPDATE help_request SET child_id = \(child), locality_id = coalesce(\(found.locality), locality_id),
      version = version + 1
    WHERE id = \(request.id) AND version = \(request.version)
    """)
  guard linked == 1 else { throw Refusal.changedByAnother("The request has changed since you opened it.") }
  if let before = request.child, before != child {
    try tx.append(
      .requestLinked, about: request.id.of(), child: before, by: caller, for: .frontDoor, at: now,
      changed: ["linked": "no"])
  }
  try tx.append(
    .requestLinked, about: request.id.of(), child: child, by: caller, for: .frontDoor, at: now,
    changed: ["linked": "yes"])
}

/// What is needed to start a child's record from a request.
package struct NewRecord: Sendable, Hashable {
  package var givenName: String
  package var familyName: String
  package var bornOn: Day?
  package var expectedOn: Day?
  package var sex: Sex
  package var nhsNumber: NHSNumber?
  package var address: String?
  package var postcode: Postcode?
  /// Where nobody chose one, it comes from the postcode.
  package var locality: LocalityID?
  package var school: String?
  /// What the asker is to the child, where they belong to the family.
  package var relation: RelationshipKind?
  /// The asker may see the family's own view.
  package var hasPortal: Bool
  package var hasResponsibility: Bool
  package init(givenName: String, familyName: String) {
    (self.givenName, self.familyName) = (givenName, familyName)
    (sex, hasPortal, hasResponsibility) = (.unknown, false, false)
  }
}

/// Starts the record of a child whom the partnership did not know, with the asker in it where they are family, and
/// joins the request to it.
package func startRecord(
  _ new: NewRecord, for request: HelpRequest, id: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var random = SystemRandomNumberGenerator()
  var child = Child(
    id: id, givenName: new.givenName, familyName: new.familyName, sex: new.sex, bornOn: new.bornOn, at: now)
  let family = FamilyID(at: now, random: &random)
  try tx.addFamily(family, name: new.familyName, at: now)
  child.family = family
  child.expectedOn = new.bornOn == nil ? new.expectedOn : nil
  child.nhsNumber = new.nhsNumber
  child.nhsStatus = new.nhsNumber == nil ? .missing : .unverified
  (child.address, child.postcode, child.school) = (new.address, new.postcode, new.school)
  child.locality = try new.locality ?? tx.locality(at: new.postcode) ?? request.locality
  child.needsInterpreter = request.asked.asker.isFamily && request.asked.interpreter != nil
  try register(child, by: caller, at: now, why: "Request for help \(request.reference)", in: tx)
  try linkChild(id, to: request, by: caller, at: now, in: tx)
  if let relation = new.relation {
    let linked = try tx.helpRequest(request.id)
    try addAsker(
      as: relation, hasResponsibility: new.hasResponsibility, hasPortal: new.hasPortal, to: linked, by: caller,
      at: now, in: tx)
  }
}

/// Puts the asker into the child's record as a member of the family; with the portal, they see their own view.
package func addAsker(
  as kind: RelationshipKind, hasResponsibility: Bool, hasPortal: Bool, to request: HelpRequest, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard let childID = request.child else { throw Refusal.notNow("Find or start the child’s record first.") }
  guard request.asked.asker.isFamily || request.asked.asker == .other else {
    throw Refusal.notNow("A professional is not a member of the family.")
  }
  let child = try tx.child(childID)
  let person = try tx.askerPerson(of: request, family: child.family, at: now)
  guard try !tx.relations(childID).contains(where: { $0.person == person }) else {
    throw Refusal.notNow("The asker stands in this record already.")
  }
  var random = SystemRandomNumberGenerator()
  try tx.addRelation(
    ID<Relation>(at: now, random: &random), child: childID, person: person, kind: kind,
    hasResponsibility: hasResponsibility, livesWith: true, hasPortal: hasPortal, by: caller, at: now)
}

extension AskerKind {
  var isFamily: Bool { self == .parent || self == .youngPerson }
}

extension Transaction {
  /// The asker as a person: the one they already are, or a new one.
  func askerPerson(of request: HelpRequest, family: FamilyID?, at now: Instant) throws -> PersonID {
    if let known = request.askerPerson {
      if let family { try run("UPDATE person SET family_id = \(family) WHERE id = \(known) AND family_id IS NULL") }
      return known
    }
    var random = SystemRandomNumberGenerator()
    let id = PersonID(at: now, random: &random)
    let asked = request.asked
    try addPerson(
      id,
      NewPerson(
        name: asked.askerName, phone: asked.phone, email: asked.email, language: asked.interpreter,
        bestTime: asked.bestTime),
      family: family, at: now)
    try run("UPDATE help_request SET asker_person_id = \(id) WHERE id = \(request.id)")
    return id
  }
}
