import Design
package import Kernel
package import Store
import Web

/// What somebody wrote in their own words. It lies apart from their other answers, and is shown to nobody but those who
/// look after the survey until one of them has read it.
package struct FreeText: Sendable, Record, Codable, Hashable {
  package let id: ID<FreeText>
  package let position: Int
  package let language: SurveyLanguage
  package let words: String
  package let state: FreeTextState
  package let shownWords: String?
  package let lookedBy: String?
  package let version: Int
  static let columns: SQL = "id, position, language, words, state, shown_words, looked_by, version"
  package init(row: Row) throws {
    (id, position, language, words) = (try row[0], try row[1], try row[2], try row[3])
    (state, shownWords, lookedBy, version) = (try row[4], try row[5], try row[6], try row[7])
  }
}

package enum FreeTextState: String, Choice {
  case waiting, released, keptBack = "kept_back"
  package var title: String {
    switch self {
    case .waiting: "To be read"
    case .released: "Released"
    case .keptBack: "Kept back"
    }
  }
}

/// Somebody has read it: released in words that name nobody, or kept back. Only of a closed survey, so that what came
/// last cannot be told by its coming.
package func lookAtWords(
  _ text: FreeText, shown: String?, survey: Survey, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard survey.state == .closed else { throw Refusal.notNow("Own words are read when the survey is closed.") }
  let state: FreeTextState = shown == nil ? .keptBack : .released
  let changed = try tx.run(
    """
    UPDATE survey_text SET state = \(state), shown_words = \(shown), looked_by = \(caller.name), version = version + 1
    WHERE id = \(text.id) AND survey_id = \(survey.id) AND version = \(text.version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("Somebody else has looked at these words meanwhile.") }
  try tx.append(
    .wordsLookedAt, about: survey.id.of(), by: caller, at: now, changed: ["state": state.rawValue])
}

extension EventKind {
  static let wordsLookedAt = EventKind("survey.words_looked_at", "read what somebody wrote in a survey")
}

extension Transaction {
  /// In no order that tells when they came.
  func texts(of survey: ID<Survey>, _ states: [FreeTextState], limit: Int, offset: Int = 0) throws -> [FreeText] {
    try all(
      """
      SELECT \(FreeText.columns) FROM survey_text WHERE survey_id = \(survey) AND state IN \(list: states)
      ORDER BY position, id LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// What waits to be read.
  package func textsToRead(_ survey: ID<Survey>) throws -> [FreeText] { try texts(of: survey, [.waiting], limit: 1000) }
  func countTexts(_ survey: ID<Survey>, _ state: FreeTextState) throws -> Int {
    try value("SELECT count(*) FROM survey_text WHERE survey_id = \(survey) AND state = \(state)") ?? 0
  }
  func text(_ id: ID<FreeText>, of survey: ID<Survey>) throws -> FreeText {
    try one("SELECT \(FreeText.columns) FROM survey_text WHERE id = \(id) AND survey_id = \(survey)")
  }
}

enum WordsForm {
  static let shown = Field(
    "shown", "What everybody may read of it", .prose(max: 2000),
    hint: "Take out names, places and anything by which somebody could be known.")
  static let version = Field("version", "Version", .hidden(max: 9))
}

/// Own words of a survey, to be read and released or kept back.
struct WordsPage: Page, Codable {
  let survey: ID<Survey>
  let name: String
  let isClosed: Bool
  let questions: [SurveyQuestion]
  let texts: [FreeText]
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "In their own words" }
  var trail: [Link] { [Link("Surveys", "/surveys"), Link(name, "/surveys/\(survey)")] }
  var menuPath: String? { "/surveys" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      isClosed
        ? paragraph("Read each, take out what would tell who wrote it, and release it. Nothing is shown before.")
        : paragraph("They are read when the survey is closed.")
      if isClosed && texts.isEmpty { emptyState("Nothing to read", "Every text was read, or nobody wrote one.") }
      texts.enumerated().map { index, text in drawn(text, number: index + 1, view) }
      pagination(Pages(page: page, hasMore: hasMore) { "/surveys/\(survey)/words?page=\($0)" })
    }
  }

  private func drawn(_ text: FreeText, number: Int, _ view: View) -> HTML {
    let question = questions.first { $0.position == text.position }?.content.words ?? ""
    let path = "/surveys/\(survey)/words/\(text.id)"
    return card("\(number). \(question)", id: "w-\(text.id)") {
      "<p class=\"govuk-body app-prose\" lang=\"\(text.language.code)\" dir=\"auto\">\(text.words)</p>" as HTML
      let typed = entry.of("\(path)/release")
      view.form(to: "\(path)/release", typed) {
        hidden("version", "\(text.version)")
        hidden("text", text.id.description)
        control(
          WordsForm.shown, typed.filled(["shown": text.words]), marksOptional: false, idPrefix: "w\(number)-")
        button("Release", hiddenText: "text \(number)")
      }
      view.postButton("Keep it back", to: "\(path)/hold", ["version": "\(text.version)"], hiddenText: "text \(number)")
    }
  }
}

let wordsRoutes: [Route] = [
  .page(
    "/surveys/{survey}/words", "Own words of a survey", may: .keepVoice, asks: [.page], keepsDraft: true, wordsPage),
  .form(
    "/surveys/{survey}/words/{text}/release", "Release own words", may: .keepVoice,
    fields: [WordsForm.shown, WordsForm.version], again: wordsPage
  ) { request, tx in
    let (survey, text) = try textOf(request, tx)
    var form = FormReading(request.entry)
    let shown = form.text(WordsForm.shown)
    try Invalid.check(form.errors)
    guard let shown else { throw Invalid("shown", "Enter what everybody may read, or keep it back") }
    try lookAtWords(text, shown: shown, survey: survey, by: request.caller, at: request.now, in: tx)
    return .see("\(survey.deskPath)/words", "Released")
  },
  .form("/surveys/{survey}/words/{text}/hold", "Keep own words back", may: .keepVoice, fields: [WordsForm.version]) {
    request, tx in
    let (survey, text) = try textOf(request, tx)
    try lookAtWords(text, shown: nil, survey: survey, by: request.caller, at: request.now, in: tx)
    return .see("\(survey.deskPath)/words", "Kept back")
  },
]

private func textOf(_ request: Request, _ tx: Transaction) throws -> (Survey, FreeText) {
  let survey = try tx.survey(request.id("survey"))
  let text = try tx.text(request.id("text"), of: survey.id)
  guard request.entry["version"] == "\(text.version)" else {
    throw Refusal.changedByAnother("Somebody else has looked at these words meanwhile.")
  }
  return (survey, text)
}

@Sendable private func wordsPage(_ request: Request, _ tx: Transaction) throws -> WordsPage {
  let survey = try tx.survey(request.id("survey"))
  let part = request.part(of: 20)
  let (shown, hasMore) =
    survey.state == .closed
    ? part.cut(try tx.texts(of: survey.id, [.waiting], limit: part.limit, offset: part.offset)) : ([], false)
  return WordsPage(
    survey: survey.id, name: survey.content.title, isClosed: survey.state == .closed,
    questions: try tx.questions(of: survey.id), texts: shown, page: part.page, hasMore: hasMore, entry: request.entry)
}
