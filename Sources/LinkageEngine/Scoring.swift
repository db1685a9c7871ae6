/// What a pair weighs: the model's weight of its pattern, with the names' own frequencies.
struct Scoring: Sendable {
  let model: Model
  var frequencies: Frequencies
  private let forenames: Double
  private let surnames: Double

  init(model: Model, frequencies: Frequencies) {
    self.model = model
    self.frequencies = frequencies
    forenames = model[.forename, ForenameLevel.same.rawValue].u
    surnames = model[.surname, SurnameLevel.same.rawValue].u
  }

  /// How much likelier than average this agreement on the names is among strangers: on the forename, on the surname, and on
  /// both together beyond that. Each is 1 where the names do not agree.
  func rarity(_ pattern: Pattern, _ a: CleanRecord) -> (forename: Double, surname: Double, both: Double) {
    let sameForename = pattern[.forename] == ForenameLevel.same.rawValue
    let sameSurname = pattern[.surname] == SurnameLevel.same.rawValue
    let (forename, surname) = (frequencies.forename(a.first), frequencies.surname(a.surname))
    let both = sameForename && sameSurname ? frequencies.bothNames(a) / (forename * surname) : 1
    return (sameForename ? forename / forenames : 1, sameSurname ? surname / surnames : 1, both)
  }

  func weight(_ pattern: Pattern, _ a: CleanRecord, _ b: CleanRecord) -> Double {
    let rarity = rarity(pattern, a)
    let weight = model.likelihoods(pattern).weight(rarity: rarity.forename * rarity.surname * rarity.both)
    return a.isOneOfSeveral || b.isOneOfSeveral ? oneOfSeveral(weight, pattern) : weight
  }

  /// The same of two places of a table. The second record is looked at only where the pattern does not say all of it.
  func weight(_ pattern: Pattern, _ table: borrowing RecordTable, _ pair: Pair, _ known: inout KnownLikelihoods)
    -> Double
  {
    let a = table.records[pair.low]
    if pattern[.forename] == 0 { return weight(pattern, a, table.records[pair.high]) }
    let rarity = rarity(pattern, a)
    return known.of(pattern, model).weight(rarity: rarity.forename * rarity.surname * rarity.both)
  }

  /// "Twin 1" without a number in common could be either twin, however well the household agrees: never better than even.
  private func oneOfSeveral(_ weight: Double, _ pattern: Pattern) -> Double {
    let sharesNumber = [Comparison.nhs, .upn, .local].contains { pattern[$0] == NumberLevel.same.rawValue }
    return sharesNumber ? weight : min(weight, 0)
  }
}

/// The likelihoods of patterns met before: a few thousand patterns make up nearly all pairs.
struct KnownLikelihoods {
  private var patterns = [UInt32](repeating: .max, count: 4096)
  private var likelihoods = [Likelihoods](
    repeating: Likelihoods(sameChild: 0, strangers: 0, siblings: 0, twins: 0), count: 4096)

  mutating func of(_ pattern: Pattern, _ model: Model) -> Likelihoods {
    let slot = Int((pattern.bits &* 0x9e37_79b1) >> 20)
    if patterns[slot] != pattern.bits {
      patterns[slot] = pattern.bits
      likelihoods[slot] = model.likelihoods(pattern)
    }
    return likelihoods[slot]
  }
}

/// Two NHS numbers that are both right and not a slip of the hand apart: never one child.
func areNeverOneChild(_ pattern: Pattern, _ a: CleanRecord, _ b: CleanRecord) -> Bool {
  pattern[.nhs] == NumberLevel.different.rawValue && a.hasGoodNHS && b.hasGoodNHS
}
