/// What is believed about a rate of need: the published figure, and how strongly it is believed to hold locally.
package struct NeedRate: Equatable, Sendable {
  package let name: String
  /// Of children: 0.15 for the targeted, 0.05 for the specialist offer (Thurrock, 2012).
  package let rate: Double
  /// As if the rate had been seen in so many local children: 400 is a loose belief, 10,000 a firm one.
  package let strength: Double

  package init(name: String, rate: Double, strength: Double = 400) {
    (self.name, self.rate, self.strength) = (name, rate, strength)
  }

  /// How many of so many children: beta-binomial, so that the doubt about the rate is in the range, and not only
  /// chance. `weight` multiplies the rate where a place is known to differ; a rate cannot pass 1.
  package func expected(of children: Double, weight: Double = 1) -> NeedRange {
    let p = min(1, rate * weight)
    let variance = children * p * (1 - p) * (children + strength) / (1 + strength)
    return NeedRange(
      mean: children * p, sd: variance.squareRoot(), binomialSD: (children * p * (1 - p)).squareRoot(), most: children)
  }
}

/// A count with its doubt.
package struct NeedRange: Equatable, Sendable {
  package let mean: Double
  package let sd: Double
  /// What the doubt would be if the rate were known for certain: shown beside it, because it is what papers usually
  /// claim.
  package let binomialSD: Double
  let most: Double
  /// The 95 % range.
  package var low: Double { max(0, mean - 1.96 * sd) }
  package var high: Double { min(most, mean + 1.96 * sd) }

  /// Two counts of one population together. Added as if independent: the same doubt about a place may move both.
  static func + (a: Self, b: Self) -> Self {
    Self(
      mean: a.mean + b.mean, sd: (a.sd * a.sd + b.sd * b.sd).squareRoot(),
      binomialSD: (a.binomialSD * a.binomialSD + b.binomialSD * b.binomialSD).squareRoot(), most: a.most + b.most)
  }
  func divided(by divisor: Double) -> Self {
    Self(mean: mean / divisor, sd: sd / divisor, binomialSD: binomialSD / divisor, most: most / divisor)
  }

  var json: [String: JSONValue] {
    [
      "mean": .number(mean), "sd": .number(sd), "low": .number(low), "high": .number(high),
      "sd_if_rate_were_certain": .number(binomialSD),
    ]
  }
}

/// Need by locality:
/// `{"rates":{"targeted":0.15,"specialist":0.05},"strength":400,"children_per_family":2.6,"localities":[…]}`.
package struct NeedModel: Sendable {
  /// A place: its children, how its need differs, and how many families are known there now.
  struct Locality: Sendable {
    let name: String
    let children: Double
    let weight: Double
    let known: Double?
  }
  let rates: [NeedRate]
  let childrenPerFamily: Double
  let localities: [Locality]

  /// Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only("rates", "strength", "children_per_family", "localities", "title", "source")
    let strength = try model.optional("strength")?.positive() ?? 400
    rates = try model.field("rates").entries().map {
      NeedRate(name: $0.name, rate: try $0.value.share(), strength: strength)
    }
    if rates.isEmpty { throw try model.field("rates").wrong("must hold at least one rate") }
    childrenPerFamily = try model.optional("children_per_family")?.positive() ?? 1
    localities = try model.field("localities").list(atLeast: 1).map { place in
      try place.only("name", "children", "weight", "known_families")
      return Locality(
        name: try place.field("name").text(), children: Double(try place.field("children").whole()),
        weight: try place.optional("weight")?.atLeast(0) ?? 1, known: try place.optional("known_families")?.atLeast(0))
    }
  }

  private func ranges(_ place: Locality) -> [(NeedRate, NeedRange)] {
    rates.map { ($0, $0.expected(of: place.children, weight: place.weight)) }
  }

  /// For each place: every rate's count, all children and families together, and the share of them that is known.
  package var answer: JSONValue {
    let rows = localities.map { place -> JSONValue in
      let ranges = ranges(place)
      let all = ranges.dropFirst().reduce(ranges[0].1) { $0 + $1.1 }
      var row = Dictionary(uniqueKeysWithValues: ranges.map { ($0.name, JSONValue.object($1.json)) })
      row["locality"] = .text(place.name)
      row["children"] = .number(place.children)
      row["all_children"] = .object(all.json)
      row["families"] = .object(all.divided(by: childrenPerFamily).json)
      if let known = place.known { row["known"] = reached(known, of: all.divided(by: childrenPerFamily), in: place) }
      return .object(row)
    }
    let total = localities.flatMap(ranges).map(\.1)
    let sum = total.dropFirst().reduce(total[0], +)
    return [
      "localities": .list(rows), "all_children": .object(sum.json),
      "families": .object(sum.divided(by: childrenPerFamily).json), "strength": .number(rates[0].strength),
      "method": .text(method),
    ]
  }

  private var method: String {
    "children × rate × local weight ÷ children per family; ranges are beta-binomial, 95%, as if each rate had been "
      + "seen in \(short(rates[0].strength)) local children"
  }

  /// “We see 41% of the families we would expect in this locality”, with the range that the doubt allows.
  private func reached(_ known: Double, of expected: NeedRange, in place: Locality) -> JSONValue {
    guard expected.mean > 0 else { return ["families": .number(known)] }
    let percent = Int((100 * known / expected.mean).rounded())
    return [
      "families": .number(known), "share": .number(known / expected.mean),
      "share_low": .number(known / expected.high), "share_high": .number(known / max(expected.low, 1)),
      "words": .text("We see \(percent)% of the families we would expect in \(place.name)."),
    ]
  }
}
