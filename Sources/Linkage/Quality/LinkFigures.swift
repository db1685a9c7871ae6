package import Kernel
import LinkageEngine
import People
package import Store

// How good the links are, in figures. Precision is estimated from links that were drawn by chance and looked at by people;
// recall from what people said of the pairs in between, carried over to those that still wait. Both say of how many they
// are made, and nothing where there are fewer than five. Children who are not included are in no figure.

/// Fewer reviewed pairs than this say nothing.
let fewestReviewed = 5

/// What is estimated for one group of children.
struct QualityLine: Codable, Sendable, Hashable {
  let group: String
  /// Children of whom two records or more are linked.
  let linked: Int
  let waiting: Int
  /// Links drawn by chance that people looked at, and how many of them were right.
  var sampled = 0
  var right = 0
  /// Pairs in between that people looked at, and how many were one child.
  var reviewed = 0
  var same = 0

  init(group: String, linked: Int, waiting: Int) { (self.group, self.linked, self.waiting) = (group, linked, waiting) }

  var precision: Double? { sampled < fewestReviewed ? nil : Double(right) / Double(sampled) }
  var recall: Double? {
    guard reviewed >= fewestReviewed, linked > 0 else { return nil }
    return found(where: Double(same) / Double(reviewed))
  }
  var precisionRange: ShareRange? { precision.map { _ in ShareRange(right, of: sampled) } }
  var recallRange: ShareRange? {
    guard recall != nil else { return nil }
    let missed = ShareRange(same, of: reviewed)
    return ShareRange(low: found(where: missed.high), high: found(where: missed.low))
  }
  /// The share of links that were found, where so great a share of the pairs that wait is one child.
  private func found(where share: Double) -> Double { Double(linked) / (Double(linked) + Double(waiting) * share) }
}

/// By what children are grouped, to see whom the links fail.
enum QualityGrouping: String, Choice {
  case all, age, origin, ethnicity, completeness
  var title: String {
    switch self {
    case .all: "All children"
    case .age: "By age"
    case .origin: "By where last names come from, as far as they tell"
    case .ethnicity: "By ethnic group"
    case .completeness: "By how much the record says"
    }
  }
  /// The group as it is shown, of what the SQL below gives.
  func name(of value: String) -> String { self == .origin ? NameOrigin(lastName: value).rawValue : value }
  /// The group of a row of `child`, as SQL.
  func group(on today: Day) -> SQL {
    switch self {
    case .all: return "'All children'"
    case .age:
      let (five, eleven, sixteen) = (today.adding(months: -60), today.adding(months: -132), today.adding(months: -192))
      return """
        CASE WHEN child.birth_on IS NULL THEN 'Not known' WHEN child.birth_on > \(five) THEN 'Under 5'
          WHEN child.birth_on > \(eleven) THEN '5 to 10' WHEN child.birth_on > \(sixteen) THEN '11 to 15'
          ELSE '16 and over' END
        """
    case .origin: return "child.family_name"
    case .ethnicity:
      return """
        CASE substr(coalesce(child.ethnicity, ' '), 1, 1) WHEN 'W' THEN 'White' WHEN 'M' THEN 'Mixed'
          WHEN 'A' THEN 'Asian' WHEN 'B' THEN 'Black' WHEN 'C' THEN 'Chinese' WHEN 'O' THEN 'Other'
          ELSE 'Not known' END
        """
    case .completeness:
      return """
        CASE WHEN child.nhs_number IS NOT NULL AND child.postcode IS NOT NULL AND child.birth_on IS NOT NULL
          THEN 'Number, address and birth date' WHEN child.postcode IS NOT NULL AND child.birth_on IS NOT NULL
          THEN 'Address and birth date, no NHS number' ELSE 'Less than that' END
        """
    }
  }
}

/// The pairs that may be counted: neither child is left out of everything.
private let countedPairs: SQL = """
  link_pair p JOIN child ON child.id = p.a_child JOIN child other ON other.id = p.b_child
  WHERE child.not_included_because IS NULL AND other.not_included_because IS NULL
  """

