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
  _ database: Database, rows: [ChildRows], by caller: Caller = .system, at now: Instant
) async throws -> Settled {
  let (records, decisions, model) = try await database.read { tx in
    (try tx.linkedRecords(), try tx.decisions(), try tx.linkModel().model)
  }
  let children = Dictionary(records.map { ($0.name, $0.child) }) { first, _ in first }
  var settings = LinkageSettings()
  settings.threshold = linkThreshold
  settings.reviewFrom = reviewFrom
  var linkage = try Linkage(records.map { ($0.name, $0.raw) }, settings: settings)
  linkage.run(model: model, decisions: decisions)
  var clusters: [UInt32: [RecordName]] = [:]
  for (place, head) in linkage.clusterHeads.enumerated() { clusters[head, default: []].append(linkage.name(place)) }
  var settled = Settled()
  let plan = PeoplePlan(clusters.sorted { $0.key < $1.key }.map(\.value), children)
  for step in plan.steps {
    let done = try await database.write { tx in try step.carryOut(rows, by: caller, at: now, in: tx) }
    switch done {
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
  let (capped, leftOut) = linkage.blocking.reduce((0, 0)) { ($0.0 + $1.cappedBlocks, $0.1 + $1.pairsLeftOut) }
  let compared = linkage.candidateCount
  try await database.write { tx in
    try tx.writeFigure(LinkFigure.capped, Double(capped), on: now.day)
    try tx.writeFigure(LinkFigure.leftOut, Double(leftOut), on: now.day)
    try tx.writeFigure(LinkFigure.compared, Double(compared), on: now.day)
    try tx.noteLinkFigures(on: now.day)
  }
  return settled
}

/// Opens pairs that are new and between two children; returns how many.
private func openPairs(_ pairs: [LinkedPair], at now: Instant, in tx: Transaction) throws -> Int {
  var random = SystemRandomNumberGenerator()
  var opened = 0
  for pair in pairs {
    guard let a = try tx.child(of: pair.a), let b = try tx.child(of: pair.b), a != b,
      try !tx.exists(
        """
        SELECT 1 FROM link_pair WHERE state <> 'past' AND (a_child = \(a) AND b_child = \(b) OR a_child = \(b)
          AND b_child = \(a))
        """)
    else { continue }
    try tx.openPair(
      ID(at: now, random: &random), (pair.a, a), (pair.b, b), weight: pair.weight, probability: pair.probability,
      pair.reason ?? .grey, at: now)
    opened += 1
  }
  return opened
}

/// Which child each cluster is, and what must happen for it.
struct PeoplePlan {
  enum Step: Sendable {
    /// Two records of one cluster that stand on two children.
    case join(kept: ChildID, lost: ChildID, RecordName, RecordName)
    /// A record goes to the child of its cluster; nil makes a new one.
    case move(RecordName, to: RecordName?)
  }
  private(set) var steps: [Step] = []

  /// - Parameter clusters: in the order of their first records.
  init(_ clusters: [[RecordName]], _ children: [RecordName: ChildID]) {
    var counts: [(child: ChildID, cluster: Int, count: Int)] = []
    for (place, names) in clusters.enumerated() {
      for (child, some) in Dictionary(grouping: names, by: { children[$0]! }) {
        counts.append((child, place, some.count))
      }
    }
    counts.sort { ($1.count, $0.child, $0.cluster) < ($0.count, $1.child, $1.cluster) }
    var childOf: [Int: ChildID] = [:]
    var clusterOf: [ChildID: Int] = [:]
    for (child, cluster, _) in counts where childOf[cluster] == nil && clusterOf[child] == nil {
      childOf[cluster] = child
      clusterOf[child] = cluster
    }
    for (place, names) in clusters.enumerated() {
      let home = childOf[place]
      let anchor = names.first { children[$0] == home } ?? names[0]
      if home == nil { steps.append(.move(anchor, to: nil)) }
      var joined = Set<ChildID>()
      for name in names where name != anchor {
        let now = children[name]!
        if now == home { continue }
        if let home, clusterOf[now] == nil {
          if joined.insert(now).inserted { steps.append(.join(kept: home, lost: now, anchor, name)) }
        } else {
          steps.append(.move(name, to: anchor))
        }
      }
    }
  }
}

extension PeoplePlan.Step {
  enum Done { case joined, moved, asked, nothing }

  /// Does it, where things are still as they were when it was planned.
  func carryOut(_ rows: [ChildRows], by caller: Caller, at now: Instant, in tx: Transaction) throws -> Done {
    switch self {
    case .join(let kept, let lost, let one, let other):
      guard try tx.child(of: one) == kept, try tx.child(of: other) == lost else { return .nothing }
      return try join(kept, lost, one, other, rows, by: caller, at: now, in: tx)
    case .move(let name, let target):
      guard let from = try tx.child(of: name), name.source != ownSource else { return .nothing }
      let to = try target.map { try tx.child(of: $0) } ?? nil
      if target != nil, to == nil || to == from { return .nothing }
      return try moveRecord(name, from: from, to: to, by: caller, at: now, in: tx) ? .moved : .nothing
    }
  }

  private func join(
    _ kept: ChildID, _ lost: ChildID, _ one: RecordName, _ other: RecordName, _ rows: [ChildRows], by caller: Caller,
    at now: Instant, in tx: Transaction
  ) throws -> Done {
    var random = SystemRandomNumberGenerator()
    let (a, b) = (try tx.child(kept), try tx.child(lost))
    let (aWorks, bWorks) = (try tx.isWorkedWith(kept, rows), try tx.isWorkedWith(lost, rows))
    if a.isRestricted || b.isRestricted || aWorks && bWorks {
      let known = try tx.exists(
        """
        SELECT 1 FROM link_pair WHERE state <> 'past' AND (a_child = \(kept) AND b_child = \(lost)
          OR a_child = \(lost) AND b_child = \(kept))
        """)
      if known { return .nothing }
      try tx.openPair(
        ID(at: now, random: &random), (one, kept), (other, lost), weight: weight(linkThreshold),
        probability: linkThreshold, .clustersApart, at: now)
      return .asked
    }
    // Whoever is worked with is kept.
    let (home, away) = bWorks ? (lost, kept) : (kept, lost)
    try mergeChildren(
      ID(at: now, random: &random), kept: home, lost: away, why: "All that the records say", rows: rows,
      isAutomatic: true, by: caller, at: now, in: tx)
    return .joined
  }

  private func moveRecord(
    _ name: RecordName, from: ChildID, to: ChildID?, by caller: Caller, at now: Instant, in tx: Transaction
  ) throws -> Bool {
    let origin = try tx.child(from)
    // Where a person has put records together, a person takes them apart.
    if try origin.isRestricted || tx.isMergedByPerson(from) { return false }
    if let to, try tx.child(to).isRestricted { return false }
    try tx.giveRecord(name.source, name.id, of: origin, to: to, by: caller, at: now)
    try tx.followPairs(of: [from] + (to.map { [$0] } ?? []))
    return true
  }
}

extension Transaction {
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
      try register(child, by: caller, at: now, why: "From a record that was with another child", in: self)
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
