package import Kernel
import Clocks
import People
import SEN2
package import Store

/// What came of taking in a return.
package struct ReturnImport: Sendable, Hashable {
  package var persons = 0
  package var newChildren = 0
  package var cases = 0
  package var plans = 0
  /// Persons that could not be taken, with the reason.
  package var refused: [String] = []
  package init() {}
  package var summary: String {
    """
    Persons: \(persons), of whom \(newChildren) were new. Cases: \(cases). Plans in force: \(plans). \
    Not taken: \(refused.count).
    """
  }
}

/// Takes a council's own return in, so that it can start with its cases and plans. A person is known by the unique pupil
/// number; a case that is there already (same child, same day of request) is left as it is, so that doing it twice changes
/// nothing. `agency` is the council's education service: its officers can open the records. Throws `ReturnProblem` where
/// the file cannot be read to its end; persons before that are taken.
package func importReturn(
  _ bytes: @escaping @Sendable () throws -> [UInt8]?, into database: Database, agency: AgencyID, by caller: Caller,
  at now: Instant
) async throws -> ReturnImport {
  var reader = ReturnReader(bytes)
  var report = ReturnImport()
  var isAtEnd = false
  while !isAtEnd {
    var batch: [ReturnNode] = []
    while batch.count < 100, !isAtEnd {
      if let person = try reader.next() { batch.append(person) } else { isAtEnd = true }
    }
    let persons = batch
    let found = try await database.write { tx in
      var part = ReturnImport()
      for person in persons { try tx.take(person, agency: agency, by: caller, at: now, into: &part) }
      return part
    }
    report.persons += found.persons
    report.newChildren += found.newChildren
    report.cases += found.cases
    report.plans += found.plans
    report.refused += found.refused
  }
  return report
}

extension Transaction {
  fileprivate func take(
    _ person: ReturnNode, agency: AgencyID, by caller: Caller, at now: Instant, into report: inout ReturnImport
  ) throws {
    report.persons += 1
    guard let given = person["Forename"], let family = person["Surname"],
      let born = person["PersonBirthDate"].flatMap({ Day($0) })
    else {
      report.refused.append("Line \(person.line): a person has no name or no date of birth")
      return
    }
    let upn = person["UPN"].flatMap { UPN($0) }
    let child: ChildID
    if let known = try knownChild(upn: upn, person, given, family, born) {
      child = known
    } else {
      child = newID(at: now)
      var new = Child(
        id: child, givenName: given, familyName: family, sex: person["Sex"].flatMap(Sex.init) ?? .unknown, bornOn: born,
        at: now)
      (new.upn, new.ethnicity) = (upn, person["Ethnicity"])
      new.postcode = person["PostCode"].flatMap { Postcode($0) }
      try register(new, by: caller, at: now, why: "Taken from a SEN2 return", in: self)
      report.newChildren += 1
    }
    // Whoever has no pupil number is known again by this row.
    if upn == nil || person["UniqueLearnerNumber"] != nil || person["UPNunknown"] != nil {
      try keepLearner(child, number: person["UniqueLearnerNumber"], upnUnknown: person["UPNunknown"])
    }
    if try !involvements(child).contains(where: { $0.agency == agency }) {
      try beginInvolvement(
        NewInvolvement(practitioner: nil, agency: agency, team: nil, part: "Education, health and care"), child: child,
        id: newID(at: now), by: caller, at: now)
    }
    for request in person.all("Requests") { try take(request, of: child, born, by: caller, at: now, into: &report) }
  }

  /// By the pupil number; where there is none, by learner number and date of birth, or else by name and date of birth.
  private func knownChild(upn: UPN?, _ person: ReturnNode, _ given: String, _ family: String, _ born: Day) throws
    -> ChildID?
  {
    if let upn { return try value("SELECT id FROM child WHERE upn = \(upn) ORDER BY id LIMIT 1") }
    guard let learner = person["UniqueLearnerNumber"], learner != noLearnerNumber else {
      return try value(
        """
        SELECT child.id FROM child JOIN ehc_learner l ON l.child_id = child.id
        WHERE child.family_name = \(family) AND child.given_name = \(given) AND child.birth_on = \(born)
          AND (l.learner_number IS NULL OR l.learner_number = \(noLearnerNumber)) ORDER BY child.id LIMIT 1
        """)
    }
    return try value(
      """
      SELECT l.child_id FROM ehc_learner l JOIN child ON child.id = l.child_id
      WHERE l.learner_number = \(learner) AND child.birth_on = \(born) ORDER BY l.child_id LIMIT 1
      """)
  }

