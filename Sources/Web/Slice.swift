package import Design
package import Kernel
package import Store

/// What a slice offers to the whole: everything that `App` puts together, and nothing else of it is known outside.
package struct Slice: Sendable {
  package typealias ForChild<Value> = @Sendable (ChildID, Request, Transaction) throws -> Value

  package let name: String
  package var migrations: [Migration] = []
  package var routes: [Route] = []
  /// Cards for the child's record as practitioners see it; nil where there is nothing to say to this caller.
  package var childPanels: [ForChild<Panel?>] = []
  /// Cards for the family's own view, in plain words.
  package var familyPanels: [ForChild<Panel?>] = []
  /// What has happened, for the one timeline; newest first, at most `limit`.
  package var happenings: ForChild<[Happening]>?
  /// What of the child's record went to others by this slice's own work, as the family may read it.
  package var shared: (@Sendable (ChildID, Transaction) throws -> [SharedInWork])?
  /// What is for this caller to do, for `/today` and the child's page (then for one child).
  package var tasks: (@Sendable (ChildID?, Request, Transaction) throws -> [ToDo])?
  /// What a time limit about this record is about, as this caller may know it; nil where the record is not this slice's,
  /// or nothing of it may be shown or done any more.
  package var matter: (@Sendable (AnyID, Caller, Transaction) throws -> Matter?)?
  /// What a team still has of this slice, counted: a team that has nothing can be closed.
  package var openWork: (@Sendable (TeamID, Transaction) throws -> [OpenWork])?
  /// Stops what this slice would still send, ask for or remind of when a child has died, on that day; in the transaction
  /// that records it.
  package var onDeath: (@Sendable (ChildID, Day, Caller, Instant, Transaction) throws -> Void)?
  /// Lines for the manager's page: one per practitioner of the manager's teams.
  package var caseload: (@Sendable ([TeamID], Request, Transaction) throws -> [CaseloadFigure])?

  /// The tables of this slice whose rows belong to a child: what goes along when two records turn out to be one child,
  /// and comes back when they were not.
  package var childRows: [ChildRows] = []

  package init(_ name: String) { self.name = name }
}

/// Something of a child's record that went to others because the work asked for it: what, to whom, why, when.
package struct SharedInWork: Sendable, Codable, Hashable {
  package let what: String
  package let withWhom: String
  package let why: String
  package let on: Day
  package init(_ what: String, with whom: String, why: String, on day: Day) {
    (self.what, withWhom, self.why, on) = (what, whom, why, day)
  }
}

/// A table with a `child_id`, whose rows go where the child's record goes.
package struct ChildRows: Sendable {
  package let table: StaticString
  /// One of its rows in words: "home visit".
  package let words: String
  /// A row of this table goes with the row of that table which this column names: an assessment with its support.
  package let within: (table: StaticString, column: StaticString)?
  /// The column that names the practitioner whose work it is, where there is one.
  package let worker: StaticString?
  /// Only one row may be open for a child; another stands beside it, by the column `beside`.
  package let isOneOpen: Bool
  /// The table has one row for a child, and the child is its key. A row moves only where there is none yet.
  package let isOnePerChild: Bool

  package init(
    _ table: StaticString, _ words: String, within: (table: StaticString, column: StaticString)? = nil,
    worker: StaticString? = nil, isOneOpen: Bool = false, isOnePerChild: Bool = false
  ) {
    self.isOnePerChild = isOnePerChild
    self.table = table
    self.words = words
    self.within = within
    self.worker = worker
    self.isOneOpen = isOneOpen
  }
}

/// A card on a page that several slices fill. Drawn as HTML; sent as JSON under its key.
package struct Panel: Sendable, Encodable {
  package enum Place: String, Sendable, Codable {
    /// Above the columns: what leads the page.
    case lead
    case main, side
  }
  package let key: String
  package let place: Place
  /// The day that a card is about: those that lead a page stand in the order of their days.
  package let on: Day?
  package let html: HTML
  private let value: any Encodable & Sendable

  package init(_ key: String, _ place: Place, on: Day? = nil, _ value: some Encodable & Sendable, _ html: HTML) {
    self.key = key
    self.place = place
    self.on = on
    self.value = value
    self.html = html
  }
  private enum Keys: String, CodingKey { case key, value }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(key, forKey: .key)
    try container.encode(value, forKey: .value)
  }
}

/// Something that has happened in a child's story.
package struct Happening: Sendable, Codable, Hashable {
  package let at: Instant
  /// "Home visit"
  package let headline: String
  /// "Priya Nair, family key worker, Early Help"
  package let by: String
  package let text: String?
  package let path: String?
  /// A turning point: drawn filled.
  package let isKey: Bool
  package init(
    at: Instant, _ headline: String, by: String, text: String? = nil, path: String? = nil, isKey: Bool = false
  ) {
    self.at = at
    self.headline = headline
    self.by = by
    self.text = text
    self.path = path
    self.isKey = isKey
  }
}

/// What a time limit is about: the name to call it by, and where it is done.
package struct Matter: Sendable, Codable, Hashable {
  /// "Amara Bello", or a reference where no more may be said.
  package let name: String
  /// Nil where this caller cannot open it.
  package let path: String?
  package init(_ name: String, path: String?) {
    self.name = name
    self.path = path
  }
}

/// So many of something that a team still has; nothing of whom it is about.
package struct OpenWork: Sendable, Codable, Hashable {
  package let count: Int
  /// "5 children are with it"
  package let words: String
  /// `one` and `many` follow the number: "child is with it", "children are with it". Nil where there are none.
  package init?(_ count: Int, _ one: String, _ many: String) {
    guard count > 0 else { return nil }
    self.count = count
    words = "\(count) \(count == 1 ? one : many)"
  }
}

/// Something that somebody has to do.
package struct ToDo: Sendable, Codable, Hashable {
  package let title: String
  /// "Amara Bello. Asked on 18 November."
  package let hint: String
  package let path: String
  package let due: Day?
  package let child: ChildID?
  /// True where it is urgent whatever the date.
  package let isUrgent: Bool
  /// The time limit that it waits for, where it is one: so that a page does not say the same thing twice.
  package let clock: ClockID?
  /// True where its time is over, though the day may not be.
  package let isLate: Bool
  package init(
    _ title: String, hint: String, path: String, due: Day?, child: ChildID? = nil, isUrgent: Bool = false,
    clock: ClockID? = nil, isLate: Bool = false
  ) {
    self.title = title
    self.hint = hint
    self.path = path
    self.due = due
    self.child = child
    self.isUrgent = isUrgent
    self.clock = clock
    self.isLate = isLate
  }
}

/// One figure about one practitioner: "visits held this month", 12.
package struct CaseloadFigure: Sendable, Codable, Hashable {
  package let practitioner: PractitionerID
  package let name: String
  package let figure: String
  package let count: Int
  package let isLate: Bool
  package init(_ practitioner: PractitionerID, _ name: String, _ figure: String, _ count: Int, isLate: Bool = false) {
    self.practitioner = practitioner
    self.name = name
    self.figure = figure
    self.count = count
    self.isLate = isLate
  }
}
