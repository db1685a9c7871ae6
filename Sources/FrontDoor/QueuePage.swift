import Design
import Kernel
import People
import Web

enum QueueForm {
  static let show = Field(
    "show", "Show", .choice(Field.options(QueueFilter.Show.self)), required: "Choose what to show")
  static let urgency = Field("urgency", "How urgent", .choice(Field.options(Urgency.self)))
  static let holder = Field("holder", "Who has it", .choice(Field.options(QueueFilter.Holder.self)))
  static let service = Field("service", "What kind of help", .choice(Field.options(HelpService.self)))
  static let locality = Field("locality", "Where", .id)
  static let text = Field("text", "Name or reference", .text(max: 60))
  static let all = [show, urgency, holder, service, locality, text, .page]
  static let names = all.map(\.name).filter { $0 != Field.page.name }

  /// Filters from an address; what cannot be read is left out, since a list is better than an error.
  static func filter(_ request: Request) -> QueueFilter {
    var filter = QueueFilter()
    // What a manager's team was given is decided: nothing of theirs waits here.
    let usual: QueueFilter.Show = request.caller.has(.screener) ? .open : .all
    filter.show = request.query(show.name).flatMap(QueueFilter.Show.init(rawValue:)) ?? usual
    filter.urgency = request.query(urgency.name).flatMap(Urgency.init(rawValue:))
    filter.holder = request.query(holder.name).flatMap(QueueFilter.Holder.init(rawValue:))
    filter.service = request.query(service.name).flatMap(HelpService.init(rawValue:))
    filter.locality = request.query(locality.name).flatMap { LocalityID($0) }
    filter.text = request.query(text.name).map { String($0.prefix(60)) }
    return filter
  }
}

extension QueueFilter {
  /// The part of an address that asks for it, without `?`.
  var query: String { query(leavingOut: nil) }
  func query(leavingOut left: String?) -> String {
    queryText(parts(leavingOut: left))
  }
  private func parts(leavingOut left: String?) -> [(name: String, value: String?)] {
    [
      ("show", show == .open ? nil : show.rawValue), ("urgency", urgency?.rawValue), ("holder", holder?.rawValue),
      ("service", service?.rawValue), ("locality", locality?.description), ("text", text),
    ].filter { $0.0 != left }
  }
  func path(leavingOut left: String? = nil, page: Int = 1) -> String {
    withQuery("/requests", parts(leavingOut: left) + [("page", page > 1 ? String(page) : nil)])
  }
  var entry: Entry {
    var values: [String: [String]] = ["show": [show.rawValue]]
    values["urgency"] = urgency.map { [$0.rawValue] }
    values["holder"] = holder.map { [$0.rawValue] }
    values["service"] = service.map { [$0.rawValue] }
    values["locality"] = locality.map { [$0.description] }
    values["text"] = text.map { [$0] }
    return Entry(values)
  }
}

/// One queue for every service, by the clock.
struct QueuePage: Page, Codable {
  struct Place: Codable, Sendable {
    let id: LocalityID
    let name: String
  }
  var title: String { "Requests for help" }
  let filter: QueueFilter
  let counts: QueueCounts
  let rows: [QueueRow]
  let total: Int
  let page: Int
  let places: [Place]
  let kept: KeptFilters
  let isForTeam: Bool
  let today: Day
  var isWide: Bool { true }
  static let pageSize = 25

