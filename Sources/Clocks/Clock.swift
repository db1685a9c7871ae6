package import Kernel
package import Store

/// One running or finished deadline about one record.
package struct Clock: Record, Hashable {
  package let id: ClockID
  package let ruleID: ClockRuleID
  package internal(set) var ruleVersion: Int
  /// The record that the clock is about: a request, a plan, a support.
  package let about: AnyID
  package let child: ChildID?
  /// When the trigger truly happened, whenever it was entered.
  package internal(set) var startedAt: Instant
  package let enteredAt: Instant
  package internal(set) var secondAt: Instant?
  package internal(set) var isExtended: Bool
  package internal(set) var pausedDays: Int
  /// Set while the clock is paused.
  package internal(set) var pausedSince: Instant?
  package internal(set) var due: Instant
  /// "20 weeks from 5 January 2026": how `due` was worked out, kept as it was.
  package internal(set) var reckoning: String
  package let sense: ClockSense
  package internal(set) var metAt: Instant?
  package internal(set) var status: ClockStatus
  package let owner: PractitionerID?
  package let team: TeamID?
  package let title: String
  package let source: String
  /// A limit for the family or whoever complains, for nobody at work: the rule names no role that has it.
  package let isForFamily: Bool

  package init(row: Row) throws {
    (id, ruleID, ruleVersion) = (try row[0], ClockRuleID(try row[1] as String), try row[2])
    (about, child) = (try row[3], try row[4])
    (startedAt, enteredAt, secondAt) = (try row[5], try row[6], try row[7])
    (isExtended, pausedDays, pausedSince) = (try row[8], try row[9], try row[10])
    (due, reckoning, sense, metAt, status) = (try row[11], try row[12], try row[13], try row[14], try row[15])
    (owner, team) = (try row[16], try row[17])
    (title, source) = (try row[18], try row[19])
    isForFamily = try row[20] as Role? == nil
  }

  /// Still waiting for what it is about: running, or excepted and not yet done.
  package var isOpen: Bool { metAt == nil && (status == .running || status == .excepted) }
  package var isPaused: Bool { pausedSince != nil }
  /// Its day only reminds: it is never late.
  package var isReminder: Bool { sense == .reminder }
  /// The day by which it stands in a list of things to do; nil once it has passed and nothing is late: of a reminder, or of
  /// a limit that was lifted.
  package func dayToDo(at now: Instant) -> Day? { (isReminder || status == .excepted) && due < now ? nil : due.day }
  /// Past its due moment and not done: true at once, without anybody marking it.
  package func isLate(at now: Instant) -> Bool {
    status == .running && !isPaused && sense == .by && now > due
  }
  /// How many calendar days are left; 0 on the due day, negative after it.
  package func daysLeft(at now: Instant) -> Int { now.day.days(until: due.day) }
  /// Calendar days from the start to when it was done, or to now.
  package func daysUsed(at now: Instant) -> Int { startedAt.day.days(until: (metAt ?? now).day) }

  package var facts: ClockFacts {
    var facts = ClockFacts(start: startedAt)
    (facts.second, facts.isExtended, facts.pausedDays) = (secondAt, isExtended, pausedDays)
    return facts
  }
}

package enum ClockStatus: String, Choice {
  /// Neither done nor lifted; late when its due moment has passed.
  case running
  /// Done in time.
  case met
  /// Done, but late; or, where something must not be done before a day, done too early.
  case missed
  /// The limit was lifted for a recorded reason; the duty stays.
  case excepted
  /// No longer needed.
  case cancelled

  package var title: String {
    switch self {
    case .running: "Running"
    case .met: "Done in time"
    case .missed: "Done late"
    case .excepted: "Excepted"
    case .cancelled: "Cancelled"
    }
  }
}

/// A time in which a limit was lifted, and why.
package struct ClockException: Record, Hashable {
  package let clock: ClockID
  /// The code of the reason in the register.
  package let reason: String
  package let evidence: String
  package let from: Day
  package let to: Day?
  package let by: AccountID?
  package let recordedAt: Instant

  package init(row: Row) throws {
    (clock, reason, evidence) = (try row[0], try row[1], try row[2])
    (from, to, by, recordedAt) = (try row[3], try row[4], try row[5], try row[6])
  }
}
