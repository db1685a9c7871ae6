import Clocks
package import Kernel
package import Store
import Web

extension ClockRuleID {
  static let keyNotice: ClockRuleID = "KD-28"
  static let generalException: ClockRuleID = "KD-GE"
  static let callIn: ClockRuleID = "KD-CALL"
  static let privateMeeting: ClockRuleID = "KD-PM"
  static let privateMeetingAgain: ClockRuleID = "KD-PM5"
}

/// Publishes the notice of a decision, now: there is no way to say that it was published earlier. The clock engine counts
/// when the decision may be taken.
package func publishNotice(
  of id: ID<DecisionRecord>, by route: NoticeRoute, why: String?, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  if route != .notice, why == nil { throw Invalid("why", "Enter why 28 clear days cannot be given") }
  let file = try tx.file(id)
  guard file.record.state == .draft else { throw Refusal.notNow("A notice stands already.") }
  try tx.move(id, version: version, to: .notice)
  try tx.cancelClocks(about: id, why: "A new notice", by: caller, at: now)
  var (earliest, reckoning) = (now, "special urgency: as soon as the chair of scrutiny has agreed")
  if route != .specialUrgency {
    let rule: ClockRuleID = route == .notice ? .keyNotice : .generalException
    let clock = try tx.startClock(rule, about: id, child: nil, at: now, now: now)
    (earliest, reckoning) = (clock.due, clock.reckoning)
  }
  let notice = DecisionNotice(
    number: file.notices.count + 1, route: route, publishedAt: now, by: caller, earliestAt: earliest,
    reckoning: reckoning, why: why, content: file.noticeText)
  try tx.insert(notice, decision: id)
  try tx.append(
    .noticePublished, about: id.of(), by: caller, at: now,
    changed: ["route": route.rawValue, "earliest": earliest.day.description], why: why)
}

/// Takes the notice back: the decision is a draft again, and whatever days had passed count no more.
package func withdrawNotice(
  of id: ID<DecisionRecord>, version: Int, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.file(id)
  guard file.record.state.isAhead, let notice = file.notice else { throw Refusal.notNow("No notice stands.") }
  try tx.move(id, version: version, to: .draft)
  try tx.withdrawNotice(notice.number, of: id, at: now)
  try tx.cancelClocks(about: id, why: "The notice was withdrawn", by: caller, at: now)
  try tx.append(.noticeWithdrawn, about: id.of(), by: caller, at: now, why: why)
}

/// Publishes, now, that a decision will be taken in private: the first notice says why, the second also what people said about
/// it and what was answered.
package func publishPrivateNotice(
  of id: ID<DecisionRecord>, why: String, representations: String?, answer: String?, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let file = try tx.file(id)
  guard file.record.state == .notice || file.record.state == .considered else {
    throw Refusal.notNow("Publish the notice of the decision first, and this before it is taken.")
  }
  let number = file.privateNotices.count + 1
  guard number <= 2 else { throw Refusal.notNow("Both notices are published.") }
  if number == 2, representations == nil || answer == nil {
    throw Invalid(
      representations == nil ? "representations" : "answer", "Enter what people said, and the answer; “None” for none")
  }
  try tx.move(id, version: file.record.version, to: file.record.state)
  let clock = try tx.startClock(
    number == 1 ? .privateMeeting : .privateMeetingAgain, about: id, child: nil, at: now, now: now)
  try tx.insert(
    PrivateNotice(
      number: number, publishedAt: now, by: caller, earliestAt: clock.due, reckoning: clock.reckoning, why: why,
      representations: number == 2 ? representations : nil, answer: number == 2 ? answer : nil), decision: id)
  try tx.append(
    .privateNoticePublished, about: id.of(), by: caller, at: now,
    changed: ["number": "\(number)", "earliest": clock.due.day.description], why: why)
}

/// Publishes, now, that a meeting in private cannot wait for its notices, and why: only once the chair of scrutiny has agreed
/// that it is urgent and cannot reasonably be deferred. The decision is then not taken before this is out.
package func publishUrgentPrivateNotice(
  of id: ID<DecisionRecord>, why: String, whyUrgent: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.file(id)
  guard file.record.state == .notice || file.record.state == .considered, let notice = file.notice else {
    throw Refusal.notNow("Publish the notice of the decision first, and this before it is taken.")
  }
  if file.urgentPrivate != nil { throw Refusal.notNow("This is published already.") }
  guard let agreed = file.act(.chairAgreedPrivate), agreed.at >= notice.publishedAt else {
    throw Refusal.notNow(
      "The chair of scrutiny has not agreed that the meeting in private is urgent and cannot reasonably be deferred.")
  }
  try tx.move(id, version: file.record.version, to: file.record.state)
  try tx.insert(
    UrgentPrivateNotice(publishedAt: now, by: caller, why: why, whyUrgent: whyUrgent, agreed: agreed), decision: id)
  try tx.cancelClocks(
    about: id, rules: [.privateMeeting, .privateMeetingAgain], why: "The chair of scrutiny agreed that it is urgent",
    by: caller, at: now)
  try tx.append(.urgentPrivatePublished, about: id.of(), by: caller, at: now, why: whyUrgent)
}

extension EventKind {
  static let urgentPrivatePublished = EventKind(
    "decision.urgent_private_published", "published that a meeting in private cannot wait")
  static let privateNoticePublished = EventKind(
    "decision.private_notice_published", "published that a decision will be taken in private")
  static let noticePublished = EventKind("decision.notice_published", "published the notice of a decision")
  static let noticeWithdrawn = EventKind("decision.notice_withdrawn", "withdrew the notice of a decision")
}
