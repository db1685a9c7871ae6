import Design
import Kernel
import Web

/// The questions about a risk.
enum RiskForm {
  static let cause = Field("cause", "Because of what?", .text(max: 400), required: "Enter the cause")
  static let event = Field("event", "What may happen?", .text(max: 400), required: "Enter what may happen")
  static let effect = Field(
    "effect", "What would come of it for children and families?", .text(max: 400),
    required: "Enter what would come of it"
  )
  static let owner = Field(
    "owner", "Who answers for it?", .text(max: 120), hint: "A role, not a name. Anybody can read this.",
    required: "Enter who answers for it")
  static let likelihood = Field(
    "likelihood", "How likely is it?", .choice(steps(likelihoodWords)), required: "Choose how likely it is")
  static let impact = Field(
    "impact", "How bad would it be?", .choice(steps(impactWords)), required: "Choose how bad it would be")
  static let appetite = Field(
    "appetite", "Up to which score is the group willing to live with it?", .number(1...25),
    hint: "Likelihood times harm, from 1 to 25. Above this, something must be done.",
    required: "Enter the largest score that the group lives with")
  static let about = Field("about", "Which record is it about?", .text(max: 60))
  static let all = [cause, event, effect, owner, likelihood, impact, appetite, about]

  private static func steps(_ words: [String]) -> [Field.Option] {
    words.enumerated().map { .init("\($0 + 1)", "\($0 + 1). \($1)") }
  }

  /// The same questions with the records that can be chosen.
  static func asked(_ subjects: [(RiskSubject, AnyID, String)]) -> [Field] {
    all.dropLast() + [
      Field(
        about.name, about.label,
        .choice(
          [.init("none", "None")]
            + subjects.map { .init("\($0.0.rawValue):\($0.1)", "\($0.0.title): \($0.2)") }))
    ]
  }

  static func check(_ entry: Entry, _ subjects: [(RiskSubject, AnyID, String)]) -> Checked<NewRisk> {
    var form = FormReading(entry)
    let (cause, event, effect) = (form.text(cause), form.text(event), form.text(effect))
    let (owner, size, appetite) = (form.text(owner), size(&form), form.number(appetite))
    let about = form.option(asked(subjects)[7])
    return form.result {
      NewRisk(
        cause: cause!, event: event!, effect: effect!, owner: owner!, before: size!, appetite: appetite!,
        about: subjects.first { "\($0.0.rawValue):\($0.1)" == about }.map { ($0.0, $0.1) })
    }
  }

  private static func size(_ form: inout FormReading) -> RiskSize? {
    let (likely, bad) = (form.option(likelihood).flatMap { Int($0) }, form.option(impact).flatMap { Int($0) })
    guard let likely, let bad else { return nil }
    return RiskSize(likelihood: likely, impact: bad)
  }

  static let words = Field(
    "words", "Why do you think so?", .prose(max: 1500), hint: "Anybody can read this.",
    required: "Enter why you think so"
  )
  static let ends = Field(
    "ends", "Is it over?", .choice([.init("no", "No, it can still happen")] + Field.options(RiskEnd.self)),
    required: "Choose whether it is over")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the risk again")
  static let look = [likelihood, impact, words, ends, version]

  static func checkLook(_ entry: Entry, by caller: Caller, at now: Instant) -> Checked<RiskLook> {
    var form = FormReading(entry)
    let (size, words, ends) = (size(&form), form.text(words), form.option(ends))
    let version = form.value(version, "Open the risk again") { Int($0) }
    return form.result {
      RiskLook(
        number: version!, at: now, by: caller, size: size!, words: words!, ends: ends.flatMap { RiskEnd(rawValue: $0) })
    }
  }
}
