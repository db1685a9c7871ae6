import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Planning, writing up and calling off visits.
  package static let recordVisit = Permission.child("visit.record", [.practitioner: .own, .teamManager: .team])
  /// A visitor's own diary, and the team's for its manager.
  package static let seeDiary = Permission.work("visit.diary", for: .directCare, .practitioner, .teamManager)
  /// The family tells that it cannot make a visit.
  static let declineVisit = Permission.child(
    "visit.decline", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

let visitRoutes: [Route] = [
  .page("/children/{child}/visits", "A child’s visits", may: .openRecord, asks: [.page], visitsPage),
  .page("/children/{child}/visits/new", "Record a visit", may: .recordVisit, recordPage),
  .form("/children/{child}/visits", "Record a visit", may: .recordVisit, fields: VisitForm.all, again: recordPage) {
    request, tx in
    let child = try tx.child(request.child)
    let new = try request.checked(NewVisit.check)
    try refuseWhileAway(request, tx)
    try Invalid.check(problems(with: new, bornOn: child.bornOn, now: request.now))
    try recordVisit(
      request.formID.of(), new, child: child.id, visitor: try visitor(request), next: request.newID(),
      by: request.caller, at: request.now, in: tx)
    return .see("\(visitsPath(child.id))/\(request.formID)", "Visit recorded")
  },
  .page("/children/{child}/visits/plan", "Plan a visit", may: .recordVisit, planPage),
  .form("/children/{child}/planned-visits", "Plan a visit", may: .recordVisit, fields: PlanForm.all, again: planPage) {
    request, tx in
    let colleagues = try colleagues(of: request.child, beside: request.caller, tx).map(\.option)
    try refuseWhileAway(request, tx)
    let plan = try request.checked { PlannedVisit.check($0, colleagues: colleagues) }
    try Invalid.check(problems(with: plan, now: request.now))
    try planVisit(
      request.formID.of(), plan, child: request.child, visitor: try visitor(request), by: request.caller,
      at: request.now, in: tx)
    return .see(visitsPath(try request.child), "Visit planned")
  },
  .page("/children/{child}/visits/{visit}", "A visit", may: .openRecord) { request, tx in
    let child = try tx.child(request.child)
    let visit = try tx.visit(request.id("visit"), child: child.id)
    return VisitPage(
      visit: visit, childName: child.name, waiting: try tx.waitingWritings(about: visit.id),
      mayRecord: request.may(.recordVisit, on: child))
  },
  .page("/children/{child}/visits/{visit}/record", "Write up a visit", may: .recordVisit, recordPage),
  .form(
    "/children/{child}/visits/{visit}/record", "Write up a visit", may: .recordVisit,
    fields: VisitForm.all + [VisitForm.version], again: recordPage, writeUp),
  .page("/children/{child}/visits/{visit}/cancellation", "Call off a visit", may: .recordVisit) { request, tx in
    try cancelPage(request, tx, isFamily: false)
  },
  .form(
    "/children/{child}/visits/{visit}/cancellation", "Call off a visit", may: .recordVisit, fields: CancelForm.all,
    again: { try cancelPage($0, $1, isFamily: false) }
  ) { request, tx in
    let visit = try tx.visit(request.id("visit"), child: request.child)
    try cancelVisit(visit, try request.checked(Cancellation.check), by: request.caller, at: request.now, in: tx)
    return .see(visitsPath(visit.child), "Visit called off")
  },
]

let familyVisitRoutes: [Route] = [
  .page("/family/{child}/visits", "The family’s visits", may: .ownView) { request, tx in
    let child = try tx.child(request.child)
    let visits = try tx.visits(child.id, limit: 30)
    return FamilyVisitsPage(
      child: child.id, childName: child.calledName,
      coming: visits.filter { $0.isComing(at: request.now) }.reversed(),
      past: visits.filter { $0.state != .planned && $0.cancelledWhy != deathReason },
      wish: try tx.visitWish(child.id)?.wish.time, maySayWish: request.may(.sayWish, on: child),
      isOver: child.diedOn != nil)
  },
  .page("/family/{child}/visits/{visit}/cancellation", "Say that you cannot make a visit", may: .declineVisit) {
    request, tx in
    try cancelPage(request, tx, isFamily: true)
  },
  .form(
    "/family/{child}/visits/{visit}/cancellation", "Say that you cannot make a visit", may: .declineVisit,
    fields: [CancelForm.familyWhy], again: { try cancelPage($0, $1, isFamily: true) }
  ) { request, tx in
    let visit = try tx.visit(request.id("visit"), child: request.child)
    try declineVisit(
      visit, try request.checked(Cancellation.checkOfFamily), by: request.caller, at: request.now,
      address: request.site.settings.publicAddress, in: tx)
    return .see("/family/\(visit.child)", "Thank you. \(visit.visitorName) will see that you cannot make it.")
  },
]

/// The diary, with the way from visit to visit.
func diaryRoute(_ sources: VisitingSources) -> Route {
  .page("/visits", "A week of visits", may: .seeDiary, asks: [weekField, DiaryFilter.visitor, DiaryFilter.area]) {
    request, tx in try diaryPage(request, sources, tx)
  }
}

private let weekField = Field("week", "Week of", .day)
private let visitsOnAPage = 25

/// A planned visit is written up; one that was written up already is put right.
@Sendable private func writeUp(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let child = try tx.child(request.child)
  let visit = try tx.visit(request.id("visit"), child: child.id)
  let new = try request.checked(NewVisit.check)
  let version = try request.checked(VisitForm.checkVersion)
  let isCorrection = visit.state == .held
  if !isCorrection { try refuseWhileAway(request, tx) }
  try Invalid.check(
    problems(with: new, bornOn: child.bornOn, isCorrection: isCorrection, now: request.now))
  if isCorrection {
    try correctVisit(visit, new, version: version, by: request.caller, at: request.now, in: tx)
  } else {
    try writeUpVisit(visit, new, version: version, next: request.newID(), by: request.caller, at: request.now, in: tx)
  }
  return .see(visit.path, "Visit recorded")
}

/// Nobody plans a visit for a day on which they are away, or against their pattern without having said so.
func refuseWhileAway(_ request: Request, _ tx: Transaction) throws {
  guard let coming = VisitToCome(in: request), let visitor = request.caller.practitioner else { return }
  try coming.check(whyAway(visitor, on: coming.day, in: tx))
}

/// The visitor is whoever records; somebody who is no practitioner cannot have visited.
private func visitor(_ request: Request) throws -> PractitionerID {
  guard let practitioner = request.caller.practitioner else {
    throw Refusal.forbidden("Only a practitioner can record a visit.")
  }
  return practitioner
}

@Sendable private func visitsPage(_ request: Request, _ tx: Transaction) throws -> VisitsPage {
  let child = try tx.child(request.child)
  let part = request.part(of: visitsOnAPage)
  let (shown, hasMore) = part.cut(try tx.visits(child.id, limit: part.limit, offset: part.offset))
  let coming = shown.filter { $0.isComing(at: request.now) }
  let wishes = try tx.visitWish(child.id).map { kept in
    let named = [kept.wish.visitor, kept.wish.notVisitor].compactMap(\.self)
    let names = Dictionary(
      uniqueKeysWithValues: try Set(named).map { ($0, try tx.practitioner($0).name) })
    return kept.wish.read(by: request.caller).words { names[$0] }
  }
  return VisitsPage(
    child: child.id, childName: child.name, coming: coming.reversed(),
    past: shown.filter { !$0.isComing(at: request.now) }, page: part.page, hasMore: hasMore,
    mayRecord: request.may(.recordVisit, on: child), wishes: wishes ?? [])
}

@Sendable private func recordPage(_ request: Request, _ tx: Transaction) throws -> RecordVisitPage {
  let child = try tx.child(request.child)
  let visit = try request.parameters["visit"].map { _ in try tx.visit(request.id("visit"), child: child.id) }
  if visit?.state == .cancelled { throw Refusal.notNow("This visit was called off.") }
  let last = try tx.visits(child.id, state: .held, limit: 1).first { $0.id != visit?.id }
  let charts = try tx.openActivities(child.id)
  return RecordVisitPage(
    child: child.id, childName: child.name, visit: visit, lastTry: last?.tryNext, charts: charts,
    practice: try charts.first.map { try tx.practice($0.id) } ?? [],
    entry: request.method == .get ? request.entry.filled(known(visit, now: request.now)) : request.entry)
}

/// What the form can fill in by itself.
private func known(_ visit: Visit?, now: Instant) -> [String: String] {
  guard let visit else { return ["held_on": now.day.description, "kind": VisitKind.home.rawValue] }
  var values = [
    "held_on": visit.startsAt.day.description, "held_at": visit.startsAt.london.clock, "kind": visit.kind.rawValue,
    "version": String(visit.version),
  ]
  values["minutes"] = visit.minutes.map { "\($0)" }
  values["joint_with"] = visit.jointWith
  values["was_there"] = visit.wasThere
  values["seen"] = visit.seen
  values["tried"] = visit.tried
  values["modelled"] = visit.modelled
  values["try_next"] = visit.tryNext
  return values
}

/// Those who work with the child besides the caller, each once.
private func colleagues(of child: ChildID, beside caller: Caller, _ tx: Transaction) throws -> [PlanVisitPage.Colleague]
{
  var seen: Set<PractitionerID> = []
  return try tx.involvements(child).compactMap { one in
    guard let id = one.practitioner, let name = one.practitionerName, id != caller.practitioner, one.endedOn == nil,
      seen.insert(id).inserted
    else { return nil }
    return .init(id: id, words: "\(name), \(one.jobTitle ?? one.part)")
  }
}

@Sendable private func planPage(_ request: Request, _ tx: Transaction) throws -> PlanVisitPage {
  let child = try tx.child(request.child)
  return PlanVisitPage(
    child: child.id, childName: child.name, colleagues: try colleagues(of: child.id, beside: request.caller, tx),
    entry: request.method == .get ? request.entry.filled(["kind": VisitKind.home.rawValue]) : request.entry)
}

@Sendable private func cancelPage(_ request: Request, _ tx: Transaction, isFamily: Bool) throws -> CancelVisitPage {
  let child = try tx.child(request.child)
  let visit = try tx.visit(request.id("visit"), child: child.id)
  try refuseUnlessPlanned(visit)
  return CancelVisitPage(
    visit: visit, childName: isFamily ? child.calledName : child.name, isFamily: isFamily, entry: request.entry)
}

private func diaryPage(_ request: Request, _ sources: VisitingSources, _ tx: Transaction) throws -> DiaryPage {
  let week = request.query("week").flatMap { Day($0) } ?? request.today
  let monday = week.adding(days: -week.weekday.rawValue)
  let isTeam = request.caller.has(.teamManager)
  let visitors =
    isTeam
    ? try tx.practitioners(teams: request.caller.teams).map(\.id) : request.caller.practitioner.map { [$0] } ?? []
  let lines = try tx.diary(
    of: visitors, from: monday.start, to: monday.adding(days: 7).start, withJoint: true, for: request.caller)
  let unwritten = try tx.unwritten(of: visitors, before: request.now, for: request.caller)
  let filter = DiaryFilter(request)
  return DiaryPage(
    monday: monday, lines: lines.filter(filter.keeps), ways: try ways(between: lines, sources, tx),
    unwritten: unwritten.filter(filter.keeps), isTeam: isTeam,
    visitors: Set((lines + unwritten).map(\.visitorName)).sorted(),
    areas: Set((lines + unwritten).compactMap(\.area)).sorted(), filter: filter.entry,
    ownPath: request.caller.practitioner.map { "/visits/visitors/\($0)" }, today: request.today)
}
