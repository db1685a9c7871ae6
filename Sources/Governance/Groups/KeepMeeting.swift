import Clocks
package import Kernel
package import Store
import Web

extension ClockRuleID {
  /// The agenda is out five clear days before the meeting.
  static let agenda: ClockRuleID = "KD-AG"
}

/// Calls a meeting. The clock of its agenda runs from now.
package func planMeeting(
  _ id: ID<GroupMeeting>, of group: ID<PartnershipGroup>, at startsAt: Instant, place: String, by caller: Caller,
  now: Instant, in tx: Transaction
) throws {
  _ = try tx.group(group)
  if startsAt <= now { throw Invalid("on", "The meeting must be still to come") }
  try tx.insertMeeting(id, of: group, startsAt: startsAt, place: place)
  try tx.startClock(.agenda, about: id, child: nil, at: startsAt, now: now)
  try carryWaiting(of: group, to: try tx.meeting(id, of: group), at: now, in: tx)
  try tx.append(.meetingPlanned, about: id.of(), by: caller, at: now, changed: ["starts_at": startsAt.description])
}

/// Puts a point on the agenda of a meeting that is to come.
package func addPoint(
  _ id: ID<AgendaPoint>, _ title: String, _ purpose: MeetingPurpose, lead: String, to meeting: GroupMeeting,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard meeting.state == .planned else { throw Refusal.notNow("The agenda of this meeting is closed.") }
  let number = (try tx.points(of: meeting.id).last?.number ?? 0) + 1
  try tx.insert(AgendaPoint(id: id, number: number, title: title, purpose: purpose, lead: lead), of: meeting.id)
  try tx.append(.agendaChanged, about: meeting.id.of(), by: caller, at: now, changed: ["point": "\(number). \(title)"])
}

/// Says that the agenda is out, now: that meets its clock, or misses it. Points that come later say so.
package func publishAgenda(of meeting: GroupMeeting, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard meeting.state == .planned else { throw Refusal.notNow("The agenda of this meeting is closed.") }
  if try tx.points(of: meeting.id).isEmpty { throw Refusal.notNow("Nothing is on the agenda yet.") }
  guard let clock = try tx.meetClock(.agenda, about: meeting.id, at: now) else {
    throw Refusal.notNow("The agenda is out already.")
  }
  try tx.append(
    .agendaPublished, about: meeting.id.of(), by: caller, at: now,
    changed: ["late": clock.status == .missed ? "yes" : "no"])
}

/// Sends a paper out, now: it cannot be said that it was out earlier. Where families or young people sit in the group it
/// goes out with its easier words, or not at all.
package func sendPaper(
  _ paper: MeetingPaper, for meeting: GroupMeeting, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard meeting.state == .planned else { throw Refusal.notNow("This meeting is over. A paper goes to the next one.") }
  _ = try tx.point(paper.point, of: meeting.id)
  let needsEasy = hasFamilies(try tx.members(of: meeting.group), on: meeting.day)
  try Invalid.check(problems(withEasy: paper.easyText, field: "easy_words", isNeeded: needsEasy))
  try tx.insert(paper)
  try tx.append(
    .paperSent, about: meeting.id.of(), by: caller, at: now,
    changed: ["title": paper.title, "late": now.day > lastDayForPapers(before: meeting.day) ? "yes" : "no"])
}

/// Records that a meeting was held, and who was there.
package func holdMeeting(
  _ meeting: GroupMeeting, present: [ID<GroupMember>], apologies: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  if meeting.startsAt > now { throw Refusal.notNow("This meeting is still to come.") }
  let sitting = Set(try tx.members(of: meeting.group).filter { $0.sits(on: meeting.day) }.map(\.id))
  if present.contains(where: { !sitting.contains($0) }) {
    throw Invalid("present", "Choose from those who sat in the group on that day")
  }
  guard try tx.moveMeeting(meeting.id, to: .held, apologies: apologies) else {
    throw Refusal.notNow("This meeting is not to come any more.")
  }
  for member in present { try tx.insertPresence(member, at: meeting.id) }
  try tx.append(.meetingHeld, about: meeting.id.of(), by: caller, at: now, changed: ["present": "\(present.count)"])
}

/// Calls a meeting off.
package func cancelMeeting(_ meeting: GroupMeeting, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard try tx.moveMeeting(meeting.id, to: .cancelled, apologies: nil) else {
    throw Refusal.notNow("This meeting is not to come any more.")
  }
  try tx.cancelClocks(about: meeting.id, why: "The meeting was called off", by: caller, at: now)
  try tx.append(.meetingCancelled, about: meeting.id.of(), by: caller, at: now)
}

/// What is written of a point: what was said, and what came of it.
package struct PointMinutes: Sendable, Hashable {
  package let words: String
  package let easy: String?
  package let outcome: PointOutcome
  package init(_ words: String, easy: String?, _ outcome: PointOutcome) {
    (self.words, self.easy, self.outcome) = (words, easy, outcome)
  }
}

