import Design
import Kernel
import Web

/// The question about a plan's page.
enum PlanForm {
  static let asOf = Field("as_of", "As it stood at the end of", .day)

  /// The day that is asked for; today, or the day on which the plan ended, where none is. Throws `malformed`.
  static func day(of request: Request, _ plan: ImplementationPlan) throws -> Day {
    let boxes = ["year", "month", "day"].map { request.query("as_of-\($0)") ?? "" }
    let typed = request.query("as_of")
    if typed == nil && boxes.allSatisfy(\.isEmpty) { return plan.endedOn ?? request.today }
    var form = FormReading(Entry(request.query))
    guard let day = form.day(asOf) else {
      throw Refusal.malformed("Give the day like this: as_of=2011-12-31.")
    }
    return day
  }
}

/// The questions about a step on a row of a plan.
enum PlanStepForm {
  static let kind = Field(
    "kind", "What has happened?", .choice(Field.options(PlanStepKind.self)), required: "Choose what has happened")
  static let document = Field(
    "document", "Which document shows it?", .text(max: 300),
    hint: "Its title and where it can be found. Only for evidence.")
  static let figure = Field(
    "figure", "Or which figure shows it?", .text(max: 200), hint: "With its unit and its day. Only for evidence.")
  static let dueOn = Field("due_on", "By what day will it be done?", .day, hint: "Only where another day is agreed.")
  static let words = Field(
    "words", "In your words", .prose(max: 1000),
    hint:
      "The lead, the evidence, the row it waits for, or the reason. Anybody can read this: name roles, not children.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the row again")
  static let all = [kind, document, figure, dueOn, words, version]

  /// The same questions, with only the steps that the row allows.
  static func asked(_ allowed: [PlanStepKind]) -> [Field] {
    [
      Field(
        kind.name, kind.label, .choice(Field.options(PlanStepKind.self, only: allowed)), required: kind.required),
      document, figure, dueOn, words, version,
    ]
  }

  static func check(
    _ entry: Entry, id: ID<PlanStep>, item: ID<PlanItem>, by caller: Caller, at now: Instant
  ) -> Checked<PlanStep> {
    var form = FormReading(entry)
    let kind: PlanStepKind? = form.choice(kind)
    let (document, figure) = (form.text(document), form.text(figure))
    let dueOn = form.day(dueOn)
    let words = form.text(words)
    let version = form.value(version, "Open the row again") { Int($0) }
    return form.result {
      PlanStep(
        id: id, item: item, number: version!, kind: kind!, at: now, by: caller, words: words, document: document,
        figure: figure, dueOn: dueOn)
    }
  }
}
