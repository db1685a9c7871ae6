/// How often a level occurs among pairs of each kind.
package struct LevelShares: Sendable, Codable, Hashable {
  /// Records of one child.
  package var m: Double
  /// Strangers.
  package var u: Double
  /// Brothers and sisters born on different days; twins and triplets.
  package var siblings: Double
  package var twins: Double
}

/// What was learnt about a set of records: how often each level of each field occurs among pairs of one child, of strangers,
/// of siblings and of twins, and how many of all pairs are of each kind.
///
/// A weight is a Fellegi–Sunter one, log2(m / u) for each field. The fields are independent among strangers, but not within a
/// household, where surname, address and (for twins) birth date come together. So what stands against "one child" is not
/// strangers alone but strangers, siblings and twins, each with their own shares; what that takes off the sum is a weight
/// of its own, the household's.
package struct Model: Sendable, Codable, Hashable {
  /// For each `Comparison` in order, for each of its levels in order. Level 0, not known, is 1 throughout.
  package var levels: [[LevelShares]]
  /// Of all pairs of records, the share that is one child, siblings, twins.
  package var sameChild: Double
  package var siblings: Double
  package var twins: Double

  /// Whether every level of every field is there, with shares that can be weighed: a model that was read from a file may be
  /// anything.
  package var isWhole: Bool {
    let parts = [sameChild, siblings, twins]
    return levels.count == Comparison.allCases.count
      && Comparison.allCases.allSatisfy { levels[$0.rawValue].count == $0.levels.count }
      && levels.joined().allSatisfy { [$0.m, $0.u, $0.siblings, $0.twins].allSatisfy { $0 > 0 && $0 <= 1.000_001 } }
      && parts.allSatisfy { $0 > 0 && $0 < 1 }
  }

  package subscript(_ comparison: Comparison, _ level: Int) -> LevelShares { levels[comparison.rawValue][level] }

  /// The likelihood of a pattern in each kind of pair, by its share of all pairs.
  func likelihoods(_ pattern: Pattern) -> Likelihoods {
    var found = Likelihoods(sameChild: sameChild, strangers: 1, siblings: siblings, twins: twins)
    for comparison in Comparison.allCases {
      let level = pattern[comparison]
      if level == 0 { continue }
      let shares = levels[comparison.rawValue][level]
      found.sameChild *= shares.m
      found.strangers *= shares.u
      found.siblings *= shares.siblings
      found.twins *= shares.twins
    }
    return found
  }
}

/// How likely a pattern is as a pair of each kind.
struct Likelihoods: Sendable {
  var sameChild: Double
  var strangers: Double
  var siblings: Double
  var twins: Double

  /// The match weight: log2 of the odds that it is one child. `rarity` is how much likelier these names are among strangers
  /// than names are on average: below 1 for rare ones.
  func weight(rarity: Double) -> Double { log2of(sameChild / (strangers * rarity + siblings + twins)) }
}

/// The probability that a match weight stands for.
package func probability(_ weight: Double) -> Double { 1 / (1 + exp2of(-weight)) }
/// The match weight of a probability.
package func weight(_ probability: Double) -> Double { log2of(probability / (1 - probability)) }
