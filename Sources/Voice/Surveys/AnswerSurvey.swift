package import Kernel
package import Store
import Web

/// Takes one person's answers. A code is used up by them, but neither the code nor the moment nor the network address is
/// kept beside them, and own words lie apart from the choices: nobody can lay answers and person side by side. Answers that
/// may be by somebody who has answered before (`isDoubtful`) are kept and counted: how many there are is told with the results.
package func answerSurvey(
  _ survey: Survey, _ answers: Answers, language: SurveyLanguage, code: VoiceCode?, isDoubtful: Bool = false,
  at now: Instant, in tx: Transaction
) throws {
  guard survey.takesAnswers(on: now.day) else { throw Refusal.notNow("This survey does not take answers today.") }
  if survey.content.access == .invited {
    guard let code, try tx.useInvitation(code, of: survey.id) else {
      throw Invalid("code", "This code was used already, or it is not one of this survey")
    }
  }
  let kept = answers.asked(try tx.questions(of: survey.id))
  try tx.insert(kept, survey: survey.id, language: language, isDoubtful: isDoubtful, on: now.day)
  try tx.append(.surveyAnswered, about: survey.id.of(), by: .nobodyKnown, at: now)
}

extension Caller {
  /// Whoever answers a survey: nothing of them goes into the event.
  static let nobodyKnown = Caller(account: nil, name: "Somebody", roles: [], from: "not kept")
}

/// An id that says nothing of when it was made.
func timelessID<Of>() -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(high: random.next(), low: random.next())
}

extension Transaction {
  func insert(
    _ answers: Answers, survey: ID<Survey>, language: SurveyLanguage, isDoubtful: Bool = false, on day: Day
  ) throws {
    try run(
      """
      INSERT INTO survey_answers (id, survey_id, received_on, language, choices, is_doubtful)
      VALUES (\(timelessID() as AnyID), \(survey), \(day), \(language), \(answers.stored), \(isDoubtful))
      """)
    try insert(answers.words, survey: survey, language: language)
  }
  /// Own words wait until somebody has read them.
  func insert(_ words: [Int: String], survey: ID<Survey>, language: SurveyLanguage) throws {
    for (position, text) in words.sorted(by: { $0.key < $1.key }) {
      try run(
        """
        INSERT INTO survey_text (id, survey_id, position, language, words, state, version)
        VALUES (\(timelessID() as AnyID), \(survey), \(position), \(language), \(text), \(FreeTextState.waiting), 1)
        """)
    }
  }

  /// False where the code is none of this survey, or was used.
  func useInvitation(_ code: VoiceCode, of survey: ID<Survey>) throws -> Bool {
    try run(
      """
      UPDATE survey_invitation SET is_used = TRUE
      WHERE survey_id = \(survey) AND code_hash = \(code.hash("survey")) AND NOT is_used
      """) == 1
  }
  func holdsInvitation(_ code: VoiceCode, of survey: ID<Survey>) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM survey_invitation WHERE survey_id = \(survey) AND code_hash = \(code.hash("survey")) AND NOT is_used
      """)
  }
  /// How many were asked, and how many codes were used.
  func invitations(of survey: ID<Survey>) throws -> (asked: Int, used: Int) {
    try row(
      """
      SELECT count(*), coalesce(sum(CASE WHEN is_used THEN 1 ELSE 0 END), 0) FROM survey_invitation
      WHERE survey_id = \(survey)
      """
    ) { (try $0[0], try $0[1]) } ?? (0, 0)
  }
}

/// Sends a code to each of these addresses, and makes so many more for paper; returns those for paper, which are shown
/// once and kept nowhere. Somebody who was asked already is not asked again.
package func inviteToSurvey(
  _ survey: Survey, emails: [String], onPaper: Int, address: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> [VoiceCode] {
  guard survey.content.access == .invited, survey.state != .closed else {
    throw Refusal.notNow("Codes are for a survey by invitation that is not closed.")
  }
  var random = SystemRandomNumberGenerator()
  for email in Set(emails.map { $0.lowercased() }).sorted() {
    let isAsked = try tx.exists(
      "SELECT 1 FROM survey_invitation WHERE survey_id = \(survey.id) AND email = \(email)")
    if isAsked { continue }
    let code = VoiceCode(random: &random)
    try tx.insertInvitation(code, email: email, survey: survey.id)
    try tx.send(invitation(to: email, survey, code, address: address), at: now)
  }
  let paper = (0..<onPaper).map { _ in VoiceCode(random: &random) }
  for code in paper { try tx.insertInvitation(code, email: nil, survey: survey.id) }
  try tx.append(
    .surveyInvited, about: survey.id.of(), by: caller, at: now,
    changed: ["by_mail": "\(emails.count)", "on_paper": "\(onPaper)"])
  return paper
}

private func invitation(to email: String, _ survey: Survey, _ code: VoiceCode, address: String) -> Mail {
  Mail(
    to: email, subject: "We would like to hear from you: \(survey.content.title)",
    body: """
      Hello

      We would like to know what you think. It takes a few minutes, until \(survey.content.closesOn.long).

      \(address)\(survey.path)?code=\(code)

      The code in this address is yours and works once. It lets you answer; it does not tell us which answers are yours.
      """)
}

extension Transaction {
  fileprivate func insertInvitation(_ code: VoiceCode, email: String?, survey: ID<Survey>) throws {
    try run(
      """
      INSERT INTO survey_invitation (survey_id, code_hash, email, is_used)
      VALUES (\(survey), \(code.hash("survey")), \(email), FALSE)
      """)
  }
}

extension EventKind {
  static let surveyAnswered = EventKind("survey.answered", "answered a survey")
  static let surveyInvited = EventKind("survey.invited", "asked people to answer a survey")
}
