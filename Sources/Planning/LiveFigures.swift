package import Kernel
package import Store

/// Counts from the live records, as they are today: nobody is named. Filled by `App`, which knows the slices.
package struct LiveFigures: Sendable, Hashable {
  /// A locality: families with somebody who works with them now.
  package struct Place: Sendable, Hashable {
    package let name: String
    package let families: Int
    package init(_ name: String, families: Int) { (self.name, self.families) = (name, families) }
  }
  /// The teams of one locality, under its name: people at work in them, children they work with.
  package struct Team: Sendable, Hashable {
    package let name: String
    package let people: Int
    package let cases: Int
    package init(_ name: String, people: Int, cases: Int) {
      (self.name, self.people, self.cases) = (name, people, cases)
    }
  }
  /// Posts of one role at one location: full-time posts that are set up, and those of them in which somebody is.
  package struct Posts: Sendable, Hashable {
    package let name: String
    /// As people say it: `Home visitor`.
    package let role: String
    package let setUp: Double
    package let filled: Double
    package init(_ name: String, role: String, setUp: Double, filled: Double) {
      (self.name, self.role, self.setUp, self.filled) = (name, role, setUp, filled)
    }
  }
  /// Money from one source, in whole pounds: this financial year, the next, and so on. A source that has ended stays here
  /// with noughts, so that a scenario that counted on it is told.
  package struct Fund: Sendable, Hashable {
    package let name: String
    package let byYear: [Int]
    package init(_ name: String, byYear: [Int]) { (self.name, self.byYear) = (name, byYear) }
    var words: String { byYear.map { Planning.words(Double($0)) }.joined(separator: "; ") }
  }
  /// People who wait for one thing, the name of the list saying what: a decision, a worker, a plan.
  package struct Waiting: Sendable, Hashable {
    package let name: String
    /// How many joined in the last twelve months; nil where it is not known for so long.
    package let perYear: Int?
    package let people: Int
    /// For how many weeks they have waited so far, on average.
    package let weeks: Double
    package init(_ name: String, perYear: Int?, people: Int, weeks: Double) {
      (self.name, self.perYear, self.people, self.weeks) = (name, perYear, people, weeks)
    }
  }
  /// Requests for help in a whole month.
  package struct Month: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let count: Int
    package init(_ year: Int, _ month: Int, _ count: Int) { (self.year, self.month, self.count) = (year, month, count) }
    var words: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
  }
  /// Requests of a year by where the family lives and what came of it.
  package struct Outcomes: Sendable, Hashable {
    package let columns: [String]
    package let rows: [String]
    package let counts: [[Int]]
    package init(columns: [String], rows: [String], counts: [[Int]]) {
      (self.columns, self.rows, self.counts) = (columns, rows, counts)
    }
  }
  package var on: Day
  package var places: [Place] = []
  package var teams: [Team] = []
  /// Empty where no posts are kept.
  package var posts: [Posts] = []
  package var funds: [Fund] = []
  /// Whole months, the oldest first, without a gap.
  package var months: [Month] = []
  package var lists: [Waiting] = []
  package var outcomes = Outcomes(columns: [], rows: [], counts: [])
  /// Nil where all is asked for.
  private var asked: Set<String>?
  package init(on: Day) { self.on = on }

  /// The roles of which posts are kept.
  var roles: [String] { Set(posts.map(\.role)).sorted() }

  /// Full-time posts of a role in all, or of every role; where none are kept, the people at work. Nil where nobody is known.
  func allPosts(as role: String) -> String? {
    guard posts.isEmpty else { return words(places(as: role).map(\.setUp).reduce(0, +)) }
    return teams.isEmpty ? nil : "\(teams.map(\.people).reduce(0, +))"
  }

  /// The posts of a role at each location, or of every role together.
  func places(as role: String) -> [Posts] {
    let some = posts.filter { role.isEmpty || $0.role == role }
    return Set(some.map(\.name)).sorted().map { name in
      let here = some.filter { $0.name == name }
      return Posts(
        name, role: role, setUp: here.map(\.setUp).reduce(0, +), filled: here.map(\.filled).reduce(0, +))
    }
  }

  /// The posts of a role that are set up at each location, as people type them: of these only what is asked for.
  func setUp(as role: String) -> [(name: String, value: String)] {
    places(as: role).filter { isAsked(Self.postsKey($0.name, as: role)) }.map { ($0.name, words($0.setUp)) }
  }
  /// Those in which somebody is.
  func filled(as role: String) -> [(name: String, value: String)] {
    places(as: role).filter { isAsked("\(Self.postsKey($0.name, as: role)), filled") }
      .map { ($0.name, words($0.filled)) }
  }
  private func isAsked(_ key: String) -> Bool { asked.map { $0.contains(key) } ?? true }

  /// Under what posts are asked for again: of a role or of all, at a place or in all.
  static func postsKey(_ place: String? = nil, as role: String) -> String {
    "posts\(place.map { " \($0)" } ?? "")\(role.isEmpty ? "" : ", \(role)")"
  }

  /// Requests of the last twelve whole months; nil where there are fewer.
  package var perYear: Int? { months.count >= 12 ? months.suffix(12).map(\.count).reduce(0, +) : nil }

  /// The tables with only those lines that some of the keys ask for.
  func only(_ keys: Set<String>) -> LiveFigures {
    var some = self
    some.places = places.filter { keys.contains("families \($0.name)") }
    some.teams = teams.filter { keys.contains("cases \($0.name)") }
    some.asked = keys
    some.funds = funds.filter { keys.contains("funds \($0.name)") }
    if !months.contains(where: { keys.contains("requests \($0.words)") }) { some.months = [] }
    let isAsked = outcomes.rows.contains { row in outcomes.columns.contains { keys.contains("requests \(row), \($0)") }
    }
    if !isAsked { some.outcomes = Outcomes(columns: [], rows: [], counts: []) }
    return some
  }

  /// Each figure under the key by which a scenario asks for it again.
  var values: [String: String] {
    var values: [String: String] = [:]
    for place in places { values["families \(place.name)"] = "\(place.families)" }
    for team in teams {
      values["people \(team.name)"] = "\(team.people)"
      values["cases \(team.name)"] = "\(team.cases)"
    }
    for role in [""] + roles {
      values[Self.postsKey(as: role)] = allPosts(as: role)
      for place in places(as: role) {
        let key = Self.postsKey(place.name, as: role)
        values[key] = words(place.setUp)
        values["\(key), filled"] = words(place.filled)
      }
    }
    for fund in funds { values["funds \(fund.name)"] = fund.words }
    for list in lists {
      values["list \(list.name): people"] = "\(list.people)"
      values["list \(list.name): weeks"] = words(list.weeks, decimals: 1)
      values["list \(list.name): a year"] = list.perYear.map { words(Double($0)) }
    }
    for month in months { values["requests \(month.words)"] = "\(month.count)" }
    values["months"] = months.last.map(\.words)
    for (row, counts) in zip(outcomes.rows, outcomes.counts) {
      for (column, count) in zip(outcomes.columns, counts) { values["requests \(row), \(column)"] = "\(count)" }
    }
    return values
  }
}

/// Asks the live records, as far as this caller may see their figures.
package typealias ReadLive = @Sendable (Caller, Instant, Transaction) throws -> LiveFigures
