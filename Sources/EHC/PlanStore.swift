import Clocks
package import Kernel
import People
package import Store

// All SQL about plans, their lines and what is said about drafts.

extension Transaction {
  /// The versions of a case's plan, the newest first.
  package func planDocuments(of ehcCase: ID<EHCCase>) throws -> [PlanDocument] {
    try all("SELECT \(PlanDocument.columns) FROM ehc_plan WHERE case_id = \(ehcCase) ORDER BY number DESC")
  }
  func planDocument(_ number: Int, of ehcCase: ID<EHCCase>) throws -> PlanDocument {
    try one("SELECT \(PlanDocument.columns) FROM ehc_plan WHERE case_id = \(ehcCase) AND number = \(number)")
  }
  /// The version that is being written; nil where none is.
  package func planInWriting(of ehcCase: ID<EHCCase>) throws -> PlanDocument? {
    try first("SELECT \(PlanDocument.columns) FROM ehc_plan WHERE case_id = \(ehcCase) AND sent_on IS NULL")
  }
  /// The version that was sent last.
  package func planSent(of ehcCase: ID<EHCCase>) throws -> PlanDocument? {
    try first(
      """
      SELECT \(PlanDocument.columns) FROM ehc_plan WHERE case_id = \(ehcCase) AND sent_on IS NOT NULL
      ORDER BY number DESC LIMIT 1
      """)
  }
  /// The final version that was sent last: what is owed to the child. Nil where the plan was never written here.
  package func planInForce(of ehcCase: ID<EHCCase>) throws -> PlanDocument? {
    try first(
      """
      SELECT \(PlanDocument.columns) FROM ehc_plan
      WHERE case_id = \(ehcCase) AND sent_on IS NOT NULL AND kind = \(PlanKind.final) ORDER BY number DESC LIMIT 1
      """)
  }
  /// The version that work goes on with: what is being written, what is with the family, else the plan in force.
  func planAtWork(of ehcCase: EHCCase) throws -> PlanDocument? {
    let newest = try planDocuments(of: ehcCase.id).first
    guard ehcCase.state == .maintained, let newest, newest.sentOn != nil, newest.kind == .draft,
      try planChange(of: ehcCase.id) == nil
    else { return newest }
    return try planInForce(of: ehcCase.id) ?? newest
  }
  package func planLines(of document: ID<PlanDocument>) throws -> [PlanLine] {
    try all(
      "SELECT \(PlanLine.columns) FROM ehc_plan_line WHERE plan_id = \(document) ORDER BY section, place, line_id")
  }
  func planLine(_ line: ID<PlanLine>, of document: ID<PlanDocument>) throws -> PlanLine {
    try one("SELECT \(PlanLine.columns) FROM ehc_plan_line WHERE plan_id = \(document) AND line_id = \(line)")
  }

  /// What the draft still lacks, in words; empty where it may be sent. Nothing written is a fault as well.
  func draftFaults(of ehcCase: ID<EHCCase>, isFinal: Bool, on day: Day) throws -> [String] {
    // A final plan begins from the draft that was sent.
    let document = try planInWriting(of: ehcCase) ?? (isFinal ? planSent(of: ehcCase) : nil)
    guard let document else { return ["nothing has been written yet"] }
    return try planFaults(of: document, isFinal: isFinal, on: day).filter(\.isBlocking).map {
      "section \($0.section.rawValue): \($0.message)"
    }
  }
  /// As it stands on that day; a version that was sent, as on the day it was sent.
  func planFaults(of document: PlanDocument, isFinal: Bool, on day: Day) throws -> [PlanFault] {
    let (child, state): (ChildID, CaseState) = try row(
      "SELECT child_id, state FROM ehc_case WHERE id = \(document.ehcCase)"
    ) { (try $0[0], try $0[1]) }!
    let asked = try advice(of: document.ehcCase)
    // A plan that was made elsewhere came with its advice: nobody was asked here.
    let cameWithIt = state == .maintained && asked.isEmpty
    let received = cameWithIt ? 1 : asked.count { $0.state == .received }
    let facts = PlanFacts(
      isFinal: isFinal, bornOn: try self.child(child).bornOn, today: document.sentOn ?? day, adviceCount: received)
    return faults(of: try planLines(of: document.id), facts)
  }

