import App
import ArgumentParser
import Configuration
import Foundation
import Logging
import Store
import Web

/// Flags that several commands share. A flag wins over the environment, the environment over the default.
struct DatabaseOption: ParsableArguments {
  @Option(
    help: "Where the data is: sqlite:PATH or postgres://USER@HOST/NAME. KEYWORK_DATABASE; default sqlite:keywork.db.")
  var database: String?

  var location: Database.Location {
    get throws {
      try Database.Location(database ?? configuration.string(forKey: "keywork.database", default: "sqlite:keywork.db"))
    }
  }
  func open(_ logger: Logger) throws -> Database { try Database.open(try location, logger: logger) }

  /// For commands that need a database that is there: a wrong path must not make an empty one.
  func openExisting(_ logger: Logger) throws -> Database {
    if case .sqlite(let path) = try location, !FileManager.default.fileExists(atPath: path) {
      throw ValidationError("There is no database at \(path).")
    }
    return try open(logger)
  }
}

/// The environment, read once through swift-configuration: `keywork.duty.phone` is `KEYWORK_DUTY_PHONE`.
let configuration = ConfigReader(provider: EnvironmentVariablesProvider())

/// The folder that holds `public`, `registers`, `build/assets` and `Examples`.
var home: String { configuration.string(forKey: "keywork.home", default: FileManager.default.currentDirectoryPath) }
/// The three digits of the council whose returns are written here; nil where none is set.
var councilOfReturns: String? { configuration.string(forKey: "keywork.council") }
var registersFolder: String { "\(home)/registers" }

func makeLogger() -> Logger {
  var logger = Logger(label: "keywork")
  logger.logLevel =
    Logger.Level(rawValue: configuration.string(forKey: "keywork.log.level", default: "notice")) ?? .notice
  return logger
}

/// `port` is where the links in mails lead, unless the public address is set.
func makeSettings(port: Int? = nil) -> Settings {
  var settings = Settings()
  if let port = port ?? configuration.int(forKey: "keywork.port") {
    settings.publicAddress = "http://127.0.0.1:\(port)"
  }
  settings.partnership = configuration.string(forKey: "keywork.partnership", default: settings.partnership)
  settings.publicAddress = configuration.string(forKey: "keywork.public.address", default: settings.publicAddress)
  settings.dutyPhone = configuration.string(forKey: "keywork.duty.phone", default: settings.dutyPhone)
  settings.neighbours = configuration.string(forKey: "keywork.neighbours", default: "").split(separator: ",").map {
    String($0).trimmed
  }
  settings.publicFolder = "\(home)/public"
  let pdfProgram = configuration.string(
    forKey: "keywork.weasyprint", default: "\(home)/build/weasyprint/bin/weasyprint")
  settings.pdfProgram = FileManager.default.isExecutableFile(atPath: pdfProgram) ? pdfProgram : nil
  settings.assetsFolder = configuration.string(forKey: "keywork.assets", default: "\(home)/build/assets")
  settings.idleMinutes = configuration.int(forKey: "keywork.idle.minutes", default: settings.idleMinutes)
  settings.familyIdleMinutes = configuration.int(
    forKey: "keywork.family.idle.minutes", default: settings.familyIdleMinutes)
  settings.absoluteHours = configuration.int(forKey: "keywork.absolute.hours", default: settings.absoluteHours)
  settings.planningThreads = max(
    1, configuration.int(forKey: "keywork.planning.threads", default: settings.planningThreads))
  settings.surveyAnswersPerAddress = max(
    1,
    configuration.int(forKey: "keywork.survey.answers.per.address", default: settings.surveyAnswersPerAddress))
  settings.trustedProxies = Set(
    configuration.string(forKey: "keywork.trusted.proxies", default: "").split(separator: ",").map {
      String($0).trimmed
    })
  return settings
}

func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
