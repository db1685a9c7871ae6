import Kernel
import LinkageEngine
package import People
import Store

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
    var failure: (any Error)?
    let found = index.placement(
      RawRecord(content: record.content), name, threshold: linkThreshold, decisions: try tx.decisions(about: [name])
    ) { [tx] other in
      do {
        guard let child = try tx.child(of: other) else { return [other] }
        return try tx.namesOfRecords(of: child)
      } catch {
        failure = error
        return [other]
      }
    }
    if let failure { throw failure }
    guard case .joins(let other, _) = found else { return nil }
    return try tx.child(of: other)
  }

  /// Puts the record among the others, and opens the pairs that are for a person.
  func stored(_ record: IncomingRecord, _ child: ChildID) throws {
    let name = RecordName(source: record.agency, id: record.recordID)
    let raw = RawRecord(content: record.content)
    index.remove(RecordName(source: ownSource, id: child.description))
    guard try tx.child(child).notIncludedBecause == nil else { return index.remove(name) }
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
  /// The names of all records of a child that are compared.
  func namesOfRecords(of child: ChildID) throws -> [RecordName] {
    let names = try recordNames(of: [child])
    return names.isEmpty ? [RecordName(source: ownSource, id: child.description)] : names
  }
}
