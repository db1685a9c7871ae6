import Kernel
import Store

// All SQL about decisions.

extension Transaction {
  func decision(_ id: ID<DecisionRecord>) throws -> DecisionRecord {
    try one("SELECT \(DecisionRecord.columns) FROM decision_record WHERE id = \(id)")
  }

  /// Decisions that were taken, the newest first: a part of the register.
  func decisionsTaken(limit: Int, offset: Int) throws -> [DecisionRecord] {
    try all(
      """
      SELECT \(DecisionRecord.columns) FROM decision_record
      WHERE state NOT IN ('draft', 'notice', 'considered')
      ORDER BY (SELECT t.taken_at FROM decision_taken t WHERE t.decision_id = decision_record.id) DESC, id DESC
      LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// Decisions that nobody has taken yet, by their day.
  func decisionsAhead(draftsToo: Bool) throws -> [DecisionRecord] {
    let drafts: SQL = draftsToo ? "'draft', " : ""
    return try all(
      """
      SELECT \(DecisionRecord.columns) FROM decision_record WHERE state IN (\(drafts)'notice', 'considered')
      ORDER BY decide_from, id
      """)
  }

  /// What is ahead first, by its day; then the register, newest first.
  func decisions(draftsToo: Bool) throws -> [DecisionRecord] {
    let wanted: SQL = draftsToo ? "" : "WHERE state <> 'draft'"
    return try all(
      """
      SELECT \(DecisionRecord.columns) FROM decision_record \(wanted)
      ORDER BY CASE WHEN state IN ('draft', 'notice', 'considered') THEN 0 ELSE 1 END, decide_from, id
      """)
  }

  /// All that is held of a decision.
  func file(_ id: ID<DecisionRecord>) throws -> DecisionFile {
    var file = DecisionFile(try decision(id))
    file.streams = try all(
      "SELECT id, words, pence, is_yearly FROM decision_stream WHERE decision_id = \(id) ORDER BY id")
    file.options = try all(
      "SELECT id, title, appraisal, is_recommended FROM decision_option WHERE decision_id = \(id) ORDER BY id")
    file.parts = try all("SELECT id, title, words, exempt_why FROM decision_part WHERE decision_id = \(id) ORDER BY id")
    file.implications = try all(
      "SELECT \(Implication.columns) FROM decision_implication WHERE decision_id = \(id) ORDER BY id")
    file.notices = try all(
      "SELECT \(DecisionNotice.columns) FROM decision_notice WHERE decision_id = \(id) ORDER BY number")
    file.taken = try first("SELECT \(TakenDecision.columns) FROM decision_taken WHERE decision_id = \(id)")
    file.acts = try all("SELECT \(DecisionAct.columns) FROM decision_act WHERE decision_id = \(id) ORDER BY at, id")
    file.agreements = try agreements(for: id)
    file.privateNotices = try all(
      """
      SELECT \(PrivateNotice.columns) FROM decision_private_notice
      WHERE decision_id = \(id) AND withdrawn_at IS NULL ORDER BY number
      """)
    file.urgentPrivate = try first(
      """
      SELECT \(UrgentPrivateNotice.columns) FROM decision_urgent_private
      WHERE decision_id = \(id) AND withdrawn_at IS NULL ORDER BY published_at DESC LIMIT 1
      """)
    return file
  }

  func attempts(of id: ID<DecisionRecord>) throws -> [DecisionAttempt] {
    try all("SELECT what, refusal, at, actor_name FROM decision_attempt WHERE decision_id = \(id) ORDER BY at, id")
  }

  /// `2026/014`: the next number of its year. No decision is ever deleted.
  func nextReference(year: Int) throws -> String {
    let start = "\(year)/"
    let count: Int = try value("SELECT count(*) FROM decision_record WHERE reference LIKE \(start + "%")") ?? 0
    let digits = String(count + 1)
    return start + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  func insertDecision(
    _ id: ID<DecisionRecord>, _ content: DecisionContent, reference: String, by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO decision_record (\(DecisionRecord.columns)) VALUES (
        \(id), \(reference), \(content.title), \(content.matter), \(content.makerName), \(content.makerTitle),
        \(content.members), \(content.decideFrom), \(content.decideTo), \(content.documents), \(content.copiesFrom),
        \(content.otherDocuments), \(content.howToAsk), \(content.wards), \(content.years), \(content.equality),
        \(content.equalityNote), \(content.consultation), \(content.delegatedTo), \(content.delegatedWith),
        \(content.isJointlyFunded), \(content.hasStaffTransfer), \(keyThreshold), \(DecisionState.draft),
        \(caller.account), \(caller.name), \(now), 1)
      """)
  }

  func updateContent(_ id: ID<DecisionRecord>, _ content: DecisionContent) throws {
    try run(
      """
      UPDATE decision_record SET title = \(content.title), matter = \(content.matter),
        maker_name = \(content.makerName), maker_title = \(content.makerTitle), members = \(content.members),
        decide_from = \(content.decideFrom), decide_to = \(content.decideTo), documents = \(content.documents),
        copies_from = \(content.copiesFrom), other_documents = \(content.otherDocuments),
        how_to_ask = \(content.howToAsk), wards = \(content.wards), years = \(content.years),
        equality = \(content.equality), equality_note = \(content.equalityNote),
        consultation = \(content.consultation), delegated_to = \(content.delegatedTo),
        delegated_with = \(content.delegatedWith), is_jointly_funded = \(content.isJointlyFunded),
        has_staff_transfer = \(content.hasStaffTransfer)
      WHERE id = \(id)
      """)
  }

