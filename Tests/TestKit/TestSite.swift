import Crypto
package import Kernel
import Logging
package import Store
package import Web

/// A site for tests: the real responder on a real database, a fixed clock, and callers that sign in by name.
package struct TestSite: Sendable {
  package let site: Site
  package let responder: Responder
  /// The moment at which every test happens unless it says otherwise: a Wednesday in term.
  package static let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant

  /// `decide` is `Sharing`'s in tests of slices above it; those below it let everything pass.
  package init(
    _ database: Database, _ routes: [Route], callers: [String: Caller] = [:], now: Instant = TestSite.now,
    settings: Settings = Settings(),
    decide: @escaping @Sendable (Caller, Permission, ChildID, Instant, Transaction) throws -> Access = TestSite.letPass
  ) {
    let gate = Gate(
      session: { token, from, _, _ in
        callers[token].map { Gate.Session(id: token, caller: $0, isDueMark: false) }
      },
      markUsed: { _, _, _ in }, decide: decide, opened: { _, _, _, _, _ in })
    site = Site(
      database: database, settings: settings, gate: gate, secret: SymmetricKey(size: .bits256),
      calendar: WorkingCalendar(holidays: []), logger: Logger(label: "test"), now: { now })
    responder = Responder(site: site, routes: routes)
  }

  @Sendable package static func letPass(
    _ caller: Caller, _ permission: Permission, _ child: ChildID, _ now: Instant, _ tx: Transaction
  ) throws -> Access {
    guard let role = caller.roles.first?.role else { throw Refusal.notFound }
    return Access(reach: .own, role: role, purpose: permission.purpose)
  }

  /// A GET as the caller who signed in under `name`; nil is a visitor.
  package func get(_ path: String, as name: String? = nil, json: Bool = false) async -> Response {
    await responder.respond(to: RawRequest("GET", path, headers: headers(name, json: json)))
  }

  /// A form sent as the page would send it, with a good token. A form id is added unless there is one.
  package func post(_ path: String, _ fields: [String: String] = [:], as name: String? = nil) async -> Response {
    await post(path, lists: fields.mapValues { [$0] }, as: name)
  }
  package func post(_ path: String, lists: [String: [String]], as name: String? = nil) async -> Response {
    var fields = lists
    fields["csrf"] = fields["csrf"] ?? [token(name)]
    fields["form_id"] = fields["form_id"] ?? [(site.newID() as AnyID).description]
    let body = fields.flatMap { name, values in values.map { "\(percentEncoded(name))=\(percentEncoded($0))" } }
      .joined(separator: "&")
    var headers = headers(name, json: false)
    headers["content-type"] = "application/x-www-form-urlencoded"
    return await responder.respond(to: RawRequest("POST", path, headers: headers, body: Array(body.utf8)))
  }

  package func token(_ name: String?) -> String { site.csrfToken(for: name ?? "test-visitor") }

  private func headers(_ name: String?, json: Bool) -> [String: String] {
    [
      "cookie": name.map { "session=\($0)" } ?? "visitor=test-visitor",
      "accept": json ? "application/json" : "text/html",
    ]
  }
}
