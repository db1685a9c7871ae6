import Kernel
package import Store

// All SQL about checklists and what was seen of a child's development.

extension Transaction {
  func checklists() throws -> [Checklist] {
    try all("SELECT code, name, source, is_sample FROM checklist ORDER BY is_sample, name")
  }

  /// The items that are offered, by area and age.
  package func items(of checklist: String) throws -> [ChecklistItem] {
    try all(
      """
      SELECT \(ChecklistItem.columns) FROM checklist_item i WHERE i.checklist = \(checklist) AND i.is_offered
      ORDER BY i.area, i.to_months, i.from_months, i.code
      """)
  }

  func hasObservations(_ child: ChildID) throws -> Bool {
    try exists("SELECT 1 FROM observation WHERE child_id = \(child)")
  }

  /// All that was seen of this child with this checklist, the oldest first.
  func observations(_ child: ChildID, checklist: String) throws -> [Observation] {
    try all(
      """
      SELECT o.item_id, o.state, o.on_day, o.written_by FROM observation o JOIN checklist_item i ON i.id = o.item_id
      WHERE o.child_id = \(child) AND i.checklist = \(checklist) ORDER BY o.on_day, o.written_at, o.id
      """)
  }

  func insert(
    _ id: ID<Observation>, child: ChildID, item: ID<ChecklistItem>, _ state: ItemState, on day: Day, by name: String,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO observation (id, child_id, item_id, state, on_day, written_by, written_at)
      VALUES (\(id), \(child), \(item), \(state), \(day), \(name), \(now))
      """)
  }

  func upsert(_ checklist: Checklist, at now: Instant) throws {
    try run(
      """
      INSERT INTO checklist (code, name, source, is_sample, loaded_at)
      VALUES (\(checklist.code), \(checklist.name), \(checklist.source), \(checklist.isSample), \(now))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, source = excluded.source, is_sample = excluded.is_sample,
        loaded_at = excluded.loaded_at
      """)
    try run("UPDATE checklist_item SET is_offered = FALSE WHERE checklist = \(checklist.code)")
  }

  func upsert(_ item: ChecklistItem) throws {
    try run(
      """
      INSERT INTO checklist_item (id, checklist, area, code, from_months, to_months, words, step,
        is_offered)
      VALUES (\(item.id), \(item.checklist), \(item.area), \(item.code), \(item.from), \(item.to), \(item.words),
        \(item.step), TRUE)
      ON CONFLICT (checklist, code) DO UPDATE SET area = excluded.area, from_months = excluded.from_months,
        to_months = excluded.to_months, words = excluded.words, step = excluded.step, is_offered = TRUE
      """)
  }

  /// How many weeks the pregnancy was; nil where nobody has written it down.
  func pregnancyWeeks(_ child: ChildID) throws -> Int? {
    try value("SELECT weeks FROM pregnancy WHERE child_id = \(child)", as: Int.self)
  }
  func upsertPregnancy(_ child: ChildID, weeks: Int, by name: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO pregnancy (child_id, weeks, written_by, written_at) VALUES (\(child), \(weeks), \(name), \(now))
      ON CONFLICT (child_id) DO UPDATE SET weeks = excluded.weeks, written_by = excluded.written_by,
        written_at = excluded.written_at
      """)
  }
}
