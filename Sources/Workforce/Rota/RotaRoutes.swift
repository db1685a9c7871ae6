import Design
import Kernel
import People
import PlanningEngine
import Store
import Web

enum RotaForm {
  static let week = Field("week", "Week of", .day, required: "Choose a week")
  static let child = Field("child", "Child", .id, required: "Choose a visit")
  static let visitor = Field("visitor", "Who goes?", .text(max: 36), required: "Choose who goes")
  static let day = Field("day", "Which day?", .text(max: 10), required: "Choose a day")
  static let at = Field("at", "What time?", .time, required: "Enter the time")
  static let free = Field("free", "Let it be placed freely again", .flag)
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the week again")
}

func rotaRoutes(_ sources: RotaSources) -> [Route] {
  [
    .page("/workforce/rota", "The team’s week", may: .supervise, asks: [RotaForm.week]) { request, tx in
      let monday = monday(request.query("week").flatMap { Day($0) } ?? request.today.adding(days: 7))
      let week = try rotaWeek(
        monday, sources, calendar: request.site.calendar, for: request.caller, in: tx)
      return TeamWeekPage(
        monday: monday, visitors: week.visitors, toVisit: week.visits.count,
        planned: week.visits.count { $0.isPlanned }, rota: try tx.rota(of: monday, for: request.caller)?.path,
        isPast: monday.start <= request.now)
    },
    .task("/workforce/rotas", "Suggest a team’s week", may: .supervise, fields: [RotaForm.week]) { request in
      var form = FormReading(request.entry)
      let day = form.day(RotaForm.week)
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      let monday = monday(day!)
      let site = request.site
      let week = try await site.database.read { tx in
        try rotaWeek(monday, sources, calendar: site.calendar, for: request.caller, in: tx)
      }
      guard !week.visitors.isEmpty else { throw Refusal.notNow("You supervise nobody who visits.") }
      let outcome = try await onOwnThread { try RotaOutcome(week) }
      let id: ID<Rota> = request.formID.of()
      try await site.database.write { tx in
        try keepRota(id, week, outcome, by: request.caller, at: request.now, in: tx)
      }
      return .see("/workforce/rotas/\(id)", "A week is suggested")
    },
    .page("/workforce/rotas/{rota}", "A suggested week", may: .supervise, rotaPage),
    .page(
      "/workforce/rotas/{rota}/visits/{stop}", "Change one visit of a suggested week", may: .supervise, stopPage),
    .task(
      "/workforce/rotas/{rota}/visits/{stop}", "Change one visit of a suggested week", may: .supervise,
      fields: [RotaForm.visitor, RotaForm.day, RotaForm.at, RotaForm.free, RotaForm.version],
      again: { try stopPage($0, $1) }
    ) { request in try await changeStop(request) },
    .form(
      "/workforce/rotas/{rota}/approval", "Put a suggested week into the diary", may: .supervise,
      fields: [RotaForm.version]
    ) { request, tx in
      let rota = try tx.rota(request.id("rota"), for: request.caller)
      let count = try approveRota(
        rota, version: try version(request), sources, newID: { request.newID() }, by: request.caller, at: request.now,
        in: tx)
      return .see(rota.path, "\(count) visits are in the diary")
    },
  ]
}

/// The Monday of the week of a day.
private func monday(_ day: Day) -> Day { day.adding(days: -day.weekday.rawValue) }

private func version(_ request: Request) throws -> Int {
  var form = FormReading(request.entry)
  let version = form.value(RotaForm.version, "Open the week again") { Int($0) }
  if !form.errors.isEmpty { throw Invalid(form.errors) }
  return version!
}

extension Transaction {
  /// Names of children whose record the caller may open.
  fileprivate func names(of children: [ChildID], for caller: Caller) throws -> [ChildID: String] {
    guard !children.isEmpty else { return [:] }
    let found: [(ChildID, String)] = try rows(
      """
      SELECT child.id, child.given_name, child.family_name FROM child
      WHERE child.id IN \(list: children) AND \(visibleChildren(to: caller, by: .openRecord))
      """
    ) { (try $0[0], "\(try $0[1] as String) \(try $0[2] as String)") }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }
}

