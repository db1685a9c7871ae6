/// What training did.
package struct TrainingReport: Sendable, Codable, Hashable {
  package var pairsSampled = 0
  package var patterns = 0
  package var rounds = 0
  /// The largest change of any share in the last round.
  package var lastChange = 0.0
}

/// A pattern and how many candidate pairs have it.
struct PatternCount: Sendable, Hashable {
  let pattern: Pattern
  let count: Int
}

/// Counts patterns, in the order of their bits.
func countPatterns(_ patterns: [Pattern]) -> [PatternCount] {
  var sorted = patterns.map { UInt64($0.bits) }
  radixSort(&sorted, from: 0, to: 24)
  var counts: [PatternCount] = []
  var start = 0
  while start < sorted.count {
    var end = start + 1
    while end < sorted.count && sorted[end] == sorted[start] { end += 1 }
    counts.append(PatternCount(pattern: Pattern(bits: UInt32(sorted[start])), count: end - start))
    start = end
  }
  return counts
}

/// How often random pairs agree at each level: next to all of them are strangers.
func randomShares(_ table: RecordTable, pairs: Int, seed: UInt64, threads: Int) -> [[Double]] {
  let count = UInt64(table.count)
  let parts = inParts(count < 2 ? 0 : pairs, threads: threads) { range -> [[Int]] in
    let comparer = Comparer()
    let drawn = range.compactMap { draw -> Pair? in
      let a = Int(spread(seed &+ UInt64(draw) &* 2) % count)
      let b = Int(spread(seed &+ UInt64(draw) &* 2 &+ 1) % count)
      return a == b ? nil : Pair(a, b)
    }
    let patterns = [Pattern](unsafeUninitializedCapacity: drawn.count) { room, filled in
      guard let start = room.baseAddress else { return }
      drawn.withUnsafeBufferPointer { comparer.compare($0[...], table, into: start) }
      filled = drawn.count
    }
    var seen = Comparison.allCases.map { Array(repeating: 0, count: $0.levels.count) }
    for entry in countPatterns(patterns) {
      for comparison in Comparison.allCases { seen[comparison.rawValue][entry.pattern[comparison]] += entry.count }
    }
    return seen
  }
  return Comparison.allCases.map { comparison in
    let place = comparison.rawValue
    let counts = comparison.levels.indices.map { level in parts.reduce(0) { $0 + $1[place][level] } }
    let known = Double(counts.dropFirst().reduce(0, +))
    // Half a pair for what was never seen, so that no weight is without end.
    return counts.enumerated().map { level, seen in
      level == 0 ? 1 : (Double(seen) + 0.5) / (known + 0.5 * Double(counts.count - 1))
    }
  }
}

extension Comparer {
  func pattern(_ a: Int, _ b: Int, _ table: borrowing RecordTable) -> Pattern {
    pattern(table.records[a], table.records[b], inOneSource: table.sources[a] == table.sources[b], table)
  }

  /// Compares many pairs. The records of some pairs are fetched together before they are compared, so that the memory's delays
  /// run side by side: fetched one by one they would take most of the time.
  func compare(
    _ pairs: Slice<UnsafeBufferPointer<Pair>>, _ table: RecordTable, into patterns: UnsafeMutablePointer<Pattern>
  ) {
    let pairs = UnsafeBufferPointer(rebasing: pairs)
    let together = 32
    table.records.withUnsafeBufferPointer { records in
      table.sources.withUnsafeBufferPointer { sources in
        withUnsafeTemporaryAllocation(of: CleanRecord.self, capacity: together * 2) { fetched in
          withUnsafeTemporaryAllocation(of: Bool.self, capacity: together) { isOneSource in
            for start in stride(from: 0, to: pairs.count, by: together) {
              let count = min(together, pairs.count - start)
              for place in 0..<count {
                let pair = pairs[start + place]
                fetched.initializeElement(at: place * 2, to: records[pair.low])
                fetched.initializeElement(at: place * 2 + 1, to: records[pair.high])
                isOneSource.initializeElement(at: place, to: sources[pair.low] == sources[pair.high])
              }
              for place in 0..<count {
                (patterns + start + place).initialize(
                  to: pattern(fetched[place * 2], fetched[place * 2 + 1], inOneSource: isOneSource[place], table))
              }
            }
          }
        }
      }
    }
  }
}

/// Learns a model from the patterns of the candidate pairs by expectation–maximisation, without any pair being labelled.
/// The shares among strangers are those of random pairs, less what belongs to the few of them that are one child or one home.
/// Siblings and twins are held to what they are: surname and address as the data says, forename and sex by chance, numbers not
/// shared; their birth dates different, or the same.
/// - Parameters:
///   - random: how random pairs agree.
///   - allPairs: of how many pairs the candidates were chosen.
///   - sampled: how many random pairs were measured.
func train(
  _ counts: [PatternCount], random: [[Double]], allPairs: Double, sampled: Int
) -> (Model, TrainingReport) {
  var model = firstModel(counts, strangers: random, allPairs: allPairs)
  var report = TrainingReport(pairsSampled: sampled, patterns: counts.count)
  for _ in 0..<2 {
    learn(&model, counts, allPairs: allPairs, &report)
    model.takeOutKin(of: random, sampled: sampled)
  }
  learn(&model, counts, allPairs: allPairs, &report)
  return (model, report)
}

