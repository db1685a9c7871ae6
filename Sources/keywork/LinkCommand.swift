import ArgumentParser
import Foundation
import LinkageEngine

/// `keywork link`: which records of several agencies are one child. Files in, files out; no database.
struct Link: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find out which records of several agencies are one child.",
    discussion: """
      The folder of --input holds a CSV file for each agency, with the columns record_id, forename, middle, surname, sex, dob, \
      address, postcode, nhs_number, upn, la_id. --output gets clusters.csv, links.csv, review.csv, model.json and report.json. \
      docs/guides/linking-records.md says what they mean.
      """,
    subcommands: [Run.self, Explain.self, Measure.self, Settle.self], defaultSubcommand: Run.self)

  /// What reading and weighing need.
  struct Options: ParsableArguments {
    @Option(help: "The folder with a CSV file for each agency.") var input: String?
    @Option(help: "A trained model (model.json of an earlier run), so that nothing is learnt anew.") var model: String?
    @Option(help: "How many processors to use; default all. The results are the same with any number.") var threads:
      Int?
    @Option(help: "Where the sample of random pairs begins.") var seed: UInt64 = 1
    @Option(help: "The probability from which a pair is a link.") var threshold = 0.95

    func validate() throws {
      guard threshold > 0, threshold < 1 else { throw ValidationError("--threshold is above 0 and below 1.") }
      guard (1...64).contains(threads ?? 1) else { throw ValidationError("--threads is 1 to 64.") }
    }
    var settings: LinkageSettings {
      var settings = LinkageSettings()
      settings.threshold = threshold
      settings.reviewFrom = min(settings.reviewFrom, threshold)
      settings.threads = threads ?? min(64, ProcessInfo.processInfo.activeProcessorCount)
      settings.seed = seed
      return settings
    }
    func readModel() throws -> Model? {
      guard let model else { return nil }
      guard let data = FileManager.default.contents(atPath: model) else {
        throw ValidationError("There is no model at \(model).")
      }
      guard let read = try? JSONDecoder().decode(Model.self, from: data), read.isWhole else {
        throw ValidationError("\(model) is not a model that keywork link wrote.")
      }
      return read
    }
    func read(quietly: Bool) throws -> Linkage {
      guard let input else { throw ValidationError("--input DIR is needed: the folder with the agencies’ files.") }
      return try Linkage(extracts: extracts(in: input), settings: settings) { stage in
        if !quietly { FileHandle.standardError.write(Data("\(stage) …\n".utf8)) }
      }
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Link the records; this is what `keywork link` does without a word after it.")
    @OptionGroup var options: Options
    @Option(help: "The folder for the results; it is made where it is not there.") var output: String?
    @Option(help: "Write the model as settings for Splink to this file.") var splinkSettings: String?
    @Option(help: "For which of Splink’s back ends the settings are: duckdb or spark.") var splinkDialect = "duckdb"
    @Option(help: "Write the cleaned columns, over which Splink’s settings speak, to this file.") var cleaned: String?
    @Flag(help: "Say nothing while it runs.") var quiet = false

    func validate() throws {
      if output == nil && splinkSettings == nil && cleaned == nil {
        throw ValidationError("Say where the results go: --output DIR, --splink-settings FILE or --cleaned FILE.")
      }
      if SplinkSettings.Dialect(rawValue: splinkDialect) == nil {
        throw ValidationError("--splink-dialect is duckdb or spark.")
      }
    }

    func run() throws {
      Memory.returnLargeBlocks()
      let given = try options.readModel()
      if let given, output == nil, cleaned == nil { return try writeSplink(given) }
      var linkage = try failing { try options.read(quietly: quiet) }
      linkage.run(model: given)
      if let output { try writeResults(linkage, to: output, quietly: quiet) }
      if let model = linkage.model { try writeSplink(model) }
      if let cleaned { try writeCleaned(linkage, to: cleaned) }
    }

    private func writeSplink(_ model: Model) throws {
      guard let splinkSettings, let dialect = SplinkSettings.Dialect(rawValue: splinkDialect) else { return }
      try writeJSON(SplinkSettings(model, dialect: dialect).settings, to: splinkSettings, inSnakeCase: true)
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say why two records weigh what they weigh: each part, and the sum.",
      discussion:
        "A record is named by its agency and its own id: health:H0000123. Without --model the model is learnt first.")
    @OptionGroup var options: Options
    @Flag(help: "As JSON.") var json = false
    @Argument(help: "AGENCY:RECORD") var a: String
    @Argument(help: "AGENCY:RECORD") var b: String

    func run() throws {
      let (first, second) = (try recordName(a), try recordName(b))
      var linkage = try failing { try options.read(quietly: true) }
      linkage.run(model: try options.readModel())
      guard let explanation = linkage.explain(first, second) else {
        throw ValidationError("\(a) or \(b) is not among the \(linkage.recordCount) records.")
      }
      if json {
        say(String(decoding: try jsonEncoder().encode(explanation), as: UTF8.self))
      } else {
        say("\(explanation.a) and \(explanation.b)\n\n\(explanation.chart)")
      }
    }

    private func recordName(_ text: String) throws -> RecordName {
      guard let colon = text.firstIndex(of: ":") else {
        throw ValidationError("\(text): write AGENCY:RECORD, as health:H0000123.")
      }
      return RecordName(source: String(text[..<colon]), id: String(text[text.index(after: colon)...]))
    }
  }

  struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measure how long one record takes against the index of all, in milliseconds.",
      discussion:
        "For bin/bench. Prints JSON: p50, p99, the number of records asked about, and the seconds to build the index.")
    @OptionGroup var options: Options
    @Option(help: "How many records to ask about.") var count = 2_000

    func run() throws {
      var linkage = try failing { try options.read(quietly: true) }
      linkage.run(model: try options.readModel())
      let began = ContinuousClock.now
      guard var index = LinkIndex(linkage) else { throw ExitCode.failure }
      let built = (ContinuousClock.now - began) / .seconds(1)
      let asked = try sample(of: options.input ?? "", count: count)
      var times: [Double] = []
      var found = 0
      for (name, raw) in asked {
        let start = ContinuousClock.now
        // As a record that comes in: under a name that the index does not hold.
        found += index.matches(raw, RecordName(source: name.source, id: "new \(name.id)")).count
        times.append((ContinuousClock.now - start) / .milliseconds(1))
      }
      times.sort()
      guard !times.isEmpty else { throw ValidationError("There are no records.") }
      let figures = [
        "p50": times[times.count / 2], "p99": times[times.count * 99 / 100], "asked": Double(times.count),
        "found": Double(found), "index_seconds": built,
      ]
      say(String(decoding: try jsonEncoder().encode(figures), as: UTF8.self))
    }
  }
}

/// An error of the engine as one line, and an end with 1.
private func failing<R>(_ body: () throws -> R) throws -> R {
  do { return try body() } catch let error as LinkageError {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    throw ExitCode.failure
  }
}
