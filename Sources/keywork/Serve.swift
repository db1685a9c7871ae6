import App
import ArgumentParser
import Configuration
import Kernel
import Logging
import ServiceLifecycle
import Store
import Web

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the website and the interfaces.",
    discussion:
      "The database must be migrated (keywork migrate). SIGTERM finishes what is being answered and ends with 0.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "The port to listen on. KEYWORK_PORT; default 8080.")
  var port: Int?
  @Option(help: "The address to listen on. KEYWORK_HOST; default 127.0.0.1.")
  var host: String?

  func run() async throws {
    Memory.sharePools()
    Memory.returnLargeBlocks()
    let logger = makeLogger()
    let database = try database.openExisting(logger)
    try await serve(database, host: host, port: port, logger: logger) { port in
      say("Keywork is serving on port \(port).")
    }
  }
}

/// Serves until asked to end, with the jobs of the background beside it.
func serve(
  _ database: Database, host: String?, port: Int?, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
) async throws {
  let partnership = Partnership()
  let mail = try mailProgram()
  let state = try await database.schemaState(partnership.migrations)
  guard state == .current else { throw NotMigrated(state: state) }
  let port = port ?? configuration.int(forKey: "keywork.port", default: 8080)
  var settings = makeSettings(port: port)
  settings.isDemonstration = try await database.read { tx in try isDemonstration(in: tx) }
  if settings.isDemonstration {
    settings.partnership = demonstrationName
    // Cambridgeshire, Norfolk and Suffolk: the county of the demonstration is none of them.
    if settings.neighbours.isEmpty { settings.neighbours = ["E10000003", "E10000020", "E10000029"] }
  }
  let secret = try await database.write { tx in try siteSecret(in: tx) }
  let (site, responder) = try await buildSite(
    partnership, on: database, settings: settings, secret: secret, logger: logger)
  let server = Server(
    responder, host: host ?? configuration.string(forKey: "keywork.host", default: "127.0.0.1"),
    port: port, logger: logger, onRunning: onRunning)
  let background = Background(
    partnership, site: site, mail: mail)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await background.run() }
    try await server.run()
    group.cancelAll()
  }
  await database.close()
}

/// What mail is handed to; nil where none is to be sent. Throws where a setting is wrong: mail that never goes is noticed late.
private func mailProgram() throws -> MailProgram? {
  let command = configuration.string(forKey: "keywork.sendmail", default: "")
  if command.isEmpty { return nil }
  do {
    return try MailProgram(
      command: command, sender: configuration.string(forKey: "keywork.mail.from", default: "keywork@localhost"))
  } catch {
    throw ValidationError("\(error). See KEYWORK_SENDMAIL and KEYWORK_MAIL_FROM, which is an address and no name.")
  }
}

struct NotMigrated: Error, CustomStringConvertible {
  let state: SchemaState
  var description: String {
    state == .ahead
      ? "A newer version of Keywork has migrated the database: run that, or restore a copy of before."
      : "The database is not at the newest schema. Run: keywork migrate --database …"
  }
}
