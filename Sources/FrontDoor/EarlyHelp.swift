package import Kernel
import People
package import Store
import Web

/// Early help as the front door needs it. It lives in a slice that this one does not know, so `App` hands it in; all of it
/// runs in the transaction of the decision. What a decision starts has the id of the decision.
package struct EarlyHelp: Sendable {
  /// Early help around a child that has not ended.
  package struct Open: Sendable, Codable, Hashable {
    package let id: AnyID
    package let team: TeamID?
    package let teamName: String?
    package let worker: PractitionerID?
    package let workerName: String?
    /// Somebody has written in it, or has been given it.
    package let hasBegun: Bool
    package init(
      id: AnyID, team: TeamID?, teamName: String?, worker: PractitionerID?, workerName: String?, hasBegun: Bool
    ) {
      (self.id, self.team, self.teamName) = (id, team, teamName)
      (self.worker, self.workerName, self.hasBegun) = (worker, workerName, hasBegun)
    }
    /// `Priya Nair, Early Help North`
    var whoHasIt: String { [workerName, teamName].compactMap(\.self).joined(separator: ", ") }
  }
  /// Early help that a decision starts.
  package struct New: Sendable, Hashable {
    package let decision: ID<HelpDecision>
    package let request: HelpRequestID
    package let child: ChildID
    package let level: NeedLevel
    /// What was asked for, in the asker's words.
    package let wanted: String
    package let team: TeamID?
  }

  let open: @Sendable (ChildID, Transaction) throws -> Open?
  let start: @Sendable (New, Caller, Instant, Transaction) throws -> Void
  /// Takes back what a decision has started. False where the work on it has begun: then it stays.
  let takeBack: @Sendable (ID<HelpDecision>, ChildID, String, Caller, Instant, Transaction) throws -> Bool

  package init(
    open: @escaping @Sendable (ChildID, Transaction) throws -> Open?,
    start: @escaping @Sendable (New, Caller, Instant, Transaction) throws -> Void,
    takeBack: @escaping @Sendable (ID<HelpDecision>, ChildID, String, Caller, Instant, Transaction) throws -> Bool
  ) {
    (self.open, self.start, self.takeBack) = (open, start, takeBack)
  }
}

/// What became of the early help of a decision that does not stand any more.
enum HelpLeft {
  /// There was none, or it has been taken back.
  case nothing
  /// The work on it has begun, so it goes on.
  case begun
  /// Another decision counts on it.
  case needed
}

extension EarlyHelp {
  /// What is open around the child of a request, where the outcome is early help: the decision goes to whoever has it.
  func open(for outcome: HelpOutcome?, on request: HelpRequest, _ tx: Transaction) throws -> Open? {
    guard outcome == .earlyHelp, let child = request.child else { return nil }
    return try open(child, tx)
  }

  /// The same for a decision that is still to be made. What the standing decision started, and nobody has touched, goes
  /// with that: then the next one starts anew, with a team of its own.
  func open(deciding outcome: HelpOutcome?, on request: HelpRequest, _ tx: Transaction) throws -> Open? {
    guard let open = try open(for: outcome, on: request, tx), let child = request.child else { return nil }
    guard !open.hasBegun, let standing = try tx.standingDecision(request.id), standing.id.of() == open.id else {
      return open
    }
    return try tx.isDecidedElsewhere(standing, child) ? open : nil
  }

  /// Starts early help for a decision; where it is open already there is no second one, and its worker is told.
  /// Says how it went, for the event.
  func begin(
    _ id: ID<HelpDecision>, _ new: NewDecision, on request: HelpRequest, already open: Open?, by caller: Caller,
    at now: Instant, settings: Settings, in tx: Transaction
  ) throws -> String? {
    guard new.outcome == .earlyHelp, let child = request.child else { return nil }
    if let open {
      try tellWorker(open, id, at: now, settings, tx)
    } else {
      let said = request.asked.wouldHelp ?? request.asked.hard ?? request.asked.goingWell ?? new.reason
      try start(
        New(decision: id, request: request.id, child: child, level: new.level, wanted: said, team: new.team), caller,
        now, tx)
    }
    try tx.markTakenUp(id, at: now)
    return open == nil ? "started" : "joined to what is open"
  }

  /// Takes back the early help of a decision, unless somebody works on it or counts on it.
  func end(_ decision: HelpDecision, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws
    -> HelpLeft
  {
    guard decision.outcome == .earlyHelp, let child = decision.child else { return .nothing }
    if try tx.isDecidedElsewhere(decision, child) { return .needed }
    return try takeBack(decision.id, child, why, caller, now, tx) ? .nothing : .begun
  }

  private func tellWorker(
    _ open: Open, _ decision: ID<HelpDecision>, at now: Instant, _ settings: Settings, _ tx: Transaction
  ) throws {
    guard let worker = open.worker, let email = try tx.practitioner(worker).email else { return }
    let body = """
      Hello,

      Somebody has asked for help again for a family that you work with. The front door has decided that it goes with \
      the early help that is open. Read what they asked on the child’s page:
      \(settings.publicAddress)/today

      \(settings.partnership)
      """
    try tx.send(
      Mail(to: email, subject: "Another request about a family you work with", body: body), at: now,
      key: "help-joined:\(decision)")
  }
}

extension Transaction {
  /// Another request about the child has been decided for early help: it shares the one that is open.
  fileprivate func isDecidedElsewhere(_ decision: HelpDecision, _ child: ChildID) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM help_decision WHERE child_id = \(child) AND outcome = \(HelpOutcome.earlyHelp)
        AND id <> \(decision.id) AND undone_at IS NULL AND replaced_at IS NULL
      """)
  }
}
