import Clocks
import Kernel
import Store

/// A moment with what decides whether something is open then, besides the day of the week and the hour.
struct OpenMoment: Sendable {
  let time: LondonTime
  var isBankHoliday = false
  /// Nil where the calendar does not reach so far.
  var isTermTime: Bool?

  init(_ time: LondonTime) { self.time = time }

  /// With the bank holidays and the school terms of the partnership’s calendar.
  init(_ time: LondonTime, in tx: Transaction) throws {
    self.init(time)
    let day = time.day
    isBankHoliday = try workingCalendar(in: tx).holidays.contains(day)
    let terms = try tx.schoolTerms()
    guard let first = terms.first, let last = terms.last, first.startsOn <= day, day <= last.endsOn else { return }
    isTermTime = terms.contains { term in
      let isBreak = term.breakFrom.map { $0 <= day } ?? false && term.breakTo.map { day <= $0 } ?? false
      return term.startsOn <= day && day <= term.endsOn && !isBreak
    }
  }
}

/// In which part of the school year something is there.
enum Season: Sendable {
  case always, termTime, holidays

  /// As the words beside a pattern say it.
  init(of words: String) {
    let words = words.lowercased()
    self =
      words.contains("term time") || words.contains("term-time")
      ? .termTime : words.contains("school holiday") ? .holidays : .always
  }

  func holds(at moment: OpenMoment) -> Bool {
    switch self {
    case .always: true
    case .termTime: moment.isTermTime ?? true
    case .holidays: !(moment.isTermTime ?? false)
    }
  }
}

extension IndexedListing {
  /// Whether it is open at a moment, as far as its weekly pattern says so. On a bank holiday only what is there every
  /// day of the week is said to be open: of all others nobody knows. Nor is what names its days without hours.
  func isOpen(at moment: OpenMoment) -> Bool {
    let now = moment.time
    guard !isClosed, closedUntil.map({ $0 <= now.day }) ?? true else { return false }
    return slots.contains { slot in
      slot.isWeekly && slot.knowsHours && slot.days & (1 << UInt8(now.day.weekday.rawValue)) != 0
        && (!moment.isBankHoliday || slot.days == 0b111_1111) && slot.season.holds(at: moment)
        && (slot.opens..<max(slot.opens, slot.closes)).contains(now.minuteOfDay)
        && slot.from.map { $0 <= now.day } ?? true && slot.to.map { $0 >= now.day } ?? true
    }
  }
}
