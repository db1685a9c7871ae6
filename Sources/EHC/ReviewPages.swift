import Clocks
import Design
import Kernel
import People
import Store
import Web

enum ReviewForm {
  static let heldOn = Field("held_on", "When was the meeting?", .day, required: "Enter the day of the meeting")
  static let came = Field("came", "Who came?", .prose(max: 1000))
  static let voice = Field(
    "voice", "What did the child or young person say? In their own words", .prose(max: 4000),
    required: "Enter what the child or young person said, or how they showed it")
  static let adultServices = Field(
    "adult_services", "From year 9: which adult services will be needed?", .prose(max: 2000),
    hint: "Name the services, or say that none will be needed.")
  static let holding = [heldOn, StepForm.lateWhy, came, voice, adultServices]

  static let reportOn = Field("report_on", "When did the report go out?", .day, required: "Enter the day of the report")
  static let outcome = Field(
    "outcome", "What is decided?", .choice(Field.options(ReviewOutcome.self)), required: "Choose what is decided")
  static let decidedOn = Field(
    "decided_on", "When was the family told?", .day, required: "Enter the day of the decision")
  static let draftOn = Field("draft_on", "If it changes: when did the changes go out?", .day)
  static let evidence = Field(
    "evidence", "If it changes: what do the changes rest on?", .prose(max: 4000),
    hint: "Reports, advice, what was said at the meeting. It goes with the notice.")
  static let setting = Field(
    "setting", "If it changes: which school or setting gets the changes too?", .text(max: 200),
    hint: "It has 15 days to comment, as the family has.")
  static let deciding = [outcome, decidedOn, draftOn, evidence, setting, StepForm.lateWhy]
  static let reporting = [reportOn, StepForm.lateWhy]
}

let reviewRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/reviews", "Reviews of a plan", may: .openRecord, reviewsPage),
  .onCase(
    "reviews", "Record a review", fields: ReviewForm.holding, again: reviewsPage
  ) { ehcCase, request, tx in
    try holdReview(
      request.formID.of(), try request.checked(NewReview.check), of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return "Recorded. The limits of report and decision run."
  },
  .onCase(
    "reviews/{review}/report", "Record the report of a review", fields: ReviewForm.reporting, again: reviewsPage
  ) { ehcCase, request, tx in
    let sent = try request.dayOf(ReviewForm.reportOn)
    try sendReport(
      of: try tx.review(request.id("review"), of: ehcCase.id), on: sent.on, lateWhy: sent.lateWhy, by: request.caller,
      at: request.now, in: tx)
    return "Recorded"
  },
  .onCase(
    "reviews/{review}/decision", "Record the decision of a review", fields: ReviewForm.deciding, again: reviewsPage
  ) { ehcCase, request, tx in
    var form = FormReading(request.entry)
    let outcome: ReviewOutcome? = form.choice(ReviewForm.outcome)
    let day = form.day(ReviewForm.decidedOn)
    let lateWhy = form.text(StepForm.lateWhy)
    try Invalid.check(form.errors)
    let notice = outcome == .amend ? try noticeOfReview(request.entry) : nil
    try decideReview(
      try tx.review(request.id("review"), of: ehcCase.id), outcome!, on: day!, notice: notice, lateWhy: lateWhy,
      of: ehcCase, by: request.caller, at: request.now, in: tx)
    return outcome!.title
  },
  .onCase(
    "reviews/{review}/plan", "Send the changed plan", fields: NoticeForm.finishing, again: reviewsPage
  ) { ehcCase, request, tx in
    let sent = try request.dayOf(NoticeForm.finalOn)
    try sendChangedPlan(
      of: try tx.review(request.id("review"), of: ehcCase.id), on: sent.on, lateWhy: sent.lateWhy, of: ehcCase,
      by: request.caller, at: request.now, in: tx)
    return "The changed plan was sent"
  },
  .onCase(
    "reviews/{review}/kept", "Leave a plan as it was after a review", fields: NoticeForm.keeping, again: reviewsPage
  ) { ehcCase, request, tx in
    let dropped = try request.checked(ChangeDropped.check)
    try leavePlanAsItWas(
      after: try tx.review(request.id("review"), of: ehcCase.id), on: dropped.on, why: dropped.why,
      lateWhy: dropped.lateWhy, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return "The plan stays as it was"
  },
]

extension NewReview {
  static func check(_ entry: Entry) -> Checked<NewReview> {
    var form = FormReading(entry)
    let heldOn = form.day(ReviewForm.heldOn)
    let (came, voice) = (form.text(ReviewForm.came), form.text(ReviewForm.voice))
    let (adult, lateWhy) = (form.text(ReviewForm.adultServices), form.text(StepForm.lateWhy))
    return form.result {
      var new = NewReview(heldOn: heldOn!, came: came, voice: voice, adultServices: adult)
      new.lateWhy = lateWhy
      return new
    }
  }
}

/// What goes out where a review changes the plan: the day, what it rests on, and the setting that gets it too.
private func noticeOfReview(_ entry: Entry) throws -> NewNotice {
  var form = FormReading(entry)
  let on = form.day(ReviewForm.draftOn)
  let (evidence, setting) = (form.text(ReviewForm.evidence), form.text(ReviewForm.setting))
  var wrong = form.errors
  if on == nil, wrong.isEmpty {
    wrong.append(
      FieldError("draft_on", "The proposed changes go with the notice. Enter the day on which they went out"))
  }
  if evidence == nil { wrong.append(FieldError("evidence", "Enter what the changes rest on")) }
  if setting == nil { wrong.append(FieldError("setting", "Enter the school or setting that gets the changes too")) }
  try Invalid.check(wrong)
  return NewNotice(
    on: on!, evidence: evidence!, setting: setting!, lateWhy: entry["late_why"].flatMap { $0.isEmpty ? nil : $0 })
}

@Sendable func reviewsPage(_ request: Request, _ tx: Transaction) throws -> ReviewsPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let meeting = try tx.meetingToCome(of: ehcCase.id)
  return ReviewsPage(
    path: ehcCase.path, childName: child.name,
    blocks: try tx.reviews(of: ehcCase.id).map { try WithLimits($0, about: $0.id, at: request.now, tx) },
    next: try tx.clocks(about: ehcCase.id).last { $0.ruleID == .yearlyReview && $0.isOpen }.map {
      try ClockLine($0, tx, at: request.now)
    },
    isYearNine: child.bornOn.map { isInYearNineOrAbove(bornOn: $0, today: request.today) } ?? false,
    meeting: meeting,
    reportsBy: try meeting.flatMap { try tx.clocks(about: $0.id).last }.map { try ClockLine($0, tx, at: request.now) },
    mayManage: request.may(.manageEHC, on: child) && ehcCase.state == .maintained,
    mayWriteLetters: request.may(.manageEHC, on: child), entry: request.entry)
}

