package import Kernel

/// The month, quarter or year that a figure is of.
package struct FigurePeriod: Sendable, Hashable {
  package let first: Day
  package let last: Day

  /// The one in which a day lies.
  package init(_ frequency: IndicatorFrequency, of day: Day) {
    last = frequency.end(of: day)
    first = last.startOfMonth.adding(months: 1 - frequency.months)
  }

  package var start: Instant { first.start }
  /// The first moment after it.
  package var end: Instant { last.adding(days: 1).start }

  /// `October 2026`, `July to September 2026`, `2026`.
  package var words: String {
    switch first.months(until: last.adding(days: 1)) {
    case 1: last.monthInWords
    case 12: "\(last.year)"
    default: "\(Day.monthNames[first.month - 1]) to \(last.monthInWords)"
    }
  }
}

extension IndicatorFrequency {
  var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
  /// How many periods that are over are counted again every night: those that late entries still change.
  var recounted: Int {
    switch self {
    case .month: 13
    case .quarter: 6
    case .year: 3
    }
  }
  /// The periods to count, the oldest first; none that is not over on the day.
  func periods(before day: Day) -> [FigurePeriod] {
    let current = FigurePeriod(self, of: day).first
    return (1...recounted).reversed().map { FigurePeriod(self, of: current.adding(months: -$0 * months)) }
  }
  /// The period that ends on a day, in words.
  func words(of end: Day) -> String { FigurePeriod(self, of: end).words }
}
