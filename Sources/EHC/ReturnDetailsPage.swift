import Clocks
import Design
package import Kernel
import People
import SEN2
package import Store
import Web

/// The questions of the return that nothing else in a case answers.
enum DetailsForm {
  private static func options(_ set: CodeSet) -> [Field.Option] {
    returnCodes.filter { $0.set == set }.map { .init($0.code, $0.meaning) }
  }
  static let primary = Field(
    "primary_need", "What is the primary need?", .choice(options(.need)), required: "Choose the primary need")
  static let secondary = Field("secondary_need", "Is there a secondary need?", .choice(options(.need)))
  static let urn = Field("urn", "School: its six digit number (URN)", .text(max: 6))
  static let ukprn = Field("ukprn", "Or a provider: its eight digit number (UKPRN)", .text(max: 8))
  static let setting = Field("setting", "Or a setting without a number", .choice(options(.setting)))
  static let settingOther = Field("setting_other", "If it is another setting, which?", .text(max: 200))
  static let enteredOn = Field("entered_on", "Since when is the young person there?", .day)
  static let residential = Field("residential", "Is it residential?", .choice(options(.residential)))
  static let inUnit = Field("in_unit", "It is a place in a SEN unit of the school", .flag)
  static let resourced = Field("resourced", "It is a place in resourced provision of the school", .flag)
  static let workBased = Field(
    "work_based", "From 16: is it work-based learning?", .choice(options(.workBased)))
  static let hasBudget = Field("has_budget", "There is a personal budget", .flag)
  static let hasArrangements = Field("has_arrangements", "There are organised arrangements", .flag)
  static let directPayment = Field(
    "direct_payment", "Direct payments for what?", .choice(options(.directPayment)))
  static let phase = Field(
    "phase", "Is a move to the next phase near?",
    .choice([
      .init("PT-15F", "To the first or another school", hint: "The plan names the place before 15 February."),
      .init("PT-31M", "From school to post-16", hint: "The plan names the place before 31 March."),
      .init("PT-5M", "Between post-16 settings", hint: "The plan names the place five months before."),
    ]))
  static let transferOn = Field("transfer_on", "When is the move?", .day, hint: "For example, 1 9 2027")
  static let phaseFinalOn = Field("phase_final_on", "When was that plan sent?", .day)
  static let all = [
    primary, secondary, urn, ukprn, setting, settingOther, enteredOn, inUnit, resourced, residential,
    workBased, hasBudget, hasArrangements, directPayment, phase, transferOn, phaseFinalOn, StepForm.lateWhy,
  ]
}

