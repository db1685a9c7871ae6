import Design
import Kernel
import Store
import Web

let questionRoutes: [Route] = [
  .page(
    "/surveys/{survey}/questions/new", "Add a question", may: .keepVoice,
    { try questionPage($0, $1) }),
  .form(
    "/surveys/{survey}/questions", "Add a question", may: .keepVoice, fields: QuestionForm.all,
    again: { try questionPage($0, $1) }
  ) { request, tx in
    let (survey, questions) = try draft(request, tx)
    let (content, place) = try request.checked { QuestionForm.check($0, earlier: questions) }
    let at = min(place ?? questions.count + 1, questions.count + 1)
    // A new number until it has its place, so that conditions on others stay theirs.
    var all = questions
    all.insert(SurveyQuestion(id: request.formID.of(), position: questions.count + 1, content: content), at: at - 1)
    try setQuestions(all, of: survey, by: request.caller, at: request.now, in: tx)
    return .see(survey.deskPath, "Question added")
  },
  .page("/surveys/{survey}/questions/{question}", "Change a question", may: .keepVoice) {
    try questionPage($0, $1)
  },
  .form(
    "/surveys/{survey}/questions/{question}", "Change a question", may: .keepVoice, fields: QuestionForm.all,
    again: { try questionPage($0, $1) }
  ) { request, tx in
    let (survey, questions) = try draft(request, tx)
    let old = try question(request, questions)
    let (content, place) = try request.checked { QuestionForm.check($0, earlier: questions.filter { $0 != old }) }
    var all = questions.filter { $0 != old }
    all.insert(
      SurveyQuestion(id: old.id, position: old.position, content: content),
      at: min((place ?? old.position) - 1, all.count))
    try setQuestions(all, of: survey, by: request.caller, at: request.now, in: tx)
    return .see(survey.deskPath, "Question changed")
  },
  .form("/surveys/{survey}/questions/{question}/removal", "Take a question away", may: .keepVoice, fields: []) {
    request, tx in
    let (survey, questions) = try draft(request, tx)
    let old = try question(request, questions)
    if questions.contains(where: { $0.content.onlyIf?.position == old.position }) {
      throw Refusal.notNow("Another question is asked only after this one. Change that one first.")
    }
    try setQuestions(
      questions.filter { $0 != old }, of: survey, by: request.caller, at: request.now, in: tx)
    return .see(survey.deskPath, "Question taken away")
  },
  .page("/surveys/{survey}/languages/{language}", "A survey in another language", may: .keepVoice) {
    try languagePage($0, $1)
  },
  .form(
    "/surveys/{survey}/languages/{language}", "A survey in another language", may: .keepVoice, fields: [],
    again: { try languagePage($0, $1) }
  ) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    let language = try pathLanguage(request)
    let places = englishWords(survey.content, try tx.questions(of: survey.id)).map(\.place)
    var words: [String: String] = [:]
    for place in places { words[place] = request.entry["t-\(place)"]?.trimmed }
    try Invalid.check(
      words.filter { $0.value.unicodeScalars.count > 2000 }.keys.sorted().map {
        FieldError("t-\($0)", "A text must be 2,000 characters or fewer")
      })
    try translateSurvey(survey, into: language, words, by: request.caller, at: request.now, in: tx)
    return .see(survey.deskPath, "\(language.title) kept")
  },
]

private func draft(_ request: Request, _ tx: Transaction) throws -> (Survey, [SurveyQuestion]) {
  let survey = try tx.survey(request.id("survey"))
  return (survey, try tx.questions(of: survey.id))
}

private func question(_ request: Request, _ questions: [SurveyQuestion]) throws -> SurveyQuestion {
  let id: ID<SurveyQuestion> = try request.id("question")
  guard let found = questions.first(where: { $0.id == id }) else { throw Refusal.notFound }
  return found
}

private func pathLanguage(_ request: Request) throws -> SurveyLanguage {
  guard let language = request.parameters["language"].flatMap(SurveyLanguage.init), language != .english else {
    throw Refusal.notFound
  }
  return language
}

private func questionPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let (survey, questions) = try draft(request, tx)
  let old = try request.parameters["question"].map { _ in try question(request, questions) }
  var known = ["position": "\(questions.count + 1)", "only_if": "everybody"]
  // The heading of the question before is the likely one.
  if let section = questions.last?.content.section { known["section"] = section }
  if let old { known = QuestionForm.entry(old) }
  return QuestionPage(
    survey: survey.id, name: survey.content.title, question: old?.id, isDraft: survey.state == .draft,
    earlier: questions.filter { $0 != old },
    entry: request.method == .post ? request.entry : request.entry.filled(known))
}

private func languagePage(_ request: Request, _ tx: Transaction) throws -> LanguagePage {
  let survey = try tx.survey(request.id("survey"))
  let language = try pathLanguage(request)
  let known = try tx.translated(survey.id, language)
  return LanguagePage(
    survey: survey.id, name: survey.content.title, language: language,
    texts: englishWords(survey.content, try tx.questions(of: survey.id)).map {
      .init(place: $0.place, words: $0.words)
    },
    entry: request.entry.filled(Dictionary(uniqueKeysWithValues: known.map { ("t-\($0.key)", $0.value) })))
}