/// Rounds of expectation–maximisation until next to nothing changes.
private func learn(_ model: inout Model, _ counts: [PatternCount], allPairs: Double, _ report: inout TrainingReport) {
  var left = 40
  repeat {
    let next = round(model, counts, allPairs: allPairs)
    report.lastChange = zip(model.levels.joined(), next.levels.joined()).reduce(0) { worst, pair in
      max(worst, abs(pair.0.m - pair.1.m), abs(pair.0.siblings - pair.1.siblings), abs(pair.0.twins - pair.1.twins))
    }
    report.rounds += 1
    left -= 1
    model = next
  } while report.lastChange > 0.000_02 && left > 0
}

extension Model {
  /// Among few records a random pair is one child often enough to tell in the rare levels: their part is taken out again.
  fileprivate mutating func takeOutKin(of random: [[Double]], sampled: Int) {
    for comparison in Comparison.allCases where comparison != .source {
      let place = comparison.rawValue
      var left = random[place]
      for level in left.indices.dropFirst() {
        let shares = levels[place][level]
        let kin = sameChild * shares.m + siblings * shares.siblings + twins * shares.twins
        left[level] = max(left[level] - kin, 0.25 / Double(max(1, sampled)))
      }
      let all = left.dropFirst().reduce(0, +)
      for level in left.indices.dropFirst() { levels[place][level].u = left[level] / all }
    }
  }
}

/// Where training begins: agreement is the rule within one child, and the prior comes from pairs that are sure without a
/// model (one number, or both names and birth date the same), of which seven in ten true pairs are taken to be.
private func firstModel(_ counts: [PatternCount], strangers: [[Double]], allPairs: Double) -> Model {
  var sure = 0
  for entry in counts {
    let p = entry.pattern
    let sameNumber = p[.nhs] == NumberLevel.same.rawValue || p[.upn] == NumberLevel.same.rawValue
    let sameNames = p[.forename] == ForenameLevel.same.rawValue && p[.surname] == SurnameLevel.same.rawValue
    if sameNumber || sameNames && p[.birth] == BirthLevel.same.rawValue { sure += entry.count }
  }
  let levels = Comparison.allCases.map { comparison in
    comparison.levels.indices.map { level -> LevelShares in
      let u = strangers[comparison.rawValue][level]
      if level == 0 { return LevelShares(m: 1, u: 1, siblings: 1, twins: 1) }
      let last = comparison.levels.count - 1
      let agrees = level == 1 ? 0.85 : level == last ? 0.05 : 0.1 / Double(max(1, last - 2))
      let m = comparison == .source ? u : agrees
      return LevelShares(
        m: m, u: u, siblings: start(comparison, level, agrees, u, areTwins: false),
        twins: start(comparison, level, agrees, u, areTwins: true))
    }
  }
  let share = max(Double(sure), 1) / 0.7 / allPairs
  return Model(
    levels: levels, sameChild: min(share, 0.5), siblings: min(share, 0.5) * 0.2, twins: min(share, 0.5) * 0.05)
}

private func start(_ comparison: Comparison, _ level: Int, _ agrees: Double, _ u: Double, areTwins: Bool) -> Double {
  switch comparison {
  case .surname, .address: agrees
  case .birth where areTwins: level == BirthLevel.same.rawValue ? 0.95 : agrees * 0.1
  // Parents hardly ever give two children one name, and now and then two that are alike.
  case .forename: level == 1 ? 0.001 : level == ForenameLevel.different.rawValue ? u - 0.01 : u + 0.002
  // A number noted on the wrong child of a household is rare, and far from as rare as one shared by strangers.
  case .nhs, .upn:
    level == NumberLevel.same.rawValue ? max(u, 0.003) : level == NumberLevel.different.rawValue ? 1 - 0.003 : u
  default: u
  }
}

/// One round: how much of each pattern belongs to each kind of pair, then the shares that follow.
private func round(_ model: Model, _ counts: [PatternCount], allPairs: Double) -> Model {
  var sums = model.levels.map { $0.map { _ in LevelShares(m: 0, u: 0, siblings: 0, twins: 0) } }
  var total = LevelShares(m: 0, u: 0, siblings: 0, twins: 0)
  for entry in counts {
    let found = model.likelihoods(entry.pattern)
    let scale = Double(entry.count) / (found.sameChild + found.strangers + found.siblings + found.twins)
    let part = LevelShares(
      m: found.sameChild * scale, u: 0, siblings: found.siblings * scale, twins: found.twins * scale)
    total.add(part)
    for comparison in Comparison.allCases { sums[comparison.rawValue][entry.pattern[comparison]].add(part) }
  }
  var next = model
  // Of next to no pairs the imagined one would be all.
  next.sameChild = min(max(total.m, 1) / allPairs, 0.5)
  next.siblings = max(total.siblings, 0.1) / allPairs
  next.twins = max(total.twins, 0.1) / allPairs
  for comparison in Comparison.allCases { next.learn(comparison, sums[comparison.rawValue]) }
  return next
}

extension LevelShares {
  fileprivate mutating func add(_ other: LevelShares) {
    m += other.m
    siblings += other.siblings
    twins += other.twins
  }
}

extension Model {
  /// Takes the new shares of one field. A few imagined pairs keep every share above nothing.
  fileprivate mutating func learn(_ comparison: Comparison, _ sums: [LevelShares]) {
    let place = comparison.rawValue
    let known = sums.indices.dropFirst()
    let imagined = 0.2
    func share(_ part: (LevelShares) -> Double, _ level: Int) -> Double {
      let all = known.reduce(0) { $0 + part(sums[$1]) + imagined }
      return (part(sums[level]) + imagined) / all
    }
    for level in known {
      levels[place][level].m = share(\.m, level)
      switch comparison {
      case .surname, .address:
        levels[place][level].siblings = share({ $0.siblings + $0.twins }, level)
        levels[place][level].twins = levels[place][level].siblings
      default: break
      }
    }
  }
}