/// The answers, checked.
package struct DetailsAnswers: Sendable {
  var needs: [(rank: Int, code: String)]
  var place: EHCPlace
  var details: ReturnDetails
  /// The rule of the move to the next phase, and its day.
  var phase: (rule: ClockRuleID, on: Day)?
  /// Why it is entered after its day that the plan for the move was sent.
  var lateWhy: String?

  /// One need and one school, as most have it; `more` adds the rest.
  package init(
    _ ehcCase: ID<EHCCase>, need: String, urn: String, more: (inout EHCPlace, inout ReturnDetails) -> Void = { _, _ in }
  ) {
    (needs, place, details) = ([(1, need)], EHCPlace(ehcCase, isNamed: true), ReturnDetails(ehcCase))
    place.urn = urn
    more(&place, &details)
  }
  private init(
    needs: [(rank: Int, code: String)], place: EHCPlace, details: ReturnDetails, phase: (rule: ClockRuleID, on: Day)?
  ) {
    (self.needs, self.place, self.details, self.phase) = (needs, place, details, phase)
  }

  static func check(_ id: ID<EHCCase>, _ old: ReturnDetails, _ entry: Entry) -> Checked<DetailsAnswers> {
    var form = FormReading(entry)
    let (primary, secondary) = (form.option(DetailsForm.primary), form.option(DetailsForm.secondary))
    if let secondary, secondary == primary {
      form.fail(DetailsForm.secondary, "Choose another need than the primary one")
    }
    var place = EHCPlace(id, isNamed: true)
    place.urn = form.value(DetailsForm.urn, "Enter the six digits of the school") {
      $0.utf8.count == 6 && Int($0) != nil ? $0 : nil
    }
    place.ukprn = form.value(DetailsForm.ukprn, "Enter the eight digits of the provider, beginning with 1") {
      $0.utf8.count == 8 && Int($0) != nil && $0.hasPrefix("1") ? $0 : nil
    }
    (place.setting, place.settingOther) = (form.option(DetailsForm.setting), form.text(DetailsForm.settingOther))
    place.enteredOn = form.day(DetailsForm.enteredOn)
    place.residential = form.option(DetailsForm.residential)
    place.workBased = form.option(DetailsForm.workBased)
    let (inUnit, resourced) = (form.flag(DetailsForm.inUnit), form.flag(DetailsForm.resourced))
    if place.urn != nil { (place.inUnit, place.resourced) = (inUnit ? "1" : "0", resourced ? "1" : "0") }
    if inUnit || resourced, place.urn == nil {
      form.fail(DetailsForm.urn, "A unit or resourced provision is part of a school: enter its number")
    }
    if [place.urn, place.ukprn, place.setting].compactMap(\.self).count != 1 {
      form.fail(DetailsForm.urn, "Give exactly one: a school, a provider or a setting")
    }
    var details = old
    (details.hasBudget, details.hasArrangements) = (
      form.flag(DetailsForm.hasBudget), form.flag(DetailsForm.hasArrangements)
    )
    details.directPayment = form.option(DetailsForm.directPayment)
    if details.directPayment != nil, !details.hasBudget {
      form.fail(DetailsForm.directPayment, "Direct payments are part of a personal budget: tick that as well")
    }
    (details.residential, details.workBased) = (place.residential, place.workBased)
    let (phase, transferOn) = (form.option(DetailsForm.phase), form.day(DetailsForm.transferOn))
    if phase != nil, transferOn == nil { form.fail(DetailsForm.transferOn, "Enter the day of the move") }
    if let transferOn, transferOn < firstDayOfPlans {
      form.fail(DetailsForm.transferOn, "The move must be on or after \(firstDayOfPlans.long)")
    }
    if phase == nil, transferOn != nil { form.fail(DetailsForm.phase, "Choose which move it is") }
    details.phaseFinalOn = form.day(DetailsForm.phaseFinalOn)
    let lateWhy = form.text(StepForm.lateWhy)
    return form.result {
      var answers = DetailsAnswers(
        needs: [(1, primary!)] + (secondary.map { [(2, $0)] } ?? []), place: place, details: details,
        phase: phase.map { (ClockRuleID($0), transferOn!) })
      answers.lateWhy = lateWhy
      return answers
    }
  }
}

/// Keeps what the return asks of a case: needs, the place named in the plan and where the young person is, money. A move to
/// the next phase runs its own limit.
package func keepDetails(
  _ answers: DetailsAnswers, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let before = try tx.returnDetails(of: [ehcCase.id]).first?.phaseFinalOn
  if let sent = answers.details.phaseFinalOn, sent != before {
    if sent > now.day { throw Invalid("phase_final_on", "The day must be today or in the past") }
    try noteLate(
      "The plan for the move to the next phase was sent", on: sent, why: answers.lateWhy, of: ehcCase.id, by: caller,
      at: now, in: tx)
  }
  try tx.keepNeeds(answers.needs, of: ehcCase.id)
  var named = answers.place
  (named.enteredOn, named.residential, named.workBased) = (nil, nil, nil)
  var current = answers.place
  current.isNamed = false
  let places = try tx.places(of: [ehcCase.id])
  try tx.keepPlaces(merged(named, into: places.filter(\.isNamed)), of: ehcCase.id, isNamed: true)
  try tx.keepPlaces(merged(current, into: places.filter { !$0.isNamed }), of: ehcCase.id, isNamed: false)
  var details = answers.details
  let others = phaseRules.filter { $0 != answers.phase?.rule }
  let ended = try tx.cancelClocks(
    about: ehcCase.id, rules: others + (answers.phase == nil ? [.phaseReview] : []), why: "The move was put right",
    by: caller, at: now)
  if ended > 0, answers.phase == nil { details.phaseDueOn = nil }
  if let (rule, on) = answers.phase {
    let known = try tx.clocks(about: ehcCase.id).last {
      $0.ruleID == rule && $0.startedAt.day == on && $0.status != .cancelled
    }
    let clock =
      try known
      ?? tx.startClock(
        rule, about: ehcCase.id, child: ehcCase.child, at: LondonTime(day: on, minuteOfDay: 720).instant,
        owner: ehcCase.officer, team: ehcCase.team, now: now)
    details.phaseDueOn = clock.due.day
    try startPhaseReview(rule, on, ehcCase, now, tx)
    if let sent = details.phaseFinalOn { try tx.meetClock(rule, about: ehcCase.id, at: moment(of: sent, now: now)) }
  }
  try tx.keep(details)
  try tx.append(
    .detailsKept, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["primary_need": answers.needs[0].code])
}

