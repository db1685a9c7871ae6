import Clocks
import Design
import Kernel
import People
import Store
import Web

enum EndingForm {
  static let proposedOn = Field(
    "proposed_on", "When were the family and the setting told?", .day, required: "Enter the day on which they were told"
  )
  static let code = Field(
    "code", "Why may the plan end?",
    .choice(Field.options(CeaseReason.self).filter { !["5", "8"].contains($0.value) }),
    required: "Choose why the plan may end")
  static let why = Field(
    "why", "What speaks for it?", .prose(max: 8000), hint: "The family reads it.", required: "Enter what speaks for it")
  static let setting = Field(
    "setting", "Which school or setting is asked?", .text(max: 200), required: "Enter the school or setting")
  static let proposing = [proposedOn, code, why, setting, StepForm.lateWhy]

  static let decidedOn = Field(
    "decided_on", "When was the family told of the decision?", .day, required: "Enter the day of the decision")
  static let familySaid = Field(
    "family_said", "What did the family or the young person say?", .prose(max: 8000),
    hint: "In their own words, or that they said nothing and how they were asked.",
    required: "Enter what the family said, or that it said nothing")
  static let settingSaid = Field(
    "setting_said", "What did the head of the setting say?", .prose(max: 8000),
    required: "Enter what the setting said, or that it said nothing")
  static let reasons = Field(
    "reasons", "Reasons", .prose(max: 12_000), hint: "The family reads them.",
    required: "Enter the reasons: they go to the family with their rights")
  static let deciding = [decidedOn, familySaid, settingSaid, reasons, StepForm.lateWhy]
  static let offWhy = Field(
    "off_why", "Why does the plan go on?", .prose(max: 2000), required: "Enter why the plan goes on")
}

let endingRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/ending", "The end of a plan", may: .openRecord, endingPage),
  .onCase(
    "ending", "Propose to end a plan", fields: EndingForm.proposing, again: endingPage
  ) { ehcCase, request, tx in
    try proposeEnding(
      request.formID.of(), try request.checked(NewEnding.check), of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return "Asked. The plan stays in force."
  },
  .onCase(
    "ending/decision", "Decide that a plan ends", fields: EndingForm.deciding, again: endingPage
  ) { ehcCase, request, tx in
    let ending = try tx.proposedEnding(of: ehcCase)
    try decideEnding(
      ending, try request.checked(EndingDecision.check), of: ehcCase, by: request.caller, at: request.now, in: tx)
    return "Decided. The plan stays in force while the family may appeal."
  },
  .onCase(
    "ending/off", "Say that a plan goes on", fields: [EndingForm.offWhy], again: endingPage
  ) { ehcCase, request, tx in
    let ending = try tx.proposedEnding(of: ehcCase)
    let why = try request.text(EndingForm.offWhy)
    try callEndingOff(
      ending, why: why, on: request.today, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return "The plan goes on"
  },
  .page(
    "/children/{child}/ehc/{case}/ending/letters/{letter}", "A letter about the end of a plan", may: .manageEHC
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    guard let kind = request.parameters["letter"].flatMap(LetterKind.init),
      let ending = try tx.endings(of: ehcCase.id).first, let day = ending.letters[kind]
    else { throw Refusal.notFound }
    var facts = try letterFacts(request, writer: ehcCase.officerName ?? request.caller.name, tx)
    facts.more["reasons"] = kind == .cease ? ending.reasons : ending.why
    facts.more["school"] = ending.setting
    facts.more["limits"] = try tx.limits(of: ehcCase, decidedOn: day)
    facts.more["until"] =
      try tx.clocks(about: ehcCase.id).last { $0.ruleID == .endingComments }?.due.day.longWithWeekday
    return LetterPage(letter: try tx.letter(kind, facts, on: day), path: ehcCase.path, childName: facts.child)
  },
]

extension NewEnding {
  static func check(_ entry: Entry) -> Checked<NewEnding> {
    var form = FormReading(entry)
    let (on, why) = (form.day(EndingForm.proposedOn), form.text(EndingForm.why))
    let code: CeaseReason? = form.choice(EndingForm.code)
    let (setting, lateWhy) = (form.text(EndingForm.setting), form.text(StepForm.lateWhy))
    return form.result { NewEnding(on: on!, code!, why: why!, setting: setting!, lateWhy: lateWhy) }
  }
}

extension EndingDecision {
  static func check(_ entry: Entry) -> Checked<EndingDecision> {
    var form = FormReading(entry)
    let (on, family) = (form.day(EndingForm.decidedOn), form.text(EndingForm.familySaid))
    let (setting, reasons) = (form.text(EndingForm.settingSaid), form.text(EndingForm.reasons))
    let lateWhy = form.text(StepForm.lateWhy)
    return form.result {
      EndingDecision(on: on!, familySaid: family!, settingSaid: setting!, reasons: reasons!, lateWhy: lateWhy)
    }
  }
}

extension Transaction {
  fileprivate func proposedEnding(of ehcCase: EHCCase) throws -> PlanEnding {
    guard let ending = try openEnding(of: ehcCase.id) else { throw Refusal.notNow("No end of this plan is proposed.") }
    return ending
  }
}

/// A fact of a list that grows with the case: nothing where it is not there yet.
func knownRow(_ key: String, _ text: String?) -> SummaryRow? { text.map { SummaryRow(key, prose($0)) } }

extension PlanEnding {
  /// The letters that have gone out, by their days.
  var letters: [LetterKind: Day] {
    var letters: [LetterKind: Day] = [.endingNotice: proposedOn]
    letters[.cease] = decidedOn
    return letters
  }
}

@Sendable private func endingPage(_ request: Request, _ tx: Transaction) throws -> EndingPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let endings = try tx.endings(of: ehcCase.id)
  let open = try tx.openEnding(of: ehcCase.id)
  let rules: [ClockRuleID] = [.endingComments, .mediation, .appeal]
  let limits = try tx.clocks(about: ehcCase.id).filter {
    guard let open, rules.contains($0.ruleID), $0.status != .cancelled else { return false }
    return $0.startedAt.day >= open.proposedOn
  }
  let isInForce = ehcCase.state == .maintained
  return EndingPage(
    path: ehcCase.path, childName: child.name, endings: endings, open: isInForce ? open?.id : nil,
    limits: try limits.map { try ClockLine($0, tx, at: request.now) },
    notYet: isInForce ? try tx.endProblem(of: ehcCase, open, on: request.today)?.message : nil,
    isInForce: isInForce, mayManage: request.may(.manageEHC, on: child) && isInForce,
    mayWriteLetters: request.may(.manageEHC, on: child), entry: request.entry)
}

