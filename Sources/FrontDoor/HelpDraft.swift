import Design
package import Kernel
package import Store

/// A request that is not yet sent: the answers so far, kept on the server under a code that only the asker has.
struct HelpDraft: Record, Hashable {
  let id: ID<HelpDraft>
  let answers: [String: [String]]
  let savedAt: Instant
  let expiresAt: Instant

  init(row: Row) throws {
    id = try row[0]
    answers = try fromJSON(try row[1] as String)
    (savedAt, expiresAt) = (try row[2], try row[3])
  }

  var asker: AskerKind? { answers[AskForm.askerKind.name]?.first.flatMap(AskerKind.init(rawValue:)) }
  var danger: Danger? { answers[AskForm.danger.name]?.first.flatMap(Danger.init(rawValue:)) }
  var entry: Entry { Entry(answers) }
}

/// Days for which what is not sent is kept.
let draftDays = 30

extension Transaction {
  /// The draft behind a code; nil where there is none, or it is too old.
  func helpDraft(_ code: HelpCode, at now: Instant) throws -> HelpDraft? {
    try first(
      """
      SELECT id, answers, saved_at, expires_at FROM help_draft
      WHERE code_hash = \(code.hash) AND expires_at > \(now)
      """)
  }

  func beginHelpDraft(_ code: HelpCode, _ answers: [String: [String]], id: ID<HelpDraft>, at now: Instant) throws {
    let expires = now.adding(days: draftDays)
    try run(
      """
      INSERT INTO help_draft (id, code_hash, asker, answers, began_at, saved_at, expires_at)
      VALUES (\(id), \(code.hash), \(answers["asker"]?.first), \(try toJSON(answers)), \(now), \(now), \(expires))
      """)
  }

  /// Keeps a request that somebody has begun, as if they had typed it: for the demonstration.
  package func keepUnsentRequest(_ code: HelpCode, _ answers: [String: [String]], id: AnyID, at now: Instant) throws {
    try beginHelpDraft(code, answers, id: id.of(), at: now)
  }

  /// Keeps the answers of a page: `names` are its fields, of which those that are missing now are empty.
  func keepAnswers(_ draft: HelpDraft, _ fields: [String: [String]], names: [String], at now: Instant) throws {
    var answers = draft.answers
    for name in names {
      for part in [name, "\(name)-day", "\(name)-month", "\(name)-year"] {
        let values = (fields[part] ?? []).filter { !$0.isEmpty }
        answers[part] = values.isEmpty ? nil : values
      }
    }
    try run(
      """
      UPDATE help_draft SET answers = \(try toJSON(answers)), asker = \(answers["asker"]?.first), saved_at = \(now),
        expires_at = \(now.adding(days: draftDays)) WHERE id = \(draft.id)
      """)
  }

  func forgetHelpDraft(_ id: ID<HelpDraft>) throws { try run("DELETE FROM help_draft WHERE id = \(id)") }

  /// Drafts past their day go. Returns how many. `Background` calls it.
  @discardableResult
  package func sweepHelpDrafts(at now: Instant) throws -> Int {
    try run("DELETE FROM help_draft WHERE expires_at <= \(now)")
  }
}
