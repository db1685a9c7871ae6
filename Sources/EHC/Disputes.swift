import Clocks
import Design
package import Kernel
import People
package import Store
import Web

// Mediation, certificate, appeal and orders, with their limits. Source: Children and Families Act 2014 ss. 51–57; SEND
// Regulations 2014 regs 32–45; Tribunal Procedure (First-tier Tribunal) (HESC) Rules 2008 r. 20.

/// What happens in a dispute.
package enum DisputeAct: String, Choice {
  case wantsMediation = "wants_mediation", declinesMediation = "declines_mediation", mediationHeld = "mediation_held"
  case certificate, appeal, withdrawn, dismissed, conceded
  case orderedAssessment = "ordered_assessment", orderedPlan = "ordered_plan", orderedChange = "ordered_change"
  case orderedSetting = "ordered_setting", orderedReconsider = "ordered_reconsider", orderedKeep = "ordered_keep"
  case recommendation, complied
  package var title: String {
    switch self {
    case .wantsMediation: "The family wants mediation"
    case .declinesMediation: "The family does not want mediation"
    case .mediationHeld: "The mediation meeting was held"
    case .certificate: "The mediation certificate was given"
    case .appeal: "The family appealed to the tribunal"
    case .withdrawn: "The appeal was withdrawn"
    case .dismissed: "The appeal was dismissed"
    case .conceded: "The council does not oppose the appeal"
    case .orderedAssessment: "The tribunal ordered an assessment"
    case .orderedPlan: "The tribunal ordered a plan"
    case .orderedChange: "The tribunal ordered a change of the plan"
    case .orderedSetting: "The tribunal ordered another school or setting"
    case .orderedReconsider: "The tribunal ordered a new decision"
    case .orderedKeep: "The tribunal ordered that the plan goes on"
    case .recommendation: "The tribunal recommended something about health or social care"
    case .complied: "The council did what was ordered"
    }
  }
  /// The limits that it starts; those that it meets.
  var starts: [ClockRuleID] {
    switch self {
    case .wantsMediation: ["MED-30"]
    case .declinesMediation, .mediationHeld: ["MED-CERT"]
    case .orderedAssessment: ["ORD-2T", "ORD-10", "ORD-14"]
    case .orderedPlan: ["ORD-5", "ORD-11"]
    case .orderedChange: ["ORD-5A"]
    case .orderedSetting: ["ORD-2A"]
    case .orderedReconsider: ["ORD-2R"]
    case .recommendation: ["EXT-5W"]
    default: []
    }
  }
  /// The same for a dispute about that decision: an appeal that the council does not oppose runs the limits of the order
  /// that it could have led to. Source: SEND Regulations 2014 reg. 45.
  func starts(about decision: StepKind) -> [ClockRuleID] {
    guard self == .conceded else { return starts }
    return switch decision {
    case .refuseAssess: DisputeAct.orderedAssessment.starts
    case .refuseIssue: DisputeAct.orderedPlan.starts
    case .finish: DisputeAct.orderedChange.starts
    default: []
    }
  }
  var meets: [ClockRuleID] {
    switch self {
    case .wantsMediation, .declinesMediation: [.mediation]
    case .mediationHeld: ["MED-30"]
    case .certificate: ["MED-CERT", "MED-30"]
    case .appeal: [.appeal]
    case .complied: ["ORD-5A", "ORD-2A", "ORD-2R", "EXT-5W"]
    default: []
    }
  }
  /// What must have happened before.
  var needs: [DisputeAct] {
    switch self {
    case .mediationHeld: [.wantsMediation]
    case .certificate: [.wantsMediation, .declinesMediation]
    case .withdrawn, .dismissed, .conceded, .orderedAssessment, .orderedPlan, .orderedChange, .orderedSetting,
      .orderedReconsider, .orderedKeep, .recommendation:
      [.appeal]
    case .complied: [.orderedChange, .orderedSetting, .orderedReconsider, .recommendation, .conceded]
    default: []
    }
  }
}

/// One thing that happened in a dispute about a decision.
package struct DisputeEntry: Sendable, Record, Codable, Hashable {
  package let id: ID<DisputeEntry>
  package let about: StepKind
  package let act: DisputeAct
  package let on: Day
  package let words: String?
  package let by: String
  package init(row: Row) throws {
    (id, about, act, on, words, by) = (try row[0], try row[1], try row[2], try row[3], try row[4], try row[5])
  }
}

/// A decision that the family may dispute: what kind it is, and the day of its letter.
struct DisputedDecision: Sendable, Hashable {
  let step: StepKind
  let on: Day
}

