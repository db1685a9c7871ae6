import Design
import Kernel
import Store
import Web

/// One line of the audit: an event without content.
struct AuditLine: Record, Codable, Hashable {
  let at: Instant
  let who: String
  let role: Role?
  let agency: String?
  let kind: String
  let purpose: Purpose?
  let childName: String?
  let why: String?
  let from: String

  init(row: Row) throws {
    at = try row[0]
    who = try row[1]
    role = try row[2]
    agency = try row[3]
    kind = try row[4]
    purpose = try row[5]
    let given: String? = try row[6]
    childName = try given.map { "\($0) \(try row[7] as String)" }
    why = try row[8]
    from = try row[9]
  }
  /// `Emergency access reviewed`, `Record opened`: the name of the event as people read it.
  var what: String {
    let thing = kind.hasPrefix("child.") ? "record" + kind.dropFirst(5) : kind
    let words = thing.replacing("_", with: " ").replacing(".", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

enum AuditForm {
  static let who = Field("who", "Who", .text(max: 80))
  static let child = Field("child", "Child’s NHS number", .text(max: 20))
  static let from = Field("from", "From", .day)
  static let to = Field("to", "To", .day)
  static let kind = Field(
    "kind", "What",
    .choice([
      .init("child.opened", "Opened a record"), .init("emergency", "Emergency access"),
      .init("list.exported", "Took a list away"),
    ]))
  static let all = [who, child, from, to, kind]
  /// What a query may say.
  static let asks = all + [.page]
}

/// What has been done in the system, for those who check it: who, when, why, from where; never what was written.
struct AuditPage: Page, Codable {
  let lines: [AuditLine]
  let sample: [AuditLine]
  let entry: Entry
  let page: Int
  let hasMore: Bool
  var title: String { "Audit" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "audit", columns: ["at", "who", "role", "agency", "what", "purpose", "child", "why", "from"],
      rows: lines.map {
        [
          $0.at.description, $0.who, $0.role?.title ?? "", $0.agency ?? "", $0.kind, $0.purpose?.rawValue ?? "",
          $0.childName ?? "", $0.why ?? "", $0.from,
        ]
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      filterForm(to: "/audit", fields: AuditForm.all, entry)
      card("What has been done") {
        lineTable("Events", lines)
        pagination(Pages(page: page, hasMore: hasMore) { address(page: $0) })
        if !lines.isEmpty { paragraph(markup: link("Download this list as a spreadsheet", to: address(format: "csv"))) }
      }
      card("This month’s random check") {
        paragraph(
          "Two in every hundred record openings of the last month, drawn by lot. Ask the person about any that you cannot explain."
        )
        lineTable("Openings drawn by lot", sample)
      }
    }
  }
  private func address(page: Int? = nil, format: String? = nil) -> String {
    let filters = entry.values.sorted { $0.key < $1.key }.flatMap { name, values in
      values.map { (name: name, value: $0 as String?) }
    }
    return withQuery("/audit", filters + [("page", page.map(String.init)), ("format", format)])
  }
  private func lineTable(_ caption: String, _ lines: [AuditLine]) -> HTML {
    table(
      Table(
        caption, [.init("When"), .init("Who"), .init("What"), .init("Child"), .init("Why"), .init("From")],
        lines.map {
          .init([
            time($0.at), "\($0.who)\($0.role.map { ", \($0.title)" } ?? "")", "\($0.what)", "\($0.childName)",
            "\($0.why ?? $0.purpose?.said(toFamily: false, isAboutReader: false))", "\($0.from)",
          ])
        }, empty: "Nothing fits these filters."))
  }
}

private let auditQuery: SQL = """
  SELECT e.at, e.actor_name, e.actor_role, agency.name, e.kind, e.purpose, child.given_name, child.family_name, e.why,
    e.origin
  FROM event e LEFT JOIN agency ON agency.id = e.agency_id LEFT JOIN child ON child.id = e.child_id
  """

func auditPage(_ request: Request, _ tx: Transaction) throws -> AuditPage {
  let entry = Entry(request.query.filter { $0.key != "page" && $0.key != "format" })
  var form = FormReading(entry)
  var wheres: [SQL] = ["TRUE"]
  if let who = form.text(AuditForm.who) { wheres.append("lower(e.actor_name) LIKE \("%" + who.lowercased() + "%")") }
  if let child = form.text(AuditForm.child) {
    wheres.append("child.nhs_number = \(NHSNumber(child)?.digits ?? child)")
  }
  if let from = form.day(AuditForm.from) { wheres.append("e.at >= \(from.start)") }
  if let to = form.day(AuditForm.to) { wheres.append("e.at < \(to.adding(days: 1).start)") }
  switch request.query("kind") {
  case "emergency"?: wheres.append("e.kind LIKE 'emergency_access%'")
  case let kind?: wheres.append("e.kind = \(kind)")
  case nil: break
  }
  let part = request.part(of: 50)
  let lines: [AuditLine] = try tx.all(
    """
    \(auditQuery) WHERE \(SQL.joined(wheres, " AND ")) ORDER BY e.at DESC, e.id DESC
    LIMIT \(part.limit) OFFSET \(part.offset)
    """)
  // Drawn by the last two digits of the event's id, which are random: the same draw for everybody who looks.
  let sample: [AuditLine] = try tx.all(
    """
    \(auditQuery) WHERE e.kind = 'child.opened' AND e.at >= \(request.now.adding(days: -31))
      AND substr(CAST(e.id AS TEXT), 35, 2) IN ('00', '33', '66', '99', 'cc') ORDER BY e.at DESC LIMIT 50
    """)
  let (shown, hasMore) = part.cut(lines)
  return AuditPage(
    lines: shown, sample: sample, entry: Entry(entry.values, errors: form.errors), page: part.page, hasMore: hasMore)
}
