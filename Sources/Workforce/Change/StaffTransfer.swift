package import Kernel
package import Store

/// How somebody comes into the new structure. Source: the agreed rules of a county’s service: those whom education
/// employed are slotted into the same or an equivalent post; those whom health employed transfer under the Transfer of
/// Undertakings (Protection of Employment) Regulations.
package enum TransferKind: String, Choice {
  case slotIn = "slot_in", tupe
  package var title: String { self == .slotIn ? "Slotting in" : "TUPE transfer" }
}

package enum TransferState: String, Choice {
  case notStarted = "not_started", consulting, measuresAgreed = "measures_agreed", transferred, ended
  package var title: String {
    switch self {
    case .notStarted: "Not started"
    case .consulting: "Consulting"
    case .measuresAgreed: "Measures agreed"
    case .transferred: "Transferred"
    case .ended: "Ended without transfer"
    }
  }
  package var isOver: Bool { self == .transferred || self == .ended }
}

/// What happens in a transfer, one after another.
package enum TransferStepKind: String, Choice {
  case consultationBegan = "consultation_began", informed, meeting, measuresAgreed = "measures_agreed", transferred,
    ended
  package var title: String {
    switch self {
    case .consultationBegan: "Consultation began"
    case .informed: "Told in writing what will happen and when"
    case .meeting: "Individual meeting"
    case .measuresAgreed: "Measures agreed"
    case .transferred: "Transferred into the post"
    case .ended: "Ended without transfer"
    }
  }
}

/// A change of structure, with the days between which it is consulted on and the day on which it begins.
package struct StructureChange: Sendable, Record, Codable, Hashable {
  package let id: ID<StructureChange>
  package let name: String
  /// The reference of the decision that it carries out; nil where it needs none.
  package let decision: String?
  package let consultationFrom: Day
  package let consultationTo: Day
  package let startsOn: Day
  package let startedAt: Instant?
  package let startedBy: String?
  package let version: Int
  static let columns: SQL = """
    id, name, decision, consultation_from, consultation_to, starts_on, started_at, started_by, version
    """
  package init(row: Row) throws {
    id = try row[0]
    name = try row[1]
    decision = try row[2]
    consultationFrom = try row[3]
    consultationTo = try row[4]
    startsOn = try row[5]
    startedAt = try row[6]
    startedBy = try row[7]
    version = try row[8]
  }
  var path: String { "/workforce/changes/\(id)" }
}

package struct NewChange: Sendable, Hashable {
  package var name: String
  package var decision: String?
  package var consultationFrom: Day
  package var consultationTo: Day
  package var startsOn: Day
  package init(name: String, decision: String? = nil, consultationFrom: Day, consultationTo: Day, startsOn: Day) {
    (self.name, self.decision, self.startsOn) = (name, decision, startsOn)
    (self.consultationFrom, self.consultationTo) = (consultationFrom, consultationTo)
  }
}

/// One employee in a change: what they have, what is proposed, how far it is.
package struct StaffTransfer: Sendable, Record, Codable, Hashable {
  package let id: ID<StaffTransfer>
  package let change: ID<StructureChange>
  package let content: NewTransfer
  package let state: TransferState
  package let version: Int
  static let columns: SQL = """
    id, change_id, person, practitioner_id, kind, employer, post, grade, fte, base, proposed_post, proposed_base,
    new_employer, state, version
    """
  package init(row: Row) throws {
    id = try row[0]
    change = try row[1]
    content = NewTransfer(
      person: try row[2], practitioner: try row[3], kind: try row[4], employer: try row[5], post: try row[6],
      grade: try row[7], fte: try row[8], base: try row[9], proposedPost: try row[10], proposedBase: try row[11],
      newEmployer: try row[12])
    state = try row[13]
    version = try row[14]
  }
  package var kind: TransferKind { content.kind }
}

/// What is recorded of an employee when a change begins.
package struct NewTransfer: Sendable, Codable, Hashable {
  package var person: String
  package var practitioner: PractitionerID?
  package var kind: TransferKind
  package var employer: String
  package var post: String
  package var grade: String?
  package var fte: Int
  package var base: String
  package var proposedPost: String
  package var proposedBase: String
  package var newEmployer: String
  package init(
    person: String, practitioner: PractitionerID? = nil, kind: TransferKind, employer: String, post: String,
    grade: String? = nil, fte: Int = 100, base: String, proposedPost: String, proposedBase: String, newEmployer: String
  ) {
    (self.person, self.practitioner, self.kind, self.employer) = (person, practitioner, kind, employer)
    (self.post, self.grade, self.fte, self.base) = (post, grade, fte, base)
    (self.proposedPost, self.proposedBase, self.newEmployer) = (proposedPost, proposedBase, newEmployer)
  }
}

package struct TransferStep: Sendable, Record, Codable, Hashable {
  package let kind: TransferStepKind
  package let on: Day
  package let words: String?
  package let by: String
  static let columns: SQL = "kind, happened_on, words, by_name"
  package init(kind: TransferStepKind, on: Day, words: String? = nil, by: String = "") {
    (self.kind, self.on, self.words, self.by) = (kind, on, words, by)
  }
  package init(row: Row) throws {
    self.init(kind: try row[0], on: try row[1], words: try row[2], by: try row[3])
  }
}

/// A transfer with its change and everything that has happened.
package struct TransferFile: Sendable, Codable {
  package let change: StructureChange
  package let transfer: StaffTransfer
  package let steps: [TransferStep]
}
