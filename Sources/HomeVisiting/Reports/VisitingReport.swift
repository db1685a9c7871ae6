package import Kernel
package import Store

/// What home visiting tells others of a child, in one form: what two professions found out together, or its part for a
/// review of the team around the child. Source: Early Support, Team Around the Child (one assessment that all share; each
/// member’s part is written before the meeting); the parts of it are those of a county service’s specification.
package struct VisitingReport: Sendable, Record, Codable, Hashable {
  package let id: ID<VisitingReport>
  package let child: ChildID
  package let kind: ReportKind
  package let words: ReportWords
  /// How often the family was visited and what came of it, as it stood when this was written.
  package let figures: String
  package let writtenBy: String
  package let writtenAt: Instant
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package let version: Int

  static let columns: SQL = """
    id, child_id, kind, on_day, who, goes_well, is_hard, family_says, next, figures, written_by, written_at, version
    """
  package init(row: Row) throws {
    (id, child, kind) = (try row[0], try row[1], try row[2])
    words = ReportWords(
      on: try row[3], who: try row[4], goesWell: try row[5], isHard: try row[6], familySays: try row[7],
      next: try row[8])
    (figures, writtenBy, writtenAt, version) = (try row[9], try row[10], try row[11], try row[12])
  }
  package var path: String { "\(reportsPath(child))/\(id)" }
}

package enum ReportKind: String, Choice {
  case jointAssessment = "joint_assessment", reviewPart = "review_part"
  package var title: String {
    switch self {
    case .jointAssessment: "Joint assessment"
    case .reviewPart: "Home visiting’s part of a review"
    }
  }
  /// The same in a family’s words.
  var forFamily: String {
    switch self {
    case .jointAssessment: "What we found out together"
    case .reviewPart: "What your visitor wrote for the meeting about your plan"
    }
  }
}

/// What somebody writes in it; the family reads all of it.
package struct ReportWords: Sendable, Codable, Hashable {
  package var on: Day
  /// Who took part: “Pat Lowe (home visitor), Jo Marsh (speech and language therapist), Mum”.
  package var who: String
  package var goesWell: String
  package var isHard: String
  package var familySays: String?
  package var next: String
  package init(
    on: Day, who: String, goesWell: String, isHard: String, familySays: String? = nil, next: String
  ) {
    (self.on, self.who, self.goesWell, self.isHard) = (on, who, goesWell, isHard)
    (self.familySays, self.next) = (familySays, next)
  }
}

/// What is wrong with it. A report is written within a year, like a look back.
package func problems(with words: ReportWords, bornOn: Day?, today: Day) -> [FieldError] {
  if words.on > today || words.on < today.adding(days: -366) {
    return [FieldError("on", "The day must be today or within the last year")]
  }
  if let bornOn, words.on < bornOn { return [FieldError("on", "The day must be after the child was born")] }
  return []
}

/// Where a child’s reports of home visiting are.
func reportsPath(_ child: ChildID) -> String { "/children/\(child)/visiting-reports" }
