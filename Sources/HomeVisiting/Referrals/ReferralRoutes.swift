import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Asking for home visiting, and writing down what is known for it.
  static let referToVisiting = Permission.child(
    "visiting.refer", [.practitioner: .own, .teamManager: .agency, .screener: .partnership])
  /// Deciding about it, naming the visitor, ending it.
  static let decideVisiting = Permission.child(
    "visiting.decide", for: .supervision, [.teamManager: .agency, .screener: .partnership])
  /// By which rules an area decides.
  static let chooseRules = Permission.work("visiting.rules", for: .supervision, .teamManager)
}

let referralRoutes: [Route] = [
  .page("/visits/rules", "Who home visiting is for", may: .seeDiary, ruleSetsPage),
  .form(
    "/visits/rules", "Choose the rules of an area", may: .chooseRules,
    fields: [RuleSetForm.areaField, RuleSetForm.setField], again: ruleSetsPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let area: LocalityID? = form.id(RuleSetForm.areaField)
    let known = Set(try tx.eligibilityRules().map(\.set))
    let set = form.value(RuleSetForm.setField, "Choose one of the sets") { known.contains($0) ? $0 : nil }
    if let area, try !tx.localities().contains(where: { $0.id == area }) {
      form.fail(RuleSetForm.areaField, "Choose one from the list")
    }
    try Invalid.check(form.errors)
    try chooseRules(set!, of: area!, by: request.caller, at: request.now, in: tx)
    return .see("/visits/rules", "Rules chosen")
  },
  .page(
    "/children/{child}/home-visiting", "Home visiting for a child", may: .openRecord, referralPage),
  .form(
    "/children/{child}/home-visiting", "Ask for home visiting", may: .referToVisiting, fields: ReferralForm.all,
    again: referralPage, askForVisiting),
  .form(
    "/children/{child}/home-visiting/{referral}/facts", "Write down what is known for home visiting",
    may: .referToVisiting, fields: [ReferralForm.route, ReferralForm.version] + ReferralForm.facts, again: referralPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let route: ReferralRoute? = form.choice(ReferralForm.route)
    let version = form.value(ReferralForm.version, "Open the page again") { Int($0) }
    let facts = ReferralFacts.check(&form)
    try Invalid.check(form.errors)
    try putRightReferral(
      try tx.referral(request.id("referral"), child: request.child), route: route!, facts, version: version ?? 0,
      by: request.caller, at: request.now, in: tx)
    return .see(visitingPath(try request.child), "Written down")
  },
  .form(
    "/children/{child}/home-visiting/{referral}/withdrawal", "Take a referral back before it is decided",
    may: .referToVisiting, fields: [VisitingForm.whyBack], again: referralPage
  ) { request, tx in
    let referral = try tx.referral(request.id("referral"), child: request.child)
    let why = try request.text(VisitingForm.whyBack)
    try withdrawReferral(referral, why: why, by: request.caller, at: request.now, in: tx)
    return .see(visitingPath(referral.child), "Taken back. It counts as no refusal.")
  },
  .form(
    "/children/{child}/home-visiting/{referral}/acceptance", "Accept a referral", may: .decideVisiting,
    fields: [VisitingForm.team], again: referralPage
  ) { request, tx in
    let referral = try tx.referral(request.id("referral"), child: request.child)
    var form = FormReading(request.entry)
    let team: TeamID? = form.id(VisitingForm.team)
    if let team, try !tx.teams().contains(where: { $0.id == team }) {
      form.fail(VisitingForm.team, "Choose one from the list")
    }
    try Invalid.check(form.errors)
    try acceptReferral(
      referral, team: team!, findings: try findings(referral, on: request.today, tx), by: request.caller,
      at: request.now, in: tx)
    return .see(visitingPath(referral.child), "Accepted: the family waits for a visitor")
  },
  .form(
    "/children/{child}/home-visiting/{referral}/declining", "Decline a referral, and make another offer",
    may: .decideVisiting, fields: [VisitingForm.reason, VisitingForm.otherOffer], again: referralPage
  ) { request, tx in
    let referral = try tx.referral(request.id("referral"), child: request.child)
    var form = FormReading(request.entry)
    let (reason, offer) = (form.text(VisitingForm.reason), form.text(VisitingForm.otherOffer))
    try Invalid.check(form.errors)
    try declineReferral(
      referral, Declining(reason: reason!, otherOffer: offer!),
      findings: try findings(referral, on: request.today, tx), by: request.caller, at: request.now, in: tx)
    return .see(visitingPath(referral.child), "Declined. The family reads why, and what else there is.")
  },
  .form(
    "/children/{child}/home-visiting/{referral}/allocation", "Name the visitor", may: .decideVisiting,
    fields: [VisitingForm.visitor, VisitingForm.rhythm], again: referralPage
  ) { request, tx in
    let referral = try tx.referral(request.id("referral"), child: request.child)
    var form = FormReading(request.entry)
    let visitor: PractitionerID? = form.id(VisitingForm.visitor)
    let rhythm: VisitRhythm? = form.choice(VisitingForm.rhythm)
    try Invalid.check(form.errors)
    try allocateVisitor(
      referral, to: visitor!, rhythm: rhythm!, link: request.newID(), by: request.caller, at: request.now, in: tx)
    return .see(visitingPath(referral.child), "The family has a visitor")
  },
  .form(
    "/children/{child}/home-visiting/{referral}/ending", "End home visiting", may: .decideVisiting,
    fields: [VisitingForm.why], again: referralPage
  ) { request, tx in
    let referral = try tx.referral(request.id("referral"), child: request.child)
    var form = FormReading(request.entry)
    let why: EndReason? = form.choice(VisitingForm.why)
    try Invalid.check(form.errors)
    try endVisiting(referral, why!, by: request.caller, at: request.now, in: tx)
    return .see(visitingPath(referral.child), "Home visiting has ended")
  },
]

