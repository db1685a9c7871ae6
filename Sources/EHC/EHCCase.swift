package import Kernel
package import Store

/// Who asked for an assessment, in the codes of the SEN2 return (from 2026).
package enum RequestSource: String, Choice {
  case family = "1"
  case education = "2"
  case health = "3"
  case socialCare = "4"
  case other = "5"
  package var title: String {
    switch self {
    case .family: "Parent or young person"
    case .education: "School, college or early years setting"
    case .health: "Health service"
    case .socialCare: "Social care"
    case .other: "Somebody else"
    }
  }
}

/// One way of a child through assessment and plan: from a request, or from a plan that another council made.
package struct EHCCase: Sendable, Record, Codable, Hashable {
  package let id: ID<EHCCase>
  package let child: ChildID
  package let state: CaseState
  /// The day on which the council received the request, or became responsible for the plan.
  package let receivedOn: Day
  package let source: RequestSource
  /// "Grace Adeyemi, mother"
  package let askedBy: String
  /// Why, in the words of whoever asked.
  package let reasons: String
  /// The council that the plan came from: its three digits. Nil for a request.
  package let transferredFrom: String?
  /// The request was made while the young person was in relevant youth accommodation.
  package let isInYouthAccommodation: Bool
  package let officer: PractitionerID?
  package let officerName: String?
  package let team: TeamID?
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package let version: Int

  static let query: SQL = """
    SELECT ehc_case.id, ehc_case.child_id, ehc_case.state, ehc_case.received_on, ehc_case.source, ehc_case.asked_by,
      ehc_case.reasons, ehc_case.transferred_from, ehc_case.in_youth_accommodation, ehc_case.officer_id, officer.name,
      ehc_case.team_id, ehc_case.version
    FROM ehc_case JOIN child ON child.id = ehc_case.child_id
      LEFT JOIN practitioner officer ON officer.id = ehc_case.officer_id
    """

  package init(row: Row) throws {
    (id, child, state, receivedOn) = (try row[0], try row[1], try row[2], try row[3])
    (source, askedBy, reasons) = (try row[4], try row[5], try row[6])
    (transferredFrom, isInYouthAccommodation) = (try row[7], try row[8])
    (officer, officerName, team, version) = (try row[9], try row[10], try row[11], try row[12])
  }

  var path: String { "/children/\(child)/ehc/\(id)" }
}

/// A request that is written down, or a plan that comes from another council.
package struct NewCase: Sendable, Hashable {
  package var receivedOn: Day
  package var source: RequestSource
  package var askedBy: String
  package var reasons: String
  package var isInYouthAccommodation = false
  package var transferredFrom: String?
  /// Why it is entered after its day; nil where it is entered on it.
  package var lateWhy: String?
  package init(receivedOn: Day, source: RequestSource, askedBy: String, reasons: String) {
    (self.receivedOn, self.source, self.askedBy, self.reasons) = (receivedOn, source, askedBy, reasons)
  }
}

/// A step that was taken. Nothing of it is ever changed; one that was a mistake is marked as undone.
package struct CaseStep: Sendable, Record, Codable, Hashable {
  package let id: ID<CaseStep>
  package let step: StepKind
  package let from: CaseState
  package let to: CaseState
  /// The day on which it truly happened.
  package let on: Day
  package let code: String?
  package let reasons: String?
  package let lateWhy: String?
  package let writtenBy: String
  package let writtenAt: Instant
  package let undoneAt: Instant?
  package let undoneWhy: String?

  static let columns: SQL = """
    id, step, state_from, state_to, taken_on, code, reasons, late_why, written_by, written_at, undone_at, undone_why
    """

  package init(row: Row) throws {
    (id, step, from, to, on) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (code, reasons, lateWhy) = (try row[5], try row[6], try row[7])
    (writtenBy, writtenAt, undoneAt, undoneWhy) = (try row[8], try row[9], try row[10], try row[11])
  }
}

/// A step that is to be taken.
package struct NewStep: Sendable, Hashable {
  package var step: StepKind
  package var on: Day
  /// Why a plan ends, or what makes the council decide again, by its code.
  package var code: String?
  package var reasons: String?
  package var lateWhy: String?
  package init(_ step: StepKind, on: Day, code: String? = nil, reasons: String? = nil, lateWhy: String? = nil) {
    (self.step, self.on, self.code, self.reasons, self.lateWhy) = (step, on, code, reasons, lateWhy)
  }
}
