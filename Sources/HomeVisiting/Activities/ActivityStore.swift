package import Kernel
package import Store

// All SQL about activity charts.

extension Transaction {
  /// Throws `notFound` where this child has no such chart.
  func activity(_ id: ID<ActivityChart>, child: ChildID) throws -> ActivityChart {
    try one("SELECT \(ActivityChart.columns) FROM activity_chart WHERE id = \(id) AND child_id = \(child)")
  }

  /// The charts of a child, the newest first.
  package func activities(_ child: ChildID, limit: Int = 50, offset: Int = 0) throws -> [ActivityChart] {
    try all(
      """
      SELECT \(ActivityChart.columns) FROM activity_chart WHERE child_id = \(child)
      ORDER BY begins_on DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// The charts that the family practises now, the newest first.
  package func openActivities(_ child: ChildID) throws -> [ActivityChart] {
    try all(
      """
      SELECT \(ActivityChart.columns) FROM activity_chart WHERE child_id = \(child) AND ended_at IS NULL
      ORDER BY begins_on DESC, id DESC LIMIT 20
      """)
  }

  package func practice(_ chart: ID<ActivityChart>) throws -> [PracticeDay] {
    try all(
      """
      SELECT on_day, tries, well, note, written_by, is_from_paper FROM practice_day WHERE chart_id = \(chart)
      ORDER BY on_day
      """)
  }

  func insert(
    _ id: ID<ActivityChart>, _ new: NewActivity, child: ChildID, visit: ID<Visit>?, by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO activity_chart (id, child_id, visit_id, begins_on, goal, step, baseline, how, materials, help,
        times_a_day, who, well_of, tries, well_days, agreed_by, agreed_at)
      VALUES (\(id), \(child), \(visit), \(new.beginsOn), \(new.goal), \(new.step), \(new.baseline), \(new.how),
        \(new.materials), \(new.help), \(new.timesADay), \(new.who), \(new.criterion.well), \(new.criterion.of),
        \(new.criterion.days), \(name), \(now))
      """)
  }

  /// What is written of a day a second time takes the place of the first: a family may count again.
  func upsert(_ day: NewPracticeDay, chart: ID<ActivityChart>, isFromPaper: Bool, by name: String, at now: Instant)
    throws
  {
    try run(
      """
      INSERT INTO practice_day (chart_id, on_day, tries, well, note, written_by, written_at, is_from_paper)
      VALUES (\(chart), \(day.on), \(day.tries), \(day.well), \(day.note), \(name), \(now), \(isFromPaper))
      ON CONFLICT (chart_id, on_day) DO UPDATE SET tries = excluded.tries, well = excluded.well, note = excluded.note,
        written_by = excluded.written_by, written_at = excluded.written_at, is_from_paper = excluded.is_from_paper
      """)
  }

  /// False where it has ended already.
  func updateEnded(
    _ id: ID<ActivityChart>, _ outcome: ActivityOutcome, words: String?, by name: String, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE activity_chart SET outcome = \(outcome), outcome_words = \(words), ended_at = \(now), ended_by = \(name)
      WHERE id = \(id) AND ended_at IS NULL
      """) == 1
  }
}