/// The last decision of a case that can be disputed: a refusal, an end, a plan; what was decided after a review; or the
/// plan that another council made, which this one keeps. Source: Children and Families Act 2014 s. 51(2); SEND Regulations
/// 2014 reg. 15(7).
func lastDecision(
  _ steps: [CaseStep], _ reviews: [PlanReview], _ endings: [PlanEnding] = [], _ again: [Reassessment] = []
) -> DisputedDecision? {
  let own = steps.filter { $0.step.isRefusal || $0.step == .finish || $0.step == .takeIn || $0.to == .ceased }
    .map { DisputedDecision(step: $0.step == .takeIn ? .finish : $0.step, on: $0.on) }
  guard let last = own.last else { return nil }
  guard last.step == .finish else { return last }
  var later = reviews.compactMap { review -> DisputedDecision? in
    switch review.outcome {
    case .maintain, .reassess: review.decidedOn.map { DisputedDecision(step: .finish, on: $0) }
    case .amend: (review.finalOn ?? review.keptOn).map { DisputedDecision(step: .finish, on: $0) }
    default: nil
    }
  }
  later += again.compactMap { one in
    // That needs are not assessed again is disputed like a refusal to assess: 2014 Act s. 51(2)(d).
    one.answer == .no
      ? one.decidedOn.map { DisputedDecision(step: .refuseAssess, on: $0) }
      : (one.finalOn ?? one.keptOn).map { DisputedDecision(step: .finish, on: $0) }
  }
  later += endings.filter { $0.offOn == nil }.compactMap { $0.decidedOn.map { DisputedDecision(step: .cease, on: $0) } }
  return later.filter { $0.on >= last.on }.max { $0.on < $1.on } ?? last
}

/// What is wrong with an entry. `decision` is what the dispute is about, `appealUntil` the last day for an appeal.
func problems(
  with act: DisputeAct, on day: Day, decision: DisputedDecision, before: [DisputeEntry], appealUntil: Day?,
  words: String?,
  today: Day
) -> [FieldError] {
  if day > today { return [FieldError("on", "The day must be today or in the past")] }
  if day < decision.on {
    return [FieldError("on", "The day must be on or after \(decision.on.long), the day of the decision")]
  }
  if !act.needs.isEmpty, !before.contains(where: { act.needs.contains($0.act) }) {
    let wanted = act.needs[0].title.lowercasedFirst
    return [FieldError("act", "First record that \(wanted)")]
  }
  if act == .appeal, let appealUntil, day > appealUntil, words == nil {
    return [FieldError("words", "The limit was \(appealUntil.long). Say that the tribunal let the appeal in late")]
  }
  return []
}

