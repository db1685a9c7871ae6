import Design
import Kernel
import Store
import Web

/// A report with its lines and figures, as it is read.
struct ReportContent: Codable, Sendable {
  let report: ReportsPage.Line
  /// What the group was called on the day of the figures.
  let called: String
  /// The meeting it goes to, and when.
  let meeting: String
  let objectives: [GroupObjective]
  let lines: [ReportLine]
  let facts: ReportFacts
}

extension Transaction {
  func content(of report: GroupReport) throws -> ReportContent {
    let found: GroupMeeting? = try first(
      "SELECT \(GroupMeeting.columns) FROM group_meeting WHERE id = \(report.meeting)")
    return ReportContent(
      report: ReportsPage.Line(report), called: name(on: report.on, try names(of: report.group)),
      meeting: try found.map { "\(name(on: $0.day, try names(of: $0.group))), \($0.day.long)" } ?? "",
      objectives: try objectives(of: report.group), lines: try lines(of: report.id), facts: try facts(of: report))
  }
}

/// The reports of a group, the newest first.
struct ReportsPage: Page, Codable {
  /// A report without its frozen figures, which stand beside it.
  struct Line: Codable, Sendable {
    let id: ID<GroupReport>
    let path: String
    let on: Day
    let purpose: MeetingPurpose
    let aims: String
    let easyWords: String?
    let writtenName: String
    let approvedName: String?
    let approvedAt: Instant?
    let version: Int
    init(_ report: GroupReport) {
      (id, path, on, purpose, aims) = (report.id, report.path, report.on, report.purpose, report.aims)
      (easyWords, writtenName, version) = (report.easyWords, report.writtenName, report.version)
      (approvedName, approvedAt) = (report.approvedName, report.approvedAt)
    }
  }
  let group: PartnershipGroup
  let name: String
  let reports: [Line]
  let mayKeep: Bool
  var title: String { "Reports" }
  var trail: [Link] { Governance.trail(of: group, name) }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      if mayKeep { buttonGroup { linkButton("Begin a report", to: "\(group.path)/reports/new") } }
      card("Reports", id: "reports") {
        table(
          Table(
            "Reports", [.init("Figures of"), .init("Asks"), .init("Written by"), .init("Stands")],
            reports.map {
              .init(
                [
                  "\($0.on.long)", "\($0.purpose.title)", "\($0.writtenName)",
                  $0.approvedAt.map { "Approved on \($0.day.long)" } ?? tag("Being written", .yellow),
                ], link: $0.path)
            }, empty: "No report can be read yet."))
      }
    }
  }
}

/// One report.
struct ReportPage: Page, Codable {
  let group: PartnershipGroup
  let name: String
  let content: ReportContent
  let mayKeep: Bool
  let mayApprove: Bool
  var title: String { "Report of \(content.report.on.long)" }
  var trail: [Link] { Governance.trail(of: group, name) + [Link("Reports", "\(group.path)/reports")] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    let report = content.report
    let isOpen = report.approvedAt == nil
    return markup {
      pageHeading(title, caption: content.called)
      paragraph(
        markup: report.approvedAt.map { "\(tag("Approved", .green)) by \(report.approvedName ?? ""), \($0.day.long)" }
          ?? tag("Being written: only those who keep groups see it", .yellow))
      if mayKeep, isOpen {
        buttonGroup {
          linkButton("Change aims and easier words", to: "\(report.path)/words", style: .secondary)
          linkButton("Add a line", to: "\(report.path)/lines/new", style: .secondary)
          if mayApprove {
            view.postButton(
              "Approve it", to: "\(report.path)/approval", ["version": "\(report.version)"], style: .primary)
          }
        }
      }
      reportBody(content, level: .h2) { line in
        guard mayKeep, isOpen else { return .empty }
        return markup {
          paragraph(markup: link("Change", to: "\(report.path)/lines/\(line.id)", hiddenText: "this line"))
          view.postButton(
            "Take it out", to: "\(report.path)/lines/\(line.id)/removal", style: .link, hiddenText: line.kind.title)
        }
      }
    }
  }
}

