import Design
import Kernel
import Web

let allocationsLink = Link("Allocation", "/workforce/allocations")

/// Proposals that were kept.
struct AllocationsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let id: ID<Proposal>
    let name: String
    let state: ProposalState
    let posts: String
    let short: String
    let by: String
    let on: Day
    init(_ proposal: Proposal) {
      (id, name, state, by, on) = (proposal.id, proposal.name, proposal.state, proposal.by, proposal.createdAt.day)
      posts = Workforce.posts(proposal.allocation.question.halves)
      short = Workforce.posts(proposal.allocation.short)
    }
  }
  let proposals: [Line]
  var title: String { "Allocation" }
  var menuPath: String? { "/workforce" }
  var sheet: Sheet? {
    Sheet(
      name: "allocations", columns: ["name", "state", "posts", "short", "by", "on"],
      rows: proposals.map { [$0.name, $0.state.rawValue, $0.posts, $0.short, $0.by, $0.on.description] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("How home visitors’ posts are shared out over the locations, from the referrals that come.")
      buttonGroup {
        linkButton("Share posts out", to: "/workforce/allocations/new")
        linkButton("Compare two proposals", to: "/workforce/allocations/comparison", style: .secondary)
      }
      card("Proposals", id: "proposals") {
        table(
          Table(
            "Proposals",
            [
              .init("Proposal"), .init("Posts", numeric: true), .init("Short", numeric: true), .init("State"),
              .init("Made"),
            ],
            proposals.map { line in
              .init(
                [
                  "\(line.name)", "\(line.posts)", "\(line.short)", stateTag(line.state),
                  "\(day(line.on, near: view.today)), \(line.by)",
                ], link: "/workforce/allocations/\(line.id)")
            }, empty: "Nothing has been proposed yet."))
      }
      paragraph(markup: link("All referrals that are counted", to: "/workforce/referrals"))
    }
  }
}

func stateTag(_ state: ProposalState) -> HTML {
  switch state {
  case .proposed: tag(state.title, .blue)
  case .approved: tag(state.title, .green)
  case .replaced, .withdrawn: tag(state.title, .grey)
  }
}

/// The form of a new proposal.
struct NewAllocationPage: Page, Codable {
  /// The name of the stream that is taken away; nil for none.
  let stream: String?
  let known: Int
  let locations: Int
  let entry: Entry
  var title: String { "Share posts out" }
  var trail: [Link] { [allocationsLink] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      lead("\(grouped(known)) referrals over \(locations) locations are known.")
      stream.map { name in insetText { paragraph("With what is left if “\(name)” goes.") } } ?? .empty
      view.form(to: "/workforce/allocations", entry) {
        hidden("without", entry["without"] ?? "")
        controls(AllocationForm.shown, entry)
        button("Keep it and see the answer")
      }
    }
  }
}

