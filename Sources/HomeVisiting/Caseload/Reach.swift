import Kernel
import Store

// Who is not reached: how many of the children whom the partnership knows, before school, were asked for, by area and language;
// and beside those who live there, where their number was loaded (AreaPopulation.swift).
// Counts alone, of everybody; fewer than five are not shown. Source of the question: equity of a county’s service between
// areas and locations; of the smallest number: usual practice of statistics about people.

/// One group of children before school.
package struct ReachLine: Sendable, Codable, Hashable {
  package let group: String
  /// Children whom the partnership knows.
  package let known: Int
  /// Those of them for whom home visiting was asked in the last 12 months, or goes on.
  package let asked: Int
  package init(group: String, known: Int, asked: Int) { (self.group, self.known, self.asked) = (group, known, asked) }
}

/// The same as others may see it: what is fewer than five is nil.
struct ReachFigure: Sendable, Codable, Hashable {
  let group: String
  let known: Int?
  let asked: Int?
  /// For every 1,000 children.
  let rate: Double?
  init(_ line: ReachLine) {
    group = line.group
    let known = line.known < fewestAnswers ? nil : line.known
    let asked = line.asked < fewestAnswers ? nil : line.asked
    (self.known, self.asked) = (known, asked)
    rate = asked.flatMap { asked in known.map { Double(asked) / Double($0) * 1000 } }
  }
}

/// Where the area or the language is not written down.
let notKnownGroup = "Not known"

/// The groups that are reached less than half as often as all together: pure. Groups of so few that one more referral would
/// change it are left out.
package func notReached(_ all: [ReachLine]) -> [ReachLine] {
  // Of whom it is not known belong to no group that could be reached.
  let lines = all.filter { $0.group != notKnownGroup }
  let (known, asked) = (lines.reduce(0) { $0 + $1.known }, lines.reduce(0) { $0 + $1.asked })
  guard known > 0, asked > 0 else { return [] }
  let mean = Double(asked) / Double(known)
  return lines.filter { isMissed(asked: $0.asked, expected: mean * Double($0.known)) }
}

extension Transaction {
  /// By area, and by the language that is spoken at home.
  func reach(today: Day) throws -> (byArea: [ReachLine], byLanguage: [ReachLine]) {
    let from = today.adding(months: -12)
    func lines(_ group: SQL) throws -> [ReachLine] {
      try rows(
        """
        SELECT g, count(*), sum(asked) FROM (
          SELECT \(group) AS g, CASE WHEN EXISTS (SELECT 1 FROM visiting_referral r WHERE r.child_id = child.id
            AND (r.received_on >= \(from) OR r.state IN ('waiting', 'allocated'))) THEN 1 ELSE 0 END AS asked
          FROM child LEFT JOIN locality ON locality.id = child.locality_id
          WHERE child.birth_on > \(today.adding(months: -60)) AND child.birth_on <= \(today) AND child.closed_on IS NULL
            AND child.died_on IS NULL AND child.not_included_because IS NULL) young
        GROUP BY g ORDER BY g
        """
      ) { ReachLine(group: try $0[0], known: try $0[1], asked: try $0[2]) }
    }
    return (
      try lines("COALESCE(locality.name, 'Not known')"),
      try lines(
        """
        CASE WHEN child.first_language IS NULL THEN 'Not known' WHEN child.first_language = 'English' THEN 'English'
          ELSE 'Another language' END
        """)
    )
  }
}
