package import Kernel
package import Store
import Web

/// Something that people are asked about before it is decided: what is asked, from whom, how and until when; then what
/// was said and what changed. Source: the four Gunning principles (at a formative stage, with enough to go by, with time
/// enough, and what is said is weighed), and the field notes on periods: no law, 6 to 12 weeks are usual.
package struct Consultation: Sendable, Record, Codable, Hashable {
  package let id: ID<Consultation>
  package let content: ConsultationContent
  package let isPublished: Bool
  /// What was said, and what changed because of it; nil until both are.
  package let said: String?
  package let changed: String?
  package let outcomeAt: Instant?
  package let version: Int

  static let columns: SQL = """
    id, title, stage, question, why, audience, how_to_answer, documents, opens_on, closes_on, survey_id, is_published,
    said, changed, outcome_at, version
    """
  package init(row: Row) throws {
    id = try row[0]
    content = ConsultationContent(
      title: try row[1], stage: try row[2], question: try row[3], why: try row[4], audience: try row[5],
      howToAnswer: try row[6], documents: try row[7], opensOn: try row[8], closesOn: try row[9], survey: try row[10])
    (isPublished, said, changed, outcomeAt, version) = (try row[11], try row[12], try row[13], try row[14], try row[15])
  }
  package var path: String { "/voice/consultations/\(id)" }
  /// Both days counted.
  package var days: Int { content.opensOn.days(until: content.closesOn) + 1 }
  package func state(on day: Day) -> String {
    if outcomeAt != nil { return "What changed is published" }
    if day < content.opensOn { return "Opens \(content.opensOn.long)" }
    return day <= content.closesOn ? "Open until \(content.closesOn.long)" : "Closed; we are reading what was said"
  }
}

package struct ConsultationContent: Sendable, Codable, Hashable {
  package var title: String
  package var stage: ConsultationStage
  package var question: String
  package var why: String
  package var audience: String
  package var howToAnswer: String
  /// Each in a line: its title, and where it is.
  package var documents: String
  package var opensOn: Day
  package var closesOn: Day
  package var survey: ID<Survey>?
  package init(
    title: String, stage: ConsultationStage, question: String, why: String, audience: String, howToAnswer: String,
    documents: String, opensOn: Day, closesOn: Day, survey: ID<Survey>? = nil
  ) {
    (self.title, self.stage, self.question, self.why) = (title, stage, question, why)
    (self.audience, self.howToAnswer, self.documents) = (audience, howToAnswer, documents)
    (self.opensOn, self.closesOn, self.survey) = (opensOn, closesOn, survey)
  }
}

package enum ConsultationStage: String, Choice {
  case informal, formal
  package var title: String { self == .informal ? "Informal: while ideas are open" : "Formal: about a proposal" }
}

/// Begins a consultation; published at once where `isPublished`.
package func beginConsultation(
  _ id: ID<Consultation>, _ new: ConsultationContent, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO consultation (id, title, stage, question, why, audience, how_to_answer, documents, opens_on, closes_on,
      survey_id, is_published, created_at, version)
    VALUES (\(id), \(new.title), \(new.stage), \(new.question), \(new.why), \(new.audience), \(new.howToAnswer),
      \(new.documents), \(new.opensOn), \(new.closesOn), \(new.survey), FALSE, \(now), 1)
    """)
  try tx.append(.consultationBegun, about: id.of(), by: caller, at: now, changed: ["title": new.title])
}

/// Makes it a page for everybody. What was published stays as it was: people answered that, and nothing else.
package func publishConsultation(
  _ consultation: Consultation, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if now.day > consultation.content.closesOn {
    throw Refusal.notNow("Its last day is over: nobody could answer any more.")
  }
  let changed = try tx.run(
    """
    UPDATE consultation SET is_published = TRUE, version = version + 1
    WHERE id = \(consultation.id) AND NOT is_published
    """)
  guard changed == 1 else { throw Refusal.notNow("It is published already.") }
  try tx.append(.consultationPublished, about: consultation.id.of(), by: caller, at: now)
}

/// Says what was said and what changed: once, when it has closed.
package func concludeConsultation(
  _ consultation: Consultation, said: String, changed: String, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard consultation.isPublished, now.day > consultation.content.closesOn else {
    throw Refusal.notNow("People can still answer until \(consultation.content.closesOn.long).")
  }
  let rows = try tx.run(
    """
    UPDATE consultation SET said = \(said), changed = \(changed), outcome_at = \(now), version = version + 1
    WHERE id = \(consultation.id) AND version = \(version) AND outcome_at IS NULL
    """)
  guard rows == 1 else { throw Refusal.changedByAnother("Somebody else has said what changed meanwhile.") }
  try tx.append(.consultationConcluded, about: consultation.id.of(), by: caller, at: now)
}

extension EventKind {
  static let consultationBegun = EventKind("consultation.begun", "began a consultation")
  static let consultationPublished = EventKind("consultation.published", "published a consultation")
  static let consultationConcluded = EventKind("consultation.concluded", "said what a consultation has changed")
}

extension Transaction {
  func consultation(_ id: ID<Consultation>, unpublishedToo: Bool) throws -> Consultation {
    let found: Consultation = try one("SELECT \(Consultation.columns) FROM consultation WHERE id = \(id)")
    guard found.isPublished || unpublishedToo else { throw Refusal.notFound }
    return found
  }
  /// The last to close first.
  package func consultations(unpublishedToo: Bool, limit: Int, offset: Int = 0) throws -> [Consultation] {
    let wanted: SQL = unpublishedToo ? "" : "WHERE is_published"
    return try all(
      """
      SELECT \(Consultation.columns) FROM consultation \(wanted) ORDER BY closes_on DESC, id DESC
      LIMIT \(limit) OFFSET \(offset)
      """)
  }
}
