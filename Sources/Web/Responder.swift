import Design
import Kernel
import Store

/// A request as it came over the network.
package struct RawRequest: Sendable {
  package var method: String
  /// Path and query as sent.
  package var target: String
  /// Lower-case names; the first value of each counts.
  package var headers: [String: String]
  package var body: [UInt8]
  package var address: String
  /// Where the body lies instead of in `body`, because the route takes a file.
  package var spooled: SpooledBody?
  package init(
    _ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8] = [], address: String = "local"
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.address = address
  }
}

/// The whole way from a raw request to a response: match, sign in, allow, read, do, draw. `Server` calls it for the
/// network, tests call it directly.
package struct Responder: Sendable {
  package let site: Site
  package let routes: RouteTable
  private let remembered = RememberedPages()

  package init(site: Site, routes: [Route]) {
    self.site = site
    self.routes = RouteTable(routes + Responder.webRoutes(routes))
  }

  package func respond(to raw: RawRequest) async -> Response {
    let now = site.now()
    var response: Response
    do {
      response = try await answer(raw, now)
    } catch {
      response = await refusal(error, raw, now)
    }
    finish(&response, raw)
    return response
  }

  private func answer(_ raw: RawRequest, _ now: Instant) async throws -> Response {
    let parts = raw.target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = percentDecoded(parts[0]) else { throw Refusal.malformed("The address cannot be read.") }
    let query = parts.count > 1 ? try formFields(Array(parts[1])) : [:]
    if raw.method == "OPTIONS", case .route(let route, _) = routes.match(.get, path), route.isReadFromElsewhere {
      return mayReadFromElsewhere
    }
    guard let method = Method(rawValue: raw.method == "HEAD" ? "GET" : raw.method) else {
      return Response(405, [("Allow", "GET, HEAD, POST")])
    }
    switch routes.match(method, path) {
    case .none: throw Refusal.notFound
    case .otherMethods(let methods):
      return Response(405, [("Allow", methods.map(\.rawValue).sorted().joined(separator: ", "))])
    case .route(let route, let parameters):
      var request = Request(
        site: site, method: method, path: path, query: query, headers: raw.headers, now: now,
        caller: .visitor(from: raw.address))
      request.parameters = parameters
      let cookies = cookies(raw.headers["cookie"])
      request.cookieToken = cookies["session"] ?? cookies["visitor"]
      if case .file(let perform, let again) = route.work {
        return try await take(raw, route, request, sessionToken: cookies["session"], perform, again)
      }
      if method == .post { try readBody(raw, into: &request) }
      return try await run(route, request, sessionToken: cookies["session"])
    }
  }

  private func readBody(_ raw: RawRequest, into request: inout Request) throws {
    guard raw.body.count <= site.settings.bodyLimit else { throw Refusal.tooLarge }
    let type = (raw.headers["content-type"] ?? "").split(separator: ";").first.map { String($0).trimmed.lowercased() }
    switch type {
    case "application/json": request.entry = Entry(try jsonFields(raw.body))
    case "application/x-www-form-urlencoded": request.entry = Entry(try formFields(raw.body))
    case nil where raw.body.isEmpty: break
    default: throw UnsupportedType()
    }
    request.entry.form = request.path
    try readFormID(&request)
  }

  func readFormID(_ request: inout Request) throws {
    guard let sent = request.entry["form_id"] else { return }
    guard let id = AnyID(sent) else { throw Refusal.malformed("The form’s id is not an id.") }
    request.formID = id
  }

  private func run(_ route: Route, _ request: Request, sessionToken: String?) async throws -> Response {
    switch route.work {
    case .page(let make):
      let made = try await self.made(make, request, route, sessionToken)
      if made.request.format == .csv, made.page.sheet != nil { try await writeDownExport(made.request) }
      return try draw(made.page, made.request, body: made.body)
    case .bytes(let make):
      // What anybody may have, such as a stylesheet, needs to know nobody: no database.
      if route.permission.subject == .anyone { return try await make(request) }
      let request = try await site.database.read { [self] tx in try admit(request, route, sessionToken, tx) }
      try await writeDownOpening(request, route)
      return try await make(request)
    case .form(let perform, let again):
      let admitted = try await admitForm(request, route, sessionToken)
      return try await showingErrors(again, admitted, route) { [self] in
        let outcome = try await site.database.write { tx in
          try markSent(admitted, tx)
          let outcome = try perform(admitted, tx)
          try checkLimits(of: route.fields, admitted.entry)
          if !outcome.keepsDraft { try forgetDraft(admitted, tx) }
          return outcome
        }
        remembered.forget(admitted.caller.account)
        return redirect(outcome, admitted)
      }
    case .file: throw UnsupportedType()
    case .task(let perform, let again):
      let admitted = try await admitForm(request, route, sessionToken)
      return try await showingErrors(again, admitted, route) { [self] in
        try checkLimits(of: route.fields, admitted.entry)
        let outcome = try await perform(admitted)
        if !outcome.keepsDraft { try await site.database.write(.process) { tx in try forgetDraft(admitted, tx) } }
        remembered.forget(admitted.caller.account)
        return redirect(outcome, admitted)
      }
    }
  }

  /// A page as it was made for a request, and its body where that is kept with it.
  private struct Made {
    var request: Request
    var page: any Page
    var body: HTML?
  }

  /// Makes the page, and writes down that a child's record was opened.
  private func made(
    _ make: @escaping Route.MakePage, _ asked: Request, _ route: Route, _ token: String?
  ) async throws -> Made {
    let work: @Sendable (Transaction) throws -> Made = { [self] tx in
      var request = try admit(asked, route, token, tx)
      guard route.isRemembered else {
        if route.keepsDraft { try fillFromDraft(&request, tx) }
        return Made(request: request, page: try make(request, tx))
      }
      let kept = try remembered.page(for: request, tx, make)
      return Made(request: request, page: kept.page, body: kept.body)
    }
    if route.permission.subject == .child {
      return try await site.database.read(work) { [self] made, tx in
        try writeDown(made.request, route, made.page, tx)
      }
    }
    let made = try await site.database.read(work)
    try await writeDownOpening(made.request, route, made.page)
    return made
  }

  /// Signs in and decides; throws a refusal.
  func admit(_ asked: Request, _ route: Route, _ token: String?, _ tx: Transaction) throws -> Request {
    var request = asked
    if let token, let session = try site.gate.session(token, asked.caller.from, asked.now, tx) {
      request.caller = session.caller
      request.sessionID = session.id
      request.isDueMark = session.isDueMark
    }
    switch route.permission.subject {
    case .anyone: break
    case .signedIn: guard request.caller.isSignedIn else { throw Refusal.signInNeeded }
    case .work:
      guard request.caller.isSignedIn else { throw Refusal.signInNeeded }
      guard request.caller.holds(route.permission) else {
        throw Refusal.forbidden("Your role does not include this page.")
      }
    case .child:
      guard request.caller.isSignedIn else { throw Refusal.signInNeeded }
      request.access = try site.gate.decide(request.caller, route.permission, try request.child, request.now, tx)
    }
    return request
  }

  func admitForm(_ request: Request, _ route: Route, _ token: String?) async throws -> Request {
    do {
      let admitted = try await site.database.read { [self] tx in try admit(request, route, token, tx) }
      try checkCSRF(admitted)
      return admitted
    } catch Refusal.signInNeeded where request.entry["form_page"] != nil {
      throw SignInAndCarryOn(kept: try await keepForLater(request))
    }
  }

  /// A form must carry the token of the cookie it was drawn for. JSON without a cookie has no one's authority to borrow,
  /// and a browser asks leave before it sends JSON to another site, which is never given.
  private func checkCSRF(_ request: Request) throws {
    let isJSON = (request.headers["content-type"] ?? "").lowercased().hasPrefix("application/json")
    if isJSON && request.cookieToken == nil { return }
    let sent = request.headers["x-csrf-token"] ?? request.entry["csrf"] ?? ""
    guard let cookie = request.cookieToken, site.isCSRFToken(sent, for: cookie) else { throw StaleForm() }
  }

  /// No declared field is longer than it says, whether the verb reads it or not. After the verb, whose own words about a
  /// field are better; what it wrote is undone.
  private func checkLimits(of fields: [Field], _ entry: Entry) throws {
    try Invalid.check(
      fields.compactMap { field in
        guard let limit = field.limit, let values = entry.values[field.name],
          values.contains(where: { $0.unicodeScalars.count > limit && $0.trimmed.unicodeScalars.count > limit })
        else { return nil }
        return FieldError(field.name, "\(field.subject) must be \(limit) characters or fewer")
      })
  }

  func showingErrors(
    _ again: Route.MakePage?, _ request: Request, _ route: Route, _ work: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await work()
    } catch let invalid as Invalid {
      var request = request
      request.entry.errors = invalid.errors
      guard let again, request.format == .html else { return problems(invalid.errors) }
      let refused = request
      let (shown, page) = try await site.database.read { [self] tx in
        var shown = refused
        try fillOthers(&shown, tx)
        return (shown, try again(shown, tx))
      }
      try await writeDownOpening(shown, route)
      var response = try draw(page, shown)
      response.status = 422
      return response
    }
  }

  /// A list that is taken away is an event: what becomes of it nobody sees any more.
  private func writeDownExport(_ request: Request) async throws {
    guard let account = request.caller.account else { return }
    let child = try? request.child
    try await site.database.write(.process) { tx in
      _ = try tx.append(
        .listExported, about: account.of(), child: child, by: request.caller, for: request.access?.purpose,
        at: request.now, changed: ["list": request.path])
    }
  }

  private func writeDownOpening(_ request: Request, _ route: Route, _ page: (any Page)? = nil) async throws {
    guard request.access != nil || request.isDueMark || route.noteRead != nil else { return }
    try await site.database.write(.process) { tx in try writeDown(request, route, page, tx) }
  }

  private func writeDown(_ request: Request, _ route: Route, _ page: (any Page)?, _ tx: Transaction) throws {
    if let access = request.access { try site.gate.opened(request, route.permission, try request.child, access, tx) }
    if let page { try route.noteRead?(page, request, tx) }
    if request.isDueMark, let session = request.sessionID { try site.gate.markUsed(session, request.now, tx) }
  }
}

extension EventKind {
  static let listExported = EventKind("list.exported", "took a list away", changes: false)
}

/// The body is of a type that no form takes.
struct UnsupportedType: Error {}
/// The form was drawn for another session, or too long ago.
struct StaleForm: Error {}
/// The session ended while the form was being filled in; what was typed is kept under `kept`.
struct SignInAndCarryOn: Error {
  let kept: String
}
/// The same form came twice.
struct AlreadySent: Error {
  let path: String?
}

extension Request {
  package var format: Format { .wanted(accept: headers["accept"], query: query("format")) }
}

/// What a browser is told that asks for another website whether it may read (Fetch standard, CORS-preflight). No cookie
/// goes with such a request, so nobody is signed in there.
private let mayReadFromElsewhere = Response(
  204,
  [
    ("Allow", "GET, HEAD, OPTIONS"), ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"), ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
  ])
