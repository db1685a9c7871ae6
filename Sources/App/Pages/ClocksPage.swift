import Clocks
import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Every time limit of the children whose record the reader may open, and of requests, decisions and returns that they
  /// may read.
  static let listClocks = Permission.work(
    "clock.list", for: .directCare, .practitioner, .teamManager, .screener, .ehcCoordinator, .commissioner,
    .contractManager, .informationGovernance, .returnsOfficer)
}

/// Which limits are shown: by when they end; or what only reminds.
enum ClockSpan: String, Choice {
  case late, week, month, later, reminders
  var title: String {
    switch self {
    case .late: "Late"
    case .week: "Due within 7 days"
    case .month: "Due within 28 days"
    case .later: "Due later"
    case .reminders: "Reminders"
    }
  }
  /// No mere reminder: a condition on `c`.
  static let isLimit: SQL = "c.sense <> 'reminder'"
  /// The condition on `c`.
  func condition(_ now: Instant) -> SQL {
    let (week, month) = (now.day.adding(days: 7).end, now.day.adding(days: 28).end)
    return switch self {
    case .late: "c.due_at < \(now) AND c.status = 'running' AND c.sense = 'by' AND c.paused_since IS NULL"
    case .week: "c.due_at >= \(now) AND c.due_at <= \(week) AND \(ClockSpan.isLimit)"
    case .month: "c.due_at >= \(now) AND c.due_at <= \(month) AND \(ClockSpan.isLimit)"
    case .later: "c.due_at > \(month) AND \(ClockSpan.isLimit)"
    case .reminders: "c.sense = 'reminder'"
    }
  }
}

enum ClockFilter {
  static let span = Field("span", "When it ends", .choice(Field.options(ClockSpan.self)))
  static let all = [span]
}

/// Every time limit that the reader may see, by what is late and what will be, each with the sentence that explains it.
struct ClocksPage: Page, Codable {
  struct Line: Codable, Sendable {
    let title: String
    let about: String
    let path: String?
    let sentence: String
    let words: String
    let dueOn: Day
    let isLate: Bool
    let isLifted: Bool
    let isReminder: Bool
  }
  let lines: [Line]
  /// How many of each span.
  let counts: [String: Int]
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "Time limits" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "time-limits", columns: ["what", "about", "due_on", "how_it_stands", "why_then"],
      rows: lines.map { [$0.title, $0.about, $0.dueOn.description, $0.words, $0.sentence] })
  }

  func body(_ view: View) -> HTML {
    let span = entry["span"].flatMap(ClockSpan.init)
    return markup {
      pageHeading(title)
      tiles(
        ClockSpan.allCases.map { span in
          Tile(
            span.title, "\(counts[span.rawValue] ?? 0)", link: "/clocks?span=\(span.rawValue)",
            tone: span == .late ? (counts["late"] ?? 0) > 0 ? .bad : .good : .plain)
        })
      paragraph(
        "A limit is set by law, a standard or local practice. A reminder breaks nothing when its day has passed.")
      filterForm(to: "/clocks", fields: ClockFilter.all, entry)
      card(span?.title ?? "All limits, the first due first", id: "clocks") {
        table(
          Table(
            "Time limits", [.init("About"), .init("What"), .init("Why then"), .init("How it stands")],
            lines.map { line in
              .init(
                [
                  "\(line.about)", "\(line.title)", "\(line.sentence).",
                  tag(line.words, line.isLate ? .red : line.isLifted ? .purple : line.isReminder ? .grey : .blue),
                ], link: line.path)
            }, empty: "No time limit is like that."))
        pagination(Pages(page: page, hasMore: hasMore) { "/clocks?\(query)page=\($0)" })
        if !lines.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/clocks?\(query)format=csv")) }
      }
    }
  }
  private var query: String { entry["span"].flatMap { $0.isEmpty ? nil : "span=\($0)&" } ?? "" }
}

/// Of limits about no child only the first so many are looked at.
private let mostOthers = 300

func clocksPage(_ slices: [Slice], _ request: Request, _ tx: Transaction) throws -> ClocksPage {
  let part = request.part(of: 25)
  let now = request.now
  // What is about no child, a request that nobody has taken or a decision, is shown to whom its slice tells of it.
  let others = try tx.waitingClocks("c.child_id IS NULL", limit: mostOthers, offset: 0).filter {
    try slices.matter(of: $0, for: request.caller, in: tx) != nil
  }
  // A record that is closed, or of a child who has died, has nothing that waits.
  // A limit of a family that has passed is over: nobody is late with it.
  let mine: SQL = """
    (c.due_at >= \(now) OR NOT EXISTS (
      SELECT 1 FROM clock_rule f WHERE f.id = c.rule_id AND f.version = c.rule_version AND f.owner_role IS NULL))
    AND (c.id IN \(list: others.map(\.id)) OR c.child_id IN (SELECT child.id FROM child WHERE child.closed_on IS NULL AND child.died_on IS NULL
      AND \(visibleChildren(to: request.caller, by: .openRecord, drivesList: true))))
    """
  let span = request.query("span").flatMap(ClockSpan.init)
  let wanted: SQL = "\(mine) AND \(span.map { $0.condition(now) } ?? ClockSpan.isLimit)"
  let (shown, hasMore) = part.cut(try tx.waitingClocks(wanted, limit: part.limit, offset: part.offset))
  return ClocksPage(
    lines: try shown.map { clock in
      let matter = try slices.matter(of: clock, for: request.caller, in: tx)
      return ClocksPage.Line(
        title: clock.isForFamily ? "\(clock.title) (the family may)" : clock.title, about: matter?.name ?? "A child",
        path: matter?.path, sentence: explanation(of: clock),
        words: clock.words(at: now), dueOn: clock.due.day, isLate: clock.isLate(at: now),
        isLifted: clock.status == .excepted, isReminder: clock.isReminder)
    },
    counts: Dictionary(
      uniqueKeysWithValues: try ClockSpan.allCases.map {
        ($0.rawValue, try tx.countWaitingClocks("\(mine) AND \($0.condition(now))"))
      }), page: part.page, hasMore: hasMore, entry: Entry(request.query.filter { $0.key == "span" }))
}
