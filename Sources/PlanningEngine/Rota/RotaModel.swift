/// A team's week as it is typed: who works when, who is to be visited, what must hold, what is wished.
/// Days are named in order; times are minutes after midnight.
package struct RotaModel: Sendable {
  /// A stretch of a day.
  package struct Stretch: Sendable, Equatable {
    package let day: Int
    package let from: Int
    package let to: Int
  }

  package struct Visitor: Sendable {
    package let id: String
    package let base: Int
    /// Skills and checks, by name.
    package let has: Set<String>
    package let languages: Set<String>
    /// As the pattern of work has it, before leave.
    package let works: [Stretch]
    package let leave: [Stretch]
    package let isTermTimeOnly: Bool
    package let mostVisits: Int
  }

  package struct Window: Sendable {
    package let stretch: Stretch
    package let isPreferred: Bool
  }

  /// What somebody has set by hand.
  package struct Pin: Sendable {
    package let visitor: Int?
    package let day: Int?
    /// When it begins.
    package let start: Int?
  }

  package struct Visit: Sendable {
    package let id: String
    package let family: String?
    package let place: Int
    package let minutes: Int
    package let people: Int
    package let needs: Set<String>
    package let language: String?
    package let windows: [Window]
    package let usual: Int?
    package let notWith: Set<Int>
    /// 1 is ordinary; a visit of 3 is left out after two of 1.
    package let priority: Int
    package let pin: Pin?
  }

  package let days: [String]
  /// Days on which those who work in term time alone do not.
  package let holidays: Set<Int>
  package let visitors: [Visitor]
  package let visits: [Visit]
  package let places: [String]
  /// Minutes from place to place, rounded up.
  let ways: [Int32]
  /// What somebody must have who goes alone.
  package let loneVisitNeeds: Set<String>
  package let rounds: Int
  package let seed: UInt64

  /// Minutes that it is worth to keep the usual visitor, to come when the family would like, and to place a visit.
  static let unusual = 600
  static let unwished = 60
  static let unplaced = 6_000
  static let pinned = 100_000

  /// The stretches that somebody really works: the pattern without leave, and without holidays where it is of term time.
  package func working(_ visitor: Visitor) -> [Stretch] {
    visitor.works.filter { !visitor.isTermTimeOnly || !holidays.contains($0.day) }.flatMap { stretch in
      visitor.leave.filter { $0.day == stretch.day }.reduce([stretch]) { left, gone in
        left.flatMap { part in
          gone.to <= part.from || gone.from >= part.to
            ? [part]
            : [
              Stretch(day: part.day, from: part.from, to: gone.from),
              Stretch(day: part.day, from: gone.to, to: part.to),
            ].filter { $0.from < $0.to }
        }
      }
    }
  }

  /// What somebody lacks who would make this visit.
  package func missing(_ visit: Visit, _ visitor: Visitor) -> Set<String> {
    visit.needs.union(visit.people == 1 ? loneVisitNeeds : []).subtracting(visitor.has)
  }
  package func speaks(_ visit: Visit, _ visitor: Visitor) -> Bool {
    visit.language.map(visitor.languages.contains) ?? true
  }
  /// When a visit may begin, by day, with what it costs.
  func windows(of visit: Visit) -> [[RotaProblem.Window]] {
    var found = days.map { _ in [RotaProblem.Window]() }
    for window in visit.windows {
      let (from, to) = (window.stretch.from, window.stretch.to - visit.minutes)
      guard from <= to, visit.pin?.day.map({ $0 == window.stretch.day }) ?? true else { continue }
      let cost = window.isPreferred ? 0 : Self.unwished
      if let start = visit.pin?.start {
        if (from...to).contains(start) {
          found[window.stretch.day].append(.init(from: start, to: start, cost: cost))
        }
      } else {
        found[window.stretch.day].append(.init(from: from, to: to, cost: cost))
      }
    }
    return found
  }

  /// The rota as arithmetic sees it, in minutes.
  package var problem: RotaProblem {
    var shifts: [RotaProblem.Shift] = []
    var most: [Int] = []
    for (index, visitor) in visitors.enumerated() {
      let base = most.count
      most += days.map { _ in visitor.mostVisits }
      shifts += working(visitor).map {
        RotaProblem.Shift(
          visitor: index, day: $0.day, from: $0.from, to: $0.to, base: visitor.base, group: base + $0.day)
      }
    }
    let names = Array(Set(visits.compactMap(\.family))).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return RotaProblem(
      places: places.count, ways: ways, shifts: shifts, most: most,
      visits: visits.map { visit in
        RotaProblem.Visit(
          place: visit.place, lasts: visit.minutes, people: visit.people,
          weight: visit.pin == nil ? Self.unplaced * visit.priority : Self.pinned,
          windows: windows(of: visit), costs: visitors.indices.map { cost(visit, $0) },
          family: visit.family.flatMap { numbers[$0] })
      }, days: days.count, families: names.count, step: 15)
  }

  /// What it costs that this visitor goes; nil where they may not.
  private func cost(_ visit: Visit, _ index: Int) -> Int? {
    let visitor = visitors[index]
    guard !visit.notWith.contains(index), missing(visit, visitor).isEmpty, speaks(visit, visitor) else { return nil }
    // Of two people who go, the one who is set by hand is one; the other is free.
    if let set = visit.pin?.visitor, set != index, visit.people == 1 { return nil }
    if let set = visit.pin?.visitor { return set == index ? 0 : Self.unusual }
    guard let usual = visit.usual else { return 0 }
    return usual == index ? 0 : Self.unusual
  }
}
