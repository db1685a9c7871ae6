package import Kernel
package import Store

/// A home visit: planned, then held or cancelled. Source: National Portage Association, Code of Practice (weekly or
/// fortnightly, about an hour); the kinds are the contact types of a county service's specification.
package struct Visit: Sendable, Record, Codable, Hashable {
  package let id: ID<Visit>
  package let child: ChildID
  package let visitor: PractitionerID
  package let visitorName: String
  package let kind: VisitKind
  package let state: VisitState
  package let startsAt: Instant
  /// How long it took, in minutes; nil until it is held.
  package let minutes: Int?
  /// Nil is the family's home.
  package let place: String?
  /// The other professional of a joint visit.
  package let jointWith: String?
  /// The same where it is a colleague of the child’s team: the visit stands in their diary as well.
  package let joint: PractitionerID?
  package let wasThere: String?
  /// What the visitor saw and did; nil until it is held. The family reads it.
  package let seen: String?
  /// How last time's activity went at home.
  package let tried: String?
  /// The new activity that the visitor showed.
  package let modelled: String?
  /// What the family will try until the next visit.
  package let tryNext: String?
  package let cancelledBy: CancelledBy?
  package let cancelledWhy: String?
  package let writtenAt: Instant?
  package let writtenBy: String?
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package let version: Int

  static let query: SQL = """
    SELECT visit.id, visit.child_id, visit.visitor_id, practitioner.name, visit.kind, visit.state, visit.starts_at,
      visit.minutes, visit.place, visit.joint_with, visit.was_there, visit.seen, visit.tried, visit.try_next,
      visit.cancelled_by, visit.cancelled_why, visit.written_at, visit.written_by, visit.version,
      visit.modelled, visit.joint_id
    FROM visit JOIN practitioner ON practitioner.id = visit.visitor_id
    """

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    visitor = try row[2]
    visitorName = try row[3]
    kind = try row[4]
    state = try row[5]
    startsAt = try row[6]
    minutes = try row[7]
    place = try row[8]
    jointWith = try row[9]
    wasThere = try row[10]
    seen = try row[11]
    tried = try row[12]
    tryNext = try row[13]
    cancelledBy = try row[14]
    cancelledWhy = try row[15]
    writtenAt = try row[16]
    writtenBy = try row[17]
    version = try row[18]
    modelled = try row[19]
    joint = try row[20]
  }
}

extension Visit {
  /// Planned, and not over yet.
  func isComing(at now: Instant) -> Bool { state == .planned && startsAt > now }
}

package enum VisitKind: String, Choice {
  case home, joint, jointAssessment = "joint_assessment", assessmentPart = "assessment_part"
  case reviewPart = "review_part", transition
  package var title: String {
    switch self {
    case .home: "Home visit"
    case .joint: "Joint visit"
    case .jointAssessment: "Joint assessment"
    case .assessmentPart: "Part of the early help assessment"
    case .reviewPart: "Part of a team around the child review"
    case .transition: "Settling in at nursery or school"
    }
  }
  /// The same in a family's words.
  package var forFamily: String {
    switch self {
    case .home, .joint, .transition: title
    case .jointAssessment, .assessmentPart: "Finding out together"
    case .reviewPart: "Looking at the plan together"
    }
  }
  var isWithAnother: Bool { self == .joint || self == .jointAssessment }
  /// What is written of it for others.
  var report: ReportKind? {
    switch self {
    case .jointAssessment: .jointAssessment
    case .reviewPart: .reviewPart
    default: nil
    }
  }
}

package enum VisitState: String, Choice {
  case planned, held, cancelled
  package var title: String {
    switch self {
    case .planned: "Planned"
    case .held: "Held"
    case .cancelled: "Cancelled"
    }
  }
}

/// Who called a visit off. Kept apart, since a family is never blamed for a visit that the service cancelled.
package enum CancelledBy: String, Choice {
  case family, visitor, service, other
  package var title: String {
    switch self {
    case .family: "The family"
    case .visitor: "The visitor"
    case .service: "The service"
    case .other: "Somebody or something else, like the weather"
    }
  }
}

/// A visit that is to be held.
package struct PlannedVisit: Sendable, Hashable {
  package var startsAt: Instant
  package var kind: VisitKind
  package var place: String?
  package var jointWith: String?
  /// A colleague who comes along: the visit stands in their diary too.
  package var joint: PractitionerID?
  package init(
    startsAt: Instant, kind: VisitKind = .home, place: String? = nil, jointWith: String? = nil,
    joint: PractitionerID? = nil
  ) {
    self.startsAt = startsAt
    self.kind = kind
    self.place = place
    self.jointWith = jointWith
    self.joint = joint
  }
}

/// A visit that has been held, as it is written down: on a planned one, or on one that nobody had planned.
package struct NewVisit: Sendable, Hashable, Codable {
  package var startsAt: Instant
  package var minutes: Int
  package var kind: VisitKind
  package var jointWith: String?
  package var wasThere: String?
  package var seen: String
  package var tried: String?
  package var modelled: String?
  package var tryNext: String?
  /// What came of the activity that the family was practising; it ends with that.
  package var outcome: ActivityOutcome?
  /// A chart begins with `tryNext` on it, to be done so many times a day; nil where the family wants none.
  package var timesADay: Int?
  /// When the next visit is; it is planned at once.
  package var nextAt: Instant?
  package init(
    startsAt: Instant, minutes: Int, kind: VisitKind = .home, jointWith: String? = nil, wasThere: String? = nil,
    seen: String, tried: String? = nil, modelled: String? = nil, tryNext: String? = nil,
    outcome: ActivityOutcome? = nil, timesADay: Int? = nil, nextAt: Instant? = nil
  ) {
    self.startsAt = startsAt
    self.minutes = minutes
    self.kind = kind
    self.jointWith = jointWith
    self.wasThere = wasThere
    self.seen = seen
    self.tried = tried
    self.modelled = modelled
    self.outcome = outcome
    self.timesADay = timesADay
    self.tryNext = tryNext
    self.nextAt = nextAt
  }
}

/// That a visit is called off: by whom, and why.
package struct Cancellation: Sendable, Hashable {
  package var by: CancelledBy
  package var why: String
  package init(by: CancelledBy, why: String) {
    self.by = by
    self.why = why
  }
}