extension Transaction {
  /// How many links there are between the records of two agencies.
  func linksPerSourcePair() throws -> [(a: String, b: String, count: Int)] {
    try rows(
      """
      SELECT x.name, y.name, count(*) FROM agency_record r JOIN agency_record s ON s.child_id = r.child_id
        JOIN agency x ON x.id = r.agency_id JOIN agency y ON y.id = s.agency_id JOIN child ON child.id = r.child_id
      WHERE child.not_included_because IS NULL AND (x.name < y.name OR (x.id = y.id AND r.id < s.id))
      GROUP BY x.name, y.name ORDER BY x.name, y.name
      """
    ) { (a: try $0[0], b: try $0[1], count: try $0[2]) }
  }

  func qualityLines(_ grouping: QualityGrouping, on today: Day) throws -> [QualityLine] {
    let group = grouping.group(on: today)
    let linked = try countedRows(
      """
      SELECT g, count(*) FROM (SELECT \(group) AS g FROM child WHERE child.not_included_because IS NULL AND
        (SELECT count(*) FROM agency_record r WHERE r.child_id = child.id) > 1) x GROUP BY g
      """, grouping)
    let waiting = try countedRows(
      """
      SELECT g, count(*) FROM (SELECT \(group) AS g FROM \(countedPairs)
        AND p.state IN ('open', 'second', 'unsure') AND NOT p.was_sample) x
      GROUP BY g
      """, grouping)
    var lines = Dictionary(
      Set(linked.keys).union(waiting.keys).map {
        ($0, QualityLine(group: $0, linked: linked[$0] ?? 0, waiting: waiting[$0] ?? 0))
      }
    ) { first, _ in first }
    _ = try rows(
      """
      SELECT g, was_sample, state, count(*) FROM (SELECT \(group) AS g, p.was_sample, p.state FROM \(countedPairs)
        AND p.state IN ('same', 'different')) x
      GROUP BY g, was_sample, state
      """
    ) { row in
      let (value, isSample, count): (String, Bool, Int) = (try row[0], try row[1], try row[3])
      let name = grouping.name(of: value)
      let isSame = try row[2] as String == "same"
      var line = lines[name] ?? QualityLine(group: name, linked: 0, waiting: 0)
      if isSample {
        line.sampled += count
        line.right += isSame ? count : 0
      } else {
        line.reviewed += count
        line.same += isSame ? count : 0
      }
      lines[name] = line
    }
    let order = ["Under 5", "5 to 10", "11 to 15", "16 and over"] + NameOrigin.allCases.map(\.rawValue)
    func rank(_ line: QualityLine) -> (Int, String) {
      (line.group == "Not known" ? order.count + 1 : order.firstIndex(of: line.group) ?? order.count, line.group)
    }
    return lines.values.sorted { rank($0) < rank($1) }
  }

  private func countedRows(_ query: SQL, _ grouping: QualityGrouping) throws -> [String: Int] {
    Dictionary(try rows(query) { (grouping.name(of: try $0[0]), try $0[1] as Int) }, uniquingKeysWith: +)
  }

  /// The oldest pair that waits.
  func oldestWaitingPair() throws -> Instant? {
    try value("SELECT min(p.found_at) FROM \(countedPairs) AND p.state IN ('open', 'second')")
  }

  // MARK: Figures of a day

  func writeFigure(_ name: String, _ value: Double, on day: Day) throws {
    try run(
      """
      INSERT INTO link_figure (on_day, name, value) VALUES (\(day), \(name), \(value))
      ON CONFLICT (on_day, name) DO UPDATE SET value = excluded.value
      """)
  }

  /// A figure as it was last on a day or before it.
  func figure(_ name: String, by day: Day) throws -> (on: Day, value: Double)? {
    try row(
      "SELECT on_day, value FROM link_figure WHERE name = \(name) AND on_day <= \(day) ORDER BY on_day DESC LIMIT 1"
    ) { (on: try $0[0], value: try $0[1]) }
  }

