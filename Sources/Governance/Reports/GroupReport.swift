package import Kernel
package import Store

/// What a group says of its work to whoever meets: assembled from facts, put into words, approved by somebody else, and from
/// then on frozen with its figures.
package struct GroupReport: Sendable, Record, Codable, Hashable {
  package let id: ID<GroupReport>
  package let group: ID<PartnershipGroup>
  /// The meeting that it goes to, of this group or of another.
  package let meeting: ID<GroupMeeting>
  /// The day whose figures it has.
  package let on: Day
  package let purpose: MeetingPurpose
  package let aims: String
  /// In easier words; nil until they are written.
  package let easyWords: String?
  package let writtenBy: AccountID?
  package let writtenName: String
  /// The figures as JSON, from the moment of approval; nil before.
  let frozen: String?
  package let approvedName: String?
  package let approvedAt: Instant?
  package let version: Int

  static let columns: SQL = """
    id, group_id, meeting_id, figures_on, purpose, aims, easy_words, written_by, written_name, facts, approved_name,
    approved_at, version
    """

  package init(row: Row) throws {
    (id, group, meeting, on) = (try row[0], try row[1], try row[2], try row[3])
    (purpose, aims, easyWords) = (try row[4], try row[5], try row[6])
    (writtenBy, writtenName, frozen) = (try row[7], try row[8], try row[9])
    (approvedName, approvedAt, version) = (try row[10], try row[11], try row[12])
  }
  package var isApproved: Bool { approvedAt != nil }
  var path: String { "/governance/groups/\(group)/reports/\(id)" }
}

/// One thing that a report says, tied to an objective where it is about one.
package struct ReportLine: Sendable, Record, Codable, Hashable {
  package let id: ID<ReportLine>
  package let kind: ReportLineKind
  /// The number of the objective; nil for the whole.
  package let objective: Int?
  package let words: String
  /// Put there from the facts, and not changed since.
  package let isAssembled: Bool
  static let columns: SQL = "id, kind, objective, words, is_assembled"
  package init(row: Row) throws {
    (id, kind, objective, words, isAssembled) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
  package init(
    id: ID<ReportLine>, kind: ReportLineKind, objective: Int?, words: String, isAssembled: Bool = false
  ) {
    (self.id, self.kind, self.objective, self.words) = (id, kind, objective, words)
    self.isAssembled = isAssembled
  }
}

package enum ReportLineKind: String, Choice {
  case progress, achievement, risk
  package var title: String {
    switch self {
    case .progress: "Progress against milestones"
    case .achievement: "Outcomes achieved"
    case .risk: "Risks"
    }
  }
}

/// The figures of a report, as they were known at the end of a day.
package struct ReportFacts: Sendable, Codable, Hashable {
  package struct Plan: Sendable, Codable, Hashable {
    package let objective: Int
    package let title: String
    package let path: String
    package let figures: PlanFigures
  }
  package struct Course: Sendable, Codable, Hashable {
    package let objective: Int
    package let title: String
    package let path: String
    package let formula: String
    package let unit: IndicatorUnit
    /// Nil in reports that were approved before figures had words or other periods than months.
    package let numberOf: String?
    package let frequency: IndicatorFrequency?
    package let target: Double?
    package let benchmark: Double?
    package let benchmarkSource: String?
    package let months: [MonthFigure]
    package let limits: ControlLimits?
    package let trend: Trend
    func shown(_ value: Double) -> String { unit.shown(value, of: numberOf) }
    func words(of end: Day) -> String { (frequency ?? .month).words(of: end) }
  }
  package let on: Day
  package let plans: [Plan]
  package let courses: [Course]
  package let risks: [RiskLine]
  package let actions: [GroupAction]
}
