import Clocks
import Foundation
package import Kernel
import People
package import Store
import Web

/// A suggested rota: a week, what came of it, and whether it is in the diary.
package struct Rota: Sendable, Record, Codable {
  package let id: ID<Rota>
  /// Whose people it is about; nobody else opens it.
  let madeBy: PractitionerID
  let monday: Day
  let week: RotaWeek
  let outcome: RotaOutcome
  let madeAt: Instant
  let approvedAt: Instant?
  let version: Int
  static let columns: SQL = "id, made_by, monday, week, outcome, made_at, approved_at, version"
  package init(row: Row) throws {
    id = try row[0]
    madeBy = try row[1]
    monday = try row[2]
    week = try JSONDecoder().decode(RotaWeek.self, from: Data((try row[3] as String).utf8))
    outcome = try JSONDecoder().decode(RotaOutcome.self, from: Data((try row[4] as String).utf8))
    madeAt = try row[5]
    approvedAt = try row[6]
    version = try row[7]
  }
  var path: String { "/workforce/rotas/\(id)" }
}

/// What a week asks: the people beneath the caller who visit, when they work, and whom they are to visit.
func rotaWeek(_ monday: Day, _ sources: RotaSources, calendar: WorkingCalendar, for caller: Caller, in tx: Transaction)
  throws -> RotaWeek
{
  let days = (0..<5).map { monday.adding(days: $0) }
  let people = try tx.supervised(by: caller).filter { $0.post.kind.visits }
  let ids = people.map(\.practitioner)
  let patterns = try tx.workPatterns(of: ids)
  let leave = try tx.leave(of: ids, from: days[0], to: days[4])
  let languages = try sources.languages(ids, tx)
  let terms = try tx.schoolTerms()
  let (courses, trainings) = (try tx.courses(), try tx.trainings(of: ids))
  let places = Dictionary(try tx.serviceStructure().locations.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
  let toVisit = try sources.toVisit(ids, monday, caller, tx)
  let origin =
    try people.lazy.compactMap { try places[$0.post.location ?? ""]?.postcode.flatMap { try sources.position($0, tx) } }
    .first ?? toVisit.compactMap(\.place).first ?? MapPoint(latitude: 0, longitude: 0)
  let visitors = try people.map { post, id in
    let base = try places[post.location ?? ""]?.postcode.flatMap { try sources.position($0, tx) } ?? origin
    let works = days.filter { day in
      calendar.isWorkingDay(day) && !leave.contains { $0.practitioner == id && $0.covers(day) }
    }.flatMap { day in
      patterns.filter { line in
        line.practitioner == id && line.weekday == day.weekday.rawValue
          && (!line.isTermTimeOnly || isInTerm(day, terms))
      }.map { RotaWeek.Hours(day: day, from: $0.from, to: $0.to) }
    }
    let own = trainings.filter { $0.practitioner == id }
    let at = kilometres(base, from: origin)
    return RotaWeek.Visitor(
      id: id, name: post.holder ?? "", x: at.x, y: at.y, works: works,
      mayVisitAlone: lacking(.loneVisit, courses, own, on: days[4]).isEmpty,
      mayVisit: lacking(.visit, courses, own, on: days[4]).isEmpty, languages: languages[id] ?? [],
      skills: courses.filter { course in
        course.neededFor == nil && own.contains { $0.course == course.code && $0.holds(on: days[4]) }
      }.map(\.name))
  }
  return RotaWeek(days: days, visitors: visitors, visits: toVisit.map { visit($0, monday, from: origin) })
}

private func visit(_ asked: ChildToVisit, _ monday: Day, from origin: MapPoint) -> RotaWeek.Visit {
  let at = kilometres(asked.place ?? origin, from: origin)
  let day = monday.adding(days: asked.last.day.weekday.rawValue)
  return RotaWeek.Visit(
    child: asked.child, family: asked.family, usual: asked.usual, minutes: asked.minutes, x: at.x, y: at.y,
    known: .init(day: day, from: asked.last.minuteOfDay, to: asked.last.minuteOfDay + asked.minutes),
    isPlanned: asked.planned != nil,
    pin: asked.planned.map { .init(visitor: $0.visitor, day: $0.at.day, start: $0.at.minuteOfDay) },
    wishes: asked.wishes, isPlaceKnown: asked.place != nil)
}

/// East and north, near enough within a county.
private func kilometres(_ point: MapPoint, from origin: MapPoint) -> (x: Double, y: Double) {
  let degree = 111.32
  return (
    (point.longitude - origin.longitude) * degree * cos(origin.latitude * .pi / 180),
    (point.latitude - origin.latitude) * degree
  )
}

/// Suggests a week and keeps it, all at once: for the demonstration. False, and nothing kept, where nothing of that week is
/// left to place. A page asks outside of a transaction.
package func suggestRota(
  _ id: ID<Rota>, of monday: Day, _ sources: RotaSources, calendar: WorkingCalendar, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws -> Bool {
  let week = try rotaWeek(monday, sources, calendar: calendar, for: caller, in: tx)
  guard week.visits.contains(where: { !$0.isPlanned }) else { return false }
  try keepRota(id, week, RotaOutcome(week), by: caller, at: now, in: tx)
  return true
}

/// Keeps a rota that was suggested.
func keepRota(
  _ id: ID<Rota>, _ week: RotaWeek, _ outcome: RotaOutcome, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let maker = caller.practitioner else { throw Refusal.notFound }
  try tx.run(
    """
    INSERT INTO rota (id, made_by, monday, week, outcome, made_at, version)
    VALUES (\(id), \(maker), \(week.days[0]), \(try text(of: week)), \(try text(of: outcome)), \(now), 1)
    """)
  try tx.append(
    .rotaSuggested, about: id.of(), by: caller, at: now,
    changed: ["week": week.days[0].description, "placed": "\(outcome.lines.count)", "left": "\(outcome.left.count)"])
}

/// Keeps what somebody changed by hand, and what came of it.
func changeRota(
  _ rota: Rota, _ week: RotaWeek, _ outcome: RotaOutcome, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  if rota.approvedAt != nil { throw Refusal.notNow("This week is in the diary already.") }
  let changed = try tx.run(
    """
    UPDATE rota SET week = \(try text(of: week)), outcome = \(try text(of: outcome)), version = version + 1
    WHERE id = \(rota.id) AND version = \(version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("This week was changed since you opened it.") }
  try tx.append(.rotaChanged, about: rota.id.of(), by: caller, at: now)
}

/// Puts a rota into the diary: each visit that is not there yet is planned, and its family sees it. Visits that cannot be
/// planned any more (a child has died, a visit was planned meanwhile, a course has run out, somebody is on leave) are refused with
/// the reason.
func approveRota(
  _ rota: Rota, version: Int, _ sources: RotaSources, newID: () -> AnyID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Int {
  if rota.approvedAt != nil { throw Refusal.notNow("This week is in the diary already.") }
  if rota.monday.start <= now { throw Refusal.notNow("This week has begun: plan what is left of it by hand.") }
  let people = Set(try tx.supervised(by: caller).map(\.practitioner))
  let open = try sources.toVisit(Array(people), rota.monday, caller, tx).filter { $0.planned == nil }
  let waiting = Set(open.map(\.child))
  let planned = Set(rota.week.visits.filter(\.isPlanned).map(\.child))
  let away = try tx.leave(of: Array(people), from: rota.week.days[0], to: rota.week.days[4])
  var count = 0
  for line in rota.outcome.lines where !planned.contains(line.child) && waiting.contains(line.child) {
    guard people.contains(line.visitor) else { continue }
    // Leave that was written down since the week was suggested.
    if let gone = [line.visitor, line.second].compactMap(\.self).first(where: { id in
      away.contains { $0.practitioner == id && $0.covers(line.day) }
    }) {
      let name = rota.week.visitors.first { $0.id == gone }?.name ?? "A visitor"
      throw Refusal.notNow("\(name) is on leave on \(line.day.long) by now. Suggest the week anew.")
    }
    let duty: Duty = line.second == nil ? .loneVisit : .visit
    for person in [line.visitor, line.second].compactMap(\.self) {
      if let why = try whyNot(duty, person, on: line.day, in: tx) { throw Refusal.notNow(why) }
    }
    let startsAt = LondonTime(day: line.day, minuteOfDay: line.start).instant
    try sources.plan(newID(), line.child, line.visitor, line.second, startsAt, caller, now, tx)
    count += 1
  }
  let changed = try tx.run(
    "UPDATE rota SET approved_at = \(now), version = version + 1 WHERE id = \(rota.id) AND version = \(version)")
  guard changed == 1 else { throw Refusal.changedByAnother("This week was changed since you opened it.") }
  try tx.append(.rotaApproved, about: rota.id.of(), by: caller, at: now, changed: ["planned": "\(count)"])
  return count
}

private func text(of value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

extension Transaction {
  /// Throws `notFound` for anybody but who made it.
  func rota(_ id: ID<Rota>, for caller: Caller) throws -> Rota {
    guard let maker = caller.practitioner else { throw Refusal.notFound }
    return try one("SELECT \(Rota.columns) FROM rota WHERE id = \(id) AND made_by = \(maker)")
  }
  /// The newest for a week.
  func rota(of monday: Day, for caller: Caller) throws -> Rota? {
    try caller.practitioner.flatMap { maker in
      try first(
        """
        SELECT \(Rota.columns) FROM rota WHERE made_by = \(maker) AND monday = \(monday)
        ORDER BY made_at DESC, id DESC LIMIT 1
        """)
    }
  }
  func workPatterns(of people: [PractitionerID]? = nil) throws -> [WorkPattern] {
    let only: SQL = people.map { $0.isEmpty ? "FALSE" : "practitioner_id IN \(list: $0)" } ?? "TRUE"
    return try all(
      "SELECT \(WorkPattern.columns) FROM work_pattern WHERE \(only) ORDER BY practitioner_id, weekday, from_minute")
  }
  func keep(_ line: WorkPattern) throws {
    try run(
      """
      INSERT INTO work_pattern (practitioner_id, weekday, from_minute, to_minute, is_term_time_only)
      VALUES (\(line.practitioner), \(line.weekday), \(line.from), \(line.to), \(line.isTermTimeOnly))
      ON CONFLICT (practitioner_id, weekday, from_minute) DO UPDATE SET to_minute = excluded.to_minute,
        is_term_time_only = excluded.is_term_time_only
      """)
  }
}

extension EventKind {
  static let rotaSuggested = EventKind("rota.suggested", "asked for a suggested week of visits")
  static let rotaChanged = EventKind("rota.changed", "changed a suggested week by hand")
  static let rotaApproved = EventKind("rota.approved", "put a suggested week into the diary")
}
