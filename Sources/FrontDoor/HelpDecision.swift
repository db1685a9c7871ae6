package import Kernel
package import Store

/// What a request comes to. Source: front door outcomes, domain register B4.3.
package enum HelpOutcome: String, Choice {
  case advice
  case earlyHelp = "early_help"
  case homeVisiting = "home_visiting"
  case assessment
  case strategy
  case otherService = "other_service"
  case otherCouncil = "other_council"
  case notThisService = "not_this_service"

  package var title: String {
    switch self {
    case .advice: "Advice and information"
    case .earlyHelp: "Early help"
    case .homeVisiting: "Portage or home visiting"
    case .assessment: "Assessment by social care"
    case .strategy: "Strategy discussion"
    case .otherService: "Another service"
    case .otherCouncil: "Another council"
    case .notThisService: "Not this service"
    }
  }
  var hint: String {
    switch self {
    case .advice: "They can do what is needed themselves, with what you tell them"
    case .earlyHelp: "A worker gets to know the whole family and makes a plan with them"
    case .homeVisiting: "Regular visits at home for a young child"
    case .assessment: "A child in need: section 17"
    case .strategy: "A child may be suffering significant harm: section 47"
    case .otherService: "Another service here takes it on"
    case .otherCouncil: "The child lives elsewhere"
    case .notThisService: "Say no, with what to do instead"
    }
  }
  /// The same, for whoever asked.
  package var inPlainWords: String {
    switch self {
    case .advice: "Advice for you"
    case .earlyHelp: "A worker for the whole family"
    case .homeVisiting: "A home visitor"
    case .assessment: "A social worker will meet you"
    case .strategy: "A social worker is looking at this now"
    case .otherService: "Another service will help"
    case .otherCouncil: "Another council will help"
    case .notThisService: "We cannot give this help, but others can"
    }
  }
  /// May stand in a mail, which others at home may read.
  var maySayInMail: Bool { self != .assessment && self != .strategy }
  /// A team takes it on, so that a worker can be found.
  package var needsTeam: Bool { [.earlyHelp, .homeVisiting, .assessment, .strategy].contains(self) }
  /// The child's record must be known first.
  package var needsChild: Bool { needsTeam }
  package var needsAlternative: Bool { self == .advice || self == .notThisService }
  /// What the team does for the child, in the list of who is around them.
  var part: String {
    switch self {
    case .homeVisiting: "Home visiting"
    case .assessment: "Social care assessment"
    case .strategy: "Safeguarding"
    default: "Early help"
    }
  }
}

/// A decision as it stands in the record.
package struct HelpDecision: Sendable, Record, Codable, Hashable {
  package let id: ID<HelpDecision>
  package let request: HelpRequestID
  package let child: ChildID?
  package let outcome: HelpOutcome
  package let level: NeedLevel
  package let reason: String
  package let judgement: String?
  /// What the asker is told, in words.
  package let told: String
  package let alternative: String?
  package let agreement: AgreementAnswer?
  package let agreementNote: String?
  package let rule: String
  package let team: TeamID?
  package let teamName: String?
  package let involvement: AnyID?
  package let decidedBy: PractitionerID?
  package let decidedByName: String
  package let decidedAt: Instant
  package let againWhy: String?
  package let undoneAt: Instant?
  package let undoneWhy: String?
  package let replacedAt: Instant?
  package let takenUpAt: Instant?

  static let columns: SQL = """
    d.id, d.request_id, d.child_id, d.outcome, d.level, d.reason, d.judgement, d.told, d.alternative, d.agreement,
    d.agreement_note, d.rule, d.team_id, t.name, d.involvement_id, d.decided_by, d.decided_by_name, d.decided_at,
    d.again_why, d.undone_at, d.undone_why, d.replaced_at, d.taken_up_at
    """
  static let table: SQL = "help_decision d LEFT JOIN team t ON t.id = d.team_id"
  package init(row: Row) throws {
    (id, request, child, outcome, level) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (reason, judgement, told, alternative) = (try row[5], try row[6], try row[7], try row[8])
    (agreement, agreementNote, rule) = (try row[9], try row[10], try row[11])
    (team, teamName, involvement) = (try row[12], try row[13], try row[14])
    (decidedBy, decidedByName, decidedAt) = (try row[15], try row[16], try row[17])
    (againWhy, undoneAt, undoneWhy) = (try row[18], try row[19], try row[20])
    (replacedAt, takenUpAt) = (try row[21], try row[22])
  }
  package var stands: Bool { undoneAt == nil && replacedAt == nil }

  /// For so long whoever decided may take it back.
  static let undoMinutes = 60
  func mayUndo(_ caller: Caller, at now: Instant) -> Bool {
    stands && decidedBy != nil && decidedBy == caller.practitioner
      && now <= decidedAt.adding(minutes: HelpDecision.undoMinutes)
  }
}

