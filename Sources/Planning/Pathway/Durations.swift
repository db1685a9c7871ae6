import Foundation
import Kernel
import Web

// Lengths of time as people type them. A year has 365 days, and a month is a twelfth of it, as in the engine.

private let units: [(name: String, days: Double)] = [
  ("year", 365), ("month", 365.0 / 12), ("week", 7), ("day", 1),
]

/// `18 months` or `2 years` in days; nil where no unit is said, or what is said is no length of time.
func typedDays(_ text: String) -> Double? {
  let plain = text.trimmed.lowercased().replacing(" ", with: "")
  let digits = plain.prefix { !$0.isLetter }
  let unit = String(plain.dropFirst(digits.count))
  guard let value = typedNumber(String(digits)), value >= 0, let days = units.first(where: { unit.hasPrefix($0.name) })
  else { return nil }
  let ending = unit.dropFirst(days.name.count)
  return ending.isEmpty || ending == "s" ? value * days.days : nil
}

/// `2 years` for 730: the largest unit of which it is a whole number, else days as exact as they are.
func durationWords(_ days: Double) -> String {
  for unit in units {
    let count = (days / unit.days).rounded()
    if count >= 1, abs(count * unit.days - days) < 1e-9 * max(days, 1) {
      return "\(Int(count)) \(unit.name)\(count == 1 ? "" : "s")"
    }
  }
  return "\(exact(days)) days"
}

/// A number as short as it can be typed without losing anything: `3`, `304.1666666666667`.
func exact(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
