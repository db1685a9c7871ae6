import Clocks
import Design
import Kernel
import People
import Store
import Web

enum MeetingForm {
  static let on = Field("meeting_on", "When is the meeting?", .day, required: "Enter the day of the meeting")
  static let place = Field("place", "Where?", .text(max: 160), required: "Enter where the meeting is")
  static let invited = Field(
    "invited", "Who is asked to come?", .prose(max: 1000),
    hint: "The family, the head of the setting, an officer of the council, health and social care.",
    required: "Enter who is asked to come")
  static let calling = [on, place, invited]
  static let reportsOn = Field("reports_on", "When did the reports go out?", .day, required: "Enter the day")
  static let reporting = [reportsOn, StepForm.lateWhy]
}

let meetingRoutes: [Route] = [
  .form(
    "/children/{child}/ehc/{case}/reviews/meeting", "Call a review", may: .manageEHC, fields: MeetingForm.calling,
    again: reviewsPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    var form = FormReading(request.entry)
    let (on, place) = (form.day(MeetingForm.on), form.text(MeetingForm.place))
    let invited = form.text(MeetingForm.invited)
    try Invalid.check(form.errors)
    try callReview(
      request.formID.of(), on: on!, place: place!, invited: invited!, of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    let isOpen = isSchoolDay(on!, terms: try tx.schoolTerms(), calendar: request.site.calendar)
    let warning = isOpen == false ? " By the register of terms schools are closed that day: is the setting open?" : ""
    return .see("\(ehcCase.path)/reviews/meeting/letter", "The meeting is called. Here is the letter.\(warning)")
  },
  .onCase(
    "reviews/meeting/reports", "Record the reports for a review", fields: MeetingForm.reporting, again: reviewsPage
  ) { ehcCase, request, tx in
    let sent = try request.dayOf(MeetingForm.reportsOn)
    try sendReports(
      for: try meeting(ehcCase, tx), on: sent.on, lateWhy: sent.lateWhy, by: request.caller, at: request.now, in: tx)
    return "Recorded"
  },
  .onCase("reviews/meeting/end", "Call a review meeting off", fields: []) { ehcCase, request, tx in
    try endMeeting(
      try meeting(ehcCase, tx), why: meetingCalledOff, by: request.caller, at: request.now, in: tx)
    return "The meeting is called off"
  },
  .page("/children/{child}/ehc/{case}/reviews/meeting/letter", "The letter that asks to a review", may: .manageEHC) {
    request, tx in
    let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
    let meeting = try meeting(ehcCase, tx)
    var facts = LetterFacts(
      child: child.name, writer: ehcCase.officerName ?? request.caller.name,
      council: request.site.settings.partnership)
    facts.more = ["until": meeting.on.longWithWeekday, "place": meeting.place, "invited": meeting.invited]
    return LetterPage(
      letter: try tx.letter(.reviewInvitation, facts, on: request.today), path: ehcCase.path, childName: child.name)
  },
]

private func meeting(_ ehcCase: EHCCase, _ tx: Transaction) throws -> ReviewMeeting {
  guard let meeting = try tx.meetingToCome(of: ehcCase.id) else { throw Refusal.notNow("No review has been called.") }
  return meeting
}
