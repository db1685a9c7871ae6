package import Kernel
package import LinkageEngine
import People
package import Store
package import Web

/// Lets people of the demonstration answer about records, so that it is known how good the links are: `links` drawn by
/// chance, and about `share` of 100 of the pairs in between. `isSame` says whether two records are one child's: a pair in
/// between that is not there is left to wait, a link that is not there is right. `settled` is what came of the night before,
/// `moments` are when they sat down to it.
package func demonstrateReview(
  _ database: Database, settled: Settled, on night: Day, links: Int, share: Int, isSame: [Set<RecordName>: Bool],
  rows: [ChildRows],
  by reviewers: [Caller], at moments: [Instant], random: some RandomNumberGenerator & Sendable
) async throws {
  guard let first = moments.first else { return }
  _ = try await database.write { tx in
    var random = random
    try tx.writeFigure(LinkFigure.settled, Double(settled.joined + settled.moved), on: night)
    return try tx.drawSample(links, at: first, &random)
  }
  let waiting: [LinkPair] = try await database.read { tx in
    try tx.all(
      """
      SELECT \(LinkPair.columns) FROM link_pair p WHERE p.state = 'open'
      ORDER BY p.a_source, p.a_record, p.b_source, p.b_record
      """)
  }
  let chosen = waiting.filter { pair in
    pair.wasSample || isSame[[pair.a, pair.b]] != nil && chance(pair.a.id + pair.b.id) < share
  }
  for start in stride(from: 0, to: chosen.count, by: 20) {
    let some = Array(chosen[start..<min(start + 20, chosen.count)])
    let sitting = moments[start * moments.count / chosen.count]
    try await database.write { tx in
      for (place, pair) in some.enumerated() {
        try answer(
          pair.id, isSame: isSame[[pair.a, pair.b]] ?? true, rows: rows,
          by: reviewers[(start / 20) % reviewers.count], at: sitting.adding(minutes: 3 * place), in: tx)
      }
    }
  }
}

/// What somebody said of the two, where nothing stands against it and one person is enough.
private func answer(
  _ id: ID<LinkPair>, isSame: Bool, rows: [ChildRows], by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  // It may have moved with an earlier answer.
  let pair: LinkPair = try tx.one("SELECT \(LinkPair.columns) FROM link_pair p WHERE p.id = \(id)")
  let (a, b) = (try tx.child(pair.aChild), try tx.child(pair.bChild))
  guard pair.state == .open, !a.isRestricted, !b.isRestricted else { return }
  if isSame, a.id != b.id, try whyNotOne(a, b, in: tx) != nil { return }
  let words =
    pair.wasSample
    ? isSame ? "Drawn by chance: name, birth date and home agree." : "Drawn by chance: these are two children."
    : isSame ? "The school knows the family: it is one child." : "Brothers, sisters or namesakes: the school has both."
  try decidePair(pair, isSame ? .same : .different, why: words, rows: rows, by: caller, at: now, in: tx)
}

/// 0 to 99, the same for the same words.
private func chance(_ words: String) -> Int {
  let hash = words.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  return Int((hash >> 20) % 100)
}