  /// Writes down how things stand today, once a day: what is looked at a month later.
  package func noteLinkFigures(on day: Day) throws {
    guard try !exists("SELECT 1 FROM link_figure WHERE on_day = \(day) AND name = \(LinkFigure.records)") else {
      return
    }
    let children: SQL = "JOIN child ON child.id = r.child_id WHERE child.not_included_because IS NULL"
    let records = try value("SELECT count(*) FROM agency_record r \(children)", as: Int.self) ?? 0
    let people = try value("SELECT count(DISTINCT r.child_id) FROM agency_record r \(children)", as: Int.self) ?? 0
    let waiting =
      try value("SELECT count(*) FROM \(countedPairs) AND p.state IN ('open', 'second', 'unsure')", as: Int.self) ?? 0
    try writeFigure(LinkFigure.records, Double(records), on: day)
    try writeFigure(LinkFigure.people, Double(people), on: day)
    try writeFigure(LinkFigure.perChild, people == 0 ? 0 : Double(records) / Double(people), on: day)
    try writeFigure(LinkFigure.waiting, Double(waiting), on: day)
  }

  /// Figures of an earlier day, as a share of today's: for the demonstration, which has no last month.
  package func tellFigures(on day: Day, share: Double) throws {
    let records = Double(try value("SELECT count(*) FROM agency_record", as: Int.self) ?? 0)
    let people = Double(try value("SELECT count(DISTINCT child_id) FROM agency_record", as: Int.self) ?? 0)
    try writeFigure(LinkFigure.records, (records * share).rounded(), on: day)
    try writeFigure(LinkFigure.people, (people * share).rounded(), on: day)
    try writeFigure(LinkFigure.perChild, people == 0 ? 0 : records / people, on: day)
    try writeFigure(LinkFigure.waiting, 31, on: day)
  }

  /// Draws links by chance for people to look at: that is how precision is known.
  func drawSample(_ count: Int, at now: Instant, _ random: inout some RandomNumberGenerator) throws -> Int {
    // By an id made of chance, so that the draw does not read every link.
    let all = try rows(
      """
      SELECT x.code, r.record_id, y.code, s.record_id, r.child_id FROM agency_record r
        JOIN agency_record s ON s.child_id = r.child_id AND r.id < s.id JOIN agency x ON x.id = r.agency_id
        JOIN agency y ON y.id = s.agency_id JOIN child ON child.id = r.child_id
      WHERE child.not_included_because IS NULL AND NOT child.is_restricted ORDER BY r.id LIMIT 20000
      """
    ) { row in
      (
        a: RecordName(source: try row[0], id: try row[1]), b: RecordName(source: try row[2], id: try row[3]),
        child: try row[4] as ChildID
      )
    }
    var drawn = 0
    for link in all.shuffled(using: &random).prefix(count) {
      let (a, b) = link.a < link.b ? (link.a, link.b) : (link.b, link.a)
      drawn += try run(
        """
        INSERT INTO link_pair (id, a_source, a_record, b_source, b_record, a_child, b_child, weight, probability, reason,
          state, found_at, was_sample, version)
        VALUES (\(ID<LinkPair>(at: now, random: &random)), \(a.source), \(a.id), \(b.source), \(b.id), \(link.child),
          \(link.child), 0, \(linkThreshold), \(sampleReason), 'open', \(now), TRUE, 1)
        ON CONFLICT (a_source, a_record, b_source, b_record) DO NOTHING
        """)
    }
    return drawn
  }
}

/// Why a pair of a sample is looked at.
let sampleReason = "drawn by chance to check a link"

/// The figures that are kept day by day.
enum LinkFigure {
  static let records = "records"
  static let people = "children"
  static let perChild = "records per child"
  static let waiting = "pairs that wait"
  static let capped = "blocks capped"
  static let leftOut = "pairs left out by the cap"
  static let compared = "pairs compared"
  /// Records that stand elsewhere since all were looked at in the night.
  static let settled = "records put right in the night"
  static let all = [records, people, perChild, waiting, compared, capped, leftOut, settled]

  static func hasSettled(on day: Day) -> SQL {
    "SELECT 1 FROM link_figure WHERE on_day = \(day) AND name = \(settled)"
  }
}
