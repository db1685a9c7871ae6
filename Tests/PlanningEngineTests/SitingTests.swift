import Testing

@testable import PlanningEngine

@Suite struct SitingTests {
  @Test func theCountyIsSolvedWithProof() throws {
    let county = try SitingModel(example("county_300x60"))
    for (count, cost) in [(3, 178_322_278.0), (4, 133_135_985), (5, 104_537_786)] {
      let choice = try #require(county.choose(count))
      #expect(choice.cost == cost && choice.isProven && choice.bound == cost)
    }
    for count in 6...7 {
      let choice = try #require(county.choose(count))
      #expect(choice.gap <= 0.005)
    }
  }

  /// Random small instances against trying everything.
  @Test func theBestOfAllIsFound() {
    var random = TestRandom(4)
    for _ in 0..<30 {
      let (areas, places, count) = (12 + random.whole(10), 9, 2 + random.whole(3))
      let costs = (0..<areas * places).map { _ in Double(random.whole(1000)) }
      let problem = MedianProblem(areas: areas, places: places, costs: costs, count: count)
      let best = Self.choices(count, of: places).map(problem.cost).min()!
      let solution = problem.solved()
      #expect(solution.cost == best && solution.isProven && problem.cost(of: solution.open) == best)
    }
  }

  /// As in the OR-Library: areas are places, in clusters so far apart that the best place of each is known.
  @Test func clustersAreFound() {
    var random = TestRandom(8)
    let points = (0..<60).map { index in
      (x: Double(index % 6) * 100_000 + Double(random.whole(900)), y: Double(random.whole(900)))
    }
    let costs = points.flatMap { a in points.map { b in (abs(a.x - b.x) + abs(a.y - b.y)).rounded() } }
    let problem = MedianProblem(areas: 60, places: 60, costs: costs, count: 6)
    let known = (0..<6).map { cluster in
      let members = (0..<60).filter { $0 % 6 == cluster }
      return members.map { place in members.map { costs[place * 60 + $0] }.reduce(0, +) }.min()!
    }.reduce(0, +)
    let solution = problem.solved(proveUpTo: 6)
    #expect(solution.cost == known && solution.isProven)
  }

  static func choices(_ count: Int, of places: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return (0..<places).flatMap { first in
      choices(count - 1, of: first).map { $0 + [first] }
    }
  }

  @Test func theCentreAndTheCoverAreTheBestOfAll() throws {
    var random = TestRandom(12)
    for _ in 0..<20 {
      let (areas, places, count) = (15, 8, 3)
      let distances = (0..<areas * places).map { _ in Double(random.whole(100)) }
      let farthest = { (open: [Int]) in
        (0..<areas).map { area in open.map { distances[$0 * areas + area] }.min()! }.max()!
      }
      let best = Self.choices(count, of: places).map(farthest).min()!
      let found = CentreProblem(areas: areas, places: places, distances: distances, count: count).solved()
      #expect(found.distance == best && found.isProven && farthest(found.open) == best)
      let uncovered = distances.map { $0 <= 20 ? 0.0 : 1.0 }
      let cover = MedianProblem(areas: areas, places: places, costs: uncovered, count: count)
      let least = Self.choices(count, of: places).map(cover.cost).min()!
      #expect(cover.solved().cost == least)
    }
  }

  func town(_ more: String) throws -> SitingModel {
    try SitingModel(
      model(
        #"{"areas":[{"name":"a","x":0,"weight":10},{"name":"b","x":10,"weight":10},{"name":"c","x":20,"weight":10},{"name":"d","x":90,"weight":3}],"places":[{"name":"p","x":0},{"name":"q","x":10},{"name":"r","x":20},{"name":"s","x":90}],\#(more)}"#
      ))
  }