  func insertPlan(_ id: ID<PlanDocument>, of ehcCase: ID<EHCCase>, number: Int, kind: PlanKind, at now: Instant) throws
  {
    try run(
      """
      INSERT INTO ehc_plan (id, case_id, number, kind, created_at)
      VALUES (\(id), \(ehcCase), \(number), \(kind), \(now))
      """)
  }
  func copyLines(from old: ID<PlanDocument>, to new: ID<PlanDocument>) throws {
    try run(
      """
      INSERT INTO ehc_plan_line (plan_id, line_id, section, place, words, plain, need_id, provider, how_often, measure,
        by_on, for_adulthood)
      SELECT \(new), line_id, section, place, words, plain, need_id, provider, how_often, measure, by_on, for_adulthood
      FROM ehc_plan_line WHERE plan_id = \(old)
      """)
  }
  func markSent(_ document: ID<PlanDocument>, on day: Day) throws {
    try run("UPDATE ehc_plan SET sent_on = \(day) WHERE id = \(document)")
  }
  /// What was written to be final goes out first as what is proposed.
  func markProposed(_ document: ID<PlanDocument>, on day: Day) throws {
    try run("UPDATE ehc_plan SET sent_on = \(day), kind = \(PlanKind.draft) WHERE id = \(document)")
  }
  func markUnsent(_ document: ID<PlanDocument>) throws {
    try run("UPDATE ehc_plan SET sent_on = NULL WHERE id = \(document)")
  }
  func deletePlan(_ document: ID<PlanDocument>) throws {
    try run("DELETE FROM ehc_plan_line WHERE plan_id = \(document)")
    try run("DELETE FROM ehc_plan WHERE id = \(document)")
  }
  func write(_ line: PlanLine, in document: ID<PlanDocument>, at now: Instant) throws {
    try run(
      """
      INSERT INTO ehc_plan_line (plan_id, line_id, section, place, words, plain, need_id, provider, how_often, measure,
        by_on, for_adulthood)
      VALUES (\(document), \(line.id), \(line.section), \(now), \(line.words), \(line.plain), \(line.need),
        \(line.provider), \(line.howOften), \(line.measure), \(line.byOn), \(line.isForAdulthood))
      ON CONFLICT (plan_id, line_id) DO UPDATE SET words = excluded.words, plain = excluded.plain,
        need_id = excluded.need_id, provider = excluded.provider, how_often = excluded.how_often,
        measure = excluded.measure, by_on = excluded.by_on, for_adulthood = excluded.for_adulthood
      """)
  }
  func remove(_ line: ID<PlanLine>, from document: ID<PlanDocument>) throws {
    try run("UPDATE ehc_plan_line SET need_id = NULL WHERE plan_id = \(document) AND need_id = \(line)")
    try run("DELETE FROM ehc_plan_line WHERE plan_id = \(document) AND line_id = \(line)")
  }

  // MARK: Comments

  package func draftComments(of ehcCase: ID<EHCCase>) throws -> [DraftComment] {
    try all("SELECT \(DraftComment.columns) FROM ehc_comment WHERE case_id = \(ehcCase) ORDER BY said_at, id")
  }
  func draftComment(_ id: ID<DraftComment>, of ehcCase: ID<EHCCase>) throws -> DraftComment {
    try one("SELECT \(DraftComment.columns) FROM ehc_comment WHERE id = \(id) AND case_id = \(ehcCase)")
  }
  func insert(
    _ id: ID<DraftComment>, _ kind: CommentKind, section: PlanSection?, words: String, of ehcCase: ID<EHCCase>,
    by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_comment (id, case_id, kind, section, words, said_by, said_at)
      VALUES (\(id), \(ehcCase), \(kind), \(section), \(words), \(name), \(now))
      """)
  }
  /// The last day on which the family may comment on the draft, on proposed changes, or on an end of the plan: of its
  /// fifteen days, or later where it got more time. Nil where nothing is out, or the family has agreed to it.
  func commentsUntil(_ ehcCase: ID<EHCCase>) throws -> Day? {
    let own = try clocks(about: ehcCase)
    let changes = try planChange(of: ehcCase).map { try clocks(about: $0.about) } ?? []
    let rules = [ClockRuleID.comments, .changeComments, .endingComments]
    guard let clock = (own + changes).last(where: { rules.contains($0.ruleID) && $0.isOpen }) else { return nil }
    let more: Day? = try value(
      """
      SELECT max(until_on) FROM ehc_comment WHERE case_id = \(ehcCase) AND said_at >= \(clock.startedAt)
      """)
    return max(clock.due.day, more ?? clock.due.day)
  }

  /// False where somebody has answered meanwhile.
  func answer(
    _ id: ID<DraftComment>, _ answer: CommentAnswer, words: String, until: Day?, by name: String, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE ehc_comment SET answer = \(answer), answer_words = \(words), until_on = \(until), answered_by = \(name),
        answered_at = \(now)
      WHERE id = \(id) AND answer IS NULL
      """) == 1
  }
}
