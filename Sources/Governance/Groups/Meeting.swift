package import Kernel
package import Store

/// A meeting of a group: its agenda before, its minutes after.
package struct GroupMeeting: Sendable, Record, Codable, Hashable {
  package let id: ID<GroupMeeting>
  package let group: ID<PartnershipGroup>
  package let startsAt: Instant
  package let place: String
  package let state: MeetingState
  /// Those who could not come, in words.
  package let apologies: String?
  /// When the group agreed its minutes; nil until then.
  package let agreedAt: Instant?
  package let version: Int

  static let columns: SQL = "id, group_id, starts_at, place, state, apologies, agreed_at, version"

  package init(row: Row) throws {
    (id, group, startsAt, place) = (try row[0], try row[1], try row[2], try row[3])
    (state, apologies, agreedAt, version) = (try row[4], try row[5], try row[6], try row[7])
  }
  var path: String { "/governance/groups/\(group)/meetings/\(id)" }
  var day: Day { startsAt.day }
}

/// When the agenda of a meeting is to be out, by the clock engine, and when it was.
struct AgendaTime: Codable, Sendable, Hashable {
  let due: Instant
  /// How that was counted.
  let reckoning: String
  let outAt: Instant?
}

package enum MeetingState: String, Choice {
  case planned, held, cancelled
  package var title: String {
    switch self {
    case .planned: "To come"
    case .held: "Held"
    case .cancelled: "Called off"
    }
  }
}

/// What a point of an agenda, or a report, asks of those who meet.
package enum MeetingPurpose: String, Choice {
  case information, decision
  package var title: String { self == .information ? "For information" : "For decision" }
}

/// What came of a point of an agenda.
package enum PointOutcome: String, Choice {
  case noted, agreed
  case notAgreed = "not_agreed"
  /// It comes back at the next meeting.
  case carried
  package var title: String {
    switch self {
    case .noted: "Heard: nothing was decided"
    case .agreed: "Agreed"
    case .notAgreed: "Not agreed"
    case .carried: "Carried to the next meeting"
    }
  }
  var isDecision: Bool { self == .agreed || self == .notAgreed }
}

/// One point of an agenda, and what came of it.
package struct AgendaPoint: Sendable, Record, Codable, Hashable {
  package let id: ID<AgendaPoint>
  package let number: Int
  package let title: String
  package let purpose: MeetingPurpose
  package let lead: String
  /// What was said and agreed; nil until it is written.
  package let minutes: String?
  package let easyMinutes: String?
  /// What came of it; nil until the minutes are written, and of minutes of earlier years.
  package let outcome: PointOutcome?
  /// The meeting that could not deal with it; nil for a point that is new.
  package let carriedFrom: ID<GroupMeeting>?

  static let columns: SQL = "id, number, title, purpose, lead, minutes, easy_minutes, outcome, carried_from"

  package init(row: Row) throws {
    (id, number, title, purpose) = (try row[0], try row[1], try row[2], try row[3])
    (lead, minutes, easyMinutes) = (try row[4], try row[5], try row[6])
    (outcome, carriedFrom) = (try row[7], try row[8])
  }
  package init(
    id: ID<AgendaPoint>, number: Int, title: String, purpose: MeetingPurpose, lead: String,
    carriedFrom: ID<GroupMeeting>? = nil
  ) {
    (self.id, self.number, self.title, self.purpose, self.lead) = (id, number, title, purpose, lead)
    (minutes, easyMinutes, outcome, self.carriedFrom) = (nil, nil, nil, carriedFrom)
  }
}

/// A paper for a point of an agenda. It is out from the moment that it is written here, and never changed: what must be
/// put right is a further paper.
package struct MeetingPaper: Sendable, Record, Codable, Hashable {
  package let id: ID<MeetingPaper>
  package let point: ID<AgendaPoint>
  package let title: String
  /// The paper; nil where the reader may not have it.
  package private(set) var text: String?
  /// The same in easier words; nil where no family sits in the group.
  package private(set) var easyText: String?
  /// Why only members read it; nil where anybody may.
  package let exemptWhy: String?
  package let outAt: Instant
  package let writtenBy: String

  static let columns: SQL = "id, point_id, title, words, easy_words, exempt_why, out_at, written_by"

  package init(row: Row) throws {
    (id, point, title, text) = (try row[0], try row[1], try row[2], try row[3])
    (easyText, exemptWhy, outAt, writtenBy) = (try row[4], try row[5], try row[6], try row[7])
  }
  package init(
    id: ID<MeetingPaper>, point: ID<AgendaPoint>, title: String, text: String, easyText: String?,
    exemptWhy: String? = nil, by caller: Caller, at now: Instant
  ) {
    (self.id, self.point, self.title, self.text) = (id, point, title, text)
    (self.easyText, self.exemptWhy, outAt, writtenBy) = (easyText, exemptWhy, now, caller.name)
  }
  var withoutText: MeetingPaper {
    var paper = self
    (paper.text, paper.easyText) = (nil, nil)
    return paper
  }
}

/// An interest that a member has in what is spoken of, and what was done about it.
package struct DeclaredInterest: Sendable, Record, Codable, Hashable {
  package let member: ID<GroupMember>
  package let words: String
  package let done: String
  package let at: Instant
  package let name: String
  static let columns: SQL = "member_id, words, done, at, recorded_name"
  package init(row: Row) throws {
    (member, words, done, at, name) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
}

/// Something that a group agreed to do. It comes back at every meeting until it is done.
package struct GroupAction: Sendable, Record, Codable, Hashable {
  package let id: ID<GroupAction>
  package let words: String
  package let lead: String
  package let dueOn: Day
  package let agreedAt: Instant
  /// The risk that it makes smaller; nil for none.
  package let risk: ID<Risk>?
  package let doneAt: Instant?
  /// What was done, and what shows it.
  package let done: String?
  package let doneName: String?

  static let columns: SQL = "id, words, lead, due_on, agreed_at, risk_id, done_at, done_words, done_name"

  package init(row: Row) throws {
    (id, words, lead, dueOn, agreedAt) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (risk, doneAt, done, doneName) = (try row[5], try row[6], try row[7], try row[8])
  }
  package init(
    id: ID<GroupAction>, words: String, lead: String, dueOn: Day, agreedAt: Instant, risk: ID<Risk>? = nil
  ) {
    (self.id, self.words, self.lead, self.dueOn) = (id, words, lead, dueOn)
    (self.agreedAt, self.risk, doneAt, done, doneName) = (agreedAt, risk, nil, nil, nil)
  }
  var isOpen: Bool { doneAt == nil }
  func isLate(on day: Day) -> Bool { isOpen && dueOn < day }
}
