import HomeVisiting
import Kernel
import LinkageEngine
import People
import Plans
import Store
import TestKit
import Testing
import Web

@testable import Linkage

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

/// Merging, unmerging and importing again in any order, with crashes between and within, ends in the same people as doing it
/// at once; and nothing that hangs on a child is lost or doubled.
@Suite struct AnyOrderTests {
  /// A record of an invented child, and the row that an agency sends.
  private struct Sent: Sendable {
    let agency: String
    let id: String
    let row: String
  }
  /// Two records that people say are one child, or two children.
  private struct Said: Sendable {
    let a: RecordName
    let b: RecordName
    let isSame: Bool
  }

  private func children(_ count: Int, _ dice: inout Dice) -> [Sent] {
    let first = ["Amara", "Kofi", "Leo", "Mia", "Rowan", "Freya", "Tariq", "Zosia", "Callum", "Nia", "Osian", "Priti"]
    let last = [
      "Bello", "Mensah", "Grant", "Brown", "Ashby", "Marsh", "Hussain", "Nowak", "Reid", "Owen", "Patel", "Hale",
    ]
    var sent: [Sent] = []
    for number in 0..<count {
      let (given, family) = (first[number % 12], last[(number / 12 + number) % 12])
      let born = "20\(10 + number % 9)-0\(1 + number % 9)-\(10 + number * 7 % 19)"
      let home =
        "\(1 + number) \(["Mill", "Park", "Moor", "Quay"][number % 4]) Road,LS2\(number % 10) \(1 + number % 9)A\(["A", "B", "D"][number % 3])"
      for agency in ["health", "education", "social"] where agency == "health" || dice.next() % 10 < 7 {
        var name = given
        if dice.next() % 6 == 0 { name = String(given.dropLast()) + "e" }
        let id = "\(agency.prefix(1).uppercased())\(number)"
        sent.append(
          Sent(
            agency: agency, id: id, row: "\(id),\(name),,\(family),\(number % 2 == 0 ? "F" : "M"),\(born),\(home),,,"))
      }
    }
    return sent
  }

  /// What people decide: two pairs of strangers are one child after all, one pair of records is two.
  private func decisions(_ sent: [Sent]) -> [Said] {
    func name(_ id: Int) -> RecordName { RecordName(source: "health", id: "H\(id)") }
    return [
      Said(a: name(0), b: name(5), isSame: true), Said(a: name(2), b: name(9), isSame: true),
      Said(a: name(1), b: name(7), isSame: false),
    ]
  }

