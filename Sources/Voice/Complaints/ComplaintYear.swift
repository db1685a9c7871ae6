// The yearly report of complaints. Sources: the Children Act 1989 Representations Procedure (England) Regulations 2006,
// regulation 13 (how many at each stage, what came of them, whether in time, what was learned); the Local Authority Social
// Services and NHS Complaints (England) Regulations 2009, regulation 18. Small counts say nothing of anybody.

import Clocks
package import Kernel
import PlanningEngine
package import Store
import Web

/// One stage of a complaint: when it began, and what came of it.
struct ComplaintStage: Hashable, Sendable {
  let procedure: ComplaintProcedure
  let stage: Int
  let beganAt: Instant
  var answeredAt: Instant?
  var outcome: ComplaintOutcome?
  /// Whether every time limit of it was kept; nil while it is not answered.
  var isInTime: Bool?
  /// Settled or withdrawn before there was an answer.
  var isEnded = false
}

/// A line of the report: a stage of a procedure, with counts as they may be shown. Nil is hidden.
package struct ComplaintYearLine: Sendable, Codable, Hashable {
  package let procedure: ComplaintProcedure
  package let stage: Int
  /// Upheld, in part, not upheld, ended without an answer, not answered yet.
  package let outcomes: [Int?]
  package let total: Int?
  package let inTime: Int?
  package let late: Int?
  /// Half were answered within so many days; nil where fewer than ten were answered.
  package let middleDays: Int?
}

/// What a year's complaints come to, so that nobody can be made out.
package struct ComplaintYear: Sendable, Codable, Hashable {
  package let year: Int
  package let lines: [ComplaintYearLine]
  /// Nil where it is small.
  package let compliments: Int?
  /// Lessons that were answered and published in the year.
  package let lessons: [Lesson]
  package struct Lesson: Sendable, Codable, Hashable {
    package let said: String
    package let answer: String
    package let did: String?
  }
  static let outcomeTitles = ["Upheld", "Upheld in part", "Not upheld", "Ended before an answer", "Not answered yet"]
  static let profile = SuppressionProfile.under5
}

/// The stages in lines, made safe: what came of them in one table, whether in time in another; a sum that one of the two
/// hides is hidden in both.
func complaintLines(_ stages: [ComplaintStage]) -> [ComplaintYearLine] {
  let rows = ComplaintProcedure.allCases.flatMap { procedure in (1...procedure.stages).map { (procedure, $0) } }
  let found = rows.map { row in stages.filter { $0.procedure == row.0 && $0.stage == row.1 } }
  let outcomes = ProtectedTable(found.map(outcomeCounts), profile: ComplaintYear.profile)
  let times = ProtectedTable(
    found.map { stages in
      [
        stages.count { $0.isInTime == true }, stages.count { $0.isInTime == false },
        stages.count { $0.isInTime == nil },
      ]
    }, profile: ComplaintYear.profile)
  return rows.indices.map { index in
    let (procedure, stage) = rows[index]
    let isShown = outcomes.rowTotal(index) != nil && times.rowTotal(index) != nil
    let days = found[index].compactMap { one in one.answeredAt.map { one.beganAt.day.days(until: $0.day) } }.sorted()
    return ComplaintYearLine(
      procedure: procedure, stage: stage, outcomes: (0..<5).map { outcomes.cell(index, $0) },
      total: isShown ? outcomes.rowTotal(index) : nil, inTime: times.cell(index, 0), late: times.cell(index, 1),
      middleDays: days.count >= 10 && isShown ? days[days.count / 2] : nil)
  }
}

private func outcomeCounts(_ stages: [ComplaintStage]) -> [Int] {
  ComplaintOutcome.allCases.map { outcome in stages.count { $0.outcome == outcome } }
    + [stages.count { $0.outcome == nil && $0.isEnded }, stages.count { $0.outcome == nil && !$0.isEnded }]
}

