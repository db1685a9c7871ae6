import Clocks
package import Kernel
package import Store
import Web

// All SQL about complaints.

extension Transaction {
  /// A complaint to one of those who answer: whoever keeps them all, or who was asked to look at this one. To anybody
  /// else it is not there.
  package func complaint(_ id: ID<Complaint>, for caller: Caller) throws -> Complaint {
    try one("SELECT \(Complaint.columns) FROM complaint WHERE id = \(id) AND \(known(to: caller))")
  }
  func complaints(for caller: Caller, isOver: Bool, limit: Int, offset: Int = 0) throws -> [Complaint] {
    let over: SQL = isOver ? "state IN ('closed', 'withdrawn')" : "state NOT IN ('closed', 'withdrawn')"
    return try all(
      """
      SELECT \(Complaint.columns) FROM complaint WHERE \(over) AND \(known(to: caller))
      ORDER BY received_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// What waits for somebody's answer.
  func complaints(lookedAtBy practitioner: PractitionerID) throws -> [Complaint] {
    try all(
      """
      SELECT \(Complaint.columns) FROM complaint WHERE handler_id = \(practitioner) AND state = 'looking'
      ORDER BY received_at, id LIMIT 50
      """)
  }
  private func known(to caller: Caller) -> SQL {
    if caller.holds(.keepComplaints) { return "TRUE" }
    return caller.practitioner.map { "handler_id = \($0)" } ?? "FALSE"
  }

  /// By its reference: for the demonstration and the tests.
  package func complaintNamed(_ reference: String) throws -> Complaint {
    try one("SELECT \(Complaint.columns) FROM complaint WHERE reference = \(reference)")
  }
  func complaint(_ reference: String, code: VoiceCode) throws -> Complaint? {
    try first(
      """
      SELECT \(Complaint.columns) FROM complaint WHERE reference = \(reference)
        AND code_hash = \(code.hash("complaint"))
      """)
  }
  func complaints(of account: AccountID) throws -> [Complaint] {
    try all(
      """
      SELECT \(Complaint.columns) FROM complaint WHERE account_id = \(account) ORDER BY received_at DESC, id DESC LIMIT 50
      """)
  }
  func complaint(_ reference: String, of account: AccountID) throws -> Complaint? {
    try first(
      "SELECT \(Complaint.columns) FROM complaint WHERE reference = \(reference) AND account_id = \(account)")
  }

  func steps(of complaint: ID<Complaint>) throws -> [ComplaintStep] {
    try all("SELECT \(ComplaintStep.columns) FROM complaint_step WHERE complaint_id = \(complaint) ORDER BY number")
  }
  /// Names of those who were asked to look at it at an earlier stage.
  func handlersBefore(_ complaint: Complaint) throws -> [String] {
    try rows(
      """
      SELECT words FROM complaint_step WHERE complaint_id = \(complaint.id) AND kind = 'handler'
        AND stage < \(complaint.stage) AND words IS NOT NULL
      """
    ) { try $0[0] as String }
  }

  /// Throws `changedByAnother` where somebody was quicker.
  func update(_ complaint: Complaint, to next: NextOfComplaint, version: Int) throws {
    let changed = try run(
      """
      UPDATE complaint SET stage = \(next.stage), state = \(next.state), procedure = \(next.procedure),
        handler_id = \(next.handler?.id), handler_name = \(next.handler?.name), version = version + 1
      WHERE id = \(complaint.id) AND version = \(version)
      """)
    guard changed == 1 else {
      throw Refusal.changedByAnother("Somebody else has worked on this complaint since you opened it.")
    }
  }

  func insert(
    _ id: AnyID, _ kind: ComplaintStepKind, words: String?, outcome: ComplaintOutcome?, stage: Int,
    complaint: Complaint, by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO complaint_step (id, complaint_id, number, kind, stage, at, account_id, actor_name, words, outcome,
        is_open_to_family)
      VALUES (\(id), \(complaint.id), \(complaint.version), \(kind), \(stage), \(now), \(caller.account),
        \(caller.account == nil ? complaint.name : caller.name), \(words), \(outcome), \(kind.isOpenToFamily))
      """)
  }

  func startStage(_ complaint: Complaint, stage: Int, at now: Instant) throws {
    guard let procedure = complaint.procedure else { return }
    try startClock(answerRules(procedure, stage: stage)[0], about: complaint.id, child: nil, at: now, now: now)
  }

  /// Somebody at work here, by the e-mail address.
  func practitioner(email: String) throws -> NewComplaintStep.Handler? {
    try row(
      "SELECT id, name FROM practitioner WHERE lower(email) = \(email.lowercased()) ORDER BY id LIMIT 1"
    ) { .init(try $0[0], try $0[1]) }
  }
}