  private func take(
    _ request: ReturnNode, of child: ChildID, _ born: Day, by caller: Caller, at now: Instant,
    into report: inout ReturnImport
  ) throws {
    guard let received = request["ReceivedDate"].flatMap({ Day($0) }) else {
      report.refused.append("Line \(request.line): a request has no day on which it was received")
      return
    }
    guard received >= firstDayOfPlans else {
      report.refused.append("Line \(request.line): \(beforePlans)")
      return
    }
    if try exists("SELECT 1 FROM ehc_case WHERE child_id = \(child) AND received_on = \(received)") { return }
    let told = ToldReturn(request, received: received)
    if told.state.isOpen, try ehcCases(child).contains(where: \.state.isOpen) {
      report.refused.append("Line \(request.line): this child has another request or plan that is open")
      return
    }
    let id: ID<EHCCase> = newID(at: now)
    var new = NewCase(
      receivedOn: received, source: request["RequestSource"].flatMap(RequestSource.init) ?? .other,
      askedBy: "Not known: from a return", reasons: fromReturn)
    new.isInYouthAccommodation = request["RYA"] == "1"
    new.transferredFrom = told.transferredFrom
    try insert(id, new, child: child, state: told.state, officer: nil, team: nil, at: now)
    var state = told.steps.first?.step == .takeIn ? CaseState.maintained : .requested
    for (number, step) in told.steps.enumerated() {
      let to = number == 0 ? state : told.states[number]
      // One after another, so that their order stays.
      try insert(
        newID(at: now), step, of: id, from: state, to: to, by: caller,
        at: now.adding(seconds: number - told.steps.count))
      state = to
    }
    try keepParts(of: id, child, request, told, by: caller)
    try startLimits(of: id, child, told, at: now)
    try append(
      .caseImported, about: id.of(), child: child, by: caller, at: now,
      changed: ["received_on": received.description, "state": told.state.rawValue])
    report.cases += 1
    if told.state == .maintained { report.plans += 1 }
  }

  /// Places, needs, the last review, and what else the return says.
  private func keepParts(
    of id: ID<EHCCase>, _ child: ChildID, _ request: ReturnNode, _ told: ToldReturn, by caller: Caller
  ) throws {
    var details = ReturnDetails(id)
    (details.requestMediation, details.requestTribunal) = (
      request["RequestMediation"] == "1", request["RequestTribunal"] == "1"
    )
    if let assessment = request.first("Assessment") {
      (details.assessmentMediation, details.assessmentTribunal) = (
        assessment["AssessmentMediation"] == "1", assessment["AssessmentTribunal"] == "1"
      )
      (details.otherMediation, details.otherTribunal) = (
        assessment["OtherMediation"] == "1", assessment["OtherTribunal"] == "1"
      )
      details.week20 = assessment["Week20"] == "1"
      if let plan = assessment.first("NamedPlan") {
        (details.hasBudget, details.hasArrangements) = (plan["PB"] == "1", plan["OA"] == "1")
        (details.directPayment, details.residential, details.workBased) = (plan["DP"], plan["PlanRes"], plan["PlanWBP"])
        try keepPlaces(plan.all("PlanDetail").map { EHCPlace(id, isNamed: true, $0) }, of: id, isNamed: true)
      }
    }
    if let active = request.first("ActivePlans") {
      (details.phaseDueOn, details.phaseFinalOn) = (
        day(active, "PhaseTransferDueDate"), day(active, "PhaseTransferFinalDate")
      )
      try keepPlaces(active.all("PlacementDetail").map { EHCPlace(id, isNamed: false, $0) }, of: id, isNamed: false)
      var seen = Set<Int>()
      try keepNeeds(
        active.all("SENneed").compactMap { need in
          guard let code = need["SENtype"], let rank = need["SENtypeRank"].flatMap({ Int($0) }),
            seen.insert(rank).inserted
          else { return nil }
          return (rank, code)
        }, of: id)
      if let held = day(active, "ReviewMeeting") {
        let review: ID<PlanReview> = newID(at: held.start)
        try insert(
          review, NewReview(heldOn: held, came: nil, voice: nil), of: try ehcCase(id, child: child), by: caller.name)
        if let decided = day(active, "LastReview"), decided >= held,
          let outcome = ReviewOutcome.allCases.first(where: { $0.code == active["ReviewOutcome"] })
        {
          try keepDecision(of: review, outcome, on: decided, draftOn: day(active, "ReviewDraft"))
        }
      }
    }
    try keep(details)
  }

