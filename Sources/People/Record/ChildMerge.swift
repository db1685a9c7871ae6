import Foundation
package import Kernel
package import Store

/// Two records that turned out to be one child: `lost` was put into `kept`. The lost id stays, and leads to the kept one.
package struct ChildMerge: Sendable, Record, Codable, Hashable {
  package let id: ID<ChildMerge>
  package let kept: ChildID
  package let lost: ChildID
  package let why: String
  package let mergedBy: String
  package let mergedAt: Instant
  /// The records themselves said so, and nobody works with either child yet.
  package let isAutomatic: Bool
  package let lostNHS: NHSNumber?
  package let lostUPN: UPN?
  /// What the kept record took over because it had nothing itself: field and value.
  package let filled: [String: String]
  package let undoneAt: Instant?
  package let undoneBy: String?
  package let undoneWhy: String?

  package static let columns: SQL = """
    id, kept_id, lost_id, why, merged_by, merged_at, is_automatic, lost_nhs_number, lost_upn, filled, undone_at,
    undone_by, undone_why
    """

  package init(row: Row) throws {
    id = try row[0]
    kept = try row[1]
    lost = try row[2]
    why = try row[3]
    mergedBy = try row[4]
    mergedAt = try row[5]
    isAutomatic = try row[6]
    lostNHS = try row[7]
    lostUPN = try row[8]
    let json: String = try row[9]
    filled = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    undoneAt = try row[10]
    undoneBy = try row[11]
    undoneWhy = try row[12]
  }
}

extension Transaction {
  /// The record that this one is part of now: itself, or the one that it was put into, however often.
  package func keptRecord(_ child: ChildID) throws -> ChildID {
    var found = child
    // A chain of merges has no circle: what is lost is never kept for another.
    for _ in 0..<100 {
      guard let next: ChildID = try value("SELECT merged_into FROM child WHERE id = \(found)") else { return found }
      found = next
    }
    return found
  }

  /// Every merge that had this record on either side, the newest first.
  package func merges(of child: ChildID) throws -> [ChildMerge] {
    try all(
      """
      SELECT \(ChildMerge.columns) FROM child_merge WHERE kept_id = \(child) OR lost_id = \(child)
      ORDER BY merged_at DESC, id DESC
      """)
  }

  /// True of an event of this child's story: its own, those of records that were put into it, and of the time when it was
  /// itself part of another those that are about what is now with it. Events are sealed under the id that the record
  /// had, so a story is gathered and never written anew.
  package func isInStory(of child: ChildID, event: StaticString = "event") throws -> SQL {
    let table = SQL(constant: event)
    let merges = try merges(of: child)
    guard !merges.isEmpty else { return "\(table).child_id = \(child)" }
    var ids = [child]
    var next = 0
    while next < ids.count {
      let here = next == 0 ? merges : try self.merges(of: ids[next])
      ids += here.filter { $0.kept == ids[next] && $0.undoneAt == nil }.map(\.lost)
      next += 1
    }
    let away = merges.filter { $0.lost == child && $0.undoneAt != nil }
    // What came while another was part of this one, and went with it, is told there.
    let gone = merges.filter { $0.kept == child && $0.undoneAt != nil }.map(\.id)
    let left: SQL =
      gone.isEmpty
      ? ""
      : """
       AND \(table).about_id NOT IN (SELECT row_id FROM child_merge_row WHERE side = 'since_lost'
        AND merge_id IN \(list: gone))
      """
    let own: SQL = "(\(table).child_id IN \(list: ids)\(left))"
    guard !away.isEmpty else { return own }
    return """
      (\(own) OR \(table).child_id IN \(list: try away.map { try keptRecord($0.kept) } + away.map(\.kept))
        AND \(table).about_id IN (SELECT row_id FROM child_merge_row WHERE merge_id IN \(list: away.map(\.id))
          AND side IN ('lost', 'since_lost')))
      """
  }

  /// Writes changed facts of a child's record, and what it is found by: its own names and numbers, and those of the
  /// records that were put into it. The verb writes its own event.
  package func rewrite(_ child: Child) throws {
    try update(child)
    try writeSearchKeys(of: child)
  }

  /// What the records that were put into this one were found by.
  func keysOfMerged(into child: ChildID) throws -> Set<SearchKey> {
    var keys = Set<SearchKey>()
    for merge in try merges(of: child) where merge.kept == child && merge.undoneAt == nil {
      let lost = try self.child(merge.lost)
      keys.formUnion(lost.searchKeys(phones: []))
      if let number = merge.lostNHS { keys.insert(SearchKey(.nhs, number.digits)) }
      if let upn = merge.lostUPN { keys.insert(SearchKey(.upn, upn.text)) }
      keys.formUnion(try keysOfMerged(into: merge.lost))
    }
    return keys
  }
}