/// The reviews of a plan: those held with what is still to do, and the form of a new one.
struct ReviewsPage: Page, Codable {
  let path: String
  let childName: String
  let blocks: [WithLimits<PlanReview>]
  let next: ClockLine?
  let isYearNine: Bool
  let meeting: ReviewMeeting?
  /// When the reports for the meeting must be out.
  let reportsBy: ClockLine?
  let mayManage: Bool
  let mayWriteLetters: Bool
  let entry: Entry
  var title: String { "Reviews of the plan" }
  var trail: [Link] { caseTrail(path, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      next.map { line in paragraph("The next review: \(line.sentence). \(line.words).") } ?? .empty
      meetingCard(view)
      if blocks.isEmpty { paragraph("No review has been held yet.") }
      blocks.map { block($0, view) }
      if mayManage {
        card("Record a review", id: "new") {
          formPart(
            view, to: "\(path)/reviews", isYearNine ? ReviewForm.holding : Array(ReviewForm.holding.dropLast()),
            entry, submit: "Record the review")
        }
      }
    }
  }

  /// The meeting that is to come, or the form that calls one.
  private func meetingCard(_ view: View) -> HTML {
    guard let meeting else {
      guard mayManage else { return .empty }
      return card("Call the next review", id: "meeting") {
        formPart(
          view, to: "\(path)/reviews/meeting", MeetingForm.calling, entry, submit: "Call the meeting", style: .secondary
        )
      }
    }
    return card("The meeting to come", id: "meeting", style: .lead) {
      summaryList([
        SummaryRow("On", dayWithWeekday(meeting.on)), SummaryRow("At", text: meeting.place),
        SummaryRow("Who is asked to come", text: meeting.invited),
        SummaryRow(
          "Reports",
          text: meeting.reportsOn.map { "Sent on \($0.long)" } ?? reportsBy.map { "\($0.sentence). \($0.words)." }),
      ])
      if mayManage {
        paragraph(markup: link("The letter of invitation", to: "\(path)/reviews/meeting/letter"))
        if meeting.reportsOn == nil {
          formPart(
            view, to: "\(path)/reviews/meeting/reports", MeetingForm.reporting, entry,
            submit: "Record that the reports went out", style: .secondary, idPrefix: "reports-")
        }
        view.postButton("Call it off", to: "\(path)/reviews/meeting/end")
      }
    }
  }

  private func block(_ block: WithLimits<PlanReview>, _ view: View) -> HTML {
    let review = block.one
    return card("Review of \(review.heldOn.long)", id: "review-\(review.id)") {
      review.voice.map { quote($0) } ?? .empty
      summaryList(
        [
          SummaryRow("Who came", text: review.came), SummaryRow("Adult services", text: review.adultServices),
          SummaryRow("Report sent", text: review.reportOn?.long),
          SummaryRow("Decision", text: review.outcome.map { "\($0.title), \(review.decidedOn?.long ?? "")" }),
          knownRow("Proposed changes sent", review.draftOn?.long),
          knownRow("What the changes rest on", review.evidence), knownRow("Changed plan sent", review.finalOn?.long),
          knownRow("Why the plan stays as it was", review.keptWhy),
        ].compactMap(\.self))
      limits(block.limits)
      if mayWriteLetters { letterLinks(review.letters, to: "\(path)/reviews/\(review.id)/letters") }
      if mayManage { acts(review, view) }
    }
  }

  private func acts(_ review: PlanReview, _ view: View) -> HTML {
    let address = "\(path)/reviews/\(review.id)"
    return markup {
      if review.reportOn == nil {
        formPart(
          view, to: "\(address)/report", ReviewForm.reporting, entry, submit: "Record the report", style: .secondary,
          idPrefix: "report-\(review.id)-")
      }
      if review.decidedOn == nil {
        paragraph(
          markup:
            "If the plan changes, \(link("write the changes into a new version", to: "\(path)/plan")) first: they go out with the notice."
        )
        formPart(
          view, to: "\(address)/decision", ReviewForm.deciding, entry, submit: "Record the decision", style: .secondary,
          idPrefix: "decision-\(review.id)-")
      }
      if review.outcome == .cease {
        paragraph(markup: link("Ask the family and the setting about the end of the plan", to: "\(path)/ending"))
      }
      if review.outcome == .reassess {
        paragraph(markup: link("Assess the needs again", to: "\(path)/reassessment"))
      }
      if review.isBeingChanged {
        changeForms(view, to: address, entry, planPath: "\(path)/plan", idPrefix: "change-\(review.id)-")
      }
    }
  }
}
