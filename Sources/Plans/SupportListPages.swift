import Design
import Kernel
import People
import Store
import Web

/// The list of early help: what is due first, with who has it.
struct SupportsPage: Page, Codable {
  let lines: [SupportLine]
  let total: Int
  let page: Int
  let entry: Entry
  let teams: [OfferedChoice]
  let isUnallocated: Bool
  /// Who may be given what nobody has yet.
  let mayAllocate: Bool
  /// What waits in restricted records that the caller cannot see.
  let restricted: [RestrictedWaiting]
  let kept: KeptFilters
  let now: Instant
  var title: String { isUnallocated ? "Not allocated yet" : "Early help" }
  var isWide: Bool { true }
  var trail: [Link] { isUnallocated ? [Link("Early help", "/supports")] : [] }
  static let onAPage = 25

  var sheet: Sheet? {
    Sheet(
      name: isUnallocated ? "early-help-unallocated-\(now.day)" : "early-help-\(now.day)",
      columns: [
        "child", "state", "level", "practitioner", "team", "asked_for", "next_review", "due", "late", "lead_missing",
        "again",
      ],
      rows: lines.map { line in
        [
          line.childName, line.state.title, line.level.rawValue, line.practitionerName ?? "", line.teamName ?? "",
          line.requestedAt.day.description, line.nextReviewOn?.description ?? "", line.due?.day.description ?? "",
          line.isLate(at: now) ? "yes" : "no", line.isLeadMissing ? "yes" : "no", line.isAgainWithinYear ? "yes" : "no",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      if !isUnallocated {
        subNavigation(tabs, label: "Early help")
        filterForm(to: "/supports", fields: SupportFilterForm.fields(teams: teams), entry, chips: chips)
        kept.drawn(view)
      }
      restrictedCard
      if lines.isEmpty {
        emptyState(
          isUnallocated ? "Nobody is waiting for a practitioner" : "No early help is found",
          isUnallocated
            ? "Every family of your teams has a practitioner."
            : "Choose other filters, or start early help from a child’s record.")
      } else {
        rows
        pagination(Pages(page: page, size: Self.onAPage, count: lines.count, total: total) { address($0) })
        paragraph(markup: link("Download as a spreadsheet", to: address(nil, format: "csv")))
      }
    }
  }

  private var restrictedCard: HTML {
    guard !restricted.isEmpty else { return .empty }
    return card("Restricted records", id: "restricted", style: .lead) {
      bulletList(
        restricted.map { "\($0.what.title). Ask <strong>\($0.askedBy)</strong>, who asked on \($0.askedAt.day.long)." })
      paragraph(
        "They can give you a link to the record. Until then it is as if it were not there, here and in the search.")
    }
  }

  private var tabs: [NavItem] {
    let only = entry["only"]
    return [NavItem("All", address(nil, setting: ["only": nil]), isCurrent: only == nil)]
      + SupportFilter.Only.allCases.map {
        NavItem($0.title, address(nil, setting: ["only": $0.rawValue]), isCurrent: only == $0.rawValue)
      }
  }

  /// The filters that are on, each with the way to take it off. What the tabs say is not said again.
  private var chips: [FilterChip] {
    SupportFilterForm.fields(teams: teams).compactMap { field in
      guard case .choice(let options) = field.kind, let value = entry[field.name],
        let option = options.first(where: { $0.value == value })
      else { return nil }
      return FilterChip("\(field.label): \(option.label)", removePath: address(nil, setting: [field.name: nil]))
    }
  }

  private var rows: HTML {
    table(
      Table(
        title,
        [
          .init("Child"), .init("How it stands"), .init("Help"), .init("Practitioner"), .init("Team"),
          .init("Next review"), .init("Next time limit"),
        ],
        lines.map { line in
          .init(
            [
              "\(line.childName)", "\(stateTag(line.state))\(flags(line))",
              "<span class=\"app-nowrap\">\(line.level.short)</span>", owner(line),
              "\(line.teamName ?? "No team")",
              line.nextReviewOn.map { day($0) } ?? "<span class=\"app-hint\">Not set</span>",
              line.due.map { dueTag(due: $0.day, today: now.day) } ?? "<span class=\"app-hint\">No time limit</span>",
            ], link: "/children/\(line.child)/support")
        }))
  }

  private func flags(_ line: SupportLine) -> HTML {
    var flags: [HTML] = []
    if line.isLeadMissing { flags.append(tag("No lead", .yellow)) }
    if line.isAgainWithinYear { flags.append(tag("Back", .purple)) }
    return flags.map { " \($0)" as HTML }.joined()
  }

  private func owner(_ line: SupportLine) -> HTML {
    if let name = line.practitionerName { return "\(name)" }
    guard mayAllocate, SupportVerb.allocate.states.contains(line.state) else { return "Nobody yet" }
    return link(
      "Give it to somebody", to: "/children/\(line.child)/supports/\(line.support)/allocation",
      hiddenText: "for \(line.childName)")
  }

  /// This list at another page, in another form, or with other filters (`nil` takes one off).
  private func address(_ page: Int?, format: String? = nil, setting: [String: String?] = [:]) -> String {
    let filters = SupportFilterForm.names.map { (name: $0, value: setting[$0] ?? entry[$0]) }
    return withQuery(
      isUnallocated ? "/supports/unallocated" : "/supports",
      filters + [("page", page.map(String.init)), ("format", format)])
  }
}

enum SupportFilterForm {
  static let names = ["state", "level", "team", "only"]
  static func fields(teams: [OfferedChoice]) -> [Field] {
    let levels = HelpLevel.allCases.map { Field.Option($0.rawValue, $0.short) }
    let own = teams.map { Field.Option($0.value, $0.label) }
    return [
      Field(
        "state", "How it stands", .choice([Field.Option("", "All that is open")] + Field.options(SupportState.self))),
      Field("level", "Level", .choice([Field.Option("", "All")] + levels)),
    ] + (own.count > 1 ? [Field("team", "Team", .choice([Field.Option("", "All")] + own))] : [])
      + [Field("only", "Only", .hidden(max: 20))]
  }
  /// For the documents: what a query may say.
  static let asks = [
    Field("state", "State", .choice(Field.options(SupportState.self))),
    Field("level", "Level", .choice(Field.options(HelpLevel.self))), Field("team", "Team", .id),
    Field("only", "Only", .choice(Field.options(SupportFilter.Only.self))), .page,
  ]
}

let supportListRoutes: [Route] =
  [
    .page("/supports", "All early help that I may know of", may: .listSupports, asks: SupportFilterForm.asks) {
      request, tx in
      try supportsPage(request, tx, isUnallocated: false)
    },
    .page(
      "/supports/unallocated", "Early help that is not allocated yet", may: .listSupports,
      asks: [.page]
    ) { request, tx in try supportsPage(request, tx, isUnallocated: true) },
  ]
  + keptFilterRoutes(of: "/supports", SupportFilterForm.names, may: .listSupports) { request, tx in
    try supportsPage(request, tx, isUnallocated: false)
  }

private func supportsPage(_ request: Request, _ tx: Transaction, isUnallocated: Bool) throws -> SupportsPage {
  var filter = SupportFilter()
  if isUnallocated {
    filter.only = .unallocated
  } else {
    filter.state = request.query("state").flatMap { SupportState(rawValue: $0) }
    filter.level = request.query("level").flatMap { HelpLevel(rawValue: $0) }
    filter.team = request.query("team").flatMap { TeamID($0) }
    filter.only = request.query("only").flatMap { SupportFilter.Only(rawValue: $0) }
  }
  let part = request.part(of: SupportsPage.onAPage)
  (filter.limit, filter.offset) = (part.size, part.offset)
  let own = Set(request.caller.teams)
  return SupportsPage(
    lines: try tx.supportLines(filter, for: request.caller, at: request.now),
    total: try tx.countSupports(filter, for: request.caller, at: request.now), page: part.page,
    entry: Entry(request.query.filter { !($0.value.first ?? "").isEmpty }),
    teams: try tx.teams().filter { own.contains($0.id) }.map {
      OfferedChoice(Field.Option($0.id.description, $0.name))
    },
    isUnallocated: isUnallocated, mayAllocate: request.caller.holds(.allocateSupport),
    restricted: try tx.restrictedWaiting(for: request.caller),
    kept: try KeptFilters(of: "/supports", SupportFilterForm.names, request, tx), now: request.now)
}