/// Writes what was said and agreed on a point; until the group has agreed its minutes it can be put right. A meeting without
/// a quorum decides nothing: such a point is heard, or carried to the next meeting.
package func writeMinutes(
  _ minutes: PointMinutes, of point: ID<AgendaPoint>, at meeting: GroupMeeting, by caller: Caller, now: Instant,
  in tx: Transaction
) throws {
  guard meeting.state == .held else { throw Refusal.notNow("Record first that the meeting was held.") }
  if meeting.agreedAt != nil { throw Refusal.notNow("The group has agreed these minutes. They stay as they are.") }
  let (found, group) = (try tx.point(point, of: meeting.id), try tx.group(meeting.group))
  let present = try tx.present(at: meeting.id).count
  if let why = refusal(of: minutes.outcome, for: found, in: group, present: present) { throw Invalid("outcome", why) }
  let needsEasy = hasFamilies(try tx.members(of: meeting.group), on: meeting.day)
  try Invalid.check(problems(withEasy: minutes.easy, field: "easy_minutes", isNeeded: needsEasy))
  try tx.setMinutes(minutes, of: point)
  if minutes.outcome == .carried {
    let next = try tx.meetings(of: group.id).last { $0.state == .planned && $0.startsAt > meeting.startsAt }
    if let next { try carryWaiting(of: group.id, to: next, at: now, in: tx) }
  }
  try tx.append(
    .minutesWritten, about: meeting.id.of(), by: caller, at: now,
    changed: ["point": "\(found.number)", "outcome": minutes.outcome.rawValue])
}

/// Carries every point of a meeting without a quorum that has no minutes yet, with the reason as its minutes.
package func carryBusiness(of meeting: GroupMeeting, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let (group, present) = (try tx.group(meeting.group), try tx.present(at: meeting.id).count)
  guard meeting.state == .held, !isQuorate(group, present: present) else {
    throw Refusal.notNow("Enough were there: each point has its own minutes.")
  }
  let open = try tx.points(of: meeting.id).filter { $0.minutes == nil }
  if open.isEmpty { throw Refusal.notNow("Every point has its minutes already.") }
  for point in open {
    try writeMinutes(
      PointMinutes(
        "Too few members were there: \(present) of the \(group.quorum) that are needed. Carried to the next meeting.",
        easy: "Not enough people came. We talk about it next time.", .carried), of: point.id, at: meeting, by: caller,
      now: now, in: tx)
  }
}

/// Puts what waits on the agenda of a meeting that is to come. Its papers stay with the meeting they went out for.
private func carryWaiting(
  of group: ID<PartnershipGroup>, to next: GroupMeeting, at now: Instant, in tx: Transaction
) throws {
  var number = try tx.points(of: next.id).last?.number ?? 0
  var random = SystemRandomNumberGenerator()
  for (point, from) in try tx.waitingPoints(of: group) where from != next.id {
    number += 1
    try tx.insert(
      AgendaPoint(
        id: ID(at: now, random: &random), number: number, title: point.title, purpose: point.purpose, lead: point.lead,
        carriedFrom: from), of: next.id)
  }
}

/// Records that the group has agreed its minutes: they are final.
package func agreeMinutes(of meeting: GroupMeeting, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let others = try tx.agreeingMeetings(of: try tx.group(meeting.group))
  if let why = refusal(ofAgreeing: meeting, try tx.points(of: meeting.id), others: others) {
    throw Refusal.notNow(why)
  }
  guard try tx.agreeMinutes(of: meeting.id, at: now) else {
    throw Refusal.changedByAnother("These minutes are agreed already.")
  }
  try tx.append(.minutesAgreed, about: meeting.id.of(), by: caller, at: now)
}

/// Declares an interest in what a meeting speaks of. A member declares their own; who keeps groups may write down what any
/// member has said.
package func declareInterest(
  _ id: ID<DeclaredInterest>, of member: ID<GroupMember>, _ words: String, done: String, at meeting: GroupMeeting,
  keeps: Bool, by caller: Caller, now: Instant, in tx: Transaction
) throws {
  guard let found = try tx.members(of: meeting.group).first(where: { $0.id == member && $0.sits(on: meeting.day) })
  else { throw Invalid("member", "Choose a member of this group") }
  guard keeps || found.isCaller(caller) else { throw Refusal.forbidden("You can declare your own interests only.") }
  if meeting.state == .cancelled { throw Refusal.notNow("This meeting was called off.") }
  try tx.insertInterest(id, of: member, words, done: done, at: meeting.id, by: caller, now: now)
  try tx.append(.interestDeclared, about: meeting.id.of(), by: caller, at: now)
}

/// Notes what the group has agreed to do; for a risk, what makes it smaller.
package func agreeAction(
  _ action: GroupAction, of group: ID<PartnershipGroup>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  _ = try tx.group(group)
  if action.dueOn < now.day { throw Invalid("due_on", "The day must be today or later") }
  try tx.insert(action, of: group)
  try tx.append(
    .actionAgreed, about: group.of(), by: caller, at: now,
    changed: ["lead": action.lead, "due_on": action.dueOn.description])
}

/// Ends an action: it was done, and this shows it.
package func endAction(
  _ id: ID<GroupAction>, of group: ID<PartnershipGroup>, _ words: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  _ = try tx.action(id, of: group)
  guard try tx.endAction(id, words, by: caller, at: now) else { throw Refusal.notNow("This was done already.") }
  try tx.append(.actionDone, about: group.of(), by: caller, at: now)
}

extension EventKind {
  static let meetingPlanned = EventKind("meeting.planned", "called a meeting")
  static let agendaPublished = EventKind("meeting.agenda_published", "published the agenda of a meeting")
  static let agendaChanged = EventKind("meeting.agenda_changed", "put a point on an agenda")
  static let paperSent = EventKind("meeting.paper_sent", "sent a paper out for a meeting")
  static let meetingHeld = EventKind("meeting.held", "recorded that a meeting was held")
  static let meetingCancelled = EventKind("meeting.cancelled", "called a meeting off")
  static let minutesWritten = EventKind("meeting.minutes_written", "wrote minutes")
  static let minutesAgreed = EventKind("meeting.minutes_agreed", "recorded that minutes were agreed")
  static let interestDeclared = EventKind("meeting.interest_declared", "declared an interest")
  static let actionAgreed = EventKind("group.action_agreed", "noted what a group has agreed to do")
  static let actionDone = EventKind("group.action_done", "recorded that something agreed was done")
}
