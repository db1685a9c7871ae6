/// An exact fraction of two whole numbers, always in lowest terms with a positive denominator.
/// Sharing out posts compares quotients that may differ by less than a floating-point number can tell.
package struct Rational: Equatable, Comparable, Sendable {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128 = 1) {
    precondition(denominator != 0, "a fraction by nothing")
    let sign: Int128 = denominator < 0 ? -1 : 1
    let divisor = max(1, Self.commonDivisor(numerator.magnitude, denominator.magnitude))
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  /// The number as it was typed: 20.5 is 41/2 and 0.1 is 1/10. Nil for what has more than 9 decimal places, is beyond
  /// 10^9, or is no number: so that nothing that is made of three of them overflows.
  package init?(typed value: Double) {
    guard value.isFinite, abs(value) <= 1e9 else { return nil }
    var scale: Int128 = 1
    for _ in 0...9 {
      let scaled = (value * Double(scale)).rounded()
      if scaled / Double(scale) == value {
        self.init(Int128(scaled), scale)
        return
      }
      scale *= 10
    }
    return nil
  }

  package var double: Double { Double(numerator) / Double(denominator) }
  /// The whole number at or below.
  var floor: Int128 {
    let quotient = numerator / denominator
    return numerator < 0 && quotient * denominator != numerator ? quotient - 1 : quotient
  }
  var ceiling: Int128 { -Rational(-numerator, denominator).floor }
  var isWhole: Bool { denominator == 1 }

  package static func < (a: Self, b: Self) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }
  static func + (a: Self, b: Self) -> Self {
    Self(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  static func - (a: Self, b: Self) -> Self { a + Self(-b.numerator, b.denominator) }
  static func * (a: Self, b: Self) -> Self { Self(a.numerator * b.numerator, a.denominator * b.denominator) }
  static func / (a: Self, b: Self) -> Self { Self(a.numerator * b.denominator, a.denominator * b.numerator) }

  static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
