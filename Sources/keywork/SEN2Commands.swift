import App
import ArgumentParser
import EHC
import Foundation
import Kernel
import People
import SEN2
import Store
import Web

/// `keywork check sen2 FILE.xml`, of any system.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a statutory return, ours or another system’s.", subcommands: [CheckSEN2.self])

  struct CheckSEN2: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sen2", abstract: "Check a SEN2 return by every rule of its year.",
      discussion: "Ends with 1 where the file cannot be read to its end or has errors. Nothing is sent anywhere.")
    @Option(help: "Also write every finding to this CSV file.")
    var csv: String?
    @Option(help: "Also write the whole result to this JSON file.")
    var json: String?
    @Argument(help: "The XML file.")
    var file: String

    func run() async throws {
      let report = checkReturn(try blocks(of: file))
      say(report.summary)
      if let csv { try report.csv.write(toFile: csv, atomically: true, encoding: .utf8) }
      if let json {
        let encoder = JSONEncoder()
        (encoder.keyEncodingStrategy, encoder.outputFormatting) = (.convertToSnakeCase, [.prettyPrinted, .sortedKeys])
        try encoder.encode(report).write(to: URL(filePath: json))
      }
      if !report.isGood { throw ExitCode.failure }
    }
  }
}

/// `keywork export sen2`: from the live records.
struct ExportSEN2: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sen2", abstract: "Write the SEN2 return of a year from the live records.",
    discussion: "As the records stood on the survey day. Check the file before you send it.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "The year of the return: 2025, 2026 or 2027.")
  var year: Int
  @Option(help: "The three digits of the council. KEYWORK_COUNCIL.")
  var council: String?
  @Option(help: "The file to write.")
  var output: String
  @Option(help: "The serial number of the file.")
  var serial = "001"
  @Option(help: "The day and time that the file says it was written at, like 2027-02-01T09:00:00Z; default now.")
  var writtenAt: String?
  @Flag(inversion: .prefixedNo, help: "A designated medical officer is in post.")
  var medicalOfficer = true
  @Flag(inversion: .prefixedNo, help: "A designated clinical officer is in post.")
  var clinicalOfficer = true
  @Flag(inversion: .prefixedNo, help: "A designated social care officer is in post.")
  var socialCareOfficer = true

  private var ownCouncil: String? { council ?? councilOfReturns }

  func validate() throws {
    guard ReturnYear.of(year) != nil else { throw ValidationError("The layout of \(year) is not known.") }
    if ownCouncil == nil { throw ValidationError("Say which council it is: --council 886, or KEYWORK_COUNCIL.") }
    guard let council = ownCouncil, council.utf8.count == 3, Int(council) != nil else {
      throw ValidationError("The council has three digits.")
    }
  }
  func run() async throws {
    let database = try database.openExisting(makeLogger())
    let written = try writtenAt.map { try JSONDecoder().decode(Instant.self, from: Data("\"\($0)\"".utf8)) }
    var settings = ReturnSettings(year: ReturnYear.of(year)!, council: ownCouncil!, writtenAt: written ?? systemClock())
    settings.serial = serial
    (settings.hasMedicalOfficer, settings.hasClinicalOfficer) = (medicalOfficer, clinicalOfficer)
    settings.hasSocialCareOfficer = socialCareOfficer
    guard FileManager.default.createFile(atPath: output, contents: nil),
      let handle = FileHandle(forWritingAtPath: output)
    else { throw ValidationError("\(output) cannot be written.") }
    let count = try await exportReturn(settings, from: database) { try handle.write(contentsOf: Data($0)) }
    try handle.close()
    await database.close()
    say("\(count.persons) persons with \(count.plans) plans in force written to \(output).")
    if !settings.year.isVerified {
      say("The layout of \(year) is that of the year before: its specification is not out.")
    }
  }
}

/// `keywork import sen2`: so that a council can start with its own cases and plans.
struct ImportSEN2: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sen2", abstract: "Take a council’s own SEN2 return into the partnership.",
    discussion: "Persons are known by their pupil number. Doing it twice changes nothing.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "The code of the agency whose officers may open the records.")
  var agency = "education"
  @Argument(help: "The XML file.")
  var file: String

  func run() async throws {
    let database = try database.openExisting(makeLogger())
    let code = agency
    let known = try await database.write { tx in try tx.agencyToImport(code, at: systemClock()) }
    do {
      let report = try await importReturn(
        try blocks(of: file), into: database, agency: known.id, by: .system, at: systemClock())
      await database.close()
      say(report.summary)
      report.refused.prefix(50).forEach { say($0) }
      if !report.refused.isEmpty { throw ExitCode.failure }
    } catch let problem as ReturnProblem {
      await database.close()
      say("The file could not be read to its end. \(problem)")
      throw ExitCode.failure
    }
  }
}

/// The file, block by block. Throws where it is not there.
private func blocks(of path: String) throws -> @Sendable () throws -> [UInt8]? {
  guard let handle = FileHandle(forReadingAtPath: path) else { throw ValidationError("\(path) cannot be read.") }
  return {
    let data = try handle.read(upToCount: 65_536)
    return data.flatMap { $0.isEmpty ? nil : Array($0) }
  }
}
