package import Kernel
import LinkageEngine
package import People
package import Store
import Synchronization

/// From this probability on, records are one child without a person's word; source: the bars of the linkage hub.
let linkThreshold = 0.95
/// From this probability on, a pair is for a person to look at.
let reviewFrom = 0.2

extension LinkHub {
  /// Says whom agencies' records are about while they are taken in, in the transaction that stores them, and writes
  /// down the pairs that a person has to look at.
  package var linking: RecordLinking {
    RecordLinking { tx, now in
      let placing = try Placing(self, tx, now)
      return RecordLinking.InTransaction(place: placing.place, stored: placing.stored)
    }
  }
}

extension LinkHub {
  /// Compares what people of the partnership have written down, new or changed since it was last looked at, with all other
  /// records. What was looked at is written down too: a node that starts does not begin anew.
  package func compareOwn(_ database: Database, at now: Instant) async throws {
    let (changed, from, to) = try await database.read { tx in
      let (from, to) = (try tx.comparedRevision(), try tx.recordRevision())
      guard from < to else { return ([] as [LinkedRecord], from, to) }
      let own = try tx.linkedRecords(of: try tx.childrenChanged(after: from)).filter { $0.name.source == ownSource }
      return (own, from, to)
    }
    guard from < to else { return }
    for start in stride(from: 0, to: changed.count, by: 100) {
      let some = Array(changed[start..<min(start + 100, changed.count)])
      let isAlike = try await database.read { [self] tx in
        try with(tx) { index in some.map { !index.matches($0.raw, $0.name, least: weight(reviewFrom)).isEmpty } }
      }
      let alike = zip(some, isAlike).filter(\.1).map(\.0)
      if alike.isEmpty { continue }
      try await database.write { [self] tx in
        let matches = try with(tx) { index in
          alike.map { index.matches($0.raw, $0.name, least: weight(reviewFrom)) }
        }
        var random = SystemRandomNumberGenerator()
        for (record, found) in zip(alike, matches) where try tx.child(record.child).mergedInto == nil {
          try openPairs(record.name, record.child, found, at: now, &random, in: tx)
        }
      }
    }
    try await database.write { tx in try tx.writeCompared(to: to) }
  }
}

/// Opens the pair of two records of one agency for a person to look at, with what all of it weighs; called first in its
/// transaction. Nothing where they are one child's already.
package func askAboutRecords(
  _ one: String, _ other: String, of agency: String, _ hub: LinkHub, at now: Instant, in tx: Transaction
) throws {
  let (a, b) = (RecordName(source: agency, id: one), RecordName(source: agency, id: other))
  let weight = try hub.with(tx) { $0.explain(a, b)?.weight } ?? 0
  guard let x = try tx.child(of: a), let y = try tx.child(of: b), x != y else { return }
  var random = SystemRandomNumberGenerator()
  let share = probability(weight)
  try tx.openPair(
    ID(at: now, random: &random), (a, x), (b, y), weight: weight, probability: share,
    share >= linkThreshold ? .clustersApart : .grey, at: now)
}

/// The records of one transaction, one after another.
private final class Placing {
  private var index: LinkIndex
  private let tx: Transaction
  private let now: Instant
  private var random = SystemRandomNumberGenerator()

  init(_ hub: LinkHub, _ tx: Transaction, _ now: Instant) throws {
    index = try hub.copy(in: tx)
    self.tx = tx
    self.now = now
  }

  /// The child whom a record that nobody has yet joins; nil where it is somebody new.
  func place(_ record: IncomingRecord) throws -> ChildID? {
    let name = RecordName(source: record.agency, id: record.recordID)
    let raw = RawRecord(content: record.content)
    var groups: [RecordName: [RecordName]] = [:]
    for match in index.matches(raw, name, least: weight(linkThreshold)) {
      groups[match.record] = try group(of: match.record)
    }
    let found = index.placement(
      raw, name, threshold: linkThreshold, decisions: try tx.decisions(about: [name])
    ) { groups[$0] ?? [$0] }
    guard case .joins(let other, _) = found else { return nil }
    return try tx.child(of: other)
  }

  /// The records that speak for or against one that is like this one.
  private func group(of name: RecordName) throws -> [RecordName] {
    guard let child = try tx.child(of: name) else { return [name] }
    let names = try tx.namesOfRecords(of: child)
    let isPersons = names.count > 1 && names.contains { $0.source == ownSource }
    guard try isPersons || tx.isMergedByPerson(child) else { return names }
    // A person knows more than the records: those that are nothing like it do not speak against this one.
    return names.filter { $0 == name || (index.explain(name, $0)?.weight ?? -1) > 0 }
  }

  /// Puts the record among the others, and opens the pairs that are for a person.
  func stored(_ record: IncomingRecord, _ child: ChildID) throws {
    let name = RecordName(source: record.agency, id: record.recordID)
    let raw = RawRecord(content: record.content)
    let known = try tx.child(child)
    if !known.isWrittenHere { index.remove(RecordName(source: ownSource, id: child.description)) }
    guard known.notIncludedBecause == nil else { return index.remove(name) }
    let matches = index.matches(raw, name, least: weight(reviewFrom))
    index.put(raw, name)
    try openPairs(name, child, matches, at: now, &random, in: tx)
  }
}

/// Opens a pair for each other child whom the record may be, by its strongest match.
func openPairs(
  _ name: RecordName, _ child: ChildID, _ matches: [IndexMatch], at now: Instant,
  _ random: inout some RandomNumberGenerator, in tx: Transaction
) throws {
  var seen: Set<ChildID> = [child]
  for match in matches {
    guard let other = try tx.child(of: match.record), seen.insert(other).inserted else { continue }
    let reason: ReviewReason =
      match.isDefiniteNo ? .twoNHSNumbers : match.probability >= linkThreshold ? .clustersApart : .grey
    try tx.openPair(
      ID(at: now, random: &random), (name, child), (match.record, other), weight: match.weight,
      probability: match.probability, reason, at: now)
  }
}

extension Transaction {
  /// Whether somebody has put another record into this one, and it stands.
  func isMergedByPerson(_ child: ChildID) throws -> Bool {
    try exists(
      "SELECT 1 FROM child_merge WHERE kept_id = \(child) AND undone_at IS NULL AND NOT is_automatic")
  }

  /// The names of all records of a child that are compared.
  func namesOfRecords(of child: ChildID) throws -> [RecordName] {
    let names = try recordNames(of: [child])
    let own = RecordName(source: ownSource, id: child.description)
    return try names.isEmpty || self.child(child).isWrittenHere ? names + [own] : names
  }
}
