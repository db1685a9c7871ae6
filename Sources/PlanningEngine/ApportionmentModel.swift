/// Posts to share, as they are typed: `{"posts":20.5,"step":0.5,"method":"webster","weights":[…],"floor":1,"cap":…}`.
package struct ApportionmentModel: Sendable {
  package let apportionment: Apportionment
  /// One, or all four side by side.
  package let methods: [ApportionmentMethod]
  package let names: [String]?
  let step: Rational
  let caseload: Caseload?
  /// The posts that each place has now; nil where it is not said.
  let now: [Rational?]?

  /// Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only("posts", "step", "method", "weights", "names", "floor", "cap", "caseload", "now", "title", "source")
    let step = try model.optional("step")?.typed(atLeast: 0.001) ?? Rational(1, 2)
    self.step = step
    let weights = try model.field("weights").list(atLeast: 1).map { try $0.typed(atLeast: 0) }
    let count = weights.count
    names = try model.optional("names")?.list(of: count, "names, one for each weight").map { try $0.text() }
    let allowed = ApportionmentMethod.allCases.map(\.rawValue)
    let method = try model.optional("method")?.text(of: allowed + ["all"]) ?? "webster"
    methods = ApportionmentMethod(rawValue: method).map { [$0] } ?? ApportionmentMethod.allCases
    let steps = try model.field("posts").steps(of: step)
    guard steps <= 1_000_000 else { throw try model.field("posts").wrong("is too much: at most a million steps") }
    let floors = try model.limits("floor", step: step, count: count)
    let caps = try model.limits("cap", step: step, count: count)
    apportionment = Apportionment(
      steps: steps, weights: try Self.whole(weights, of: model), floors: floors.map { $0 ?? 0 }, caps: caps)
    try Self.check(apportionment, model)
    now = try model.optional("now")?.list(of: count, "numbers, one for each weight").map {
      $0.json == .null ? nil : try $0.typed(atLeast: 0)
    }
    caseload = try model.optional("caseload").map { try Caseload($0, count: count) }
  }

  private static func check(_ apportionment: Apportionment, _ model: ModelValue) throws {
    if apportionment.weights.allSatisfy({ $0 == 0 }) {
      throw try model.field("weights").wrong("must hold at least one that is more than 0")
    }
    if apportionment.floors.reduce(0, +) > apportionment.steps {
      throw try model.field("floor").wrong("needs more posts than there are")
    }
    for (floor, cap) in zip(apportionment.floors, apportionment.caps) where floor > cap ?? .max {
      throw try model.field("cap").wrong("is below the floor")
    }
  }

  /// The weights as whole numbers in the same proportion.
  private static func whole(_ weights: [Rational], of model: ModelValue) throws -> [Int128] {
    var common: Int128 = 1
    for weight in weights {
      common *= weight.denominator / Int128(Rational.commonDivisor(common.magnitude, weight.denominator.magnitude))
    }
    let scaled = weights.map { $0.numerator * (common / $0.denominator) }
    guard scaled.allSatisfy({ $0 < 1_000_000_000_000_000 }) else {
      throw try model.field("weights").wrong("must have fewer digits: at most 15 in all")
    }
    return scaled
  }

  private func posts(_ steps: Int) -> Double { (Rational(Int128(steps)) * step).double }

  /// The answer: posts by place, the exact quota beside it, and whether the posts are enough for the caseload.
  package var answer: JSONValue {
    let shared = methods.map { ($0, apportionment.shared(by: $0)) }
    var answer: [String: JSONValue] = [
      "quota": .numbers(apportionment.quotas.map { ($0 * step).double }),
      "step": .number(step.double),
    ]
    if let (method, steps) = shared.first, shared.count == 1 {
      answer["method"] = .text(method.rawValue)
      answer["posts"] = .numbers(steps.map(posts))
      answer["total"] = .number(posts(steps.reduce(0, +)))
      answer["not_placed"] = .number(posts(apportionment.steps - steps.reduce(0, +)))
    } else {
      answer["methods"] = .object(
        Dictionary(uniqueKeysWithValues: shared.map { ($0.rawValue, .numbers($1.map(posts))) }))
    }
    if let names { answer["names"] = .list(names.map(JSONValue.text)) }
    if apportionment.floors.contains(where: { $0 > 0 }) { answer["floor"] = .numbers(apportionment.floors.map(posts)) }
    if apportionment.caps.contains(where: { $0 != nil }) {
      answer["cap"] = .list(apportionment.caps.map { $0.map { .number(posts($0)) } ?? .null })
    }
    if let now, shared.count == 1 {
      answer["now"] = .list(now.map { $0.map { .number($0.double) } ?? .null })
      answer["change"] = .list(
        zip(shared[0].1, now).map { steps, now in
          now.map { .number((Rational(Int128(steps)) * step - $0).double) } ?? .null
        })
    }
    if let caseload {
      answer["caseload"] = caseload.answer(step: step, posts: shared[0].1.map { Rational(Int128($0)) * step })
    }
    return .object(answer)
  }
}

/// Whether the posts are enough: active cases by place, and how many one full-time post can hold.
struct Caseload: Sendable {
  let active: [Rational]
  let limit: Rational

  init(_ model: ModelValue, count: Int) throws {
    try model.only("active", "limit_per_post")
    active = try model.field("active").list(of: count, "numbers, one for each weight").map { try $0.typed(atLeast: 0) }
    limit = try model.field("limit_per_post").typed(atLeast: 0.01)
  }

  /// Needed posts are rounded up to the step. A shortage is said, never hidden.
  func answer(step: Rational, posts: [Rational]) -> JSONValue {
    let needed = active.map { Rational(($0 / limit / step).ceiling) * step }
    let short = zip(needed, posts).map { max(Rational(0), $0 - $1) }
    let cases = zip(active, posts).map { $1 == Rational(0) ? JSONValue.null : .number(($0 / $1).double) }
    return [
      "needed": .numbers(needed.map(\.double)), "needed_total": .number(needed.reduce(Rational(0), +).double),
      "short": .numbers(short.map(\.double)), "short_total": .number(short.reduce(Rational(0), +).double),
      "cases_per_post": .list(cases),
    ]
  }
}

extension ModelValue {
  /// The exact number that was typed.
  func typed(atLeast least: Double) throws -> Rational {
    let value = try atLeast(least)
    guard let exact = Rational(typed: value) else { throw wrong("must be at most 10⁹ with at most 9 decimal places") }
    return exact
  }

  fileprivate func steps(of step: Rational) throws -> Int {
    let steps = try typed(atLeast: 0) / step
    guard steps.isWhole else { throw wrong("is not a whole number of steps of \(short(step.double))") }
    return Int(steps.numerator)
  }

  /// A floor or a cap: one for all, or one for each place, where null is none.
  fileprivate func limits(_ name: String, step: Rational, count: Int) throws -> [Int?] {
    guard let value = try optional(name) else { return Array(repeating: nil, count: count) }
    guard case .list = value.json else { return Array(repeating: try value.steps(of: step), count: count) }
    return try value.list(of: count, "numbers, one for each weight").map {
      $0.json == .null ? nil : try $0.steps(of: step)
    }
  }
}
