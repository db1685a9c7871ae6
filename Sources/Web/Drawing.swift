import Design
import Foundation
import Kernel
import Logging
import Store

// From what a route made to a response: the frame around a page, its value as JSON, its rows as CSV, a redirect, a refusal.

extension Responder {
  /// `body` is the page's, where it was drawn before.
  func draw(_ page: any Page, _ request: Request, body: HTML? = nil) throws -> Response {
    var response: Response
    switch request.format {
    case .json:
      response = Response(page.status, type: "application/json", try encoded(page))
    case .csv:
      guard let sheet = page.sheet else { fallthrough }
      response = Response(200, type: "text/csv; charset=utf-8", sheet.bytes)
      response.headers.append(("Content-Disposition", "attachment; filename=\"\(sheet.name).csv\""))
    case .html:
      var request = request
      var newCookie: Cookie?
      if request.cookieToken == nil {
        let token = randomToken()
        request.cookieToken = token
        newCookie = Cookie("visitor", token)
      }
      let flash = cookies(request.headers["cookie"])["flash"].flatMap { percentDecoded($0.utf8) }
      response = Response(page.status, type: "text/html; charset=utf-8", frame(page, request, body, flash: flash).bytes)
      if let (seconds, path) = page.goesOn { response.headers.append(("Refresh", "\(seconds); url=\(path)")) }
      if let newCookie { response.set(newCookie, site) }
      if flash != nil { response.set(Cookie("flash", "", maxAge: 0), site) }
    }
    response.headers.append(("Cache-Control", "no-store"))
    response.headers.append(("Vary", "Accept, Cookie"))
    return response
  }