  @Test func whatIsDecidedStaysDecided() throws {
    #expect(try town(#""open":1"#).choose(1)?.open == [1])
    let places =
      #"[{"name":"p","x":0},{"name":"q","x":10,"excluded":true},{"name":"r","x":20},{"name":"s","x":90,"fixed":true}]"#
    let areas = #"[{"name":"a","x":0,"weight":10},{"name":"b","x":10,"weight":10},{"name":"c","x":20,"weight":10}]"#
    for aim in ["median", "centre", "cover"] {
      let decided = try SitingModel(
        model(#"{"open":2,"near":12,"aim":"\#(aim)","areas":\#(areas),"places":\#(places)}"#))
      let choice = try #require(decided.choose(2))
      #expect(choice.open.contains(3) && !choice.open.contains(1) && choice.isProven)
    }
  }

  @Test func capacitiesAreKept() throws {
    let model = try SitingModel(
      model(
        #"{"open":2,"areas":[{"name":"a","x":0,"weight":10},{"name":"b","x":10,"weight":10},{"name":"c","x":20,"weight":10}],"places":[{"name":"p","x":10,"capacity":15},{"name":"q","x":0,"capacity":15},{"name":"r","x":100,"capacity":30}]}"#
      ))
    let choice = try #require(model.choose(2))
    #expect(choice.open == [0, 1] && choice.bound <= choice.cost)
    let used = try #require(choice.flows).map { $0.reduce(0, +) }
    #expect(used.allSatisfy { $0 <= 15 + 1e-9 } && isClose(used.reduce(0, +), 30))
    // b stays half at p; c must go to p: 10·10 + 5·0 + 5·10.
    #expect(isClose(choice.cost, 150))
    #expect(model.answer["solutions"][0]["used"]["p"].double == 15)
  }

  /// Every set of places, priced exactly, against what is said to be proven.
  @Test func aFewPlacesWithCapacitiesAreProven() throws {
    var random = TestRandom(21)
    var proven = 0
    for _ in 0..<25 {
      let (areas, places, count) = (14, 8, 3)
      let weights = (0..<areas).map { _ in Double(1 + random.whole(20)) }
      let distances = (0..<areas * places).map { _ in Double(1 + random.whole(100)) }
      let all = weights.reduce(0, +)
      let capacities = (0..<places).map { _ in (all * (0.3 + Double(random.whole(20)) / 100)).rounded() }
      let problem = CapacityProblem(
        areas: areas, places: places, distances: distances, weights: weights, capacities: capacities, count: count,
        fixed: random.whole(2) == 0 ? [] : [2])
      let sets = Self.choices(count, of: places).filter { problem.fixed.isSubset(of: $0) }
      guard let best = sets.compactMap(problem.cost).min() else { continue }
      let found = try #require(problem.solved())
      #expect(isClose(problem.cost(of: found.open)!, found.cost) && found.cost >= best * (1 - 1e-9))
      if found.isProven {
        proven += 1
        #expect(isClose(found.cost, best, within: 1e-6))
      }
    }
    #expect(proven >= 20, "\(proven)")
  }

  @Test func tooLittleRoomIsSaid() throws {
    let small = try SitingModel(
      model(
        #"{"open":1,"areas":[{"name":"a","weight":10}],"places":[{"name":"p","capacity":4},{"name":"q","capacity":5}]}"#
      ))
    #expect(small.choose(1) == nil)
    #expect(small.answer["solutions"][0]["words"] != .null)
  }

  @Test func whoIsLeftFarAwayAndWhereOutreachGoes() throws {
    let answer = try town(#""open":1,"near":15,"now":["s"],"outreach":{"places":2,"days":1.5}"#).answer
    let solution = answer["solutions"][0]
    #expect(solution["left_far_away"][0]["area"] == "d" && solution["left_far_away"][0]["distance"].double == 80)
    #expect(solution["outreach"][0]["place"] == "s" && solution["outreach"][0]["days"].double == 1.5)
    #expect(solution["changed"]["opened"] == ["q"] && solution["changed"]["closed"] == ["s"])
    #expect(solution["changed"]["weight_farther"].double == 3)
    #expect(answer["now"]["farthest"].double == 90)
  }

  @Test func complaintsNameTheField() throws {
    #expect(complaint { _ = try town(#""open":9"#) } == "open: must be a whole number from 1 to 4")
    #expect(complaint { _ = try town(#""open":1,"aim":"cover""#) } == "near: is missing")
    #expect(complaint { _ = try town(#""open":1,"now":["z"]"#) } == "now[0]: names no place")
    #expect(
      complaint { _ = try town(#""open":1,"near":2,"outreach":{"places":1,"days":0.3}"#) }
        == "outreach.days: is not a whole number of steps of 0.5")
  }
}
