// A request for an assessment from outside the council. It counts from the day on which it came, whoever opens it when.
// Source: Children and Families Act 2014 s. 36(1); SEND Regulations 2014 regs 3–5.

import Clocks
package import Kernel
import People
package import Store
import Web

/// A parent or the young person asks, in their own page: the case is there at once and its limits run. Nobody has it yet.
package func askForAssessment(
  _ id: ID<EHCCase>, words: String, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let agency = try tx.educationAgency() else {
    throw Refusal.notNow("Nobody takes requests here yet. Please call us.")
  }
  // Whoever is asked must be able to open the record.
  if try !tx.involvements(child).contains(where: { $0.agency == agency.id }) {
    try tx.beginInvolvement(
      NewInvolvement(practitioner: nil, agency: agency.id, team: nil, part: partOfOfficer),
      child: child, id: newID(at: now), by: caller, at: now)
  }
  let who = caller.has(.youngPerson) ? "the young person" : "parent or carer"
  var new = NewCase(receivedOn: now.day, source: .family, askedBy: "\(caller.name), \(who)", reasons: words)
  // Within six months of an assessment the council need not take it up; the family may ask all the same, and is answered.
  if let last = try tx.lastAssessment(child), last.adding(months: 6) > now.day {
    new.lateWhy = "The family asks again within six months of an assessment"
  }
  try receiveRequest(id, new, child: child, by: caller, at: now, in: tx)
}

/// Somebody without a page here asks: it stands in the officers' queue, and its six weeks run.
package func sendRequest(
  _ id: ID<PortalRequest>, _ new: NewPortalRequest, partnership: String, at now: Instant, in tx: Transaction
) throws {
  try Invalid.check(problems(with: new, today: now.day))
  try tx.insert(id, new, at: now)
  let clock = try tx.startClock(.decide, about: id, child: nil, at: now, now: now)
  try tx.append(
    .requestSent, about: id.of(), by: Caller(account: nil, name: new.askedBy, roles: [], from: "the portal"), at: now,
    changed: ["source": new.source.rawValue])
  try tx.send(
    Mail(
      to: new.email, subject: "We have your request for an assessment",
      body: """
        Hello,

        We have your request for an education, health and care needs assessment. It came on \(now.day.long).

        The law gives us six weeks to say whether we will do an assessment: until \(clock.due.day.longWithWeekday). \
        Somebody will write to you, and to the family.

        \(partnership)
        """), at: now, key: "ehc-request:\(id)")
}

/// Takes a request of the queue up as a case of this child, or of one whose record begins with it. The limits run from
/// the day on which it came.
package func takeUpRequest(
  _ asked: PortalRequest, child known: ChildID?, case id: ID<EHCCase>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> ChildID {
  let child = try known ?? startRecord(asked.asked, by: caller, at: now, in: tx)
  var new = NewCase(
    receivedOn: asked.askedAt.day, source: asked.source, askedBy: asked.asked.askedBy, reasons: asked.asked.allReasons)
  new.lateWhy = "It came by the portal on that day"
  try receiveRequest(id, new, child: child, by: caller, at: now, in: tx)
  guard try tx.close(asked.id, case: id, answer: nil, by: caller.name, at: now) else { throw alreadyAnswered }
  try tx.cancelClocks(about: asked.id, why: "Taken up as a case: its limits run from the same day", by: caller, at: now)
  try tx.append(.requestTakenUp, about: asked.id.of(), child: child, by: caller, at: now)
  return child
}

/// Answers a request that cannot be taken up: another council's, or one that has a plan already. The answer is sent.
package func answerRequest(
  _ asked: PortalRequest, words: String, partnership: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.close(asked.id, case: nil, answer: words, by: caller.name, at: now) else { throw alreadyAnswered }
  try tx.cancelClocks(about: asked.id, why: "Answered", by: caller, at: now)
  try tx.append(.requestAnswered, about: asked.id.of(), by: caller, at: now, why: words)
  try tx.send(
    Mail(
      to: asked.asked.email, subject: "Your request for an assessment",
      body: "Hello,\n\n\(words)\n\n\(caller.name), \(partnership)\n"), at: now, key: "ehc-request-answer:\(asked.id)")
}

private let alreadyAnswered = Refusal.changedByAnother("Somebody has taken this request already. Open the queue again.")

private func startRecord(_ asked: NewPortalRequest, by caller: Caller, at now: Instant, in tx: Transaction) throws
  -> ChildID
{
  let id: ChildID = newID(at: now)
  var child = Child(
    id: id, givenName: asked.givenName, familyName: asked.familyName, sex: .unknown, bornOn: asked.bornOn, at: now)
  child.upn = asked.upn.flatMap { UPN($0) }
  try register(child, by: caller, at: now, why: "From a request for an assessment", in: tx)
  return id
}

extension Transaction {
  /// Whom a request for an assessment goes to: the council's education service.
  func educationAgency() throws -> Agency? {
    try agency(code: "education") ?? agencies().first { $0.kind == .education }
  }
}

extension EventKind {
  static let requestSent = EventKind("ehc.request_sent", "asked for an EHC needs assessment")
  static let requestTakenUp = EventKind("ehc.request_taken_up", "took up a request for an EHC needs assessment")
  static let requestAnswered = EventKind("ehc.request_answered", "answered a request for an EHC needs assessment")
}
