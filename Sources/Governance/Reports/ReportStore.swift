import Kernel
import Store

// All SQL about reports of groups.

extension Transaction {
  /// The newest first.
  func reports(of group: ID<PartnershipGroup>) throws -> [GroupReport] {
    try all(
      "SELECT \(GroupReport.columns) FROM group_report WHERE group_id = \(group) ORDER BY figures_on DESC, id DESC")
  }
  func report(_ id: ID<GroupReport>, of group: ID<PartnershipGroup>) throws -> GroupReport {
    try one("SELECT \(GroupReport.columns) FROM group_report WHERE id = \(id) AND group_id = \(group)")
  }
  /// Approved ones alone.
  func reports(to meeting: ID<GroupMeeting>) throws -> [GroupReport] {
    try all(
      """
      SELECT \(GroupReport.columns) FROM group_report WHERE meeting_id = \(meeting) AND approved_at IS NOT NULL
      ORDER BY approved_at, id
      """)
  }
  func lines(of report: ID<GroupReport>) throws -> [ReportLine] {
    try all(
      """
      SELECT \(ReportLine.columns) FROM group_report_line WHERE report_id = \(report)
      ORDER BY objective IS NULL, objective, id
      """)
  }
  func line(_ id: ID<ReportLine>, of report: ID<GroupReport>) throws -> ReportLine {
    try one("SELECT \(ReportLine.columns) FROM group_report_line WHERE id = \(id) AND report_id = \(report)")
  }
  /// Every meeting that is to come or was held, of every group: where a report can go.
  func openMeetings() throws -> [GroupMeeting] {
    try all(
      "SELECT \(GroupMeeting.columns) FROM group_meeting WHERE state <> 'cancelled' ORDER BY starts_at DESC, id DESC LIMIT 50"
    )
  }

  func insertReport(
    _ id: ID<GroupReport>, of group: ID<PartnershipGroup>, to meeting: ID<GroupMeeting>, on day: Day,
    _ purpose: MeetingPurpose, aims: String, by caller: Caller
  ) throws {
    try run(
      """
      INSERT INTO group_report (
        id, group_id, meeting_id, figures_on, purpose, aims, written_by, written_name, version
      ) VALUES (
        \(id), \(group), \(meeting), \(day), \(purpose), \(aims), \(caller.account), \(caller.name), 1)
      """)
  }
  /// False where it was changed since, or approved.
  func updateReport(
    _ id: ID<GroupReport>, _ purpose: MeetingPurpose, aims: String, easy: String?, version: Int
  ) throws -> Bool {
    try run(
      """
      UPDATE group_report SET purpose = \(purpose), aims = \(aims), easy_words = \(easy), version = version + 1
      WHERE id = \(id) AND version = \(version) AND approved_at IS NULL
      """) == 1
  }
  func approve(_ id: ID<GroupReport>, facts: String, version: Int, by caller: Caller, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE group_report
      SET facts = \(facts), approved_by = \(caller.account), approved_name = \(caller.name), approved_at = \(now),
        version = version + 1
      WHERE id = \(id) AND version = \(version) AND approved_at IS NULL
      """) == 1
  }
  func insert(_ line: ReportLine, of report: ID<GroupReport>) throws {
    try run(
      """
      INSERT INTO group_report_line (report_id, \(ReportLine.columns))
      VALUES (\(report), \(line.id), \(line.kind), \(line.objective), \(line.words), \(line.isAssembled))
      """)
    try countChange(of: report)
  }
  func write(_ line: ReportLine, of report: ID<GroupReport>) throws {
    let changed = try run(
      """
      UPDATE group_report_line
      SET kind = \(line.kind), objective = \(line.objective), words = \(line.words), is_assembled = \(line.isAssembled)
      WHERE id = \(line.id) AND report_id = \(report)
      """)
    changed == 1 ? try countChange(of: report) : try insert(line, of: report)
  }
  func removeLine(_ line: ID<ReportLine>, of report: ID<GroupReport>) throws -> Bool {
    try countChange(of: report)
    return try run("DELETE FROM group_report_line WHERE id = \(line) AND report_id = \(report)") == 1
  }
  /// Whoever approves has read every line.
  private func countChange(of report: ID<GroupReport>) throws {
    try run("UPDATE group_report SET version = version + 1 WHERE id = \(report)")
  }
}
