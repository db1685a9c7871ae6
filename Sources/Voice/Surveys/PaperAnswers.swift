import Design
package import Kernel
package import Store
import Web

/// A paper as it lies in the database: who typed it in, and who read it a second time.
struct Paper: Sendable, Record, Codable, Hashable {
  let id: AnyID
  let number: Int
  let choices: String
  let enteredBy: AccountID?
  let checkedBy: AccountID?
  static let columns: SQL = "id, paper_number, choices, entered_by, checked_by"
  init(row: Row) throws {
    (id, number, choices) = (try row[0], try row[1], try row[2])
    (enteredBy, checkedBy) = (try row[3], try row[4])
  }
}

/// What came of typing in a paper.
package enum PaperOutcome: Sendable, Hashable {
  /// It is new.
  case entered
  /// A second reader typed the same.
  case agreed
  /// A second reader typed something else and, having looked again, settled it.
  case settled
}

/// Types in a paper under the number that is written on it. Typed in again by somebody else, it is a second reading:
/// what differs is said, and stays as it was unless the second reader has looked again (`isSettled`).
package func enterPaper(
  _ number: Int, _ answers: Answers, isSettled: Bool, survey: Survey, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> PaperOutcome {
  guard survey.state == .open else { throw Refusal.notNow("This survey is not open.") }
  let questions = try tx.questions(of: survey.id)
  let kept = answers.asked(questions)
  guard let before = try tx.paper(number, of: survey.id) else {
    try tx.insertPaper(number, kept, survey: survey.id, by: caller, on: now.day)
    try tx.append(.paperEntered, about: survey.id.of(), by: caller, at: now, changed: ["paper": "\(number)"])
    return .entered
  }
  guard before.enteredBy != caller.account else {
    throw Invalid("number", "You typed in paper \(number) yourself: the second reader is somebody else")
  }
  let isSame = before.choices == kept.stored
  if !isSame, !isSettled {
    throw Invalid(differences(Answers.choices(from: before.choices), kept.choices, questions))
  }
  try tx.run(
    """
    UPDATE survey_answers SET choices = \(kept.stored), checked_by = \(caller.account) WHERE id = \(before.id)
    """)
  try tx.append(
    .paperChecked, about: survey.id.of(), by: caller, at: now,
    changed: ["paper": "\(number)", "same": isSame ? "yes" : "no"])
  return isSame ? .agreed : .settled
}

/// One error for each question that two readers read differently.
private func differences(
  _ first: [Int: [Int]], _ second: [Int: [Int]], _ questions: [SurveyQuestion]
) -> [FieldError] {
  questions.filter { first[$0.position] != second[$0.position] }.map { question in
    let options = question.content.options
    let read = first[question.position]?.map { options.indices.contains($0) ? options[$0] : "\($0)" }
    return FieldError(
      question.name,
      "The first reader read “\(read?.joined(separator: ", ") ?? "no answer")” in question \(question.position)")
  }
}

enum PaperForm {
  static let number = Field(
    "number", "The number on the paper", .number(1...999_999), hint: "Write one on each paper before you begin.",
    required: "Enter the number on the paper")
  static let isSettled = Field(
    "is_settled", "I have looked at the paper again, and what I typed is right", .flag,
    hint: "Only for a second reading that differs from the first.")
}

/// The same questions as on the page, to be typed in from a paper.
struct PaperPage: Page, Codable {
  let survey: ID<Survey>
  let name: String
  let questions: [SurveyQuestion]
  let words: SurveyWords
  let entry: Entry
  var title: String { "Type in a paper" }
  var trail: [Link] { [Link("Surveys", "/surveys"), Link(name, "/surveys/\(survey)")] }
  var menuPath: String? { "/surveys" }

  func body(_ view: View) -> HTML {
    let form = AnswerForm(questions: questions, words: words, isPaper: true)
    return readingColumn {
      pageHeading(title, caption: name)
      paragraph("Type what stands there, and leave out what was left out. The same number again is a second reading.")
      view.form(to: "/surveys/\(survey)/papers", entry) {
        control(PaperForm.number, entry)
        questions.map { control(form.field($0), entry, marksOptional: false) }
        if !entry.errors.isEmpty { control(PaperForm.isSettled, entry) }
        button("Save this paper")
      }
    }
  }
}

let paperRoutes: [Route] = [
  .page("/surveys/{survey}/papers/new", "Type in a paper", may: .keepVoice, paperPage),
  .form(
    "/surveys/{survey}/papers", "Type in a paper", may: .keepVoice, fields: [PaperForm.number, PaperForm.isSettled],
    again: paperPage
  ) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    let form = AnswerForm(
      questions: try tx.questions(of: survey.id), words: try tx.words(of: survey, .english), isPaper: true)
    var reading = FormReading(request.entry)
    let number = reading.number(PaperForm.number)
    let isSettled = reading.flag(PaperForm.isSettled)
    guard case .good(let answers) = form.check(request.entry), let number else {
      if case .bad(let errors) = form.check(request.entry) { throw Invalid(reading.errors + errors) }
      throw Invalid(reading.errors)
    }
    let outcome = try enterPaper(
      number, answers, isSettled: isSettled, survey: survey, by: request.caller, at: request.now, in: tx)
    let said: [PaperOutcome: String] = [
      .entered: "Paper \(number) is in. Type in the next.", .agreed: "Both readers agree on paper \(number)",
      .settled: "Paper \(number) is as you read it",
    ]
    return .see("/surveys/\(survey.id)/papers/new", said[outcome])
  },
]

@Sendable private func paperPage(_ request: Request, _ tx: Transaction) throws -> PaperPage {
  let survey = try tx.survey(request.id("survey"))
  guard survey.state == .open else { throw Refusal.notNow("This survey is not open.") }
  return PaperPage(
    survey: survey.id, name: survey.content.title, questions: try tx.questions(of: survey.id),
    words: try tx.words(of: survey, .english), entry: request.entry)
}

extension Transaction {
  func paper(_ number: Int, of survey: ID<Survey>) throws -> Paper? {
    try first("SELECT \(Paper.columns) FROM survey_answers WHERE survey_id = \(survey) AND paper_number = \(number)")
  }
  fileprivate func insertPaper(
    _ number: Int, _ answers: Answers, survey: ID<Survey>, by caller: Caller, on day: Day
  ) throws {
    try run(
      """
      INSERT INTO survey_answers (id, survey_id, received_on, language, choices, paper_number, entered_by)
      VALUES (\(timelessID() as AnyID), \(survey), \(day), \(SurveyLanguage.english), \(answers.stored), \(number),
        \(caller.account))
      """)
    try insert(answers.words, survey: survey, language: .english)
  }
}

extension EventKind {
  static let paperEntered = EventKind("survey.paper_entered", "typed in a paper of a survey")
  static let paperChecked = EventKind("survey.paper_checked", "read a paper of a survey a second time")
}
