import Design
import Kernel
import Web

/// What a survey says about itself, as it is typed.
enum SurveyForm {
  static let title = Field("title", "What is it called?", .text(max: 120), required: "Enter what it is called")
  static let intro = Field(
    "intro", "What is it for?", .prose(max: 1500),
    hint: "Say who will read the answers and what happens with them. Short words, as you would say it.",
    required: "Enter what it is for")
  static let thanks = Field(
    "thanks", "What do you say at the end?", .prose(max: 600), hint: "And when people can read what came of it.",
    required: "Enter what you say at the end")
  static let access = Field(
    "access", "Who can answer?", .choice(Field.options(SurveyAccess.self)), required: "Choose who can answer")
  static let opensOn = Field("opens_on", "From which day?", .day, required: "Enter the first day")
  static let closesOn = Field("closes_on", "Until which day?", .day, required: "Enter the last day")
  static let all = [title, intro, thanks, access, opensOn, closesOn]

  static func check(_ entry: Entry) -> Checked<SurveyContent> {
    var form = FormReading(entry)
    let (title, intro, thanks) = (form.text(title), form.text(intro), form.text(thanks))
    let access: SurveyAccess? = form.choice(access)
    let (first, last) = (form.day(opensOn), form.day(closesOn))
    if let first, let last, last < first { form.fail(closesOn, "The last day must not be before the first") }
    return form.result {
      SurveyContent(
        title: title!, intro: intro!, thanks: thanks!, access: access!, opensOn: first!, closesOn: last!)
    }
  }

  static func entry(_ content: SurveyContent) -> [String: String] {
    [
      "title": content.title, "intro": content.intro, "thanks": content.thanks, "access": content.access.rawValue,
      "opens_on": content.opensOn.description, "closes_on": content.closesOn.description,
    ]
  }
}

/// One question, as it is typed.
enum QuestionForm {
  static let words = Field("words", "The question", .text(max: 300), required: "Enter the question")
  static let hint = Field("hint", "A few words to help", .text(max: 300))
  static let kind = Field(
    "kind", "How do people answer?", .choice(Field.options(QuestionKind.self)),
    required: "Choose how people answer")
  static let options = Field(
    "options", "The answers to choose from", .prose(max: 2000),
    hint: "Each in a line of its own. For faces: five lines from best to worst, or none for our words.")
  static let least = Field("least", "The least that can be answered", .number(-1_000_000...1_000_000))
  static let most = Field("most", "The most that can be answered", .number(-1_000_000...1_000_000))
  static let isRequired = Field("is_required", "It must be answered", .flag)
  static let isGroup = Field(
    "is_group", "Results can be looked at by the answers to this question", .flag,
    hint: "For example, parents and young people apart. Only groups that are large enough are shown.")
  static let section = Field(
    "section", "The heading above it", .text(max: 100),
    hint: "Questions after one another with one heading stand together.")
  static let position = Field("position", "Its place among the questions", .number(1...60))

  /// Asked only of those who gave that answer: one of those that everybody is asked.
  static func onlyIf(_ earlier: [SurveyQuestion]) -> Field {
    let options = earlier.filter { $0.content.onlyIf == nil && places($0.content).count > 0 }.flatMap { question in
      question.content.kind == .number
        ? []
        : question.content.options.enumerated().map {
          Field.Option("\(question.position)-\($0)", "\(question.position). \(question.content.words): \($1)")
        }
    }
    return Field(
      "only_if", "Ask it only of those who answered", .choice([Field.Option("everybody", "Everybody")] + options))
  }
  static let all = [section, words, hint, kind, options, least, most, isRequired, isGroup, position]

