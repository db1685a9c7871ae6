import Foundation

/// A stream of random numbers that starts from a key: SplitMix64 (Steele, Lea and Flood, 2014). Every arriving person
/// and every group has a key of its own, so that two options meet the same people with the same luck (common random
/// numbers), and the answer does not depend on who computes what on which thread.
struct RandomStream {
  private var state: UInt64

  init(key: UInt64) { state = key }

  /// A key from a key and a number, scattered well.
  @inline(__always)
  static func key(_ key: UInt64, _ number: UInt64) -> UInt64 {
    mix(key &+ (number &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// More than 0, at most 1: its logarithm exists.
  @inline(__always)
  mutating func uniform() -> Double { (Double(next() >> 11) + 1) * 0x1p-53 }

  @inline(__always)
  mutating func exponential() -> Double { -log(uniform()) }

  /// Marsaglia's polar method.
  mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// Scale 1. A small whole shape is a sum of exponentials, one logarithm in all; otherwise Marsaglia and Tsang (2000).
  mutating func gamma(_ shape: Double) -> Double {
    if shape <= 12, shape == shape.rounded() {
      var product = 1.0
      for _ in 0..<Int(shape) { product *= uniform() }
      return -log(product)
    }
    if shape < 1 { return gamma(shape + 1) * pow(uniform(), 1 / shape) }
    let d = shape - 1 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if log(uniform()) < x * x / 2 + d - d * cube + d * log(cube) { return d * cube }
    }
  }
}