  /// Counts a change, and puts the decision into a state. Throws where it has moved on since `version`.
  func move(_ id: ID<DecisionRecord>, version: Int, to state: DecisionState) throws {
    let changed = try run(
      """
      UPDATE decision_record SET state = \(state), version = version + 1 WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else {
      throw Refusal.changedByAnother("Somebody else has changed this decision since you opened it.")
    }
  }

  func insert(_ stream: MoneyStream, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_stream (id, decision_id, words, pence, is_yearly)
      VALUES (\(stream.id), \(decision), \(stream.words), \(stream.pence), \(stream.isYearly))
      """)
  }

  func insert(_ option: DecisionOption, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_option (id, decision_id, title, appraisal, is_recommended)
      VALUES (\(option.id), \(decision), \(option.title), \(option.appraisal), \(option.isRecommended))
      """)
  }

  func insert(_ part: ReportPart, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_part (id, decision_id, title, words, exempt_why)
      VALUES (\(part.id), \(decision), \(part.title), \(part.text), \(part.exemptWhy))
      """)
  }

  func insert(_ implication: Implication, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_implication (id, decision_id, kind, words, written_by, written_name)
      VALUES (
        \(implication.id), \(decision), \(implication.kind), \(implication.text), \(implication.writtenBy),
        \(implication.writtenName))
      """)
  }

  /// False where it was verified meanwhile.
  func markVerified(_ id: ID<Implication>, by caller: Caller, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE decision_implication
      SET verified_by = \(caller.account), verified_name = \(caller.name), verified_at = \(now)
      WHERE id = \(id) AND verified_at IS NULL
      """) == 1
  }

  func insert(_ notice: DecisionNotice, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_notice (decision_id, \(DecisionNotice.columns)) VALUES (
        \(decision), \(notice.number), \(notice.route), \(notice.publishedAt), \(notice.publishedBy),
        \(notice.publishedName), \(notice.earliestAt), \(notice.reckoning), \(notice.why), \(notice.content), NULL)
      """)
  }

  func insert(_ notice: PrivateNotice, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_private_notice (decision_id, \(PrivateNotice.columns)) VALUES (
        \(decision), \(notice.number), \(notice.publishedAt), \(notice.publishedName), \(notice.earliestAt),
        \(notice.reckoning), \(notice.why), \(notice.representations), \(notice.answer))
      """)
  }

  func insert(_ notice: UrgentPrivateNotice, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_urgent_private (decision_id, \(UrgentPrivateNotice.columns)) VALUES (
        \(decision), \(notice.publishedAt), \(notice.publishedName), \(notice.why), \(notice.whyUrgent),
        \(notice.agreedAt), \(notice.agreedWords))
      """)
  }

  /// The notices that it will be taken in private go with it.
  func withdrawNotice(_ number: Int, of decision: ID<DecisionRecord>, at now: Instant) throws {
    try run(
      "UPDATE decision_notice SET withdrawn_at = \(now) WHERE decision_id = \(decision) AND number = \(number)")
    try run(
      """
      UPDATE decision_private_notice SET withdrawn_at = \(now)
      WHERE decision_id = \(decision) AND withdrawn_at IS NULL
      """)
    try run(
      """
      UPDATE decision_urgent_private SET withdrawn_at = \(now)
      WHERE decision_id = \(decision) AND withdrawn_at IS NULL
      """)
  }

  func insert(
    _ new: NewTakenDecision, of file: DecisionFile, callInUntil: Instant, by caller: Caller, at now: Instant
  ) throws {
    let notice = file.isKey ? file.notice : nil
    try run(
      """
      INSERT INTO decision_taken (
        decision_id, is_key, notice_number, earliest_at, recorded_by, \(TakenDecision.columns)
      ) VALUES (
        \(file.record.id), \(file.isKey), \(notice?.number), \(notice?.earliestAt), \(caller.account), \(new.takenAt),
        \(new.outcome), \(new.reasons), \(new.alternatives), \(new.conflicts), \(caller.name), \(now), \(callInUntil))
      """)
  }

  func insert(_ act: DecisionAct, id: ID<DecisionAct>, decision: ID<DecisionRecord>) throws {
    try run(
      """
      INSERT INTO decision_act (id, decision_id, \(DecisionAct.columns))
      VALUES (\(id), \(decision), \(act.kind), \(act.at), \(act.account), \(act.name), \(act.words))
      """)
  }

  func insertAttempt(
    _ id: ID<DecisionAttempt>, _ what: String, refusal: String, decision: ID<DecisionRecord>, by caller: Caller,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO decision_attempt (id, decision_id, what, refusal, at, account_id, actor_name)
      VALUES (\(id), \(decision), \(what), \(refusal), \(now), \(caller.account), \(caller.name))
      """)
  }
}
