import Foundation
import Kernel
import Store
import TestKit
import Testing

@testable import People

private let codes = ["education", "health", "camhs", "social", "voluntary"]

/// A folder for one test, gone afterwards.
private func withFolder(_ body: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "keywork-import-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder)
}

private func extract(_ code: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/agency-extracts/\(code).csv")
    .standardized
}

@Suite struct ImportTests {
  private static let heading = "record_id,forename,middle,surname,sex,dob,address,postcode,nhs_number,upn,la_id"

  @discardableResult
  private func take(
    _ rows: [String], as code: String = "health", into database: Database, in folder: URL,
    rejects: String = "rejects.csv",
    batch: Int = 500
  ) async throws -> ImportReport {
    let file = folder.appending(path: "\(code).csv")
    try ([Self.heading] + rows).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return try await importPeople(
      agency: code, file: file.path,
      writing: ImportFiles(
        rejects: folder.appending(path: rejects).path, notes: folder.appending(path: "notes.csv").path),
      into: database, at: Partnership.now, rowsPerTransaction: batch)
  }
  private func children(_ database: Database) async throws -> [Child] {
    try await database.read { tx in try tx.all("SELECT \(Child.columns) FROM child ORDER BY family_name, given_name") }
  }

  @Test(arguments: Engine.available)
  func accountsForEveryRow(_ engine: Engine) async throws {
    try await withPartnership(engine) { database, _ in
      try await withFolder { folder in
        let rows = [
          "1,COLIN,OSCAR,O'BRIEN,M,2018-11-30,62 STANWORTH STREET,LS24 1BJ,943 476 5919,,",
          ",Ann,,Lee,F,2018-01-01,,,,,",
          "3,,,,F,2018-01-01,,,,,",
          "4,Ann,,Lee,F,31/02/2018,,,,,",
          "5,Ann,,Lee,F,1980-01-01,,,,,",
          "6,Ann,,Lee,F,2031-01-01,,,,,",
          "1,Ann,,Lee,F,2018-01-01,,,,,",
          "8,Baby girl,,Lee,F,18/11/2026,,LS18 0RRR,943 476 5918,X123,",
          "9,too,few",
          "10,\"Ann, Marie\",,Lee,Z,,,,,,",
          "11,Unborn,,Parks,,2027-01-04,,,,,",
        ]
        let report = try await take(rows, into: database, in: folder, batch: 3)
        #expect(report.rows == 11)
        #expect(report.new == 4)
        #expect(report.rejected == 7)
        #expect(report.addsUp && report.isWhole)
        let rejects = try String(contentsOf: folder.appending(path: "rejects.csv"), encoding: .utf8).split(
          separator: "\r\n")
        #expect(rejects[0] == "line,field,reason,\(Self.heading)")
        #expect(rejects[1].hasPrefix("3,record_id,there is no record id,,Ann,,Lee"))
        #expect(rejects[2].hasPrefix("4,surname,there is no name,3"))
        #expect(rejects[3].hasPrefix("5,dob,is not a date,4,Ann,,Lee,F,31/02/2018"))
        #expect(rejects[4].hasPrefix("6,dob,makes the person older than 25,5"))
        #expect(rejects[5].hasPrefix("7,dob,is more than ten months ahead,6"))
        #expect(rejects[6].hasPrefix("8,record_id,the same record is on line 2,1"))
        #expect(rejects[7].hasPrefix("10,,3 values where there are 11 columns,9,too,few"))
        #expect(rejects.count == 8)
        #expect(report.notes["nhs_number fails its check and was left out"] == 1)
        #expect(report.notes["postcode is not a whole postcode and was left out"] == 1)
        #expect(report.notes["upn fails its check and was left out"] == 1)
        #expect(report.notes["forename stands for a name that is not known yet"] == 2)

        let found = try await children(database)
        #expect(found.map(\.fullName) == ["Ann, Marie Lee", "Baby girl Lee", "Colin Oscar O'Brien", "Unborn Parks"])
        #expect(found[2].nhsNumber?.digits == "9434765919")
        #expect(found[2].nhsStatus == .unverified)
        #expect(found[2].address == "62 Stanworth Street")
        #expect(found[1].bornOn == Day(2026, 11, 18))
        #expect(found[1].nhsNumber == nil)
        #expect(found[3].expectedOn == Day(2027, 1, 4))
        #expect(found[3].bornOn == nil)
      }
    }
  }