/// A decision that is asked for.
package struct NewDecision: Sendable, Hashable {
  package var outcome: HelpOutcome
  package var level: NeedLevel
  /// Ids of the criteria that are met.
  package var criteria: [String]
  /// Why this level, where no criterion of it is met.
  package var judgement: String?
  package var reason: String
  package var told: String
  package var alternative: String?
  package var agreement: AgreementAnswer?
  package var agreementNote: String?
  package var team: TeamID?
  /// Why it is decided again.
  package var againWhy: String?
  package init(outcome: HelpOutcome, level: NeedLevel, criteria: [String], reason: String, told: String) {
    (self.outcome, self.level, self.criteria, self.reason, self.told) = (outcome, level, criteria, reason, told)
  }
}

extension Transaction {
  /// The decision that stands; nil where there is none.
  package func standingDecision(_ request: HelpRequestID) throws -> HelpDecision? {
    try first(
      """
      SELECT \(HelpDecision.columns) FROM \(HelpDecision.table)
      WHERE d.request_id = \(request) AND d.undone_at IS NULL AND d.replaced_at IS NULL
      """)
  }
  /// All of them, the one that stands first, then the newest, with those undone or replaced.
  func decisions(_ request: HelpRequestID) throws -> [HelpDecision] {
    try all(
      """
      SELECT \(HelpDecision.columns) FROM \(HelpDecision.table) WHERE d.request_id = \(request)
      ORDER BY CASE WHEN d.undone_at IS NULL AND d.replaced_at IS NULL THEN 0 ELSE 1 END, d.decided_at DESC, d.id DESC
      """)
  }
  func criteria(of decision: ID<HelpDecision>) throws -> [ThresholdCriterion] {
    try all(
      """
      SELECT c.id, c.level, c.domain, c.words, c.source, c.valid_from, c.valid_to
      FROM help_decision_criterion m JOIN threshold_criterion c ON c.id = m.criterion_id
      WHERE m.decision_id = \(decision) ORDER BY c.level, c.domain, c.id
      """)
  }

  /// Decisions given to these teams for which no worker has been named, the oldest first. Early help is not among them:
  /// it has begun with the decision, and waits for a worker where it lives.
  package func openDecisions(for teams: [TeamID], child: ChildID? = nil) throws -> [HelpDecision] {
    let only: SQL = child.map { "AND d.child_id = \($0)" } ?? ""
    return try all(
      """
      SELECT \(HelpDecision.columns) FROM \(HelpDecision.table)
      WHERE d.team_id IN \(list: teams) AND d.undone_at IS NULL AND d.replaced_at IS NULL AND d.taken_up_at IS NULL
        \(only) AND NOT EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = d.child_id AND i.team_id = d.team_id
          AND i.practitioner_id IS NOT NULL AND i.ended_on IS NULL)
      ORDER BY d.decided_at, d.id
      """)
  }
  /// A slice has taken it up: it does not wait here for a worker any more.
  func markTakenUp(_ decision: ID<HelpDecision>, at now: Instant) throws {
    try run("UPDATE help_decision SET taken_up_at = \(now) WHERE id = \(decision) AND taken_up_at IS NULL")
  }
}
