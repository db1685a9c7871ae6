import Design
import Kernel
import Store
import Web

// Everything of this slice that is public, as data for anyone: each set as CSV and as JSON, with what its columns mean.

/// One set of open data.
enum OpenDataset: String, Choice {
  case plans, scorecard, decisions, risks, groups, agreements
  var title: String {
    switch self {
    case .plans: "Plans: every row, as published and as understood"
    case .scorecard: "Scorecard: every figure of every month, with when it was known"
    case .decisions: "Decisions: ahead and taken"
    case .risks: "Risks of every group"
    case .groups: "Groups: names, meetings and what was agreed"
    case .agreements: "Agreements: versions and signatures"
    }
  }
  /// The columns, each with its meaning.
  var columns: [OpenColumn] {
    let pairs: [(String, String)] =
      switch self {
      case .plans:
        [
          ("plan", "Title of the plan"), ("row", "Number of the row, as published"), ("theme", "Code of the theme"),
          ("action", "What is to be done"), ("lead", "Who leads, as published"), ("due_as_published", "As published"),
          ("due_on", "The day understood; empty where there is none"), ("state", "How the row stands today"),
          ("colour", "red, amber, green or blue; empty where nothing is asked of it"),
        ]
      case .scorecard:
        [
          ("objective", "What is to be reached"), ("indicator", "Its name"),
          ("formula", "What is counted, out of what"),
          ("month", "The last day of the month, quarter or year"), ("value", "The figure"),
          ("unit", "percent or number"), ("number_of", "Of what it is a number; empty for a share"),
          ("known_at", "From when it was known so; a later line for the same month corrects it"),
          ("source", "Where it is from"),
        ]
      case .decisions:
        [
          ("reference", "Number of the decision"), ("title", "What is decided"), ("state", "How it stands"),
          ("key", "yes or no"), ("whole_life_pounds", "Its value over its whole life"),
          ("key_above_pounds", "The threshold it was begun with"), ("decide_from", "First day of the period"),
          ("not_before", "The day before which it may not be taken"), ("taken_at", "When it was taken"),
          ("outcome", "approved, amended or refused"), ("reasons", "Why"),
        ]
      case .risks:
        [
          ("group", "What the group is called today"), ("event", "What may happen"), ("cause", "Because of what"),
          ("effect", "What would come of it"), ("owner", "Who answers for it"),
          ("score_before", "Likelihood times harm, from 1 to 25, before anything was done"),
          ("score_now", "The same now"),
          ("appetite", "The score that the group lives with"), ("state", "open, gone or happened"),
        ]
      case .groups:
        [
          ("group", "What it is called today"), ("kind", "name, meeting or action"), ("on", "From or on which day"),
          ("words", "The name, the place, or what was agreed"), ("state", "How it stands"),
        ]
      case .agreements:
        [
          ("agreement", "Its title"), ("kind", "With whom or about what"), ("version", "Number of the version"),
          ("valid_from", "From which day it holds"), ("review_on", "When it is looked at again"),
          ("party", "Who agrees"),
          ("signed_on", "The day of the signature; empty where it is missing"),
        ]
      }
    return pairs.map { OpenColumn(name: $0.0, meaning: $0.1) }
  }
}

struct OpenColumn: Codable, Sendable, Hashable {
  let name: String
  let meaning: String
}

let openDataRoutes: [Route] = [
  .page("/governance/data", "Open data about plans, figures and decisions", may: .readGovernance) { _, _ in
    OpenDataPage()
  },
  .page("/governance/data/{dataset}", "A set of open data", may: .readGovernance) { request, tx in
    guard let dataset = request.parameters["dataset"].flatMap({ OpenDataset(rawValue: $0) }) else {
      throw Refusal.notFound
    }
    return DatasetPage(dataset: dataset, columns: dataset.columns, rows: try tx.rows(of: dataset, on: request.today))
  },
]

extension Transaction {
  /// Public rows alone: nothing unpublished, unapproved, in draft or small.
  func rows(of dataset: OpenDataset, on day: Day) throws -> [[String]] {
    switch dataset {
    case .plans: try planRows(on: day)
    case .scorecard: try figureRows()
    case .decisions: try decisionRows()
    case .risks:
      try groups().flatMap { group in
        let called = name(on: day, try names(of: group.id))
        return inOrder(try risks(of: group.id)).map { line in
          [
            called, line.risk.event, line.risk.cause, line.risk.effect, line.risk.owner, "\(line.risk.before.score)",
            "\(line.now.score)", "\(line.risk.appetite)", line.ends?.rawValue ?? "open",
          ]
        }
      }
    case .groups: try groups().flatMap { try groupRows($0, on: day) }
    case .agreements:
      try agreements().flatMap { file in
        file.versions.flatMap { version in
          version.parties.map { party in
            [
              file.agreement.title, file.agreement.kind.rawValue, "\(version.number)", version.from.description,
              version.reviewOn.description, party.agency, party.signedOn?.description ?? "",
            ]
          }
        }
      }
    }
  }

