import Clocks
import Design
import Kernel
import Web

/// The questions about a request, or about a plan from another council.
enum CaseForm {
  static let receivedOn = Field(
    "received_on", "When was it received?", .day, hint: "The day it reached the council, whenever you enter it.",
    required: "Enter the day it was received")
  static let source = Field(
    "source", "Who asked?", .choice(Field.options(RequestSource.self)), required: "Choose who asked")
  static let askedBy = Field(
    "asked_by", "Name, and who they are to the child", .text(max: 160), hint: "For example: Grace Adeyemi, mother",
    required: "Enter who asked")
  static let reasons = Field(
    "reasons", "Why do they ask? In their own words", .prose(max: 8000), required: "Enter why they ask")
  static let isInYouthAccommodation = Field(
    "in_youth_accommodation", "The young person was in relevant youth accommodation", .flag)
  static let transferredFrom = Field(
    "transferred_from", "If a plan comes from another council, which?", .text(max: 3),
    hint: "Its three digits, like 886. Leave empty for a new request.")
  static let lateWhy = Field(
    "late_why", "If it is entered after the day, why?", .text(max: 300),
    hint: "The time limits count from the true day all the same.")
  static let all = [receivedOn, source, askedBy, reasons, transferredFrom, isInYouthAccommodation, lateWhy]
}

extension NewCase {
  static func check(_ entry: Entry) -> Checked<NewCase> {
    var form = FormReading(entry)
    let receivedOn = form.day(CaseForm.receivedOn)
    let source: RequestSource? = form.choice(CaseForm.source)
    let askedBy = form.text(CaseForm.askedBy)
    let reasons = form.text(CaseForm.reasons)
    let transferredFrom = form.text(CaseForm.transferredFrom)
    let isInYouthAccommodation = form.flag(CaseForm.isInYouthAccommodation)
    let lateWhy = form.text(CaseForm.lateWhy)
    return form.result {
      var new = NewCase(receivedOn: receivedOn!, source: source!, askedBy: askedBy!, reasons: reasons!)
      (new.transferredFrom, new.isInYouthAccommodation, new.lateWhy) = (
        transferredFrom, isInYouthAccommodation, lateWhy
      )
      return new
    }
  }
}

/// The questions about a step.
enum StepForm {
  static let on = Field("on", "On which day?", .day, required: "Enter the day")
  static let reasons = Field("reasons", "Reasons", .prose(max: 12_000), hint: "The family reads them.")
  static let againCode = Field(
    "code", "Why does the council decide again?", .choice(Field.options(DecideAgainWhy.self)))
  static let lateWhy = Field("late_why", "If it is entered after the day, why?", .text(max: 300))
  static let why = Field("why", "What was the mistake?", .text(max: 300), required: "Enter what the mistake was")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the case again")

  static func fields(_ step: StepKind) -> [Field] {
    // Code and reasons of an end are those of its decision.
    if step == .cease { return [on, lateWhy] }
    let code: [Field] = step == .decideAgain ? [againCode] : []
    return [on] + code + [reasons, lateWhy]
  }
  static let all = [on, againCode, reasons, lateWhy, version]

  static func checkVersion(_ entry: Entry) -> Checked<Int> {
    var form = FormReading(entry)
    let version = form.value(version, "Open the case again") { Int($0) }
    return form.result { version! }
  }
}

extension NewStep {
  static func check(_ step: StepKind, _ entry: Entry) -> Checked<NewStep> {
    var form = FormReading(entry)
    let on = form.day(StepForm.on)
    let code = step == .decideAgain ? form.option(StepForm.againCode) : nil
    let reasons = form.text(StepForm.reasons)
    let lateWhy = form.text(StepForm.lateWhy)
    return form.result { NewStep(step, on: on!, code: code, reasons: reasons, lateWhy: lateWhy) }
  }
}

