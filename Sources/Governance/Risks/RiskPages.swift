import Design
import Kernel
import Web

/// The register of a group's risks, drawn as a matrix with its table.
struct RisksPage: Page, Codable {
  let group: PartnershipGroup
  let name: String
  let on: Day
  let lines: [RiskLine]
  let mayKeep: Bool
  let entry: Entry
  var title: String { "Risks" }
  var trail: [Link] { Governance.trail(of: group, name) }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "risks-\(on)",
      columns: [
        "cause", "event", "effect", "owner", "likelihood_before", "impact_before", "score_before", "likelihood_now",
        "impact_now", "score_now", "appetite", "over_appetite", "open_actions", "last_looked_at", "state",
      ],
      rows: lines.map { line in
        [
          line.risk.cause, line.risk.event, line.risk.effect, line.risk.owner, "\(line.risk.before.likelihood)",
          "\(line.risk.before.impact)", "\(line.risk.before.score)", "\(line.now.likelihood)", "\(line.now.impact)",
          "\(line.now.score)", "\(line.risk.appetite)", line.isOverAppetite ? "yes" : "no",
          "\(line.actions.count(where: \.isOpen))", line.lastLookedAt.day.description, line.ends?.rawValue ?? "open",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      filterForm(to: "\(group.path)/risks", fields: [PlanForm.asOf], entry, submit: "Show this day")
      if mayKeep { buttonGroup { linkButton("Raise a risk", to: "\(group.path)/risks/new") } }
      card("How they stood on \(on.long)", id: "register") {
        riskTable(lines, on: on)
        if !lines.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "\(group.path)/risks?as_of=\(on)&format=csv"))
        }
      }
      if lines.contains(where: \.isOpen) {
        card("How likely, and how bad", id: "matrix") {
          riskMatrix(lines)
          details("Show the matrix as a table") { matrixTable(lines) }
        }
      }
    }
  }
}

/// Open risks about a record, on the page of that record; nothing where there are none.
func risksCard(_ risks: [RiskLine], on day: Day) -> HTML {
  risks.isEmpty
    ? .empty
    : card("Risks about this", id: "risks") {
      table(
        Table(
          "Risks about this", [.init("What may happen"), .init("Score", numeric: true), .init("Stands")],
          inOrder(risks).map {
            .init(["\($0.risk.event)", "\($0.now.score)", riskStands($0, on: day)], link: $0.risk.path)
          }))
    }
}

/// The register as a table, the largest first.
func riskTable(_ lines: [RiskLine], on day: Day) -> HTML {
  table(
    Table(
      "Risks on \(day.long)",
      [
        .init("What may happen"), .init("Because of"), .init("Who answers for it"), .init("Before", numeric: true),
        .init("Now", numeric: true), .init("Lives with", numeric: true), .init("Stands"),
      ],
      lines.map { line in
        .init(
          [
            "\(line.risk.event)", "\(line.risk.cause)", "\(line.risk.owner)", "\(line.risk.before.score)",
            "\(line.now.score)", "\(line.risk.appetite)", riskStands(line, on: day),
          ], link: line.risk.path)
      }, empty: "No risk was in the register on this day."))
}

/// How a risk stands, in words.
func riskStands(_ line: RiskLine, on day: Day) -> HTML {
  if let ends = line.ends { return tag(ends.title, ends == .gone ? .green : .red) }
  let colours: [RiskBand: TagColour] = [.low: .green, .moderate: .yellow, .high: .purple, .severe: .red]
  return markup {
    tag(line.now.band.title, colours[line.now.band]!)
    if line.isUntreated { tag("Nobody does anything about it", .red) }
    if line.isOverAppetite && !line.isUntreated { tag("More than the group lives with", .red) }
    if line.isStale(on: day) { tag("Not looked at for three months", .yellow) }
  }
}

