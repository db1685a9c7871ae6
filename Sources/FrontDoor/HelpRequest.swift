package import Kernel
package import Store

/// A request for help as it is stored: what was asked, how urgent it is, who has it and how far it is.
package struct HelpRequest: Sendable, Record, Codable, Hashable {
  package let id: HelpRequestID
  package let reference: HelpReference
  package let state: RequestState
  package let urgency: Urgency
  /// Why it is as urgent as it is, in sentences for the screener.
  package let reasons: [String]
  package let asked: NewHelpRequest
  /// The child's record, once a screener has found or started it.
  package let child: ChildID?
  /// The asker as a person of the family, once they have claimed an account or stand in the record.
  package let askerPerson: PersonID?
  package let locality: LocalityID?
  package let screener: PractitionerID?
  package let screenerName: String?
  package let takenAt: Instant?
  package let receivedAt: Instant
  /// The earliest moment at which an answer is due; nil when nothing waits any more.
  package let dueAt: Instant?
  package let endedAt: Instant?
  package let withdrawnWhy: String?
  package let version: Int

  static let columns: SQL = """
    r.id, r.reference, r.state, r.urgency, r.reasons, r.asked, r.child_id, r.asker_person_id, r.locality_id,
    r.screener_id, p.name, r.taken_at, r.received_at, r.due_at, r.ended_at, r.withdrawn_why, r.version
    """
  static let table: SQL = "help_request r LEFT JOIN practitioner p ON p.id = r.screener_id"

  package init(row: Row) throws {
    id = try row[0]
    let reference: String = try row[1]
    guard let known = HelpReference(reference) else { throw DatabaseError.other("a reference that is none") }
    self.reference = known
    state = try row[2]
    urgency = try row[3]
    reasons = (try row[4] as String).split(separator: "\n").map(String.init)
    asked = try fromJSON(try row[5] as String)
    child = try row[6]
    askerPerson = try row[7]
    locality = try row[8]
    screener = try row[9]
    screenerName = try row[10]
    takenAt = try row[11]
    receivedAt = try row[12]
    dueAt = try row[13]
    endedAt = try row[14]
    withdrawnWhy = try row[15]
    version = try row[16]
  }

  package var isOpen: Bool { state.isOpen }
  package func isLate(at now: Instant) -> Bool { isOpen && dueAt.map { $0 < now } ?? false }
}

/// How far a request is. Source: the front door's states, received → screening → checks → decided.
package enum RequestState: String, Choice {
  case received, screening, checks, decided, withdrawn

  package var title: String {
    switch self {
    case .received: "New"
    case .screening: "Being read"
    case .checks: "Waiting for checks"
    case .decided: "Decided"
    case .withdrawn: "Withdrawn"
    }
  }
  /// The same, for whoever asked.
  package var inPlainWords: String {
    switch self {
    case .received: "We have your request."
    case .screening: "Somebody is reading your request now."
    case .checks: "We have read it and asked other services what they know, so that we give you the right answer."
    case .decided: "We have decided."
    case .withdrawn: "We have stopped. Nothing more happens with this request."
    }
  }
  package var isOpen: Bool { self == .received || self == .screening || self == .checks }

  /// The states that may follow. `decided` to itself is a second decision; back to `screening` is an undone one.
  package var next: Set<RequestState> {
    switch self {
    case .received: [.screening, .checks, .withdrawn]
    case .screening: [.received, .checks, .decided, .withdrawn]
    case .checks: [.screening, .decided, .withdrawn]
    case .decided: [.screening, .checks, .decided]
    case .withdrawn: []
    }
  }
}

/// How soon somebody must look. Source: domain register B6.6 (24 hours or the next working day) and local RAG hours.
package enum Urgency: String, Choice {
  case immediate, urgent, routine
  package var title: String {
    switch self {
    case .immediate: "Danger now"
    case .urgent: "Urgent"
    case .routine: "Usual"
    }
  }
  /// Where it stands in the queue: the smallest first.
  var rank: Int {
    switch self {
    case .immediate: 0
    case .urgent: 1
    case .routine: 2
    }
  }
}
