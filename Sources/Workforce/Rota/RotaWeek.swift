package import Kernel
package import People
import PlanningEngine
package import Store

/// Hours on a day of the week of somebody at work.
package struct WorkPattern: Sendable, Record, Codable, Hashable {
  package let practitioner: PractitionerID
  /// 0 is Monday.
  package let weekday: Int
  /// Minutes after midnight.
  package let from: Int
  package let to: Int
  package let isTermTimeOnly: Bool
  static let columns: SQL = "practitioner_id, weekday, from_minute, to_minute, is_term_time_only"
  package init(practitioner: PractitionerID, weekday: Int, from: Int, to: Int, isTermTimeOnly: Bool = false) {
    (self.practitioner, self.weekday, self.from, self.to) = (practitioner, weekday, from, to)
    self.isTermTimeOnly = isTermTimeOnly
  }
  package init(row: Row) throws {
    self.init(
      practitioner: try row[0], weekday: try row[1], from: try row[2], to: try row[3], isTermTimeOnly: try row[4])
  }
  var key: String { "\(practitioner) \(weekday) \(from)" }
}

/// A point on the earth.
package struct MapPoint: Sendable, Codable, Hashable {
  package let latitude: Double
  package let longitude: Double
  package init(latitude: Double, longitude: Double) { (self.latitude, self.longitude) = (latitude, longitude) }
}

/// A child who is to be visited in a week, as the slice that keeps visits tells it.
package struct ChildToVisit: Sendable, Hashable {
  package let child: ChildID
  package let family: FamilyID?
  /// Who visits as a rule.
  package let usual: PractitionerID
  package let minutes: Int
  package let place: MapPoint?
  /// When they were visited last: the same day of the week and time is what they know.
  package let last: LondonTime
  /// That the visit of this week is in the diary already: who and when.
  package let planned: PlannedTime?
  package let wishes: VisitWish
  package struct PlannedTime: Sendable, Hashable {
    package let visitor: PractitionerID
    package let at: LondonTime
    package init(visitor: PractitionerID, at: LondonTime) { (self.visitor, self.at) = (visitor, at) }
  }
  package init(
    child: ChildID, family: FamilyID?, usual: PractitionerID, minutes: Int, place: MapPoint?, last: LondonTime,
    planned: PlannedTime?, wishes: VisitWish = VisitWish()
  ) {
    (self.child, self.family, self.usual, self.minutes) = (child, family, usual, minutes)
    (self.place, self.last, self.planned, self.wishes) = (place, last, planned, wishes)
  }
}

/// What a rota asks of others, handed in by `App`: who is to be visited by these people in the week of a Monday (only
/// children whose record the caller may open), where a postcode is, and to put a visit into the diary.
package struct RotaSources: Sendable {
  package var toVisit: @Sendable ([PractitionerID], Day, Caller, Transaction) throws -> [ChildToVisit]
  package var position: @Sendable (Postcode, Transaction) throws -> MapPoint?
  package var plan: Plan
  /// Which languages these people speak besides English.
  package var languages: @Sendable ([PractitionerID], Transaction) throws -> [PractitionerID: [String]]
  /// Whose visit it is, and who comes along where two go.
  package typealias Plan =
    @Sendable (
      AnyID, ChildID, PractitionerID, _ second: PractitionerID?, Instant, Caller, Instant, Transaction
    ) throws -> Void
  package init(
    toVisit: @escaping @Sendable ([PractitionerID], Day, Caller, Transaction) throws -> [ChildToVisit],
    position: @escaping @Sendable (Postcode, Transaction) throws -> MapPoint?,
    plan: @escaping Plan,
    languages: @escaping @Sendable ([PractitionerID], Transaction) throws -> [PractitionerID: [String]] = { _, _ in [:]
    }
  ) {
    (self.toVisit, self.position, self.plan, self.languages) = (toVisit, position, plan, languages)
  }
}

