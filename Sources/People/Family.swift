package import Kernel
package import Store

package enum RelationshipKind: String, Choice {
  /// The young person themself: from sixteen they may have an own view of their own record.
  case youngPerson = "self"
  case mother, father, stepParent = "step_parent", fosterCarer = "foster_carer", grandparent, sibling, guardian, other
  package var title: String {
    switch self {
    case .youngPerson: "The young person themself"
    case .mother: "Mother"
    case .father: "Father"
    case .stepParent: "Step-parent"
    case .fosterCarer: "Foster carer"
    case .grandparent: "Grandparent"
    case .sibling: "Brother or sister"
    case .guardian: "Guardian"
    case .other: "Somebody else"
    }
  }
}

/// Somebody of the family, as the child's record knows them: the person and what they are to the child. The young person
/// themself is one of them where they have contact details or an account of their own.
package struct Relation: Sendable, Record, Codable, Hashable {
  package let id: ID<Relation>
  package let child: ChildID
  package let person: PersonID
  package let name: String
  package let phone: String?
  package let email: String?
  package let kind: RelationshipKind
  package let hasResponsibility: Bool
  package let livesWith: Bool
  package let getsLetters: Bool
  /// May see the family's own view.
  package let hasPortal: Bool
  package let mayNotContact: Bool
  package let bestTime: String?
  package let language: String?

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    person = try row[2]
    name = try row[3]
    phone = try row[4]
    email = try row[5]
    kind = try row[6]
    hasResponsibility = try row[7]
    livesWith = try row[8]
    getsLetters = try row[9]
    hasPortal = try row[10]
    mayNotContact = try row[11]
    bestTime = try row[12]
    language = try row[13]
  }
}

package struct NewPerson: Sendable, Hashable {
  package var name: String
  package var phone: String?
  package var email: String?
  package var language: String?
  package var bestTime: String?
  package init(
    name: String, phone: String? = nil, email: String? = nil, language: String? = nil, bestTime: String? = nil
  ) {
    self.name = name
    self.phone = phone
    self.email = email
    self.language = language
    self.bestTime = bestTime
  }
}

/// Something said in the child's or the family's own words, kept as it was said.
package struct OwnWords: Sendable, Record, Codable, Hashable {
  package let speaker: String
  package let words: String
  package let heardAt: Instant
  package let writtenBy: String
  package let about: String?
  /// Written by whoever said it: "Jamie" by Jamie Whitlock.
  package var isBySpeaker: Bool { writtenBy == speaker || writtenBy.hasPrefix(speaker + " ") }
  package init(row: Row) throws {
    speaker = try row[0]
    words = try row[1]
    heardAt = try row[2]
    writtenBy = try row[3]
    about = try row[4]
  }
}

extension EventKind {
  package static let wordsAdded = EventKind("child.words_added", "wrote down somebody’s own words")
  package static let relationAdded = EventKind("child.relation_added", "added somebody to the family")
}

extension Transaction {
  package func relations(_ child: ChildID) throws -> [Relation] {
    try all(
      """
      SELECT r.id, r.child_id, r.person_id, p.name, p.phone, p.email, r.kind, r.has_responsibility, r.lives_with,
        r.gets_letters, r.has_portal, r.may_not_contact, p.best_time, p.language
      FROM relationship r JOIN person p ON p.id = r.person_id
      WHERE r.child_id = \(child) AND r.ended_on IS NULL ORDER BY r.lives_with DESC, p.name, r.id
      """)
  }
  /// The children whose own view this person may see on that day.
  package func childrenOf(_ person: PersonID, on today: Day) throws -> [Child] {
    try all(
      """
      SELECT \(Child.columns) FROM child JOIN relationship r ON r.child_id = child.id
      WHERE r.person_id = \(person) AND \(opensOwnView(born: "child.birth_on", on: today))
      ORDER BY child.birth_on, child.id
      """)
  }
  package func addFamily(_ id: FamilyID, name: String, at now: Instant) throws {
    try run("INSERT INTO family (id, name, created_at) VALUES (\(id), \(name), \(now))")
  }
  package func addPerson(_ id: PersonID, _ new: NewPerson, family: FamilyID?, at now: Instant) throws {
    try run(
      """
      INSERT INTO person (id, family_id, name, phone, email, language, needs_interpreter, best_time, created_at)
      VALUES (\(id), \(family), \(new.name), \(new.phone), \(new.email), \(new.language), FALSE, \(new.bestTime), \(now))
      """)
  }
  package func addRelation(
    _ id: ID<Relation>, child: ChildID, person: PersonID, kind: RelationshipKind, hasResponsibility: Bool,
    livesWith: Bool, hasPortal: Bool, by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO relationship (id, child_id, person_id, kind, has_responsibility, lives_with, gets_letters, has_portal,
        may_not_contact) VALUES (\(id), \(child), \(person), \(kind), \(hasResponsibility), \(livesWith), \(livesWith),
        \(hasPortal), FALSE)
      """)
    try writeSearchKeys(of: try self.child(child))
    try append(.relationAdded, about: id.of(), child: child, by: caller, at: now, changed: ["kind": kind.rawValue])
  }

  package func ownWords(_ child: ChildID, limit: Int) throws -> [OwnWords] {
    try all(
      """
      SELECT speaker, words, heard_at, written_by, about FROM own_words WHERE child_id = \(child)
      ORDER BY heard_at DESC, id DESC LIMIT \(limit)
      """)
  }
  /// Keeps what somebody said, as they said it.
  package func addOwnWords(
    _ id: AnyID, child: ChildID, speaker: String, words: String, about: String? = nil, by caller: Caller,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO own_words (id, child_id, speaker, words, heard_at, written_by, about)
      VALUES (\(id), \(child), \(speaker), \(words), \(now), \(caller.name), \(about))
      """)
    try append(.wordsAdded, about: id, child: child, by: caller, at: now)
  }
}
