import Kernel
import LinkageEngine
import People
import Store
import Web

/// Which child each cluster is, and what must happen for it. What people wrote on a record that agencies know as well never
/// makes a child and never moves: where it is like another child, a person is asked.
struct PeoplePlan {
  enum Step: Sendable, Hashable {
    /// Two records of one cluster that stand on two children.
    case join(kept: ChildID, lost: ChildID, RecordName, RecordName)
    /// A record goes to the child of its cluster; nil makes a new one.
    case move(RecordName, to: RecordName?)
    /// What people wrote of one child is like the records of another.
    case ask(RecordName, RecordName)
  }
  private(set) var steps: [Step] = []

  /// - Parameter clusters: in the order of their first records.
  init(_ clusters: [[RecordName]], _ children: [RecordName: ChildID]) {
    let known = Set(children.filter { $0.key.source != ownSource }.values)
    func isBeside(_ name: RecordName) -> Bool { name.source == ownSource && known.contains(children[name]!) }
    let placed = clusters.map { $0.filter { !isBeside($0) } }
    let homes = Homes(placed, children)
    for (place, names) in placed.enumerated() where !names.isEmpty {
      let home = homes.child[place]
      let anchor = names.first { children[$0] == home } ?? names[0]
      if home == nil { steps.append(.move(anchor, to: nil)) }
      var joined = Set<ChildID>()
      for name in names where name != anchor {
        let now = children[name]!
        if now == home { continue }
        if let home, homes.cluster[now] == nil {
          if joined.insert(now).inserted { steps.append(.join(kept: home, lost: now, anchor, name)) }
        } else {
          steps.append(.move(name, to: anchor))
        }
      }
      steps += clusters[place].filter { isBeside($0) && children[$0] != home }.map { .ask($0, anchor) }
    }
  }

  /// Each child is the cluster in which most of its records are; each cluster the child of most of its records.
  private struct Homes {
    var child: [Int: ChildID] = [:]
    var cluster: [ChildID: Int] = [:]

    init(_ clusters: [[RecordName]], _ children: [RecordName: ChildID]) {
      var counts: [(child: ChildID, cluster: Int, count: Int)] = []
      for (place, names) in clusters.enumerated() {
        for (child, some) in Dictionary(grouping: names, by: { children[$0]! }) {
          counts.append((child, place, some.count))
        }
      }
      counts.sort { ($1.count, $0.child, $0.cluster) < ($0.count, $1.child, $1.cluster) }
      for (one, place, _) in counts where child[place] == nil && cluster[one] == nil {
        child[place] = one
        cluster[one] = place
      }
    }
  }
}

extension PeoplePlan.Step {
  enum Done { case joined, moved, asked, nothing }

  /// Does it, where things are still as they were when it was planned. What may not be done (somebody said that they are
  /// two, two verified numbers say so) is left for a person.
  func carryOut(_ rows: [ChildRows], by caller: Caller, at now: Instant, in tx: Transaction) throws -> Done {
    switch self {
    case .join(let kept, let lost, let one, let other):
      guard try tx.child(of: one) == kept, try tx.child(of: other) == lost else { return .nothing }
      return try join(kept, lost, one, other, rows, by: caller, at: now, in: tx)
    case .ask(let one, let other):
      guard let a = try tx.child(of: one), let b = try tx.child(of: other), a != b else { return .nothing }
      return try tx.askOnce((one, a), (other, b), at: now)
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
    let (a, b) = (try tx.child(kept), try tx.child(lost))
    let (aWorks, bWorks) = (try tx.isWorkedWith(kept, rows), try tx.isWorkedWith(lost, rows))
    if try a.isRestricted || b.isRestricted || aWorks && bWorks || whyNotOne(a, b, in: tx) != nil {
      return try tx.askOnce((one, kept), (other, lost), at: now)
    }
    // Whoever is worked with is kept.
    let (home, away) = bWorks ? (lost, kept) : (kept, lost)
    var random = SystemRandomNumberGenerator()
    try mergeChildren(
      ID(at: now, random: &random), kept: home, lost: away, why: "All that the records say", rows: rows,
      isAutomatic: true, by: caller, at: now, in: tx)
    return .joined
  }

  private func moveRecord(
    _ name: RecordName, from: ChildID, to: ChildID?, by caller: Caller, at now: Instant, in tx: Transaction
  ) throws -> Bool {
    let origin = try tx.child(from)
    if origin.isRestricted { return false }
    if let to, try tx.child(to).isRestricted { return false }
    try tx.giveRecord(name.source, name.id, of: origin, to: to, by: caller, at: now)
    try tx.followPairs(of: [from] + (to.map { [$0] } ?? []))
    return true
  }
}

extension Transaction {
  /// Opens a pair of two children whom all that the records say holds for one, where there is none of these two yet.
  fileprivate func askOnce(_ one: (RecordName, ChildID), _ other: (RecordName, ChildID), at now: Instant) throws
    -> PeoplePlan.Step.Done
  {
    if try isPairKnown(one.1, other.1) { return .nothing }
    var random = SystemRandomNumberGenerator()
    try openPair(
      ID(at: now, random: &random), one, other, weight: weight(linkThreshold), probability: linkThreshold,
      .clustersApart, at: now)
    return .asked
  }

  /// Whether somebody has been asked about these two children, whatever came of it.
  func isPairKnown(_ a: ChildID, _ b: ChildID) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM link_pair WHERE state <> 'past' AND (a_child = \(a) AND b_child = \(b) OR a_child = \(b)
        AND b_child = \(a))
      """)
  }
}
