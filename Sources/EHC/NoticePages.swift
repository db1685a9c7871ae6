import Clocks
import Design
import Kernel
import Store
import Web

// What a review of a plan and a re-assessment share: the notice of changes, its two ends, the limits, the letters.

/// The questions about a notice of changes, wherever they come of.
enum NoticeForm {
  static let draftOn = Field("draft_on", "When did the changes go out?", .day, required: "Enter the day of the notice")
  static let evidence = Field(
    "evidence", "What do the changes rest on?", .prose(max: 4000),
    hint: "Reports, advice, what was said at the meeting. It goes with the notice.",
    required: "Enter what the changes rest on")
  static let setting = Field(
    "setting", "Which school or setting gets them too?", .text(max: 200),
    hint: "It has 15 days to comment, as the family has.", required: "Enter the school or setting")
  static let all = [draftOn, evidence, setting, StepForm.lateWhy]
  static let finalOn = Field(
    "final_on", "When does the changed plan go out?", .day, required: "Enter the day of the changed plan")
  static let finishing = [finalOn, StepForm.lateWhy]
  static let keptOn = Field("kept_on", "When was the family told?", .day, required: "Enter the day")
  static let keptWhy = Field(
    "kept_why", "Why does the plan stay as it was?", .prose(max: 4000), hint: "The family reads it.",
    required: "Enter why the plan stays as it was")
  static let keeping = [keptOn, keptWhy, StepForm.lateWhy]
}

extension NewNotice {
  static func check(_ entry: Entry) -> Checked<NewNotice> {
    var form = FormReading(entry)
    let (on, evidence) = (form.day(NoticeForm.draftOn), form.text(NoticeForm.evidence))
    let (setting, lateWhy) = (form.text(NoticeForm.setting), form.text(StepForm.lateWhy))
    return form.result { NewNotice(on: on!, evidence: evidence!, setting: setting!, lateWhy: lateWhy) }
  }
}

extension Request {
  /// The day on which something went out, and why it is written down late.
  func dayOf(_ field: Field) throws -> (on: Day, lateWhy: String?) {
    try checked { entry in
      var form = FormReading(entry)
      let (on, lateWhy) = (form.day(field), form.text(StepForm.lateWhy))
      return form.result { (on!, lateWhy) }
    }
  }
}

/// The plan stays as it was: the day, the reason, and why it is written down late.
struct ChangeDropped: Sendable {
  let on: Day
  let why: String
  let lateWhy: String?

  static func check(_ entry: Entry) -> Checked<ChangeDropped> {
    var form = FormReading(entry)
    let (on, why) = (form.day(NoticeForm.keptOn), form.text(NoticeForm.keptWhy))
    let lateWhy = form.text(StepForm.lateWhy)
    return form.result { ChangeDropped(on: on!, why: why!, lateWhy: lateWhy) }
  }
}

/// A review or re-assessment with its time limits.
struct WithLimits<One: Codable & Sendable>: Codable, Sendable {
  let one: One
  let limits: [ClockLine]

  init(_ one: One, about id: ID<One>, at now: Instant, _ tx: Transaction) throws {
    self.one = one
    limits = try tx.clocks(about: id).filter { $0.status != .cancelled }.map { try ClockLine($0, tx, at: now) }
  }
}

/// The letters that have gone out, to be read again.
func letterLinks(_ letters: [LetterKind: Day], to path: String) -> HTML {
  let kinds = LetterKind.allCases.filter { letters[$0] != nil }
  return kinds.isEmpty ? .empty : bulletList(kinds.map { link("Letter: \($0.title)", to: "\(path)/\($0.rawValue)") })
}

/// The two ends of a change that is with the family: the changed plan, or the plan as it was. What the family said is
/// answered on the page of the plan.
func changeForms(_ view: View, to address: String, _ entry: Entry, planPath: String, idPrefix: String) -> HTML {
  markup {
    paragraph(markup: link("What the family said, and your answers", to: "\(planPath)#comments"))
    formPart(
      view, to: "\(address)/plan", NoticeForm.finishing, entry, submit: "Send the changed plan", style: .secondary,
      idPrefix: "\(idPrefix)final-")
    details("The plan stays as it was after all", isOpen: entry.isTyped(into: "\(address)/kept")) {
      formPart(
        view, to: "\(address)/kept", NoticeForm.keeping, entry, submit: "Leave the plan as it was",
        style: .secondary, idPrefix: "\(idPrefix)kept-")
    }
  }
}
