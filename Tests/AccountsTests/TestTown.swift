import Crypto
import Foundation
import Kernel
import Logging
import Store
import TestKit
import Testing
import Web

@testable import Accounts

/// A partnership with the real gate, a clock that a test moves, and the slice's own routes.
struct TestTown: Sendable {
  let site: Site
  let responder: Responder
  let clock: TestClock
  let directory: Directory
  static let agency = AgencyID(high: 0x7001, low: 1 << 63)
  static let team = TeamID(high: 0x7002, low: 1 << 63)
  static let address = "http://127.0.0.1:8080"
  static let hashing = HashingThread(cost: PasswordCost(log2Rounds: 4))

  init(_ database: Database, hashing: HashingThread = TestTown.hashing, isDemonstration: Bool = false) {
    let clock = TestClock()
    var settings = Settings()
    settings.isDemonstration = isDemonstration
    let limits = SessionLimits(settings)
    let gate = Gate(
      session: { try session(token: $0, from: $1, now: $2, limits: limits, in: $3) },
      markUsed: { try markUsed(session: $0, at: $1, in: $2) }, decide: TestSite.letPass,
      opened: { _, _, _, _, _ in })
    directory = Directory(
      agencies: { _ in [.init(TestTown.agency, "Early Help")] },
      teams: { _ in [.init(TestTown.team, agency: TestTown.agency, "North team")] },
      practitioner: { new, now, _ in
        var random = SystemRandomNumberGenerator()
        return new.agency == nil ? nil : PractitionerID(at: now, random: &random)
      })
    site = Site(
      database: database, settings: settings, gate: gate, secret: SymmetricKey(size: .bits256),
      calendar: WorkingCalendar(holidays: []), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { clock.now })
    responder = Responder(site: site, routes: accounts(directory: directory, hashing: hashing).routes)
    self.clock = clock
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await site.database.read(body)
  }
  func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await site.database.write(body)
  }

  func mails() async throws -> [Mail] {
    try await read { tx in
      try tx.rows("SELECT recipient, subject, body FROM mail ORDER BY created_at, id") { row in
        Mail(to: try row[0], subject: try row[1], body: try row[2])
      }
    }
  }
  /// The path of the link in the newest letter to `email`.
  func link(to email: String) async throws -> String {
    let letter = try #require(try await mails().last { $0.to == email })
    let line = try #require(letter.body.split(separator: "\n").last { $0.hasPrefix(TestTown.address) })
    return String(line.dropFirst(TestTown.address.count))
  }
  func events(_ kind: EventKind) async throws -> Int {
    try await read { tx in try tx.value("SELECT count(*) FROM event WHERE kind = \(kind.name)", as: Int.self) ?? 0 }
  }

  /// Somebody with a password and a confirmed one-time code, as if they had joined.
  @discardableResult
  func makeStaff(
    _ email: String, _ roles: [Role] = [.practitioner], password: String = TestTown.password
  ) async throws -> AccountID {
    let stored = try await TestTown.hashing.stored(password)
    let id: AccountID = site.newID()
    let (now, directory) = (clock.now, directory)
    try await write { tx in
      try inviteAccount(
        NewAccount(
          email: email, name: "Sam Smith", roles: roles, agency: TestTown.agency, team: TestTown.team), id: id,
        directory: directory, site: TestTown.address, by: .system, at: now, in: tx)
      try keep(stored, of: id, at: now, in: tx)
      try setState(.active, of: id, at: now, in: tx)
      try tx.run(
        """
        INSERT INTO one_time_code (account_id, secret, made_at, confirmed_at, last_step)
        VALUES (\(id), \(TestTown.secret), \(now), \(now), 0)
        """)
    }
    // So that letters that come later are later.
    clock.pass(seconds: 1)
    return id
  }
  @discardableResult
  func makeFamily(_ email: String, active: Bool = true) async throws -> AccountID {
    let (id, person): (AccountID, PersonID) = (site.newID(), site.newID())
    let now = clock.now
    try await write { tx in
      _ = try inviteFamily(
        person: person, email: email, name: "Ama Bello", id: id, site: TestTown.address, by: .system, at: now, in: tx)
      if active { try setState(.active, of: id, at: now, in: tx) }
    }
    clock.pass(seconds: 1)
    return id
  }
  static let password = "violet tractor pudding"
  static let secret = Array("12345678901234567890".utf8)
  var code: String { oneTimeCode(secret: TestTown.secret, step: timeStep(at: clock.now)) }
}

func withTown(
  _ engine: Engine, isDemonstration: Bool = false, _ body: (TestTown) async throws -> Void
) async throws {
  try await withTestDatabase(engine, storeMigrations + webMigrations + accountMigrations) { database in
    try await body(TestTown(database, isDemonstration: isDemonstration))
  }
}

/// A time that only moves when a test says so.
final class TestClock: @unchecked Sendable {
  private let lock = NSLock()
  private var time = TestSite.now
  var now: Instant { lock.withLock { time } }
  func pass(minutes: Int) { lock.withLock { time = time.adding(minutes: minutes) } }
  func pass(seconds: Int) { lock.withLock { time = time.adding(seconds: seconds) } }
}

/// A browser: keeps cookies, and sends forms with the token that its pages carry.
final class Browser {
  let town: TestTown
  var cookies: [String: String] = ["visitor": randomToken()]
  var address = "192.0.2.7"
  init(_ town: TestTown) { self.town = town }

  func get(_ path: String, json: Bool = false) async -> Response {
    await send(RawRequest("GET", path, headers: headers(json), address: address))
  }
  func post(_ path: String, _ fields: [String: String] = [:], csrf: String? = nil) async -> Response {
    var fields = fields
    fields["csrf"] = csrf ?? town.site.csrfToken(for: cookies["session"] ?? cookies["visitor"] ?? "")
    fields["form_id"] = (town.site.newID() as AnyID).description
    let body = fields.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
    var headers = headers(false)
    headers["content-type"] = "application/x-www-form-urlencoded"
    return await send(RawRequest("POST", path, headers: headers, body: Array(body.utf8), address: address))
  }
  /// Both steps, with the right password and code.
  @discardableResult
  func signIn(_ email: String, password: String = TestTown.password) async -> Response {
    _ = await post("/sign-in", ["email": email, "password": password])
    return await post("/sign-in/code", ["code": town.code])
  }

  private func headers(_ json: Bool) -> [String: String] {
    [
      "cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; "),
      "accept": json ? "application/json" : "text/html",
      "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ]
  }
  private func send(_ request: RawRequest) async -> Response {
    let response = await town.responder.respond(to: request)
    for (name, value) in response.headers where name == "Set-Cookie" {
      let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = value.contains("Max-Age=0") ? nil : String(pair[1])
    }
    return response
  }
}
