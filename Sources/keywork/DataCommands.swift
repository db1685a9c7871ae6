import App
import ArgumentParser
import Clocks
import Foundation
import Kernel
import Linkage
import People
import Store
import Web

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fill the demonstration partnership when the database is empty, and serve it.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "The port to listen on. KEYWORK_PORT; default 8080.")
  var port: Int?
  @Flag(help: "Only fill; do not serve.")
  var noServe = false
  @Option(help: "Generate this many children instead of the agency extracts: for measuring.")
  var children: Int?

  func run() async throws {
    Memory.sharePools()
    Memory.returnLargeBlocks()
    let logger = makeLogger()
    let database = try database.open(logger)
    let started = systemClock()
    try await migrate(database)
    try await fillDemonstration(
      database, settings: makeSettings(port: port), children: children, examples: "\(home)/Examples", now: started,
      progress: { say($0) })
    if noServe {
      _ = try await database.sealEvents(at: systemClock())
      await database.close()
      say("The demonstration is filled.")
      return
    }
    try await serve(database, host: nil, port: port, logger: logger) { port in
      say(
        """

        Keywork is running.
          Start page         http://127.0.0.1:\(port)/
          Be one of them     http://127.0.0.1:\(port)/demonstration
          Mail that was sent http://127.0.0.1:\(port)/outbox
        Press Ctrl-C to stop.
        """)
    }
  }
}

func migrate(_ database: Database) async throws {
  let folder = registersFolder
  guard FileManager.default.fileExists(atPath: folder) else {
    throw ValidationError("There is no folder \(folder). Set KEYWORK_HOME to the folder that holds it.")
  }
  let applied = try await database.migrate(Partnership().migrations)
  try await database.write { tx in try loadAllRegisters(folder: folder, in: tx) }
  if !applied.isEmpty { say("Migrated: \(applied.count) step\(applied.count == 1 ? "" : "s").") }
}

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database to the newest schema and load the registers.",
    discussion: "Forward only, each step in its own transaction. Running it again changes nothing.")
  @OptionGroup var database: DatabaseOption
  func run() async throws {
    let database = try database.open(makeLogger())
    try await migrate(database)
    await database.close()
    say("The schema is current.")
  }
}

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take in what others hold: an agency's children, plans, another directory, a table of postcodes.",
    subcommands: [
      ImportPeople.self, ImportSEN2.self, ImportPostcodes.self, ImportDirectory.self, ImportTerms.self, ImportPlan.self,
      ImportDeprivation.self,
      ImportChecklist.self, ImportPopulation.self, ImportWorkforce.self,
    ])

  struct ImportPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "people", abstract: "Take an extract of children: one row a child, every row accounted for.",
      discussion:
        "Rows that cannot be taken go to FILE.rejects.csv with line, field and reason. Running it twice changes nothing."
    )
    @OptionGroup var database: DatabaseOption
    @Option(
      help: "Whose extract it is: education, health, camhs, social, voluntary, or the code of an agency you added.")
    var agency: String
    @Option(help: "Where rejected rows go; default beside the file, ending in .rejects.csv.")
    var rejects: String?
    @Argument(help: "The CSV file.")
    var file: String

    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let stem = file.hasSuffix(".csv") ? String(file.dropLast(4)) : file
      let target = rejects ?? "\(stem).rejects.csv"
      let report = try await importPeople(
        agency: agency, file: file, writing: ImportFiles(rejects: target, notes: nil), into: database,
        at: systemClock(), linking: Partnership().hub.linking)
      await database.close()
      say(report.summary)
      if report.rejected > 0 { say("Rejected rows: \(target)") }
      if !report.isWhole { throw ExitCode.failure }
    }
  }
}

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what the partnership holds to files: its children, a statutory return, the local offer.",
    subcommands: [ExportPeople.self, ExportSEN2.self, ExportDirectory.self, ExportPlan.self],
    defaultSubcommand: ExportPeople.self)

  struct ExportPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "people",
      abstract: "Write the partnership's children to a file. Restricted records are left out.",
      discussion: "The export is an event that the information governance lead sees.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "csv or json (one object a line).")
    var form: String = "csv"
    @Argument(help: "The file to write.")
    var file: String
    func validate() throws {
      guard ExportForm(rawValue: form) != nil else { throw ValidationError("The form is csv or json.") }
    }
    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let count = try await exportPeople(as: ExportForm(rawValue: form)!, to: file, from: database, at: systemClock())
      await database.close()
      say("\(count) children written to \(file).")
    }
  }
}

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a consistent copy of the database while it is in use.",
    discussion: "SQLite: a database file. PostgreSQL: a dump for pg_restore, made by pg_dump.")
  @OptionGroup var database: DatabaseOption
  @Argument(help: "The file to write.")
  var file: String
  func run() async throws {
    let database = try database.openExisting(makeLogger())
    try await database.backup(to: file)
    await database.close()
    say("Backup written to \(file).")
  }
}

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove that no event was changed, removed or put in.",
    discussion: "Ends with 1 and names the first broken one. Events not yet sealed are checked one by one.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Seal what is not sealed yet, first.")
  var seal = false
  @Option(help: "A seal noted down earlier, outside the database: proves that nothing before it was cut off.")
  var noted: String?
  func validate() throws {
    if let noted, bytes(noted) == nil { throw ValidationError("A seal is 64 characters of 0–9 and a–f.") }
  }
  private func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.count == 64 else { return nil }
    let pairs = stride(from: 0, to: 64, by: 2).map { text.dropFirst($0).prefix(2) }
    let bytes = pairs.compactMap { UInt8($0, radix: 16) }
    return bytes.count == 32 ? bytes : nil
  }
  func run() async throws {
    let database = try database.openExisting(makeLogger())
    if seal { _ = try await database.sealEvents(at: systemClock()) }
    let known = noted.flatMap(bytes)
    let report = try await database.read { tx in try verifyEvents(in: tx, noted: known) }
    await database.close()
    if let problem = report.problem {
      say("BROKEN: \(problem)")
      throw ExitCode.failure
    }
    say("Sound: \(report.sealed) events under \(report.seals) seals, \(report.unsealed) not sealed yet.")
    if let newest = report.newestSeal {
      say("Newest seal: \(newest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())")
    }
  }
}
