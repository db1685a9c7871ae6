package import Design
package import Kernel

package enum Method: String, Sendable, Hashable, CaseIterable {
  case get = "GET"
  case post = "POST"
}

/// One request as the slices see it: already matched, signed in, allowed and read. Values only.
package struct Request: Sendable {
  package let site: Site
  package let method: Method
  /// Percent-decoded, without the query: `/children/0190…/visits`.
  package let path: String
  package private(set) var query: [String: [String]]
  /// Lower-case names.
  package let headers: [String: String]
  package let now: Instant
  package var caller: Caller
  /// What stands in the holes of the route's path.
  package var parameters: [String: String] = [:]
  /// What was typed: the body of a POST; the kept draft, if any, of a page with a form.
  package var entry = Entry()
  /// The id that the form carries for what it will make; a new one where it carries none.
  package var formID: AnyID
  package var access: Access?
  /// The cookie that ties forms to this visitor or session; what CSRF tokens and drafts hang on.
  package var cookieToken: String?
  package var sessionID: String?
  /// The session should be marked as used.
  var isDueMark = false

  package var today: Day { now.day }

  package init(
    site: Site, method: Method, path: String, query: [String: [String]] = [:], headers: [String: String] = [:],
    now: Instant, caller: Caller
  ) {
    self.site = site
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.now = now
    self.caller = caller
    formID = site.newID()
  }

  /// The id in a hole of the path; what is no id names nothing.
  package func id<Of>(_ name: String, as _: Of.Type = Of.self) throws -> ID<Of> {
    guard let id = parameters[name].flatMap({ ID<Of>($0) }) else { throw Refusal.notFound }
    return id
  }
  /// The child whose record this is about: every route with a child's permission has the hole `{child}`.
  package var child: ChildID { get throws { try id("child") } }

  /// The first value of a query parameter, without white space around it; nil where it is empty.
  package func query(_ name: String) -> String? {
    guard let value = query[name]?.first?.trimmed, !value.isEmpty else { return nil }
    return value
  }
  /// The same request, as if this had stood in its address.
  package func asking(_ query: [String: [String]]) -> Request {
    var request = self
    request.query = query
    return request
  }
  package func newID<Of>(_: Of.Type = Of.self) -> ID<Of> { site.newID(at: now) }

  /// What `read` makes of the entry; where that is wrong, the form is shown again (`Invalid`).
  package func checked<Value>(_ read: (Entry) -> Checked<Value>) throws -> Value {
    switch read(entry) {
    case .good(let value): return value
    case .bad(let errors): throw Invalid(errors)
    }
  }
}

/// Thrown by a form's handler: nothing is written, and the page is shown again with these errors, status 422.
package struct Invalid: Error, Sendable, CustomStringConvertible {
  package let errors: [FieldError]
  package init(_ errors: [FieldError]) { self.errors = errors }
  package init(_ field: String, _ message: String) { errors = [FieldError(field, message)] }
  package var description: String { errors.map(\.message).joined(separator: ". ") }

  /// Throws where there is something to say.
  package static func check(_ errors: [FieldError]) throws {
    if !errors.isEmpty { throw Invalid(errors) }
  }
}

/// Why a caller may do what they do to a child's record: found by `Sharing`, carried to the handler and the event.
package struct Access: Sendable, Hashable, Codable {
  package let reach: Reach
  /// The role through which it is allowed.
  package let role: Role
  package let purpose: Purpose
  package let isRestricted: Bool
  /// True where it is only allowed by an emergency access with a reason.
  package let isEmergency: Bool
  package init(reach: Reach, role: Role, purpose: Purpose, isRestricted: Bool = false, isEmergency: Bool = false) {
    self.reach = reach
    self.role = role
    self.purpose = purpose
    self.isRestricted = isRestricted
    self.isEmergency = isEmergency
  }
}

extension String {
  /// Without white space at both ends.
  package var trimmed: String {
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(unicodeScalars[first...last])
  }
}
