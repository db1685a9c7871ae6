// Who stands behind the measures: by sex, age, ethnicity, need, setting and how long the plan has been held. Ages as the
// Department for Education counts them: at the request, at the plan's start, at its end, and for plans in force at 31 August.

import Kernel
import PlanningEngine
import SEN2
import Store

/// Whom the breakdown counts.
enum Population: String, Choice {
  case inForce = "in_force", requests, newPlans = "new_plans", ended
  var title: String {
    switch self {
    case .inForce: "Plans in force"
    case .requests: "Requests"
    case .newPlans: "New plans"
    case .ended: "Plans that ended"
    }
  }
  /// By what it can be broken down.
  var dimensions: [Dimension] {
    switch self {
    case .requests: [.sex, .age, .ethnicity, .source]
    case .newPlans: [.sex, .age, .ethnicity, .need, .setting]
    case .inForce, .ended: [.sex, .age, .ethnicity, .need, .setting, .held]
    }
  }
}

enum Dimension: String, Choice {
  case sex, age, ethnicity, need, setting, source, held
  var title: String {
    switch self {
    case .sex: "Sex"
    case .age: "Age"
    case .ethnicity: "Ethnicity"
    case .need: "Primary need"
    case .setting: "Where they learn"
    case .source: "Who asked"
    case .held: "How long the plan has been held"
    }
  }
}

/// One of those who are counted.
struct Counted: Sendable, Hashable {
  var bornOn: Day?
  var sex: String
  var ethnicity: String?
  var need: String?
  var setting: String?
  var source: String
  /// The day at which the age is taken.
  var ageOn: Day
  /// The plan's first day, where there is one, and the day until which it is counted.
  var startedOn: Day?
  var until: Day
}

/// How many of each, in the order in which they are shown; nil is hidden.
struct Breakdown: Sendable, Codable, Hashable {
  struct Line: Sendable, Codable, Hashable {
    let title: String
    let figure: MeasureFigure
  }
  let dimension: Dimension
  let lines: [Line]
}

/// How many there are of each, with every group that is there.
func breakdown(_ people: [Counted], by dimension: Dimension, profile: SuppressionProfile?) -> Breakdown {
  let groups = dimension.groups(keepsDownSyndrome: profile == nil)
  var counts = Array(repeating: 0, count: groups.count)
  for one in people { counts[groups.firstIndex { $0.holds(one) } ?? groups.count - 1] += 1 }
  let total = counts.reduce(0, +)
  guard let profile else {
    return Breakdown(
      dimension: dimension,
      lines: zip(groups, counts).filter { $1 > 0 }.map { .init(title: $0.title, figure: .known($1, of: total)) })
  }
  let table = ProtectedTable([counts], profile: profile)
  return Breakdown(
    dimension: dimension,
    lines: groups.indices.filter { counts[$0] > 0 }.map { place in
      guard let total = table.total, let count = table.cell(0, place) else {
        return .init(title: groups[place].title, figure: .hidden)
      }
      return .init(
        title: groups[place].title,
        figure: MeasureFigure(count, of: total, percent: profile.percentage(count, of: total)))
    })
}

/// One group of a dimension; the last takes whoever is in no other.
struct CountedGroup: Sendable {
  let title: String
  let holds: @Sendable (Counted) -> Bool
  init(_ title: String, _ holds: @escaping @Sendable (Counted) -> Bool) { (self.title, self.holds) = (title, holds) }
}

