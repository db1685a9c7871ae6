// A figure by groups of children, safe to show: small counts are hidden, and as many others as are needed so that none can be
// worked out. Source: the planning engine's suppression (controlled by bounds on every hidden count).

package import Kernel
package import People
import PlanningEngine
package import Store
import Web

/// By what a figure is looked at apart. Source: domain register B15.4.
enum SliceBy: String, Choice {
  case age, sex, ethnicity
  case minority, need, locality, deprivation
  case lookedAfter = "looked_after"
  case youngCarer = "young_carer"
  case lowIncome = "low_income"
  var title: String {
    switch self {
    case .age: "Age"
    case .sex: "Sex"
    case .ethnicity: "Ethnicity"
    case .minority: "Black and minority ethnic children"
    case .need: "Area of need"
    case .locality: "Locality"
    case .deprivation: "Deprivation of the area"
    case .lookedAfter: "Looked-after children"
    case .youngCarer: "Young carers"
    case .lowIncome: "Children in poverty"
    }
  }
  /// The fact of the record that answers it.
  fileprivate var circumstance: CircumstanceKind? {
    switch self {
    case .need: .need
    case .lookedAfter: .lookedAfter
    case .youngCarer: .youngCarer
    case .lowIncome: .lowIncome
    default: nil
    }
  }

  /// The one group that a family is counted in, from those of its children. Where one child is enough for the family to be
  /// counted with its like, it is there; else where all its children are.
  fileprivate func group(ofFamily children: [String]) -> String {
    let known = Set(children).subtracting([notRecorded])
    if let decisive, known.contains(decisive) { return decisive }
    return known.count > 1 ? severalGroups : known.first ?? notRecorded
  }
  private var decisive: String? {
    switch self {
    case .minority: minorityGroup
    case .lookedAfter, .youngCarer, .lowIncome: circumstance?.words("yes")
    default: nil
    }
  }
}

/// What another slice knows of children’s needs on a day: the area of each, where nobody has written one down.
package typealias KnownNeeds = @Sendable (_ children: [ChildID], _ on: Day, Transaction) throws -> [ChildID: NeedArea]

/// One group of children with its figure; nil where it must not be shown.
struct SliceLine: Codable, Sendable, Hashable {
  let name: String
  /// How many count; nil also where amounts are not counted so.
  let count: Int?
  let total: Int?
  /// Its share, or its own median, mean or number.
  let value: Double?
}

private let ethnicGroups = ["W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Chinese", "O": "Other"]
private let minorityGroup = "Black and minority ethnic"
private let notRecorded = "Not recorded"
/// Where a family counts whose children are in different groups. It is counted once, as in every other line: of groups that
/// overlapped, one could be taken from the others, and what is hidden found.
let severalGroups = "More than one of these"

extension Transaction {
  /// The figure of each group in a period, as it is known now and as it may be shown.
  func slices(
    of measure: ComputedMeasure, rule: String?, over period: FigurePeriod, by: SliceBy, needs: KnownNeeds
  ) throws -> (lines: [SliceLine], total: SliceLine, isSafe: Bool) {
    let records = try measure.records(period, rule, self).filter { !$0.isBeside }
    let children = Set(records.compactMap(\.child))
    let found =
      measure.subject == .families
      ? try groups(ofFamiliesOf: children, by, on: period.last, needs)
      : try groups(of: children, by, on: period.last, needs)
    var groups: [String: [BehindFigure]] = [:]
    for record in records {
      guard let child = record.child, let group = found[child] else { continue }
      groups[group, default: []].append(record)
    }
    let names = groups.keys.sorted { place($0) < place($1) }
    guard measure.tally == .share else { return protected(names, names.map { groups[$0]! }, measure.tally) }
    return protected(
      names, names.map { name in [true, false].map { good in groups[name]!.count { $0.counts == good } } })
  }

  /// To which group each child belongs on a day.
  private func groups(
    of children: Set<ChildID>, _ by: SliceBy, on day: Day, _ needs: KnownNeeds
  ) throws -> [ChildID: String] {
    let all = children.sorted()
    var found: [ChildID: String] = [:]
    // A statement takes so many values and no more.
    for start in stride(from: 0, to: all.count, by: 1000) {
      let some = Array(all[start..<min(start + 1000, all.count)])
      found.merge(try group(some, by, on: day, needs)) { first, _ in first }
    }
    return found
  }

  /// The same of the family of each: by all of its children whom there is a record of.
  private func groups(
    ofFamiliesOf children: Set<ChildID>, _ by: SliceBy, on day: Day, _ needs: KnownNeeds
  ) throws -> [ChildID: String] {
    let all = children.sorted()
    var families = Dictionary(uniqueKeysWithValues: all.map { ($0, Set([$0])) })
    for start in stride(from: 0, to: all.count, by: 1000) {
      let found = try rows(
        """
        SELECT c.id, s.id FROM child c JOIN child s ON s.family_id = c.family_id
        WHERE c.id IN \(list: all[start..<min(start + 1000, all.count)]) AND s.merged_into IS NULL
          AND s.not_included_because IS NULL AND (s.birth_on IS NULL OR s.birth_on <= \(day))
          AND (s.died_on IS NULL OR s.died_on > \(day))
        """
      ) { (try $0[0] as ChildID, try $0[1] as ChildID) }
      for (child, sibling) in found { families[child]!.insert(sibling) }
    }
    let found = try groups(of: Set(families.values.joined()), by, on: day, needs)
    return families.mapValues { children in by.group(ofFamily: children.map { found[$0] ?? notRecorded }) }
  }

