package import Kernel
import LinkageEngine
import People
package import Store
package import Web

/// What came of settling.
package struct Settled: Sendable, Hashable, Codable {
  package var joined = 0
  package var moved = 0
  package var asked = 0
  /// Pairs that nobody has looked at, and that are no longer alike: other records have told more meanwhile.
  package var past = 0
}

extension EventKind {
  package static let agencyRecordMoved = EventKind(
    "agency_record.moved", "found that an agency’s record is about another child")
}

/// Looks at all records at once, as if they had come on one day, and puts right what their order has left: records that are
/// one child and stand on two come together, a record that stands with the wrong child goes to the right one. So the same
/// records and the same decisions give the same people, in whatever order they came.
///
/// Two children with whom people already work, or one of whom is restricted, are never put together without a person: a
/// pair is opened instead. Each step is a transaction of its own and can be broken off: the next run goes on.
package func settlePeople(
  _ database: Database, rows: [ChildRows], by caller: Caller = .system, threads: Int = 2, at now: Instant
) async throws -> Settled {
  let (records, decisions, model) = try await database.read { tx in
    (try tx.linkedRecords(), try tx.decisions(), try tx.linkModel())
  }
  let linkage = try await onOwnThread {
    var settings = LinkageSettings()
    settings.threshold = linkThreshold
    settings.reviewFrom = reviewFrom
    settings.threads = threads
    var linkage = try Linkage(records.map { ($0.name, $0.raw) }, settings: settings)
    linkage.run(model: model, decisions: decisions)
    return linkage
  }
  var clusters: [UInt32: [RecordName]] = [:]
  for (place, head) in linkage.clusterHeads.enumerated() { clusters[head, default: []].append(linkage.name(place)) }
  let plan = PeoplePlan(
    clusters.sorted { $0.key < $1.key }.map(\.value),
    Dictionary(records.map { ($0.name, $0.child) }) { first, _ in first })
  var settled = Settled()
  for step in plan.steps {
    switch try await database.write({ tx in try step.carryOut(rows, by: caller, at: now, in: tx) }) {
    case .joined: settled.joined += 1
    case .moved: settled.moved += 1
    case .asked: settled.asked += 1
    case .nothing: break
    }
  }
  var found: [LinkedPair] = []
  linkage.forEachReview { found.append($0) }
  let pairs = found
  for start in stride(from: 0, to: pairs.count, by: 200) {
    settled.asked += try await database.write { tx in
      try openPairs(Array(pairs[start..<min(start + 200, pairs.count)]), at: now, in: tx)
    }
  }
  // One child by all that the records say, or named for a person just now: that waits on. What is not compared any more
  // is left as it is.
  let heads = Dictionary(clusters.flatMap { head, names in names.map { ($0, head) } }) { first, _ in first }
  let named = Set(pairs.map { [$0.a, $0.b] } + pairs.map { [$0.b, $0.a] })
  let isAlike: @Sendable (LinkPair) -> Bool = { pair in
    if let head = heads[pair.a], head == heads[pair.b] { return true }
    if named.contains([pair.a, pair.b]) { return true }
    return linkage.explain(pair.a, pair.b).map { $0.isDefiniteNo || $0.probability >= reviewFrom } ?? true
  }
  settled.past = try await database.write { tx in try tx.settlePairs(unless: isAlike) }
  try await database.write { tx in try tx.writeFigures(of: linkage, at: now) }
  return settled
}