extension Dimension {
  func groups(keepsDownSyndrome: Bool) -> [CountedGroup] {
    let unknown = CountedGroup("Not known") { _ in true }
    switch self {
    case .sex:
      return [
        CountedGroup("Girls and women") { $0.sex == "F" }, CountedGroup("Boys and men") { $0.sex == "M" }, unknown,
      ]
    case .age: return spans([(0, 5), (5, 11), (11, 16), (16, 20), (20, 26)], "years", \.age) + [unknown]
    case .held: return spans([(0, 1), (1, 2), (2, 3), (3, 5), (5, 10), (10, 26)], "years", \.yearsHeld) + [unknown]
    case .ethnicity: return codes(.ethnicity) { $0.ethnicity } + [unknown]
    case .source: return codes(.requestSource) { $0.source } + [unknown]
    case .need:
      return codes(.need) { $0.need == "DS" && !keepsDownSyndrome ? "OTH" : $0.need } + [unknown]
    case .setting:
      return [
        CountedGroup("A school with a number (URN)") { $0.setting == "URN" },
        CountedGroup("A college or provider with a number (UKPRN)") { $0.setting == "UKPRN" },
      ] + codes(.setting) { $0.setting } + [unknown]
    }
  }

  private func codes(_ set: CodeSet, _ code: @escaping @Sendable (Counted) -> String?) -> [CountedGroup] {
    returnCodes.filter { $0.set == set }.map { one in CountedGroup(one.meaning) { code($0) == one.code } }
  }
  /// From a first year up to, but not with, the second.
  private func spans(_ spans: [(Int, Int)], _ unit: String, _ years: @escaping @Sendable (Counted) -> Int?)
    -> [CountedGroup]
  {
    spans.map { from, to in
      let title = to - from == 1 ? (from == 0 ? "Under a year" : "\(from) to \(to) \(unit)") : "\(from) to \(to - 1)"
      return CountedGroup(title) { one in years(one).map { $0 >= from && $0 < to } ?? false }
    }
  }
}

extension Counted {
  var age: Int? { bornOn.map { max(0, $0.years(until: ageOn)) } }
  var yearsHeld: Int? { startedOn.map { max(0, $0.years(until: until)) } }
}

extension Transaction {
  /// Everybody of a population of that year, as things stood at the end of day `until`.
  func counted(_ population: Population, of year: Int, until: Day) throws -> [Counted] {
    let (first, last) = (Day(year, 1, 1)!, min(until, Day(year, 12, 31)!))
    let (more, day, only): (SQL, SQL, SQL) =
      switch population {
      case .requests:
        ("", "c.received_on", "c.transferred_from IS NULL AND c.received_on >= \(first) AND c.received_on <= \(last)")
      case .newPlans:
        (
          "JOIN ehc_step s ON s.case_id = c.id", "s.taken_on",
          "s.step = 'finish' AND s.undone_at IS NULL AND s.taken_on >= \(first) AND s.taken_on <= \(last)"
        )
      case .ended: ("JOIN ehc_step s ON s.case_id = c.id", "s.taken_on", hasEnded(in: year, until: until))
      // Plans in force have no day of their own: their age is that of 31 August.
      case .inForce: ("", "c.received_on", isInForce(on: last))
      }
    let august = Day(last.month > 8 ? last.year : last.year - 1, 8, 31)!
    return try rows(
      """
      SELECT child.birth_on, child.sex, child.ethnicity, n.code,
        CASE WHEN p.urn IS NOT NULL THEN 'URN' WHEN p.ukprn IS NOT NULL THEN 'UKPRN' ELSE p.setting END, c.source,
        \(day), (SELECT min(b.taken_on) FROM ehc_step b WHERE b.case_id = c.id AND b.undone_at IS NULL
          AND b.state_to = 'maintained')
      FROM ehc_case c JOIN child ON child.id = c.child_id \(more)
        LEFT JOIN ehc_need n ON n.case_id = c.id AND n.rank = 1 LEFT JOIN ehc_place p ON \(isCurrentPlace)
      WHERE \(only) AND child.not_included_because IS NULL
      """
    ) { row in
      let on: Day = try row[6]
      return Counted(
        bornOn: try row[0], sex: try row[1], ethnicity: try row[2], need: try row[3], setting: try row[4],
        source: try row[5], ageOn: population == .inForce ? august : on, startedOn: try row[7],
        until: population == .ended ? on : last)
    }
  }
}