/// A team's week as it is asked: kept with its answer, so that it can be changed by hand and asked again.
struct RotaWeek: Sendable, Codable, Hashable {
  struct Visitor: Sendable, Codable, Hashable {
    let id: PractitionerID
    let name: String
    /// Kilometres east and north of somewhere.
    let x: Double
    let y: Double
    let works: [Hours]
    let mayVisitAlone: Bool
    /// Together with another. Nil in weeks of before it was asked.
    var mayVisit: Bool?
    /// Besides English; and courses that they have done. Nil in weeks of before these were asked.
    var languages: [String]?
    var skills: [String]?
  }
  struct Hours: Sendable, Codable, Hashable {
    let day: Day
    let from: Int
    let to: Int
  }
  struct Visit: Sendable, Codable, Hashable {
    let child: ChildID
    let family: FamilyID?
    let usual: PractitionerID
    let minutes: Int
    let x: Double
    let y: Double
    /// The day and time that they know.
    let known: Hours
    /// In the diary already.
    let isPlanned: Bool
    /// Set by hand, or in the diary.
    var pin: Pin?
    /// Nil in weeks of before these were asked.
    var wishes: VisitWish?
    /// False where nobody knows where the family lives: the way is reckoned from the middle then.
    var isPlaceKnown: Bool?
  }
  struct Pin: Sendable, Codable, Hashable {
    var visitor: PractitionerID
    var day: Day
    var start: Int
  }
  let days: [Day]
  let visitors: [Visitor]
  var visits: [Visit]
}

extension RotaWeek {
  /// Hours within which families are visited: 9 to 5.
  static let visitable = (from: 540, to: 1020)

  /// What somebody has who may visit alone, as a reason names it.
  static let alone = "courses and checks for visits alone"
  /// And who may visit at all.
  static let any = "courses and checks for any visit"

  /// The week as `keywork plan rota` would be given it.
  var model: JSONValue {
    func time(_ minute: Int) -> JSONValue {
      let (hour, rest) = (minute / 60, minute % 60)
      return .text("\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)")
    }
    func id(_ value: ID<some Any>) -> JSONValue { .text(value.description) }
    func hours(_ line: Hours, preferred: Bool? = nil) -> JSONValue {
      var fields: [String: JSONValue] = [
        "day": .text(line.day.description), "from": time(line.from), "to": time(line.to),
      ]
      if let preferred { fields["preferred"] = .bool(preferred) }
      return .object(fields)
    }
    return [
      "days": .list(days.map { .text($0.description) }), "rounds": 4_000, "lone_visit_needs": [.text(Self.alone)],
      "travel": ["kilometres_per_hour": 40, "at_least": 5, "step": 5],
      "places": .list(
        visitors.map { ["id": .text("base \($0.id)"), "x": .number($0.x), "y": .number($0.y)] }
          + visits.map { ["id": .text("home \($0.child)"), "x": .number($0.x), "y": .number($0.y)] }),
      "visitors": .list(
        visitors.map { visitor in
          [
            "id": id(visitor.id), "base": .text("base \(visitor.id)"),
            "checks": .list(
              (visitor.mayVisitAlone ? [.text(Self.alone)] : []) + (visitor.mayVisit == false ? [] : [.text(Self.any)])),
            "most_visits": 4,
            "languages": .list((visitor.languages ?? []).map { .text($0.lowercased()) }),
            "skills": .list((visitor.skills ?? []).map { .text($0.lowercased()) }),
            "works": .list(visitor.works.map { hours($0) }),
          ]
        }),
      "visits": .list(
        visits.map { visit in
          var fields: [String: JSONValue] = [
            "id": id(visit.child), "place": .text("home \(visit.child)"), "minutes": .number(Double(visit.minutes)),
            "usual": id(visit.usual), "windows": .list(windows(of: visit).map { hours($0.0, preferred: $0.1) }),
          ]
          if let family = visit.family { fields["family"] = id(family) }
          for (name, value) in asked(visit) { fields[name] = value }
          if let pin = visit.pin {
            fields["pin"] = [
              "visitor": id(pin.visitor), "day": .text(pin.day.description), "start": time(pin.start),
            ]
          }
          return .object(fields)
        }),
    ]
  }

