import Foundation
import HomeVisiting
import Kernel
import LinkageEngine
import Plans
import Store
import TestKit
import Testing
import Web

@testable import Linkage
@testable import People

/// Merging, unmerging and importing again in any order, with crashes between and within, ends in the same people as doing it
/// at once; and nothing that hangs on a child is lost or doubled.
///
/// Here with some hundred invented records. `KEYWORK_ANY_ORDER=10000` takes that many of the example extracts instead, with
/// all their slips, twins and movers: `bin/bench any-order` does.
@Suite struct AnyOrderTests {
  private static let size = ProcessInfo.processInfo.environment["KEYWORK_ANY_ORDER"].flatMap { Int($0) }

  @Test(arguments: Engine.available, size == nil ? [UInt64(1), 2] : [7])
  func endsInTheSamePeopleAsDoingItAtOnce(_ engine: Engine, seed: UInt64) async throws {
    let town =
      try Self.size.map { try Town(extracts: "Examples/agency-extracts", records: $0, seed: seed) }
      ?? Town(children: 30, seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    let expected = try await atOnce(engine, town)
    let middle = clock.now
    var run = Run(town: town, expected: expected, random: Dice(state: seed &* 77))
    try await withLinkWorld(engine) { world in
      try await run.inAnyOrder(world)
      let found = try await world.people()
      #expect(found == expected, "\(difference(found, expected))")
      try await nothingIsLostOrDoubled(world, town, run)
    }
    if Self.size != nil {
      print(
        """
        any order, \(engine): \(town.sent.count) records, \(expected.count) people, \(town.said.count) decisions, \
        \(run.visits) visits, \(run.plans) plans, \(run.crashes) crashes; at once \(middle - start), in any order \(clock.now - middle)
        """)
    }
  }

  /// All records in their order and settled, then what people decide, then settled.
  private func atOnce(_ engine: Engine, _ town: Town) async throws -> Set<Set<String>> {
    var found: Set<Set<String>> = []
    try await withLinkWorld(engine) { world in
      for agency in town.agencies {
        try await world.take(town.sent.filter { $0.agency == agency }.map(\.row), as: agency)
      }
      try await settle(world)
      for said in town.said { try await decide(said, world, world.hub) }
      try await settle(world)
      found = try await world.people()
    }
    return found
  }

  private func nothingIsLostOrDoubled(_ world: LinkWorld, _ town: Town, _ run: Run) async throws {
    #expect(try await world.count("SELECT count(*) FROM visit WHERE state = 'held'") == run.visits)
    #expect(try await world.count("SELECT count(*) FROM event WHERE kind = 'visit.recorded'") == run.visits)
    #expect(run.plans > 2)
    #expect(try await world.count("SELECT count(*) FROM support") == run.plans)
    #expect(try await world.count("SELECT count(*) FROM event WHERE kind = 'support.started'") == run.plans)
    #expect(
      try await world.count("SELECT count(DISTINCT id) FROM event") == world.count("SELECT count(*) FROM event"))
    #expect(try await world.count("SELECT count(*) FROM agency_record") == town.sent.count)
    // Everything hangs on a record that stands.
    for part in LinkWorld.rows {
      let lost = try await world.count(
        """
        SELECT count(*) FROM \(SQL(constant: part.table)) x JOIN child ON child.id = x.child_id
        WHERE child.merged_into IS NOT NULL
        """)
      #expect(lost == 0, "\(part.kind)")
    }
    // Every visit and every plan is in exactly one story.
    for (kind, count) in [("visit.recorded", run.visits), ("support.started", run.plans)] {
      let stories = try await world.read { tx in
        let standing = try tx.rows("SELECT id FROM child WHERE merged_into IS NULL") { try $0[0] as ChildID }
        return try standing.reduce(0) { sum, child in
          let told: Int? = try tx.value(
            "SELECT count(*) FROM event WHERE \(try tx.isInStory(of: child)) AND kind = \(kind)")
          return sum + (told ?? 0)
        }
      }
      #expect(stories == count, "\(kind)")
    }
  }

