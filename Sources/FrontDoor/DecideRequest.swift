import Clocks
package import Kernel
import People
package import Store
package import Web

extension EventKind {
  package static let requestDecided = EventKind("request.decided", "decided on a request for help")
  package static let decisionUndone = EventKind("request.decision_undone", "took back a decision on a request for help")
}

/// Decides on a request: the clocks are met, the team is given the child, early help begins where that was decided, and
/// the asker is told in words. A second decision replaces the one before and needs a reason.
package func decideRequest(
  _ new: NewDecision, on request: HelpRequest, id: ID<HelpDecision>, by caller: Caller, at now: Instant,
  settings: Settings, earlyHelp: EarlyHelp, in tx: Transaction
) throws {
  guard request.isOpen || request.state == .decided else { throw Refusal.notNow("This request was withdrawn.") }
  if let before = try tx.standingDecision(request.id) {
    try tx.run("UPDATE help_decision SET replaced_at = \(now) WHERE id = \(before.id)")
    let why = "Decided again: \(new.againWhy ?? "")"
    // Work that has begun is never stopped from here: a decision for safety must not wait for it.
    if try earlyHelp.end(before, why: why, by: caller, at: now, in: tx) == .nothing {
      try tx.endTeamsWork(before, why: why, by: caller, at: now)
    }
  }
  let open = try earlyHelp.open(for: new.outcome, on: request, tx)
  var new = new
  new.team = open?.team ?? new.team
  try tx.move(request.state == .received ? try tx.startedReading(request) : request, to: .decided, at: now)
  let involvement = try tx.giveToTeam(new, request, by: caller, at: now)
  try tx.insert(new, id, request, involvement, by: caller, at: now)
  try tx.endChecks(of: request.id, why: "The request was decided", by: caller, at: now)
  for rule in [ClockRuleID.decide, .urgent, .danger] { try tx.meetClock(rule, about: request.id, at: now) }
  var changed = ["outcome": new.outcome.rawValue, "level": new.level.rawValue, "decision": id.description]
  changed["early_help"] = try earlyHelp.begin(
    id, new, on: request, already: open, by: caller, at: now, settings: settings, in: tx)
  try tx.append(
    .requestDecided, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: changed, why: new.againWhy)
  try keepSaid(of: request, by: caller, at: now, in: tx)
  if let email = request.asked.email {
    try tx.send(
      decisionMail(request, new.outcome, again: new.againWhy != nil, to: email, settings), at: now,
      key: "help-decided:\(id)")
  }
}

/// Writes what whoever asked said of the child's life into the record, with who said it; where the record says something of it
/// already, that stays. Not before a decision: until then the request may be joined to another record.
private func keepSaid(of request: HelpRequest, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let said = request.asked.circumstances
  guard let child = try request.child.map({ try tx.child($0) }), !said.isEmpty else { return }
  let known = latest(try tx.circumstances(of: child.id), on: now.day)
  let new = said.filter { known[$0.key] == nil }
  guard !new.isEmpty else { return }
  let who = [request.asked.askerName, request.asked.askerTitle].filter { !$0.isEmpty }.joined(separator: ", ")
  let from = max(request.receivedAt.day, child.bornOn ?? request.receivedAt.day)
  try writeCircumstances(
    NewCircumstances(new, from: min(from, now.day), source: "\(who), asking for help (\(request.reference))"),
    of: child,
    by: caller, at: now, in: tx)
}

/// Takes a decision back, within the hour, by whoever made it: the clocks run on, the asker hears of it. Early help that it
/// started goes with it, while nobody has begun to work.
package func undoDecision(
  on request: HelpRequest, why: String, by caller: Caller, at now: Instant, settings: Settings, earlyHelp: EarlyHelp,
  in tx: Transaction
) throws {
  guard let decision = try tx.standingDecision(request.id), request.state == .decided else {
    throw Refusal.notNow("There is no decision to take back.")
  }
  guard decision.mayUndo(caller, at: now) else {
    throw Refusal.notNow(
      "Only whoever decided may take it back, within an hour. After that, decide again with a reason.")
  }
  switch try earlyHelp.end(decision, why: "The decision was taken back", by: caller, at: now, in: tx) {
  case .begun:
    throw Refusal.notNow(
      "The work with the family has begun, so this decision cannot be taken back. Decide again with a reason. The early "
        + "help goes on until its team closes it.")
  case .needed: break
  case .nothing: try tx.endTeamsWork(decision, why: "The decision was taken back", by: caller, at: now)
  }
  try tx.run("UPDATE help_decision SET undone_at = \(now), undone_why = \(why) WHERE id = \(decision.id)")
  for rule in [ClockRuleID.decide, .urgent, .danger] {
    try tx.reopenClock(rule, about: request.id, why: "The decision was taken back", by: caller, at: now)
  }
  let due = try tx.clocks(about: request.id).filter(\.isOpen).map(\.due).min()
  try tx.move(request, to: .screening, at: now, dueAt: due)
  try tx.append(
    .decisionUndone, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: ["decision": decision.id.description], why: why)
  if let email = request.asked.email {
    let body = """
      Hello,

      We are looking again at request \(request.reference). Please do not act on our last message. We will write again \
      soon.

      \(settings.publicAddress)/requests/follow/\(request.reference)

      \(settings.partnership)
      """
    try tx.send(Mail(to: email, subject: "We are looking again: \(request.reference)", body: body), at: now)
  }
}

