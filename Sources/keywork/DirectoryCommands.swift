import App
import ArgumentParser
import Exchange
import Foundation
import Kernel
import LocalOffer
import Store
import Voice
import Web

extension Import {
  struct ImportPostcodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "postcodes", abstract: "Take a table of where postcodes are.",
      discussion:
        "Columns: postcode, latitude, longitude and perhaps place; or pcds, lat and long as in the ONS Postcode Directory. "
        + "Running it twice changes nothing.")
    @OptionGroup var database: DatabaseOption
    @Argument(help: "The CSV file.")
    var file: String
    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let report = try await importPostcodes(file: file, into: database)
      await database.close()
      for problem in report.problems.prefix(50) { say(problem) }
      say("\(report.rows) lines: \(report.taken) postcodes taken, \(report.problems.count) not.")
      if !report.problems.isEmpty { throw ExitCode.failure }
    }
  }

  struct ImportDirectory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open-referral", abstract: "Take another directory's feed (Open Referral UK 3.0 or 1.0).",
      discussion:
        "A file of JSON (an envelope, a list, or one service a line), or the address of a feed on this machine. What was "
        + "wrong is told line by line, and every document is kept whole. Running it twice changes nothing.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "The name of the directory that it comes from; default the name of the file or host.")
    var source: String?
    @Argument(help: "The file, or http://127.0.0.1:PORT/…")
    var feed: String
    func run() async throws {
      let name = source ?? (URL(string: feed)?.host() ?? URL(filePath: feed).lastPathComponent)
      let read =
        try await feed.hasPrefix("http")
        ? servicesOfFeed(feed) : ReadFeed(lines: [UInt8](Data(contentsOf: URL(filePath: feed))))
      let database = try database.openExisting(makeLogger())
      let report = try await importOpenReferral(read.lines, from: name, into: database, at: systemClock())
      await database.close()
      for remark in read.remarks { say(remark) }
      for problem in report.problems { say(problem.description) }
      say(report.summary)
      if report.rejected > 0 { throw ExitCode.failure }
    }
  }
}

extension Export {
  struct ExportDirectory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open-referral", abstract: "Write the local offer as an HSDS-UK 3.0 package of CSV tables.")
    @OptionGroup var database: DatabaseOption
    @Argument(help: "The folder to write; it is made.")
    var folder: String
    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let count = try await exportOpenReferral(to: folder, from: database, at: systemClock())
      await database.close()
      say("\(count) services written to \(folder).")
    }
  }
}

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a report that the law asks for.", subcommands: [Comments.self, Complaints.self])

  struct Comments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "comments",
      abstract: "The year's comments on the local offer, with the answers (SEND Regulations 2014, regulation 56).")
    @OptionGroup var database: DatabaseOption
    @Option(help: "The year; default the last whole one.")
    var year: Int?
    @Argument(help: "The file to write (Markdown).")
    var file: String
    func run() async throws {
      let (year, partnership) = (year ?? systemClock().day.year - 1, makeSettings().partnership)
      let database = try database.openExisting(makeLogger())
      let text = try await database.read { tx in try commentReport(year: year, partnership: partnership, in: tx) }
      await database.close()
      try Data(text.utf8).write(to: URL(filePath: file))
      say("Written to \(file).")
    }
  }

  struct Complaints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "complaints",
      abstract: "The year's complaints by stage, outcome and time, with what was learned; small counts are hidden.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "The year; default the last whole one.")
    var year: Int?
    @Argument(help: "The file to write (Markdown).")
    var file: String
    func run() async throws {
      let (today, partnership) = (systemClock().day, makeSettings().partnership)
      let year = year ?? today.year - 1
      let database = try database.openExisting(makeLogger())
      do {
        let report = try await database.read { tx in try tx.complaintYear(year, today: today) }
        await database.close()
        try Data(complaintReport(report, partnership: partnership).utf8).write(to: URL(filePath: file))
      } catch Refusal.malformed(let why) {
        await database.close()
        throw ValidationError(why)
      }
      say("Written to \(file).")
    }
  }
}
