import Foundation

/// A length of time that chance decides.
package enum Distribution: Equatable, Sendable {
  case fixed(Double)
  case exponential(mean: Double)
  /// `shape` 1 is exponential; the larger, the less it varies.
  case gamma(shape: Double, mean: Double)
  case uniform(from: Double, to: Double)
  /// `variation` is the standard deviation over the mean.
  case lognormal(mean: Double, variation: Double)

  /// `{"distribution":"gamma","shape":4,"mean":1.2}`.
  init(_ model: ModelValue) throws {
    let kind = try model.field("distribution").text(of: ["fixed", "exponential", "gamma", "uniform", "lognormal"])
    switch kind {
    case "fixed":
      try model.only("distribution", "value")
      self = .fixed(try model.field("value").positive())
    case "exponential":
      try model.only("distribution", "mean")
      self = .exponential(mean: try model.field("mean").positive())
    case "gamma":
      try model.only("distribution", "shape", "mean")
      self = .gamma(shape: try model.field("shape").positive(), mean: try model.field("mean").positive())
    case "uniform":
      try model.only("distribution", "from", "to")
      let from = try model.field("from").atLeast(0)
      let to = try model.field("to").positive()
      guard to > from else { throw try model.field("to").wrong("must be more than “from”") }
      self = .uniform(from: from, to: to)
    default:
      try model.only("distribution", "mean", "variation")
      self = .lognormal(mean: try model.field("mean").positive(), variation: try model.field("variation").positive())
    }
  }

  package var mean: Double {
    switch self {
    case .fixed(let value): value
    case .exponential(let mean), .gamma(_, let mean), .lognormal(let mean, _): mean
    case .uniform(let from, let to): (from + to) / 2
    }
  }

  package var variance: Double {
    switch self {
    case .fixed: 0
    case .exponential(let mean): mean * mean
    case .gamma(let shape, let mean): mean * mean / shape
    case .uniform(let from, let to): (to - from) * (to - from) / 12
    case .lognormal(let mean, let variation): mean * mean * variation * variation
    }
  }

  @inline(__always)
  func draw(_ random: inout RandomStream) -> Double {
    switch self {
    case .fixed(let value): value
    case .exponential(let mean): mean * random.exponential()
    case .gamma(let shape, let mean): mean / shape * random.gamma(shape)
    case .uniform(let from, let to): from + (to - from) * random.uniform()
    case .lognormal(let mean, let variation):
      mean * exp((log(1 + variation * variation)).squareRoot() * random.normal() - log(1 + variation * variation) / 2)
    }
  }

  /// The share of times longer than this: what is left of a crowd after a while.
  func survival(_ time: Double) -> Double {
    guard time > 0 else { return 1 }
    switch self {
    case .fixed(let value): return time < value ? 1 : 0
    case .exponential(let mean): return exp(-time / mean)
    case .uniform(let from, let to): return time <= from ? 1 : time >= to ? 0 : (to - time) / (to - from)
    case .gamma(let shape, let mean): return 1 - regularisedGamma(shape, time * shape / mean)
    case .lognormal(let mean, let variation):
      let variance = log(1 + variation * variation)
      return erfc((log(time / mean) + variance / 2) / (2 * variance).squareRoot()) / 2
    }
  }
}

/// The lower incomplete gamma function over the whole, by its series (Abramowitz and Stegun 6.5.29); far out it is 1.
func regularisedGamma(_ shape: Double, _ x: Double) -> Double {
  guard x > 0 else { return 0 }
  if x > shape + 40 * (shape.squareRoot() + 1) { return 1 }
  var term = exp(shape * log(x) - x - lgamma(shape + 1))
  var sum = term
  var n = 1.0
  while term > sum * 1e-16 {
    term *= x / (shape + n)
    sum += term
    n += 1
  }
  return min(1, sum)
}
