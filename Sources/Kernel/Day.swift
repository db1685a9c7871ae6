/// A calendar day without a time or a zone: a date of birth, a due date. Stored and sent as `2026-11-22`.
package struct Day: Hashable, Sendable {
  /// Days since 1 January 1970, which was a Thursday.
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// Nil where the month or the day does not exist (31 April, 29 February 2027) or the year is outside 1800–2200.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1800...2200).contains(year), (1...12).contains(month), day >= 1, day <= Day.days(inMonth: month, of: year)
    else { return nil }
    // Howard Hinnant's days-from-civil: years begin in March, so that the leap day comes last.
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  package var parts: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
  package var year: Int { parts.year }
  package var month: Int { parts.month }

  package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
  package static func days(inMonth month: Int, of year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  package enum Weekday: Int, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    package var name: String {
      ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue]
    }
    package var isWeekend: Bool { self == .saturday || self == .sunday }
  }
  package var weekday: Weekday { Weekday(rawValue: ((Int(number) + 3) % 7 + 7) % 7)! }

  package func adding(days: Int) -> Day { Day(number: number + Int32(days)) }
  /// The corresponding day `months` later; where that month is shorter, its last day (the corresponding-date rule). Stays
  /// within the years that a day can have.
  package func adding(months: Int) -> Day {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    if newYear > 2200 { return Day(2200, 12, 31)! }
    if newYear < 1800 { return Day(1800, 1, 1)! }
    return Day(newYear, newMonth, min(day, Day.days(inMonth: newMonth, of: newYear)))!
  }
  package func days(until other: Day) -> Int { Int(other.number - number) }

  /// Whole years from this day to `other`: an age, when this is a date of birth.
  package func years(until other: Day) -> Int { months(until: other) / 12 }
  /// Whole months from this day to `other`; negative only before it.
  package func months(until other: Day) -> Int {
    let (a, b) = (parts, other.parts)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
  }
}

extension Day: Comparable {
  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: LosslessStringConvertible, Codable {
  /// Reads `2026-11-22` only.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45,
      let y = wholeNumber(bytes[0..<4]), let m = wholeNumber(bytes[5..<7]), let d = wholeNumber(bytes[8..<10])
    else { return nil }
    self.init(y, m, d)
  }
  package var description: String {
    let (y, m, d) = parts
    return "\(y)-\(m < 10 ? "0" : "")\(m)-\(d < 10 ? "0" : "")\(d)"
  }
  package init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

private func wholeNumber(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for byte in digits {
    guard (48...57).contains(byte) else { return nil }
    value = value * 10 + Int(byte - 48)
  }
  return value
}

extension Day {
  package static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  /// `22 November 2026`
  package var long: String {
    let (y, m, d) = parts
    return "\(d) \(Day.monthNames[m - 1]) \(y)"
  }
  /// `Sunday 22 November 2026`
  package var longWithWeekday: String { "\(weekday.name) \(long)" }
  /// As it is said around `today`: `Tuesday 24 November`. With the year where it is half a year away or more.
  package func spoken(near today: Day) -> String {
    abs(number - today.number) < 180
      ? "\(weekday.name) \(parts.day) \(Day.monthNames[parts.month - 1])" : longWithWeekday
  }
  /// `22 Nov`
  package var short: String {
    let (_, m, d) = parts
    return "\(d) \(Day.monthNames[m - 1].prefix(3))"
  }
  /// An age in words on `today` for this date of birth: `6 weeks old`, `14 months old`, `8 years old`.
  package func age(on today: Day) -> String {
    let months = months(until: today)
    func count(_ n: Int, _ unit: String) -> String { "\(n) \(unit)\(n == 1 ? "" : "s") old" }
    if months < 3 { return count(max(0, days(until: today)) / 7, "week") }
    return months < 24 ? count(months, "month") : count(months / 12, "year")
  }
}