  /// A few of the people who are not the same, to look at.
  private func difference(_ found: Set<Set<String>>, _ expected: Set<Set<String>>) -> String {
    let (more, fewer) = (found.subtracting(expected), expected.subtracting(found))
    func few(_ people: Set<Set<String>>) -> String {
      people.map { $0.sorted().joined(separator: " ") }.sorted().prefix(6).joined(separator: "; ")
    }
    return "\(more.count) there: \(few(more)). \(fewer.count) wanted: \(few(fewer))"
  }
}

// MARK: In any order

/// One way through it all, made of chance.
private struct Run {
  let town: Town
  let expected: Set<Set<String>>
  var random: Dice
  var visits = 0
  var plans = 0
  var crashes = 0

  init(town: Town, expected: Set<Set<String>>, random: Dice) {
    (self.town, self.expected, self.random) = (town, expected, random)
  }

  mutating func inAnyOrder(_ world: LinkWorld) async throws {
    var hub = world.hub
    var waiting = town.sent.shuffled(using: &random)
    var open = town.said
    let most = UInt64(max(9, town.sent.count / 25))
    while !waiting.isEmpty || !open.isEmpty {
      let some = Array(waiting.prefix(Int(random.next() % most) + 1))
      waiting.removeFirst(some.count)
      for (agency, sent) in Dictionary(grouping: some, by: \.agency).sorted(by: { $0.key < $1.key }) {
        try await world.take(sent.map(\.row), as: agency, hub: hub)
      }
      // Sent again, as it was.
      if let again = some.randomElement(using: &random) {
        try await world.take([again.row], as: again.agency, hub: hub)
      }
      try await visit(some.first, world)
      try await plan(some.last, world)
      if random.next() % 3 == 0 { try await crash(world) }
      // A crash between two changes: what was in memory is gone.
      if random.next() % 3 == 0 { hub = LinkHub() }
      try await decideSome(&open, notYet: Set(waiting.map(\.name)), world, hub)
      if waiting.isEmpty, random.next() % 2 == 0 { try await settle(world) }
    }
    try await settle(world)
    try await answerWhatIsAsked(world)
    try await settle(world)
  }

  /// What people can decide by now, in any order: a good part of it, or in a small town one.
  private mutating func decideSome(
    _ open: inout [Said], notYet: Set<RecordName>, _ world: LinkWorld, _ hub: LinkHub
  ) async throws {
    for _ in 0..<max(1, town.said.count / 20) {
      let ready = open.indices.filter { !notYet.contains(open[$0].a) && !notYet.contains(open[$0].b) }
      guard let place = ready.randomElement(using: &random) else { return }
      try await decide(open.remove(at: place), world, hub)
    }
  }

  /// Somebody visits.
  private mutating func visit(_ met: Sent?, _ world: LinkWorld) async throws {
    guard let met else { return }
    let caller = world.callers["nina"]!
    let child = try await world.child(met.agency, met.name.id)
    try await world.write { tx in try LinkageTests.visit(child, caller, daysAgo: 1, in: tx) }
    visits += 1
  }

  /// Early help begins, where the child has none that is open.
  private mutating func plan(_ met: Sent?, _ world: LinkWorld) async throws {
    guard let met else { return }
    let caller = world.callers["nina"]!
    let child = try await world.child(met.agency, met.name.id)
    let hasBegun = try await world.write { tx in
      guard try tx.openSupport(of: child) == nil else { return false }
      try startSupport(
        NewSupport(level: .early, route: .frontDoor, wanted: "Some help"), id: newID(), child: child, by: caller,
        at: LinkWorld.now, in: tx)
      return true
    }
    plans += hasBegun ? 1 : 0
  }