  static func check(_ entry: Entry, earlier: [SurveyQuestion]) -> Checked<(QuestionContent, Int?)> {
    var form = FormReading(entry)
    let (section, words, hint) = (form.text(section), form.text(words), form.text(hint))
    let kind: QuestionKind? = form.choice(kind)
    let lines = (form.text(options) ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
    let (least, most) = (form.number(least), form.number(most))
    let (isRequired, isGroup) = (form.flag(isRequired), form.flag(isGroup))
    let position = form.number(position)
    let chosen = form.option(onlyIf(earlier)) ?? "everybody"
    let parts = chosen.split(separator: "-").compactMap { Int($0) }
    let only = parts.count == 2 ? OnlyIf(position: parts[0], option: parts[1]) : nil
    return form.result {
      (
        QuestionContent(
          section: section, kind: kind!, words: words!, hint: hint,
          options: kind == .number || kind == .words ? [] : lines.filter { !$0.isEmpty }, isRequired: isRequired,
          isGroup: isGroup, least: least ?? 0, most: most ?? 100, onlyIf: only), position
      )
    }
  }

  static func entry(_ question: SurveyQuestion) -> [String: String] {
    let content = question.content
    var values = [
      "words": content.words, "kind": content.kind.rawValue, "options": content.options.joined(separator: "\n"),
      "position": "\(question.position)", "is_required": content.isRequired ? "yes" : "no",
      "is_group": content.isGroup ? "yes" : "no", "hint": content.hint ?? "", "section": content.section ?? "",
      "only_if": content.onlyIf.map { "\($0.position)-\($0.option)" } ?? "everybody",
    ]
    if content.kind == .number { (values["least"], values["most"]) = ("\(content.least)", "\(content.most)") }
    return values
  }
}

/// The questions of a survey as fields, in one language, and how they are read.
struct AnswerForm {
  let questions: [SurveyQuestion]
  let words: SurveyWords
  /// On paper people leave out what they like: nothing is required of whoever types it in.
  var isPaper = false

  static let language = Field("language", "Language", .hidden(max: 10))
  static let code = Field(
    "code", "Your code", .text(max: 12), hint: "Eight letters and digits, from our letter.",
    required: "Enter the code from our letter")

  func field(_ question: SurveyQuestion) -> Field {
    let (name, content) = (question.name, question.content)
    let kind: Field.Kind =
      switch content.kind {
      case .one, .faces: .choice(options(question))
      case .several: .choices(options(question))
      case .number: .number(content.least...max(content.most, content.least + 1))
      case .words: .prose(max: 2000)
      }
    return Field(
      name, words[name], kind, hint: hint(question),
      required: content.isRequired && content.onlyIf == nil && !isPaper ? "\(words["missing"]): \(words[name])" : nil)
  }

  private func options(_ question: SurveyQuestion) -> [Field.Option] {
    question.content.options.indices.map { Field.Option("\($0)", words["\(question.name).\($0)"]) }
  }

  /// What helps: the condition, the survey's own hint, the limits of a number.
  private func hint(_ question: SurveyQuestion) -> String? {
    let content = question.content
    var parts: [String] = []
    if let only = content.onlyIf {
      parts.append("\(words["only_if"]) \(words["q\(only.position).\(only.option)"]).")
    }
    let own = words["\(question.name).hint"]
    if !own.isEmpty { parts.append(own) }
    if content.kind == .several { parts.append(words["any"]) }
    if content.kind == .number { parts.append("\(words["number"]) \(content.least)–\(content.most)") }
    if !content.isRequired && content.kind != .several { parts.append(words["may_skip"]) }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// What was answered, or what is wrong, in the language of the page.
  func check(_ entry: Entry) -> Checked<Answers> {
    var form = FormReading(entry)
    var answers = Answers()
    for question in questions {
      let field = field(question)
      switch question.content.kind {
      case .one, .faces: answers.choices[question.position] = form.option(field).flatMap { Int($0) }.map { [$0] }
      case .several:
        let chosen = form.options(field).compactMap { Int($0) }
        if !chosen.isEmpty { answers.choices[question.position] = chosen.sorted() }
      case .number: answers.choices[question.position] = number(question, entry, &form).map { [$0] }
      case .words:
        if let text = entry[field.name], text.unicodeScalars.count > 2000 {
          form.fail(field, words["long"])
        } else {
          answers.words[question.position] = form.text(field)
        }
      }
    }
    if !isPaper {
      for question in questions where question.content.onlyIf != nil && question.content.isRequired {
        let isMissing = answers.choices[question.position] == nil && answers.words[question.position] == nil
        if answers.isAsked(question), isMissing {
          form.fail(field(question), "\(words["missing"]): \(words[question.name])")
        }
      }
    }
    return form.result { answers }
  }

  private func number(_ question: SurveyQuestion, _ entry: Entry, _ form: inout FormReading) -> Int? {
    let (field, content) = (field(question), question.content)
    guard let typed = entry[field.name]?.trimmed, !typed.isEmpty else { return form.number(field) }
    guard let number = Int(typed), (content.least...content.most).contains(number) else {
      form.fail(field, "\(words["number"]) \(content.least)–\(content.most)")
      return nil
    }
    return number
  }
}
