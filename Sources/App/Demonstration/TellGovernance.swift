import Foundation
import Governance
import Kernel
import LocalOffer
import Store
import Web

/// A published plan of 2011 with all its defects, the county's own plan with what has happened to it, and decisions at
/// three stages: through the slice's verbs, each at its own past time.
func tellGovernance(
  _ county: County, examples: String, _ database: Database, _ progress: @Sendable (String) -> Void
) async throws {
  let folder = "\(examples)/governance"
  let rows = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/medway-plan-2011.csv")))
  let themes = try readThemes(
    [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/medway-themes.csv"))), named: "medway-themes.csv")
  let deciles = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/deprivation.csv")))
  try await database.write { tx in
    var telling = GovernanceTelling(county, in: tx)
    try telling.publishedPlan(rows, themes)
    try telling.ownPlan()
    try telling.decisions()
    try telling.scorecard()
    _ = try importDeprivation(
      deciles, named: "deprivation.csv", source: "Invented for this demonstration; they are no real place’s figures",
      in: tx)
    try telling.owners()
    var groups = GroupTelling(county, in: tx)
    try groups.all()
  }
  try await tellEarlyTry(county, database)
  let indicators = try await database.read { tx in try tx.value("SELECT count(*) FROM indicator", as: Int.self) ?? 0 }
  progress("Governance: 2 plans, 3 decisions, \(indicators) indicators, 2 groups, 3 agreements.")
}

/// Somebody tried to have a decision recorded before its day.
private func tellEarlyTry(_ county: County, _ database: Database) async throws {
  let (officer, at) = (county.person("seun").caller, county.time.ago(4, 15))
  let ahead: ID<DecisionRecord>? = try await database.read { tx in
    try tx.value("SELECT id FROM decision_record WHERE state = 'notice' ORDER BY reference LIMIT 1")
  }
  guard let ahead else { throw Refusal.notFound }
  let early = NewTakenDecision(
    takenAt: at, outcome: .approved, reasons: "The house is needed.", alternatives: "To wait", conflicts: "None")
  do {
    try await onRecord("Record it as taken at \(at.long)", ahead, in: database, by: officer, at: at) { tx in
      try recordDecision(
        ahead, early, version: tx.value("SELECT version FROM decision_record WHERE id = \(ahead)") ?? 0, by: officer,
        at: at, in: tx)
    }
    throw DemonstrationProblem(description: "A decision could be recorded before its day.")
  } catch Refusal.notNow {}
}

/// Tells plans and decisions.
struct GovernanceTelling {
  let county: County
  let tx: Transaction
  var random = SplitMix64(seed: demonstrationSeed, part: "governance")
  var time: DemonstrationTime { county.time }
  var seun: Staff { county.person("seun") }
  private var helen: Staff { county.person("helen") }

  init(_ county: County, in tx: Transaction) { (self.county, self.tx) = (county, tx) }

  mutating func publishedPlan(_ rows: [UInt8], _ themes: [PlanTheme]) throws {
    let at = time.ago(300, 10)
    try importPlan(
      PlanHeading(
        title: "A plan of 2011, as it was published",
        vision: "Full lives as equals, with families who choose: what a neighbouring county promised in 2011.",
        answeredBy: "a Children’s Trust Board",
        source: """
          implementation plan of Medway’s strategic review of children’s disability services, draft of 25 August 2011; \
          a public council paper, with roles in place of names
          """, endedOn: Day(2012, 12, 31)), rows: rows, named: "medway-plan-2011.csv", themes: themes,
      id: random.id(at: at), by: seun.caller, at: at, in: tx)
  }

  mutating func ownPlan() throws {
    let at = time.ago(240, 11)
    let plan: ID<ImplementationPlan> = random.id(at: at)
    let lines = [PlanItem.cellNames] + countyPlan(time)
    let text = lines.map { $0.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") }
    try importPlan(
      PlanHeading(
        title: "Disabled children in Thorneshire: what we will do",
        vision: "Every disabled child lives, learns and plays as an equal, and their family tells its story once.",
        answeredBy: "the partnership board"), rows: Array((text.joined(separator: "\r\n") + "\r\n").utf8),
      named: "thorneshire.csv", themes: try readThemes(Array(countyThemes.utf8), named: "themes.csv"), id: plan,
      by: seun.caller, at: at, in: tx)
    let ids: [String: ID<PlanItem>] = Dictionary(
      uniqueKeysWithValues: try tx.rows("SELECT ref, id FROM plan_item WHERE plan_id = \(plan)") {
        (try $0[0] as String, try $0[1] as ID<PlanItem>)
      })
    let steps: [(String, PlanStepKind, Int, Staff, String?, String?, Int?)] = [
      ("1a", .start, 230, seun, nil, nil, nil),
      ("1a", .submit, 205, seun, "Local offer, 41 pages", "Read by nine parents in March", nil),
      ("1a", .verify, 203, helen, nil, nil, nil), ("3a", .start, 200, helen, nil, nil, nil),
      ("3a", .submit, 160, helen, "Agreement on lead professionals", nil, nil),
      ("3a", .sendBack, 158, seun, nil, "The health trust has not signed.", nil),
      ("3a", .submit, 140, helen, "Agreement on lead professionals, five signatures", nil, nil),
      ("3a", .verify, 137, seun, nil, nil, nil), ("3b", .start, 120, helen, nil, nil, nil),
      ("1b", .start, 90, seun, nil, nil, nil),
      ("1c", .start, 60, seun, nil, nil, nil), ("1c", .waitFor, 30, helen, nil, "1b", nil),
      ("1c", .setDue, 30, seun, nil, "Families are asked when the easier pages are there.", 160),
      ("3b", .block, 20, helen, nil, "The trainer is ill until further notice.", nil),
      ("5", .start, 50, seun, nil, nil, nil),
      ("5", .submit, 6, seun, "Contract variation, Saturday club", nil, nil),
      ("6", .start, 45, seun, nil, nil, nil), ("7", .setLead, 15, helen, nil, "Children’s commissioner", nil),
    ]
    var numbers: [String: Int] = [:]
    for (ref, kind, days, person, document, words, due) in steps {
      guard let item = ids[ref] else { throw Refusal.notFound }
      let at = time.ago(days, 14)
      numbers[ref, default: 0] += 1
      try takePlanStep(
        PlanStep(
          id: random.id(at: at), item: item, number: numbers[ref]!, kind: kind, at: at, by: person.caller, words: words,
          document: document, dueOn: due.map { time.dayAhead($0) }), plan: plan, by: person.caller, at: at, in: tx)
    }
  }

  /// Who leads at work, and the letters of this week.
  func owners() throws {
    let plan: ID<ImplementationPlan>? = try tx.value(
      "SELECT id FROM implementation_plan WHERE ended_on IS NULL ORDER BY id LIMIT 1")
    guard let plan else { throw Refusal.notFound }
    for (lead, person) in [
      ("Children’s commissioner", seun), ("Family support manager", county.person("louise")),
      ("Local offer editor", county.person("beth")),
    ] {
      try nameOwner(of: lead, email: person.email, plan: plan, by: helen.caller, at: time.ago(8, 11), in: tx)
    }
    try chaseOwners(at: time.ago(0, 9.5), address: county.settings.publicAddress, in: tx)
  }

  mutating func decisions() throws {
    try takenDecision()
    try decisionAhead()
    try draft()
  }

  /// Decided, awarded with both signatures, under way.
  private mutating func takenDecision() throws {
    let begun = time.ago(150, 10)
    var content = basis(
      "Groups for parents who wait for an autism assessment",
      """
      Families wait long for an assessment. Parents who have been through it would run groups in every locality, whether \
      or not there is a diagnosis. This decision chooses how.
      """, from: time.dayAgo(70), to: time.dayAgo(50))
    (content.years, content.wards) = (3, 12)
    (content.delegatedTo, content.delegatedWith) = ("Director of Children’s Services", "Cabinet Member for Children")
    content.isJointlyFunded = true
    let id: ID<DecisionRecord> = random.id(at: begun)
    try beginDecision(id, content, by: seun.caller, at: begun, in: tx)
    try money(
      id, [("Taken from the early help contract", 40_000_000, true), ("Health’s share", 10_000_000, true)], begun)
    try options(id, optionsOfGroups, begun)
    try implications(id, verified: ImplicationKind.allCases, begun)
    try part(
      id, "The case for groups", "Parents asked for somebody who has been through it. Five options were compared.", nil,
      begun)
    try part(
      id, "Prices of the three bidders", "£452,000, £471,500 and £488,000 a year.", "Paragraph 3: business affairs",
      begun)
    try publish(id, time.ago(110, 9))
    let taken = time.ago(60, 14)
    try act(.considered, "Endorsed by the children’s committee, 9 to 2", id, seun, time.ago(65, 16))
    try recordDecision(
      id,
      NewTakenDecision(
        takenAt: taken, outcome: .approved,
        reasons: "The groups reach families that are waiting, and parents trust those who have been there.",
        alternatives: "Nothing; the council alone; the voluntary sector alone. Each does less or reaches fewer.",
        conflicts: "One member is a trustee of a bidder, said so and left the room."), version: try version(id),
      by: county.person("margaret").caller, at: taken.adding(minutes: 90), in: tx)
    try section75(for: id)
    try act(.section75, "Section 75 agreement with the health board, signed", id, seun, time.ago(44, 10))
    try act(.signOfficer, "Signed", id, helen, time.ago(40, 10))
    try act(.signMember, "Signed", id, county.person("peter"), time.ago(39, 11))
    try act(.award, "Awarded to Thorneshire Families Together", id, seun, time.ago(37, 11))
    try act(.start, "The first groups open", id, seun, time.ago(10, 10))
  }

  /// The agreement that the award waits for, signed by both.
  private mutating func section75(for decision: ID<DecisionRecord>) throws {
    let at = time.ago(100, 10)
    let id: ID<PartnershipAgreement> = random.id(at: at)
    try beginAgreement(
      PartnershipAgreement(
        id: id, kind: .section75, title: "Groups for parents: shared money of council and health",
        easyWords: "The council and health each pay a part for the parent groups. This says who pays what.",
        decision: decision, owner: "Contract manager", at: at), by: helen.caller, at: at, in: tx)
    try proposeVersion(
      AgreementVersion(
        number: 1, words: "The two bodies pay for groups for parents who wait for an autism assessment.",
        from: time.dayAgo(95), reviewOn: time.dayAhead(200),
        terms: [
          .aims: "Groups in every locality for parents who wait.",
          .functions: "Support for parents of disabled children.",
          .contributions: "£400,000 a year from the council, £100,000 from the health board.",
          .host: "The council.", .riskShare: "Four fifths and one fifth, as they pay.",
          .disputes: "The two directors, then a mediator.", .exit: "Six months’ notice at the end of a year.",
          .data: "Neither body sees who comes to a group.",
        ], parties: ["Thorneshire Council", "Thorneshire Health Board"], by: helen.caller, at: at), of: id,
      by: helen.caller, at: at, in: tx)
    for (party, name, days) in [
      ("Thorneshire Council", "Rosalind Achebe", 96), ("Thorneshire Health Board", "Ravi Krishnan", 92),
    ] {
      try signAgreement(
        id, version: 1, for: party, name: name, office: "for the body", on: time.dayAgo(days), by: helen.caller,
        at: time.ago(days, 15), in: tx)
    }
  }

  /// Notice is given; two implications wait for their officers.
  private mutating func decisionAhead() throws {
    let begun = time.ago(30, 10)
    var content = basis(
      "A new house for overnight short breaks",
      "The overnight house is old and far away for most families. This decision is whether to build or to rent another.",
      from: time.dayAhead(22), to: time.dayAhead(45))
    (content.years, content.wards, content.hasStaffTransfer) = (10, 5, true)
    let asked: AnyID? = try tx.value("SELECT id FROM consultation WHERE outcome_at IS NOT NULL ORDER BY id LIMIT 1")
    if let asked { content.consultation = "What families said, and what changed: /voice/consultations/\(asked)" }
    let id: ID<DecisionRecord> = random.id(at: begun)
    try beginDecision(id, content, by: seun.caller, at: begun, in: tx)
    try money(id, [("Building", 180_000_000, false), ("Running it", 22_000_000, true)], begun)
    try options(id, optionsOfHouse, begun)
    try implications(id, verified: [.financial, .legal], begun)
    try publish(id, time.ago(9, 9))
    try publishPrivateNotice(
      of: id, why: "Paragraph 3 of Schedule 12A: the owners of two houses have named their prices.",
      representations: nil,
      answer: nil, by: seun.caller, at: time.ago(8, 10), in: tx)
  }

  private mutating func draft() throws {
    let begun = time.ago(5, 11)
    try beginDecision(
      random.id(at: begun),
      basis(
        "Transport to short breaks", "How children get to breaks after school.", from: time.dayAhead(80),
        to: time.dayAhead(100)), by: seun.caller, at: begun, in: tx)
  }

  private func basis(_ title: String, _ matter: String, from: Day, to: Day) -> DecisionContent {
    DecisionContent(
      title: title, matter: matter, makerName: "Rosalind Achebe", makerTitle: "Cabinet Member for Children",
      decideFrom: from, decideTo: to, documents: "Report of the children’s commissioner; equality assessment",
      copiesFrom: "On this website, and on paper from the desk at County Hall",
      otherDocuments: "Other documents that matter may be handed in.",
      howToAsk: "Write to democratic services; they tell you of each document as it comes.", wards: 0, years: 1,
      equality: .screenedOut, equalityNote: "No group is worse off; families without a car are better off.",
      consultation:
        "240 families answered in ten weeks. Evenings matter most to them, and the plan was changed for that.")
  }

  private mutating func money(_ id: ID<DecisionRecord>, _ streams: [(String, Int, Bool)], _ at: Instant) throws {
    for (index, (words, pence, isYearly)) in streams.enumerated() {
      try addStream(
        MoneyStream(id: random.id(at: at.adding(minutes: index)), words: words, pence: pence, isYearly: isYearly),
        to: id, by: seun.caller,
        at: at,
        in: tx)
    }
  }

  private mutating func options(_ id: ID<DecisionRecord>, _ told: [ToldOption], _ at: Instant) throws {
    for (index, option) in told.enumerated() {
      try addOption(
        DecisionOption(
          id: random.id(at: at.adding(minutes: index)), title: option.title, appraisal: option.words,
          isRecommended: option.isRecommended), to: id, by: seun.caller, at: at, in: tx)
    }
  }

  private mutating func implications(_ id: ID<DecisionRecord>, verified: [ImplicationKind], _ at: Instant) throws {
    let words: [ImplicationKind: String] = [
      .financial: "The money is in the budget of every year.",
      .legal: "The council may do this under the Children Act 1989.",
      .equality: "No group that the law protects is worse off.",
      .procurement: "The light-touch rules apply, with a notice.",
    ]
    for kind in ImplicationKind.allCases {
      let implication = Implication(id: random.id(at: at), kind: kind, text: words[kind] ?? "", by: seun.caller)
      try addImplication(implication, to: id, by: seun.caller, at: at, in: tx)
      guard verified.contains(kind) else { continue }
      let officer = kind == .financial ? county.person("colin") : helen
      try verifyImplication(implication.id, of: id, by: officer.caller, at: at.adding(hours: 2), in: tx)
    }
  }

  private mutating func part(
    _ id: ID<DecisionRecord>, _ title: String, _ text: String, _ why: String?, _ at: Instant
  ) throws {
    try addPart(
      ReportPart(id: random.id(at: at), title: title, text: text, exemptWhy: why), to: id, by: seun.caller, at: at,
      in: tx)
  }

  private func publish(_ id: ID<DecisionRecord>, _ at: Instant) throws {
    try publishNotice(
      of: id, by: .notice, why: nil, version: try version(id), by: seun.caller, at: at, in: tx)
  }

  private mutating func act(
    _ kind: DecisionActKind, _ words: String, _ id: ID<DecisionRecord>, _ person: Staff, _ at: Instant
  ) throws {
    try doAct(
      kind, words: words, of: id, act: random.id(at: at), version: try version(id), by: person.caller, at: at, in: tx)
  }

  private func version(_ id: ID<DecisionRecord>) throws -> Int {
    try tx.value("SELECT version FROM decision_record WHERE id = \(id)") ?? 0
  }
}