  /// Two records are put together, and the process ends before the change is kept: nothing of it is there afterwards.
  private mutating func crash(_ world: LinkWorld) async throws {
    struct Gone: Error {}
    let all = try await world.read { tx in
      try tx.rows("SELECT id FROM child WHERE merged_into IS NULL ORDER BY id") { try $0[0] as ChildID }
    }
    guard let a = all.randomElement(using: &random), let b = all.randomElement(using: &random), a != b else { return }
    let before = try await world.people()
    let caller = world.callers["sam"]!
    await #expect(throws: (any Error).self) {
      try await world.write { tx in
        try mergeByHand(
          newID(), kept: a, lost: b, why: "Crash", rows: LinkWorld.rows, by: caller, at: LinkWorld.now, in: tx)
        throw Gone()
      }
    }
    crashes += 1
    #expect(try await world.people() == before)
  }

  /// Two children with whom people work by now are not put together by themselves: a person says what all records say.
  private func answerWhatIsAsked(_ world: LinkWorld) async throws {
    let caller = world.callers["sam"]!
    let asked = try await world.read { tx in try tx.pairs(PairFilter(), for: caller, limit: 5000) }
    for pair in asked where pair.reason == .clustersApart {
      guard expected.contains(where: { $0.contains(pair.a.line) && $0.contains(pair.b.line) }) else { continue }
      try await world.write { tx in
        guard let now = try? tx.pair(pair.id, for: caller), now.state.isWaiting else { return }
        try decidePair(now, .same, why: "All of it", rows: LinkWorld.rows, by: caller, at: LinkWorld.now, in: tx)
      }
    }
  }
}

private func settle(_ world: LinkWorld) async throws {
  for _ in 0..<6 {
    let done = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
    if done.joined + done.moved == 0 { return }
  }
}

private func decide(_ said: Said, _ world: LinkWorld, _ hub: LinkHub) async throws {
  let (a, b) = (try await world.child(said.a.source, said.a.id), try await world.child(said.b.source, said.b.id))
  let caller = world.callers["sam"]!
  if said.what == .mistaken {
    // Put together by mistake, and taken apart again.
    guard a != b else { return }
    try await world.merge(a, b)
    _ = try await world.unmerge(b, hub: hub)
    return
  }
  try await world.write { tx in
    try tx.openPair(newID(), (said.a, a), (said.b, b), weight: 0, probability: 0.5, .grey, at: LinkWorld.now)
    let pair: LinkPair = try tx.one(
      """
      SELECT \(LinkPair.columns) FROM link_pair p WHERE (a_record = \(said.a.id) AND b_record = \(said.b.id))
        OR (a_record = \(said.b.id) AND b_record = \(said.a.id))
      """)
    try decidePair(
      pair, said.what == .same ? .same : .different, why: "Same mother", rows: LinkWorld.rows, by: caller,
      at: LinkWorld.now, in: tx)
  }
}

// MARK: Who is sent, and what is said of them

/// The same numbers for the same seed.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A record of an invented child, and the row that an agency sends.
private struct Sent: Sendable {
  let agency: String
  let name: RecordName
  let row: String
}
/// What people say of two records: that they are one child, that they are two; or they put two strangers together by mistake,
/// and take them apart again.
private struct Said: Sendable {
  enum What { case same, different, mistaken }
  let a: RecordName
  let b: RecordName
  let what: What
}

extension RecordName {
  /// As `LinkWorld.people` names a record.
  fileprivate var line: String { "\(source):\(id)" }
}

private struct Town: Sendable {
  let agencies: [String]
  let sent: [Sent]
  let said: [Said]

