/// A moment, in microseconds since 1970 UTC. Stored as a whole number; shown in London time.
package struct Instant: Hashable, Sendable {
  package let microseconds: Int64
  package init(microseconds: Int64) { self.microseconds = microseconds }
  package init(seconds: Int) { microseconds = Int64(seconds) * 1_000_000 }

  package func adding(seconds: Int) -> Instant { Instant(microseconds: microseconds + Int64(seconds) * 1_000_000) }
  package func adding(minutes: Int) -> Instant { adding(seconds: minutes * 60) }
  package func adding(hours: Int) -> Instant { adding(seconds: hours * 3600) }
  /// Days of 24 hours each, whatever the clocks do meanwhile.
  package func adding(days: Int) -> Instant { adding(hours: days * 24) }
  package func seconds(until other: Instant) -> Int { Int((other.microseconds - microseconds) / 1_000_000) }
}

extension Instant: Comparable {
  package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}

extension Instant: Codable, CustomStringConvertible {
  /// `2026-11-22T09:30:00Z`
  package var description: String {
    let seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let time = Int(seconds - days * 86_400)
    return "\(Day(number: Int32(days)))T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
  }
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let parts = text.split(whereSeparator: { "T:Z".contains($0) })
    guard text.hasSuffix("Z"), parts.count == 4, let day = Day(String(parts[0])), let hour = Int(parts[1]),
      let minute = Int(parts[2]), let second = Int(parts[3])
    else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a time: \(text)"))
    }
    self.init(seconds: Int(day.number) * 86_400 + hour * 3600 + minute * 60 + second)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }

/// A day and a time of day as people in the United Kingdom read them.
package struct LondonTime: Hashable, Sendable {
  package let day: Day
  /// Minutes after midnight, 0–1439.
  package let minuteOfDay: Int
  package init(day: Day, minuteOfDay: Int) {
    self.day = day
    self.minuteOfDay = minuteOfDay
  }
}

// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October: the Summer
// Time Act 1972 as amended by SI 2002/262. Written out because it is one rule, is needed for every date on every
// page, and Foundation's calendar costs a hundred times as much.
extension Instant {
  package var london: LondonTime {
    let offset = isSummerTime ? 3600 : 0
    let local = microseconds / 1_000_000 + Int64(offset)
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return LondonTime(day: Day(number: Int32(days)), minuteOfDay: Int(local - days * 86_400) / 60)
  }
  package var day: Day { london.day }

  private var isSummerTime: Bool {
    let year = Day(number: Int32(microseconds / 86_400_000_000)).year
    return Instant.summerTime(from: 3, year) <= self && self < Instant.summerTime(from: 10, year)
  }
  private static func summerTime(from month: Int, _ year: Int) -> Instant {
    let last = Day(year, month, 31)!
    let sunday = last.adding(days: -((last.weekday.rawValue + 1) % 7))
    return Instant(seconds: Int(sunday.number) * 86_400 + 3600)
  }
}

extension LondonTime {
  /// The instant that this clock time names. In the hour that is skipped in March, an hour later; in the hour that
  /// comes twice in October, the first.
  package var instant: Instant {
    let asIfUTC = Instant(seconds: Int(day.number) * 86_400 + minuteOfDay * 60)
    let summer = asIfUTC.adding(hours: -1)
    return summer.london == self ? summer : asIfUTC
  }
  /// `9.30am`, `midday`, `4pm`: the style of GOV.UK.
  package var clock: String {
    if minuteOfDay == 720 { return "midday" }
    if minuteOfDay == 0 { return "midnight" }
    let (hour, minute) = (minuteOfDay / 60, minuteOfDay % 60)
    let shown = hour % 12 == 0 ? 12 : hour % 12
    return "\(shown)\(minute == 0 ? "" : "." + two(minute))\(hour < 12 ? "am" : "pm")"
  }
  /// `09:30`, as a time field takes it.
  package var field: String { "\(two(minuteOfDay / 60)):\(two(minuteOfDay % 60))" }
}

extension Day {
  /// The moment at which the day begins in London.
  package var start: Instant { LondonTime(day: self, minuteOfDay: 0).instant }
}

extension Instant {
  /// `22 November 2026, 9.30am`
  package var long: String { "\(london.day.long), \(london.clock)" }
  /// `Sunday 22 November, 9.30am`: for what is in a diary.
  package func spoken(near today: Day) -> String { "\(london.day.spoken(near: today)), \(london.clock)" }
}
