import Design
import Kernel
import Web

/// Every plan that the reader may see, with its four colours.
struct PlansPage: Page, Codable {
  struct Line: Codable, Sendable {
    let plan: ImplementationPlan
    let figures: PlanFigures
    let on: Day
  }
  let plans: [Line]
  var title: String { "Plans" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What the partnership has promised to do, who leads, by when, and what shows that it was done.")
      plans.isEmpty
        ? emptyState("There is no plan yet", "A plan is taken in with: keywork import plan FILE.csv") : .empty
      plans.map { line in
        card(line.plan.title, actions: link("Open", to: line.plan.path, hiddenText: line.plan.title)) {
          line.plan.vision.map { paragraph($0) } ?? .empty
          paragraph(
            """
            \(line.figures.milestones) milestones. On \(line.on.long): \(line.figures.red) late, \(line.figures.amber) need \
            attention, \(line.figures.green) on track, \(line.figures.blue) done and checked.
            """)
        }
      }
    }
  }
}

/// A plan as it stood on a day: the figures, then every row under its theme. The file to download has every cell as it
/// was published beside what is understood.
struct PlanPage: Page, Codable {
  let plan: ImplementationPlan
  let on: Day
  let figures: PlanFigures
  let themes: [PlanTheme]
  let lines: [PlanLine]
  let problemCount: Int
  /// Open risks about it.
  let risks: [RiskLine]
  let entry: Entry
  var title: String { plan.title }
  var trail: [Link] { planTrail }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "plan-\(on)",
      columns: PlanItem.cellNames + [
        "lead_understood", "begins_on", "due_on", "state", "colour", "blocked", "verified_on", "slipped_days",
      ],
      rows: lines.map {
        $0.item.cells + [
          $0.leads.joined(separator: "; "), $0.due.from?.description ?? "", $0.due.on?.description ?? "",
          $0.state.rawValue, $0.rag?.rawValue ?? "", $0.isBlocked ? "yes" : "no", $0.verifiedOn?.description ?? "",
          $0.slippage.map(String.init) ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Plan of \(plan.answeredBy)")
      plan.vision.map { lead($0) } ?? .empty
      planNavigation(plan, on, current: "")
      filterForm(to: plan.path, fields: [PlanForm.asOf], entry, submit: "Show this day")
      heading("How it stands on \(on.long)")
      tiles([
        Tile("Late", "\(figures.red)", note: "past their day, not checked", tone: figures.red > 0 ? .bad : .plain),
        Tile(
          "Need attention", "\(figures.amber)", note: "due within 30 days, blocked, or no lead or day",
          tone: figures.amber > 0 ? .warning : .plain),
        Tile("On track", "\(figures.green)", note: "not due within 30 days"),
        Tile("Done and checked", "\(figures.blue)", note: "evidence checked by somebody else", tone: .good),
      ])
      summary
      themes.map { themeCard($0) }
      paragraph(markup: link("Download every row as a spreadsheet", to: "\(plan.path)?as_of=\(on)&format=csv"))
      risksCard(risks, on: on)
      plan.source.map { paragraph("Source: \($0)") } ?? .empty
    }
  }

  private var summary: HTML {
    card("In figures", id: "figures") {
      summaryList([
        SummaryRow("Rows", text: rowsInWords),
        SummaryRow(
          "Delivery", text: "\(figures.dueAndVerified) of \(figures.due) that were due by this day are done and checked"
        ),
        SummaryRow("Placeholders", text: "\(figures.placeholders) wait for their owner"),
        SummaryRow(
          "Missing",
          text: """
            \(figures.withoutLead) without a lead, \(figures.withoutDay) without a day, \
            \(figures.withoutEvidence) without evidence agreed
            """),
        SummaryRow("Slipped", text: "\(figures.slippedDays) days in all, against the days first understood"),
      ])
      paragraph(
        markup: link("\(problemCount) things are wrong with this plan", to: "\(plan.path)/problems?as_of=\(on)"))
    }
  }

  private var rowsInWords: String {
    """
    \(figures.actions) actions and \(figures.subActions) sub-actions; \(figures.milestones) of them are milestones, \
    which hold work themselves; \(figures.emptyRows) empty
    """
  }

  private func themeCard(_ theme: PlanTheme) -> HTML {
    let own = lines.filter { $0.item.theme == theme.code }
    return card(theme.title == theme.code ? "Theme \(theme.code)" : theme.title, id: "theme-\(theme.code)") {
      theme.outcome.map { paragraph(markup: "<strong>Outcome:</strong> \($0)") } ?? .empty
      theme.measure.map { paragraph(markup: "<strong>Measure:</strong> \($0)") } ?? .empty
      table(
        Table(
          theme.title,
          [
            .init("Row"), .init("Action"), .init("Lead"), .init("Due, as published"), .init("As understood"),
            .init("Stands"),
          ],
          own.map { line in
            .init(
              [
                "\(line.ref)", "\(line.item.isEmptyRow ? "Empty row" : line.item.action)",
                line.leads.isEmpty && !line.item.isEmptyRow
                  ? tag("Nobody", .yellow) : "\(line.leads.joined(separator: "; "))",
                "\(line.item.due)", understood(line), stands(line),
              ], link: "\(plan.path)/rows/\(line.item.id)")
          }))
    }
  }
}

/// What a row's date means, or that it says nothing.
func understood(_ line: PlanLine) -> HTML {
  if line.item.isEmptyRow || (!line.isMilestone && line.due.on == nil) { return .empty }
  if line.due.kind == .placeholder { return tag("Placeholder", .purple) }
  return line.due.on == nil ? tag(line.due.words, .yellow) : "\(line.due.words)"
}

/// The colour of a row in words, and its state.
func stands(_ line: PlanLine) -> HTML {
  guard let rag = line.rag else { return line.item.isEmptyRow ? .empty : tag(line.state.title, .grey) }
  let colours: [RAG: TagColour] = [.red: .red, .amber: .yellow, .green: .green, .blue: .blue]
  return markup {
    tag(rag.title, colours[rag]!)
    if line.isBlocked { tag("Blocked", .red) }
    if line.state == .submitted { tag("Evidence to be checked", .purple) }
  }
}

let governanceHome = Link("Plans and decisions", "/governance")
let planTrail = [governanceHome, Link("Plans", "/governance/plans")]

/// The pages of one plan, on one day.
func planNavigation(_ plan: ImplementationPlan, _ day: Day, current: String) -> HTML {
  let pages = [("", "The plan"), ("/problems", "What is wrong"), ("/timeline", "Timeline"), ("/leads", "Leads")]
  return subNavigation(
    pages.map { NavItem($0.1, "\(plan.path)\($0.0)?as_of=\(day)", isCurrent: $0.0 == current) }, label: "This plan")
}
