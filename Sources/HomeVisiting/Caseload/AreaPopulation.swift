package import Kernel
package import Store

// How many young children live where, whether or not the partnership knows them: an estimate that was published, loaded by whoever
// runs Keywork. Without it “who is not reached” could only compare those who are known.

/// The children under five of one locality.
package struct AreaPopulation: Sendable, Record, Codable, Hashable {
  package let locality: String
  package let children: Int
  /// Of the estimate.
  package let year: Int
  /// Who published it.
  package let source: String
  package init(locality: String, children: Int, year: Int, source: String) {
    (self.locality, self.children, self.year, self.source) = (locality, children, year, source)
  }
  package init(row: Row) throws {
    self.init(locality: try row[0], children: try row[1], year: try row[2], source: try row[3])
  }
}

/// Takes a table with the columns `locality,children_under_five,year`, whole or not at all, in place of the one before. Returns how
/// many localities it has. Throws `CSVError` with the line where a locality is unknown or stands there twice, or a figure is none.
package func loadPopulation(
  source: String, from reader: inout CSVReader, by caller: Caller = .system, at now: Instant, in tx: Transaction
) throws -> Int {
  try reader.readHeading(required: ["locality", "children_under_five", "year"])
  let known: [(LocalityID, String)] = try tx.rows("SELECT id, name FROM locality") { (try $0[0], try $0[1]) }
  let ids = Dictionary(known.map { ($0.1.lowercased(), $0.0) }) { first, _ in first }
  var seen = Set<LocalityID>()
  try tx.run("DELETE FROM area_population")
  while let row = try reader.next() {
    let name = try row.required("locality")
    guard let locality = ids[name.lowercased()] else { throw row.error("there is no locality \(name)") }
    guard seen.insert(locality).inserted else { throw row.error("the locality \(name) stands there twice") }
    guard let children = Int(row.text("children_under_five")), children > 0,
      let year = Int(row.text("year")), (2000...now.day.year).contains(year)
    else { throw row.error("children_under_five must be a whole number from 1, and year a year that has begun") }
    try tx.run(
      """
      INSERT INTO area_population (locality_id, children, year, source)
      VALUES (\(locality), \(children), \(year), \(source))
      """)
  }
  var random = SystemRandomNumberGenerator()
  try tx.append(
    .populationLoaded, about: ID(at: now, random: &random), by: caller, for: .administration, at: now,
    changed: ["localities": "\(seen.count)"])
  return seen.count
}

extension EventKind {
  static let populationLoaded = EventKind("visiting.population_loaded", "loaded how many young children live where")
}

extension Transaction {
  package func areaPopulations() throws -> [AreaPopulation] {
    try all(
      """
      SELECT locality.name, p.children, p.year, p.source FROM area_population p
      JOIN locality ON locality.id = p.locality_id ORDER BY locality.name
      """)
  }
}

/// Where visitors work from, as the workforce has it: a location of an area, for a locality.
package struct VisitingPlace: Sendable, Hashable {
  package let location: String
  package let area: String
  package let locality: String
  package init(location: String, area: String, locality: String) {
    (self.location, self.area, self.locality) = (location, area, locality)
  }
}

/// Known and asked for beside those who live there: of a location, or of an area.
struct PopulationLine: Sendable, Codable, Hashable {
  let group: String
  /// Who live there, by the estimate.
  let children: Int
  /// Whom the partnership knows; nil where fewer than five.
  let known: Int?
  /// For whom home visiting was asked; nil where fewer than five.
  let asked: Int?
  /// For whom it would be, were every place reached alike.
  let expected: Double
  /// Less than half of that, where it is no chance.
  let isMissed: Bool
}

/// Puts the counts of localities beside those who live there, by whatever `group` makes of a locality: pure. Localities without an
/// estimate are left out, of the mean as well.
func besidePopulation(
  _ reach: [ReachLine], _ population: [AreaPopulation], group: (String) -> String
) -> [PopulationLine] {
  let found = Dictionary(reach.map { ($0.group.lowercased(), $0) }) { first, _ in first }
  let lines = population.map { one in
    let line = found[one.locality.lowercased()]
    return (group(one.locality), children: one.children, known: line?.known ?? 0, asked: line?.asked ?? 0)
  }
  let (children, asked) = (lines.reduce(0) { $0 + $1.children }, lines.reduce(0) { $0 + $1.asked })
  guard children > 0 else { return [] }
  return Dictionary(grouping: lines, by: \.0).map { name, lines in
    let (here, askedHere) = (lines.reduce(0) { $0 + $1.children }, lines.reduce(0) { $0 + $1.asked })
    let known = lines.reduce(0) { $0 + $1.known }
    let expected = Double(asked) * Double(here) / Double(children)
    return PopulationLine(
      group: name, children: here, known: known < fewestAnswers ? nil : known,
      asked: askedHere < fewestAnswers ? nil : askedHere, expected: expected,
      isMissed: isMissed(asked: askedHere, expected: expected))
  }.sorted { $0.group < $1.group }
}

/// Whether a group is reached less than half as often as all together; of so few that one more would change it nothing is said.
func isMissed(asked: Int, expected: Double) -> Bool { expected >= 3 && Double(asked) < expected / 2 }