  private func planRows(on day: Day) throws -> [[String]] {
    try plans(unpublishedToo: false).flatMap { plan in
      try lines(of: plan.id, on: plan.endedOn ?? day).map { line in
        [
          plan.title, line.item.ref, line.item.theme, line.item.action, line.item.lead, line.item.due,
          line.due.on?.description ?? "", line.state.rawValue, line.rag?.rawValue ?? "",
        ]
      }
    }
  }

  private func figureRows() throws -> [[String]] {
    try indicators().flatMap { indicator in
      try values(of: indicator.id).filter { $0.approvedName != nil && !$0.isSmall(indicator) }.map { value in
        [
          indicator.objective, indicator.title, indicator.formula, value.month.description, "\(value.value)",
          indicator.unit.rawValue, indicator.numberOf ?? "", value.knownAt.description, value.source,
        ]
      }
    }
  }

  private func decisionRows() throws -> [[String]] {
    try decisions(draftsToo: false).map { record in
      let line = try registerLine(record, self)
      return [
        record.reference, record.content.title, record.state.rawValue, line.isKey ? "yes" : "no",
        plainPounds(line.value), plainPounds(record.threshold), record.content.decideFrom.description,
        line.earliest?.description ?? "", line.taken?.takenAt.description ?? "", line.taken?.outcome.rawValue ?? "",
        line.taken?.reasons ?? "",
      ]
    }
  }

  private func groupRows(_ group: PartnershipGroup, on day: Day) throws -> [[String]] {
    let names = try names(of: group.id)
    let called = name(on: day, names)
    return names.map { [called, "name", $0.from.description, $0.name, ""] }
      + (try meetings(of: group.id)).map {
        [called, "meeting", $0.day.description, $0.place, $0.state.rawValue]
      }
      + (try actions(of: group.id)).map {
        [called, "action", $0.dueOn.description, $0.words, $0.isOpen ? "open" : "done"]
      }
  }
}

/// Every set of open data.
struct OpenDataPage: Page, Codable {
  let licence = "Open Government Licence v3.0"
  var title: String { "Open data" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }
  private enum CodingKeys: String, CodingKey { case licence }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("Everything that is public here, for a spreadsheet or a program. Nothing in it names a child or a family.")
      paragraph("You may use it freely under the \(licence). Say where it is from.")
      OpenDataset.allCases.map { dataset in
        let path = "/governance/data/\(dataset.rawValue)"
        return card(dataset.title, id: dataset.rawValue) {
          bulletList([
            link("Look at it", to: path, hiddenText: dataset.title),
            link("Spreadsheet (CSV)", to: "\(path)?format=csv", hiddenText: dataset.title),
            link("For programs (JSON)", to: "\(path)?format=json", hiddenText: dataset.title),
          ])
        }
      }
    }
  }
}

/// One set: what its columns mean, and its first rows.
struct DatasetPage: Page, Codable {
  let dataset: OpenDataset
  let columns: [OpenColumn]
  let rows: [[String]]
  var title: String { dataset.title }
  var trail: [Link] { [governanceHome, Link("Open data", "/governance/data")] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? { Sheet(name: dataset.rawValue, columns: columns.map(\.name), rows: rows) }

  func body(_ view: View) -> HTML {
    let path = "/governance/data/\(dataset.rawValue)"
    return markup {
      pageHeading(title)
      buttonGroup {
        linkButton("Spreadsheet (CSV)", to: "\(path)?format=csv", style: .secondary)
        linkButton("For programs (JSON)", to: "\(path)?format=json", style: .secondary)
      }
      card("What the columns mean", id: "columns") {
        summaryList(columns.map { SummaryRow($0.name, text: $0.meaning) })
      }
      card("The first rows", id: "rows") {
        if rows.count > 5 { paragraph("5 of \(rows.count) rows. The files have all of them.") }
        table(
          Table(
            title, columns.map { .init(breakable($0.name)) },
            rows.prefix(5).map { row in .init(row.map(fitting)) },
            empty: "There is nothing in it yet."))
      }
    }
  }
}

/// A column’s name that may go on in a second line after a low line: there are many columns beside each other.
private func breakable(_ name: String) -> String { name.replacing("_", with: "_\u{200B}") }

/// A cell in whose long words (moments, addresses) a line may end anywhere; short ones stay whole.
private func fitting(_ text: String) -> HTML {
  text.split(separator: " ").contains { $0.count > 15 } ? "<span class=\"app-break\">\(text)</span>" : "\(text)"
}