/// By which rules an area decides from now on.
func chooseRules(_ set: String, of area: LocalityID, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.upsertRuleSet(set, of: area, by: caller.name, at: now)
  try tx.append(
    .rulesChosen, about: area.of(), by: caller, for: .supervision, at: now, changed: ["rules": set])
}

extension EventKind {
  static let rulesChosen = EventKind("visiting.rules", "chose by which rules an area decides about home visiting")
}

@Sendable private func askForVisiting(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let child = try tx.child(request.child)
  var form = FormReading(request.entry)
  let route: ReferralRoute? = form.choice(ReferralForm.route)
  let receivedOn = form.day(ReferralForm.receivedOn)
  let facts = ReferralFacts.check(&form)
  if let receivedOn, receivedOn > request.today || receivedOn < request.today.adding(days: -366) {
    form.fail(ReferralForm.receivedOn, "The day must be today or within the last year")
  }
  try Invalid.check(form.errors)
  guard let set = try tx.ruleSet(of: child.locality) else { throw Refusal.notNow("No rules have been loaded.") }
  try receiveVisitingReferral(
    request.formID.of(), child: child.id, ruleSet: set, route: route!, receivedOn: receivedOn!, facts,
    by: request.caller, at: request.now, in: tx)
  return .see(visitingPath(child.id), "Home visiting has been asked for")
}

/// What is known: from the referral, and where it says nothing of an area from what was seen of the child.
func visitingFacts(_ referral: VisitingReferral, on day: Day, _ tx: Transaction) throws -> VisitingFacts {
  let child = try tx.child(referral.child)
  let weeks = try tx.pregnancyWeeks(child.id)
  let age = child.bornOn.map { born in
    weeks.flatMap { correctedAge(bornOn: born, weeks: $0, on: day) } ?? ageInMonths(bornOn: born, on: day)
  }
  var behind = referral.facts.behind.mapValues(Double.init)
  for checklist in try tx.checklists() where !checklist.isSample {
    let items = try tx.items(of: checklist.code)
    let states = latest(try tx.observations(child.id, checklist: checklist.code), by: day)
    for area in DevelopmentArea.portage where behind[area] == nil {
      if let age, let months = level(area, of: items, states).months { behind[area] = delay(months, age: age)?.months }
    }
  }
  return VisitingFacts(
    bornOn: child.bornOn, behind: behind, age: age, hasComplexNeeds: referral.facts.complexNeeds,
    diagnosis: referral.facts.diagnosis, hoursOutside: referral.facts.hoursOutside, agreed: referral.facts.agreed,
    parentTakesPart: referral.facts.parentTakesPart, route: referral.route)
}

private func findings(_ referral: VisitingReferral, on day: Day, _ tx: Transaction) throws -> [RuleFinding] {
  let rules = try tx.eligibilityRules().filter { $0.set == referral.ruleSet }
  return HomeVisiting.ask(rules, of: try visitingFacts(referral, on: day, tx), on: referral.decidedOn ?? day)
}

@Sendable private func referralPage(_ request: Request, _ tx: Transaction) throws -> ReferralPage {
  let child = try tx.child(request.child)
  let all = try tx.visitingReferrals(child.id)
  let newest = all.first
  let set = try newest?.ruleSet ?? tx.ruleSet(of: child.locality) ?? ""
  let mayDecide = request.may(.decideVisiting, on: child)
  let visitors = try newest?.team.map { try tx.practitioners(teams: [$0]) } ?? []
  return ReferralPage(
    child: child.id, childName: child.name, referral: newest,
    setTitle: try tx.eligibilityRules().first { $0.set == set }?.setTitle ?? set,
    findings: try newest.map { try findings($0, on: request.today, tx) } ?? [], earlier: Array(all.dropFirst()),
    familyWords: try tx.opinionWords(child.id),
    mayRefer: request.may(.referToVisiting, on: child), mayDecide: mayDecide,
    teams: mayDecide ? try tx.teams().map { .init(value: $0.id.description, name: $0.name) } : [],
    visitors: visitors.map { .init(value: $0.id.description, name: $0.name) }, entry: request.entry)
}

@Sendable private func ruleSetsPage(_ request: Request, _ tx: Transaction) throws -> RuleSetsPage {
  let (rules, chosen) = (try tx.eligibilityRules(), try tx.chosenRuleSets())
  let first = rules.first?.set ?? ""
  return RuleSetsPage(
    rules: rules, areas: try tx.localities().map { .init(id: $0.id, name: $0.name, set: chosen[$0.id] ?? first) },
    mayChoose: request.caller.holds(.chooseRules), entry: request.entry)
}
