import Clocks
import Design
import Kernel
import People
import Store
import Web

enum TypedPlanForm {
  static func type(_ types: [PlanType]) -> Field {
    Field(
      "type", "Which kind of plan?", .choice(types.map { .init($0.code, $0.title, hint: $0.source) }),
      required: "Choose the kind of plan")
  }
  static let words = Field("words", "What is written here?", .prose(max: 8000), required: "Enter what is written here")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the plan again")
  static let heldOn = Field("held_on", "When was it looked at?", .day, required: "Enter the day")
  static let reviewWords = Field(
    "words", "What was said and agreed?", .prose(max: 4000), required: "Enter what was said and agreed")
  static let why = Field("why", "Why does it end?", .text(max: 300), required: "Enter why it ends")
}

let typedPlanRoutes: [Route] = [
  .page("/children/{child}/plans", "Every plan of a child, by kind", may: .openRecord, plansPage),
  .form(
    "/children/{child}/plans", "Begin a plan", may: .editPlan, fields: [TypedPlanForm.type([])], again: plansPage
  ) { request, tx in
    let types = try tx.planTypes().filter { $0.writtenIn == .here }
    var form = FormReading(request.entry)
    let code = form.option(TypedPlanForm.type(types))
    try Invalid.check(form.errors)
    let id: ID<TypedPlan> = request.formID.of()
    try beginTypedPlan(
      id, try tx.planType(code!), child: request.child, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/plans/\(id)", "Begun. Write section by section.")
  },
  .page("/children/{child}/plans/{plan}", "A plan by its sections", may: .openRecord, planPage),
  .page(
    "/children/{child}/plans/{plan}/sections/{section}", "Write a section of a plan", may: .editPlan,
    sectionPage),
  .form(
    "/children/{child}/plans/{plan}/sections/{section}", "Write a section of a plan", may: .editPlan,
    fields: [TypedPlanForm.words, TypedPlanForm.version], again: sectionPage
  ) { request, tx in
    let plan = try request.typedPlan(tx)
    var form = FormReading(request.entry)
    let (words, version) = (form.text(TypedPlanForm.words), form.text(TypedPlanForm.version).flatMap { Int($0) })
    try Invalid.check(form.errors)
    try writeSection(
      try request.section(of: plan, tx), words!, of: plan, version: version ?? 0, by: request.caller, at: request.now,
      in: tx)
    return .see("\(plan.path)#\(request.parameters["section"] ?? "")", "Written")
  },
  .form(
    "/children/{child}/plans/{plan}/agreement", "Agree a plan with the family", may: .editPlan, fields: [],
    again: planPage
  ) {
    request, tx in
    let plan = try request.typedPlan(tx)
    try agreeTypedPlan(plan, try tx.planType(plan.type), by: request.caller, at: request.now, in: tx)
    return .see(plan.path, "Agreed. The time until the next review runs.")
  },
  .form(
    "/children/{child}/plans/{plan}/reviews", "Record a review of a plan", may: .reviewPlan,
    fields: [TypedPlanForm.heldOn, TypedPlanForm.reviewWords], again: planPage
  ) { request, tx in
    let plan = try request.typedPlan(tx)
    var form = FormReading(request.entry)
    let (day, words) = (form.day(TypedPlanForm.heldOn), form.text(TypedPlanForm.reviewWords))
    try Invalid.check(form.errors)
    try reviewTypedPlan(
      request.formID.of(), on: day!, words: words!, of: plan, try tx.planType(plan.type), by: request.caller,
      at: request.now, in: tx)
    return .see(plan.path, "Recorded")
  },
  .form(
    "/children/{child}/plans/{plan}/end", "End a plan", may: .editPlan, fields: [TypedPlanForm.why], again: planPage
  ) { request, tx in
    let plan = try request.typedPlan(tx)
    let why = try request.text(TypedPlanForm.why)
    try endTypedPlan(plan, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(plan.child)/plans", "The plan has ended")
  },
]

extension Request {
  fileprivate func typedPlan(_ tx: Transaction) throws -> TypedPlan { try tx.typedPlan(id("plan"), child: child) }
  fileprivate func section(of plan: TypedPlan, _ tx: Transaction) throws -> PlanTypeSection {
    guard let section = try tx.planSections(of: plan.type).first(where: { $0.code == parameters["section"] }) else {
      throw Refusal.notFound
    }
    return section
  }
}

@Sendable private func plansPage(_ request: Request, _ tx: Transaction) throws -> TypedPlansPage {
  let (child, types) = (try tx.child(request.child), try tx.planTypes())
  let intervals = try types.map { type in
    let rule = try tx.clockRule(ClockRuleID(type.reviewRule), on: request.today)
    return (type.code, rule.unit.words(rule.amount))
  }
  return TypedPlansPage(
    child: child.id, childName: child.name, types: types,
    intervals: Dictionary(uniqueKeysWithValues: intervals), plans: try tx.typedPlans(of: child.id),
    mayWrite: request.may(.editPlan, on: child), entry: request.entry)
}

@Sendable private func planPage(_ request: Request, _ tx: Transaction) throws -> TypedPlanPage {
  let (child, plan) = (try tx.child(request.child), try request.typedPlan(tx))
  let clock = try tx.clocks(about: plan.id).last { $0.isOpen }
  return TypedPlanPage(
    plan: plan, type: try tx.planType(plan.type), childName: child.name, sections: try tx.planSections(of: plan.type),
    texts: try tx.texts(of: plan.id), reviews: try tx.typedReviews(of: plan.id),
    next: clock.map { "\(explanation(of: $0)). \($0.words(at: request.now))." },
    mayWrite: request.may(.editPlan, on: child) && plan.isOpen, entry: request.entry)
}

@Sendable private func sectionPage(_ request: Request, _ tx: Transaction) throws -> TypedSectionPage {
  let (child, plan) = (try tx.child(request.child), try request.typedPlan(tx))
  guard plan.isOpen else { throw Refusal.notNow("This plan has ended.") }
  let section = try request.section(of: plan, tx)
  var known = ["version": String(plan.version)]
  known["words"] = try tx.texts(of: plan.id).first { $0.section == section.code }?.words
  return TypedSectionPage(
    plan: plan, section: section, typeTitle: try tx.planType(plan.type).title, childName: child.name,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}