  private func decide(_ said: Said, _ world: LinkWorld, _ hub: LinkHub) async throws {
    let (a, b) = (try await world.child(said.a.source, said.a.id), try await world.child(said.b.source, said.b.id))
    let caller = world.callers["sam"]!
    if said.isSame {
      try await world.write { tx in
        try tx.openPair(newID(), (said.a, a), (said.b, b), weight: 0, probability: 0.5, .grey, at: LinkWorld.now)
        let pair = try #require(
          try tx.pairs(PairFilter(), for: caller, limit: 99).first { Set([$0.a, $0.b]) == [said.a, said.b] })
        try decidePair(pair, .same, why: "Same mother", rows: LinkWorld.rows, by: caller, at: LinkWorld.now, in: tx)
      }
    } else {
      // Put together by mistake, and taken apart again.
      if a != b { try await world.merge(a, b) }
      let lost = try await world.read { tx in
        try tx.merges(of: b).first { $0.undoneAt == nil && $0.lost == b }?.lost ?? a
      }
      _ = try await world.unmerge(lost, hub: hub)
    }
  }

  private func settle(_ world: LinkWorld) async throws {
    for _ in 0..<4 {
      let done = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      if done.joined + done.moved == 0 { return }
    }
  }

  /// All records in their order, then what people decide, then settled.
  private func atOnce(_ engine: Engine, _ sent: [Sent]) async throws -> Set<Set<String>> {
    var found: Set<Set<String>> = []
    try await withLinkWorld(engine) { world in
      for agency in ["health", "education", "social"] {
        try await world.take(sent.filter { $0.agency == agency }.map(\.row), as: agency)
      }
      for said in decisions(sent) { try await decide(said, world, world.hub) }
      try await settle(world)
      found = try await world.people()
    }
    return found
  }

  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func endsInTheSamePeopleAsDoingItAtOnce(_ engine: Engine, seed: UInt64) async throws {
    var dice = Dice(state: seed)
    let sent = children(40, &dice)
    let expected = try await atOnce(engine, sent)
    var random = Dice(state: seed &* 77)
    try await withLinkWorld(engine) { world in
      var hub = world.hub
      var visits = 0
      var waiting = sent.shuffled(using: &random)
      var open = decisions(sent)
      let caller = world.callers["nina"]!
      while !waiting.isEmpty || !open.isEmpty {
        let some = Array(waiting.prefix(Int(random.next() % 9) + 1))
        waiting.removeFirst(some.count)
        for (agency, rows) in Dictionary(grouping: some, by: \.agency).sorted(by: { $0.key < $1.key }) {
          try await world.take(rows.map(\.row), as: agency, hub: hub)
        }
        // Sent again, as it was.
        if let again = some.randomElement(using: &random) {
          try await world.take([again.row], as: again.agency, hub: hub)
        }
        // Somebody visits.
        if let met = some.first {
          let child = try await world.child(met.agency, met.id)
          try await world.write { tx in try visit(child, caller, daysAgo: 1, in: tx) }
          visits += 1
        }
        // A crash within a change: nothing of it is there afterwards.
        if random.next() % 3 == 0 { try await crash(world, &random) }
        // A crash between: what was in memory is gone.
        if random.next() % 3 == 0 { hub = LinkHub() }
        if let place = open.indices.filter({ index in
          let names = Set(waiting.filter { $0.agency == "health" }.map(\.id))
          return !names.contains(open[index].a.id) && !names.contains(open[index].b.id)
        }).randomElement(using: &random) {
          try await decide(open.remove(at: place), world, hub)
        }
        if waiting.isEmpty, random.next() % 2 == 0 { try await settle(world) }
      }
      try await settle(world)
      #expect(try await world.people() == expected)
      // Nothing lost, nothing doubled; everything hangs on a record that stands.
      #expect(try await world.count("SELECT count(*) FROM visit WHERE state = 'held'") == visits)
      #expect(try await world.count("SELECT count(*) FROM event WHERE kind = 'visit.recorded'") == visits)
      #expect(
        try await world.count("SELECT count(DISTINCT id) FROM event") == world.count("SELECT count(*) FROM event"))
      #expect(try await world.count("SELECT count(*) FROM agency_record") == sent.count)
      for part in LinkWorld.rows {
        let lost = try await world.count(
          """
          SELECT count(*) FROM \(SQL(constant: part.table)) x JOIN child ON child.id = x.child_id
          WHERE child.merged_into IS NOT NULL
          """)
        #expect(lost == 0, "\(part.kind)")
      }
      // Every visit is in exactly one story.
      let stories = try await world.read { tx in
        let standing = try tx.rows("SELECT id FROM child WHERE merged_into IS NULL") { try $0[0] as ChildID }
        return try standing.reduce(0) { sum, child in
          sum
            + (try tx.value(
              "SELECT count(*) FROM event WHERE \(try tx.isInStory(of: child)) AND kind = 'visit.recorded'",
              as: Int.self) ?? 0)
        }
      }
      #expect(stories == visits)
    }
  }

  /// Two records are put together, and the process ends before the change is kept.
  private func crash(_ world: LinkWorld, _ random: inout Dice) async throws {
    struct Gone: Error {}
    let all = try await world.read { tx in
      try tx.rows("SELECT id FROM child WHERE merged_into IS NULL ORDER BY id") { try $0[0] as ChildID }
    }
    guard let a = all.randomElement(using: &random), let b = all.randomElement(using: &random), a != b else { return }
    let before = try await world.people()
    let caller = world.callers["sam"]!
    await #expect(throws: (any Error).self) {
      try await world.write { tx in
        try mergeChildren(
          newID(), kept: a, lost: b, why: "Crash", rows: LinkWorld.rows, by: caller, at: LinkWorld.now, in: tx)
        throw Gone()
      }
    }
    #expect(try await world.people() == before)
  }
}