  @Test(arguments: Engine.available)
  func aSecondRunChangesNothing(_ engine: Engine) async throws {
    try await withPartnership(engine) { database, _ in
      try await withFolder { folder in
        let rows = ["1,Amy,,Lee,F,2018-01-01,,,,,", "2,Ben,,Lee,M,,,,,,", "3,,,,,,,,,,"]
        let first = try await take(rows, into: database, in: folder)
        let events = try await database.read { tx in try tx.value("SELECT count(*) FROM event", as: Int.self) }
        let before = try await children(database)
        let second = try await take(rows, into: database, in: folder)
        #expect((first.new, first.unchanged, first.rejected) == (2, 0, 1))
        #expect((second.new, second.unchanged, second.rejected) == (0, 2, 1))
        #expect(second.addsUp)
        #expect(try await children(database) == before)
        #expect(try await database.read { tx in try tx.value("SELECT count(*) FROM event", as: Int.self) } == events)
      }
    }
  }

  @Test(arguments: Engine.available)
  func joinsOnlyByAnExactNumberAndDateOfBirth(_ engine: Engine) async throws {
    try await withPartnership(engine) { database, _ in
      try await withFolder { folder in
        try await take(
          [
            "E1,Amy,,Lee,F,2018-01-01,1 High Street,LS1 1AA,,W886200012345,",
            "E2,Ben,,Lee,M,2019-01-01,,,,,",
          ], as: "education", into: database, in: folder)
        let report = try await take(
          [
            "S1,Amy,Grace,Lee,F,2018-01-01,9 Other Road,LS2 2BB,943 476 5919,W886200012345,",
            // The same name and date of birth, and no number: another record, for somebody to look at.
            "S2,Ben,,Lee,M,2019-01-01,,,,,",
            // The NHS number just learnt, with another date of birth.
            "S3,Amy,,Lee,F,2018-02-01,,,943 476 5919,,",
            // The twin's number: same day, another name.
            "S4,Harvey,,Stone,M,2018-01-01,,,943 476 5919,,",
            "S5,Baby,,Lee,,2018-01-01,,,943 476 5919,,",
          ], as: "social", into: database, in: folder)
        #expect((report.new, report.matched) == (3, 2))
        #expect(
          report.notes["nhs_number is on another child’s record already and was left out: may be the same child"] == 2)
        let found = try await children(database)
        #expect(found.count == 5)
        let amy = try #require(found.first { $0.nhsNumber != nil })
        #expect(amy.upn?.text == "W886200012345")
        #expect(amy.givenName == "Amy")
        #expect(amy.middleNames == "Grace")
        // What was there stays.
        #expect(amy.address == "1 High Street")
        #expect(
          try await database.read { tx in try tx.agenciesThatKnow(amy.id).map(\.agencyName) }
            == ["Children’s social care", "Education"])
      }
    }
  }

  @Test(arguments: Engine.available)
  func followsAChangeOfTheAgencyUnlessSomebodyHasWrittenOverIt(_ engine: Engine) async throws {
    try await withPartnership(engine) { database, _ in
      try await withFolder { folder in
        try await take(["1,Baby,,Lee,F,2018-01-01,1 High Street,LS1 1AA,,,"], into: database, in: folder)
        try await take(["1,Baby,,Lee,F,2018-01-01,1 High Street,LS1 1AA,943 476 5919,,"], into: database, in: folder)
        var child = try #require(try await children(database).first)
        #expect(child.nhsNumber?.digits == "9434765919")
        child.address = "2 Low Street"
        let changed = child
        try await database.write { tx in
          try changeDetails(of: changed, changed: ["address"], by: .system, at: Partnership.now, in: tx)
        }
        let report = try await take(
          ["1,Zoe,,Lee-Park,F,2018-01-01,3 New Street,LS1 1AB,943 476 5919,,"], into: database, in: folder)
        #expect((report.updated, report.unchanged, report.new) == (1, 0, 0))
        child = try #require(try await children(database).first)
        #expect(child.name == "Zoe Lee-Park")
        #expect(child.address == "2 Low Street")
        #expect(child.postcode?.text == "LS1 1AB")
        #expect(
          try await database.read { (tx) throws in
            try tx.searchChildren(
              .reading("Zoe Park", today: Partnership.today), as: Partnership().screener, limit: 1,
              on: Partnership.today
            ).total
          } == 1)
      }
    }
  }

  @Test func stopsWhereTheFileBreaksOffAndGoesOnWhenItIsMended() async throws {
    try await withPartnership(.sqlite) { database, _ in
      try await withFolder { folder in
        let broken = try await take(
          ["1,Amy,,Lee,F,2018-01-01,,,,,", "2,\"Ben,,Lee,M,2018-01-01,,,,,"], into: database, in: folder)
        #expect(broken.new == 1)
        #expect(broken.stopped?.contains("never closed") == true)
        #expect(!broken.isWhole)
        let mended = try await take(
          ["1,Amy,,Lee,F,2018-01-01,,,,,", "2,Ben,,Lee,M,2018-01-01,,,,,"], into: database, in: folder)
        #expect((mended.new, mended.unchanged) == (1, 1))
      }
    }
  }

  @Test func saysWhatIsWrongWithAFileOrAnAgency() async throws {
    try await withPartnership(.sqlite) { database, _ in
      try await withFolder { folder in
        await #expect(throws: ImportProblem.self) { try await take([], as: "police", into: database, in: folder) }
        let file = folder.appending(path: "x.csv")
        try "name,age\nAmy,8".write(to: file, atomically: true, encoding: .utf8)
        await #expect(throws: CSVError.self) {
          try await importPeople(
            agency: "health", file: file.path, writing: ImportFiles(rejects: folder.appending(path: "r.csv").path),
            into: database, at: Partnership.now)
        }
      }
    }
  }

  /// The first rows of each of the five extracts, twice, on both engines.
  @Test(arguments: Engine.available)
  func takesTheFiveExtractsTwice(_ engine: Engine) async throws {
    try await withTestDatabase(engine, Partnership.migrations) { database in
      try await withFolder { folder in
        var taken = 0
        for run in 1...2 {
          for code in codes {
            let some = folder.appending(path: "\(code)-some.csv")
            let lines = try String(contentsOf: extract(code), encoding: .utf8).split(whereSeparator: \.isNewline)
              .prefix(701)
            try lines.joined(separator: "\n").write(to: some, atomically: true, encoding: .utf8)
            let report = try await importPeople(
              agency: code, file: some.path,
              writing: ImportFiles(rejects: folder.appending(path: "\(code)-r\(run).csv").path),
              into: database, at: Partnership.now)
            #expect(report.isWhole)
            #expect(report.rows == lines.count - 1)
            if run == 1 { taken += report.new } else { #expect(report.unchanged + report.rejected == report.rows) }
            #expect(try rowsBeneathTheHeading(folder.appending(path: "\(code)-r\(run).csv")) == report.rejected)
          }
        }
        #expect(try await children(database).count == taken)
        #expect(
          try await database.read { tx in try tx.value("SELECT count(*) FROM agency_record", as: Int.self) } ?? 0
            >= taken)
      }
    }
  }

  /// All 20,335 rows, once.
  @Test func takesAllOfTheExtracts() async throws {
    try await withTestDatabase(.sqlite, Partnership.migrations) { database in
      try await withFolder { folder in
        var sum = ImportReport(agency: "all", file: "all")
        for code in codes {
          let report = try await importPeople(
            agency: code, file: extract(code).path,
            writing: ImportFiles(rejects: folder.appending(path: "\(code).csv").path),
            into: database, at: Partnership.now)
          #expect(report.isWhole)
          sum.rows += report.rows
          sum.new += report.new
          sum.matched += report.matched
          sum.rejected += report.rejected
        }
        #expect(sum.rows == 20_335)
        #expect(sum.new + sum.matched + sum.rejected == sum.rows)
        #expect(sum.matched > 1700)
        let exported = folder.appending(path: "people.jsonl")
        #expect(try await exportPeople(as: .json, to: exported.path, from: database, at: Partnership.now) == sum.new)
      }
    }
  }

  private func rowsBeneathTheHeading(_ file: URL) throws -> Int {
    var reader = try CSVReader(file: file.path)
    try reader.readHeading(required: ["line", "field", "reason"])
    var count = 0
    while try reader.next() != nil { count += 1 }
    return count
  }
}
