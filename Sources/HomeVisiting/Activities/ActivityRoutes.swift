import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// The family writes down how practice went.
  static let fillChart = Permission.child(
    "activity.fill", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

let activityRoutes: [Route] = [
  .page("/children/{child}/activities", "A child’s activities", may: .openRecord, asks: [.page]) { request, tx in
    let child = try tx.child(request.child)
    let part = request.part(of: 25)
    let (shown, hasMore) = part.cut(try tx.activities(child.id, limit: part.limit, offset: part.offset))
    return ActivitiesPage(
      child: child.id, childName: child.name, charts: shown, page: part.page, hasMore: hasMore,
      mayRecord: request.may(.recordVisit, on: child))
  },
  .page("/children/{child}/activities/new", "Agree an activity", may: .recordVisit, newPage),
  .form(
    "/children/{child}/activities", "Agree an activity", may: .recordVisit, fields: ActivityForm.all, again: newPage
  ) { request, tx in
    let new = try request.checked(NewActivity.check)
    try Invalid.check(problems(with: new, today: request.today))
    try agreeActivity(
      request.formID.of(), new, child: request.child, by: request.caller, at: request.now, in: tx)
    return .see("\(activitiesPath(try request.child))/\(request.formID)", "The chart has begun")
  },
  .page("/children/{child}/activities/{activity}", "An activity", may: .openRecord, activityPage),
  .form(
    "/children/{child}/activities/{activity}/days", "Copy a day from the paper chart", may: .recordVisit,
    fields: PracticeForm.all, again: activityPage
  ) { request, tx in
    let chart = try fill(request, isFromPaper: true, in: tx)
    return .see("\(activitiesPath(chart.child))/\(chart.id)", "Day written down")
  },
  .form(
    "/children/{child}/activities/{activity}/outcome", "Say what came of an activity", may: .recordVisit,
    fields: OutcomeForm.all, again: activityPage
  ) { request, tx in
    let chart = try tx.activity(request.id("activity"), child: request.child)
    var form = FormReading(request.entry)
    let outcome: ActivityOutcome? = form.choice(OutcomeForm.outcome)
    let words = form.text(OutcomeForm.words)
    try Invalid.check(form.errors)
    try endActivity(chart, outcome!, words: words, by: request.caller, at: request.now, in: tx)
    return .see(activitiesPath(chart.child), "Written down")
  },
  .page("/family/{child}/activities/{activity}", "The family’s chart", may: .ownView, familyPage),
  .form(
    "/family/{child}/activities/{activity}/days", "Write down how practice went", may: .fillChart,
    fields: PracticeForm.all, again: familyPage
  ) { request, tx in
    let chart = try fill(request, isFromPaper: false, in: tx)
    return .see("/family/\(chart.child)/activities/\(chart.id)", "Saved. Thank you.")
  },
]

private func fill(_ request: Request, isFromPaper: Bool, in tx: Transaction) throws -> ActivityChart {
  let chart = try tx.activity(request.id("activity"), child: request.child)
  let day = try request.checked(NewPracticeDay.check)
  try Invalid.check(problems(with: day, beginsOn: chart.beginsOn, today: request.today))
  try fillPracticeDay(day, chart, isFromPaper: isFromPaper, by: request.caller, at: request.now, in: tx)
  return chart
}

@Sendable private func newPage(_ request: Request, _ tx: Transaction) throws -> NewActivityPage {
  let child = try tx.child(request.child)
  let usual = Criterion.usual
  let known = [
    "times_a_day": "2", "begins_on": request.today.adding(days: 1).description, "well_of": "\(usual.well)",
    "tries_of": "\(usual.of)", "well_days": "\(usual.days)",
  ]
  return NewActivityPage(
    child: child.id, childName: child.name,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func activityPage(_ request: Request, _ tx: Transaction) throws -> ActivityPage {
  let child = try tx.child(request.child)
  let chart = try tx.activity(request.id("activity"), child: child.id)
  return ActivityPage(
    chart: chart, childName: child.name, practice: try tx.practice(chart.id),
    mayRecord: request.may(.recordVisit, on: child), entry: request.entry)
}

@Sendable private func familyPage(_ request: Request, _ tx: Transaction) throws -> FamilyActivityPage {
  let child = try tx.child(request.child)
  let chart = try tx.activity(request.id("activity"), child: child.id)
  return FamilyActivityPage(
    chart: chart, childName: child.calledName, practice: try tx.practice(chart.id),
    mayFill: request.may(.fillChart, on: child), entry: request.entry)
}
