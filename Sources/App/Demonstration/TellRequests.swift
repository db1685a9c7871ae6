import FrontDoor
import Kernel
import People
import Store

/// Tells one request at the front door as far as it has come.
struct RequestTelling {
  let told: ToldRequest
  let county: County
  let tx: Transaction
  var random: SplitMix64
  let number: Int
  var time: DemonstrationTime { county.time }
  let id: HelpRequestID
  let came: Instant

  init(_ told: ToldRequest, number: Int, county: County, in tx: Transaction) {
    (self.told, self.number, self.county, self.tx) = (told, number, county, tx)
    random = SplitMix64(seed: demonstrationSeed, part: "request \(told.key)")
    came =
      switch told.came {
      case .workingDays(let days, let hour): county.time.workingDaysAgo(days, hour)
      case .hoursAgo(let hours): RequestTelling.before(hours, isAtWork: told.asked.asker == .professional, county.time)
      }
    id = random.id(at: came)
  }

  mutating func tell() throws {
    let request = try askForHelp(
      asked, id: id, code: HelpCode(random: &random), by: .visitor(from: "203.0.113.\(20 + number)"), at: came,
      settings: county.settings, in: tx)
    switch told.fate {
    case .waiting: break
    case .withdrawn(let why):
      try withdrawRequest(request, why: why, by: .visitor(from: "203.0.113.\(20 + number)"), at: later(27), in: tx)
    case .read(let who, let notes):
      try take(who)
      for (index, entry) in notes.enumerated() {
        try noteOnRequest(entry.0, entry.1, about: now(), by: county.person(who).caller, at: later(1 + index), in: tx)
      }
      if told.asked.givenName == "Baby" { try record(by: who) }
    case .checks(let who, let checks):
      try take(who)
      try ask(checks, by: who)
    case .decided(let who, let answer): try decide(answer, by: who, at: later(4))
    case .takenBack(let who, let answer, let why):
      try decide(answer, by: who, at: later(3))
      try undoDecision(
        on: now(), why: why, by: county.person(who).caller, at: later(3).adding(minutes: 25), settings: county.settings,
        earlyHelp: .plans, in: tx)
    case .again(let who, let first, let second):
      try decide(first, by: who, at: later(5))
      try decide(second, by: who, at: later(74), againWhy: second.reason)
    }
  }

  /// So many hours ago; where that is at night, or not at work for a professional, the day before.
  private static func before(_ hours: Int, isAtWork: Bool, _ time: DemonstrationTime) -> Instant {
    let at = time.now.adding(minutes: -60 * hours - 13)
    let minute = at.london.minuteOfDay
    if isAtWork ? time.isWorking(at) && (510..<1080).contains(minute) : (420..<1320).contains(minute) { return at }
    return isAtWork
      ? time.ago(0, 16.5 - Double(hours) / 4)
      : time.moment(at.day.adding(days: minute < 420 ? -1 : 0), 21.5 - Double(hours) / 4)
  }

  private func now() throws -> HelpRequest { try tx.helpRequest(id) }
  /// Some hours later, while people are at work, but never after now: then a little after the step before.
  private func later(_ hours: Int) -> Instant {
    let at = came.adding(minutes: hours * 60 + 7)
    let minute = at.london.minuteOfDay
    let isOpen = time.isWorking(at) && minute >= 540 && minute < 1050
    let day = time.calendar.onOrAfter(minute >= 1050 ? at.day.adding(days: 1) : at.day)
    let when = isOpen ? at : time.moment(day, 9.5 + Double(hours % 6) / 2)
    if when <= time.now { return when }
    return min(hours == 0 ? came.adding(minutes: 8) : later(hours - 1).adding(minutes: 3), time.now)
  }

  private var asked: NewHelpRequest {
    var new = told.asked
    new.bornOn = bornOn(told, number: number, time.today)
    if let months = told.months, months < 0 { new.expectedOn = time.today.adding(months: -months) }
    new.postcode = postcode(of: told, number: number)
    if new.phone == nil, new.asker != .professional { new.phone = "07700 900\(String("000\(600 + number)".suffix(3)))" }
    if new.asker == .professional {
      (new.phone, new.familyPhone) = ("01632 960 \(420 + number)", "07700 900\(String("000\(700 + number)".suffix(3)))")
    }
    return new
  }

