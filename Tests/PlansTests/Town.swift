import Clocks
import Kernel
import People
import Store
import TestKit
import Web

@testable import Plans

/// An invented partnership for the tests of early help: two agencies, three teams, a family, and callers by name.
struct Town: Sendable {
  let site: TestSite
  let earlyHelp: TeamID
  let socialCare: TeamID
  let therapy: TeamID
  let priya: PractitionerID
  let tom: PractitionerID
  let jo: PractitionerID
  let sam: PractitionerID
  let dana: PersonID
  let amara: ChildID

  /// The day on which most of it begins.
  static let start = LondonTime(day: Day(2026, 9, 1)!, minuteOfDay: 600).instant
  static func at(_ month: Int, _ day: Int) -> Instant {
    LondonTime(day: Day(2026, month, day)!, minuteOfDay: 600).instant
  }

  static var migrations: [Migration] {
    (storeMigrations + clockMigrations + webMigrations + peopleMigrations + plans.migrations)
      .sorted {
        $0.number < $1.number
      }
  }

  var database: Database { site.site.database }
  func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.write(body)
  }
  func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.read(body)
  }
}

func fresh<Of>(_: Of.Type = Of.self) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: Town.start, random: &random)
}

func caller(
  _ name: String, _ role: Role, team: TeamID? = nil, practitioner: PractitionerID? = nil, person: PersonID? = nil
) -> Caller {
  Caller(
    account: fresh(), name: name, roles: [.init(role, team: team)], practitioner: practitioner, person: person,
    from: "test")
}

/// With `isGuarded`, role and link decide, as they do in the whole; else everything passes.
func withTown(
  _ engine: Engine, isGuarded: Bool = false, now: Instant = TestSite.now, _ body: (Town) async throws -> Void
) async throws {
  try await withTestDatabase(engine, Town.migrations) { database in
    let (council, health, care): (AgencyID, AgencyID, AgencyID) = (fresh(), fresh(), fresh())
    let (earlyHelp, socialCare, therapy): (TeamID, TeamID, TeamID) = (fresh(), fresh(), fresh())
    let (priya, tom, jo, sam): (PractitionerID, PractitionerID, PractitionerID, PractitionerID) = (
      fresh(), fresh(), fresh(), fresh()
    )
    let dana: PersonID = fresh()
    let amara: ChildID = fresh()
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try loadHelpDomains(folder: "registers", in: tx)
      try tx.add(Agency(id: council, code: "council", name: "Council", kind: .council))
      try tx.add(Agency(id: health, code: "health", name: "Community Health", kind: .health))
      try tx.add(Agency(id: care, code: "care", name: "Children’s Social Care", kind: .socialCare))
      try tx.add(Team(id: earlyHelp, agency: council, name: "Early Help West"))
      try tx.add(Team(id: socialCare, agency: care, name: "Family Safeguarding"))
      try tx.add(Team(id: therapy, agency: health, name: "Speech and Language"))
      try tx.addPractitioner(
        priya, name: "Priya Nair", jobTitle: "family key worker", agency: council, team: earlyHelp,
        email: "priya@example.org")
      try tx.addPractitioner(tom, name: "Tom Reed", jobTitle: "family key worker", agency: council, team: earlyHelp)
      try tx.addPractitioner(jo, name: "Jo Marsh", jobTitle: "speech therapist", agency: health, team: therapy)
      try tx.addPractitioner(sam, name: "Sam Okafor", jobTitle: "social worker", agency: care, team: socialCare)
      try register(
        Child(id: amara, givenName: "Amara", familyName: "Bello", bornOn: Day(2018, 5, 3), at: Town.start), by: .system,
        at: Town.start, in: tx)
      try tx.addPerson(dana, NewPerson(name: "Dana Bello", email: "dana@example.org"), family: nil, at: Town.start)
      try tx.addRelation(
        fresh(), child: amara, person: dana, kind: .mother, hasResponsibility: true, livesWith: true, hasPortal: true,
        by: .system, at: Town.start)
    }
    let callers = [
      "priya": caller("Priya Nair", .practitioner, team: earlyHelp, practitioner: priya),
      "tom": caller("Tom Reed", .practitioner, team: earlyHelp, practitioner: tom),
      "mina": caller("Mina Park", .teamManager, team: earlyHelp),
      "sol": caller("Sol Levy", .teamManager, team: socialCare),
      "dana": caller("Dana Bello", .familyMember, person: dana),
    ]
    let site = TestSite(
      database, plans.routes, callers: callers, now: now, decide: isGuarded ? Town.decideByLink : TestSite.letPass)
    try await body(
      Town(
        site: site, earlyHelp: earlyHelp, socialCare: socialCare, therapy: therapy, priya: priya, tom: tom, jo: jo,
        sam: sam, dana: dana, amara: amara))
  }
}

extension Town {
  /// Another child, of whom nothing is known but the name.
  func newChild(_ name: String = "Ben", bornOn: Day = Day(2018, 1, 1)!, in tx: Transaction) throws -> ChildID {
    let id: ChildID = fresh()
    try register(
      Child(id: id, givenName: name, familyName: "Test", bornOn: bornOn, at: Town.start), by: .system, at: Town.start,
      in: tx)
    return id
  }