  private func group(
    _ children: [ChildID], _ by: SliceBy, on day: Day, _ needs: KnownNeeds
  ) throws -> [ChildID: String] {
    var found = Dictionary(uniqueKeysWithValues: children.map { ($0, notRecorded) })
    if let kind = by.circumstance {
      if kind == .need { for (child, area) in try needs(children, day, self) { found[child] = area.title } }
      // What somebody has written down goes before.
      for (child, answer) in try circumstances(of: kind, children: children, on: day) {
        found[child] = kind.words(answer)
      }
    } else if by == .deprivation {
      for (child, decile) in try deciles(of: children) { found[child] = decileWords(decile) }
    } else {
      for (child, group) in try detailGroups(of: children, by, on: day) { found[child] = group }
    }
    return found
  }

  /// Groups by what stands in the details of the record.
  private func detailGroups(of children: [ChildID], _ by: SliceBy, on day: Day) throws -> [(ChildID, String)] {
    try rows(
      """
      SELECT c.id, c.sex, c.ethnicity, c.birth_on, l.name FROM child c LEFT JOIN locality l ON l.id = c.locality_id
      WHERE c.id IN \(list: children)
      """
    ) { row in
      let (sex, ethnicity, birth): (Sex, String?, Day?) = (try row[1], try row[2], try row[3])
      let group: String? =
        switch by {
        case .sex: sex == .unknown ? nil : sex.title
        case .ethnicity: ethnicity.flatMap { ethnicGroups[$0.prefix(1).uppercased()] }
        case .minority: isMinority(ethnicity).map { $0 ? minorityGroup : "White British" }
        case .locality: try row[4] as String?
        case .age: birth.map { ageGroup($0.years(until: day)) }
        default: nil
        }
      return (try row[0] as ChildID, group ?? notRecorded)
    }
  }
}

/// By the number in the name (an age, a decile), then by the name; those in several and those of whom nothing is recorded
/// come last.
private func place(_ group: String) -> (Int, Int, String) {
  let number = Int(group.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
  return (group == notRecorded ? 2 : group == severalGroups ? 1 : 0, number, group)
}

/// Nil where nobody has asked, or the family did not want to say.
private func isMinority(_ ethnicity: String?) -> Bool? {
  guard let ethnicity, ethnicGroups[ethnicity.prefix(1).uppercased()] != nil else { return nil }
  return ethnicity != "WBRI"
}

private func ageGroup(_ years: Int) -> String {
  switch years {
  case ..<5: "0 to 4"
  case ..<11: "5 to 10"
  case ..<16: "11 to 15"
  default: "16 and over"
  }
}

/// Counts of those who count and those who do not, a row for each group, made safe.
func protected(_ names: [String], _ counts: [[Int]]) -> (lines: [SliceLine], total: SliceLine, isSafe: Bool) {
  let nothing = SliceLine(name: "All", count: nil, total: nil, value: nil)
  guard !counts.isEmpty else { return ([], nothing, true) }
  let profile = SuppressionProfile.under6
  let table = ProtectedTable(counts, profile: profile)
  func line(_ name: String, _ count: Int?, _ rest: Int?, _ total: Int?) -> SliceLine {
    let isWhole = count != nil && rest != nil && total != nil
    return SliceLine(
      name: name, count: count, total: total,
      value: isWhole ? profile.percentage(count!, of: total!) : nil)
  }
  // The share of all stands on the scorecard: with how many there are, it would give the hidden counts of all away.
  let showsTotals = table.columnTotal(0) != nil && table.columnTotal(1) != nil
  func total(_ count: Int?) -> Int? { showsTotals ? count : nil }
  return (
    names.indices.map { line(names[$0], table.cell($0, 0), table.cell($0, 1), total(table.rowTotal($0))) },
    line("All", table.columnTotal(0), table.columnTotal(1), total(table.total)), table.isSafe
  )
}

/// What a measure can be looked at by: what belongs to a child, or to the children of a family; nothing else.
extension ComputedMeasure {
  var slices: [SliceBy] {
    switch subject {
    case .children, .families: SliceBy.allCases
    case .people, .things: []
    }
  }
}

/// Amounts of records, a row for each group, made safe: how many records each has, protected as one column, and the figure of
/// those groups alone that are of ten or more and are shown.
func protected(
  _ names: [String], _ groups: [[BehindFigure]], _ tally: Tally
) -> (lines: [SliceLine], total: SliceLine, isSafe: Bool) {
  let profile = SuppressionProfile.under6
  let all = groups.flatMap(\.self)
  guard !all.isEmpty else { return ([], SliceLine(name: "All", count: nil, total: nil, value: nil), true) }
  let table = ProtectedTable(groups.map { [$0.count] }, profile: profile)
  func line(_ name: String, _ records: [BehindFigure], _ total: Int?) -> SliceLine {
    let isShown = total.map { $0 >= 10 } ?? false
    return SliceLine(
      name: name, count: nil, total: total,
      value: isShown && !tally.needsEstimate ? tally.figure(records, of: nil) : nil)
  }
  return (
    names.indices.map { line(names[$0], groups[$0], table.cell($0, 0)) }, line("All", all, table.columnTotal(0)),
    table.isSafe
  )
}