  private func take(_ who: String) throws {
    try takeRequest(now(), by: county.person(who).caller, at: later(0), in: tx)
  }

  private mutating func ask(_ checks: [ToldRequest.Check], by who: String) throws {
    for (index, check) in checks.enumerated() {
      let at = later(1).adding(minutes: index * 3)
      let id: ID<AgencyCheck> = random.id(at: at)
      let agency = county.agencies[check.agency]!
      try askAgency(
        agency, check.question, about: now(), id: id, telling: try addressesOf(agency, at.day, tx),
        by: county.person(who).caller, at: min(at, time.now.adding(minutes: -1)), settings: county.settings, in: tx)
    }
    for check in checks {
      guard let finding = check.finding, let by = check.by, let agency = county.agencies[check.agency] else { continue }
      guard let open = try tx.checks(of: id).first(where: { $0.agency == agency && $0.isOpen }) else { continue }
      try answerCheck(open, finding, check.answer, by: county.person(by).caller, at: min(later(5), time.now), in: tx)
    }
  }

  /// The record of a child whom nobody knew.
  private mutating func record(by who: String) throws {
    let request = try now()
    guard request.child == nil else { return }
    var new = NewRecord(givenName: request.asked.givenName, familyName: request.asked.familyName ?? unknownName)
    (new.bornOn, new.expectedOn, new.postcode) = (
      request.asked.bornOn, request.asked.expectedOn, request.asked.postcode
    )
    (new.school, new.locality) = (request.asked.school, county.localities[told.locality])
    if request.asked.asker == .parent { (new.relation, new.hasResponsibility) = (.mother, true) }
    let at = later(2)
    try startRecord(new, for: request, id: random.id(at: at), by: county.person(who).caller, at: at, in: tx)
  }

  private mutating func decide(_ answer: ToldRequest.Answer, by who: String, at: Instant, againWhy: String? = nil)
    throws
  {
    if try now().state == .received { try take(who) }
    if answer.outcome.needsTeam || isDecidedTwice, againWhy == nil { try record(by: who) }
    var new = NewDecision(
      outcome: answer.outcome, level: answer.level, criteria: try criteria(answer.level), reason: answer.reason,
      told: answer.told)
    (new.alternative, new.team, new.agreement) = (answer.alternative, answer.team.map { county.team($0) }, .agreed)
    if new.criteria.isEmpty { new.judgement = answer.reason }
    if answer.outcome == .strategy { new.agreement = .notAsked }
    new.againWhy = againWhy
    try decideRequest(
      new, on: now(), id: random.id(at: at), by: county.person(who).caller, at: at, settings: county.settings,
      earlyHelp: .plans, in: tx)
  }
  private var isDecidedTwice: Bool { if case .again = told.fate { true } else { false } }
  private func criteria(_ level: NeedLevel) throws -> [String] {
    // The most general of the level, which is true of everybody told here.
    let general = ["1P1", "2P1", "3C1", "4C1"]
    return try tx.thresholds(on: came.day).filter { $0.level == level }.map(\.id).filter(general.contains)
  }
}

/// When the child of a told request was born; nil where that is not known or still to come.
func bornOn(_ told: ToldRequest, number: Int, _ today: Day) -> Day? {
  told.months.flatMap { $0 < 0 ? nil : today.adding(months: -$0).adding(days: -(number * 5 % 25)) }
}
func postcode(of told: ToldRequest, number: Int) -> Postcode? {
  let place = countyLocalities.first { $0.key == told.locality }!
  return Postcode("\(place.district) \(1 + number % 9)\(number.isMultiple(of: 2) ? "RD" : "LN")")
}

extension Transaction {
  /// Asks that somebody began and has not sent. The code is known here, as it is to the asker.
  func keepUnsentRequests(_ county: County) throws {
    var random = SplitMix64(seed: demonstrationSeed, part: "unsent")
    for unsent in unsentRequests {
      let at = county.time.moment(county.time.today.adding(days: -unsent.daysAgo), 21)
      guard let code = HelpCode(unsent.code) else { continue }
      try keepUnsentRequest(code, unsent.answers, id: random.id(at: at), at: at)
    }
  }
}
