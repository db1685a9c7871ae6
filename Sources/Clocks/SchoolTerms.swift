// School terms as a calendar. Each council, and many a school, sets its own (Education Act 2002 s. 32): the register has a
// usual pattern, and a council takes in its own by year.

package import Kernel
package import Store

/// One term of a school year, from its first day to its last; half-term breaks lie within it.
package struct SchoolTerm: Sendable, Hashable, Record {
  package enum Name: String, Choice {
    case autumn, spring, summer
    package var title: String { rawValue }
  }
  /// "2026/27"
  package let schoolYear: String
  package let name: Name
  package let startsOn: Day
  package let endsOn: Day
  package let mark: Provenance
  package let source: String

  package init(row: Row) throws {
    (schoolYear, name, startsOn, endsOn) = (try row[0], try row[1], try row[2], try row[3])
    (mark, source) = (try row[4], try row[5])
  }
  private init(_ row: CSVRow) throws {
    let what = "a day such as 2026-09-01"
    schoolYear = try row.required("school_year")
    guard let from: Day = try row.value("starts_on", what), let to: Day = try row.value("ends_on", what), from < to
    else {
      throw row.error("starts_on or ends_on is empty, or the term ends before it begins")
    }
    guard
      schoolYear
        == "\(from.month >= 8 ? from.year : from.year - 1)/\(twoDigits(from.month >= 8 ? from.year + 1 : from.year))"
    else { throw row.error("\(from) does not lie in the school year \(schoolYear)") }
    (name, startsOn, endsOn, mark) = (try row.choice("term"), from, to, try row.choice("mark"))
    source = try row.required("source")
  }

  /// All terms of a file, in order. Two that overlap are an error.
  static func all(in reader: inout CSVReader) throws -> [SchoolTerm] {
    let columns = ["school_year", "term", "starts_on", "ends_on", "mark", "source"]
    try reader.readHeading(required: columns, known: columns)
    let terms = try reader.unique {
      try SchoolTerm($0)
    } key: {
      "\($0.schoolYear) \($0.name.rawValue)"
    }.sorted { $0.startsOn < $1.startsOn }
    for (one, next) in zip(terms, terms.dropFirst()) where next.startsOn <= one.endsOn {
      throw CSVError(file: reader.file, line: 0, reason: "the terms of \(one.startsOn) and \(next.startsOn) overlap")
    }
    return terms
  }
}

private func twoDigits(_ year: Int) -> String { String(String(100 + year % 100).dropFirst()) }

/// The end of the `count`th term that begins after a day, or that ended before it. Where the register does not reach so
/// far, four months stand for a term, and it is said.
func endOfTerm(_ count: Int, _ direction: ClockDirection, from day: Day, _ terms: [SchoolTerm])
  -> (day: Day, reckoning: String)
{
  let words = ClockUnit.schoolTerms.words(count)
  let ends =
    direction == .after
    ? terms.filter { $0.startsOn > day }.sorted { $0.startsOn < $1.startsOn }
    : terms.filter { $0.endsOn < day }.sorted { $0.startsOn > $1.startsOn }
  // A gap of years between the day and the first term known is no term at all.
  let isNear = ends.first.map { abs(day.days(until: direction == .after ? $0.startsOn : $0.endsOn)) < 200 } ?? false
  guard isNear, ends.count >= count else {
    let guess = day.adding(months: direction == .after ? 4 * count : -4 * count)
    return (guess, "\(words) \(direction.title) \(day.long); the terms are not in the register, so this day may move")
  }
  let term = ends[count - 1]
  return (
    term.endsOn,
    "\(words) \(direction.title) \(day.long): the end of the \(term.name.title) term of \(term.schoolYear)"
  )
}

extension Transaction {
  /// Every term that is known, in order.
  package func schoolTerms() throws -> [SchoolTerm] {
    try all("SELECT school_year, term, starts_on, ends_on, mark, source FROM school_term ORDER BY starts_on")
  }
  func localTermYears() throws -> Set<String> {
    Set(try rows("SELECT DISTINCT school_year FROM school_term WHERE is_local") { try $0[0] as String })
  }
  func save(_ term: SchoolTerm, isLocal: Bool) throws {
    try run(
      """
      INSERT INTO school_term (school_year, term, starts_on, ends_on, mark, source, is_local)
      VALUES (\(term.schoolYear), \(term.name), \(term.startsOn), \(term.endsOn), \(term.mark), \(term.source),
        \(isLocal))
      ON CONFLICT (school_year, term) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on,
        mark = excluded.mark, source = excluded.source, is_local = excluded.is_local
      """)
  }
}
