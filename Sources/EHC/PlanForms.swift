import Design
import Kernel
import Web

/// The questions about one statement of a plan: those that its section asks.
struct LineForm {
  let section: PlanSection
  let needs: [PlanLine]
  static let sectionField = Field("section", "Section", .hidden(max: 2), required: "Open the section again")
  static let plain = Field(
    "plain", "The same in plain words", .prose(max: 4000), hint: "For the child’s own copy. Short sentences.")
  static let provider = Field(
    "provider", "Who gives it, with what training?", .text(max: 300),
    hint: "For example: a teaching assistant trained by a speech and language therapist")
  static let howOften = Field(
    "how_often", "How often, and for how long?", .text(max: 300),
    hint: "For example: 3 times a week, 20 minutes, one to one")
  static let measure = Field("measure", "How will you know that it is reached?", .text(max: 500))
  static let byOn = Field("by_on", "By when?", .day)
  static let adulthood = Field("for_adulthood", "It prepares for adult life", .flag)

  var words: Field {
    Field(
      "words", section == .a ? "What did they say? In their own words" : section.title, .prose(max: 12_000),
      required: "Enter what this section says")
  }
  var need: Field {
    Field(
      "need", "Which need does it answer?",
      .choice(needs.map { .init($0.id.description, String($0.words.prefix(120))) }))
  }
  var all: [Field] {
    var fields = [words]
    if !section.needsFrom.isEmpty && !needs.isEmpty { fields.append(need) }
    if section.isProvision { fields += [LineForm.provider, LineForm.howOften, LineForm.adulthood] }
    if section == .e { fields += [LineForm.measure, LineForm.byOn] }
    return fields + [LineForm.plain]
  }

  func check(_ id: ID<PlanLine>, _ entry: Entry) -> Checked<PlanLine> {
    var form = FormReading(entry)
    let words = form.text(words)
    let plain = form.text(LineForm.plain)
    let need = needs.isEmpty || section.needsFrom.isEmpty ? nil : form.option(need).flatMap { ID<PlanLine>($0) }
    let provider = section.isProvision ? form.text(LineForm.provider) : nil
    let howOften = section.isProvision ? form.text(LineForm.howOften) : nil
    let isForAdulthood = section.isProvision && form.flag(LineForm.adulthood)
    let measure = section == .e ? form.text(LineForm.measure) : nil
    let byOn = section == .e ? form.day(LineForm.byOn) : nil
    return form.result {
      var line = PlanLine(id, section, words!)
      (line.plain, line.need, line.provider, line.howOften) = (plain, need, provider, howOften)
      (line.measure, line.byOn, line.isForAdulthood) = (measure, byOn, isForAdulthood)
      return line
    }
  }
}

enum CommentForm {
  static let kind = Field(
    "kind", "What would you like to say?", .choice(Field.options(CommentKind.self)),
    required: "Choose what you would like to say")
  static let section = Field(
    "section", "Which part of the plan is it about?",
    .choice(PlanSection.allCases.map { .init($0.rawValue, "\($0.rawValue). \($0.plainTitle)") }))
  static let words = Field(
    "words", "In your own words", .prose(max: 4000), required: "Enter what you would like to say")
  static let all = [kind, section, words]

  static let answer = Field(
    "answer", "What do you do about it?", .choice(Field.options(CommentAnswer.self)),
    required: "Choose what you do about it")
  static let answerWords = Field(
    "answer_words", "Say it to the family, and why", .prose(max: 4000), required: "Enter your answer to the family")
  /// Asked only of a wish for more time.
  static let until = Field(
    "until", "If they get more time, until when?", .day, hint: "The limit for the final plan stays as it is.")
  static let answering = [answer, answerWords, until]
}
