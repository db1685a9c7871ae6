import Foundation
import Kernel
import Store
import Synchronization

/// A table with a column of each type, and two that hang together.
let sampleMigrations = [
  Migration(10, "sample") { d in
    [
      """
      CREATE TABLE sample (
        id \(d.id) NOT NULL PRIMARY KEY,
        words TEXT,
        amount \(d.whole),
        size \(d.real),
        is_on \(d.flag),
        bytes \(d.blob),
        held_on \(d.day),
        seen_at \(d.instant),
        details \(d.json),
        CONSTRAINT sample_amount_is_positive CHECK (amount > 0),
        CONSTRAINT sample_once UNIQUE (words, held_on)
      )
      """,
      """
      CREATE TABLE part (
        id \(d.id) NOT NULL PRIMARY KEY,
        sample_id \(d.id) NOT NULL CONSTRAINT part_of_sample REFERENCES sample (id) ON DELETE CASCADE,
        name TEXT NOT NULL
      )
      """,
      "CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n \(d.whole) NOT NULL)",
    ]
  }
]

enum SampleKey {}
typealias SampleID = ID<SampleKey>

func newID<Of>(_: Of.Type = Of.self) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: Instant(seconds: 1_700_000_000), random: &random)
}

struct Counter: Record {
  let name: String
  let n: Int
  init(row: Row) throws {
    name = try row[0]
    n = try row[1]
  }
}

func counters(_ db: Database) async throws -> [String: Int] {
  try await db.read { tx in
    let all: [Counter] = try tx.all("SELECT name, n FROM counter")
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.n) })
  }
}

/// Counts from any thread.
final class Tally: Sendable {
  private let count = Mutex(0)
  @discardableResult func add() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
  var value: Int { count.withLock { $0 } }
}

/// Holds a thread of the database until it is opened.
final class Gate: Sendable {
  private let entered = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)
  /// Called inside a transaction.
  func hold() {
    entered.signal()
    opened.wait()
  }
  func open() { opened.signal() }
  /// Waits until somebody is held.
  func untilHeld() async {
    await withCheckedContinuation { continuation in
      Thread { [self] in
        entered.wait()
        continuation.resume()
      }.start()
    }
  }
}

/// The error that `body` threw.
func thrown<T>(_ body: () async throws -> T) async -> (any Error)? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}
