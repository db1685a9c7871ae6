import Testing

@testable import PlanningEngine

@Suite struct ApportionmentTests {
  /// The published answers for 20.5 posts in halves over six places: by case of `Examples/planning/apportion.json`.
  static let published: [(hamilton: [Double]?, webster: [Double], huntingtonHill: [Double], dhondt: [Double])] = [
    ([6.5, 5, 3, 3, 2, 1], [6.5, 5.5, 3, 2.5, 2, 1], [6.5, 5.5, 3, 2.5, 2, 1], [6.5, 5.5, 3, 2.5, 2, 1]),
    ([5.5, 4.5, 3.5, 3, 2.5, 1.5], [6.5, 5.5, 3, 2.5, 2, 1], [6.5, 5.5, 3, 2.5, 2, 1], [6.5, 5.5, 3, 2.5, 2, 1]),
    (
      [13, 4.5, 1.5, 1, 0.5, 0], [13, 4.5, 1.5, 1, 0.5, 0], [12.5, 4.5, 1.5, 1, 0.5, 0.5],
      [14, 4.5, 1.5, 0.5, 0, 0]
    ),
    ([6, 6, 4, 2.5, 1.5, 0.5], [6, 6, 4, 2.5, 1.5, 0.5], [6, 6, 4, 2.5, 1.5, 0.5], [6, 6, 4, 2.5, 1.5, 0.5]),
    ([6, 6, 4, 2.5, 1.5, 1], [6, 6, 4.5, 2.5, 1.5, 0.5], [6, 6, 4, 2.5, 1.5, 1], [6, 6, 4.5, 2.5, 1.5, 0.5]),
    (nil, [5, 5, 4, 3, 2.5, 1], [5, 5, 4, 3, 2.5, 1], [5, 5, 4, 3, 2.5, 1]),
    (
      [3.5, 4.5, 2.5, 3.5, 5, 1.5], [3.5, 4.5, 2.5, 4, 5, 1], [3.5, 4.5, 2.5, 4, 5, 1],
      [3.5, 4.5, 2.5, 3.5, 5.5, 1]
    ),
    (
      [3.5, 4.5, 2.5, 4, 5.5, 1], [3.5, 4.5, 2.5, 4, 5.5, 1], [3.5, 4.5, 2.5, 4, 5.5, 1],
      [3.5, 4.5, 2.5, 4, 5.5, 1]
    ),
  ]

