import Design
import Kernel
import People
import Store
import Web

/// The questions about what was seen.
enum DevelopmentForm {
  static let list = Field("list", "Which checklist", .text(max: 40))
  static let on = Field("seen_on", "When did you see it?", .day, required: "Enter the day when you saw it")
  static let weeks = Field(
    "weeks", "After how many weeks was the child born?", .number(22...43),
    hint: "A pregnancy of the usual length has 40.",
    required: "Enter how many weeks")
  static func item(_ item: ChecklistItem) -> Field {
    Field(
      "item_\(item.code.lowercased())", item.words, .choice(Field.options(ItemState.self)),
      hint: item.step.map { "Step \($0)" })
  }
}

let developmentRoutes: [Route] = [
  .page(
    "/children/{child}/development", "A child’s development", may: .openRecord, asks: [DevelopmentForm.list],
    developmentPage),
  .form(
    "/children/{child}/development/pregnancy", "Write down how long the pregnancy was", may: .recordVisit,
    fields: [DevelopmentForm.weeks], again: developmentPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let weeks = form.number(DevelopmentForm.weeks)
    try Invalid.check(form.errors)
    try notePregnancy(weeks: weeks!, child: request.child, by: request.caller, at: request.now, in: tx)
    return .see(developmentPath(try request.child), "Saved")
  },
  .page(
    "/children/{child}/development/{area}", "One area of a child’s development", may: .openRecord,
    asks: [DevelopmentForm.list], keepsDraft: true, areaPage),
  .form(
    "/children/{child}/development/{area}", "Write down what the child can do", may: .recordVisit,
    fields: [DevelopmentForm.on], again: areaPage, observe),
  .page("/family/{child}/development", "What the child can do, for the family", may: .ownView, familyPage),
]

/// The checklist that is asked for; else the one that was used for this child, or the first that was loaded.
private func chosenChecklist(_ request: Request, _ child: ChildID, _ tx: Transaction) throws -> (
  Checklist?, [Checklist]
) {
  let all = try tx.checklists()
  let asked = request.query("list").flatMap { code in all.first { $0.code == code } }
  let used = try all.first { try !tx.observations(child, checklist: $0.code).isEmpty }
  let chosen = asked ?? used ?? all.first
  return (chosen, all.filter { $0.code != chosen?.code })
}

@Sendable private func developmentPage(_ request: Request, _ tx: Transaction) throws -> DevelopmentPage {
  let child = try tx.child(request.child)
  let (chosen, others) = try chosenChecklist(request, child.id, tx)
  let weeks = try tx.pregnancyWeeks(child.id)
  let today = child.diedOn ?? request.today
  let age = child.bornOn.map { ageInMonths(bornOn: $0, on: today) }
  let corrected = child.bornOn.flatMap { born in weeks.flatMap { correctedAge(bornOn: born, weeks: $0, on: today) } }
  return DevelopmentPage(
    child: child.id, childName: child.name, checklist: chosen, others: others, bornOn: child.bornOn, age: age,
    corrected: corrected, weeks: weeks,
    lines: try chosen.map { try lines($0, child, age, corrected, today, tx) } ?? [],
    byList: try tx.checklists().filter { try !tx.observations(child.id, checklist: $0.code).isEmpty }.map {
      .init(checklist: $0, lines: try lines($0, child, age, corrected, today, tx))
    },
    mayRecord: request.may(.recordVisit, on: child), entry: request.entry)
}

