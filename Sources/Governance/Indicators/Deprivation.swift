import Kernel
package import Store

// How deprived the area of a child is, from a published table: data with a source, kept by postcode, by its sector or by its
// district. Source of the rule: domain register B15.4 (deprivation decile); the deciles are those of the English indices of
// deprivation, 1 the most deprived tenth of small areas.

let deprivationMigrations: [Migration] = [
  Migration(201, "how deprived areas are") { d in
    [
      """
      CREATE TABLE area_deprivation (
        area TEXT NOT NULL, decile INTEGER NOT NULL, source TEXT NOT NULL,
        CONSTRAINT area_deprivation_pk PRIMARY KEY (area),
        CONSTRAINT area_deprivation_decile CHECK (decile BETWEEN 1 AND 10))
      """
    ]
  }
]

/// What came of a table of deciles.
package struct DeprivationReport: Sendable, Hashable {
  package var taken = 0
  /// With the line, in the order of the file.
  package var problems: [String] = []
}

/// Takes a table with the columns `area,decile`: an area is a postcode (`TH1 1BD`), its sector (`TH1 1`) or its district
/// (`TH1`); the nearest counts. What was there before goes: one table holds at a time. Wrong lines are told and left out.
package func importDeprivation(
  _ bytes: [UInt8], named name: String, source: String, in tx: Transaction
) throws -> DeprivationReport {
  var reader = CSVReader(named: name, bytes: bytes)
  try reader.readHeading(required: ["area", "decile"])
  var report = DeprivationReport()
  var deciles: [String: Int] = [:]
  while let row = try reader.next() {
    let area = row.text("area").uppercased().split(separator: " ").joined(separator: " ")
    guard !area.isEmpty, let decile = Int(row.text("decile")), (1...10).contains(decile) else {
      report.problems.append("line \(row.line): an area and a decile from 1 to 10 are needed")
      continue
    }
    deciles[area] = decile
  }
  try tx.run("DELETE FROM area_deprivation")
  for (area, decile) in deciles.sorted(by: { $0.key < $1.key }) {
    try tx.run("INSERT INTO area_deprivation (area, decile, source) VALUES (\(area), \(decile), \(source))")
  }
  report.taken = deciles.count
  return report
}

func decileWords(_ decile: Int) -> String {
  switch decile {
  case 1: "Decile 01, most deprived"
  case 10: "Decile 10, least deprived"
  default: "Decile 0\(decile)"
  }
}

extension Transaction {
  /// The decile of the area of each child whose postcode is known; of a postcode first, then its sector, then its district.
  func deciles(of children: [ChildID]) throws -> [(ChildID, Int)] {
    try rows(
      """
      SELECT c.id, coalesce(p.decile, s.decile, o.decile) FROM child c
      LEFT JOIN area_deprivation p ON p.area = c.postcode
      LEFT JOIN area_deprivation s ON s.area = substr(c.postcode, 1, length(c.postcode) - 2)
      LEFT JOIN area_deprivation o ON o.area = substr(c.postcode, 1, length(c.postcode) - 4)
      WHERE c.id IN \(list: children) AND coalesce(p.decile, s.decile, o.decile) IS NOT NULL
      """
    ) { (try $0[0], try $0[1]) }
  }

  func deprivationSource() throws -> String? {
    try value("SELECT source FROM area_deprivation ORDER BY area LIMIT 1")
  }
}
