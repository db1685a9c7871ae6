import Design
import Kernel
import LinkageEngine
import People
import Store
import Web

func mergeRoutes(_ hub: LinkHub, _ rows: @escaping @Sendable () -> [ChildRows]) -> [Route] {
  [
    .page("/children/{child}/merges", "Records that were put together", may: .mergeRecords, mergesPage),
    .page("/children/{child}/merges/new", "Put two records together", may: .mergeRecords, mergePage),
    .form(
      "/children/{child}/merges", "Put two records together", may: .mergeRecords, fields: MergeForm.all,
      again: { try mergePage($0, $1) }
    ) { request, tx in
      let child = try tx.child(request.child)
      let (other, why) = try request.checked(readMerge)
      let found = try tx.otherRecord(other, than: child, for: request.caller)
      if found.isRestricted || child.isRestricted {
        return try askSecond(child, found, why, rows(), request, tx)
      }
      try mergeByHand(
        request.formID.of(), kept: child.id, lost: found.id, why: why, rows: rows(), by: request.caller,
        at: request.now, in: tx)
      return .see("/children/\(child.id)/merges", "The records are put together")
    },
    .page("/children/{child}/merges/{merge}", "What could not be placed", may: .mergeRecords) { request, tx in
      try unplacedPage(request, tx, rows())
    },
    .page("/children/{child}/merges/{merge}/undoing", "Take two records apart", may: .mergeRecords) {
      request, tx in
      try unmergePage(request, tx, hub, rows())
    },
    .form(
      "/children/{child}/merges/{merge}/undoing", "Take two records apart", may: .mergeRecords,
      fields: [MergeForm.undoWhy], again: { try unmergePage($0, $1, hub, rows()) }
    ) { request, tx in
      let merge = try tx.merge(request.id("merge"), of: request.child)
      let why = try request.checked(readWhy)
      let left = try unmergeChildren(
        merge, why: why, rows: rows(), hub: hub, by: request.caller, at: request.now, in: tx)
      let path = "/children/\(try request.child)/merges"
      return left == 0
        ? .see(path, "The records are apart")
        : .see("\(path)/\(merge.id)", "The records are apart. Some things are to be placed.")
    },
    .form(
      "/children/{child}/merges/{merge}/placing", "Say whose something is", may: .mergeRecords, fields: PlacingForm.all
    ) { request, tx in
      let merge = try tx.merge(request.id("merge"), of: request.child)
      let (kind, row, isLosts) = try request.checked(readPlacing)
      try placeRow(kind, row, of: merge, isLosts: isLosts, rows: rows(), by: request.caller, at: request.now, in: tx)
      return .see("/children/\(try request.child)/merges/\(merge.id)", "Placed")
    },
  ]
}

// MARK: Pages

@Sendable private func mergesPage(_ request: Request, _ tx: Transaction) throws -> MergesPage {
  let child = try tx.child(request.child)
  return MergesPage(
    child: child.id, childName: child.name,
    lines: try tx.merges(of: child.id).map { merge in
      let other = try tx.child(merge.kept == child.id ? merge.lost : merge.kept)
      return .init(
        merge: merge.id.of(), other: other.name, isKept: merge.kept == child.id, when: merge.mergedAt.day.long,
        by: merge.mergedBy, why: merge.why,
        undone: merge.undoneAt.map { "\($0.day.long), \(merge.undoneBy ?? ""): \(merge.undoneWhy ?? "")" },
        toPlace: try tx.mergedRows(merge.id, "unplaced").count)
    },
    pairs: try tx.pairs(PairFilter(child: child.id), for: request.caller, limit: 50).count)
}

@Sendable private func mergePage(_ request: Request, _ tx: Transaction) throws -> MergePage {
  let child = try tx.child(request.child)
  return MergePage(child: child.id, childName: child.name, other: nil, entry: request.entry)
}

private func unmergePage(_ request: Request, _ tx: Transaction, _ hub: LinkHub, _ rows: [ChildRows]) throws
  -> UnmergePage
{
  let child = try tx.child(request.child)
  let merge = try tx.merge(request.id("merge"), of: child.id)
  guard merge.undoneAt == nil else { throw Refusal.notNow("These records have been taken apart already.") }
  let plan = try planUnmerge(merge, rows, try hub.copy(in: tx), in: tx)
  func counts(_ some: [ChildRow]) -> [UnmergePage.Count] {
    let byKind = Dictionary(grouping: some, by: \.kind)
    return rows.compactMap { part in byKind[part.kind].map { .init(what: part.words, count: $0.count) } }
  }
  return UnmergePage(
    child: child.id, childName: child.name, merge: merge.id.of(), lostName: try tx.child(merge.lost).name,
    back: counts(plan.lost.map(\.row)), sinceLost: counts(plan.sinceLost), sinceKept: counts(plan.sinceKept),
    unplaced: counts(plan.unplaced), entry: request.entry)
}

