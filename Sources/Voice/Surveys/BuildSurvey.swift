package import Kernel
package import Store
import Web

// The verbs of whoever looks after a survey: write it, change it, open it, close it, ask it again.

/// Begins a survey.
package func beginSurvey(
  _ id: ID<Survey>, _ new: SurveyContent, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.insert(id, series: id, edition: 1, new, by: caller, at: now)
  try tx.append(.surveyBegun, about: id.of(), by: caller, at: now, changed: ["title": new.title])
}

/// Changes what it says about itself. Once it is open, only its last day.
package func changeSurvey(
  _ survey: Survey, to new: SurveyContent, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var allowed = new
  switch survey.state {
  case .closed: throw Refusal.notNow("This survey is closed. Ask it again to change it.")
  case .open:
    allowed = survey.content
    allowed.closesOn = new.closesOn
    guard allowed == new else {
      throw Invalid("closes_on", "People are answering it: only the last day can be changed now")
    }
  case .draft: break
  }
  guard try tx.update(survey, to: allowed) else {
    throw Refusal.changedByAnother("Somebody else has changed this survey since you opened it.")
  }
  try tx.append(
    .surveyChanged, about: survey.id.of(), by: caller, at: now,
    changed: ["closes_on": new.closesOn.description, "title": new.title])
}

/// Puts the questions in this order; what is left out is taken away. Conditions that name a question move with it.
package func setQuestions(
  _ questions: [SurveyQuestion], of survey: Survey, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard survey.state == .draft else {
    throw Refusal.notNow("People may have answered: its questions stay as they are. Ask it again to change them.")
  }
  let places = Dictionary(uniqueKeysWithValues: questions.enumerated().map { ($1.position, $0 + 1) })
  var numbered: [SurveyQuestion] = []
  for (index, question) in questions.enumerated() {
    var content = question.content
    if let only = content.onlyIf {
      content.onlyIf = places[only.position].map { OnlyIf(position: $0, option: only.option) }
    }
    // What a condition hangs on must stand before it.
    try Invalid.check(problems(with: content, after: numbered))
    numbered.append(SurveyQuestion(id: question.id, position: index + 1, content: content))
  }
  try tx.deleteQuestions(of: survey.id)
  for question in numbered { try tx.insert(question, survey: survey.id) }
  // Texts in other languages are kept by place: they move with their question.
  for language in try tx.languages(of: survey.id) where language != .english {
    let moved = try tx.translated(survey.id, language).compactMap { place, words in
      movedPlace(place, places).map { ($0, words) }
    }
    try tx.keep(Dictionary(uniqueKeysWithValues: moved), in: language, of: survey.id)
  }
  guard try tx.update(survey, to: survey.content) else {
    throw Refusal.changedByAnother("Somebody else has changed this survey since you opened it.")
  }
  try tx.append(
    .surveyChanged, about: survey.id.of(), by: caller, at: now, changed: ["questions": "\(numbered.count)"])
}

/// `q3.1` under the question's new number; nil where the question is gone.
private func movedPlace(_ place: String, _ places: [Int: Int]) -> String? {
  guard place.hasPrefix("q") else { return place }
  let digits = place.dropFirst().prefix { $0.isNumber }
  guard let old = Int(digits) else { return place }
  return places[old].map { "q\($0)" + place.dropFirst(1 + digits.count) }
}

/// Opens it for answers, from its first day.
package func openSurvey(_ survey: Survey, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try Invalid.check(problems(opening: survey, questions: tx.questions(of: survey.id), today: now.day))
  guard try tx.move(survey.id, from: .draft, to: .open) else {
    throw Refusal.notNow("This survey is open already.")
  }
  try tx.append(.surveyOpened, about: survey.id.of(), by: caller, at: now)
}

/// Closes it for good, and writes down what may be known of the answers. It is never opened again: results that grew
/// while somebody looked would tell what the newest person said.
package func closeSurvey(_ survey: Survey, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let changed = try tx.run(
    """
    UPDATE survey SET state = 'closed', closed_at = \(now), version = version + 1,
      answer_count = (SELECT count(*) FROM survey_answers a WHERE a.survey_id = survey.id),
      doubt_count = (SELECT count(*) FROM survey_answers a WHERE a.survey_id = survey.id AND a.is_doubtful)
    WHERE id = \(survey.id) AND state = 'open'
    """)
  guard changed == 1 else { throw Refusal.notNow("This survey is not open.") }
  let figures = protectResults(try tx.questions(of: survey.id), try tx.choices(of: survey.id))
  try tx.keep(figures, of: survey.id)
  try tx.append(.surveyClosed, about: survey.id.of(), by: caller, at: now)
}

/// The results become a page for everybody.
package func publishResults(_ survey: Survey, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let changed = try tx.run(
    """
    UPDATE survey SET results_published_at = \(now), version = version + 1
    WHERE id = \(survey.id) AND state = 'closed' AND results_published_at IS NULL
    """)
  guard changed == 1 else { throw Refusal.notNow("Close the survey first; results are published once.") }
  try tx.append(.surveyPublished, about: survey.id.of(), by: caller, at: now)
}

/// The same questions again, as the next edition, to be changed and opened.
package func askAgain(
  _ survey: Survey, as id: ID<Survey>, from: Day, to: Day, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var content = survey.content
  (content.opensOn, content.closesOn) = (from, to)
  let last = try tx.editions(of: survey.series).last?.edition ?? survey.edition
  try tx.insert(id, series: survey.series, edition: last + 1, content, by: caller, at: now)
  var random = SystemRandomNumberGenerator()
  for question in try tx.questions(of: survey.id) {
    try tx.insert(
      SurveyQuestion(id: ID(at: now, random: &random), position: question.position, content: question.content),
      survey: id)
  }
  for language in try tx.languages(of: survey.id) where language != .english {
    try tx.keep(tx.translated(survey.id, language), in: language, of: id)
  }
  try tx.append(
    .surveyBegun, about: id.of(), by: caller, at: now, changed: ["title": content.title, "edition": "\(last + 1)"])
}

/// Keeps the texts of one language; a text that is empty is English again.
package func translateSurvey(
  _ survey: Survey, into language: SurveyLanguage, _ words: [String: String], by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard survey.state != .closed else { throw Refusal.notNow("This survey is closed.") }
  let places = Set(englishWords(survey.content, try tx.questions(of: survey.id)).map(\.place))
  try tx.keep(words.filter { places.contains($0.key) && !$0.value.isEmpty }, in: language, of: survey.id)
  try tx.append(.surveyTranslated, about: survey.id.of(), by: caller, at: now, changed: ["language": language.rawValue])
}

extension EventKind {
  static let surveyBegun = EventKind("survey.begun", "began a survey")
  static let surveyChanged = EventKind("survey.changed", "changed a survey")
  static let surveyOpened = EventKind("survey.opened", "opened a survey")
  static let surveyClosed = EventKind("survey.closed", "closed a survey")
  static let surveyPublished = EventKind("survey.published", "published the results of a survey")
  static let surveyTranslated = EventKind("survey.translated", "put a survey into another language")
}
