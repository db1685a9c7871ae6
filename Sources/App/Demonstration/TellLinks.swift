import Foundation
import Kernel
import Linkage
import People
import Sharing
import Store
import Web

// What people have done about records that may be one child: two that were put together, two that were taken apart again
// with something left to be placed, pairs that wait, figures of a month ago, a change of the sharing matrix that waits.

/// Rows of one more extract: children whom the other agencies have under other words.
private let twiceKept: [(record: String, row: String)] = [
  ("V91001", "Kayleigh-Anne,,Thornbury,F,2016-04-19,8 Weir Lane,TH2 4QP,,,"),
  ("V91002", "Kaylee,,Thornbury,F,2016-04-19,51 Bridge Road,TH7 9ZZ,,,"),
  ("V91003", "Ibrahim,,Yusufi,M,2014-09-02,31 Mill Street,TH1 3RD,,,"),
  ("V91004", "Ebrahim,Karim,Yusufi,M,2015-11-23,12 Quay Street,TH1 1AB,,,"),
  ("V91005", "Finley,,Marchbanks,M,2013-06-11,9 Chapel Row,TH2 6EE,,,"),
  ("V91006", "Finlay,James,Marchbanks,M,2013-06-11,22 Station Road,TH4 1LL,,,"),
  ("V91007", "Toby,,Ellerman,M,2015-01-07,77 Fell Street,TH1 7AA,,,"),
  ("V91008", "Tobias,,Ellerman,M,2015-07-01,6 Harbour Way,TH6 2TB,,,"),
]

func tellLinks(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  let partnership = Partnership()
  let rows = partnership.slices.flatMap(\.childRows)
  try await inFolderForNow { folder in
    let file = folder.appending(path: "links.csv")
    let heading = "record_id,forename,middle,surname,sex,dob,address,postcode,nhs_number,upn,la_id"
    let text = ([heading] + twiceKept.map { "\($0.record),\($0.row)" }).joined(separator: "\n")
    try text.write(to: file, atomically: true, encoding: .utf8)
    _ = try await importPeople(
      agency: "voluntary", file: file.path, writing: ImportFiles(rejects: "\(file.path).rejects"), into: database,
      at: county.time.ago(12, 9), localityOf: { county.locality(of: $0) })
  }
  // Taken in as they are; what a person is asked about is said here, so that it is the same in every filling.
  for (one, other) in [("V91001", "V91002"), ("V91005", "V91006")] {
    try await database.write { tx in
      try askAboutRecords(one, other, of: "voluntary", partnership.hub, at: county.time.ago(12, 9), in: tx)
    }
  }
  try await database.write { tx in try tellMerges(county, rows, in: tx) }
  // Of its own: the records in memory are asked before anything is written.
  try await database.write { tx in try tellTakenApart(county, rows, partnership.hub, in: tx) }
  let waiting = try await database.write { tx in
    try tellMonthAgo(county, in: tx)
    try askForMatrixChange(county, in: tx)
    return try tx.value("SELECT count(*) FROM link_pair WHERE state IN ('open', 'unsure')", as: Int.self) ?? 0
  }
  progress("Links: \(waiting) pairs of records wait for a person.")
}

extension Transaction {
  fileprivate func standingChild(_ given: String, _ family: String) throws -> ChildID {
    let found: ChildID? = try value(
      """
      SELECT id FROM child WHERE given_name = \(given) AND family_name = \(family) AND merged_into IS NULL
      ORDER BY id LIMIT 1
      """)
    guard let found else { throw Refusal.notFound }
    return found
  }
}

private func tellMerges(_ county: County, _ rows: [ChildRows], in tx: Transaction) throws {
  let joanne = county.person("joanne").caller
  var random = SplitMix64(seed: demonstrationSeed, part: "links")
  let at = county.time.ago(9, 10.5)
  let (ibrahim, ebrahim) = (try tx.standingChild("Ibrahim", "Yusufi"), try tx.standingChild("Ebrahim", "Yusufi"))
  // Taken for one child, and two: what was said in between could be either’s.
  let wrong: ID<ChildMerge> = random.id(at: at)
  try mergeByHand(
    wrong, kept: ibrahim, lost: ebrahim, why: "The group wrote the name another way.", rows: rows, by: joanne,
    at: at, in: tx)
  try tx.addOwnWords(
    random.id(at: at), child: ibrahim, speaker: "Ibrahim", words: "I want to learn to swim.", by: joanne,
    at: county.time.ago(7, 15))
  // The same boy, written down twice.
  try mergeByHand(
    random.id(at: at), kept: tx.standingChild("Toby", "Ellerman"), lost: tx.standingChild("Tobias", "Ellerman"),
    why: "His grandmother says that he moved in with her, and that his birthday is in January.", rows: rows, by: joanne,
    at: at, in: tx)
}

private func tellTakenApart(_ county: County, _ rows: [ChildRows], _ hub: LinkHub, in tx: Transaction) throws {
  let ibrahim = try tx.standingChild("Ibrahim", "Yusufi")
  guard let merge = try tx.merges(of: ibrahim).first else { throw Refusal.notFound }
  try unmergeChildren(
    merge, why: "They are cousins: the school has both.", rows: rows, hub: hub, by: county.person("joanne").caller,
    at: county.time.ago(5, 11),
    in: tx)
}

/// Figures as they were when the partnership last looked.
private func tellMonthAgo(_ county: County, in tx: Transaction) throws {
  try tx.tellFigures(on: county.time.ago(33, 6).day, share: 0.93)
  try tx.noteLinkFigures(on: county.time.today)
}

private func askForMatrixChange(_ county: County, in tx: Transaction) throws {
  let margaret = county.person("margaret").caller
  var random = SplitMix64(seed: demonstrationSeed, part: "matrix")
  try askMatrixChange(
    random.id(at: county.time.ago(2, 14)), MatrixCell(.voluntary, .assessments, .directCare), isAllowed: true,
    why: "The young carers’ project keeps asking families what the school has assessed already.", by: margaret,
    at: county.time.ago(2, 14), in: tx)
}