/// Five by five; each field says how many open risks stand in it. Colours are attributes, for printers to PDF; words stand
/// in the table, for they would not fit beside the fields on a phone.
func riskMatrix(_ lines: [RiskLine]) -> HTML {
  let fields = matrix(lines).enumerated().flatMap { row, cells in
    cells.enumerated().map { column, count in
      matrixField(RiskSize(likelihood: 5 - row, impact: column + 1), count, x: 8 + column * 18, y: 24 + row * 44)
    }
  }
  let rows = (0..<5).map { row -> HTML in
    "<text x=\"3%\" y=\"\(50 + row * 44)\" text-anchor=\"middle\" fill=\"#484f55\">\(5 - row)</text>"
  }
  let columns = (0..<5).map { column -> HTML in
    "<text x=\"\(17 + column * 18)%\" y=\"262\" text-anchor=\"middle\" fill=\"#484f55\">\(column + 1)</text>"
  }
  return """
    <svg width="100%" height="290" role="img" aria-labelledby="matrix-title matrix-desc" font-size="14">\
    <title id="matrix-title">Open risks by how likely and how bad they are</title><desc id="matrix-desc">\
    \(lines.count(where: \.isOpen)) open risks. The table has the same numbers.</desc>\
    <text x="0" y="14" fill="#484f55">How likely, from 1 to 5</text>\(fields)\(rows)\(columns)\
    <text x="98%" y="284" text-anchor="end" fill="#484f55">How bad it would be, from 1 to 5</text></svg>
    """
}

private func matrixField(_ size: RiskSize, _ count: Int, x: Int, y: Int) -> HTML {
  let fills: [RiskBand: String] = [.low: "#cce2d8", .moderate: "#fff7bf", .high: "#fcd6c3", .severe: "#f4cdc6"]
  let number: HTML = """
    <text x="\(x + 9)%" y="\(y + 26)" text-anchor="middle" font-weight="700" fill="#0b0c0c">\(count)</text>
    """
  return """
    <rect x="\(x)%" y="\(y)" width="17.4%" height="42" fill="\(fills[size.band]!)" stroke="#0b0c0c" \
    stroke-width="\(count > 0 ? 2 : 0)"/>\(number, if: count > 0)
    """
}

func matrixTable(_ lines: [RiskLine]) -> HTML {
  let counts = matrix(lines)
  return table(
    Table(
      "Open risks by how likely and how bad they are",
      [.init("How likely")] + impactWords.enumerated().map { .init("\($0 + 1). \($1)", numeric: true) },
      counts.enumerated().map { row, cells in
        .init(["\(5 - row). \(likelihoodWords[4 - row])"] + cells.map { "\($0)" })
      }))
}

/// One risk: what it is, what is done about it, and every look at it.
struct RiskPage: Page, Codable {
  let group: PartnershipGroup
  let name: String
  let line: RiskLine
  let about: Link?
  let meetings: [GroupMeeting]
  let on: Day
  let mayKeep: Bool
  var title: String { line.risk.event }
  var trail: [Link] { Governance.trail(of: group, name) + [Link("Risks", "\(group.path)/risks")] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      paragraph(markup: riskStands(line, on: on))
      if mayKeep, line.isOpen {
        buttonGroup {
          linkButton("Look at it anew", to: "\(line.risk.path)/look", style: .secondary)
          linkButton("Do something about it", to: "\(line.risk.path)/actions/new", style: .secondary)
        }
      }
      card("The risk", id: "risk") {
        summaryList([
          SummaryRow("Because of", text: line.risk.cause), SummaryRow("This may happen", text: line.risk.event),
          SummaryRow("So that", text: line.risk.effect), SummaryRow("Who answers for it", text: line.risk.owner),
          SummaryRow("Before anything was done", text: words(line.risk.before)),
          SummaryRow("Now", text: words(line.now)),
          SummaryRow("The group lives with", text: "A score of \(line.risk.appetite) at most"),
          SummaryRow("About", about.map { link($0.label, to: $0.path) } ?? "No record"),
        ])
      }
      card("What is done about it", id: "actions") {
        actionTable(
          line.actions.map { GroupPage.Action($0, carried: timesCarried($0, meetings)) }, group, on: on,
          mayKeep: mayKeep)
      }
      card("How it was seen over time", id: "looks") {
        timeline(
          line.looks.map { look in
            TimelineEntry(
              "\(words(look.size))", when: time(look.at), who: look.name,
              body: markup {
                look.ends.map { paragraph($0.title) } ?? .empty
                prose(look.words)
              }, isKey: look.ends != nil)
          } + [
            TimelineEntry(
              "Raised with score \(line.risk.before.score)", when: time(line.risk.raisedAt), who: nil, body: .empty)
          ], empty: "")
      }
    }
  }

  private func words(_ size: RiskSize) -> String {
    """
    \(likelihoodWords[size.likelihood - 1]) (\(size.likelihood)) and \(impactWords[size.impact - 1].lowercased()) \
    (\(size.impact)): \(size.score)
    """
  }
}
