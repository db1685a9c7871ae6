import App
import ArgumentParser
import Foundation
import Governance
import Kernel
import Store
import Web

extension Import {
  struct ImportDeprivation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "deprivation", abstract: "Take a table of how deprived areas are, for figures by deprivation.",
      discussion:
        "Columns: area, decile (1 is the most deprived tenth). An area is a postcode, its sector (TH1 1) or its "
        + "district (TH1); the nearest counts. The table before goes: one holds at a time.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "Who published it, and when; it stands beside every figure by deprivation.")
    var source: String
    @Argument(help: "The CSV file.")
    var file: String

    func run() async throws {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      let (name, source) = (URL(filePath: file).lastPathComponent, source)
      let database = try database.openExisting(makeLogger())
      let report = try await database.write { tx in
        try importDeprivation(bytes, named: name, source: source, in: tx)
      }
      await database.close()
      for problem in report.problems.prefix(50) { say(problem) }
      say("\(report.taken) areas taken, \(report.problems.count) lines not.")
      if !report.problems.isEmpty { throw ExitCode.failure }
    }
  }

  struct ImportPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan", abstract: "Take an implementation plan as it was published, every cell of it.",
      discussion:
        "Columns: id, theme, parent, action, lead, due_as_published, evidence_as_published. What is wrong with the plan is "
        + "told, and shown on one page; nothing is put right in silence. A plan of the same title is never written over."
    )
    @OptionGroup var database: DatabaseOption
    @Option(help: "What the plan is called; default the name of the file.")
    var title: String?
    @Option(help: "The board or group that answers for it.")
    var answeredBy: String = "The partnership board"
    @Option(help: "What it is all for, in a sentence.")
    var vision: String?
    @Option(help: "Where it was published, and under which terms.")
    var source: String?
    @Option(help: "A CSV file of its themes: code, title, outcome, measure.")
    var themes: String?
    @Option(help: "The day on which it ended, like 2012-12-31; its figures are then shown for that day.")
    var ended: String?
    @Flag(help: "Only those who keep plans see it.")
    var unpublished = false
    @Argument(help: "The CSV file.")
    var file: String

    func validate() throws {
      if let ended, Day(ended) == nil { throw ValidationError("Give the day like this: 2012-12-31.") }
    }

    func run() async throws {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      let wanted = try themes.map { try readThemes([UInt8](Data(contentsOf: URL(filePath: $0))), named: $0) } ?? []
      let heading = PlanHeading(
        title: title ?? URL(filePath: file).deletingPathExtension().lastPathComponent, vision: vision,
        answeredBy: answeredBy, source: source, isPublished: !unpublished, endedOn: ended.flatMap { Day($0) })
      let (now, name) = (systemClock(), URL(filePath: file).lastPathComponent)
      var random = SystemRandomNumberGenerator()
      let id = ID<ImplementationPlan>(at: now, random: &random)
      let database = try database.openExisting(makeLogger())
      let summary: [String]
      do {
        summary = try await database.write { tx in
          try importPlan(heading, rows: bytes, named: name, themes: wanted, id: id, by: .system, at: now, in: tx)
          return try planSummary(id, on: heading.endedOn ?? now.day, in: tx)
        }
      } catch Refusal.notNow(let why) {
        await database.close()
        throw ValidationError(why)
      }
      await database.close()
      for line in summary { say(line) }
    }
  }
}

extension Export {
  struct ExportPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Write an implementation plan as it was published: the same columns, the same cells.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "The title of the plan; default the newest.")
    var title: String?
    @Option(help: "The file to write.")
    var output: String
    func run() async throws {
      let (title, database) = (title, try database.openExisting(makeLogger()))
      let bytes: [UInt8]
      do {
        bytes = try await database.read { tx in try exportPlan(titled: title, in: tx) }
      } catch Refusal.notFound {
        await database.close()
        throw ValidationError("There is no such plan.")
      }
      await database.close()
      try Data(bytes).write(to: URL(filePath: output))
      say("Written to \(output).")
    }
  }
}
