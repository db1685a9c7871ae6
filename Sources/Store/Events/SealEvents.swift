package import Kernel

/// One batch of events, closed: the root over their hashes, chained to the seal before.
package struct EventSeal: Record, Hashable {
  /// 1, 2, 3, … without a gap.
  package let number: Int
  /// The seal before; 32 zero bytes for the first.
  package let previous: [UInt8]
  package let root: [UInt8]
  package let events: Int
  package let first: EventID
  package let last: EventID
  package let at: Instant
  package let seal: [UInt8]

  static let columns: SQL = "number, previous, root, events, first_id, last_id, at, seal"

  package init(row: Row) throws {
    number = try row[0]
    previous = try row[1]
    root = try row[2]
    events = try row[3]
    first = try row[4]
    last = try row[5]
    at = try row[6]
    seal = try row[7]
  }

  init(number: Int, previous: [UInt8], root: [UInt8], events: Int, first: EventID, last: EventID, at: Instant) {
    self.number = number
    self.previous = previous
    self.root = root
    self.events = events
    self.first = first
    self.last = last
    self.at = at
    var content = LengthPrefixed()
    content.append("keywork seal 1")
    content.append(previous)
    content.append(root)
    for number in [number, events, Int(at.microseconds)] { content.append(String(number)) }
    content.append(first.description)
    content.append(last.description)
    seal = content.sha256
  }

  static let none = [UInt8](repeating: 0, count: 32)
  static let largest = 10_000
}

/// Seals all events that have none yet, in the order of their ids, up to 10,000 to a seal; returns how many.
/// To be the first thing its transaction does: several nodes may seal at once, and only one gets each number.
package func sealEvents(in tx: Transaction, at: Instant) throws -> Int {
  try tx.lock("event_seal")
  var sealed = 0
  while let batch = try sealBatch(in: tx, at: at) { sealed += batch }
  return sealed
}

extension Database {
  /// Seals as `sealEvents(in:at:)` does, with a transaction for each seal, so that verbs come between.
  package func sealEvents(at: Instant) async throws -> Int {
    var sealed = 0
    while let batch = try await write({ tx in
      try tx.lock("event_seal")
      return try sealBatch(in: tx, at: at)
    }) {
      sealed += batch
    }
    return sealed
  }
}

/// Nil where nothing was left to seal.
private func sealBatch(in tx: Transaction, at: Instant) throws -> Int? {
  var tree = MerkleTree()
  var ends: (first: EventID, last: EventID)?
  let query: SQL = "SELECT id, hash FROM event WHERE seal IS NULL ORDER BY id LIMIT \(EventSeal.largest)"
  for (id, hash) in try tx.rows(query, { (try $0[0] as EventID, try $0[1] as [UInt8]) }) {
    tree.append(hash)
    ends = (ends?.first ?? id, id)
  }
  guard let ends, let root = tree.root else { return nil }
  let before: EventSeal? = try tx.first(
    "SELECT \(EventSeal.columns) FROM event_seal ORDER BY number DESC LIMIT 1")
  let seal = EventSeal(
    number: (before?.number ?? 0) + 1, previous: before?.seal ?? EventSeal.none, root: root, events: tree.count,
    first: ends.first, last: ends.last, at: at)
  try insert(seal, in: tx)
  let marked = try tx.run("UPDATE event SET seal = \(seal.number) WHERE seal IS NULL AND id <= \(seal.last)")
  guard marked == seal.events else { throw DatabaseError.serialization("events came while they were being sealed") }
  return marked
}

private func insert(_ seal: EventSeal, in tx: Transaction) throws {
  try tx.run(
    """
    INSERT INTO event_seal (\(EventSeal.columns)) VALUES (
      \(seal.number), \(seal.previous), \(seal.root), \(seal.events), \(seal.first), \(seal.last), \(seal.at),
      \(seal.seal)
    )
    """)
}