@Sendable private func rotaPage(_ request: Request, _ tx: Transaction) throws -> RotaPage {
  let rota = try tx.rota(request.id("rota"), for: request.caller)
  // Of a child who was hidden since nothing stands here. Whose record may not be opened any more for another reason is not
  // named: the visit stands there without.
  let hidden = try tx.childrenNotIncluded(for: request.caller)
  let names = try tx.names(of: rota.week.visits.map(\.child), for: request.caller)
  let pinned = Dictionary(rota.week.visits.map { ($0.child, $0) }, uniquingKeysWith: { first, _ in first })
  let people = Dictionary(rota.week.visitors.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  return RotaPage(
    rota: rota.id, monday: rota.monday, days: rota.week.days, visitors: rota.week.visitors.map(\.name),
    stops: rota.outcome.lines.filter { !hidden.contains($0.child) }.map { line in
      RotaPage.Stop(
        child: line.child, name: names[line.child] ?? "A child", visitor: people[line.visitor] ?? "", day: line.day,
        start: line.start, minutes: line.minutes, way: line.wayMinutes, isUsual: line.isUsual,
        isKnownTime: line.isKnownTime, isPlanned: pinned[line.child]?.isPlanned ?? false,
        isSet: pinned[line.child]?.pin != nil, second: line.second.flatMap { people[$0] },
        wishes: pinned[line.child]?.wishes?.words { people[$0] } ?? [],
        isPlaceKnown: pinned[line.child]?.isPlaceKnown ?? true)
    },
    left: rota.outcome.left.filter { !hidden.contains($0.child) }.map {
      .init(
        child: $0.child, name: names[$0.child] ?? "A child", words: $0.words,
        wishes: pinned[$0.child]?.wishes?.words { people[$0] } ?? [])
    },
    continuity: rota.outcome.continuity, way: rota.outcome.wayMinutes, approvedAt: rota.approvedAt,
    mayApprove: rota.approvedAt == nil && rota.monday.start > request.now, version: rota.version)
}

@Sendable private func stopPage(_ request: Request, _ tx: Transaction) throws -> StopPage {
  let rota = try tx.rota(request.id("rota"), for: request.caller)
  let child: ChildID = try request.id("stop")
  guard let name = try tx.names(of: [child], for: request.caller)[child],
    let visit = rota.week.visits.first(where: { $0.child == child }), !visit.isPlanned
  else { throw Refusal.notFound }
  let line = rota.outcome.lines.first { $0.child == child }
  let usual = [
    "visitor": (line?.visitor ?? visit.usual).description, "day": (line?.day ?? visit.known.day).description,
    "at": LondonTime(day: rota.monday, minuteOfDay: line?.start ?? visit.known.from).field,
    "version": "\(rota.version)",
  ]
  return StopPage(
    rota: rota.id, monday: rota.monday, child: child, name: name,
    why: rota.outcome.left.first { $0.child == child }?.words,
    wishes: visit.wishes?.words { id in rota.week.visitors.first { $0.id == id }?.name } ?? [],
    visitors: rota.week.visitors.map { .init(id: $0.id, name: $0.name) }, days: rota.week.days,
    isSet: visit.pin != nil,
    entry: request.method == .get ? request.entry.filled(usual) : request.entry)
}

/// Sets one visit by hand, or lets it go, and asks for the rest again.
private func changeStop(_ request: Request) async throws -> Outcome {
  let database = request.site.database
  let rota = try await database.read { tx in try tx.rota(request.id("rota"), for: request.caller) }
  let child: ChildID = try request.id("stop")
  guard let index = rota.week.visits.firstIndex(where: { $0.child == child && !$0.isPlanned }) else {
    throw Refusal.notFound
  }
  var form = FormReading(request.entry)
  let version = form.value(RotaForm.version, "Open the week again") { Int($0) }
  var pin: RotaWeek.Pin?
  if !form.flag(RotaForm.free) {
    let visitor = form.value(RotaForm.visitor, "Choose who goes") { text in
      rota.week.visitors.first { $0.id.description == text }?.id
    }
    let day = form.value(RotaForm.day, "Choose a day of this week") { text in
      rota.week.days.first { $0.description == text }
    }
    let at = form.time(RotaForm.at)
    if let visitor, let day, let at { pin = RotaWeek.Pin(visitor: visitor, day: day, start: at) }
  }
  if !form.errors.isEmpty { throw Invalid(form.errors) }
  var week = rota.week
  week.visits[index].pin = pin
  let asked = week
  let outcome = try await onOwnThread { try RotaOutcome(asked) }
  try await database.write { tx in
    try changeRota(rota, asked, outcome, version: version!, by: request.caller, at: request.now, in: tx)
  }
  let isLeft = outcome.left.contains { $0.child == child }
  return .see(rota.path, isLeft ? "It does not fit there: see why below" : "The week is changed")
}