private func lines(
  _ checklist: Checklist, _ child: Child, _ age: Double?, _ corrected: Double?, _ today: Day, _ tx: Transaction
) throws -> [DevelopmentPage.AreaLine] {
  let (items, seen) = (try tx.items(of: checklist.code), try tx.observations(child.id, checklist: checklist.code))
  let ends = (0...11).reversed().map { today.adding(months: -$0) }
  let states = ends.map { latest(seen, by: $0) }
  return DevelopmentArea.allCases.filter { area in items.contains { $0.area == area } }.map { area in
    let now = level(area, of: items, latest(seen, by: today))
    func behind(_ age: Double?) -> Delay? {
      // Whoever can do all of a list has left it behind, and is late with none of it.
      guard let age, let months = now.months, now.achieved < now.total else { return nil }
      return delay(months, age: age)
    }
    return DevelopmentPage.AreaLine(
      level: now, delay: behind(age), correctedDelay: behind(corrected),
      course: states.compactMap { level(area, of: items, $0).months })
  }
}

@Sendable private func areaPage(_ request: Request, _ tx: Transaction) throws -> AreaPage {
  let child = try tx.child(request.child)
  guard let area = request.parameters["area"].flatMap(DevelopmentArea.init(rawValue:)),
    let checklist = try chosenChecklist(request, child.id, tx).0
  else { throw Refusal.notFound }
  let items = try tx.items(of: checklist.code).filter { $0.area == area }
  guard !items.isEmpty else { throw Refusal.notFound }
  let seen = try tx.observations(child.id, checklist: checklist.code)
  let last = Dictionary(seen.map { ($0.item, $0) }) { _, newer in newer }
  return AreaPage(
    child: child.id, childName: child.name, checklist: checklist, area: area,
    items: items.map {
      AreaPage.Line(item: $0, state: last[$0.id]?.state ?? .notYet, on: last[$0.id]?.on, by: last[$0.id]?.by)
    }, mayRecord: request.may(.recordVisit, on: child),
    entry: request.method == .get
      ? request.entry.filled(["seen_on": request.today.description]) : request.entry)
}

@Sendable private func observe(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let page = try areaPage(request, tx)
  let child = try tx.child(page.child)
  var form = FormReading(request.entry)
  let on = form.day(DevelopmentForm.on)
  let seen = page.items.compactMap { line -> (item: ID<ChecklistItem>, state: ItemState)? in
    let state: ItemState? = form.choice(DevelopmentForm.item(line.item))
    // What is as it was is not seen anew.
    return state.flatMap { $0 == line.state && ($0 != .notYet || line.on != nil) ? nil : (line.item.id, $0) }
  }
  if let on, on > request.today || child.bornOn.map({ on < $0 }) == true {
    form.fail(DevelopmentForm.on, "The day must be today or before, and after the child was born")
  }
  try Invalid.check(form.errors)
  try observeDevelopment(
    seen, on: on!, child: child.id, by: request.caller, at: request.now, newID: { request.newID() }, in: tx)
  return .see("\(developmentPath(child.id))?list=\(page.checklist.code)", "Written down")
}

@Sendable private func familyPage(_ request: Request, _ tx: Transaction) throws -> FamilyDevelopmentPage {
  let child = try tx.child(request.child)
  guard let checklist = try chosenChecklist(request, child.id, tx).0 else {
    return FamilyDevelopmentPage(child: child.id, childName: child.calledName, areas: [])
  }
  let items = Dictionary(try tx.items(of: checklist.code).map { ($0.id, $0) }) { first, _ in first }
  let seen = try tx.observations(child.id, checklist: checklist.code)
  let states = latest(seen, by: request.today)
  func words(_ area: DevelopmentArea, _ state: ItemState) -> [String] {
    var known = Set<ID<ChecklistItem>>()
    return seen.reversed().filter {
      states[$0.item] == state && items[$0.item]?.area == area && known.insert($0.item).inserted
    }
    .compactMap { items[$0.item]?.words }
  }
  return FamilyDevelopmentPage(
    child: child.id, childName: child.calledName,
    areas: DevelopmentArea.allCases.map {
      .init(area: $0, alone: words($0, .achieved), withHelp: words($0, .withHelp))
    }.filter { !$0.alone.isEmpty || !$0.withHelp.isEmpty })
}
