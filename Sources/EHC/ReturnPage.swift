import Design
package import Kernel
import People
import SEN2
import Store
import Web

extension Permission {
  /// Seeing what the return would be asked: officers and managers of the children whose record they may open, with a way to
  /// where it is put right; whoever makes the return of every child that is not restricted, by name and finding alone.
  package static let checkReturn = Permission.work(
    "ehc.return", for: .governance, .ehcCoordinator, .teamManager, .returnsOfficer)
}

enum ReturnForm {
  static let year = Field(
    "year", "Year of the return",
    .choice(ReturnYear.all.map { .init("\($0.year)", "\($0.year), survey day \(Day($0.surveyDay)!.long)") }))
  static let severity = Field(
    "severity", "How grave", .choice(Severity.allCases.map { .init($0.rawValue, $0.title) }))
  static let rule = Field("rule", "Of one rule only, by its number", .text(max: 3))
}

let returnRoutes: [Route] = [
  .page(
    "/ehc/return", "What the next SEN2 return would be asked", may: .checkReturn,
    asks: [ReturnForm.year, ReturnForm.severity, ReturnForm.rule, .page], returnPage)
]

/// Who a finding is about.
private struct ReturnSubject {
  let child: ChildID
  let name: String
}

/// Every child's record is built and checked, part by part, so that all is counted and little is kept.
@Sendable private func returnPage(_ request: Request, _ tx: Transaction) throws -> ReturnPage {
  let year = request.query("year").flatMap { Int($0) }.flatMap(ReturnYear.of) ?? nextReturn(after: request.today)
  let caller = request.caller
  // Whoever makes the return opens no record: of each child the name and what must be put right, and who can do it.
  let isMaker = caller.has(.returnsOfficer)
  let mine: SQL = "AND \(visibleChildren(to: caller, by: isMaker ? .checkReturn : .openRecord))"
  var subjects: [String: ReturnSubject] = [:]
  var rest = try tx.returnChildren(only: mine)[...]
  // What is said of the file as a whole needs the whole file: the council's number is only known there.
  let header = ReturnSettings(year: year, council: unknownCouncil, writtenAt: request.now).header
  let report = try checkPersons(header) {
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(400) }
    return try tx.returnPersons(year, Array(rest.prefix(400))).map { child, node in
      let name = "\(node["Forename"] ?? "") \(node["Surname"] ?? "")"
      subjects[recordKey(of: node)] = ReturnSubject(child: child, name: name)
      return node
    }
  }
  let severity = request.query("severity").flatMap(Severity.init)
  let only = request.query("rule").flatMap { id in allRules.first { $0.id == id } }
  let part = request.part(of: 50)
  let wanted = report.findings.filter(isOfSomebody)
    .filter { (severity == nil || $0.severity == severity) && (only == nil || $0.rule == only?.id) }
  let (shown, hasMore) = part.cut(Array(wanted.dropFirst(part.offset).prefix(part.limit)))
  let ofNobody = Dictionary(grouping: report.findings.filter { !isOfSomebody($0) }, by: \.rule).mapValues(\.count)
  let cases = try shown.compactMap { subjects[$0.record]?.child }.reduce(into: [ChildID: [EHCCase]]()) { known, child in
    if known[child] == nil { known[child] = try tx.ehcCases(child) }
  }
  let openable = try tx.openable(Array(cases.keys), by: caller)
  return ReturnPage(
    year: year.year, surveyDay: Day(year.surveyDay)!, deadline: Day(year.deadline)!, isVerified: year.isVerified,
    persons: report.persons,
    rules: allRules.compactMap { rule in
      let count = (report.counts[rule.id] ?? 0) - (ofNobody[rule.id] ?? 0)
      return count == 0
        ? nil : ReturnPage.RuleLine(rule: rule.id, severity: rule.severity, words: rule.words, count: count)
    }, only: only?.id,
    lines: shown.map { finding in
      let subject = subjects[finding.record]
      let own = subject.flatMap { cases[$0.child] } ?? []
      return ReturnPage.Line(
        finding: finding, name: subject?.name ?? finding.record,
        officer: own.first.map { $0.officerName ?? "Nobody yet" },
        path: subject.map(\.child).map(openable.contains) ?? false
          ? subject.map { placeToMend(finding, child: $0.child, own, mayManage: caller.holds(.manageEHC)) } : nil)
    }, page: part.page, hasMore: hasMore, isOfWholeCouncil: isMaker,
    entry: Entry(request.query.filter { $0.key == "severity" }).filled(["year": "\(year.year)"]))
}

/// The page on which a finding is put right: the child's details, the reviews, what the return asks of the case, or the
/// case; where a child has several cases, the list of them.
func placeToMend(_ finding: Finding, child: ChildID, _ cases: [EHCCase], mayManage: Bool) -> String {
  if finding.module == .person || (!finding.fields.isEmpty && personFields.isSuperset(of: finding.fields)) {
    return "/children/\(child)/details"
  }
  guard let one = cases.first, cases.count == 1 else { return "/children/\(child)/ehc" }
  if finding.fields.contains(where: reviewFields.contains) { return "\(one.path)/reviews" }
  return switch finding.module {
  case .request, .assessment: one.path
  default: mayManage ? "\(one.path)/return" : one.path
  }
}

