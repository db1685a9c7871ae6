import Testing

@testable import LinkageEngine

/// Learning without labels, on patterns whose makers are known.
struct ModelTests {
  /// A source of chance that is the same in every run.
  struct Chance {
    var state: UInt64
    mutating func next() -> Double {
      state &+= 1
      return Double(spread(state) >> 11) / Double(UInt64(1) << 53)
    }
    mutating func level(_ shares: [Double]) -> Int {
      var left = next()
      for (level, share) in shares.enumerated().dropFirst() {
        left -= share
        if left < 0 { return level }
      }
      return shares.count - 1
    }
  }

  private func shares(_ comparison: Comparison, same: Double, different: Double) -> [Double] {
    let count = comparison.levels.count
    var shares = Array(repeating: (1 - same - different) / Double(max(1, count - 3)), count: count)
    shares[0] = 0
    if count == 3 { return [0, same, 1 - same] }
    shares[1] = same
    shares[count - 1] = different
    return shares
  }

  @Test func aModelThatIsNotWholeIsTold() throws {
    let model = try #require(AgencyExtracts.linked?.model)
    #expect(model.isWhole)
    var short = model
    short.levels[3].removeLast()
    var none = model
    none.levels = []
    var nought = model
    nought.levels[2][1].u = 0
    var endless = model
    endless.levels[2][1].m = .nan
    var sure = model
    sure.sameChild = 1
    for broken in [short, none, nought, endless, sure] { #expect(!broken.isWhole) }
  }

  @Test func expectationMaximisationFindsTheSharesThatMadeThePatterns() {
    var chance = Chance(state: 17)
    let made = Comparison.allCases.map { shares($0, same: 0.82, different: 0.06) }
    let u = Comparison.allCases.map { comparison in
      comparison == .sex ? [1, 0.5, 0.5] : [1] + shares(comparison, same: 0.002, different: 0.98).dropFirst()
    }
    var patterns: [Pattern] = []
    for pair in 0..<60_000 {
      var pattern = Pattern()
      for comparison in Comparison.allCases {
        pattern[comparison] = chance.level((pair < 20_000 ? made : u)[comparison.rawValue])
      }
      patterns.append(pattern)
    }
    // Random pairs are strangers but for the share that is one child.
    let random = zip(u, made).map { u, m in zip(u, m).map { $0 * (1 - 0.005) + $1 * 0.005 } }
    let (model, report) = train(countPatterns(patterns), random: random, allPairs: 4e6, sampled: 4_000_000)
    #expect(report.lastChange < 0.0001)
    #expect(abs(model.sameChild * 4e6 - 20_000) < 600)
    for comparison in Comparison.allCases where comparison != .source {
      for level in comparison.levels.indices.dropFirst() {
        #expect(abs(model[comparison, level].u - u[comparison.rawValue][level]) < 0.002)
        let (found, share) = (model[comparison, level].m, made[comparison.rawValue][level])
        #expect(abs(found - share) < 0.02, "\(comparison) \(level): \(found), made with \(share)")
      }
    }
  }

  @Test func countsAreOfEachPatternOnce() {
    let patterns = [5, 3, 5, 5, 9].map { Pattern(bits: $0) }
    #expect(countPatterns(patterns).map(\.count) == [1, 3, 1])
    #expect(countPatterns(patterns).map(\.pattern.bits) == [3, 5, 9])
    #expect(countPatterns([]).isEmpty)
  }

  @Test func fieldsOfAPatternDoNotTouchEachOther() {
    for comparison in Comparison.allCases {
      var pattern = Pattern()
      pattern[comparison] = comparison.levels.count - 1
      for other in Comparison.allCases {
        #expect(pattern[other] == (other == comparison ? comparison.levels.count - 1 : 0))
      }
    }
  }

  @Test func weightAndProbabilityAreTwoNamesOfOneThing() {
    for p in [0.01, 0.5, 0.95, 0.999] { #expect(abs(probability(weight(p)) - p) < 1e-12) }
    #expect(abs(weight(0.5)) < 1e-12)
  }
}
