/// A link of a menu: the main one, the one of a section, the footer's.
package struct NavItem: Sendable, Hashable {
  package var label: String
  package var path: String
  package var isCurrent: Bool
  /// How many wait behind it; nil or 0 shows nothing.
  package var count: Int?

  package init(_ label: String, _ path: String, isCurrent: Bool = false, count: Int? = nil) {
    self.label = label
    self.path = path
    self.isCurrent = isCurrent
    self.count = count
  }
}

/// What stands around a page: everything that `pageFrame` draws.
package struct Frame: Sendable {
  package struct Crumb: Sendable, Hashable {
    package var label: String
    package var path: String
    package init(_ label: String, _ path: String) {
      self.label = label
      self.path = path
    }
  }
  /// What has just been done, said once at the top of the next page.
  package struct Flash: Sendable, Hashable {
    package var message: String
    package var isSuccess: Bool
    package init(_ message: String, isSuccess: Bool = true) {
      self.message = message
      self.isSuccess = isSuccess
    }
  }
  /// Whom a family or a practitioner rings when the page is not enough.
  package struct Contact: Sendable, Hashable {
    package var name: String
    package var phone: String
    package var hours: String?
    package init(_ name: String, phone: String, hours: String? = nil) {
      self.name = name
      self.phone = phone
      self.hours = hours
    }
  }

  /// The heading of the page and, with the name of the service, of the window.
  package var title: String
  package var language = "en-GB"
  package var serviceName = "Keywork"
  /// "Thorneshire Children's Partnership"
  package var partnership: String?
  package var nav: [NavItem] = []
  /// The name of who is signed in; nil for a visitor.
  package var user: String?
  /// "Nadia Rahman, 22 November 2026, 9.45am": stands beneath the page on paper only.
  package var printedBy: String?
  /// For the button that signs out.
  package var csrf = ""
  /// Ancestors of this page, the first first. With one or more, they stand above the page.
  package var breadcrumbs: [Crumb] = []
  /// One step back, where there is no ladder of pages: forms of several steps.
  package var back: Crumb?
  package var flash: Flash?
  /// The page shows errors: the window's title begins with "Error:".
  package var hasErrors = false
  /// Part of every address of a stylesheet or script, so that they can be kept for a year.
  package var assetVersion: String
  package var isDemonstration = false
  /// The address of this page.
  package var path: String
  /// The frame of a workplace, with room for tables: the same around every page, so that nothing jumps between two.
  package var isWide = false
  /// The page takes all of a wide frame: dashboards, records, tables. Others keep the width of a page at its left.
  package var fillsFrame = true
  /// Shows the button that leaves the site at once.
  package var hasQuickExit = false
  package var contact: Contact?
  package var footer: [NavItem] = Frame.usualFooter
  /// Nil where the page itself is the way in.
  package var signInPath: String? = "/sign-in"
  package var signOutPath = "/sign-out"
  package var accountPath = "/account"
  package var body: HTML

  package init(title: String, path: String, assetVersion: String, body: HTML) {
    self.title = title
    self.path = path
    self.assetVersion = assetVersion
    self.body = body
  }

  package static let usualFooter = [
    NavItem("Help", "/help"), NavItem("Privacy", "/privacy"), NavItem("Accessibility", "/accessibility"),
    NavItem("Who to call", "/contact"),
  ]
}
