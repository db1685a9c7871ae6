import Design
import Kernel
import People
import SEN2
import Store
import Web

enum ReturnForm {
  static let year = Field(
    "year", "Year of the return",
    .choice(ReturnYear.all.map { .init("\($0.year)", "\($0.year), survey day \($0.surveyDay)") }))
  static let severity = Field(
    "severity", "How grave", .choice(Severity.allCases.map { .init($0.rawValue, $0.title) }))
}

let returnRoutes: [Route] = [
  .page(
    "/ehc/return", "What the next SEN2 return would be asked", may: .listEHC,
    asks: [ReturnForm.year, ReturnForm.severity, .page], returnPage)
]

/// So many children are looked at on the page; the command checks them all.
private let mostOnPage = 3000

@Sendable private func returnPage(_ request: Request, _ tx: Transaction) throws -> ReturnPage {
  let year = request.query("year").flatMap { Int($0) }.flatMap(ReturnYear.of) ?? nextReturn(after: request.today)
  let mine: SQL = "AND \(visibleChildren(to: request.caller, by: .openRecord))"
  var (persons, children): ([ReturnNode], [String: ChildID]) = ([], [:])
  let known = try tx.returnChildren(only: mine, limit: mostOnPage + 1)
  let ids = Array(known.prefix(mostOnPage))
  for start in stride(from: 0, to: ids.count, by: 500) {
    for (child, node) in try tx.returnPersons(year, Array(ids[start..<min(start + 500, ids.count)])) {
      persons.append(node)
      children[recordKey(of: node)] = child
    }
  }
  // What is said of the file as a whole needs the whole file: the council's number is only known there.
  let header = ReturnSettings(year: year, council: unknownCouncil, writtenAt: request.now).header
  let report = checkPersons(header, persons)
  let severity = request.query("severity").flatMap(Severity.init)
  let part = request.part(of: 50)
  let wanted = report.findings.filter { ![.file, .header].contains($0.module) || $0.rule.hasPrefix("F") }
    .filter { severity == nil || $0.severity == severity }
  let (shown, hasMore) = part.cut(Array(wanted.dropFirst(part.offset).prefix(part.limit)))
  return ReturnPage(
    year: year.year, surveyDay: Day(year.surveyDay)!, deadline: Day(year.deadline)!, isVerified: year.isVerified,
    persons: report.persons, isCut: known.count > mostOnPage, errors: report.count(.error),
    queries: report.count(.query),
    lines: shown.map { finding in
      ReturnPage.Line(finding: finding, path: children[finding.record].map { "/children/\($0)/ehc" })
    }, page: part.page, hasMore: hasMore,
    entry: Entry(request.query.filter { ["year", "severity"].contains($0.key) }))
}

/// The first return whose deadline has not passed; else the last that is known.
func nextReturn(after today: Day) -> ReturnYear {
  ReturnYear.all.first { Day($0.deadline)! >= today } ?? ReturnYear.all.last!
}

/// What the next return would be asked, with a way to where it is put right.
struct ReturnPage: Page, Codable {
  struct Line: Codable, Sendable {
    let finding: Finding
    let path: String?
  }
  let year: Int
  let surveyDay: Day
  let deadline: Day
  let isVerified: Bool
  let persons: Int
  /// There are more children than are looked at here.
  let isCut: Bool
  let errors: Int
  let queries: Int
  let lines: [Line]
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "The SEN2 return of \(year)" }
  var menuPath: String? { "/ehc" }
  var trail: [Link] { [Link("Education, health and care", "/ehc")] }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "sen2-\(year)-findings", columns: ["rule", "severity", "record", "fields", "message"],
      rows: lines.map {
        [
          $0.finding.rule, $0.finding.severity.rawValue, $0.finding.record, $0.finding.fields.joined(separator: " "),
          $0.finding.message,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Survey day \(surveyDay.long), to be sent by \(deadline.long)")
      if !isVerified {
        insetText { paragraph("The specification of this year is not out: the layout is that of the year before.") }
      }
      if isCut {
        insetText {
          paragraph(
            "The first \(mostOnPage) children by name are looked at here. The whole return is checked with keywork export sen2 and keywork check sen2."
          )
        }
      }
      tiles([
        Tile("Persons", "\(persons)"), Tile("Errors", "\(errors)", tone: errors > 0 ? .bad : .good),
        Tile("Queries", "\(queries)", tone: queries > 0 ? .warning : .good),
      ])
      filterForm(to: "/ehc/return", fields: [ReturnForm.year, ReturnForm.severity], entry)
      card("To put right", id: "findings") {
        table(
          Table(
            "Findings", [.init("Who"), .init("Rule"), .init("How grave"), .init("What must hold")],
            lines.map { line in
              .init(
                [
                  "\(line.finding.record)", "\(line.finding.rule)",
                  tag(line.finding.severity.title, line.finding.severity == .error ? .red : .yellow),
                  "\(line.finding.message)",
                ], link: line.path)
            }, empty: "Nothing is to be put right."))
        pagination(Pages(page: page, hasMore: hasMore) { "/ehc/return?\(query)page=\($0)" })
        if !lines.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/ehc/return?\(query)format=csv")) }
      }
    }
  }
  private var query: String {
    ["year", "severity"].compactMap { name in entry[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)&" } }.joined()
  }
}
