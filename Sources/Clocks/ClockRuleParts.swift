package import Kernel

// The parts of a rule that are written as a few words in one field of the register. Each reads and writes that form.

/// A day of any year: `02-14`.
package struct MonthDay: Hashable, Sendable, Comparable, LosslessStringConvertible {
  package let month: Int
  package let day: Int
  package init?(_ text: String) {
    // Read in a leap year, so that 29 February is a day.
    guard let day = Day("2024-\(text)") else { return nil }
    (_, month, self.day) = day.parts
  }
  package init(_ day: Day) { (_, month, self.day) = day.parts }
  /// The day in that year; 28 February for 29 where there is none.
  package func day(in year: Int) -> Day { Day(year, month, min(day, Day.days(inMonth: month, of: year)))! }
  package static func < (a: MonthDay, b: MonthDay) -> Bool { (a.month, a.day) < (b.month, b.day) }
  package var description: String { String(Day(2024, month, day)!.description.dropFirst(5)) }
  /// `25 December`
  package var long: String { "\(day) \(Day.monthNames[month - 1])" }
}

/// Periods of the year in which a limit never ends: `12-25/01-01 08-01/08-31`, both days included.
package struct RollOver: Hashable, Sendable, LosslessStringConvertible {
  package struct Period: Hashable, Sendable {
    package let first: MonthDay
    package let last: MonthDay
    /// The last day of this period where it holds `day`.
    func end(holding day: Day) -> Day? {
      let at = MonthDay(day)
      if first <= last { return first <= at && at <= last ? last.day(in: day.year) : nil }
      if at >= first { return last.day(in: day.year + 1) }
      return at <= last ? last.day(in: day.year) : nil
    }
    var inWords: String { "\(first.long) to \(last.long)" }
  }
  package let periods: [Period]
  package init(periods: [Period]) { self.periods = periods }
  package init?(_ text: String) {
    var found: [Period] = []
    for part in text.split(separator: " ") {
      let ends = part.split(separator: "/")
      guard ends.count == 2, let first = MonthDay(String(ends[0])), let last = MonthDay(String(ends[1])) else {
        return nil
      }
      found.append(Period(first: first, last: last))
    }
    periods = found
  }
  package var description: String { periods.map { "\($0.first)/\($0.last)" }.joined(separator: " ") }
}

/// When somebody is on duty on a working day: `09:00-17:00`.
package struct WorkingHours: Hashable, Sendable, LosslessStringConvertible {
  /// Minutes of the day.
  package let opens: Int
  package let closes: Int
  package init?(_ text: String) {
    let ends = text.split(separator: "-").map { ClockTime(String($0)) }
    guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens.minute < closes.minute else { return nil }
    (self.opens, self.closes) = (opens.minute, closes.minute)
  }
  package var description: String { "\(ClockTime(minute: opens))-\(ClockTime(minute: closes))" }
}

/// A time of day in the register's form: `09:30`.
struct ClockTime: LosslessStringConvertible {
  let minute: Int
  init(minute: Int) { self.minute = minute }
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]),
      let minute = UInt8(parts[1]), hour < 24, minute < 60
    else { return nil }
    self.minute = Int(hour) * 60 + Int(minute)
  }
  var description: String { LondonTime(day: Day(number: 0), minuteOfDay: minute).field }
}

/// A second trigger with its own limit, and which of the two days counts: `later of 1 months from mediation certificate`.
package struct SecondLimit: Hashable, Sendable {
  package enum Takes: String, Choice {
    case earlier, later
    package var title: String { rawValue }
  }
  package var takes: Takes
  package var amount: Int
  package var unit: ClockUnit
  package var trigger: String
  package init(takes: Takes, amount: Int, unit: ClockUnit, trigger: String) {
    (self.takes, self.amount, self.unit, self.trigger) = (takes, amount, unit, trigger)
  }
}

/// Who is told when part of the time has gone: `75 owner 90 manager 100 director`, per cent of start to due.
package struct EscalationSteps: Hashable, Sendable, LosslessStringConvertible {
  package struct Step: Hashable, Sendable {
    package let percent: Int
    package let tells: Audience
  }
  package enum Audience: String, Choice {
    case owner, manager, director
    package var title: String {
      switch self {
      case .owner: "the person who owns it"
      case .manager: "the team manager"
      case .director: "the director"
      }
    }
  }
  /// In order of per cent.
  package let steps: [Step]
  package init(_ steps: [Step]) { self.steps = steps.sorted { $0.percent < $1.percent } }
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    var found: [Step] = []
    guard words.count.isMultiple(of: 2) else { return nil }
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let percent = Int(words[index]), (1...1000).contains(percent),
        let tells = Audience(rawValue: words[index + 1])
      else { return nil }
      found.append(Step(percent: percent, tells: tells))
    }
    self.init(found)
  }
  package var description: String { steps.map { "\($0.percent) \($0.tells.rawValue)" }.joined(separator: " ") }
}

/// A few code words with spaces between.
package struct Words: Hashable, Sendable, LosslessStringConvertible {
  package let all: [String]
  package init(_ all: [String]) { self.all = all }
  package init(_ text: String) { all = text.split(separator: " ").map(String.init) }
  package var description: String { all.joined(separator: " ") }
  package var isEmpty: Bool { all.isEmpty }
}
