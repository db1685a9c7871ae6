import Kernel
import Linkage
import LinkageEngine
import Store
import Web

/// How many links are drawn by chance and looked at: enough that a share is known within two of a hundred.
private let linksLookedAt = 360
/// Of a hundred pairs in between, so many have been answered since the extracts came.
private let shareAnswered = 62

/// What came after the extracts: the night in which all records were looked at together, and a month in which people drew
/// links by chance and answered about pairs, as the file of what they know says.
func tellReview(
  _ county: County, examples: String, _ database: Database, _ progress: @Sendable (String) -> Void
) async throws {
  let rows = Partnership().slices.flatMap(\.childRows)
  let night = county.time.ago(29, 8)
  let settled = try await settlePeople(database, rows: rows, at: night)
  progress("Links: \(settled.joined) records put together, \(settled.moved) moved, \(settled.past) pairs settled.")
  var reader = try CSVReader(file: "\(examples)/linkage/reviewed-pairs.csv")
  try reader.readHeading(required: ["a_agency", "a_record", "b_agency", "b_record", "answer"])
  var isSame: [Set<RecordName>: Bool] = [:]
  while let row = try reader.next() {
    let pair = try ["a", "b"].map {
      RecordName(source: try row.required("\($0)_agency"), id: try row.required("\($0)_record"))
    }
    isSame[Set(pair)] = try row.required("answer") == "same"
  }
  try await demonstrateReview(
    database, settled: settled, on: night.day, links: linksLookedAt, share: shareAnswered, isSame: isSame, rows: rows,
    by: [county.person("joanne").caller, county.person("margaret").caller],
    at: [26, 23, 20, 16, 13, 9, 6, 3].map { county.time.ago($0, 10) },
    random: SplitMix64(seed: demonstrationSeed, part: "reviewed links"))
}
