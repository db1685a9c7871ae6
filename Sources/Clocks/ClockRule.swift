package import Kernel

/// The name of a rule in the register: `EHC-20`.
package struct ClockRuleID: RawRepresentable, ExpressibleByStringLiteral, Hashable, Sendable, Codable,
  LosslessStringConvertible
{
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral text: String) { rawValue = text }
  package init(_ text: String) { rawValue = text }
  package var description: String { rawValue }
}

/// One deadline of law, standard or local practice, as the register holds it (`registers/clock-rules.csv`).
package struct ClockRule: Sendable, Hashable {
  package var id: ClockRuleID
  /// 1 for the first wording of a rule, one more for each change. A clock keeps the version that it was started with.
  package var version: Int
  /// What must be done, in plain words: "Decide on the request".
  package var title: String
  /// What starts it, in plain words: "request received".
  package var trigger: String

  package var amount: Int
  package var unit: ClockUnit
  package var direction: ClockDirection
  /// The trigger's own day is day one: "beginning with the day on which the draft was served".
  package var countsFirstDay: Bool
  /// For `fixedDate`: the month and day in the trigger's year.
  package var fixedDate: MonthDay?
  /// For the rules about hours: when somebody is on duty on a working day. Nil where somebody always is.
  package var workingHours: WorkingHours?
  /// Periods in which the limit never ends: it moves to the first working day after.
  package var rollOver: RollOver
  package var second: SecondLimit?
  package var sense: ClockSense
  /// Minute of the due day, 0–1439; nil for the end of the day.
  package var dueTime: Int?
  /// For `dateTable`: the published day for each trigger day.
  package var dates: [Day: Day]

  /// The rule that starts when this one is met: a yearly review starts the next.
  package var thenRule: ClockRuleID?
  /// Started once for a record, whatever happens after.
  package var onceOnly: Bool
  /// What may be added, in the rule's unit, when it is extended: two months for a complex request.
  package var extensionAmount: Int?
  package var isPausable: Bool
  /// Codes of the reasons that lift the limit; empty where nothing does.
  package var exceptions: Words
  package var ownerRole: Role?
  package var escalation: EscalationSteps
  /// A partnership may set it for itself. False for what the law sets.
  package var isConfigurable: Bool
  package var validFrom: Day?
  package var validTo: Day?
  /// The law, standard or practice it comes from: "SEND Regulations 2014 reg. 13(2)".
  package var source: String
  package var mark: Provenance
  package var note: String
  /// Set here, not by the register: never overwritten when the register is read again.
  package var isLocal: Bool
  package var localNote: String

  /// A rule of so many units, with all else as most rules have it.
  package init(
    id: ClockRuleID, version: Int = 1, title: String, trigger: String, amount: Int, unit: ClockUnit, source: String,
    mark: Provenance = .known
  ) {
    (self.id, self.version, self.title, self.trigger) = (id, version, title, trigger)
    (self.amount, self.unit, self.source, self.mark) = (amount, unit, source, mark)
    (direction, countsFirstDay, fixedDate, workingHours) = (.after, false, nil, nil)
    (rollOver, second, sense, dueTime, dates) = (RollOver(periods: []), nil, .by, nil, [:])
    (thenRule, onceOnly, extensionAmount, isPausable) = (nil, false, nil, false)
    (exceptions, ownerRole, escalation) = (Words([]), nil, EscalationSteps([]))
    (isConfigurable, validFrom, validTo) = (false, nil, nil)
    (note, isLocal, localNote) = ("", false, "")
  }
}

/// How a limit is counted.
package enum ClockUnit: String, Choice {
  /// So many times sixty minutes, night and day.
  case hours
  /// So many hours; where that falls when nobody is on duty, the end of the next working day.
  case hoursOrNextWorkingDay = "hours_or_next_working_day"
  /// So many hours or the end of the next working day after the trigger, whichever is later.
  case laterOfHoursAndNextWorkingDay = "later_of_hours_and_next_working_day"
  case calendarDays = "calendar_days"
  case workingDays = "working_days"
  /// Counts neither the day of the trigger nor the day of the event.
  case clearDays = "clear_days"
  case weeks
  /// The corresponding date, or the last day of a shorter month.
  case months
  /// To the end of the school term that so many begin after the trigger; before it, that so many ended before.
  case schoolTerms = "school_terms"
  case fixedDate = "fixed_date"
  /// A published date for each trigger day.
  case dateTable = "date_table"
  /// A number of days used up within twelve months: see `DaysUsed`. The due day is the earliest they could run out.
  case daysInTwelveMonths = "days_in_12_months"

  package var title: String {
    switch self {
    case .hours: "hours"
    case .hoursOrNextWorkingDay: "hours or the end of the next working day"
    case .laterOfHoursAndNextWorkingDay: "hours or the end of the next working day, whichever is later"
    case .calendarDays: "days"
    case .workingDays: "working days"
    case .clearDays: "clear days"
    case .weeks: "weeks"
    case .months: "months"
    case .schoolTerms: "school terms"
    case .fixedDate: "a set date in the year"
    case .dateTable: "a published date"
    case .daysInTwelveMonths: "days in 12 months"
    }
  }
  /// Counted by the minute, not by the day.
  package var isHours: Bool {
    self == .hours || self == .hoursOrNextWorkingDay || self == .laterOfHoursAndNextWorkingDay
  }
  /// The unit in words for an amount: `1 working day`, `28 clear days`, `13 years and 6 months`.
  package func words(_ amount: Int) -> String {
    if self == .months, amount >= 24 {
      let years = "\(amount / 12) years"
      return amount % 12 == 0 ? years : "\(years) and \(ClockUnit.months.words(amount % 12))"
    }
    let many =
      switch self {
      case .hours, .hoursOrNextWorkingDay, .laterOfHoursAndNextWorkingDay: "hours"
      case .calendarDays, .daysInTwelveMonths, .fixedDate, .dateTable: "days"
      case .workingDays: "working days"
      case .clearDays: "clear days"
      case .weeks: "weeks"
      case .months: "months"
      case .schoolTerms: "school terms"
      }
    return "\(amount) \(amount == 1 ? String(many.dropLast()) : many)"
  }
}

/// Whether the limit lies after its trigger or before it.
package enum ClockDirection: String, Choice {
  case after, before
  package var title: String { rawValue }
}

/// What the due day means: a day to be ready by, a day before which something must not be done, or a day that only
/// reminds of something. Nobody breaks a rule by doing late what a reminder asks for.
package enum ClockSense: String, Choice {
  case by
  case notBefore = "not_before"
  case reminder
  package var title: String {
    switch self {
    case .by: "by"
    case .notBefore: "not before"
    case .reminder: "reminder"
    }
  }
}

/// How sure the register is of a rule.
package enum Provenance: String, Choice {
  case stated = "S"
  case found = "F"
  case known = "K"
  case derived = "D"
  package var title: String {
    switch self {
    case .stated: "stated in a published council paper"
    case .found: "found in the law or standard"
    case .known: "known from practice: check before relying on it"
    case .derived: "worked out from another rule"
    }
  }
}
