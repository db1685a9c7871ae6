/// A rota as arithmetic sees it: shifts to fill, visits to place, and the way between places. Times and ways are whole
/// numbers of one unit (a week is in minutes), so that the same model gives the same answer everywhere.
///
/// Everything that must hold is in here as data: who may go (`costs`), when (`windows`), how many in a day (`most`),
/// that a family has one visit a day (`family`), and that a visit of two people needs two of them (`people`).
package struct RotaProblem: Sendable {
  /// One stretch of one visitor's day: from a place and back to it. Somebody with a break has two.
  package struct Shift: Sendable {
    package var visitor: Int
    package var day: Int
    package var from: Int
    package var to: Int
    package var base: Int
    /// Index into `most`: the visitor's day, which several stretches share.
    package var group: Int
    package init(visitor: Int, day: Int, from: Int, to: Int, base: Int, group: Int) {
      (self.visitor, self.day, self.from, self.to, self.base, self.group) = (visitor, day, from, to, base, group)
    }
  }

  /// When a visit may begin.
  package struct Window: Sendable {
    package var from: Int
    /// The latest beginning.
    package var to: Int
    /// What it costs to begin in it: 0 where the family would like it.
    package var cost: Int
    package init(from: Int, to: Int, cost: Int = 0) { (self.from, self.to, self.cost) = (from, to, cost) }
  }

  package struct Visit: Sendable {
    package var place: Int
    package var lasts: Int
    package var load: Int
    /// One or two.
    package var people: Int
    /// What it costs not to be placed.
    package var weight: Int
    /// By day.
    package var windows: [[Window]]
    /// By visitor; nil where that visitor may not go.
    package var costs: [Int?]
    /// Visits of one family are on different days; nil is nobody's.
    package var family: Int?
    package init(
      place: Int, lasts: Int, load: Int = 1, people: Int = 1, weight: Int, windows: [[Window]], costs: [Int?],
      family: Int? = nil
    ) {
      (self.place, self.lasts, self.load, self.people) = (place, lasts, load, people)
      (self.weight, self.windows, self.costs, self.family) = (weight, windows, costs, family)
    }
  }

  package var places: Int
  /// From place `a` to place `b` at `a * places + b`.
  package var ways: [Int32]
  package var shifts: [Shift]
  /// How much load each visitor's day holds.
  package var most: [Int]
  package var visits: [Visit]
  package var days: Int
  package var families: Int
  /// How far apart the beginnings are that are tried for a visit of two people.
  package var step: Int

  package init(
    places: Int, ways: [Int32], shifts: [Shift], most: [Int], visits: [Visit], days: Int = 1, families: Int = 0,
    step: Int = 15
  ) {
    (self.places, self.ways, self.shifts, self.most) = (places, ways, shifts, most)
    (self.visits, self.days, self.families, self.step) = (visits, days, families, step)
  }

  @inline(__always)
  func way(_ a: Int, _ b: Int) -> Int { Int(ways[a * places + b]) }

  /// The best rota found in so many rounds.
  package func solved(rounds: Int, seed: UInt64) -> RotaSolution {
    var search = RotaSearch(self, seed: seed)
    return search.run(rounds: rounds)
  }
}

/// Who visits when.
package struct RotaSolution: Sendable, Equatable {
  package struct Placing: Sendable, Equatable {
    package let visit: Int
    package let shift: Int
    package let start: Int
  }
  /// In the order of shifts and of time; a visit of two people stands twice.
  package let placed: [Placing]
  package let unplaced: [Int]
  /// The ways of all shifts that visit anybody, there and back.
  package let way: Int
  package let cost: Int
}
