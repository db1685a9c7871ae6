import Clocks
import Design
import Kernel
import People
import Store
import Web

enum ReassessmentForm {
  static let askedOn = Field("asked_on", "When was it asked for?", .day, required: "Enter the day it was asked for")
  static let source = Field(
    "source", "Who asked?", .choice(Field.options(RequestSource.self)),
    hint: "Leave it open where the council itself finds it necessary.")
  static let askedBy = Field(
    "asked_by", "Name, and who they are to the child", .text(max: 160), required: "Enter who asked")
  static let why = Field("why", "Why? In their own words", .prose(max: 8000), required: "Enter why they ask")
  static let asking = [askedOn, source, askedBy, why, StepForm.lateWhy]

  static let answer = Field(
    "answer", "What is decided?", .choice(Field.options(ReassessmentAnswer.self)), required: "Choose what is decided")
  static let decidedOn = Field("decided_on", "When was the family told?", .day, required: "Enter the day")
  static let reasons = Field("reasons", "Reasons", .prose(max: 12_000), hint: "Needed for a no: the family reads them.")
  static let deciding = [answer, decidedOn, reasons, StepForm.lateWhy]
  static let own = Field(
    "why", "What has changed, and what should be looked at again?", .prose(max: 8000),
    required: "Tell us what has changed")
}

