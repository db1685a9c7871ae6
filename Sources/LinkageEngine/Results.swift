extension Linkage {
  /// Each record's cluster, named by the place of its first record; after `run`.
  package var clusterHeads: [UInt32] { clusters?.heads ?? [] }

  /// The pairs at or above the threshold whose records stand in one cluster, in the order of the records.
  package func forEachLink(_ body: (LinkedPair) throws -> Void) rethrows {
    guard let clusters else { return }
    let least = Float(weight(settings.threshold))
    for pair in scored where pair.weight >= least && clusters.heads[pair.pair.low] == clusters.heads[pair.pair.high] {
      try body(linked(pair, nil))
    }
  }

  /// The pairs for a person: the grey band, strong pairs that a rule forbids, and strong pairs that clustering kept apart.
  package func forEachReview(_ body: (LinkedPair) throws -> Void) rethrows {
    guard let clusters else { return }
    let least = Float(weight(settings.threshold))
    for pair in scored where clusters.heads[pair.pair.low] != clusters.heads[pair.pair.high] {
      try body(linked(pair, reason(pair, least)))
    }
  }
  func reason(_ pair: ScoredPair, _ least: Float) -> ReviewReason {
    pair.isForbidden ? .twoNHSNumbers : pair.weight >= least ? .clustersApart : .grey
  }

  private func linked(_ pair: ScoredPair, _ reason: ReviewReason?) -> LinkedPair {
    LinkedPair(
      a: name(pair.pair.low), b: name(pair.pair.high), weight: Double(pair.weight),
      probability: probability(Double(pair.weight)), reason: reason)
  }
}
