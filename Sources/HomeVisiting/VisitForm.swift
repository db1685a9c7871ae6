import Design
import Kernel
import Web

/// The questions about a visit, each said once.
enum VisitForm {
  static let heldOn = Field(
    "held_on", "When was the visit?", .day, hint: "For example, 17 11 2026", required: "Enter the day of the visit")
  static let heldAt = Field(
    "held_at", "What time did it begin?", .time, hint: "For example, 2.30pm", required: "Enter the time it began")
  static let minutes = Field(
    "minutes", "How many minutes did it take?", .number(5...480), required: "Enter how many minutes it took")
  static let kind = Field(
    "kind", "What kind of visit was it?", .choice(Field.options(VisitKind.self)), required: "Choose the kind of visit")
  static let jointWith = Field(
    "joint_with", "If somebody came with you, who?", .text(max: 120),
    hint: "For example: Jo Marsh, speech and language therapist")
  static let wasThere = Field("was_there", "Who was there?", .text(max: 200), hint: "For example: Ama, Mum, Grandad")
  static let tried = Field("tried", "How did last time’s activity go at home?", .prose(max: 4000))
  static let outcome = Field(
    "outcome", "What came of it?", .choice(Field.options(ActivityOutcome.self)),
    hint: "Ends the chart that the family was filling in.")
  static let seen = Field(
    "seen", "What did you see and do?", .prose(max: 8000), hint: "The family reads this. Begin with what went well.",
    required: "Enter what you saw and did")
  static let modelled = Field("modelled", "What new activity did you show?", .prose(max: 2000))
  static let timesADay = Field(
    "times_a_day", "How many times a day?", .number(1...10),
    hint: "Starts a chart that the family fills in day by day. Leave empty if they want none.")
  static let tryNext = Field(
    "try_next", "What will the family try until next time?", .prose(max: 4000),
    hint: "One small step. What to do, how often, and how you will know that it worked.")
  static let nextOn = Field("next_on", "When is the next visit?", .day, hint: "Leave empty if it is not agreed yet.")
  static let nextAt = Field("next_at", "What time is the next visit?", .time)
  /// Asked where a visit is there already, planned or written.
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the visit again")
  static let all = [
    heldOn, heldAt, minutes, kind, jointWith, wasThere, tried, outcome, seen, modelled, tryNext, timesADay, nextOn,
    nextAt, PlanForm.anyway,
  ]

  /// The version of the visit that the form was drawn from.
  static func checkVersion(_ entry: Entry) -> Checked<Int> {
    var form = FormReading(entry)
    let version = form.value(version, "Open the visit again") { Int($0) }
    return form.result { version! }
  }
}

/// The questions about a visit that is to come.
enum PlanForm {
  static let on = Field("on", "What day?", .day, hint: "For example, 1 12 2026", required: "Enter the day of the visit")
  static let at = Field("at", "What time?", .time, hint: "For example, 2.30pm", required: "Enter the time of the visit")
  static let kind = Field(
    "kind", "What kind of visit is it?", .choice(Field.options(VisitKind.self)), required: "Choose the kind of visit")
  static let place = Field("place", "Where?", .text(max: 120), hint: "Leave empty for the family’s home.")
  static let anyway = Field(
    "anyway", "Plan it all the same", .flag, hint: "Outside of your usual days and hours. Never while you are on leave."
  )
  static let joint = Field("joint", "Who of the child’s team comes with you?", .id)
  static let all = [on, at, kind, place, joint, VisitForm.jointWith, anyway]

  /// Those of the child’s team who can be chosen; nil where there is nobody.
  static func joint(_ colleagues: [Field.Option]) -> Field? {
    colleagues.isEmpty
      ? nil
      : Field(
        joint.name, joint.label, .choice(colleagues + [.init("", "Nobody of them")]),
        hint: "The visit stands in their week as well.")
  }
}

/// The questions about a visit that is called off.
enum CancelForm {
  static let by = Field(
    "by", "Who called it off?", .choice(Field.options(CancelledBy.self)), required: "Choose who called it off")
  static let why = Field(
    "why", "Why?", .text(max: 300), hint: "The family can read this.", required: "Enter why it was called off")
  static let all = [by, why]
  /// What the family is asked.
  static let familyWhy = Field(
    "why", "Why can’t you make it?", .text(max: 300), hint: "A few words are enough. You do not have to say.")
}

extension NewVisit {
  static func check(_ entry: Entry) -> Checked<NewVisit> {
    var form = FormReading(entry)
    let heldOn = form.day(VisitForm.heldOn)
    let heldAt = form.time(VisitForm.heldAt)
    let minutes = form.number(VisitForm.minutes)
    let kind: VisitKind? = form.choice(VisitForm.kind)
    let jointWith = form.text(VisitForm.jointWith)
    let wasThere = form.text(VisitForm.wasThere)
    let tried = form.text(VisitForm.tried)
    let outcome: ActivityOutcome? = form.choice(VisitForm.outcome)
    let seen = form.text(VisitForm.seen)
    let modelled = form.text(VisitForm.modelled)
    let timesADay = form.number(VisitForm.timesADay)
    let tryNext = form.text(VisitForm.tryNext)
    let nextOn = form.day(VisitForm.nextOn)
    let nextAt = form.time(VisitForm.nextAt)
    if timesADay != nil && tryNext == nil { form.fail(VisitForm.tryNext, "Enter what the family will try") }
    if nextOn != nil && nextAt == nil { form.fail(VisitForm.nextAt, "Enter the time of the next visit") }
    if nextOn == nil && nextAt != nil { form.fail(VisitForm.nextOn, "Enter the day of the next visit") }
    return form.result {
      NewVisit(
        startsAt: LondonTime(day: heldOn!, minuteOfDay: heldAt!).instant, minutes: minutes!, kind: kind!,
        jointWith: jointWith, wasThere: wasThere, seen: seen!, tried: tried, modelled: modelled, tryNext: tryNext,
        outcome: outcome, timesADay: timesADay, nextAt: nextOn.map { LondonTime(day: $0, minuteOfDay: nextAt!).instant }
      )
    }
  }
}

extension PlannedVisit {
  /// `colleagues` are those of the child’s team who can come along.
  static func check(_ entry: Entry, colleagues: [Field.Option]) -> Checked<PlannedVisit> {
    var form = FormReading(entry)
    let on = form.day(PlanForm.on)
    let at = form.time(PlanForm.at)
    let kind: VisitKind? = form.choice(PlanForm.kind)
    let place = form.text(PlanForm.place)
    let others = form.text(VisitForm.jointWith)
    let colleague = form.value(PlanForm.joint, "Choose one from the list") { text in
      colleagues.first { $0.value == text }
    }
    return form.result {
      PlannedVisit(
        startsAt: LondonTime(day: on!, minuteOfDay: at!).instant, kind: kind!, place: place,
        jointWith: colleague == nil ? others : [colleague?.label, others].compactMap(\.self).joined(separator: ", "),
        joint: colleague.flatMap { PractitionerID($0.value) })
    }
  }
}

extension Cancellation {
  static func check(_ entry: Entry) -> Checked<Cancellation> {
    var form = FormReading(entry)
    let by: CancelledBy? = form.choice(CancelForm.by)
    let why = form.text(CancelForm.why)
    return form.result { Cancellation(by: by!, why: why!) }
  }

  /// A family need not say why.
  static func checkOfFamily(_ entry: Entry) -> Checked<Cancellation> {
    var form = FormReading(entry)
    let why = form.text(CancelForm.familyWhy)
    return form.result { Cancellation(by: .family, why: why ?? "The family could not make it") }
  }
}