let reassessmentRoutes: [Route] = [
  .page(
    "/children/{child}/ehc/{case}/reassessment", "Assess needs again", may: .openRecord, againPage),
  .onCase(
    "reassessment", "Record a request to assess needs again", fields: ReassessmentForm.asking, again: againPage
  ) { ehcCase, request, tx in
    try askReassessment(
      request.formID.of(), try request.checked(NewReassessment.check), of: ehcCase, by: request.caller,
      at: request.now, in: tx)
    return "Recorded. The council answers within 15 days."
  },
  .onCase(
    "reassessment/decision", "Decide whether needs are assessed again", fields: ReassessmentForm.deciding,
    again: againPage
  ) { ehcCase, request, tx in
    let one = try tx.openReassessment(of: ehcCase)
    var form = FormReading(request.entry)
    let answer: ReassessmentAnswer? = form.choice(ReassessmentForm.answer)
    let (on, reasons) = (form.day(ReassessmentForm.decidedOn), form.text(ReassessmentForm.reasons))
    let lateWhy = form.text(StepForm.lateWhy)
    try Invalid.check(form.errors)
    try decideReassessment(
      one, answer!, on: on!, reasons: reasons, lateWhy: lateWhy, of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return answer!.title
  },
  .onCase(
    "reassessment/notice", "Send the draft after a re-assessment", fields: NoticeForm.all, again: againPage
  ) { ehcCase, request, tx in
    let one = try tx.openReassessment(of: ehcCase)
    let notice = try request.checked(NewNotice.check)
    try sendReassessed(one, notice, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return "Sent. The family and the setting have 15 days."
  },
  .onCase(
    "reassessment/plan", "Send the plan after a re-assessment", fields: NoticeForm.finishing, again: againPage
  ) { ehcCase, request, tx in
    let one = try tx.openReassessment(of: ehcCase)
    let sent = try request.dayOf(NoticeForm.finalOn)
    try sendReassessedPlan(
      of: one, on: sent.on, lateWhy: sent.lateWhy, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return "The changed plan was sent"
  },
  .onCase(
    "reassessment/kept", "Leave a plan as it was after a re-assessment", fields: NoticeForm.keeping, again: againPage
  ) { ehcCase, request, tx in
    let one = try tx.openReassessment(of: ehcCase)
    let dropped = try request.checked(ChangeDropped.check)
    try leavePlanAsItWas(
      after: one, on: dropped.on, why: dropped.why, lateWhy: dropped.lateWhy, of: ehcCase, by: request.caller,
      at: request.now, in: tx)
    return "The plan stays as it was"
  },
  .page(
    "/children/{child}/ehc/{case}/reassessment/letters/{letter}", "A letter about a re-assessment", may: .manageEHC,
    againLetter),
  .page(
    "/family/{child}/ehc/reassessment", "Ask that needs are looked at again", may: .askForOwnAssessment,
    ownAgainPage),
  .form(
    "/family/{child}/ehc/reassessment", "Ask that needs are looked at again", may: .askForOwnAssessment,
    fields: [ReassessmentForm.own], again: ownAgainPage
  ) { request, tx in
    guard let ehcCase = try tx.ehcCases(request.child).first else { throw Refusal.notFound }
    let why = try request.text(ReassessmentForm.own)
    try askReassessment(
      request.formID.of(),
      NewReassessment(askedOn: request.today, source: .family, askedBy: request.caller.name, why: why), of: ehcCase,
      by: request.caller, at: request.now, in: tx)
    return .see("/family/\(ehcCase.child)/ehc", "We have your request. We answer within 15 days.")
  },
]

extension NewReassessment {
  static func check(_ entry: Entry) -> Checked<NewReassessment> {
    var form = FormReading(entry)
    let (on, by) = (form.day(ReassessmentForm.askedOn), form.text(ReassessmentForm.askedBy))
    let source: RequestSource? = form.choice(ReassessmentForm.source)
    let (why, lateWhy) = (form.text(ReassessmentForm.why), form.text(StepForm.lateWhy))
    return form.result {
      NewReassessment(askedOn: on!, source: source, askedBy: by!, why: why!, lateWhy: lateWhy)
    }
  }
}

extension Transaction {
  /// The re-assessment that is on its way.
  fileprivate func openReassessment(of ehcCase: EHCCase) throws -> Reassessment {
    guard let one = try reassessments(of: ehcCase.id).first(where: \.isOpen) else {
      throw Refusal.notNow("No re-assessment is asked for.")
    }
    return one
  }
}

extension Reassessment {
  /// The letters that have gone out, by their days.
  var letters: [LetterKind: Day] {
    var letters: [LetterKind: Day] = [:]
    letters[answer == .no ? .refuseReassess : .reassess] = decidedOn
    letters[.changedPlan] = finalOn
    return letters
  }
}

@Sendable private func againLetter(_ request: Request, _ tx: Transaction) throws -> LetterPage {
  let ehcCase = try request.ehcCase(tx)
  guard let kind = request.parameters["letter"].flatMap(LetterKind.init),
    let one = try tx.reassessments(of: ehcCase.id).first, let day = one.letters[kind]
  else { throw Refusal.notFound }
  var facts = try letterFacts(request, writer: ehcCase.officerName ?? request.caller.name, tx)
  facts.more["reasons"] = one.reasons
  facts.more["limits"] = try tx.limits(of: ehcCase, decidedOn: day)
  facts.more["until"] = try tx.clocks(about: one.id).last { $0.ruleID == .reassessedPlan }?.due.day.longWithWeekday
  return LetterPage(letter: try tx.letter(kind, facts, on: day), path: ehcCase.path, childName: facts.child)
}

@Sendable private func ownAgainPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let child = try tx.child(request.child)
  let ehcCase = try tx.ehcCases(child.id).first
  let isPossible =
    try ehcCase.map { one in
      try one.state == .maintained && !tx.reassessments(of: one.id).contains(where: \.isOpen)
    } ?? false
  return FormPage(
    "Ask us to look at all needs again", caption: child.calledName,
    trail: [
      Link("Home", "/family"), Link(child.calledName, "/family/\(child.id)"),
      Link("Help in a plan", "/family/\(child.id)/ehc"),
    ], menu: "/family", to: "/family/\(child.id)/ehc/reassessment", [ReassessmentForm.own], request.entry,
    submit: "Send it",
    warning: isPossible ? nil : "This can be asked for while a plan is in force, and once at a time.",
    notes: [
      "The plan goes on as it is while we look. We answer within 15 days. If we say no, we tell you why and what you can do."
    ])
}

@Sendable private func againPage(_ request: Request, _ tx: Transaction) throws -> ReassessmentPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let all = try tx.reassessments(of: ehcCase.id)
  let isInForce = ehcCase.state == .maintained
  let last = try tx.lastAssessment(child.id)
  return ReassessmentPage(
    path: ehcCase.path, childName: child.name,
    blocks: try all.map { try WithLimits($0, about: $0.id, at: request.now, tx) },
    lastAssessedOn: last.flatMap { $0.adding(months: 6) > request.today ? $0 : nil }, isInForce: isInForce,
    advice: try tx.advice(of: ehcCase.id).filter { $0.state == .asked }.map { "\($0.kind.title): \($0.askedOf)" },
    mayManage: request.may(.manageEHC, on: child) && isInForce, mayWriteLetters: request.may(.manageEHC, on: child),
    entry: request.entry)
}

/// Needs that are assessed again: the request, the answer, advice, the draft and the plan, with their limits.
struct ReassessmentPage: Page, Codable {
  let path: String
  let childName: String
  let blocks: [WithLimits<Reassessment>]
  /// When needs were assessed last, where that is less than six months ago.
  let lastAssessedOn: Day?
  let isInForce: Bool
  /// Who was asked and has not written.
  let advice: [String]
  let mayManage: Bool
  let mayWriteLetters: Bool
  let entry: Entry
  var title: String { "Assess the needs again" }
  var trail: [Link] { caseTrail(path, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph("The plan stays in force while needs are assessed again. Advice is gathered as it was the first time.")
      if blocks.isEmpty {
        paragraph(isInForce ? "Nobody has asked for it." : "Only the needs behind a plan in force are assessed again.")
      }
      blocks.map { block($0, view) }
      if mayManage, !blocks.contains(where: \.one.isOpen) {
        card("Record a request", id: "new") {
          if let lastAssessedOn {
            insetText {
              paragraph(
                """
                Needs were assessed on \(lastAssessedOn.long), less than 6 months ago. Then the council need not do it \
                again, unless it finds it necessary.
                """)
            }
          }
          formPart(
            view, to: "\(path)/reassessment", ReassessmentForm.asking, entry, submit: "Record the request")
        }
      }
    }
  }

  private func block(_ block: WithLimits<Reassessment>, _ view: View) -> HTML {
    let one = block.one
    return card(
      "Asked for on \(one.askedOn.long)", id: "reassessment-\(one.id)", style: one.isOpen ? .lead : .plain
    ) {
      paragraph(markup: tag(one.stage, one.isOpen ? .blue : .grey))
      summaryList(
        [
          SummaryRow("Asked by", text: "\(one.askedBy) (\(one.source?.title.lowercasedFirst ?? "the council itself"))"),
          SummaryRow("Why", prose(one.why)),
          knownRow("Decision", one.answer.map { "\($0.title), \(one.decidedOn?.long ?? "")" }),
          knownRow("Reasons", one.reasons), knownRow("Draft sent", one.draftOn?.long),
          knownRow("What the changes rest on", one.evidence), knownRow("Changed plan sent", one.finalOn?.long),
          knownRow("Why the plan stays as it was", one.keptWhy),
        ].compactMap(\.self))
      EHC.limits(block.limits)
      if mayWriteLetters, one.id == blocks.first?.one.id {
        letterLinks(one.letters, to: "\(path)/reassessment/letters")
      }
      if mayManage, one.isOpen { acts(one, view) }
    }
  }

  @HTMLBuilder private func acts(_ one: Reassessment, _ view: View) -> HTML {
    if one.answer == nil {
      formPart(
        view, to: "\(path)/reassessment/decision", ReassessmentForm.deciding, entry,
        submit: "Record the decision", idPrefix: "decision-")
    } else if one.isGathering {
      bulletList([
        link("Ask for advice", to: "\(path)/advice/new"), link("Write the changes into the plan", to: "\(path)/plan"),
      ])
      if !advice.isEmpty { paragraph("Still asked: \(advice.joined(separator: "; ")).") }
      formPart(
        view, to: "\(path)/reassessment/notice", NoticeForm.all, entry, submit: "Send the draft",
        idPrefix: "notice-")
    } else {
      changeForms(
        view, to: "\(path)/reassessment", entry, planPath: "\(path)/plan", idPrefix: "change-")
    }
  }
}
