import Clocks
package import Kernel
import People
package import Store
import Web

/// Writes down a request for an assessment: the limits of 6, 16 and 20 weeks run from the day on which it was received.
/// The officer is whoever writes it down, and gets a named link to the child.
package func receiveRequest(
  _ id: ID<EHCCase>, _ new: NewCase, child childID: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try open(id, new, .receive, .requested, child: childID, by: caller, at: now, in: tx)
  try tx.append(
    .requestReceived, about: id.of(), child: childID, by: caller, at: now,
    changed: ["received_on": new.receivedOn.description, "source": new.source.rawValue], why: new.lateWhy)
}

/// Takes over a plan from another council, as it stands: the family is told within six weeks when it will be reviewed.
package func takeInPlan(
  _ id: ID<EHCCase>, _ new: NewCase, lastReviewOn: Day?, child childID: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try open(id, new, .takeIn, .maintained, child: childID, by: caller, at: now, in: tx)
  let ehcCase = try tx.ehcCase(id, child: childID)
  try tx.startClock(
    .reviewAfterMove, about: id, child: childID, at: moment(of: lastReviewOn ?? new.receivedOn, now: now),
    second: moment(of: new.receivedOn, now: now), owner: ehcCase.officer, team: ehcCase.team, now: now)
  try tx.append(
    .planTakenIn, about: id.of(), child: childID, by: caller, at: now,
    changed: ["received_on": new.receivedOn.description, "from": new.transferredFrom ?? ""], why: new.lateWhy)
}

private func open(
  _ id: ID<EHCCase>, _ new: NewCase, _ step: StepKind, _ state: CaseState, child childID: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let child = try tx.child(childID)
  if let words = deathWords(child) { throw Refusal.notNow("\(words) No request can be taken.") }
  try Invalid.check(
    problems(
      with: new, bornOn: child.bornOn, lastAssessedOn: try tx.lastAssessment(childID),
      isOpen: try tx.ehcCases(childID).contains { $0.state.isOpen }, today: now.day))
  let (officer, team) = (caller.practitioner, caller.teams.first)
  try tx.insert(id, new, child: childID, state: state, officer: officer, team: team, at: now)
  let first = NewStep(step, on: new.receivedOn, reasons: new.reasons, lateWhy: new.lateWhy)
  try tx.insert(newID(at: now), first, of: id, from: state, to: state, by: caller, at: now)
  try linkOfficer(caller, to: childID, at: now, in: tx)
  for rule in step.effects.starts where rule != .reviewAfterMove {
    try tx.startClock(
      rule, about: id, child: childID, at: moment(of: new.receivedOn, now: now), owner: officer, team: team, now: now)
  }
  if let born = child.bornOn, state == .maintained { try startAlerts(id, childID, born, officer, team, now, tx) }
}

/// Whoever has the case works with the child by name: the family sees who it is.
private func linkOfficer(_ caller: Caller, to child: ChildID, at now: Instant, in tx: Transaction) throws {
  guard let officer = caller.practitioner, let agency = caller.agencies.first,
    try !tx.involvements(child).contains(where: { $0.practitioner == officer })
  else { return }
  try tx.beginInvolvement(
    NewInvolvement(practitioner: officer, agency: agency, team: caller.teams.first, part: partOfOfficer),
    child: child, id: newID(at: now), by: caller, at: now)
}

/// The alerts on the way to adult life that are still to come, while a plan is in force.
func startAlerts(
  _ id: ID<EHCCase>, _ child: ChildID, _ born: Day, _ officer: PractitionerID?, _ team: TeamID?, _ now: Instant,
  _ tx: Transaction
) throws {
  for rule in adulthoodRules {
    let limit = try due(try tx.clockRule(rule, on: born), from: born.start, calendar: WorkingCalendar(holidays: []))
    guard limit.day >= now.day else { continue }
    try tx.startClock(rule, about: id, child: child, at: born.start, owner: officer, team: team, now: now)
  }
}

/// Counted in months from the day of birth.
let adulthoodRules: [ClockRuleID] = ["PFA-13H", "PFA-14", "PFA-16", "PFA-17", "PFA-17H", "PFA-18"]

/// The moment that stands for a day: now where it is today, else the middle of that day.
func moment(of day: Day, now: Instant) -> Instant {
  day == now.day ? now : LondonTime(day: day, minuteOfDay: 720).instant
}

func newID<Of>(at now: Instant) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: now, random: &random)
}

extension EventKind {
  static let reminderDone = EventKind("ehc.reminder_done", "did what an EHC plan reminded of")
  static let requestReceived = EventKind("ehc.request_received", "wrote down a request for an EHC needs assessment")
  static let planTakenIn = EventKind("ehc.plan_taken_in", "took over an EHC plan from another council")
}