  @Test func everyPublishedCaseIsMetExactly() throws {
    let answers = try example("apportion").answers { try ApportionmentModel($0).answer }["answers"]
    for (index, expected) in Self.published.enumerated() {
      let methods = answers[index]["methods"]
      if let hamilton = expected.hamilton { #expect(methods["hamilton"].doubles == hamilton) }
      #expect(methods["webster"].doubles == expected.webster)
      #expect(methods["huntington_hill"].doubles == expected.huntingtonHill)
      #expect(methods["dhondt"].doubles == expected.dhondt)
    }
  }

  /// A number holds for all places, a list for each its own; null is none.
  @Test func limitsAreOneForAllOrOneForEachPlace() throws {
    func answer(_ limits: String) throws -> JSONValue {
      let text = #"{"posts":10,"step":0.5,"method":"webster","weights":[70,20,10]"# + limits + "}"
      return try ApportionmentModel(model(text)).answer
    }
    #expect(try answer("")["posts"].doubles == [7, 2, 1] && answer("")["floor"] == .null)
    #expect(try answer(#","floor":2"#)["posts"].doubles == [6, 2, 2])
    let each = try answer(#","floor":[null,null,3],"cap":[4.5,null,null]"#)
    #expect(each["posts"].doubles == [4.5, 2.5, 3])
    #expect(each["floor"].doubles == [0, 0, 3] && each["cap"] == [4.5, .null, .null])
    #expect(complaint { _ = try answer(#","cap":[1,2]"#) } == "cap: must hold 3 numbers, one for each weight, not 2")
    #expect(complaint { _ = try answer(#","cap":[1,null,1.2]"#) } == "cap[2]: is not a whole number of steps of 0.5")
  }

  @Test func aShortageOfPostsIsSaid() throws {
    let caseload = try example("apportion").answers { try ApportionmentModel($0).answer }["answers"][8]["caseload"]
    #expect(caseload["needed"].doubles == [8, 6.5, 4, 3.5, 2.5, 1.5])
    #expect(caseload["needed_total"].double == 26)
    #expect(caseload["short_total"].double == 5.5)
  }

  /// The paradox of 1880: by largest remainders Alabama loses a seat when the house grows from 299 to 300. The textbook
  /// example in small: weights 6, 6 and 2 with ten and eleven to share.
  @Test func onlyHamiltonHasTheAlabamaParadox() {
    let weights = [6, 6, 2]
    let (ten, eleven) = (Apportionment(steps: 10, weights: weights), Apportionment(steps: 11, weights: weights))
    #expect(ten.shared(by: .hamilton) == [4, 4, 2])
    #expect(eleven.shared(by: .hamilton) == [5, 5, 1])
    for method in [ApportionmentMethod.webster, .huntingtonHill, .dhondt] {
      for steps in 0..<60 {
        let fewer = Apportionment(steps: steps, weights: weights).shared(by: method)
        let more = Apportionment(steps: steps + 1, weights: weights).shared(by: method)
        #expect(zip(fewer, more).allSatisfy { $0 <= $1 })
      }
    }
  }

  /// The population paradox: a place that grows faster loses a step to one that grows more slowly, by largest
  /// remainders alone.
  @Test func onlyHamiltonHasThePopulationParadox() {
    var random = TestRandom(3)
    var paradoxes = [ApportionmentMethod: Int]()
    for _ in 0..<3000 {
      let before = (0..<4).map { _ in 50 + random.whole(2000) }
      var after = before
      // Two places grow, by different shares.
      after[0] += random.whole(200)
      after[1] += random.whole(200)
      for method in ApportionmentMethod.allCases {
        let old = Apportionment(steps: 20, weights: before).shared(by: method)
        let new = Apportionment(steps: 20, weights: after).shared(by: method)
        let (a, b) = (after[0] * before[1] > after[1] * before[0] ? (0, 1) : (1, 0))
        let isFaster = after[a] * before[b] > after[b] * before[a]
        if isFaster, new[a] < old[a], new[b] > old[b] { paradoxes[method, default: 0] += 1 }
      }
    }
    #expect(paradoxes[.hamilton, default: 0] > 0)
    #expect(paradoxes[.webster] == nil && paradoxes[.huntingtonHill] == nil && paradoxes[.dhondt] == nil)
  }

  @Test func floorsAndCapsHoldAndTheSumIsKept() {
    var random = TestRandom(9)
    for _ in 0..<300 {
      let weights = (0..<6).map { _ in 1 + random.whole(900) }
      let floors = (0..<6).map { _ in random.whole(3) }
      let caps: [Int?] = floors.map { random.whole(2) == 0 ? nil : $0 + 2 + random.whole(8) }
      for method in ApportionmentMethod.allCases {
        let shared = Apportionment(steps: 41, weights: weights, floors: floors, caps: caps).shared(by: method)
        #expect(zip(shared, floors).allSatisfy { $0 >= $1 })
        #expect(zip(shared, caps).allSatisfy { $0 <= $1 ?? .max })
        if caps.contains(nil) { #expect(shared.reduce(0, +) == 41) }
      }
    }
  }

  /// A quotient that floating point cannot tell apart is told apart: 2·a / 3·b with a and b of fifteen digits.
  @Test func comparisonsAreExact() {
    let near = Apportionment(steps: 1, weights: [333_333_333_333_333, 333_333_333_333_334])
    #expect(near.shared(by: .webster) == [0, 1])
    #expect(near.shared(by: .huntingtonHill) == [0, 1])
  }

  @Test func complaintsNameTheField() throws {
    func of(_ json: String) throws -> String? {
      let posts = try model(json)
      return complaint { _ = try ApportionmentModel(posts) }
    }
    #expect(try of(#"{"posts":20.3,"step":0.5,"weights":[1,2]}"#) == "posts: is not a whole number of steps of 0.5")
    #expect(try of(#"{"posts":2,"weights":[1,-2]}"#) == "weights[1]: must be at least 0")
    #expect(try of(#"{"posts":2,"weights":[1,2],"method":"best"}"#)?.hasPrefix("method: must be one of") == true)
    #expect(try of(#"{"posts":2,"weights":[1,2],"floor":1.5}"#) == "floor: needs more posts than there are")
    #expect(try of(#"{"posts":2,"weights":[1,2],"flor":1}"#)?.hasPrefix("flor: is not known here") == true)
    #expect(try of(#"{"weights":[1,2]}"#) == "posts: is missing")
  }

  @Test func whatIsTypedIsTakenExactly() {
    #expect(Rational(typed: 0.1) == Rational(1, 10))
    #expect(Rational(typed: 188.31) == Rational(18831, 100))
    #expect(Rational(typed: .nan) == nil)
    #expect(Rational(-7, 2).floor == -4 && Rational(7, 2).ceiling == 4)
  }
}