/// A move between schools in September, or to post-16, is looked at in the autumn term of the year before.
private func startPhaseReview(
  _ rule: ClockRuleID, _ transferOn: Day, _ ehcCase: EHCCase, _ now: Instant, _ tx: Transaction
) throws {
  guard rule != "PT-5M" else { return }
  let move = LondonTime(day: transferOn, minuteOfDay: 720).instant
  let limit = try due(
    try tx.clockRule(.phaseReview, on: transferOn), from: move, calendar: WorkingCalendar(holidays: []),
    terms: try tx.schoolTerms())
  // What is past is for nobody to do any more: a review held since is in its place.
  guard limit.day >= now.day else { return }
  try tx.startClock(
    .phaseReview, about: ehcCase.id, child: ehcCase.child, at: move, owner: ehcCase.officer, team: ehcCase.team,
    now: now)
}

/// Puts the place that the form shows back among those that it does not show, with what it does not ask.
private func merged(_ new: EHCPlace, into old: [EHCPlace]) -> [EHCPlace] {
  func isSame(_ one: EHCPlace) -> Bool { (one.urn, one.ukprn, one.setting) == (new.urn, new.ukprn, new.setting) }
  guard let index = old.firstIndex(where: { $0.leftOn == nil }) ?? old.firstIndex(where: isSame) else {
    return old + [new]
  }
  var (all, place) = (old, new)
  place.rank = old[index].rank
  if isSame(old[index]) { place.leftOn = old[index].leftOn }
  all[index] = place
  return all
}

/// The moves to the next phase, one for each kind.
let phaseRules: [ClockRuleID] = ["PT-15F", "PT-31M", "PT-5M"]

extension EventKind {
  static let detailsKept = EventKind("ehc.details_kept", "wrote down what the SEN2 return asks about a plan")
}

let detailsRoutes: [Route] = [
  .page(
    "/children/{child}/ehc/{case}/return", "What the SEN2 return asks", may: .manageEHC, detailsPage),
  .form(
    "/children/{child}/ehc/{case}/return", "What the SEN2 return asks", may: .manageEHC, fields: DetailsForm.all,
    again: detailsPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let old = try tx.returnDetails(of: [ehcCase.id]).first ?? ReturnDetails(ehcCase.id)
    let answers = try request.checked { DetailsAnswers.check(ehcCase.id, old, $0) }
    try keepDetails(answers, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see(ehcCase.path, "Kept for the return")
  },
]

@Sendable private func detailsPage(_ request: Request, _ tx: Transaction) throws -> DetailsPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let needs = try tx.needs(of: [ehcCase.id])
  let places = try tx.places(of: [ehcCase.id])
  let details = try tx.returnDetails(of: [ehcCase.id]).first ?? ReturnDetails(ehcCase.id)
  let place = places.first { !$0.isNamed && $0.leftOn == nil } ?? places.first { !$0.isNamed } ?? places.first
  let move = try tx.clocks(about: ehcCase.id).last { $0.ruleID.rawValue.hasPrefix("PT-") && $0.status != .cancelled }
  let known: [String: String?] = [
    "primary_need": needs.first { $0.rank == 1 }?.code, "secondary_need": needs.first { $0.rank == 2 }?.code,
    "urn": place?.urn, "ukprn": place?.ukprn, "setting": place?.setting, "setting_other": place?.settingOther,
    "entered_on": place?.enteredOn?.description, "residential": place?.residential,
    "in_unit": place?.inUnit == "1" ? "yes" : nil, "resourced": place?.resourced == "1" ? "yes" : nil,
    "work_based": place?.workBased ?? details.workBased,
    "has_budget": details.hasBudget ? "yes" : nil, "has_arrangements": details.hasArrangements ? "yes" : nil,
    "direct_payment": details.directPayment, "phase": move?.ruleID.rawValue,
    "transfer_on": move?.startedAt.day.description,
    "phase_final_on": details.phaseFinalOn?.description,
  ]
  return DetailsPage(
    path: ehcCase.path, childName: child.name,
    entry: request.method == .get ? request.entry.filled(known.compactMapValues(\.self)) : request.entry)
}

/// The form of what the return asks.
struct DetailsPage: Page, Codable {
  let path: String
  let childName: String
  let entry: Entry
  var title: String { "For the SEN2 return" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    formColumn(view, title, caption: childName, to: "\(path)/return", fields: DetailsForm.all, entry, submit: "Keep it")
    {
      paragraph(
        """
        The Department for Education asks this of every plan in January. Some of its letter codes are not verified: they \
        are marked in the table of codes.
        """)
    }
  }
}
