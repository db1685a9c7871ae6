// A review that is to come: who is asked, where, and the reports that go out two weeks before. Source: SEND Regulations
// 2014 reg. 20(2)–(4).

import Clocks
package import Kernel
import People
package import Store
import Web

/// A review meeting that is called and not held yet.
package struct ReviewMeeting: Sendable, Record, Codable, Hashable {
  package let id: ID<ReviewMeeting>
  package let ehcCase: ID<EHCCase>
  package let child: ChildID
  package let on: Day
  package let place: String
  package let invited: String
  package let reportsOn: Day?
  package init(row: Row) throws {
    (id, ehcCase, child, on) = (try row[0], try row[1], try row[2], try row[3])
    (place, invited, reportsOn) = (try row[4], try row[5], try row[6])
  }
}

/// Calls a review: whoever comes is told now, and the reports are due two weeks before.
package func callReview(
  _ id: ID<ReviewMeeting>, on day: Day, place: String, invited: String, of ehcCase: EHCCase, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.state == .maintained else { throw Refusal.notNow("Only a plan in force is reviewed.") }
  guard try tx.meetingToCome(of: ehcCase.id) == nil else { throw Refusal.notNow("A review has been called already.") }
  // Two weeks' notice is the least.
  let earliest = now.day.adding(days: 14)
  guard day >= earliest else {
    throw Invalid("meeting_on", "Those who are asked have two weeks’ notice. The first day is \(earliest.long)")
  }
  try tx.run(
    """
    INSERT INTO ehc_meeting (id, case_id, child_id, meeting_on, place, invited, written_by)
    VALUES (\(id), \(ehcCase.id), \(ehcCase.child), \(day), \(place), \(invited), \(caller.name))
    """)
  try tx.startClock(
    .reviewReports, about: id, child: ehcCase.child, at: moment(of: day, now: now), owner: ehcCase.officer,
    team: ehcCase.team, now: now)
  try tx.append(
    .reviewCalled, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["meeting_on": day.description])
}

/// What was written for the meeting went out to everybody who is asked.
package func sendReports(
  for meeting: ReviewMeeting, on day: Day, lateWhy: String? = nil, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard meeting.reportsOn == nil else { throw Refusal.notNow("The reports were sent already.") }
  guard day <= now.day, day <= meeting.on else {
    throw Invalid("reports_on", "The day must be today or in the past, and before the meeting")
  }
  try noteLate(
    "The reports for the review went out", on: day, why: lateWhy, of: meeting.ehcCase, by: caller, at: now, in: tx)
  try tx.run("UPDATE ehc_meeting SET reports_on = \(day) WHERE id = \(meeting.id)")
  try tx.meetClock(.reviewReports, about: meeting.id, at: moment(of: day, now: now))
  try tx.append(
    .reportsSent, about: meeting.ehcCase.of(), child: meeting.child, by: caller, at: now,
    changed: ["reports_on": day.description])
}

/// Why a meeting ends that is not held.
let meetingCalledOff = "The meeting was called off"

/// The meeting was held or called off: nothing of it waits any more.
func endMeeting(_ meeting: ReviewMeeting, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.run("UPDATE ehc_meeting SET ended_at = \(now) WHERE id = \(meeting.id)")
  try tx.cancelClocks(about: meeting.id, why: why, by: caller, at: now)
  try tx.append(.meetingEnded, about: meeting.ehcCase.of(), child: meeting.child, by: caller, at: now, why: why)
}

extension Transaction {
  package func meetingToCome(of ehcCase: ID<EHCCase>) throws -> ReviewMeeting? {
    try first(
      """
      SELECT id, case_id, child_id, meeting_on, place, invited, reports_on FROM ehc_meeting
      WHERE case_id = \(ehcCase) AND ended_at IS NULL
      """)
  }
}

extension EventKind {
  static let reviewCalled = EventKind("ehc.review_called", "called a review of an EHC plan")
  static let reportsSent = EventKind("ehc.reports_sent", "sent the reports for a review meeting")
  static let meetingEnded = EventKind("ehc.meeting_ended", "ended the call to a review meeting")
}