  private func encoded(_ page: any Page) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return Array(try encoder.encode(page))
  }

  func redirect(_ outcome: Outcome, _ request: Request) -> Response {
    var response = Response(303, [("Location", outcome.path), ("Cache-Control", "no-store")])
    if request.format == .json {
      var value = ["location": outcome.path]
      value["message"] = outcome.message
      response.body = Array((try? JSONEncoder().encode(value)) ?? Data())
      response.headers.append(("Content-Type", "application/json"))
    } else if let message = outcome.message {
      response.set(Cookie("flash", percentEncoded(message), maxAge: 60), site)
    }
    for cookie in outcome.cookies { response.set(cookie, site) }
    return response
  }

  /// The form's errors for a caller that is not a browser: problem+json (RFC 9457) with the fields.
  func problems(_ errors: [FieldError]) -> Response {
    problem(422, "Some answers need changing", nil, errors: errors)
  }

  private func problem(_ status: Int, _ title: String, _ detail: String?, errors: [FieldError]? = nil) -> Response {
    struct Problem: Encodable {
      let type = "about:blank"
      let title: String
      let status: Int
      let detail: String?
      let errors: [FieldError]?
    }
    let value = Problem(title: title, status: status, detail: detail, errors: errors)
    let encoder = JSONEncoder()
    // In one order always: an answer about what is hidden is the same, byte for byte, as one about what is not there.
    encoder.outputFormatting = [.sortedKeys]
    return Response(
      status, [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")],
      Array((try? encoder.encode(value)) ?? Data()))
  }

  /// Every error of every kind becomes a response here, once.
  func refusal(_ error: any Error, _ raw: RawRequest, _ now: Instant) async -> Response {
    let wantsPage = Format.wanted(accept: raw.headers["accept"], query: nil) == .html
    if wantsPage, let elsewhere = redirectInstead(error, raw) { return elsewhere }
    let said = ErrorPage(saying: error, dutyPhone: site.settings.dutyPhone) ?? bug(error, raw)
    var response: Response
    if wantsPage {
      // While the database is busy nobody is looked up: the page then stands in the frame of a visitor.
      let caller = said.status < 500 ? await whoAsks(raw, now) : .visitor(from: raw.address)
      var request = Request(site: site, method: .get, path: "/error", headers: [:], now: now, caller: caller)
      request.cookieToken = cookies(raw.headers["cookie"])["session"]
      let page = said.addressed(to: caller, startingAt: site.menu(caller).first)
      response = Response(page.status, type: "text/html; charset=utf-8", frame(page, request, flash: nil).bytes)
      response.headers.append(("Cache-Control", "no-store"))
    } else {
      response = problem(said.status, said.title, said.paragraphs.first)
    }
    if case Refusal.tooMany(let seconds) = error { response.headers.append(("Retry-After", String(seconds))) }
    if response.status == 503 { response.headers.append(("Retry-After", "2")) }
    return response
  }

  /// Who asks, for the frame around a page that says no: somebody who is signed in keeps name and menu.
  private func whoAsks(_ raw: RawRequest, _ now: Instant) async -> Caller {
    let visitor = Caller.visitor(from: raw.address)
    guard let token = cookies(raw.headers["cookie"])["session"] else { return visitor }
    let session = try? await site.database.read { [site] tx in
      try site.gate.session(token, raw.address, now, tx)
    }
    return session?.caller ?? visitor
  }

  private func redirectInstead(_ error: any Error, _ raw: RawRequest) -> Response? {
    let back = raw.method == "POST" ? "" : "?continue=\(percentEncoded(raw.target))"
    switch error {
    case Refusal.moved(let from, let to) where raw.method != "POST":
      return Response(303, [("Location", raw.target.replacing(from.description, with: to.description))])
    case Refusal.signInNeeded: return Response(303, [("Location", "/sign-in\(back)")])
    case let error as SignInAndCarryOn: return Response(303, [("Location", "/sign-in?kept=\(error.kept)")])
    default: return nil
    }
  }

  private func bug(_ error: any Error, _ raw: RawRequest) -> ErrorPage {
    let reference = String(randomToken().prefix(8))
    site.logger.error(
      "bug",
      metadata: [
        "reference": "\(reference)", "kind": "\(type(of: error))", "method": "\(raw.method)",
        "path": "\(raw.target.prefix { $0 != "?" })",
        "said": "\(site.settings.isDemonstration ? String(describing: error) : "hidden: it may hold personal data")",
      ])
    return .bug(reference: reference, dutyPhone: site.settings.dutyPhone)
  }

  /// Headers that every response carries, and compression where it is asked for and worth it.
  func finish(_ response: inout Response, _ raw: RawRequest) {
    response.headers += securityHeaders
    if site.settings.isSecure { response.headers.append(("Strict-Transport-Security", "max-age=31536000")) }
    let type = response[header: "Content-Type"] ?? ""
    if response.body.count > 1400, response[header: "Content-Encoding"] == nil,
      type.hasPrefix("text/") || type.contains("json") || type.contains("javascript") || type.contains("svg"),
      raw.headers["accept-encoding"]?.contains("gzip") == true, let small = gzipped(response.body)
    {
      response.body = small
      response.headers.append(("Content-Encoding", "gzip"))
    }
  }
}

private let securityHeaders: [(name: String, value: String)] = [
  (
    "Content-Security-Policy",
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
      + "frame-ancestors 'none'"
  ),
  ("X-Content-Type-Options", "nosniff"),
  ("X-Frame-Options", "DENY"),
  ("Referrer-Policy", "same-origin"),
  ("Cross-Origin-Opener-Policy", "same-origin"),
  ("Cross-Origin-Resource-Policy", "same-origin"),
  ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
]

extension Response {
  mutating func set(_ cookie: Cookie, _ site: Site) {
    headers.append(("Set-Cookie", cookie.header(isSecure: site.settings.isSecure)))
  }
}

extension Sheet {
  var bytes: [UInt8] {
    var lines = [csvLine(columns)]
    lines += rows.map(csvLine)
    return Array("\u{FEFF}".utf8) + Array(lines.joined().utf8)
  }
}

/// One line of RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
func csvLine(_ cells: [String]) -> String {
  cells.map { cell in
    let safe = cell.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false ? "'" + cell : cell
    let needsQuotes = safe.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
    return needsQuotes ? "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : safe
  }.joined(separator: ",") + "\r\n"
}