extension Transaction {
  /// The report of a year that is over. Throws `malformed` for another: figures that grow would tell of the newest.
  package func complaintYear(_ year: Int, today: Day) throws -> ComplaintYear {
    guard let first = Day(year, 1, 1), let next = Day(year + 1, 1, 1), next <= today else {
      throw Refusal.malformed("The report is of a year that is over, like \(today.year - 1).")
    }
    let compliments =
      try value(
        """
        SELECT count(*) FROM complaint
        WHERE kind = 'compliment' AND received_at >= \(first.start) AND received_at < \(next.start)
        """, as: Int.self) ?? 0
    let lessons = try rows(
      """
      SELECT said, answer, did FROM finding
      WHERE source = 'complaint' AND published_at >= \(first.start) AND published_at < \(next.start)
      ORDER BY published_at, id
      """
    ) { ComplaintYear.Lesson(said: try $0[0], answer: try $0[1], did: try $0[2]) }
    return ComplaintYear(
      year: year,
      lines: complaintLines(
        try stagesOfComplaints(before: next.start).filter { $0.beganAt >= first.start && $0.beganAt < next.start }),
      compliments: (1..<ComplaintYear.profile.smallest).contains(compliments) ? nil : compliments, lessons: lessons)
  }

  /// Every stage of every complaint whose procedure is known, received before a moment.
  private func stagesOfComplaints(before end: Instant) throws -> [ComplaintStage] {
    let complaints: [Complaint] = try all(
      """
      SELECT \(Complaint.columns) FROM complaint
      WHERE kind = 'complaint' AND procedure IS NOT NULL AND received_at < \(end) ORDER BY received_at, id
      """)
    let steps = Dictionary(
      grouping: try rows(
        """
        SELECT s.complaint_id, s.kind, s.stage, s.at, s.outcome FROM complaint_step s
        JOIN complaint c ON c.id = s.complaint_id
        WHERE c.received_at < \(end) AND s.kind IN ('next_stage', 'answer') ORDER BY s.number
        """
      ) {
        (
          of: try $0[0] as ID<Complaint>, kind: try $0[1] as ComplaintStepKind, stage: try $0[2] as Int,
          at: try $0[3] as Instant, outcome: try $0[4] as ComplaintOutcome?
        )
      }, by: \.of)
    return try complaints.flatMap { complaint -> [ComplaintStage] in
      guard let procedure = complaint.procedure else { return [] }
      let clocks = try clocks(about: complaint.id)
      return (1...complaint.stage).compactMap { stage in
        let own = (steps[complaint.id] ?? []).filter { $0.stage == stage || $0.kind == .nextStage }
        let began =
          stage == 1
          ? complaint.receivedAt : own.first { $0.kind == .nextStage && $0.stage == stage - 1 }?.at
        guard let began else { return nil }
        var found = ComplaintStage(procedure: procedure, stage: stage, beganAt: began)
        if let answer = own.last(where: { $0.kind == .answer && $0.stage == stage }) {
          (found.answeredAt, found.outcome) = (answer.at, answer.outcome)
          let rules = answerRules(procedure, stage: stage)
          found.isInTime = !clocks.contains { rules.contains($0.ruleID) && $0.status == .missed }
        }
        found.isEnded = found.outcome == nil && complaint.state.isOver
        return found
      }
    }
  }
}

/// The report of a year as a text that can be published.
package func complaintReport(_ report: ComplaintYear, partnership: String) -> String {
  func shown(_ count: Int?) -> String { count.map { "\($0)" } ?? "c" }
  var lines = [
    "# Complaints in \(report.year), and what we learned", "",
    "\(partnership). “c” stands for a count below five, and for one that would give such a count away.", "",
    "Compliments: \(shown(report.compliments)).", "",
    "| Procedure | Stage | \(ComplaintYear.outcomeTitles.joined(separator: " | ")) | All | In time | Late | Half within days |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
  ]
  lines += report.lines.map { line in
    let cells = (line.outcomes + [line.total, line.inTime, line.late]).map(shown)
    let days = line.middleDays.map { "\($0)" } ?? "too few"
    return "| \(line.procedure.title) | \(line.stage) | \(cells.joined(separator: " | ")) | \(days) |"
  }
  lines += ["", "## What we learned", ""]
  if report.lessons.isEmpty { lines.append("No lesson was published in this year.") }
  lines += report.lessons.map { lesson in
    let did = lesson.did.map { " We did: \(plain($0))" } ?? ""
    return "- \(plain(lesson.said)) We answered: \(plain(lesson.answer))\(did)"
  }
  return lines.joined(separator: "\n") + "\n"
}

/// On one line, and without what Markdown would read as a heading, a link or a cell.
private func plain(_ text: String) -> String {
  String(text.map { $0.isNewline ? " " : $0 }.filter { !"\\`*_[]<>#|".contains($0) })
}