/// The questions about a limit that is lifted.
struct ExceptionForm {
  let clock: Field
  let reason: Field
  static let evidence = Field(
    "evidence", "How do you know?", .text(max: 300), hint: "For example: letter from the school of 3 July 2026",
    required: "Enter how you know, such as the date of a letter")
  static let from = Field("from", "First day", .day, required: "Enter the first day")
  static let to = Field("to", "Last day", .day, hint: "Leave empty if it is not over yet.")
  static let others = Field(
    "others", "It lifts every other limit of this case too that the reason can lift and these days touch", .flag)
  init(_ clocks: [(id: ClockID, title: String)], _ reasons: [ClockExceptionReason]) {
    clock = Field(
      "clock", "Which limit?", .choice(clocks.map { Field.Option($0.id.description, $0.title) }),
      required: "Choose the limit")
    reason = Field(
      "reason", "Which of the lawful reasons?", .choice(reasons.map { Field.Option($0.code, $0.title) }),
      required: "Choose the reason")
  }
  var all: [Field] {
    [clock, reason, ExceptionForm.evidence, ExceptionForm.from, ExceptionForm.to]
      + (limits.count > 1 ? [ExceptionForm.others] : [])
  }
  /// The limits that can be lifted.
  var limits: [ClockID] {
    if case .choice(let limits) = clock.kind { limits.compactMap { ClockID($0.value) } } else { [] }
  }
  /// Whether any limit of the case can be lifted.
  var isPossible: Bool { !limits.isEmpty }

  func check(_ entry: Entry) -> Checked<(ClockID, NewClockException)> {
    var form = FormReading(entry)
    let clock = form.option(clock).flatMap { ClockID($0) }
    let reason = form.option(reason)
    let evidence = form.text(ExceptionForm.evidence)
    let (from, to) = (form.day(ExceptionForm.from), form.day(ExceptionForm.to))
    return form.result { (clock!, NewClockException(reason: reason!, evidence: evidence!, from: from!, to: to)) }
  }
}

/// The questions about advice.
enum AdviceForm {
  static let kind = Field(
    "kind", "Whose advice is it?", .choice(Field.options(AdviceKind.self)), required: "Choose whose advice it is")
  static let askedOf = Field("asked_of", "Name", .text(max: 160), required: "Enter a name")
  static let organisation = Field("organisation", "Organisation", .text(max: 160))
  static let email = Field(
    "email", "E-mail address", .email,
    hint: "They get a link and write their part themselves. Leave empty to ask by post.")
  static let askedOn = Field("asked_on", "When did you ask?", .day, required: "Enter the day you asked")
  static let asking = [kind, askedOf, organisation, email, askedOn, StepForm.lateWhy]

  static let receivedOn = Field("received_on", "When did it come?", .day, required: "Enter the day it came")
  static let from = Field("from", "Who wrote it?", .text(max: 160), required: "Enter who wrote it")
  static let words = Field("words", "What does it say?", .prose(max: 40_000), required: "Enter what it says")
  static let hiddenWhy = Field(
    "hidden_why", "If the family may not read it, the lawful reason", .text(max: 300),
    hint: "Only where it is likely to cause serious harm, or names another person who does not agree.")
  static let receiving = [receivedOn, StepForm.lateWhy, from, words, hiddenWhy]
  static let chaser = Field("words", "What do you write?", .text(max: 500), required: "Enter what you write")
}

extension NewAdvice {
  static func check(_ entry: Entry) -> Checked<NewAdvice> {
    var form = FormReading(entry)
    let kind: AdviceKind? = form.choice(AdviceForm.kind)
    let askedOf = form.text(AdviceForm.askedOf)
    let organisation = form.text(AdviceForm.organisation)
    let email = form.email(AdviceForm.email)
    let askedOn = form.day(AdviceForm.askedOn)
    let lateWhy = form.text(StepForm.lateWhy)
    return form.result {
      var new = NewAdvice(kind!, of: askedOf!, organisation: organisation, email: email, on: askedOn!)
      new.lateWhy = lateWhy
      return new
    }
  }
}

extension ReceivedAdvice {
  static func check(_ entry: Entry) -> Checked<ReceivedAdvice> {
    var form = FormReading(entry)
    let on = form.day(AdviceForm.receivedOn)
    let (from, words) = (form.text(AdviceForm.from), form.text(AdviceForm.words))
    let (hiddenWhy, lateWhy) = (form.text(AdviceForm.hiddenWhy), form.text(StepForm.lateWhy))
    return form.result {
      var new = ReceivedAdvice(on: on!, from: from!, words: words!, hiddenWhy: hiddenWhy)
      new.lateWhy = lateWhy
      return new
    }
  }
}