/// Settles once in a night, between one and five o'clock, on whichever node comes first; false where it was not for this one
/// to do. Where a node ends in the middle, the next night goes on.
package func settleAtNight(_ database: Database, rows: [ChildRows], at now: Instant) async throws -> Bool {
  guard (60..<300).contains(now.london.minuteOfDay) else { return false }
  // Asked first without writing: mostly it is done.
  if try await database.read({ tx in try tx.exists(LinkFigure.hasSettled(on: now.day)) }) { return false }
  let isOurs = try await database.write { tx in
    try tx.run(
      """
      INSERT INTO link_figure (on_day, name, value) VALUES (\(now.day), \(LinkFigure.settled), 0)
      ON CONFLICT (on_day, name) DO NOTHING
      """) == 1
  }
  guard isOurs else { return false }
  let settled = try await settlePeople(database, rows: rows, threads: 1, at: now)
  try await database.write { tx in
    try tx.writeFigure(LinkFigure.settled, Double(settled.joined + settled.moved), on: now.day)
  }
  return true
}

/// Opens pairs that are new and between two children; returns how many.
private func openPairs(_ pairs: [LinkedPair], at now: Instant, in tx: Transaction) throws -> Int {
  var random = SystemRandomNumberGenerator()
  var opened = 0
  for pair in pairs {
    guard let a = try tx.child(of: pair.a), let b = try tx.child(of: pair.b), a != b, try !tx.isPairKnown(a, b)
    else { continue }
    try tx.openPair(
      ID(at: now, random: &random), (pair.a, a), (pair.b, b), weight: pair.weight, probability: pair.probability,
      pair.reason ?? .grey, at: now)
    opened += 1
  }
  return opened
}

extension Transaction {
  /// Settles pairs that wait, that nobody has answered, and that all records together do not hold for alike any more;
  /// returns how many. What people have said of a pair is never touched.
  fileprivate func settlePairs(unless isAlike: (LinkPair) -> Bool) throws -> Int {
    let waiting: [LinkPair] = try all(
      """
      SELECT \(LinkPair.columns) FROM link_pair p WHERE p.state = 'open' AND p.first_answer IS NULL AND NOT p.was_sample
      ORDER BY p.id LIMIT 100000
      """)
    let past = waiting.filter { !isAlike($0) }
    for pair in past {
      try run("UPDATE link_pair SET state = 'past' WHERE id = \(pair.id) AND version = \(pair.version)")
    }
    return past.count
  }

  /// What the look at all records has found about blocks, and how things stand.
  fileprivate func writeFigures(of linkage: Linkage, at now: Instant) throws {
    let (capped, leftOut) = linkage.blocking.reduce((0, 0)) { ($0.0 + $1.cappedBlocks, $0.1 + $1.pairsLeftOut) }
    try writeFigure(LinkFigure.capped, Double(capped), on: now.day)
    try writeFigure(LinkFigure.leftOut, Double(leftOut), on: now.day)
    try writeFigure(LinkFigure.compared, Double(linkage.candidateCount), on: now.day)
    try noteLinkFigures(on: now.day)
  }

  /// Whether anything hangs on the child but records of agencies: then people work with the child, or have.
  func isWorkedWith(_ child: ChildID, _ rows: [ChildRows]) throws -> Bool {
    for part in rows where part.kind != "agency_record" {
      if try exists("SELECT 1 FROM \(SQL(constant: part.table)) WHERE child_id = \(child)") { return true }
    }
    return false
  }

  /// An agency's record is about another child than was thought; without one, about somebody new.
  func giveRecord(
    _ agency: String, _ recordID: String, of origin: Child, to: ChildID?, by caller: Caller, at now: Instant
  ) throws {
    var target = to
    if target == nil {
      var random = SystemRandomNumberGenerator()
      let child = try newChild(from: agency, recordID, id: ID(at: now, random: &random), at: now)
      try register(
        child, isWrittenHere: false, by: caller, at: now, why: "From a record that was with another child", in: self)
      target = child.id
    }
    guard let target else { return }
    try moveAgencyRecord(agency, recordID, to: target)
    for child in [origin.id, target] {
      try append(
        .agencyRecordMoved, about: target.of(), child: child, by: caller, at: now,
        changed: ["agency": agency, "record": recordID], why: "All that the records say")
    }
  }
}
