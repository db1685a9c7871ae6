import Foundation
import Logging
package import Store

/// The engines that tests run on: `@Test(arguments: Engine.available)`.
package enum Engine: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// Both; only SQLite where `KEYWORK_TEST_SQLITE_ONLY` is set and `KEYWORK_TEST_POSTGRES` is not. Where neither is
  /// set, tests on PostgreSQL fail: they are not passed over in silence.
  package static var available: [Engine] {
    let settings = ProcessInfo.processInfo.environment
    return settings["KEYWORK_TEST_POSTGRES"] == nil && settings["KEYWORK_TEST_SQLITE_ONLY"] != nil
      ? [.sqlite] : allCases
  }
}

/// A test cannot run for want of a database.
package struct NoTestDatabase: Error, CustomStringConvertible {
  package let description: String
}

/// What tests of one kind all begin with: written once in a run, into the database that theirs are copies of.
package struct Prepared: Sendable {
  let name: String
  let write: @Sendable (Database) async throws -> Void

  /// - name: letters from a to z; one name for one `write`.
  package init(_ name: String, _ write: @escaping @Sendable (Database) async throws -> Void) {
    self.name = name
    self.write = write
  }
}

/// Runs `body` with a fresh database of that engine, at the newest of `migrations` and with what was `prepared`, and
/// removes it afterwards.
package func withTestDatabase<T>(
  _ engine: Engine, _ migrations: [Migration], prepared: Prepared? = nil, limits: Limits = .standard,
  _ body: (Database) async throws -> T
) async throws -> T {
  var quiet = Logger(label: "test")
  quiet.logLevel = .critical
  let place = try await TestDatabases.shared.make(engine, migrations.sorted { $0.number < $1.number }, prepared)
  let database = try Database.open(place.location, limits: limits, logger: quiet)
  do {
    let value = try await body(database)
    await database.close()
    try await TestDatabases.shared.remove(place)
    return value
  } catch {
    await database.close()
    try? await TestDatabases.shared.remove(place)
    throw error
  }
}

/// Where one test's database is.
struct TestPlace: Sendable {
  let location: Database.Location
  let name: String
}

/// Makes databases by copying one that is migrated already: once in a test run for SQLite, once for each list of
/// migrations for PostgreSQL, where it stays on the server for the next run. What is prepared besides is of one run.
actor TestDatabases {
  static let shared = TestDatabases()
  private let folder = FileManager.default.temporaryDirectory.appending(path: "keywork-tests-\(getpid())")
  private var templates: [String: Task<TestPlace, any Error>] = [:]

  /// Removes what runs that have ended left behind: a run cannot tell which test is its last.
  private init() {
    let parent = FileManager.default.temporaryDirectory
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
      guard name.hasPrefix("keywork-tests-"), let run = pid_t(name.dropFirst(14)), kill(run, 0) != 0 else { continue }
      try? FileManager.default.removeItem(at: parent.appending(path: name))
    }
    guard let server = try? server() else { return }
    for name in (try? server.names(startingWith: "keywork_template_")) ?? [] {
      // Of a run: the name ends with its process.
      guard let run = name.split(separator: "_").dropFirst(3).last.flatMap({ pid_t($0) }), kill(run, 0) != 0 else {
        continue
      }
      try? server.drop(name)
    }
  }

  func make(_ engine: Engine, _ migrations: [Migration], _ prepared: Prepared?) async throws -> TestPlace {
    let template = try await template(engine, migrations, prepared).value
    let name = "keywork_test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
    let place = try place(engine, name)
    switch (template.location, place.location) {
    case (.sqlite(let from), .sqlite(let to)): try FileManager.default.copyItem(atPath: from, toPath: to)
    default: try server().create(name, from: template.name)
    }
    return place
  }

  func remove(_ place: TestPlace) throws {
    switch place.location {
    case .sqlite(let path): for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    case .postgres: try server().drop(place.name)
    }
  }

  private func template(
    _ engine: Engine, _ migrations: [Migration], _ prepared: Prepared?
  ) -> Task<TestPlace, any Error> {
    let name =
      "keywork_template_\(fingerprint(engine, migrations))" + (prepared.map { "_\($0.name)_\(getpid())" } ?? "")
    let key = "\(engine.rawValue) \(name)"
    if let known = templates[key] { return known }
    let task = Task {
      let wanted = try place(engine, name)
      if engine == .postgres, try server().exists(name) { return wanted }
      // Under another name until it is whole: other test processes look for it too.
      let draft = try place(engine, "\(name)_\(getpid())")
      if engine == .postgres { try server().create(draft.name) }
      try await migrate(draft, migrations, prepared)
      try finish(draft, as: wanted)
      return wanted
    }
    templates[key] = task
    return task
  }

  private func migrate(_ place: TestPlace, _ migrations: [Migration], _ prepared: Prepared?) async throws {
    let database = try Database.open(place.location, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    if !migrations.isEmpty { _ = try await database.migrate(migrations) }
    try await prepared?.write(database)
    await database.close()
  }

  private func finish(_ draft: TestPlace, as wanted: TestPlace) throws {
    switch (draft.location, wanted.location) {
    case (.sqlite(let from), .sqlite(let to)): try FileManager.default.moveItem(atPath: from, toPath: to)
    default:
      do {
        try server().rename(draft.name, to: wanted.name)
      } catch {
        // Another process was quicker.
        try server().drop(draft.name)
        guard try server().exists(wanted.name) else { throw error }
      }
    }
  }

  private func place(_ engine: Engine, _ name: String) throws -> TestPlace {
    switch engine {
    case .sqlite:
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return TestPlace(location: .sqlite(path: folder.appending(path: "\(name).db").path), name: name)
    case .postgres:
      guard var url = URLComponents(string: try address()) else {
        throw NoTestDatabase(description: "KEYWORK_TEST_POSTGRES is not an address")
      }
      url.path = "/" + name
      return TestPlace(location: .postgres(url: url.string ?? ""), name: name)
    }
  }

  private nonisolated func server() throws -> PostgresServer { try PostgresServer(url: try address()) }

  private nonisolated func address() throws -> String {
    guard let url = ProcessInfo.processInfo.environment["KEYWORK_TEST_POSTGRES"] else {
      throw NoTestDatabase(
        description: """
          Set KEYWORK_TEST_POSTGRES to the address of a PostgreSQL server, or KEYWORK_TEST_SQLITE_ONLY=1 to test on \
          SQLite alone.
          """)
    }
    return url
  }
}

/// The same for the same migrations, and another when a statement of them is changed.
private func fingerprint(_ engine: Engine, _ migrations: [Migration]) -> String {
  let dialect: Dialect = engine == .sqlite ? .sqlite : .postgres
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for migration in migrations {
    let text =
      "\(migration.number) \(migration.name) " + migration.statements(dialect).map(\.text).joined(separator: ";")
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
  return String(hash, radix: 16)
}