/// Says what was decided, where others at home may read that, and where the words are: those stay behind the code.
private func decisionMail(
  _ request: HelpRequest, _ outcome: HelpOutcome, again: Bool, to email: String, _ settings: Settings
) -> Mail {
  Mail(
    to: email,
    subject: "\(again ? "We have changed our answer" : "We have an answer"): \(request.reference)",
    body: """
      Hello,

      We have \(again ? "looked again and changed our answer" : "decided") on request \(request.reference)\
      \(request.asked.asker == .youngPerson ? "" : " about \(request.asked.givenName)")\
      \(outcome.maySayInMail ? ". Our answer: \(outcome.inPlainWords.lowercased())." : ".")

      Read what we decided, why, and what happens next:
      \(settings.publicAddress)/requests/follow/\(request.reference)

      You need the code you were given. If you have lost it, call \(settings.dutyPhone).

      \(settings.partnership)
      """)
}

extension Transaction {
  /// A request can be decided by whoever reads it first: it is then read in the same moment.
  fileprivate func startedReading(_ request: HelpRequest) throws -> HelpRequest {
    try move(request, to: .screening, at: request.receivedAt)
    return try helpRequest(request.id)
  }

  /// The team begins to work with the child, without a worker yet: it can be found, and its manager sees it waiting.
  fileprivate func giveToTeam(_ new: NewDecision, _ request: HelpRequest, by caller: Caller, at now: Instant) throws
    -> AnyID?
  {
    guard new.outcome.needsTeam, let child = request.child, let teamID = new.team else { return nil }
    guard let team = try teams().first(where: { $0.id == teamID }) else {
      throw Invalid("team", "Choose the team that takes it on")
    }
    // A team that works with the child already does not begin twice.
    if try involvements(child).contains(where: { $0.team == teamID }) { return nil }
    var random = SystemRandomNumberGenerator()
    let id = ID<Involvement>(at: now, random: &random)
    try beginInvolvement(
      NewInvolvement(practitioner: nil, agency: team.agency, team: teamID, part: new.outcome.part), child: child,
      id: id,
      by: caller, at: now)
    return id.of()
  }
  /// The team's link ends with the decision, unless a worker has been named meanwhile.
  fileprivate func endTeamsWork(_ decision: HelpDecision, why: String, by caller: Caller, at now: Instant) throws {
    guard let child = decision.child, let id = decision.involvement else { return }
    let open = try involvements(child).first { $0.id == id.of() }
    guard let open, open.practitioner == nil else { return }
    try endInvolvement(id.of(), child: child, why: why, by: caller, at: now)
  }

  fileprivate func insert(
    _ new: NewDecision, _ id: ID<HelpDecision>, _ request: HelpRequest, _ involvement: AnyID?, by caller: Caller,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO help_decision (id, request_id, child_id, outcome, level, reason, judgement, told, alternative,
        agreement, agreement_note, rule, team_id, involvement_id, decided_by, decided_by_name, decided_at, again_why)
      VALUES (\(id), \(request.id), \(request.child), \(new.outcome), \(new.level), \(new.reason), \(new.judgement),
        \(new.told), \(new.alternative), \(new.agreement), \(new.agreementNote),
        \(SharingRule.of(new.outcome).situation), \(new.outcome.needsTeam ? new.team : nil), \(involvement),
        \(caller.practitioner), \(caller.name), \(now), \(new.againWhy))
      """)
    for criterion in new.criteria {
      try run("INSERT INTO help_decision_criterion (decision_id, criterion_id) VALUES (\(id), \(criterion))")
    }
  }
}
