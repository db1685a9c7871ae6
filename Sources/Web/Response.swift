/// What goes back: a status, headers and bytes.
package struct Response: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(_ status: Int, _ headers: [(name: String, value: String)] = [], _ body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
  package init(_ status: Int, type: String, _ body: [UInt8]) {
    self.init(status, [("Content-Type", type)], body)
  }
  package subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
  package var text: String { String(decoding: body, as: UTF8.self) }
}

/// What a form's handler says has come of it.
package struct Outcome: Sendable {
  /// Where to look next.
  package let path: String
  /// Said at the top of the next page: "Visit recorded".
  package let message: String?
  package var cookies: [Cookie] = []
  /// The form is not done with: what is kept of it stays.
  package var keepsDraft = false

  package static func see(
    _ path: String, _ message: String? = nil, cookies: [Cookie] = [], keepsDraft: Bool = false
  ) -> Outcome {
    Outcome(path: path, message: message, cookies: cookies, keepsDraft: keepsDraft)
  }
}

package struct Cookie: Sendable, Hashable {
  package let name: String
  package let value: String
  /// Seconds; nil lasts as long as the browser is open, 0 takes it away.
  package let maxAge: Int?
  package init(_ name: String, _ value: String, maxAge: Int? = nil) {
    self.name = name
    self.value = value
    self.maxAge = maxAge
  }
  func header(isSecure: Bool) -> String {
    let age = maxAge.map { "; Max-Age=\($0)" } ?? ""
    return "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(isSecure ? "; Secure" : "")"
  }
}