  /// Some children whom up to three agencies know; now and then one of them writes the name another way.
  init(children count: Int, seed: UInt64) {
    var dice = Dice(state: seed)
    let first = ["Amara", "Kofi", "Leo", "Mia", "Rowan", "Freya", "Tariq", "Zosia", "Callum", "Nia", "Osian", "Priti"]
    let last = [
      "Bello", "Mensah", "Grant", "Brown", "Ashby", "Marsh", "Hussain", "Nowak", "Reid", "Owen", "Patel", "Hale",
    ]
    var sent: [Sent] = []
    for number in 0..<count {
      let (given, family) = (first[number % 12], last[(number / 12 + number) % 12])
      let born = "20\(10 + number % 9)-0\(1 + number % 9)-\(10 + number * 7 % 19)"
      let road = "\(1 + number) \(["Mill", "Park", "Moor", "Quay"][number % 4]) Road"
      let home = "\(road),LS2\(number % 10) \(1 + number % 9)A\(["A", "B", "D"][number % 3])"
      for agency in ["health", "education", "social"] where agency == "health" || dice.next() % 10 < 7 {
        let name = dice.next() % 6 == 0 ? String(given.dropLast()) + "e" : given
        let id = "\(agency.prefix(1).uppercased())\(number)"
        sent.append(
          Sent(
            agency: agency, name: RecordName(source: agency, id: id),
            row: "\(id),\(name),,\(family),\(number % 2 == 0 ? "F" : "M"),\(born),\(home),,,"))
      }
    }
    func name(_ id: Int) -> RecordName { RecordName(source: "health", id: "H\(id)") }
    agencies = ["health", "education", "social"]
    self.sent = sent
    said = [
      Said(a: name(0), b: name(5), what: .same), Said(a: name(2), b: name(9), what: .same),
      Said(a: name(1), b: name(7), what: .mistaken), Said(a: name(3), b: name(4), what: .different),
    ]
  }

  /// The first so many records of the example extracts. People decide about a hundred pairs of the grey band, each as it
  /// is in truth, and mistake sixty pairs of strangers for one child.
  init(extracts folder: String, records: Int, seed: UInt64) throws {
    func lines(_ file: String) throws -> [Substring] {
      try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    }
    var children: [RecordName: Substring] = [:]
    for line in try lines("Tests/truth-of-the-extracts.csv").dropFirst() {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      children[RecordName(source: String(parts[1]), id: String(parts[0]))] = parts[2]
    }
    agencies = ["camhs", "education", "health", "social", "voluntary"]
    var all: [Sent] = []
    for agency in agencies {
      all += try lines("\(folder)/\(agency).csv").dropFirst().compactMap { line in
        let id = String(line.prefix { $0 != "," })
        let values = [id] + RawRecord(line: String(line)).fields
        let content = Dictionary(uniqueKeysWithValues: zip(AgencyRow.columns, values)).filter { !$0.value.isEmpty }
        // A row that an import would give back is not a record.
        guard (try? clean(AgencyRow(content: content), on: LinkWorld.now.day)) != nil else { return nil }
        return Sent(agency: agency, name: RecordName(source: agency, id: id), row: String(line))
      }
    }
    // Whole children, so that each has the records that the agencies have of them.
    all.sort { (children[$0.name] ?? "", $0.name) < (children[$1.name] ?? "", $1.name) }
    sent = Array(all.prefix(records)).sorted { $0.name < $1.name }
    var dice = Dice(state: seed)
    var used = Set<Substring>()
    var linkage = try Linkage(sent.map { ($0.name, RawRecord(line: $0.row)) })
    linkage.run(model: startingModel)
    var grey: [LinkedPair] = []
    linkage.forEachReview { if $0.reason == .grey { grey.append($0) } }
    var said: [Said] = []
    for pair in grey.shuffled(using: &dice) where said.count < 100 {
      guard let one = children[pair.a], let other = children[pair.b], !used.contains(one), !used.contains(other)
      else { continue }
      used.formUnion([one, other])
      said.append(Said(a: pair.a, b: pair.b, what: one == other ? .same : .different))
    }
    let others = sent.map(\.name).filter { !used.contains(children[$0] ?? "") }.shuffled(using: &dice)
    for (one, other) in zip(others.prefix(60), others.dropFirst(60).prefix(60))
    where used.insert(children[one] ?? "").inserted && used.insert(children[other] ?? "").inserted {
      said.append(Said(a: one, b: other, what: .mistaken))
    }
    self.said = said
  }
}

extension RawRecord {
  /// A row of an extract, whose fields may stand in quotation marks.
  fileprivate init(line: String) {
    var fields: [String] = [""]
    var isQuoted = false
    for letter in line {
      switch letter {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(letter)
      }
    }
    self.init(fields: Array(fields.dropFirst()))
  }
}
