import Kernel
import LinkageEngine
import People
import Store
import Web

// Taking two records apart: what was each one's goes back to it. What came since goes where it can be told to belong:
// with what it is a part of, with the only one of the two that its practitioner or agency works with, or, for an agency's
// record, with the one that it is like. What cannot be told stays with the kept record, and somebody is asked.

/// What becomes of each row when a merge is undone.
struct UnmergePlan: Sendable {
  /// The record where everything is now.
  let root: ChildID
  /// Back to the lost record, with what it was marked by.
  var lost: [(row: ChildRow, note: String?)] = []
  var sinceKept: [ChildRow] = []
  var sinceLost: [ChildRow] = []
  var unplaced: [ChildRow] = []
  /// The kept record had a row where only one may be: the lost one's never moved.
  var keptKinds: Set<String> = []
}

/// How much better one side must fit than the other before an agency's record goes there: three bits, eight to one.
private let clearMargin = 3.0

/// - Parameter index: the records as they are before anything is written.
func planUnmerge(_ merge: ChildMerge, _ parts: [ChildRows], _ index: LinkIndex?, in tx: Transaction) throws
  -> UnmergePlan
{
  var plan = UnmergePlan(root: try tx.keptRecord(merge.kept))
  plan.lost = try tx.mergedRows(merge.id, "lost")
  let kept = try tx.mergedRows(merge.id, "kept").map(\.row)
  plan.keptKinds = Set(kept.map(\.kind))
  var side: [ChildRow: Bool] = [:]
  for row in plan.lost { side[row.row] = true }
  for row in kept { side[row] = false }
  let others = try tx.rowsOfOtherMerges(merge, root: plan.root)
  let workers = try tx.workersBySide(merge)
  for part in parts where !part.isOnePerChild {
    for id in try tx.rowIDs(part, of: plan.root) {
      let row = ChildRow(kind: part.kind, id: id)
      guard side[row] == nil, !others.contains(row) else { continue }
      let isLost = try tx.sideOf(row, part, side, workers, index)
      switch isLost {
      case true: plan.sinceLost.append(row)
      case false: plan.sinceKept.append(row)
      case nil: plan.unplaced.append(row)
      }
      if let isLost { side[row] = isLost }
    }
  }
  return plan
}

extension UnmergePlan {
  var isWhole: Bool { unplaced.isEmpty }
}

/// With which side people and agencies work: true for the lost one.
struct Workers {
  var practitioners: [PractitionerID: Set<Bool>] = [:]
  var agencies: [AgencyID: Set<Bool>] = [:]

  func only(_ practitioner: PractitionerID?) -> Bool? {
    guard let sides = practitioner.flatMap({ practitioners[$0] }), sides.count == 1 else { return nil }
    return sides.first
  }
  func only(_ agency: AgencyID?) -> Bool? {
    guard let sides = agency.flatMap({ agencies[$0] }), sides.count == 1 else { return nil }
    return sides.first
  }
}

extension Transaction {
  fileprivate func rowIDs(_ part: ChildRows, of child: ChildID) throws -> [AnyID] {
    try rows("SELECT id FROM \(SQL(constant: part.table)) WHERE child_id = \(child) ORDER BY id") {
      try $0[0] as AnyID
    }
  }

  /// Rows that came with another merge which still stands: they belong to neither side of this one.
  fileprivate func rowsOfOtherMerges(_ merge: ChildMerge, root: ChildID) throws -> Set<ChildRow> {
    var found = Set<ChildRow>()
    var place = merge.kept
    // Where the kept record was put into another itself, what was the other's.
    while let up = try merges(of: place).first(where: { $0.lost == place && $0.undoneAt == nil }) {
      found.formUnion(try mergedRows(up.id, "kept").map(\.row))
      place = up.kept
    }
    var next = [root]
    while let here = next.popLast() {
      for other in try merges(of: here) where other.kept == here && other.undoneAt == nil && other.id != merge.id {
        if other.lost != merge.kept, other.mergedAt >= merge.mergedAt {
          found.formUnion(try mergedRows(other.id, "lost").map(\.row))
        }
        next.append(other.lost)
      }
    }
    return found
  }

  fileprivate func workersBySide(_ merge: ChildMerge) throws -> Workers {
    var found = Workers()
    _ = try rows(
      """
      SELECT i.practitioner_id, i.agency_id, m.side FROM child_merge_row m JOIN involvement i ON i.id = m.row_id
      WHERE m.merge_id = \(merge.id) AND m.kind = 'involvement' AND m.side IN ('kept', 'lost')
      """
    ) { row in
      let isLost = try row[2] as String == "lost"
      if let person: PractitionerID = try row[0] { found.practitioners[person, default: []].insert(isLost) }
      found.agencies[try row[1], default: []].insert(isLost)
    }
    return found
  }

  /// True where a row that came since belongs to the lost record, false for the kept one, nil where nobody can tell.
  fileprivate func sideOf(
    _ row: ChildRow, _ part: ChildRows, _ side: [ChildRow: Bool], _ workers: Workers, _ index: LinkIndex?
  ) throws -> Bool? {
    let table = SQL(constant: part.table)
    if let within = part.within {
      let parent: AnyID? = try value("SELECT \(SQL(constant: within.column)) FROM \(table) WHERE id = \(row.id)")
      if let parent, let isLost = side[ChildRow(kind: within.table.description, id: parent)] { return isLost }
    }
    if part.kind == "agency_record" { return try sideOfRecord(row, side, index) }
    if let worker = part.worker {
      let person: PractitionerID? = try value("SELECT \(SQL(constant: worker)) FROM \(table) WHERE id = \(row.id)")
      if let only = workers.only(person) { return only }
    }
    if part.kind == "involvement" {
      return workers.only(try value("SELECT agency_id FROM involvement WHERE id = \(row.id)", as: AgencyID.self))
    }
    return nil
  }

  private func sideOfRecord(_ row: ChildRow, _ side: [ChildRow: Bool], _ index: LinkIndex?) throws -> Bool? {
    guard let index, let name = try name(ofRecord: row.id) else { return nil }
    func mean(_ isLost: Bool) throws -> Double? {
      let names = try side.filter { $0.key.kind == "agency_record" && $0.value == isLost }.keys.sorted { $0.id < $1.id }
        .compactMap { try self.name(ofRecord: $0.id) }
      let weights = names.compactMap { index.explain(name, $0)?.weight }
      return weights.isEmpty ? nil : weights.reduce(0, +) / Double(weights.count)
    }
    guard let lost = try mean(true), let kept = try mean(false), abs(lost - kept) >= clearMargin else { return nil }
    return lost > kept
  }

  func name(ofRecord id: AnyID) throws -> RecordName? {
    try row(
      """
      SELECT agency.code, r.record_id FROM agency_record r JOIN agency ON agency.id = r.agency_id WHERE r.id = \(id)
      """
    ) { RecordName(source: try $0[0], id: try $0[1]) }
  }
}
