package import Kernel

/// What a check of all events and seals found.
package struct EventReport: Sendable, Hashable {
  package let sealed: Int
  package let unsealed: Int
  package let seals: Int
  /// The newest seal. Noted down outside the database, it proves later that nothing before it was cut off.
  package let newestSeal: [UInt8]?
  /// The first thing that is wrong; nil when all is well. The counts stop there.
  package let problem: EventProblem?
  package var isSound: Bool { problem == nil }
}

/// What is wrong with the log of events, and where.
package enum EventProblem: Sendable, Hashable {
  /// The event's content is not what it was when it was written.
  case changed(EventID)
  /// The event's content and its own hash were both made anew: the seal over it does not fit.
  case rewritten(seal: Int)
  /// The seal covers more events than are there.
  case missing(seal: Int, count: Int)
  /// Events were put in after the seal was set: how many, and the first that lies outside what the seal names.
  case extra(seal: Int, count: Int, EventID?)
  /// The seal itself was changed.
  case sealChanged(Int)
  /// The seal does not follow from the one before.
  case chainBroken(Int)
  case sealMissing(Int)
  /// The newest seal is not the one that was noted down.
  case notAsNoted
}

extension EventProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .changed(let event): "event \(event) was changed after it was written"
    case .rewritten(let seal): "an event under seal \(seal) was written anew"
    case .missing(let seal, let count): "\(count) of the events under seal \(seal) are missing"
    case .extra(let seal, let count, let event):
      "\(count) too many events stand under seal \(seal)" + (event.map { ", such as \($0)" } ?? "")
    case .sealChanged(let seal): "seal \(seal) was changed"
    case .chainBroken(let seal): "seal \(seal) does not follow from the seal before it"
    case .sealMissing(let seal): "seal \(seal) is missing"
    case .notAsNoted: "the seal that was noted down is not in the database"
    }
  }
}

/// Reads every event and every seal and proves each. `noted` is a seal written down earlier, outside the database.
package func verifyEvents(in tx: Transaction, noted: [UInt8]? = nil) throws -> EventReport {
  var check = EventCheck(tx: tx)
  var problem: EventProblem?
  do {
    try check.seals()
    try check.eventsWithoutSeal()
    if let noted, try !tx.exists("SELECT 1 FROM event_seal WHERE seal = \(noted)") { throw Found(problem: .notAsNoted) }
  } catch let found as Found {
    problem = found.problem
  }
  return EventReport(
    sealed: check.sealed, unsealed: check.unsealed, seals: check.number, newestSeal: check.newest, problem: problem)
}

private struct Found: Error {
  let problem: EventProblem
}

private struct EventCheck {
  let tx: Transaction
  var sealed = 0
  var unsealed = 0
  /// The last seal that was proved.
  var number = 0
  var newest: [UInt8]?
  private static let page = 1000

  init(tx: Transaction) { self.tx = tx }

  mutating func seals() throws {
    while let seal: EventSeal = try tx.first(
      "SELECT \(EventSeal.columns) FROM event_seal WHERE number > \(number) ORDER BY number LIMIT 1")
    {
      guard seal.number == number + 1 else { throw Found(problem: .sealMissing(number + 1)) }
      guard seal.previous == newest ?? EventSeal.none else { throw Found(problem: .chainBroken(seal.number)) }
      let again = EventSeal(
        number: seal.number, previous: seal.previous, root: seal.root, events: seal.events, first: seal.first,
        last: seal.last, at: seal.at)
      guard again.seal == seal.seal else { throw Found(problem: .sealChanged(seal.number)) }
      try events(under: seal)
      number = seal.number
      newest = seal.seal
    }
    let orphan: Int? = try tx.value(
      "SELECT min(seal) FROM event WHERE seal IS NOT NULL AND seal NOT BETWEEN 1 AND \(number)")
    if let orphan { throw Found(problem: .sealMissing(orphan)) }
  }

  private mutating func events(under seal: EventSeal) throws {
    var tree = MerkleTree()
    var outside: EventID?
    try walk("seal = \(seal.number)") { event in
      tree.append(event.hash)
      if event.id < seal.first || event.id > seal.last { outside = outside ?? event.id }
    }
    let difference = tree.count - seal.events
    if difference < 0 { throw Found(problem: .missing(seal: seal.number, count: -difference)) }
    if difference > 0 { throw Found(problem: .extra(seal: seal.number, count: difference, outside)) }
    guard tree.root == seal.root else { throw Found(problem: .rewritten(seal: seal.number)) }
    sealed += tree.count
  }

  mutating func eventsWithoutSeal() throws {
    var count = 0
    try walk("seal IS NULL") { _ in count += 1 }
    unsealed = count
  }

  /// Goes through the events in order, a page at a time, and proves that each is as its own hash says.
  private func walk(_ which: SQL, _ visit: (Event) -> Void) throws {
    var after = EventID(high: 0, low: 0)
    while true {
      let page: [Event] = try tx.all(
        """
        SELECT \(Event.columns) FROM event WHERE \(which) AND id > \(after) ORDER BY id LIMIT \(EventCheck.page)
        """)
      for event in page {
        guard event.contentHash() == event.hash else { throw Found(problem: .changed(event.id)) }
        visit(event)
      }
      guard page.count == EventCheck.page, let last = page.last else { return }
      after = last.id
    }
  }
}
