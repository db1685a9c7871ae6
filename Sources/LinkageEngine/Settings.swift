/// How a linkage is run.
package struct LinkageSettings: Sendable {
  /// Pairs at or above this probability are links.
  package var threshold = 0.95
  /// Pairs from this probability up to the threshold go to a person.
  package var reviewFrom = 0.2
  package var threads = 2
  /// Where the random pairs begin.
  package var seed: UInt64 = 1
  /// Random pairs by which the agreement of strangers is measured.
  package var sampledPairs = 500_000
  /// The largest block that is compared whole; in a larger one, how many neighbours each record is compared with.
  package var blockCap = 200
  package var blockWindow = 20
  /// How many candidate pairs there may be for each record when spare rules of blocking are taken in.
  package var pairsPerRecord = 1.5
  /// The mean weight across two clusters above which a link may join them.
  package var leastMean = 0.0
  package init() {}
}
