// School terms as a calendar. Each council, and many a school, sets its own (Education Act 2002 s. 32): the register has a
// usual pattern, and a council takes in its own by year.

package import Kernel
package import Store

/// One term of a school year, from its first day to its last, with the break in its middle.
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
  /// The half-term break: nil where it is not known.
  package let breakFrom: Day?
  package let breakTo: Day?
  package let mark: Provenance
  package let source: String

  package init(row: Row) throws {
    (schoolYear, name, startsOn, endsOn) = (try row[0], try row[1], try row[2], try row[3])
    (mark, source, breakFrom, breakTo) = (try row[4], try row[5], try row[6], try row[7])
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
    (breakFrom, breakTo) = (try row.value("break_from", what), try row.value("break_to", what))
    guard (breakFrom == nil) == (breakTo == nil) else {
      throw row.error("only one end of the half-term break is given")
    }
    if let breakFrom, let breakTo, !(from < breakFrom && breakFrom <= breakTo && breakTo < to) {
      throw row.error("the half-term break does not lie within the term")
    }
  }

  /// All terms of a file, in order. Two that overlap are an error.
  static func all(in reader: inout CSVReader) throws -> [SchoolTerm] {
    let columns = ["school_year", "term", "starts_on", "ends_on", "mark", "source"]
    try reader.readHeading(required: columns, known: columns + ["break_from", "break_to"])
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

/// Whether schools are open on that day, by the terms, their breaks, weekends and bank holidays; nil where the terms do
/// not reach so far.
package func isSchoolDay(_ day: Day, terms: [SchoolTerm], calendar: WorkingCalendar) -> Bool? {
  guard let first = terms.map(\.startsOn).min(), let last = terms.map(\.endsOn).max(), first <= day, day <= last else {
    return nil
  }
  guard let term = terms.first(where: { $0.startsOn <= day && day <= $0.endsOn }) else { return false }
  if let from = term.breakFrom, let to = term.breakTo, from <= day, day <= to { return false }
  return calendar.isWorkingDay(day)
}

/// The closures of at least four weeks in a row that lie between terms that are known. Source: SEND Regulations 2014
/// reg. 5(4)(a): advice asked of a school counts from a week before it until a week before it opens again.
package func longClosures(_ terms: [SchoolTerm]) -> [ClosedRange<Day>] {
  let sorted = terms.sorted { $0.startsOn < $1.startsOn }
  return zip(sorted, sorted.dropFirst()).compactMap { one, next in
    let (from, to) = (one.endsOn.adding(days: 1), next.startsOn.adding(days: -1))
    // A gap of years is one in the register.
    let days = from.days(until: to) + 1
    return days >= 28 && days < 100 ? from...to : nil
  }
}

extension Transaction {
  /// Every term that is known, in order.
  package func schoolTerms() throws -> [SchoolTerm] {
    try all(
      "SELECT school_year, term, starts_on, ends_on, mark, source, break_from, break_to FROM school_term ORDER BY starts_on"
    )
  }
  func localTermYears() throws -> Set<String> {
    Set(try rows("SELECT DISTINCT school_year FROM school_term WHERE is_local") { try $0[0] as String })
  }
  func save(_ term: SchoolTerm, isLocal: Bool) throws {
    try run(
      """
      INSERT INTO school_term (school_year, term, starts_on, ends_on, mark, source, is_local, break_from, break_to)
      VALUES (\(term.schoolYear), \(term.name), \(term.startsOn), \(term.endsOn), \(term.mark), \(term.source),
        \(isLocal), \(term.breakFrom), \(term.breakTo))
      ON CONFLICT (school_year, term) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on,
        mark = excluded.mark, source = excluded.source, is_local = excluded.is_local,
        break_from = excluded.break_from, break_to = excluded.break_to
      """)
  }
}
