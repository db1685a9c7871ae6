package import Kernel
package import People
package import Store

/// A wish as it is kept: who wrote it down, and which version it is.
package struct KeptWish: Sendable, Record, Codable, Hashable {
  package let child: ChildID
  package let wish: VisitWish
  package let writtenBy: String
  package let writtenAt: Instant
  package let version: Int
  static let columns: SQL = """
    child_id, days, from_minute, to_minute, is_firm, visitor_id, not_visitor_id, language, skill, people, why_two,
    written_by, written_at, version
    """
  package init(row: Row) throws {
    child = try row[0]
    wish = VisitWish(
      days: Set((try row[1] as String).split(separator: " ").compactMap { Int($0) }), from: try row[2], to: try row[3],
      isFirm: try row[4], visitor: try row[5], notVisitor: try row[6], language: try row[7], skill: try row[8],
      people: try row[9], whyTwo: try row[10])
    (writtenBy, writtenAt, version) = (try row[11], try row[12], try row[13])
  }
}

/// What is wrong with a wish: pure.
package func problems(with wish: VisitWish) -> [FieldError] {
  var found: [FieldError] = []
  if (wish.from == nil) != (wish.to == nil) {
    found.append(FieldError(wish.from == nil ? "from" : "to", "Enter both times, or neither"))
  }
  if let from = wish.from, let to = wish.to, to - from < 60 {
    found.append(FieldError("to", "The second time must be at least an hour after the first"))
  }
  if wish.isFirm, wish.days.isEmpty, wish.from == nil {
    found.append(FieldError("days", "Choose days, or enter times, if they can at no other time"))
  }
  if let visitor = wish.visitor, visitor == wish.notVisitor {
    found.append(FieldError("not_visitor", "This is the visitor whom they would like"))
  }
  if wish.people == 2, wish.whyTwo == nil { found.append(FieldError("why_two", "Enter why two people go")) }
  return found
}

/// Writes a family’s wishes down, in place of those before. `version` is the one that the form was drawn from, 0 where there
/// was none. Throws `Refusal.changedByAnother` where it has moved on.
package func writeWish(
  _ wish: VisitWish, child: ChildID, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  guard try tx.upsert(wish, child: child, version: version, by: caller.name, at: now) else {
    throw Refusal.changedByAnother("These wishes were changed since you opened them.")
  }
  try tx.append(
    .wishWritten, about: child.of(), child: child, by: caller, at: now,
    changed: ["people": "\(wish.people)", "firm": wish.isFirm ? "yes" : "no"])
}

extension EventKind {
  static let wishWritten = EventKind("visiting.wish", "wrote down when a family would like to be visited")
}

extension Transaction {
  package func visitWish(_ child: ChildID) throws -> KeptWish? {
    try first("SELECT \(KeptWish.columns) FROM visiting_wish WHERE child_id = \(child)")
  }
  /// False where the version has moved on.
  func upsert(_ wish: VisitWish, child: ChildID, version: Int, by name: String, at now: Instant) throws -> Bool {
    let days = wish.days.sorted().map(String.init).joined(separator: " ")
    return try run(
      """
      INSERT INTO visiting_wish (\(KeptWish.columns))
      VALUES (\(child), \(days), \(wish.from), \(wish.to), \(wish.isFirm), \(wish.visitor), \(wish.notVisitor),
        \(wish.language), \(wish.skill), \(wish.people), \(wish.whyTwo), \(name), \(now), 1)
      ON CONFLICT (child_id) DO UPDATE SET days = excluded.days, from_minute = excluded.from_minute,
        to_minute = excluded.to_minute, is_firm = excluded.is_firm, visitor_id = excluded.visitor_id,
        not_visitor_id = excluded.not_visitor_id, language = excluded.language, skill = excluded.skill,
        people = excluded.people, why_two = excluded.why_two, written_by = excluded.written_by,
        written_at = excluded.written_at, version = visiting_wish.version + 1
        WHERE visiting_wish.version = \(version)
      """) == 1
  }
}
