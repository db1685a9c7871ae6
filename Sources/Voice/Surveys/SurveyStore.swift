package import Kernel
package import Store

// All SQL about surveys and their questions.

extension Transaction {
  /// Throws `notFound` where there is none.
  package func survey(_ id: ID<Survey>) throws -> Survey {
    try one("SELECT \(Survey.columns) FROM survey WHERE id = \(id)")
  }
  /// The newest first.
  func surveys(limit: Int, offset: Int = 0) throws -> [Survey] {
    try all("SELECT \(Survey.columns) FROM survey ORDER BY created_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)")
  }
  /// Those that anybody can answer on that day, the first to close first.
  func openSurveys(on day: Day) throws -> [Survey] {
    try all(
      """
      SELECT \(Survey.columns) FROM survey WHERE state = 'open' AND access = 'anyone' AND opens_on <= \(day)
        AND closes_on >= \(day) ORDER BY closes_on, id
      """)
  }
  /// Those whose results are published, the newest first.
  func publishedSurveys(limit: Int) throws -> [Survey] {
    try all(
      """
      SELECT \(Survey.columns) FROM survey WHERE results_published_at IS NOT NULL
      ORDER BY results_published_at DESC, id LIMIT \(limit)
      """)
  }
  func editions(of series: ID<Survey>) throws -> [Survey] {
    try all("SELECT \(Survey.columns) FROM survey WHERE series_id = \(series) ORDER BY edition")
  }

  /// In their order.
  package func questions(of survey: ID<Survey>) throws -> [SurveyQuestion] {
    try all("SELECT \(SurveyQuestion.columns) FROM survey_question WHERE survey_id = \(survey) ORDER BY position")
  }

  func insert(
    _ id: ID<Survey>, series: ID<Survey>, edition: Int, _ new: SurveyContent, by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO survey (id, series_id, edition, title, intro, thanks, access, opens_on, closes_on, state, created_at,
        created_by, version)
      VALUES (\(id), \(series), \(edition), \(new.title), \(new.intro), \(new.thanks), \(new.access), \(new.opensOn),
        \(new.closesOn), \(SurveyState.draft), \(now), \(caller.name), 1)
      """)
  }

  /// False where somebody has changed it meanwhile. While answers come in, only the days may change.
  func update(_ survey: Survey, to new: SurveyContent) throws -> Bool {
    try run(
      """
      UPDATE survey SET title = \(new.title), intro = \(new.intro), thanks = \(new.thanks), access = \(new.access),
        opens_on = \(new.opensOn), closes_on = \(new.closesOn), version = version + 1
      WHERE id = \(survey.id) AND version = \(survey.version)
      """) == 1
  }

  /// False where it is not in that state any more.
  func move(_ survey: ID<Survey>, from: SurveyState, to: SurveyState) throws -> Bool {
    try run(
      """
      UPDATE survey SET state = \(to), version = version + 1 WHERE id = \(survey) AND state = \(from)
      """) == 1
  }

  func insert(_ question: SurveyQuestion, survey: ID<Survey>) throws {
    let new = question.content
    try run(
      """
      INSERT INTO survey_question (id, survey_id, position, section, kind, words, hint, options, is_required, is_group,
        least, most, only_position, only_option)
      VALUES (\(question.id), \(survey), \(question.position), \(new.section), \(new.kind), \(new.words), \(new.hint),
        \(new.options.joined(separator: "\n")), \(new.isRequired), \(new.isGroup), \(new.least), \(new.most),
        \(new.onlyIf?.position), \(new.onlyIf?.option))
      """)
  }

  func deleteQuestions(of survey: ID<Survey>) throws {
    try run("DELETE FROM survey_question WHERE survey_id = \(survey)")
  }

  // MARK: Languages

  func translated(_ survey: ID<Survey>, _ language: SurveyLanguage) throws -> [String: String] {
    let rows = try rows(
      "SELECT place, words FROM survey_words WHERE survey_id = \(survey) AND language = \(language)"
    ) { (try $0[0] as String, try $0[1] as String) }
    return Dictionary(uniqueKeysWithValues: rows)
  }
  /// English first.
  func languages(of survey: ID<Survey>) throws -> [SurveyLanguage] {
    let kept = try rows("SELECT DISTINCT language FROM survey_words WHERE survey_id = \(survey)") {
      try $0[0] as SurveyLanguage
    }
    return SurveyLanguage.allCases.filter { $0 == .english || kept.contains($0) }
  }
  func keep(_ words: [String: String], in language: SurveyLanguage, of survey: ID<Survey>) throws {
    try run("DELETE FROM survey_words WHERE survey_id = \(survey) AND language = \(language)")
    for (place, text) in words.sorted(by: { $0.key < $1.key }) {
      try run(
        """
        INSERT INTO survey_words (survey_id, language, place, words)
        VALUES (\(survey), \(language), \(place), \(text))
        """)
    }
  }

  // MARK: Answers

  func countAnswers(_ survey: ID<Survey>) throws -> Int {
    try value("SELECT count(*) FROM survey_answers WHERE survey_id = \(survey)") ?? 0
  }
  /// Every set of choices; in no order that says anything.
  func choices(of survey: ID<Survey>) throws -> [[Int: [Int]]] {
    try rows("SELECT choices FROM survey_answers WHERE survey_id = \(survey) ORDER BY id") {
      Answers.choices(from: try $0[0])
    }
  }
}
