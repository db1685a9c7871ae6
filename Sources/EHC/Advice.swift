package import Kernel
package import Store

/// Whose advice an assessment gathers. Source: SEND Regulations 2014 reg. 6(1).
package enum AdviceKind: String, Choice {
  case family, education, sensory, health, psychology, socialCare = "social_care", adulthood, other
  package var title: String {
    switch self {
    case .family: "Parent or young person"
    case .education: "School, college or early years setting"
    case .sensory: "Qualified teacher for hearing or vision"
    case .health: "Health care professional"
    case .psychology: "Educational psychologist"
    case .socialCare: "Social care"
    case .adulthood: "Preparing for adult life (from year 9)"
    case .other: "Somebody else, or asked for by the family"
    }
  }
}

package enum AdviceState: String, Choice {
  case asked, received, calledOff = "called_off"
  package var title: String {
    switch self {
    case .asked: "Asked"
    case .received: "Received"
    case .calledOff: "No longer needed"
    }
  }
}

/// A request for advice to one body, and what came of it.
package struct Advice: Sendable, Record, Codable, Hashable {
  package let id: ID<Advice>
  package let ehcCase: ID<EHCCase>
  package let child: ChildID
  package let kind: AdviceKind
  /// "Jo Marchbank"
  package let askedOf: String
  package let organisation: String?
  package let email: String?
  package let askedOn: Day
  package let state: AdviceState
  /// What is written and not yet sent.
  package let draft: String?
  package let words: String?
  package let receivedOn: Day?
  package let receivedFrom: String?
  /// Why the family may not read it; nil where they may.
  package let hiddenWhy: String?
  package let version: Int
  /// When the limit ends, and whether it was lifted.
  package let dueAt: Instant?
  package let isLifted: Bool

  static let query: SQL = """
    SELECT a.id, a.case_id, a.child_id, a.kind, a.asked_of, a.organisation, a.email, a.asked_on, a.state, a.draft,
      a.words, a.received_on, a.received_from, a.hidden_why, a.version, c.due_at,
      CASE WHEN c.status = 'excepted' THEN 1 ELSE 0 END
    FROM ehc_advice a LEFT JOIN clock c ON c.about_id = a.id AND c.rule_id = 'EHC-ADV' AND c.status <> 'cancelled'
    """

  package init(row: Row) throws {
    (id, ehcCase, child, kind) = (try row[0], try row[1], try row[2], try row[3])
    (askedOf, organisation, email, askedOn, state) = (try row[4], try row[5], try row[6], try row[7], try row[8])
    (draft, words, receivedOn, receivedFrom) = (try row[9], try row[10], try row[11], try row[12])
    (hiddenWhy, version, dueAt) = (try row[13], try row[14], try row[15])
    isLifted = try row[16] as Int == 1
  }

  var path: String { "/children/\(child)/ehc/\(ehcCase)/advice/\(id)" }
  func isLate(at now: Instant) -> Bool { state == .asked && !isLifted && dueAt.map { $0 < now } ?? false }
}

/// Advice that is to be asked for.
package struct NewAdvice: Sendable, Hashable {
  package var kind: AdviceKind
  package var askedOf: String
  package var organisation: String?
  /// Where the link goes; nil where it is asked for by post.
  package var email: String?
  package var askedOn: Day
  package var lateWhy: String?
  package init(_ kind: AdviceKind, of askedOf: String, organisation: String? = nil, email: String? = nil, on day: Day) {
    (self.kind, self.askedOf, self.organisation, self.email, askedOn) = (kind, askedOf, organisation, email, day)
  }
}

/// Advice that came, as it is written down.
package struct ReceivedAdvice: Sendable, Hashable {
  package var on: Day
  package var from: String
  package var words: String
  package var hiddenWhy: String?
  /// Why it is written down after the day on which it came.
  package var lateWhy: String?
  package init(on: Day, from: String, words: String, hiddenWhy: String? = nil) {
    (self.on, self.from, self.words, self.hiddenWhy) = (on, from, words, hiddenWhy)
  }
}

/// What is wrong with a request for advice.
func problems(with new: NewAdvice, askedAfter first: Day, today: Day) -> [FieldError] {
  if new.askedOn > today { return [FieldError("asked_on", "The day you asked must be today or in the past")] }
  if new.askedOn < first {
    return [FieldError("asked_on", "The day you asked must be on or after \(first.long), the day of the decision")]
  }
  if new.askedOn < today, new.lateWhy == nil {
    return [FieldError("late_why", "Say why this is entered after the day on which it was asked for")]
  }
  return []
}

/// What is wrong with advice that came.
func problems(with new: ReceivedAdvice, _ advice: Advice, today: Day) -> [FieldError] {
  if new.on > today { return [FieldError("received_on", "The day it came must be today or in the past")] }
  if new.on < advice.askedOn {
    return [
      FieldError("received_on", "The day it came must be on or after \(advice.askedOn.long), when it was asked for")
    ]
  }
  return []
}
