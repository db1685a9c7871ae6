package import Kernel
package import Store

/// What somebody wrote of a visit on a phone that had no signal. Where the visit was written up or called off elsewhere
/// meanwhile it waits until a person has looked at both; it is never written over anything by itself.
package struct Writing: Sendable, Record, Codable, Hashable {
  /// Made on the phone: what is sent twice, because the answer was lost, is taken in once.
  package let id: ID<Writing>
  package let child: ChildID
  package let childName: String
  package let visit: ID<Visit>
  package let state: WritingState
  /// By the phone's own clock.
  package let writtenAt: Instant
  package let writtenBy: String
  package let receivedAt: Instant
  /// What was written; nil where it went into the record as it was.
  package let words: NewVisit?
  /// What stood in the record when a person put the two together; nil before, and where it was called off.
  package let replaced: NewVisit?
  /// False where the phone knew of no such visit, and one of the same day was there.
  package let wasPlanned: Bool
  package let settledAt: Instant?
  package let settledBy: String?

  static let query: SQL = """
    SELECT visit_writing.id, visit_writing.child_id, child.given_name, child.family_name, visit_writing.visit_id,
      visit_writing.state, visit_writing.written_at, visit_writing.written_by, visit_writing.received_at,
      visit_writing.words, visit_writing.replaced, visit_writing.was_planned, visit_writing.settled_at,
      visit_writing.settled_by
    FROM visit_writing JOIN child ON child.id = visit_writing.child_id
    """

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    childName = "\(try row[2] as String) \(try row[3] as String)"
    visit = try row[4]
    state = try row[5]
    writtenAt = try row[6]
    writtenBy = try row[7]
    receivedAt = try row[8]
    words = try NewVisit(stored: row[9])
    replaced = try NewVisit(stored: row[10])
    wasPlanned = try row[11]
    settledAt = try row[12]
    settledBy = try row[13]
  }
}

package enum WritingState: String, Choice {
  /// It is in the record.
  case taken
  /// A person must look at both.
  case waiting
  /// A person has.
  case settled
  package var title: String {
    switch self {
    case .taken: "In the record"
    case .waiting: "Waits for a person"
    case .settled: "Put together"
    }
  }
}

/// What arrives from a phone.
package struct NewWriting: Sendable, Hashable {
  package var id: ID<Writing>
  /// The planned visit that it is about; nil for one that nobody had planned.
  package var visit: ID<Visit>?
  package var writtenAt: Instant
  package var words: NewVisit
  package init(id: ID<Writing>, visit: ID<Visit>?, writtenAt: Instant, words: NewVisit) {
    self.id = id
    self.visit = visit
    self.writtenAt = writtenAt
    self.words = words
  }
}

extension Visit {
  /// What the record says of a visit that was held; nil before.
  var words: NewVisit? {
    guard state == .held, let minutes, let seen else { return nil }
    return NewVisit(
      startsAt: startsAt, minutes: minutes, kind: kind, jointWith: jointWith, wasThere: wasThere, seen: seen,
      tried: tried, modelled: modelled, tryNext: tryNext)
  }
}
