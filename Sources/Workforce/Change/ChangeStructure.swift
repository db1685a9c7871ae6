package import Kernel
package import Store

/// Why a decision does not carry a change yet; nil where it does. Handed in by `App`, which knows who keeps decisions.
package typealias DecisionGate = @Sendable (_ reference: String, Transaction) throws -> String?

/// Begins to prepare a change of structure: nothing of it has happened yet.
package func prepareChange(
  _ id: ID<StructureChange>, _ new: NewChange, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO structure_change (id, name, decision, consultation_from, consultation_to, starts_on, version)
    VALUES (\(id), \(new.name), \(new.decision), \(new.consultationFrom), \(new.consultationTo), \(new.startsOn), 1)
    """)
  try tx.append(.changePrepared, about: id.of(), by: caller, at: now, changed: ["starts_on": new.startsOn.description])
}

/// Adds an employee to a change that has not begun.
package func addTransfer(
  _ id: ID<StaffTransfer>, _ new: NewTransfer, to change: StructureChange, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard change.startedAt == nil else { throw Refusal.notNow("This change has begun.") }
  try tx.run(
    """
    INSERT INTO staff_transfer (\(StaffTransfer.columns))
    VALUES (\(id), \(change.id), \(new.person), \(new.practitioner), \(new.kind), \(new.employer), \(new.post),
      \(new.grade), \(new.fte), \(new.base), \(new.proposedPost), \(new.proposedBase), \(new.newEmployer),
      \(TransferState.notStarted), 1)
    """)
  try tx.append(.transferAdded, about: id.of(), by: caller, at: now, changed: ["proposed_post": new.proposedPost])
}

/// Writes down a step of a transfer. Throws `Refusal.notNow` with the reason where it may not be taken yet.
package func takeTransferStep(
  _ id: AnyID, _ step: TransferStep, _ file: TransferFile, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  if let why = refusal(of: step, file, today: now.day) { throw Refusal.notNow(why) }
  let state = state(after: step.kind, file.transfer.state)
  let changed = try tx.run(
    """
    UPDATE staff_transfer SET state = \(state), version = version + 1
    WHERE id = \(file.transfer.id) AND version = \(version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("This transfer was changed since you opened it.") }
  try tx.run(
    """
    INSERT INTO transfer_step (id, transfer_id, kind, happened_on, words, by_name, at)
    VALUES (\(id), \(file.transfer.id), \(step.kind), \(step.on), \(step.words), \(caller.name), \(now))
    """)
  try tx.append(
    .transferStepTaken, about: file.transfer.id.of(), by: caller, at: now,
    changed: ["step": step.kind.rawValue, "on": step.on.description])
}

/// Begins a change: only when every gate is passed.
package func startChange(
  _ change: StructureChange, decision: DecisionGate, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard change.startedAt == nil else { throw Refusal.notNow("This change has begun.") }
  let why = try change.decision.flatMap { try decision($0, tx) }
  let closed = gates(change, try tx.transfers(of: change.id), decision: why, today: now.day)
  guard closed.isEmpty else { throw Refusal.notNow(closed.joined(separator: " ")) }
  let changed = try tx.run(
    """
    UPDATE structure_change SET started_at = \(now), started_by = \(caller.name), version = version + 1
    WHERE id = \(change.id) AND version = \(change.version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("This change was begun already.") }
  try tx.append(.changeStarted, about: change.id.of(), by: caller, at: now)
}

extension Transaction {
  func structureChange(_ id: ID<StructureChange>) throws -> StructureChange {
    try one("SELECT \(StructureChange.columns) FROM structure_change WHERE id = \(id)")
  }
  package func structureChanges() throws -> [StructureChange] {
    try all("SELECT \(StructureChange.columns) FROM structure_change ORDER BY starts_on DESC, id DESC LIMIT 200")
  }
  package func transfers(of change: ID<StructureChange>) throws -> [StaffTransfer] {
    try all(
      "SELECT \(StaffTransfer.columns) FROM staff_transfer WHERE change_id = \(change) ORDER BY proposed_post, person, id"
    )
  }
  func transfers(of practitioner: PractitionerID) throws -> [StaffTransfer] {
    try all("SELECT \(StaffTransfer.columns) FROM staff_transfer WHERE practitioner_id = \(practitioner) ORDER BY id")
  }
  /// Throws `notFound` where the change has no such transfer.
  func transfer(_ id: ID<StaffTransfer>, of change: ID<StructureChange>) throws -> StaffTransfer {
    try one("SELECT \(StaffTransfer.columns) FROM staff_transfer WHERE id = \(id) AND change_id = \(change)")
  }
  package func file(of transfer: StaffTransfer) throws -> TransferFile {
    TransferFile(
      change: try structureChange(transfer.change), transfer: transfer,
      steps: try all(
        """
        SELECT \(TransferStep.columns) FROM transfer_step WHERE transfer_id = \(transfer.id) ORDER BY happened_on, at, id
        """))
  }

  /// Why nobody may begin in a post yet; nil where no change of structure holds it.
  func changeGate(post code: String) throws -> String? {
    let found: StaffTransfer? = try first(
      """
      SELECT \(StaffTransfer.columns) FROM staff_transfer WHERE proposed_post = \(code)
        AND state NOT IN ('transferred', 'ended') ORDER BY id LIMIT 1
      """)
    guard let found else { return nil }
    let name = try structureChange(found.change).name
    return
      "A change of structure holds this post: “\(name)”. Nobody begins in it before the transfer into it is complete."
  }
}

extension EventKind {
  static let changePrepared = EventKind("structure_change.prepared", "prepared a change of structure")
  static let changeStarted = EventKind("structure_change.started", "began a change of structure")
  static let transferAdded = EventKind("transfer.added", "added an employee to a change of structure")
  static let transferStepTaken = EventKind("transfer.step", "wrote down a step of a transfer")
}