/// The way of a plan to its end: asked, decided, in force until the appeal is over, ended.
struct EndingPage: Page, Codable {
  let path: String
  let childName: String
  let endings: [PlanEnding]
  /// The one that is on its way.
  let open: ID<PlanEnding>?
  let limits: [ClockLine]
  /// Why the plan cannot end today.
  let notYet: String?
  let isInForce: Bool
  let mayManage: Bool
  let mayWriteLetters: Bool
  let entry: Entry
  var title: String { "The end of the plan" }
  var trail: [Link] { caseTrail(path, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(
        """
        A plan does not end at once. The council says that it thinks of it, and asks the family and the head of the \
        setting. It decides with reasons. The plan then stays in force until the time for an appeal has passed, or the \
        appeal is over.
        """)
      if endings.isEmpty { paragraph(isInForce ? "Nobody has proposed to end this plan." : "No plan is in force.") }
      endings.map { block($0, view) }
      if mayManage, open == nil {
        card("Propose to end the plan", id: "new") {
          formPart(
            view, to: "\(path)/ending", EndingForm.proposing, entry, submit: "Ask the family and the setting")
        }
      }
    }
  }

  private func block(_ ending: PlanEnding, _ view: View) -> HTML {
    let isOpen = ending.id == open
    return card(
      "Proposed on \(ending.proposedOn.long)", id: "ending-\(ending.id)", style: isOpen ? .lead : .plain
    ) {
      paragraph(markup: tag(stage(ending), isOpen ? .yellow : .grey))
      summaryList(
        [
          SummaryRow("Why", text: ending.code.title), SummaryRow("What speaks for it", prose(ending.why)),
          SummaryRow("Setting that was asked", text: ending.setting),
          knownRow("What the family said", ending.familySaid), knownRow("What the setting said", ending.settingSaid),
          knownRow("Decided", ending.decidedOn?.long), knownRow("Reasons", ending.reasons),
          knownRow("Ended", ending.endedOn?.long), knownRow("The plan goes on", ending.offWhy),
        ].compactMap(\.self))
      if mayWriteLetters, ending.id == endings.first?.id { letterLinks(ending.letters, to: "\(path)/ending/letters") }
      if isOpen {
        EHC.limits(limits)
        if mayManage { acts(ending, view) }
      }
    }
  }

  private func stage(_ ending: PlanEnding) -> String {
    if ending.endedOn != nil { return "The plan has ended" }
    if ending.offOn != nil { return "The plan goes on" }
    return ending.decidedOn == nil ? "The family and the setting are asked" : "Decided, and the plan is in force"
  }

  @HTMLBuilder private func acts(_ ending: PlanEnding, _ view: View) -> HTML {
    if ending.decidedOn == nil {
      formPart(
        view, to: "\(path)/ending/decision", EndingForm.deciding, entry, submit: "Decide that the plan ends",
        style: .warning, idPrefix: "decision-")
    } else if let notYet {
      insetText { paragraph("\(notYet).") }
    } else {
      linkButton("End the plan", to: "\(path)/steps/cease")
    }
    details("The plan goes on after all", isOpen: entry.isTyped(into: "\(path)/ending/off")) {
      formPart(
        view, to: "\(path)/ending/off", [EndingForm.offWhy], entry, submit: "Say that the plan goes on",
        style: .secondary, idPrefix: "off-")
    }
  }
}
