import Design
package import Kernel
import Store
import Web

extension Permission {
  /// Writing surveys and consultations, opening and closing them, typing in paper, panels, findings.
  package static let keepVoice = Permission.work("voice.keep", for: .governance, .commissioner, .directoryEditor)
}

let surveyRoutes: [Route] = [
  .page("/surveys", "Surveys", may: .keepVoice, asks: [.page]) { request, tx in
    let part = request.part(of: 25)
    let (shown, hasMore) = part.cut(try tx.surveys(limit: part.limit, offset: part.offset))
    return SurveysPage(
      surveys: try shown.map { .init(survey: $0, answers: try $0.answerCount ?? tx.countAnswers($0.id)) },
      page: part.page, hasMore: hasMore)
  },
  .page("/surveys/new", "Write a survey", may: .keepVoice, newSurveyPage),
  .form("/surveys", "Write a survey", may: .keepVoice, fields: SurveyForm.all, again: newSurveyPage) { request, tx in
    let new = try request.checked(SurveyForm.check)
    let id: ID<Survey> = request.formID.of()
    try beginSurvey(id, new, by: request.caller, at: request.now, in: tx)
    return .see("/surveys/\(id)", "Survey begun. Now add the questions.")
  },
  .page("/surveys/{survey}", "A survey and how it goes", may: .keepVoice) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    let asked = try tx.invitations(of: survey.id)
    return SurveyPage(
      survey: survey, questions: try tx.questions(of: survey.id), languages: try tx.languages(of: survey.id),
      answers: try survey.answerCount ?? tx.countAnswers(survey.id), asked: asked.asked, used: asked.used,
      waiting: try tx.countTexts(survey.id, .waiting), editions: try tx.editions(of: survey.series),
      takesAnswers: survey.takesAnswers(on: request.today))
  },
  .page("/surveys/{survey}/change", "Change a survey", may: .keepVoice, changePage),
  .form("/surveys/{survey}/changes", "Change a survey", may: .keepVoice, fields: SurveyForm.all, again: changePage) {
    request, tx in
    let survey = try tx.survey(request.id("survey"))
    try changeSurvey(
      survey, to: try request.checked(SurveyForm.check), by: request.caller, at: request.now, in: tx)
    return .see(survey.deskPath, "Changed")
  },
  .page("/surveys/{survey}/preview", "A survey as people see it", may: .keepVoice, asks: []) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    return AnswerPage(
      survey: survey.id, content: survey.content, questions: try tx.questions(of: survey.id),
      words: try tx.words(of: survey, language(of: request)), languages: try tx.languages(of: survey.id),
      isPreview: true, asksCode: survey.content.access == .invited, hasAnsweredHere: false, notice: nil,
      resultsPath: nil, entry: Entry())
  },
  act("opening", "Open a survey", "Open. People can answer from its first day.") {
    try openSurvey($0, by: $1, at: $2, in: $3)
  },
  act("closing", "Close a survey for good", "Closed. The results are ready.") {
    try closeSurvey($0, by: $1, at: $2, in: $3)
  },
  act("publication", "Publish the results", "Published") { try publishResults($0, by: $1, at: $2, in: $3) },
  .form("/surveys/{survey}/editions", "Ask a survey again", may: .keepVoice, fields: []) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    let id: ID<Survey> = request.formID.of()
    try askAgain(
      survey, as: id, from: request.today, to: request.today.adding(days: 28), by: request.caller, at: request.now,
      in: tx)
    return .see("/surveys/\(id)", "The same questions, ready to be changed and asked again")
  },
]

/// A step without questions.
private func act(
  _ name: String, _ summary: String, _ done: String,
  _ verb: @escaping @Sendable (Survey, Caller, Instant, Transaction) throws -> Void
) -> Route {
  .form(
    PathPattern(stringLiteral: "/surveys/{survey}/\(name)"), summary, may: .keepVoice, fields: [], again: nil
  ) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    do {
      try verb(survey, request.caller, request.now, tx)
    } catch let invalid as Invalid {
      throw Refusal.notNow(invalid.errors.map(\.message).joined(separator: ". "))
    }
    return .see(survey.deskPath, done)
  }
}

@Sendable private func newSurveyPage(_ request: Request, _ tx: Transaction) throws -> SurveyFormPage {
  SurveyFormPage(
    survey: nil, name: nil,
    entry: request.entry.filled(["opens_on": request.today.description, "access": SurveyAccess.anyone.rawValue]))
}

@Sendable private func changePage(_ request: Request, _ tx: Transaction) throws -> SurveyFormPage {
  let survey = try tx.survey(request.id("survey"))
  let known = request.method == .post ? request.entry : request.entry.filled(SurveyForm.entry(survey.content))
  return SurveyFormPage(survey: survey.id, name: survey.content.title, entry: known)
}