/// A report as it stands on its page and in the pack: easier words, aims, lines by kind, then the figures with every chart’s
/// table. `tools` comes after each line.
func reportBody(
  _ content: ReportContent, level: HeadingLevel, tools: (ReportLine) -> HTML = { _ in .empty }
) -> HTML {
  let (report, facts) = (content.report, content.facts)
  let key = report.id.description.suffix(12)
  return markup {
    paragraph(
      markup: "\(tag(report.purpose.title, report.purpose == .decision ? .purple : .grey)) For \(content.meeting).")
    report.easyWords.map { words in
      part("In easier words", id: "easy-\(key)", level) { prose(words) }
    } ?? .empty
    part("Aims", id: "aims-\(key)", level) { prose(report.aims) }
    ReportLineKind.allCases.map { kind in
      let own = content.lines.filter { $0.kind == kind }
      return part(kind.title, id: "\(kind.rawValue)-\(key)", level) {
        if own.isEmpty { paragraph(kind == .risk ? "Not applicable." : "Nothing is reported.") }
        own.map { line in
          markup {
            paragraph(
              markup:
                "\(line.objective.map { number in "<strong>Objective \(number)\(content.objectives.first { $0.number == number }.map { ", \($0.title)" as HTML }).</strong> " as HTML })\(line.words)"
            )
            tools(line)
          }
        }
      }
    }
    part("Figures of \(facts.on.long)", id: "figures-\(key)", level) { figures(facts, key: String(key)) }
  }
}

/// A card on a page of one report; in a pack, where each report has parts of the same name, a heading with what follows.
private func part(_ title: String, id: String, _ level: HeadingLevel, @HTMLBuilder _ content: () -> HTML) -> HTML {
  level == .h2
    ? card(title, id: id, content)
    : markup {
      heading(title, level)
      content()
    }
}

@HTMLBuilder private func figures(_ facts: ReportFacts, key: String) -> HTML {
  if !facts.plans.isEmpty {
    table(
      Table(
        "Plans on \(facts.on.long)",
        [
          .init("Plan"), .init("Due", numeric: true), .init("Done and checked", numeric: true),
          .init("Late", numeric: true),
          .init("Need attention", numeric: true),
        ],
        facts.plans.map {
          .init(
            [
              "\($0.title)", "\($0.figures.due)", "\($0.figures.dueAndVerified)", "\($0.figures.red)",
              "\($0.figures.amber)",
            ], link: $0.path)
        }))
  }
  facts.courses.enumerated().map { index, course in courseFigure(course, id: "course-\(key)-\(index)") }
  if !facts.risks.isEmpty { riskTable(facts.risks, on: facts.on) }
  if !facts.actions.isEmpty {
    table(
      Table(
        "What was agreed to do, and is open", [.init("What"), .init("Lead"), .init("By")],
        facts.actions.map { .init(["\($0.words)", "\($0.lead)", day($0.dueOn)]) }))
  }
  if facts.plans.isEmpty, facts.courses.isEmpty, facts.risks.isEmpty, facts.actions.isEmpty {
    paragraph("No plan, indicator, risk or action stands behind this report.")
  }
}

/// The course of an indicator: drawn, and as its table.
func courseFigure(_ course: ReportFacts.Course, id: String) -> HTML {
  markup {
    heading(course.title, .h3, size: .s)
    paragraph("\(course.formula). \(course.trend.words).")
    controlChart(
      course.months, limits: course.limits, target: course.target, unit: course.unit, id: id,
      title: "\(course.title), period by period")
    table(
      Table(
        "\(course.title), period by period", [.init("Period"), .init("Figure", numeric: true)],
        course.months.map { .init(["\(course.words(of: $0.month))", "\(course.shown($0.value))"]) },
        empty: "No figure can be shown yet."))
    course.benchmark.map { paragraph("Beside: \(course.shown($0)), \(course.benchmarkSource ?? "").") } ?? .empty
  }
}