  /// What still waits runs from its true day.
  private func startLimits(of id: ID<EHCCase>, _ child: ChildID, _ told: ToldReturn, at now: Instant) throws {
    func start(_ rule: ClockRuleID, _ day: Day) throws {
      try startClock(rule, about: id, child: child, at: moment(of: day, now: now), now: now)
    }
    switch told.state {
    case .requested: for rule in StepKind.receive.effects.starts { try start(rule, told.received) }
    case .assessing, .drafting: for rule in [ClockRuleID.noPlanBy, .finalBy] { try start(rule, told.received) }
    case .maintained:
      try start(.yearlyReview, max(firstDayOfPlans, told.lastReview ?? told.steps.last?.on ?? told.received))
      try startRights(told.steps.last?.on ?? told.received)
    case .assessRefused, .issueRefused, .ceased: try startRights(told.steps.last?.on ?? told.received)
    default: break
    }
    /// The family may still appeal where two months have not passed; after that only the tribunal can let it in.
    func startRights(_ decided: Day) throws {
      guard decided.adding(months: 2) >= now.day else { return }
      for rule in [ClockRuleID.mediation, .appeal] { try start(rule, decided) }
    }
  }
}

private func day(_ node: ReturnNode, _ name: String) -> Day? { node[name].flatMap { Day($0) } }

/// The learner number of everybody who has none yet: it tells nobody apart.
private let noLearnerNumber = "9999999999"

/// Stands where a return says nothing.
private let fromReturn = "Taken from a SEN2 return: the words are in the system before."

extension EHCPlace {
  fileprivate init(_ ehcCase: ID<EHCCase>, isNamed: Bool, _ node: ReturnNode) {
    self.init(ehcCase, isNamed: isNamed)
    (urn, ukprn, setting, settingOther) = (node["URN"], node["UKPRN"], node["SENSetting"], node["SENSettingOther"])
    (rank, enteredOn, leftOn) = (node["PlacementRank"], day(node, "EntryDate"), day(node, "LeavingDate"))
    (inUnit, resourced) = (node["SENunitIndicator"], node["ResourcedProvisionIndicator"])
    (residential, workBased) = (node["RES"], node["WBP"])
  }
}

/// The steps that a request of a return tells of.
private struct ToldReturn {
  let received: Day
  var steps: [NewStep]
  /// The state after each step.
  var states: [CaseState]
  let transferredFrom: String?
  let lastReview: Day?
  var state: CaseState { states.last ?? .requested }

  init(_ request: ReturnNode, received: Day) {
    self.received = received
    let (assessment, active) = (request.first("Assessment"), request.first("ActivePlans"))
    lastReview = active.flatMap { day($0, "ReviewMeeting") }
    let isTransfer = active != nil && assessment == nil
    transferredFrom = isTransfer ? active?["TransferLA"] ?? unknownCouncil : nil
    steps = [NewStep(isTransfer ? .takeIn : .receive, on: received, reasons: fromReturn)]
    states = [isTransfer ? .maintained : .requested]
    guard !isTransfer else { return }
    let ended: StepKind = request["Exported"] == "1" ? .moveAway : .withdraw
    let end: CaseState = ended == .moveAway ? .movedAway : .withdrawn
    let decided = day(request, "RequestOutcomeDate") ?? received
    guard let assessment else {
      switch request["RequestOutcome"] {
      case "N": add(.refuseAssess, .assessRefused, decided)
      case "H": add(.refuseAssess, .assessRefused, decided)
      case "W": add(ended, end, decided)
      default: break
      }
      return
    }
    add(.assess, .assessing, decided)
    let concluded = day(assessment, "AssessmentOutcomeDate") ?? decided
    if let plan = assessment.first("NamedPlan"), let started = day(plan, "StartDate") {
      add(.issue, .drafting, concluded)
      add(.finish, .maintained, started)
      if let ceased = day(plan, "CeaseDate") {
        add(.cease, .ceased, ceased, code: plan["CeaseReason"] ?? CeaseReason.other.rawValue)
      }
      return
    }
    switch assessment["AssessmentOutcome"] {
    case "Y": add(.issue, .drafting, concluded)
    case "N", "H": add(.refuseIssue, .issueRefused, concluded)
    case "W": add(ended, end, concluded)
    default: break
    }
  }

  private mutating func add(_ step: StepKind, _ state: CaseState, _ day: Day, code: String? = nil) {
    steps.append(NewStep(step, on: day, code: code, reasons: fromReturn))
    states.append(state)
  }
}

extension EventKind {
  static let caseImported = EventKind("ehc.imported", "took an EHC case from a SEN2 return")
}
