package import Kernel
package import People
package import Store

/// What a family says itself of when it would like to be visited, in its own view: whoever visits reads it, answers, and
/// writes the wishes that the week keeps to (`VisitWish`). It is the family’s own word and is never put right by others.
package struct FamilyWish: Sendable, Codable, Hashable {
  /// Monday is 0; empty is any day.
  package var days: Set<Int>
  /// Minutes after midnight; nil is any time.
  package var from: Int?
  package var to: Int?
  package var language: String?
  package var whom: WhomWished
  package var words: String?
  package init(
    days: Set<Int> = [], from: Int? = nil, to: Int? = nil, language: String? = nil, whom: WhomWished = .any,
    words: String? = nil
  ) {
    (self.days, self.from, self.to, self.language) = (days, from, to, language)
    (self.whom, self.words) = (whom, words)
  }
  /// The same as those who plan write it; `visitor` is who comes now.
  package func wish(visitor: PractitionerID?) -> VisitWish {
    VisitWish(
      days: days, from: from, to: to, visitor: whom == .same ? visitor : nil,
      notVisitor: whom == .another ? visitor : nil, language: language)
  }
  /// As sentences, for those who plan.
  var sentences: [String] {
    [
      wish(visitor: nil).time.map { "\($0)." }, language.map { "Visitor speaks \($0)." },
      whom == .any ? nil : "\(whom.title).", words,
    ].compactMap(\.self)
  }
}

/// By whom a family would like to be visited, in words that hurt nobody.
package enum WhomWished: String, Choice {
  case any, same, another
  package var title: String {
    switch self {
    case .any: "Anybody is fine"
    case .same: "The visitor we know"
    case .another: "Somebody else, please"
    }
  }
}

/// The newest word of a family, and what was answered.
package struct KeptFamilyWish: Sendable, Record, Codable, Hashable {
  package let child: ChildID
  package let wish: FamilyWish
  package let saidBy: String
  package let saidAt: Instant
  package let version: Int
  /// Nil until somebody who visits, or their manager, has read it and written the wishes down.
  package let readBy: String?
  package let readAt: Instant?
  package let answer: String?
  static let columns: SQL = """
    child_id, days, from_minute, to_minute, language, whom, words, said_by, said_at, version, read_by, read_at, answer
    """
  package init(row: Row) throws {
    child = try row[0]
    wish = FamilyWish(
      days: Set((try row[1] as String).split(separator: " ").compactMap { Int($0) }), from: try row[2], to: try row[3],
      language: try row[4], whom: try row[5], words: try row[6])
    (saidBy, saidAt, version) = (try row[7], try row[8], try row[9])
    (readBy, readAt, answer) = (try row[10], try row[11], try row[12])
  }
  /// A family that would like somebody else says so to the manager: the visitor does not read it first.
  func isFor(_ caller: Caller) -> Bool { wish.whom != .another || caller.has(.teamManager) }
}

/// The family says when visits suit it, in place of what it said before. `version` is the one that the form was drawn from, 0
/// where there was none. Throws `Refusal.changedByAnother` where somebody else of the family has said something since.
package func sayWish(
  _ wish: FamilyWish, child: ChildID, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  guard try tx.upsert(wish, child: child, version: version, by: caller.name, at: now) else {
    throw Refusal.changedByAnother("Somebody of your family has changed this. Open the page again.")
  }
  try tx.append(.wishSaid, about: child.of(), child: child, by: caller, at: now)
}

/// Whoever visits, or their manager, has read what the family said, and answers. Throws `Refusal.changedByAnother` where the
/// family has said something new since.
package func answerWish(
  _ kept: KeptFamilyWish, version: Int, answer: String?, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard kept.isFor(caller) else { throw Refusal.notFound }
  guard try tx.updateRead(kept.child, version: version, answer: answer, by: caller.name, at: now) else {
    throw Refusal.changedByAnother("The family has said something new since you opened this page. Open it again.")
  }
  try tx.append(.wishAnswered, about: kept.child.of(), child: kept.child, by: caller, at: now)
}

extension EventKind {
  static let wishSaid = EventKind("visiting.wish_said", "said when visits suit them")
  static let wishAnswered = EventKind("visiting.wish_answered", "answered when visits suit the family")
}

extension Transaction {
  package func familyWish(_ child: ChildID) throws -> KeptFamilyWish? {
    try first("SELECT \(KeptFamilyWish.columns) FROM family_visit_wish WHERE child_id = \(child)")
  }

  /// What families said and nobody has answered, of those whom these people visit or are to visit: child and name.
  func unansweredWishes(of visitors: [PractitionerID], child: ChildID?, since: Instant, for caller: Caller) throws -> [(
    kept: KeptFamilyWish, name: String
  )] {
    guard !visitors.isEmpty else { return [] }
    let only: SQL = child.map { "AND w.child_id = \($0)" } ?? ""
    // Joined, SQLite would first look through every child.
    let found = try rows(
      """
      SELECT child.id, child.given_name, child.family_name FROM child
      WHERE child.id IN (SELECT w.child_id FROM family_visit_wish w WHERE w.read_at IS NULL \(only))
        AND child.closed_on IS NULL AND child.died_on IS NULL
        AND (EXISTS (SELECT 1 FROM visit WHERE visit.child_id = child.id AND visit.visitor_id IN \(list: visitors)
            AND visit.starts_at >= \(since))
          OR EXISTS (SELECT 1 FROM visiting_referral r WHERE r.child_id = child.id AND r.state = 'allocated'
            AND r.visitor_id IN \(list: visitors)))
        AND \(visibleChildren(to: caller, by: .recordVisit))
      ORDER BY (SELECT w.said_at FROM family_visit_wish w WHERE w.child_id = child.id), child.id LIMIT 100
      """
    ) { (try $0[0] as ChildID, "\(try $0[1] as String) \(try $0[2] as String)") }
    return try found.compactMap { id, name in
      try familyWish(id).flatMap { $0.isFor(caller) ? ($0, name) : nil }
    }
  }

  /// False where the version has moved on.
  fileprivate func upsert(_ wish: FamilyWish, child: ChildID, version: Int, by name: String, at now: Instant) throws
    -> Bool
  {
    let days = wish.days.sorted().map(String.init).joined(separator: " ")
    return try run(
      """
      INSERT INTO family_visit_wish (child_id, days, from_minute, to_minute, language, whom, words, said_by, said_at,
        version)
      VALUES (\(child), \(days), \(wish.from), \(wish.to), \(wish.language), \(wish.whom), \(wish.words), \(name),
        \(now), 1)
      ON CONFLICT (child_id) DO UPDATE SET days = excluded.days, from_minute = excluded.from_minute,
        to_minute = excluded.to_minute, language = excluded.language, whom = excluded.whom, words = excluded.words,
        said_by = excluded.said_by, said_at = excluded.said_at, version = family_visit_wish.version + 1,
        read_by = NULL, read_at = NULL, answer = NULL
        WHERE family_visit_wish.version = \(version)
      """) == 1
  }
  fileprivate func updateRead(_ child: ChildID, version: Int, answer: String?, by name: String, at now: Instant) throws
    -> Bool
  {
    try run(
      """
      UPDATE family_visit_wish SET read_by = \(name), read_at = \(now), answer = \(answer)
      WHERE child_id = \(child) AND version = \(version)
      """) == 1
  }
}
