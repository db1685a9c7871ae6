package import Design
package import Kernel

/// A page is a value: what it says, and a function that draws it. Asked for JSON, the same address answers with the value.
package protocol Page: Encodable, Sendable {
  /// The heading of the page and of the browser's window.
  var title: String { get }
  var trail: [Link] { get }
  /// One step back, for pages that come one after another; stands where the trail would.
  var back: Link? { get }
  func body(_ view: View) -> HTML
  /// The page as a table to download; nil where it is none.
  var sheet: Sheet? { get }
  /// Where the page lies in the menu; nil takes the address.
  var menuPath: String? { get }
  /// Shows the button that leaves the site at once: for pages that someone may have to hide.
  var hasQuickExit: Bool { get }
  var status: Int { get }
  /// Uses the whole width: dashboards and long tables.
  var isWide: Bool { get }
  /// Where the browser goes by itself, and after how many seconds: only where the reader has asked for it on the page, and
  /// can stop it there (WCAG 2.2.1, 2.2.2, 3.2.5).
  var goesOn: (seconds: Int, path: String)? { get }
  static var schema: Schema { get }
  /// What is wrong with a form that the page read by itself, from its address: the window's title then begins with
  /// "Error". Those of a form that was sent are known without.
  var shownErrors: [FieldError] { get }
}

extension Page {
  package var trail: [Link] { [] }
  package var back: Link? { nil }
  package var sheet: Sheet? { nil }
  package var menuPath: String? { nil }
  package var hasQuickExit: Bool { false }
  package var status: Int { 200 }
  package var isWide: Bool { false }
  package var shownErrors: [FieldError] { [] }
  package var goesOn: (seconds: Int, path: String)? { nil }
  package static var schema: Schema { .object(title: "\(Self.self)", [:], required: []) }
}
extension Page where Self: Decodable {
  package static var schema: Schema { Schema(of: Self.self) }
}

package struct Link: Sendable, Hashable, Codable {
  package let label: String
  package let path: String
  package init(_ label: String, _ path: String) {
    self.label = label
    self.path = path
  }
}

/// A list as it is downloaded: the same rows that the page shows, all pages of them.
package struct Sheet: Sendable {
  /// Without the ending: `requests-2026-11-22`.
  package let name: String
  package let columns: [String]
  package let rows: [[String]]
  package init(name: String, columns: [String], rows: [[String]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

/// What a page may know of the moment when it is drawn.
package struct View: Sendable {
  package let request: Request
  /// Goes into every form.
  package let csrf: String
  package var caller: Caller { request.caller }
  package var now: Instant { request.now }
  package var today: Day { request.now.day }
  package var site: Site { request.site }
  /// A young person reads what is about themselves, a parent what is about their child.
  package var isAboutReader: Bool { request.access?.role == .youngPerson }
  package func may(_ permission: Permission) -> Bool { request.caller.holds(permission) }

  package init(request: Request, csrf: String) {
    self.request = request
    self.csrf = csrf
  }
}