  var agreement: FamilyAnswer {
    FamilyAnswer(answer: .yes, on: Town.start.day, giver: .parent, name: "Dana Bello", scope: ["Council"])
  }
  var completion: NewCompletion {
    NewCompletion(contributors: "Dana Bello", summary: "Sleep is hard.", childSays: "I like my bed", voice: .talked)
  }
  func goal(_ words: String = "We all sleep", baseline: Int = 1) -> NewGoal {
    NewGoal(words: words, owner: Owner("Priya Nair", practitioner: priya), dueOn: Day(2027, 1, 31)!, baseline: baseline)
  }
  func plan(on day: Day = Town.start.day) -> NewAgreedPlan {
    NewAgreedPlan(agreedOn: day, agreedBy: "Dana Bello", childView: nil, nextReviewOn: day.adding(days: 40))
  }
  func review(_ goals: [Goal], score: Int = 3, on day: Day = Town.start.day, decision: ReviewDecision = .carryOn)
    -> NewReview
  {
    NewReview(
      heldOn: day, scores: Dictionary(uniqueKeysWithValues: goals.map { ($0.id, score) }), whatChanged: "Better nights",
      voice: .talked, childSays: "I sleep now", came: ["Dana Bello"], decision: decision,
      why: decision == .carryOn ? nil : "We agreed", nextReviewOn: day.adding(days: 42))
  }

  /// Takes a child's early help from nothing to a state, by the verbs alone.
  @discardableResult
  func lead(
    _ child: ChildID, to state: SupportState, isStatutory: Bool = false, at now: Instant = Town.start,
    in tx: Transaction
  ) throws
    -> Support
  {
    let id: SupportID = fresh()
    let route: SupportRoute = state == .stepDownReceived ? .stepDown : .direct
    try startSupport(
      NewSupport(level: .targeted, route: route, wanted: "Sleep", team: earlyHelp), id: id, child: child, by: .system,
      at: now, in: tx)
    if state == .requested { return try tx.support(id, of: child) }
    if state == .declined {
      return try answerSupport(
        FamilyAnswer(answer: .no, on: now.day, why: "Not now", offered: "Family hub"), support: id, child: child,
        by: .system, at: now, in: tx)
    }
    var agreed = agreement
    if isStatutory { agreed = FamilyAnswer(answer: .notNeeded, on: now.day, why: "Section 17") }
    agreed.on = now.day
    try answerSupport(agreed, support: id, child: child, by: .system, at: now, in: tx)
    if state == .agreed || state == .stepDownReceived { return try tx.support(id, of: child) }
    try beginAssessment(fresh(), support: id, child: child, by: .system, at: now, in: tx)
    if state == .assessing { return try tx.support(id, of: child) }
    try assess(id, child, at: now, in: tx)
    let goal: ID<Goal> = fresh()
    try setGoal(self.goal(), id: goal, support: id, child: child, by: .system, at: now, in: tx)
    try addAction(
      NewAction(what: "A bedtime routine", owner: Owner("Dana Bello", person: dana), dueOn: now.day.adding(days: 14)),
      id: fresh(), goal: goal, support: id, child: child, by: .system, at: now, in: tx)
    if state == .planning { return try tx.support(id, of: child) }
    try agreePlan(plan(on: now.day), support: id, child: child, by: .system, at: now, in: tx)
    switch state {
    case .stepUpPending:
      try askStepUp(
        NewStepUp(reason: "More is needed", team: socialCare, handoverOn: now.day.adding(days: 7)), id: fresh(),
        support: id, child: child, by: .system, at: now, in: tx)
    case .closing, .closed:
      try askToClose(
        NewClosing(reason: .needsMet, inPlace: "School nurse", whoToCall: "The hub, 01632 960 300"), support: id,
        child: child, by: .system, at: now, in: tx)
      if state == .closed { try agreeToClose(support: id, child: child, by: .system, at: now, in: tx) }
    default: break
    }
    return try tx.support(id, of: child)
  }

  /// Writes about one domain of each side and finishes the assessment.
  func assess(_ id: SupportID, _ child: ChildID, at now: Instant, in tx: Transaction) throws {
    for domain in ["health", "basic_care", "home"] {
      let version = try tx.draftAssessment(of: id).flatMap { try tx.entry($0.id, domain)?.version } ?? 0
      try writeDomain(
        NewDomainEntry(strengths: "Loved", needs: "Sleep", score: 4, familySays: "We are tired", version: version),
        domain: domain, support: id, child: child, by: .system, at: now, in: tx)
    }
    try completeAssessment(completion, support: id, child: child, by: .system, at: now, in: tx)
  }
}

extension Town {
  /// The nearest link that the caller has to the child, against what the permission grants each role. Whoever has none
  /// near enough to read is told that there is nothing.
  @Sendable static func decideByLink(
    _ caller: Caller, _ permission: Permission, _ child: ChildID, _ now: Instant, _ tx: Transaction
  ) throws -> Access {
    if let person = caller.person, try tx.relations(child).contains(where: { $0.person == person && $0.hasPortal }) {
      guard permission.grants[.familyMember] != nil else { throw Refusal.notFound }
      return Access(reach: .own, role: .familyMember, purpose: permission.purpose)
    }
    let links = try tx.involvements(child)
    let reach: Reach
    if links.contains(where: { $0.practitioner != nil && $0.practitioner == caller.practitioner }) {
      reach = .own
    } else if links.contains(where: { link in link.team.map(caller.teams.contains) ?? false }) {
      reach = .team
    } else {
      throw Refusal.notFound
    }
    guard let role = caller.roles.first(where: { permission.grants[$0.role].map { reach <= $0 } ?? false })?.role else {
      throw Refusal.forbidden("Your part does not include this.")
    }
    return Access(reach: reach, role: role, purpose: permission.purpose)
  }
}
