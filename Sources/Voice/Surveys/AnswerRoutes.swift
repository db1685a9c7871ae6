import Design
package import Kernel
import Store
import Web

extension Permission {
  /// What anybody may do: answer a survey, read what came of it, complain.
  package static let readVoice = Permission.anyone("voice.read")
}

private let languageAsked = Field("language", "In which language", .choice(Field.options(SurveyLanguage.self)))

func answerRoutes(_ pace: AnswerPace) -> [Route] {
  [
    .page(
      "/voice/surveys/{survey}", "Answer a survey", may: .readVoice, asks: [languageAsked], keepsDraft: true, surveyPage
    ),
    .form(
      "/voice/surveys/{survey}/answers", "Send the answers to a survey", may: .readVoice,
      fields: [AnswerForm.language, AnswerForm.code], again: surveyPage
    ) { request, tx in
      let survey = try shownSurvey(request, tx)
      let language = language(of: request)
      let form = AnswerForm(questions: try tx.questions(of: survey.id), words: try tx.words(of: survey, language))
      var problems: [FieldError] = []
      var code: VoiceCode?
      if survey.content.access == .invited {
        code = request.entry["code"].flatMap { VoiceCode($0) }
        if code == nil {
          problems.append(FieldError("code", "Enter the code from our letter: eight letters and digits"))
        }
      }
      switch form.check(request.entry) {
      case .bad(let errors): throw Invalid(problems + errors)
      case .good(let answers):
        try Invalid.check(problems)
        let isDoubtful = try survey.content.access == .anyone && mayBeAgain(survey, request, pace)
        try answerSurvey(
          survey, answers, language: language, code: code, isDoubtful: isDoubtful, at: request.now, in: tx)
      }
      let thanks = "/voice/surveys/\(survey.id)/thanks?language=\(language.rawValue)"
      guard survey.content.access == .anyone else { return .see(thanks) }
      let end = survey.content.closesOn.adding(days: 1).start
      let seconds = Int((end.microseconds - request.now.microseconds) / 1_000_000)
      return .see(thanks, cookies: [Cookie(survey.mark, "yes", maxAge: max(60, seconds))])
    },
    .page("/voice/surveys/{survey}/thanks", "A survey was answered", may: .readVoice, asks: [languageAsked]) {
      request, tx in
      let survey = try shownSurvey(request, tx)
      return ThanksPage(
        survey: survey.id, words: try tx.words(of: survey, language(of: request)), closesOn: survey.content.closesOn)
    },
  ]
}

/// Whether these answers may be by somebody who has answered before: from a browser that has, or from an address that sends
/// many. Throws `tooMany` beyond what any hub, school or waiting room sends in an hour.
private func mayBeAgain(_ survey: Survey, _ request: Request, _ pace: AnswerPace) throws -> Bool {
  let count = pace.count(request.formID.of(), to: survey.id, from: request.caller.from, at: request.now)
  if count > request.site.settings.surveyAnswersPerAddress { throw Refusal.tooMany(seconds: 3600) }
  return request.cookie(survey.mark) != nil || count > answersBeforeDoubt
}

/// A survey that people may know of: one that is being written is nobody's.
func shownSurvey(_ request: Request, _ tx: Transaction) throws -> Survey {
  let survey = try tx.survey(request.id("survey"))
  guard survey.state != .draft else { throw Refusal.notFound }
  return survey
}

func language(of request: Request) -> SurveyLanguage {
  (request.entry["language"] ?? request.query("language")).flatMap(SurveyLanguage.init) ?? .english
}

extension Transaction {
  func words(of survey: Survey, _ language: SurveyLanguage) throws -> SurveyWords {
    SurveyWords(
      language, english: englishWords(survey.content, try questions(of: survey.id)),
      translated: language == .english ? [:] : try translated(survey.id, language))
  }
}

@Sendable private func surveyPage(_ request: Request, _ tx: Transaction) throws -> AnswerPage {
  let survey = try shownSurvey(request, tx)
  // The words of a draft give way to the language that is asked for now.
  let asked = request.query("language").flatMap(SurveyLanguage.init) ?? language(of: request)
  var entry = request.entry
  if entry.values["code"] == nil, let code = request.query("code") { entry.values["code"] = [code] }
  return AnswerPage(
    survey: survey.id, content: survey.content, questions: try tx.questions(of: survey.id),
    words: try tx.words(of: survey, asked), languages: try tx.languages(of: survey.id), isPreview: false,
    asksCode: survey.content.access == .invited,
    hasAnsweredHere: survey.content.access == .anyone && request.cookie(survey.mark) != nil,
    notice: notice(survey, today: request.today),
    resultsPath: survey.resultsPublishedAt == nil ? nil : "\(survey.path)/results", entry: entry)
}

/// Why a survey takes no answers that day; nil where it does.
private func notice(_ survey: Survey, today: Day) -> String? {
  if survey.takesAnswers(on: today) { return nil }
  return survey.state == .open && today < survey.content.opensOn
    ? "You can answer it from \(survey.content.opensOn.long)." : "It takes no more answers. Thank you to all who did."
}