private let personFields: Set<String> = [
  "Surname", "Forename", "PersonBirthDate", "Sex", "Ethnicity", "PostCode", "UPN", "UniqueLearnerNumber", "UPNunknown",
]
private let reviewFields: Set<String> = ["ReviewMeeting", "ReviewOutcome", "LastReview", "ReviewDraft"]

/// Not of the file's head, which the command writes.
private func isOfSomebody(_ finding: Finding) -> Bool {
  ![.file, .header].contains(finding.module) || finding.rule.hasPrefix("F")
}

/// The first return whose deadline has not passed; else the last that is known.
func nextReturn(after today: Day) -> ReturnYear {
  ReturnYear.all.first { Day($0.deadline)! >= today } ?? ReturnYear.all.last!
}

/// What the next return would be asked, with a way to where it is put right.
struct ReturnPage: Page, Codable {
  struct Line: Codable, Sendable {
    let finding: Finding
    /// Of the child, or of the record where no child is known.
    let name: String
    /// Who has the newest case of the child, and can put it right.
    let officer: String?
    /// Where it is put right; nil where the reader may not go there.
    let path: String?
  }
  /// How often a rule is broken: all are counted, also where not all are listed.
  struct RuleLine: Codable, Sendable {
    let rule: String
    let severity: Severity
    let words: String
    let count: Int
  }
  let year: Int
  let surveyDay: Day
  let deadline: Day
  let isVerified: Bool
  let persons: Int
  let rules: [RuleLine]
  /// The rule whose findings alone are listed.
  let only: String?
  let lines: [Line]
  let page: Int
  let hasMore: Bool
  /// For whoever makes the return: of every child, without a way into a record.
  let isOfWholeCouncil: Bool
  let entry: Entry
  var title: String { "The SEN2 return of \(year)" }
  var menuPath: String? { isOfWholeCouncil ? "/ehc/return" : "/ehc" }
  var trail: [Link] { isOfWholeCouncil ? [] : [Link("Education, health and care", "/ehc")] }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "sen2-\(year)-findings", columns: ["rule", "severity", "record", "name", "fields", "message", "officer"],
      rows: lines.map {
        [
          $0.finding.rule, $0.finding.severity.rawValue, $0.finding.record, $0.name,
          $0.finding.fields.joined(separator: " "), $0.finding.message, $0.officer ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Survey day \(surveyDay.long), to be sent by \(deadline.long)")
      if !isVerified {
        insetText { paragraph("The specification of this year is not out: the layout is that of the year before.") }
      }
      if isOfWholeCouncil {
        paragraph(markup: link("Prepare, approve and send the return", to: "/ehc/return/files"))
        paragraph(
          """
          You see of each child the name and what must be put right; the officer named beside it can do it. Children \
          whose record is restricted are not listed here: their own officers see what is to be done.
          """)
      }
      tiles([
        Tile("Persons", "\(persons)"), Tile("Errors", "\(count(.error))", tone: count(.error) > 0 ? .bad : .good),
        Tile("Queries", "\(count(.query))", tone: count(.query) > 0 ? .warning : .good),
        Tile("To look at again", "\(count(.prompt))"),
      ])
      filterForm(to: "/ehc/return", fields: [ReturnForm.year, ReturnForm.severity], entry)
      card("By rule", id: "rules") {
        table(
          Table(
            "By rule",
            [.init("Rule"), .init("What must hold"), .init("How grave"), .init("How often", numeric: true)],
            rules.map { line in
              .init(
                ["\(line.rule)", "\(line.words)", severityTag(line.severity), "\(line.count)"],
                link: "/ehc/return?\(query)rule=\(line.rule)")
            }, empty: "Every rule holds."))
      }
      card(only.map { "To put right, rule \($0)" } ?? "To put right", id: "findings") {
        if only != nil { paragraph(markup: link("Show all rules", to: "/ehc/return?year=\(year)")) }
        table(
          Table(
            "Findings",
            [.init("Who"), .init("Rule"), .init("How grave"), .init("What must hold"), .init("Who can put it right")],
            lines.map { line in
              .init(
                [
                  "\(line.name)", "\(line.finding.rule)", severityTag(line.finding.severity),
                  "\(line.finding.message)", "\(line.officer ?? "")",
                ], link: line.path)
            }, empty: "Nothing is to be put right."))
        pagination(Pages(page: page, hasMore: hasMore) { "/ehc/return?\(query)\(onlyQuery)page=\($0)" })
        if !lines.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "/ehc/return?\(query)\(onlyQuery)format=csv"))
        }
      }
    }
  }
  private func count(_ severity: Severity) -> Int {
    rules.filter { $0.severity == severity }.map(\.count).reduce(0, +)
  }
  private var onlyQuery: String { only.map { "rule=\($0)&" } ?? "" }
  private var query: String {
    ["year", "severity"].compactMap { name in entry[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)&" } }.joined()
  }
}

func severityTag(_ severity: Severity) -> HTML {
  tag(severity.title, severity == .error ? .red : severity == .query ? .yellow : .grey)
}
