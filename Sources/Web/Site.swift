package import Crypto
import Foundation
package import Kernel
package import Logging
package import Store

/// Everything that the application leans on, in one value that is passed by hand. A test builds one; two run side by side.
package struct Site: Sendable {
  package let database: Database
  package let now: @Sendable () -> Instant
  package let settings: Settings
  package let gate: Gate
  /// Signs what goes out and must come back unchanged: CSRF tokens, links.
  package let secret: SymmetricKey
  package let calendar: WorkingCalendar
  package let logger: Logger
  /// The menu that this caller sees.
  package let menu: @Sendable (Caller) -> [Link]

  package init(
    database: Database, settings: Settings, gate: Gate, secret: SymmetricKey, calendar: WorkingCalendar,
    logger: Logger, now: @escaping @Sendable () -> Instant = systemClock,
    menu: @escaping @Sendable (Caller) -> [Link] = { _ in [] }
  ) {
    self.database = database
    self.now = now
    self.settings = settings
    self.gate = gate
    self.secret = secret
    self.calendar = calendar
    self.logger = logger
    self.menu = menu
  }

  package func newID<Of>(at now: Instant? = nil) -> ID<Of> {
    var random = SystemRandomNumberGenerator()
    return ID(at: now ?? self.now(), random: &random)
  }
}

/// What an operator may set; `docs/settings.md` is the table.
package struct Settings: Sendable {
  package var partnership = "Children’s Partnership"
  package var publicAddress = "http://127.0.0.1:8080"
  package var dutyPhone = "01632 960 100"
  /// The areas whose published figures stand beside the own ones until somebody chooses others: their ONS codes.
  package var neighbours: [String] = []
  package var isDemonstration = false
  /// Where `public/` and `build/assets/` are.
  package var publicFolder = "public"
  package var assetsFolder = "build/assets"
  /// The program that makes PDFs from pages, WeasyPrint; nil where none is installed.
  package var pdfProgram: String?
  /// Part of the address of every asset, so that browsers keep them for a year.
  package var assetVersion = "dev"
  package var idleMinutes = 30
  package var familyIdleMinutes = 60
  package var absoluteHours = 12
  /// How many threads simulate what planners ask, behind everything else.
  package var planningThreads = ProcessInfo.processInfo.activeProcessorCount
  package var bodyLimit = 512 * 1024
  /// How large a file may be that somebody sends: it goes to the disk, not into memory, and is deleted after the answer.
  package var fileLimit = 1 << 30
  /// How many answers to one open survey are taken from one address in an hour.
  package var surveyAnswersPerAddress = 60
  /// Addresses of proxies whose `X-Forwarded-For` is believed.
  package var trustedProxies: Set<String> = []
  package init() {}

  package var isSecure: Bool { publicAddress.hasPrefix("https://") }
}

/// Who is asking and whether they may: the two questions that `Web` asks of `Accounts` and `Sharing` without knowing them.
package struct Gate: Sendable {
  package struct Session: Sendable {
    package let id: String
    package let caller: Caller
    /// True when it was last marked as used so long ago that it should be marked again.
    package let isDueMark: Bool
    package init(id: String, caller: Caller, isDueMark: Bool) {
      self.id = id
      self.caller = caller
      self.isDueMark = isDueMark
    }
  }
  /// The session behind a cookie; nil where it has ended or never was.
  package let session: @Sendable (_ token: String, _ from: String, _ now: Instant, Transaction) throws -> Session?
  package let markUsed: @Sendable (_ sessionID: String, _ now: Instant, Transaction) throws -> Void
  /// Whether the caller may, to this child's record. Throws `Refusal.notFound` where they may not know that it exists.
  package let decide: @Sendable (Caller, Permission, ChildID, _ now: Instant, Transaction) throws -> Access
  /// Writes down that a record was opened.
  package let opened: @Sendable (Request, Permission, ChildID, Access, Transaction) throws -> Void

  package init(
    session: @escaping @Sendable (String, String, Instant, Transaction) throws -> Session?,
    markUsed: @escaping @Sendable (String, Instant, Transaction) throws -> Void,
    decide: @escaping @Sendable (Caller, Permission, ChildID, Instant, Transaction) throws -> Access,
    opened: @escaping @Sendable (Request, Permission, ChildID, Access, Transaction) throws -> Void
  ) {
    self.session = session
    self.markUsed = markUsed
    self.decide = decide
    self.opened = opened
  }
}