  var sheet: Sheet? {
    Sheet(
      name: "requests-\(today)",
      columns: [
        "reference", "state", "urgency", "first name", "date of birth", "from", "asked", "locality", "received", "due",
        "who has it",
      ],
      rows: rows.map {
        [
          $0.reference, $0.state.title, $0.urgency.title, $0.childName ?? "", $0.bornOn?.description ?? "",
          $0.asker ?? "",
          $0.askedFor ?? "", $0.locality ?? "", $0.receivedAt.description, $0.dueAt?.description ?? "",
          $0.screenerName ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: isForTeam ? "Given to your teams" : "The front door")
      // What a manager's team was given is decided already: there is nothing to count.
      if !isForTeam { tileRow }
      filterForm(to: "/requests", fields: filterFields, filter.entry, chips: chips)
      kept.drawn(view)
      rows.isEmpty ? nothing : list
      pagination(pages)
      paragraph(
        markup: link(
          "Download as a spreadsheet", to: "\(filter.path())\(filter.query.isEmpty ? "?" : "&")format=csv"))
    }
  }

  private var tileRow: HTML {
    tiles([
      Tile(
        "Late", "\(counts.late)", note: counts.late == 0 ? "None" : "Past the time limit",
        link: "/requests?show=late", tone: counts.late == 0 ? .good : .bad),
      Tile(
        "Due today", "\(counts.dueToday)", note: "Answer before midnight", link: "/requests?show=today",
        tone: counts.dueToday == 0 ? .plain : .warning),
      Tile("No one has it", "\(counts.withNobody)", note: "Waiting to be taken", link: "/requests?holder=nobody"),
      Tile("Waiting for checks", "\(counts.inChecks)", note: "Other agencies asked", link: "/requests?show=checks"),
      Tile("Decided this week", "\(counts.decidedThisWeek)", note: "Since Monday", link: "/requests?show=decided"),
    ])
  }

  private var filterFields: [Field] {
    let locality = choosing(QueueForm.locality, places.map { ($0.id.description, $0.name) })
    return [QueueForm.show, QueueForm.urgency, QueueForm.holder, QueueForm.service] + (places.isEmpty ? [] : [locality])
      + [QueueForm.text]
  }

  private var chips: [FilterChip] {
    var chips: [FilterChip] = []
    if filter.show != (isForTeam ? .all : .open) {
      chips.append(FilterChip(filter.show.title, removePath: filter.path(leavingOut: "show")))
    }
    if let urgency = filter.urgency {
      chips.append(FilterChip(urgency.title, removePath: filter.path(leavingOut: "urgency")))
    }
    if let holder = filter.holder {
      chips.append(FilterChip("Who has it: \(holder.title)", removePath: filter.path(leavingOut: "holder")))
    }
    if let service = filter.service {
      chips.append(FilterChip(service.title, removePath: filter.path(leavingOut: "service")))
    }
    if let place = places.first(where: { $0.id == filter.locality }) {
      chips.append(FilterChip(place.name, removePath: filter.path(leavingOut: "locality")))
    }
    if let text = filter.text { chips.append(FilterChip("“\(text)”", removePath: filter.path(leavingOut: "text"))) }
    return chips
  }

  private var nothing: HTML {
    chips.isEmpty
      ? emptyState(
        "Nothing is waiting",
        isForTeam
          ? "No request has been given to your teams yet."
          : "Every request has been answered. New ones appear here by themselves.")
      : emptyState(
        "Nothing fits these filters", "Take one away, or look at everything that waits.",
        action: link("Clear filters", to: "/requests"))
  }

  private var list: HTML {
    table(
      Table(
        "Requests for help, the most urgent first, then by the day an answer is due",
        [
          .init("Child"), .init("From"), .init("What is asked"), .init("Urgency"), .init("Answer due"),
          .init("Who has it"),
        ],
        rows.map { row in
          Table.Row(
            [
              child(row), "\(row.asker ?? "")",
              "\(row.askedFor ?? "")\("<br><span class=\"app-hint\">\(row.services.map(\.title).joined(separator: ", "))</span>", if: !row.services.isEmpty)",
              row.urgency == .routine ? "\(row.urgency.title)" : nowrap(urgencyTag(row.urgency)), due(row),
              row.screenerName.map { "\($0)" } ?? (row.state.isOpen ? nowrap(tag("No one", .yellow)) : ""),
            ])
        }))
  }

  private func nowrap(_ content: HTML) -> HTML { "<span class=\"app-nowrap\">\(content)</span>" }
  /// Who it is about leads to the request; the number beneath is for the phone.
  private func child(_ row: QueueRow) -> HTML {
    let path = "/requests/\(row.id)"
    let number = nowrap("<span class=\"app-hint govuk-!-font-weight-regular\">\(row.reference)</span>")
    guard let name = row.childName else {
      return "\(link("Restricted record", to: path, hiddenText: row.reference))<br>\(number)"
    }
    let age: HTML? = row.bornOn.map {
      "<br><span class=\"govuk-!-font-weight-regular\">\($0.age(on: today))</span>"
    }
    return "\(link(name, to: path))\(age)<br>\(number)"
  }
  private func due(_ row: QueueRow) -> HTML {
    guard let due = row.dueAt else { return tag(row.state.title, row.state == .decided ? .green : .grey) }
    return
      "\(dueTag(due: due.day, today: today))\(" \(due.london.clock)", if: due.london.minuteOfDay < 1439)\(" \(tag(row.state.title, .blue))", if: row.state == .checks)"
  }
  private var pages: Pages {
    Pages(page: page, size: QueuePage.pageSize, count: rows.count, total: total) { filter.path(page: $0) }
  }
}

func urgencyTag(_ urgency: Urgency) -> HTML {
  switch urgency {
  case .immediate: tag(urgency.title, .red)
  case .urgent: tag(urgency.title, .red)
  case .routine: tag(urgency.title, .grey)
  }
}
