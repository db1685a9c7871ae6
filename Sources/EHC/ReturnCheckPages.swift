import Design
import Kernel
import People
import SEN2
import Store
import Web

// A return of any system is checked here, as `keywork check sen2` does it: read from the disk block by block, and gone when
// the answer is made.

let returnCheckRoutes: [Route] = [
  .page("/ehc/return/check", "Check a SEN2 return of any system", may: .checkReturn) { request, _ in
    ReturnCheckPage(name: nil, report: nil, lines: [], entry: request.entry)
  },
  .file(
    "/ehc/return/check", "Check a SEN2 return of any system", may: .checkReturn, fields: [],
    again: { request, _ in ReturnCheckPage(name: nil, report: nil, lines: [], entry: request.entry) }
  ) { request, file in
    let report = try await onOwnThread { checkReturn(try file.blocks()) }
    let shown = Array(report.findings.prefix(shownFindings))
    let caller = request.caller
    let lines = try await request.site.database.read { tx in try tx.places(of: shown, for: caller) }
    return ReturnCheckPage(name: file.name, report: report, lines: lines, entry: Entry())
  },
]

/// So many findings are listed on the page; the table and JSON have all.
let shownFindings = 300

extension Transaction {
  /// Where each finding is put right: a path where its child is one of ours and this caller may open the record.
  fileprivate func places(of findings: [Finding], for caller: Caller) throws -> [ReturnCheckPage.Line] {
    let keys = Array(Set(findings.map(\.record).filter { $0.utf8.count == 13 }))
    let known: [(String, ChildID)] =
      keys.isEmpty
      ? [] : try rows("SELECT upn, id FROM child WHERE upn IN \(list: keys)") { (try $0[0] as String, try $0[1]) }
    let children = Dictionary(known) { first, _ in first }
    let openable = try openable(Array(children.values), by: caller)
    var cases: [ChildID: [EHCCase]] = [:]
    for child in openable { cases[child] = try ehcCases(child) }
    return findings.map { finding in
      let child = children[finding.record].flatMap { openable.contains($0) ? $0 : nil }
      return ReturnCheckPage.Line(
        finding: finding,
        path: child.map {
          placeToMend(finding, child: $0, cases[$0] ?? [], mayManage: caller.holds(.manageEHC))
        })
    }
  }
}

/// The form that takes a file, and what was found in it.
struct ReturnCheckPage: Page, Codable {
  struct Line: Codable, Sendable {
    let finding: Finding
    /// Where it is put right; nil where the child is not ours, or not this reader's to open.
    let path: String?
    /// A finding about the layout says only what must hold: of which field is said before.
    var message: String {
      finding.module == .file && !finding.fields.isEmpty
        ? "\(finding.fields.joined(separator: ", ")): \(finding.message)" : finding.message
    }
  }
  /// The name of the file; nil before one was sent.
  let name: String?
  let report: CheckReport?
  let lines: [Line]
  let entry: Entry
  var title: String { "Check a SEN2 return" }
  var menuPath: String? { "/ehc/return" }
  var trail: [Link] { [Link("SEN2 return", "/ehc/return")] }
  var isWide: Bool { report != nil }
  var sheet: Sheet? {
    report.map { report in
      Sheet(
        name: "sen2-findings", columns: ["rule", "severity", "module", "line", "record", "fields", "message"],
        rows: report.findings.map {
          [
            $0.rule, $0.severity.rawValue, $0.module.rawValue, "\($0.line)", $0.record,
            $0.fields.joined(separator: " "), $0.message,
          ]
        })
    }
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      report.map(result) ?? .empty
      paragraph(
        "Every rule of the year of the return is checked, whichever system wrote it. Nothing of the file is kept, and nothing is sent anywhere."
      )
      view.form(to: "/ehc/return/check", keepsDraft: false, takesFile: true) {
        fileUpload(
          "file", "Choose the XML file", hint: "Up to 1 GB.", accept: ".xml,application/xml,text/xml",
          error: entry.errors.first { $0.field == "file" }?.message)
        buttonGroup {
          button(report == nil ? "Check it" : "Check another")
          submitButton("Check it, as a spreadsheet", to: "/ehc/return/check?format=csv")
          submitButton("Check it, as JSON", to: "/ehc/return/check?format=json")
        }
      }
    }
  }

  @HTMLBuilder private func result(_ report: CheckReport) -> HTML {
    if let stopped = report.stopped {
      warningText("The file could not be read to its end. \(stopped)")
    }
    tiles([
      Tile("Persons", "\(report.persons)"), Tile("Plans issued", "\(report.plans)"),
      Tile("Errors", "\(report.count(.error))", tone: report.count(.error) > 0 ? .bad : .good),
      Tile("Queries", "\(report.count(.query))", tone: report.count(.query) > 0 ? .warning : .good),
      Tile("To look at again", "\(report.count(.prompt))"),
    ])
    card("By rule", id: "rules") {
      table(
        Table(
          "By rule", [.init("Rule"), .init("What must hold"), .init("How grave"), .init("How often", numeric: true)],
          allRules.compactMap { rule in
            report.counts[rule.id].map {
              .init(["\(rule.id)", "\(rule.words)", severityTag(rule.severity), "\($0)"])
            }
          }, empty: report.stopped == nil ? "Every rule holds." : "Nothing was found as far as it could be read."))
    }
    if !lines.isEmpty {
      card("To put right", id: "findings") {
        let all = report.counts.values.reduce(0, +)
        if all > lines.count { paragraph("The first \(lines.count) of \(all). The spreadsheet has the others.") }
        table(
          Table(
            "Findings",
            [
              .init("Record"), .init("Line", numeric: true), .init("Rule"), .init("How grave"), .init("What must hold"),
            ],
            lines.map { line in
              .init(
                [
                  "\(line.finding.record)", "\(line.finding.line)", "\(line.finding.rule)",
                  severityTag(line.finding.severity), "\(line.message)",
                ], link: line.path)
            }))
      }
    }
  }
}
