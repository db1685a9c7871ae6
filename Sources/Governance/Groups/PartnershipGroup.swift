package import Kernel
package import Store

/// A board or group of the partnership: one, whatever it was called.
package struct PartnershipGroup: Sendable, Record, Codable, Hashable {
  package let id: ID<PartnershipGroup>
  /// What it is there for.
  package let remit: String
  /// The same in easier words.
  package let easyRemit: String
  /// How many members must be there before anything can be agreed.
  package let quorum: Int
  package let foundedOn: Day

  static let columns: SQL = "id, remit, easy_remit, quorum, founded_on"

  package init(row: Row) throws {
    (id, remit, easyRemit, quorum, foundedOn) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
  package init(id: ID<PartnershipGroup>, remit: String, easyRemit: String, quorum: Int, foundedOn: Day) {
    (self.id, self.remit, self.easyRemit, self.quorum, self.foundedOn) = (id, remit, easyRemit, quorum, foundedOn)
  }
  var path: String { "/governance/groups/\(id)" }
}

/// What a group was called from a day on. Papers may use several at once: each keeps the paper that it stands in.
package struct GroupName: Sendable, Record, Codable, Hashable {
  package let name: String
  package let from: Day
  /// The paper in which it stands; nil where nobody noted it.
  package let source: String?
  static let columns: SQL = "name, used_from, source"
  package init(row: Row) throws { (name, from, source) = (try row[0], try row[1], try row[2]) }
  package init(_ name: String, from: Day, source: String? = nil) {
    (self.name, self.from, self.source) = (name, from, source)
  }
}

/// For whom a member sits in a group.
package enum GroupSide: String, Choice {
  case council, health, education
  case voluntary, parent
  case youngPerson = "young_person"
  case other
  package var title: String {
    switch self {
    case .council: "Council"
    case .health: "Health"
    case .education: "Schools and colleges"
    case .voluntary: "Voluntary sector"
    case .parent: "Parents and carers"
    case .youngPerson: "Young people"
    case .other: "Others"
    }
  }
  var isFamily: Bool { self == .parent || self == .youngPerson }
}

/// Somebody who sits in a group, from one day to another.
package struct GroupMember: Sendable, Record, Codable, Hashable {
  package let id: ID<GroupMember>
  package let name: String
  package let side: GroupSide
  /// The agency or body that sends them.
  package let agency: String
  /// “Chair”, “Member”.
  package let part: String
  /// Whether everybody may read the name. Of families only where they have agreed.
  package let isNamed: Bool
  /// Who it is at work, or as a parent or young person of the partnership; nil where they have no account.
  package let practitioner: PractitionerID?
  package let person: PersonID?
  package let from: Day
  package let to: Day?

  static let columns: SQL =
    "id, name, side, agency, part, is_named, practitioner_id, person_id, began_on, ended_on"

  package init(row: Row) throws {
    (id, name, side, agency, part) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (isNamed, practitioner, person, from, to) = (try row[5], try row[6], try row[7], try row[8], try row[9])
  }
  init(id: ID<GroupMember>, _ new: NewMember, practitioner: PractitionerID?, person: PersonID?) {
    (self.id, name, side, agency, part) = (id, new.name, new.side, new.agency, new.part)
    (isNamed, self.practitioner, self.person, from, to) = (new.isNamed, practitioner, person, new.from, nil)
  }

  package func sits(on day: Day) -> Bool { from <= day && (to.map { day < $0 } ?? true) }
  /// Whether the caller is this member.
  package func isCaller(_ caller: Caller) -> Bool {
    (practitioner != nil && practitioner == caller.practitioner) || (person != nil && person == caller.person)
  }
}

/// Somebody who is to sit in a group.
package struct NewMember: Sendable, Hashable {
  package var name: String
  package var side: GroupSide
  package var agency: String
  package var part: String
  package var isNamed: Bool
  /// By which they are found among those with an account; nil for somebody without.
  package var email: String?
  package var from: Day
  package init(
    name: String, side: GroupSide, agency: String, part: String = "Member", isNamed: Bool = true, email: String? = nil,
    from: Day
  ) {
    (self.name, self.side, self.agency, self.part) = (name, side, agency, part)
    (self.isNamed, self.email, self.from) = (isNamed, email, from)
  }
}

/// One of the things that a group wants to reach, by its number.
package struct GroupObjective: Sendable, Record, Codable, Hashable {
  package let number: Int
  package let title: String
  package let words: String?
  static let columns: SQL = "number, title, words"
  package init(row: Row) throws { (number, title, words) = (try row[0], try row[1], try row[2]) }
  package init(_ number: Int, _ title: String, _ words: String? = nil) {
    (self.number, self.title, self.words) = (number, title, words)
  }
}

/// What shows how far an objective is: a plan or an indicator.
package struct ObjectiveProof: Sendable, Record, Codable, Hashable {
  package let number: Int
  package let kind: ProofKind
  package let about: AnyID
  static let columns: SQL = "number, kind, about_id"
  package init(row: Row) throws { (number, kind, about) = (try row[0], try row[1], try row[2]) }
}

package enum ProofKind: String, Choice {
  case plan, indicator
  package var title: String { self == .plan ? "Plan" : "Indicator" }
}