private func unplacedPage(_ request: Request, _ tx: Transaction, _ rows: [ChildRows]) throws -> UnplacedPage {
  let child = try tx.child(request.child)
  let merge = try tx.merge(request.id("merge"), of: child.id)
  let words = Dictionary(rows.map { ($0.kind, $0.words) }) { first, _ in first }
  return UnplacedPage(
    child: child.id, childName: child.name, merge: merge.id.of(), keptName: try tx.child(merge.kept).name,
    lostName: try tx.child(merge.lost).name,
    lines: try tx.mergedRows(merge.id, "unplaced").map { row, _ in
      let told = try tx.row(
        "SELECT at, actor_name FROM event WHERE about_id = \(row.id) ORDER BY at LIMIT 1"
      ) { (at: try $0[0] as Instant, by: try $0[1] as String) }
      let what = words[row.kind] ?? row.kind
      let title = what.prefix(1).uppercased() + what.dropFirst()
      return .init(kind: row.kind, row: row.id, words: told.map { "\(title), \($0.at.day.long), \($0.by)" } ?? title)
    })
}

// MARK: Reading

@Sendable private func readMerge(_ entry: Entry) -> Checked<(String, String)> {
  var form = FormReading(entry)
  let other = form.text(MergeForm.other)
  let why = form.text(MergeForm.why)
  return form.result { (other!, why!) }
}

@Sendable private func readWhy(_ entry: Entry) -> Checked<String> {
  var form = FormReading(entry)
  let why = form.text(MergeForm.undoWhy)
  return form.result { why! }
}

@Sendable private func readPlacing(_ entry: Entry) -> Checked<(String, AnyID, Bool)> {
  var form = FormReading(entry)
  let kind = form.text(PlacingForm.kind)
  let row: AnyID? = form.id(PlacingForm.row)
  let whose = form.option(PlacingForm.whose)
  return form.result { (kind!, row!, whose! == "lost") }
}

/// A record that is restricted is put together by two people: this is the first word.
private func askSecond(
  _ child: Child, _ other: Child, _ why: String, _ rows: [ChildRows], _ request: Request, _ tx: Transaction
) throws -> Outcome {
  guard let a = try tx.namesOfRecords(of: child.id).first, let b = try tx.namesOfRecords(of: other.id).first else {
    throw Refusal.notFound
  }
  try tx.openPair(
    request.formID.of(), (a, child.id), (b, other.id), weight: 0, probability: 0.5, .grey, at: request.now)
  let pair = try tx.pairs(
    PairFilter(states: [.open, .second, .unsure], child: child.id), for: request.caller, limit: 50
  )
  .first { Set([$0.aChild, $0.bChild]) == [child.id, other.id] }
  guard let pair else { throw Refusal.notFound }
  try decidePair(pair, .same, why: why, rows: rows, by: request.caller, at: request.now, in: tx)
  return .see("/children/\(child.id)/merges", "A record is restricted, so a second person must say the same.")
}

extension Transaction {
  /// The record that somebody means by a number or an address; throws `Invalid` where there is none that they may know of.
  fileprivate func otherRecord(_ text: String, than child: Child, for caller: Caller) throws -> Child {
    var found: ChildID?
    if let number = NHSNumber(text) { found = try value("SELECT id FROM child WHERE nhs_number = \(number)") }
    if found == nil, let upn = UPN(text) { found = try value("SELECT id FROM child WHERE upn = \(upn)") }
    let parts = text.split { $0 == "/" || $0 == "?" || $0 == "#" || $0 == " " }
    if found == nil { found = parts.lazy.compactMap { ChildID(String($0)) }.first }
    guard let found else { throw Invalid("other", "Enter an NHS number, a UPN, or the address of a record") }
    let kept = try keptRecord(found)
    if kept == child.id { throw Invalid("other", "That is this record itself") }
    let seen: SQL =
      caller.has(.informationGovernance) ? "TRUE" : visibleChildren(to: caller, by: .mergeRecords)
    let there = try exists(
      "SELECT 1 FROM child WHERE child.id = \(kept) AND child.not_included_because IS NULL AND \(seen)")
    guard there else { throw Invalid("other", "There is no such record that you can see") }
    return try self.child(kept)
  }
}
