/// A link, or a pair for a person to look at.
package struct LinkedPair: Sendable {
  package let a: RecordName
  package let b: RecordName
  package let weight: Double
  package let probability: Double
  /// Why it is for a person; empty for a link.
  package let reason: ReviewReason?
}

/// Why a pair goes to a person.
package enum ReviewReason: String, Sendable, Codable {
  case grey = "between no and yes"
  case twoNHSNumbers = "two different NHS numbers"
  case clustersApart = "strong by itself, but the records around it do not belong together"
}

/// How long each stage took, in seconds, in the order of the stages.
package struct StageTime: Sendable, Codable, Hashable {
  package let stage: String
  package let seconds: Double
  package init(stage: String, seconds: Double) {
    self.stage = stage
    self.seconds = seconds
  }
}

/// Records of several sources, and the engine over them.
package struct Linkage: Sendable {
  private(set) var table: RecordTable
  package let settings: LinkageSettings
  package private(set) var times: [StageTime] = []
  package private(set) var blocking: [BlockingCount] = []
  package private(set) var training = TrainingReport()
  package private(set) var candidateCount = 0
  package private(set) var model: Model?
  private(set) var scored: [ScoredPair] = []
  private(set) var scoring: Scoring?
  private(set) var clusters: Clusters?
  /// What weighs more because both records are left over, and by how much.
  private(set) var leftovers: [Pair: Double] = [:]
  private var frequencies: Frequencies?
  private let progress: @Sendable (String) -> Void

  init(table: RecordTable, settings: LinkageSettings, progress: @escaping @Sendable (String) -> Void = { _ in })
    throws(LinkageError)
  {
    self.table = table
    self.settings = settings
    self.progress = progress
    try self.table.sort()
  }

  package init(
    _ records: [(RecordName, RawRecord)], settings: LinkageSettings = LinkageSettings(),
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(LinkageError) {
    var table = RecordTable()
    for (name, raw) in records { table.append(raw, name: name) }
    try self.init(table: table, settings: settings, progress: progress)
  }

  package var recordCount: Int { table.count }
  package var sourceNames: [String] { table.sourceNames }
  package func name(_ place: Int) -> RecordName { table.name(place) }

  private mutating func timed<R>(_ stage: String, _ body: (inout Linkage) throws -> R) rethrows -> R {
    progress(stage)
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body(&self)
    note(stage, clock.now - start)
    return result
  }

  mutating func note(_ stage: String, _ took: Duration) {
    times.append(StageTime(stage: stage, seconds: took / .seconds(1)))
  }

  /// Finds the pairs, learns a model where none is given, weighs the pairs and joins the records.
  package mutating func run(model given: Model? = nil, decisions: Decisions = Decisions()) {
    let found = timed("blocking") { candidates($0.table, $0.settings) }
    blocking = found.counts
    candidateCount = found.pairs.count
    let patterns = timed("comparing") { $0.compare(found.pairs) }
    let trained = given ?? timed("training") { $0.learn(patterns) }
    model = trained
    timed("scoring") { $0.score(found.pairs, patterns, trained) }
    timed("clustering") { $0.join(decisions) }
  }

  private func compare(_ pairs: [Pair]) -> [Pattern] {
    let table = table
    return filledInParts(pairs.count, threads: settings.threads) { range, patterns in
      let comparer = Comparer()
      pairs.withUnsafeBufferPointer { comparer.compare($0[range], table, into: patterns) }
    }
  }

  private mutating func learn(_ patterns: [Pattern]) -> Model {
    let random = randomShares(table, pairs: settings.sampledPairs, seed: settings.seed, threads: settings.threads)
    let all = Double(table.count) * Double(max(1, table.count - 1)) / 2
    let (table, sampled) = (table, settings.sampledPairs)
    // The frequencies of names are counted beside, since training keeps one thread only.
    let both = inTurns(settings.threads) { part -> (Model, TrainingReport, Frequencies?) in
      if part == 1 {
        return (Model(levels: [], sameChild: 0, siblings: 0, twins: 0), TrainingReport(), Frequencies(table))
      }
      let (model, report) = train(countPatterns(patterns), random: random, allPairs: max(all, 1), sampled: sampled)
      return (model, report, nil)
    }
    frequencies = both[1].2
    training = both[0].1
    return both[0].0
  }

  private mutating func score(_ pairs: [Pair], _ patterns: [Pattern], _ model: Model) {
    let scoring = Scoring(model: model, frequencies: frequencies ?? Frequencies(table))
    let least = Float(weight(settings.reviewFrom))
    let table = table
    scored = inParts(pairs.count, threads: settings.threads) { range in
      var kept: [ScoredPair] = []
      var known = KnownLikelihoods()
      for place in range {
        let pair = pairs[place]
        let weight = Float(scoring.weight(patterns[place], table, pair, &known))
        if weight >= least {
          let (a, b) = (table.records[pair.low], table.records[pair.high])
          kept.append(ScoredPair(pair: pair, weight: weight, isForbidden: areNeverOneChild(patterns[place], a, b)))
        }
      }
      return kept
    }.flatMap { $0 }
    self.scoring = scoring
  }

  private mutating func join(_ decisions: Decisions) {
    let least = Float(weight(settings.threshold))
    clusters = clustered(decisions, links: scored.filter { $0.weight >= least })
    leftovers = foundLeftOver(weight(settings.threshold))
    if leftovers.isEmpty { return }
    for place in scored.indices {
      if let more = leftovers[scored[place].pair] { scored[place].weight += Float(more) }
    }
    clusters = clustered(decisions, links: scored.filter { $0.weight >= least })
  }

  private func clustered(_ decisions: Decisions, links: [ScoredPair]) -> Clusters? {
    guard let scoring else { return nil }
    let (table, leftovers) = (table, leftovers)
    return cluster(
      records: table.count, fixed: table.pairs(decisions.same), links: links,
      separated: Set(table.pairs(decisions.different)), least: settings.leastMean, threads: settings.threads
    ) {
      let comparer = SharedComparer()
      return { a, b in
        let pattern = comparer.comparer.pattern(a, b, table)
        let (x, y) = (table.records[a], table.records[b])
        let more = leftovers.isEmpty ? 0 : leftovers[Pair(a, b)] ?? 0
        return (scoring.weight(pattern, x, y) + more, areNeverOneChild(pattern, x, y))
      }
    }
  }
}

/// A comparer that a closure can hold.
final class SharedComparer {
  let comparer = Comparer()
}

/// What people decided about pairs of records. It holds for good, whatever the weights say: those of `different` never
/// stand in one cluster, through whatever third record; those of `same` always do, unless that would join a different pair.
package struct Decisions: Sendable {
  package var same: [(RecordName, RecordName)] = []
  package var different: [(RecordName, RecordName)] = []
  package init(same: [(RecordName, RecordName)] = [], different: [(RecordName, RecordName)] = []) {
    self.same = same
    self.different = different
  }
}

extension RecordTable {
  /// The pairs whose two records are here.
  func pairs(_ names: [(RecordName, RecordName)]) -> [Pair] {
    names.compactMap { a, b in place(of: a).flatMap { x in place(of: b).map { Pair(x, $0) } } }
  }
}