/// A proposal with every number that it stands on.
struct AllocationPage: Page, Codable {
  let proposal: Proposal
  let mayApprove: Bool
  let streamName: String?
  /// What an approved one asks for; nil before.
  let moves: MoveLines?
  let entry: Entry
  var title: String { proposal.name }
  var trail: [Link] { [allocationsLink] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }
  private var allocation: Allocation { proposal.allocation }
  private var question: AllocationQuestion { proposal.allocation.question }
  var sheet: Sheet? {
    Sheet(
      name: "allocation",
      columns: [
        "location", "referrals", "expected", "low", "high", "exact_share", "webster", "hamilton", "now", "needed",
        "short",
      ],
      rows: allocation.lines.map {
        [
          $0.name, "\($0.referrals)", $0.expected.map(plain) ?? "", $0.low.map(plain) ?? "", $0.high.map(plain) ?? "",
          decimals($0.quota), posts($0.webster), posts($0.hamilton), posts($0.now), posts($0.needed), posts($0.short),
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Allocation")
      paragraph(markup: "\(stateTag(proposal.state)) \(about)")
      proposal.note.map { prose($0) } ?? .empty
      tiles([
        Tile("Posts", posts(question.halves), note: streamName.map { "without \($0)" } ?? "to share out"),
        Tile("Needed", posts(allocation.needed), note: "for \(question.limit) children to a post"),
        Tile(
          "Short", posts(allocation.short),
          note: allocation.short > 0 ? "the posts do not hold the children there are" : "enough",
          tone: allocation.short > 0 ? .bad : .good),
        Tile("Referrals", plain(Double(allocation.referrals)), note: "in 12 months", link: path(nil)),
      ])
      if allocation.short > 0 {
        warningText(
          "\(posts(allocation.needed)) posts are needed and there are \(posts(question.halves)): \(posts(allocation.short)) are short."
        )
      }
      moves?.card ?? .empty
      card("The share of each location", id: "shares") { shares }
      card("What to expect", id: "expected") { expectations }
      if mayApprove || proposal.state == .proposed { decision(view) }
    }
  }

  private var about: String {
    let made = "Made by \(proposal.by) on \(proposal.createdAt.day.long)."
    guard let who = proposal.decidedBy, let at = proposal.decidedAt else { return made }
    return "\(made) \(proposal.state.title) by \(who) on \(at.day.long)."
  }

  @HTMLBuilder private var shares: HTML {
    paragraph(
      """
      Shared out by \(question.basis.title.lowercasedFirst), \(question.basis == .past ? "to" : "after") \
      \(question.to.long), by Webster’s method; Hamilton’s \
      stands beside it. \(bounds) A child is visited for \(question.weeks) weeks. Each number opens the referrals \
      behind it.
      """)
    table(
      Table(
        "Posts by location",
        [
          .init("Location"), .init("Referrals in 12 months", numeric: true), .init("Exact share", numeric: true),
          .init("Posts", numeric: true), .init("By Hamilton", numeric: true), .init("Now", numeric: true),
          .init("Change", numeric: true), .init("Needed", numeric: true), .init("Short", numeric: true),
        ],
        allocation.lines.map { line in
          func opened(_ number: String, _ what: String) -> HTML {
            link(number, to: path(line.code), hiddenText: "\(what) of \(line.name): the referrals behind it")
          }
          return .init([
            "\(line.name)", opened("\(line.referrals)", "referrals"), opened(decimals(line.quota), "exact share"),
            opened(posts(line.webster), "posts"), opened(posts(line.hamilton), "posts by Hamilton"),
            "\(posts(line.now))", "\(change(line.webster - line.now))", opened(posts(line.needed), "posts needed"),
            line.short > 0 ? tag(posts(line.short), .red) : "0",
          ])
        } + [total]))
    paragraph(markup: link("Download as a spreadsheet", to: "\(proposal.path)?format=csv"))
  }

  private var total: Table.Row {
    func opened(_ number: String, _ what: String) -> HTML {
      link(number, to: path(nil), hiddenText: "\(what) of all locations: the referrals behind it")
    }
    let sum = { (part: KeyPath<AllocationLine, Int>) in allocation.lines.reduce(0) { $0 + $1[keyPath: part] } }
    return .init([
      "Total", opened(grouped(allocation.referrals), "referrals"),
      opened(decimals(Double(question.halves) / 2), "exact share"), opened(posts(allocation.given), "posts"),
      opened(posts(sum(\.hamilton)), "posts by Hamilton"), "\(posts(sum(\.now)))",
      "\(change(allocation.given - sum(\.now)))", opened(posts(allocation.needed), "posts needed"),
      "\(posts(sum(\.short)))",
    ])
  }

  private var bounds: String {
    let cap = question.cap.map { " and none more than \(posts($0))" } ?? ""
    return allocation.isBound
      ? "No location has less than \(posts(question.floor))\(cap), and that changes the shares."
      : "Every location has \(posts(question.floor)) or more\(question.cap == nil ? "" : " and no more than it may") without being helped to it."
  }

  @HTMLBuilder private var expectations: HTML {
    let known = allocation.lines.filter { $0.expected != nil }
    if known.isEmpty {
      paragraph("There are not yet two years of referrals to forecast from.")
    } else {
      paragraph(
        """
        Each location’s months were forecast by the method that erred least on its own past. The range holds eight in ten \
        of such errors, and is as wide as if every month erred the same way.
        """)
      rangeBars(
        ChartWords(
          id: "expected", finding: nil, measure: "Referrals in the 12 months after \(question.to.long).",
          description: "Expected referrals of each location with their range; the figures stand beside the bars.",
          rowTitle: "Location", valueTitle: "Expected"),
        known: "In the last 12 months",
        known.map {
          RangeFigure($0.name, $0.expected!, low: $0.low!, high: $0.high!, known: Double($0.referrals))
        })
      heading("The referrals that each was forecast from", .h3, size: .s)
      bulletList(
        known.map { line in
          let all = "/workforce/referrals?location=\(line.code)&to=\(question.to)"
          return "\(link("\(line.name): about \(Int(line.expected!.rounded())) are expected", to: all))"
        })
    }
  }

  private func decision(_ view: View) -> HTML {
    card("Decide", id: "decide") {
      if mayApprove {
        view.postButton(
          "Approve this proposal", to: "\(proposal.path)/approval", ["version": "\(proposal.version)"], style: .primary)
      } else {
        paragraph("Somebody else than who made a proposal approves it.")
      }
      view.form(to: "\(proposal.path)/withdrawal", entry) {
        hidden("version", "\(proposal.version)")
        control(AllocationForm.why, entry)
        button("Withdraw it", style: .secondary)
      }
    }
  }

  private func path(_ location: String?) -> String {
    "/workforce/referrals?\(location.map { "location=\($0)&" } ?? "")from=\(question.from)&to=\(question.to)"
  }
}

/// `+0.5`, `−1` or `0`, of halves.
func change(_ halves: Int) -> String { halves == 0 ? "0" : "\(halves > 0 ? "+" : "−")\(posts(abs(halves)))" }

/// Two decimals: `6.47`.
func decimals(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

/// Two proposals side by side.
struct AllocationComparisonPage: Page, Codable {
  let chosen: [Proposal]
  let all: [Link]
  let entry: Entry
  var title: String { "Proposals side by side" }
  var trail: [Link] { [allocationsLink] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      card("Choose two", id: "choose") {
        filterForm(
          to: "/workforce/allocations/comparison",
          fields: [("a", "One proposal"), ("b", "The other")].map { name, label in
            Field(name, label, .choice(all.map { .init($0.path, $0.label) }), required: "Choose a proposal")
          }, entry, submit: "Compare")
      }
      if let first = chosen.first, let second = chosen.dropFirst().first { compared(first, second) }
    }
  }

  private func compared(_ a: Proposal, _ b: Proposal) -> HTML {
    let (one, other) = (a.allocation, b.allocation)
    let rows = one.lines.map { line -> Table.Row in
      let there = other.lines.first { $0.code == line.code }
      return .init([
        "\(line.name)", "\(posts(line.webster))", "\(there.map { posts($0.webster) } ?? "–")",
        "\(there.map { change($0.webster - line.webster) } ?? "–")", "\(posts(line.short))",
        "\(there.map { posts($0.short) } ?? "–")",
      ])
    }
    return card("\(a.name), and \(b.name)", id: "compared") {
      table(
        Table(
          "Two proposals by location",
          [
            .init("Location"), .init("First", numeric: true), .init("Second", numeric: true),
            .init("Change", numeric: true), .init("Short, first", numeric: true), .init("Short, second", numeric: true),
          ],
          rows + [
            .init([
              "Total", "\(posts(one.given))", "\(posts(other.given))", "\(change(other.given - one.given))",
              "\(posts(one.short))", "\(posts(other.short))",
            ])
          ]))
    }
  }
}

/// The referrals that a number counts, one by one: reference, day and place, and no child.
struct ReferralsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let reference: String
    let on: Day
    let location: String
    let outcome: String?
  }
  let location: WorkLocation?
  let from: Day?
  let to: Day?
  let count: Int
  let referrals: [Line]
  let page: Int
  let hasMore: Bool
  var title: String { "Referrals\(location.map { " of \($0.name)" } ?? "")" }
  var trail: [Link] { [allocationsLink] }
  var menuPath: String? { "/workforce" }
  var sheet: Sheet? {
    Sheet(
      name: "referrals", columns: ["reference", "received_on", "location", "outcome"],
      rows: referrals.map { [$0.reference, $0.on.description, $0.location, $0.outcome ?? ""] })
  }
  private var query: String {
    [("location", location?.code), ("from", from?.description), ("to", to?.description)].compactMap { name, value in
      value.map { "\(name)=\($0)&" }
    }.joined()
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: period)
      lead("\(grouped(count)) referrals. Who a referral is about stands in the record, for those who may open it.")
      table(
        Table(
          "Referrals", [.init("Reference"), .init("Received"), .init("Location"), .init("What came of it")],
          referrals.map { .init(["\($0.reference)", day($0.on), "\($0.location)", "\($0.outcome ?? "Not known")"]) },
          empty: "There is no referral here."))
      pagination(Pages(page: page, hasMore: hasMore) { "/workforce/referrals?\(query)page=\($0)" })
      if !referrals.isEmpty {
        paragraph(markup: link("Download as a spreadsheet", to: "/workforce/referrals?\(query)format=csv"))
      }
    }
  }
  private var period: String? {
    switch (from, to) {
    case (let from?, let to?): "\(from.long) to \(to.long)"
    case (let from?, nil): "From \(from.long)"
    case (nil, let to?): "To \(to.long)"
    case (nil, nil): nil
    }
  }
}