/// Writes down what happened in a dispute about the last decision that can be appealed; its limits follow, and the return.
package func noteDispute(
  _ id: ID<DisputeEntry>, _ act: DisputeAct, on day: Day, words: String?, lateWhy: String? = nil, of ehcCase: EHCCase,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let decision = try tx.lastDecision(of: ehcCase.id) else {
    throw Refusal.notNow("There is no decision that could be disputed.")
  }
  let before = try tx.dispute(of: ehcCase.id).filter { $0.about == decision.step }
  let limit = try tx.clocks(about: ehcCase.id).last { $0.ruleID == .appeal && $0.isOpen }?.due.day
  try Invalid.check(
    problems(with: act, on: day, decision: decision, before: before, appealUntil: limit, words: words, today: now.day))
  try noteLate(act.title, on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.insert(id, act, about: decision.step, on: day, words: words, of: ehcCase.id, by: caller.name, at: now)
  let at = moment(of: day, now: now)
  for rule in act.meets { try tx.meetClock(rule, about: ehcCase.id, at: at) }
  if act == .certificate { try tx.noteSecondEvent(.appeal, about: ehcCase.id, at: at) }
  for rule in act.starts(about: decision.step) {
    try tx.startClock(
      rule, about: ehcCase.id, child: ehcCase.child, at: at, owner: ehcCase.officer, team: ehcCase.team, now: now)
  }
  try feedReturn(act, decision.step, ehcCase, tx)
  if decision.step == .cease, act == .orderedKeep || act == .conceded, let ending = try tx.openEnding(of: ehcCase.id) {
    try callEndingOff(ending, why: act.title, on: day, of: ehcCase, by: caller, at: now, in: tx)
  }
  try tx.append(
    .disputeNoted, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["act": act.rawValue, "about": decision.step.rawValue, "on": day.description], why: words)
}

/// Mediation that was held and appeals that were made are asked for in the return, by what they were about.
private func feedReturn(_ act: DisputeAct, _ about: StepKind, _ ehcCase: EHCCase, _ tx: Transaction) throws {
  guard act == .mediationHeld || act == .appeal else { return }
  var details = try tx.returnDetails(of: [ehcCase.id]).first ?? ReturnDetails(ehcCase.id)
  // Behind a plan in force a refusal to assess is one to assess again: no part of the request that led to the plan.
  switch (ehcCase.state == .maintained ? .finish : about, act) {
  case (.refuseAssess, .mediationHeld): details.requestMediation = true
  case (.refuseAssess, _): details.requestTribunal = true
  case (.refuseIssue, .mediationHeld): details.assessmentMediation = true
  case (.refuseIssue, _): details.assessmentTribunal = true
  case (_, .mediationHeld): details.otherMediation = true
  default: details.otherTribunal = true
  }
  try tx.keep(details)
}

extension Transaction {
  /// The last decision of a case that can be disputed.
  func lastDecision(of ehcCase: ID<EHCCase>) throws -> DisputedDecision? {
    EHC.lastDecision(
      try steps(of: ehcCase), try reviews(of: ehcCase), try endings(of: ehcCase), try reassessments(of: ehcCase))
  }
  func dispute(of ehcCase: ID<EHCCase>) throws -> [DisputeEntry] {
    try all(
      """
      SELECT id, about, act, taken_on, words, written_by FROM ehc_dispute WHERE case_id = \(ehcCase)
      ORDER BY taken_on, written_at, id
      """)
  }
  func insert(
    _ id: ID<DisputeEntry>, _ act: DisputeAct, about: StepKind, on day: Day, words: String?, of ehcCase: ID<EHCCase>,
    by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_dispute (id, case_id, about, act, taken_on, words, written_by, written_at)
      VALUES (\(id), \(ehcCase), \(about), \(act), \(day), \(words), \(name), \(now))
      """)
  }
}

extension EventKind {
  static let disputeNoted = EventKind(
    "ehc.dispute_noted", "wrote down what happened in a dispute about an EHC decision")
}

enum DisputeForm {
  static let act = Field(
    "act", "What happened?", .choice(Field.options(DisputeAct.self)), required: "Choose what happened")
  static let on = Field("on", "On which day?", .day, required: "Enter the day")
  static let words = Field("words", "Anything to add", .text(max: 1000))
  static let all = [act, on, StepForm.lateWhy, words]
}

let disputeRoutes: [Route] = [
  .page(
    "/children/{child}/ehc/{case}/disputes", "Mediation and tribunal", may: .openRecord, disputePage),
  .form(
    "/children/{child}/ehc/{case}/disputes", "Record what happened in a dispute", may: .manageEHC,
    fields: DisputeForm.all, again: disputePage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    var form = FormReading(request.entry)
    let act: DisputeAct? = form.choice(DisputeForm.act)
    let (on, words) = (form.day(DisputeForm.on), form.text(DisputeForm.words))
    let lateWhy = form.text(StepForm.lateWhy)
    try Invalid.check(form.errors)
    try noteDispute(
      request.formID.of(), act!, on: on!, words: words, lateWhy: lateWhy, of: ehcCase, by: request.caller,
      at: request.now, in: tx)
    return .see("\(ehcCase.path)/disputes", act!.title)
  },
]

@Sendable private func disputePage(_ request: Request, _ tx: Transaction) throws -> DisputePage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let rules = Set(DisputeAct.allCases.flatMap { $0.starts + $0.meets })
  let limits = try tx.clocks(about: ehcCase.id).filter { rules.contains($0.ruleID) && $0.status != .cancelled }
  let decided = try tx.lastDecision(of: ehcCase.id) != nil
  return DisputePage(
    path: ehcCase.path, childName: child.name, entries: try tx.dispute(of: ehcCase.id),
    limits: try limits.map { try ClockLine($0, tx, at: request.now) },
    mayManage: request.may(.manageEHC, on: child) && decided, entry: request.entry)
}

/// Mediation and tribunal: what happened, the limits, the form of what happened next.
struct DisputePage: Page, Codable {
  let path: String
  let childName: String
  let entries: [DisputeEntry]
  let limits: [ClockLine]
  let mayManage: Bool
  let entry: Entry
  var title: String { "Mediation and tribunal" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      card("What happened", id: "story") {
        timeline(
          entries.reversed().map { one in
            TimelineEntry(
              one.act.title, when: day(one.on), who: one.by,
              body: one.words.map { prose($0) } ?? paragraph("About: \(one.about.title.lowercasedFirst)"))
          }, empty: "Nothing has been disputed.")
      }
      card("Time limits", id: "limits") { EHC.limits(limits) }
      if mayManage {
        card("Record what happened", id: "new") {
          formPart(view, to: "\(path)/disputes", DisputeForm.all, entry, submit: "Record it")
        }
      }
    }
  }
}