  /// What a family wishes of who comes. A visit that is in the diary stands as it is.
  private func asked(_ visit: Visit) -> [String: JSONValue] {
    guard !visit.isPlanned else { return [:] }
    var needs = [Self.any]
    guard let wishes = visit.wishes else { return ["needs": .list(needs.map { .text($0) })] }
    let known = Set(visitors.map(\.id))
    var fields: [String: JSONValue] = ["people": .number(Double(wishes.people))]
    if let language = wishes.language { fields["language"] = .text(language.lowercased()) }
    if let skill = wishes.skill { needs.append(skill.lowercased()) }
    fields["needs"] = .list(needs.map { .text($0) })
    if let wished = wishes.visitor, known.contains(wished) { fields["usual"] = .text(wished.description) }
    if let not = wishes.notVisitor, known.contains(not) { fields["not_with"] = .list([.text(not.description)]) }
    return fields
  }

  /// The days and times that a family would like, within those that families are visited in; the whole week where it has
  /// said nothing.
  private func wished(_ wishes: VisitWish) -> [Hours] {
    let (from, to) = Self.visitable
    let (first, last) = (max(from, wishes.from ?? from), min(to, wishes.to ?? to))
    return days.filter { wishes.days.isEmpty || wishes.days.contains($0.weekday.rawValue) }
      .filter { _ in first < last }.map { Hours(day: $0, from: first, to: last) }
  }

  /// The day and about the time that they know, or those that they would like; else any day, by agreement, where they have
  /// not said that they can at no other time.
  private func windows(of visit: Visit) -> [(Hours, Bool)] {
    let (from, to) = Self.visitable
    if visit.isPlanned, let pin = visit.pin {
      return [(Hours(day: pin.day, from: pin.start, to: pin.start + visit.minutes), true)]
    }
    let any = days.map { (Hours(day: $0, from: from, to: to), false) }
    if let wishes = visit.wishes, wishes.hasTime {
      let liked = wished(wishes).map { ($0, true) }
      // Somebody who set it by hand has asked the family.
      guard wishes.isFirm, visit.pin == nil else { return liked + any }
      // Where they can at no time that families are visited in, no window is long enough.
      return liked.isEmpty ? [(Hours(day: days[0], from: from, to: from + 1), true)] : liked
    }
    let near = Hours(
      day: visit.known.day, from: max(from, visit.known.from - 30), to: min(to, visit.known.to + 30))
    return (near.from + visit.minutes <= near.to && days.contains(near.day) ? [(near, true)] : [])
      + any
  }
}

/// What came of a week: who goes where when, and why somebody is not in it.
struct RotaOutcome: Sendable, Codable, Hashable {
  struct Line: Sendable, Codable, Hashable {
    let child: ChildID
    let visitor: PractitionerID
    let day: Day
    let start: Int
    let minutes: Int
    let wayMinutes: Int
    let isUsual: Bool
    let isKnownTime: Bool
    /// Who comes along where two go.
    var second: PractitionerID?
  }
  struct Left: Sendable, Codable, Hashable {
    let child: ChildID
    let words: String
  }
  let lines: [Line]
  let left: [Left]
  /// Nil where nobody is placed.
  let continuity: Double?
  let wayMinutes: Int

  init(_ week: RotaWeek) throws {
    let answer = RotaAnswer(try RotaModel(ModelValue(week.model)))
    lines = answer.placed.map { placed in
      let asked = week.visits[placed.visit]
      // Of two it is the visit of the one whom the family knows or wishes.
      let wished = asked.pin?.visitor ?? asked.wishes?.visitor ?? asked.usual
      let first = placed.visitors.firstIndex { week.visitors[$0].id == wished } ?? 0
      return Line(
        child: asked.child, visitor: week.visitors[placed.visitors[first]].id, day: week.days[placed.day],
        start: placed.start, minutes: placed.end - placed.start, wayMinutes: placed.way[first],
        isUsual: placed.isUsual, isKnownTime: placed.isPreferred,
        second: placed.visitors.count > 1 ? week.visitors[placed.visitors[1 - first]].id : nil)
    }
    left = answer.unplaced.map { Left(child: week.visits[$0.visit].child, words: $0.words) }
    (continuity, wayMinutes) = (answer.continuity, answer.way)
  }
}
