/// Why two records weigh what they weigh: bars whose weights add up to the score.
package struct Explanation: Sendable, Codable, Hashable {
  package struct Bar: Sendable, Codable, Hashable {
    /// What it is about: "forename", "household".
    package let field: String
    /// How the records agree: "same", "nickname"; empty for what is no comparison.
    package let level: String
    /// log2: plus one doubles the odds that it is one child.
    package let weight: Double
    /// For practitioners.
    package let words: String
  }
  package let a: String
  package let b: String
  package let bars: [Bar]
  /// The sum of the bars.
  package let weight: Double
  package let probability: Double
  /// A rule says that these are never one child, whatever the weight.
  package let isDefiniteNo: Bool

  /// A line for each bar, drawn with signs: for a terminal.
  package var chart: String {
    let width = bars.map(\.field.count).max() ?? 0
    let lines = bars.map { bar -> String in
      let length = min(24, Int(abs(bar.weight).rounded()))
      let drawn = String(repeating: bar.weight < 0 ? "-" : "+", count: length)
      let padded = bar.field + String(repeating: " ", count: width - bar.field.count)
      return "\(padded)  \(aligned(bar.weight))  \(drawn) \(bar.words)"
    }
    let total = "sum" + String(repeating: " ", count: max(0, width - 3)) + "  \(aligned(weight))  "
    let percent = (probability * 10_000).rounded(.down) / 100
    let verdict = isDefiniteNo ? "never one child: two different NHS numbers, both right" : "probability \(percent)%"
    return (lines + [total + verdict]).joined(separator: "\n")
  }
}

private func aligned(_ weight: Double) -> String {
  let hundredths = Int((abs(weight) * 100).rounded())
  let text = "\(weight < 0 ? "-" : "+")\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  return String(repeating: " ", count: max(0, 7 - text.count)) + text
}

extension Scoring {
  /// The bars of a pair. Fields that are not known on one side have none.
  /// - Parameter leftOver: what it weighs more because both records are left over.
  func explain(
    _ pattern: Pattern, _ a: CleanRecord, _ b: CleanRecord, names: (String, String), leftOver: Double? = nil
  ) -> Explanation {
    var bars = [
      Explanation.Bar(
        field: "start", level: "", weight: log2of(model.sameChild),
        words: "how rarely two records taken by chance are one child")
    ]
    for comparison in Comparison.allCases where pattern[comparison] != 0 {
      let shares = model[comparison, pattern[comparison]]
      let level = comparison.levels[pattern[comparison]]
      bars.append(
        .init(
          field: comparison.name, level: level, weight: log2of(shares.m / shares.u), words: words(comparison, level)))
    }
    bars += nameBars(rarity(pattern, a))
    bars.append(household(pattern, a))
    let sum = bars.reduce(0) { $0 + $1.weight }
    let weight = weight(pattern, a, b) + (leftOver ?? 0)
    if let leftOver {
      bars.append(
        .init(
          field: "left over", level: "", weight: leftOver,
          words: "next to all children of the two agencies are found with both, and these two are left over"))
    }
    if a.isOneOfSeveral || b.isOneOfSeveral {
      bars.append(
        .init(
          field: "twins", level: "", weight: weight - sum - (leftOver ?? 0),
          words: "one of twins without a forename: it could be either, so a person decides"))
    }
    return Explanation(
      a: names.0, b: names.1, bars: bars, weight: weight, probability: probability(weight),
      isDefiniteNo: areNeverOneChild(pattern, a, b))
  }

  private func nameBars(_ rarity: (forename: Double, surname: Double, both: Double)) -> [Explanation.Bar] {
    func bar(_ field: String, _ value: Double, _ what: String) -> Explanation.Bar? {
      if value == 1 { return nil }
      let words = value > 1 ? "\(what) common here, so it says less" : "\(what) rare here, so it says more"
      return .init(field: field, level: "", weight: -log2of(value), words: words)
    }
    return [
      bar("how common", rarity.forename, "the forename is"), bar("how common", rarity.surname, "the surname is"),
      bar("how common", rarity.both, "the two names together are"),
    ].compactMap { $0 }
  }

  /// What the household takes away: the same surname, address and birth date are one fact about a home.
  private func household(_ pattern: Pattern, _ a: CleanRecord) -> Explanation.Bar {
    let found = model.likelihoods(pattern)
    let rarity = rarity(pattern, a)
    let strangers = found.strangers * rarity.forename * rarity.surname * rarity.both
    let weight = -log2of(1 + (found.siblings + found.twins) / strangers)
    let kin = found.twins > found.siblings ? "twins" : "brothers or sisters"
    let words = weight > -0.5 ? "not likely to be two children of one home" : "they could be \(kin) of one home"
    return .init(field: "household", level: "", weight: weight, words: words)
  }
}

/// A level in the words of a practitioner.
private func words(_ comparison: Comparison, _ level: String) -> String {
  let field = [
    "forename", "surname", "date of birth", "sex", "address", "NHS number", "UPN", "council’s number", "middle name",
    "source",
  ][comparison.rawValue]
  switch (comparison, level) {
  case (.forename, "nickname"): return "one forename is short for the other, or another spelling"
  case (.forename, "otherName"): return "the forename of one is the middle name or the surname of the other"
  case (.forename, "swapped"): return "forename and surname are changed over"
  case (.surname, "part"): return "one surname is part of the other"
  case (.birth, "firstOfJanuary"): return "both say 1 January, which often stands for “not known”"
  case (.birth, "swapped"): return "day and month are changed over"
  case (.birth, "near"): return "dates of birth near each other"
  case (.address, "street"): return "the same street"
  case (.address, "postcode"): return "the same postcode or street name, another house"
  case (.address, "district"): return "the same district, another address"
  case (.source, "two"): return "from two agencies"
  case (.source, "one"): return "from one agency, which seldom writes a child down twice"
  case (_, "same"): return "the same \(field)"
  case (_, "close"): return "the \(field) differs by a slip of the hand"
  case (_, "slip"): return "the \(field) differs by one digit, or two changed over"
  case (_, "alike"): return "the \(field) is alike"
  default: return "another \(field)"
  }
}

extension Linkage {
  /// Why two records weigh what they do; nil before `run`, or where one of them is not here.
  package func explain(_ a: RecordName, _ b: RecordName) -> Explanation? {
    guard let scoring, let pair = table.pairs([(a, b)]).first else { return nil }
    let (x, y) = (table.records[pair.low], table.records[pair.high])
    let pattern = Comparer().pattern(pair.low, pair.high, table)
    return scoring.explain(
      pattern, x, y, names: (name(pair.low).description, name(pair.high).description), leftOver: leftovers[pair])
  }
}
