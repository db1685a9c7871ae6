package import Kernel

/// Reads a day however people in the United Kingdom write it: `3/5/2018`, `03.05.18`, `3 May 2018`, `3rd of May 2018`,
/// `May 3, 2018`, `2018-05-03`, `03052018`, `20180503`. The day comes before the month, unless that cannot be
/// (`5/13/2018`). A year of two digits is the latest that is not after `today`. Nil for anything else.
package func dayAsWritten(_ text: String, today: Day) -> Day? {
  let parts = dateParts(text)
  if parts.count == 1, case .number(let digits) = parts[0], digits.utf8.count == 8 { return eightDigits(digits, today) }
  guard parts.count == 3 else { return nil }
  switch (parts[0], parts[1], parts[2]) {
  case (.number(let a), .number(let b), .number(let c)):
    guard let first = Int(a), let second = Int(b), let third = Int(c) else { return nil }
    if a.utf8.count == 4 { return Day(first, second, third) }
    guard let year = fullYear(third, digits: c.utf8.count, today) else { return nil }
    return Day(year, second, first) ?? Day(year, first, second)
  case (.number(let d), .month(let month), .number(let y)), (.month(let month), .number(let d), .number(let y)):
    // `2018 May 3`
    if d.utf8.count == 4, let year = Int(d), let day = Int(y) { return Day(year, month, day) }
    guard let day = Int(d), let year = Int(y).flatMap({ fullYear($0, digits: y.utf8.count, today) }) else { return nil }
    return Day(year, month, day)
  default: return nil
  }
}

private enum DatePart { case number(String), month(Int), other }

private func dateParts(_ text: String) -> [DatePart] {
  var parts: [DatePart] = []
  for word in runs(text.lowercased()) {
    if ("0"..."9").contains(word.first!) {
      parts.append(.number(word))
    } else if word == "of" || ["st", "nd", "rd", "th"].contains(word) {
      continue
    } else {
      let month = Day.monthNames.firstIndex { name in
        word.count >= 3 && (name.lowercased().hasPrefix(word) || word == "sept" && name == "September")
      }
      parts.append(month.map { .month($0 + 1) } ?? .other)
    }
  }
  return parts
}

/// Runs of digits and runs of anything else, without what parts them: `3rd/May 18` → `3`, `rd`, `may`, `18`.
private func runs(_ text: String) -> [String] {
  var runs: [String] = []
  var wasDigit: Bool?
  for character in text {
    if " /.-,\t".contains(character) {
      wasDigit = nil
      continue
    }
    let isDigit = ("0"..."9").contains(character)
    if wasDigit == isDigit { runs[runs.count - 1].append(character) } else { runs.append(String(character)) }
    wasDigit = isDigit
  }
  return runs
}

private func eightDigits(_ digits: String, _ today: Day) -> Day? {
  let n = digits.utf8.map { Int($0) - 48 }
  func number(_ range: Range<Int>) -> Int { n[range].reduce(0) { $0 * 10 + $1 } }
  let dayFirst = Day(number(4..<8), number(2..<4), number(0..<2))
  let yearFirst = Day(number(0..<4), number(4..<6), number(6..<8))
  return [dayFirst, yearFirst].compactMap(\.self).first { $0.year >= 1900 && $0.year <= today.year + 1 }
}

private func fullYear(_ year: Int, digits: Int, _ today: Day) -> Int? {
  if digits == 4 { return year }
  guard digits == 2 else { return nil }
  let century = today.year / 100 * 100
  return century + year <= today.year ? century + year : century - 100 + year
}

extension Day {
  /// The day with its month and day of the month the other way round, where that is a day: the commonest slip.
  package var monthAndDaySwapped: Day? {
    let (year, month, day) = parts
    return month == day ? nil : Day(year, day, month)
  }
}
