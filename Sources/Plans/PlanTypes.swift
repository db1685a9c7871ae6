// What kinds of plan there are, as data: sections and review by type. Source: registers/plan-types.csv and
// plan-sections.csv, with the law or guidance of each.

import Clocks
import Kernel
package import Store

/// How much help a plan is about: universal help needs no plan.
package enum PlanLayer: String, Choice {
  case targeted, targetedPlus = "targeted_plus", specialist
  package var title: String {
    switch self {
    case .targeted: "Targeted"
    case .targetedPlus: "Targeted plus"
    case .specialist: "Specialist"
    }
  }
}

/// A kind of plan.
package struct PlanType: Sendable, Record, Codable, Hashable {
  package enum Place: String, Choice {
    /// By its sections, on the pages of this file's neighbours.
    case here
    /// With a case, drafts and versions.
    case ehc
    /// With goals and actions.
    case earlyHelp = "early_help"
    package var title: String { rawValue }
  }
  package let code: String
  package let title: String
  package let plainTitle: String
  package let layer: PlanLayer
  /// The rule of the clock register by which it is reviewed.
  package let reviewRule: String
  package let writtenIn: Place
  package let source: String
  package let mark: String
  package let note: String

  package init(row: Row) throws {
    (code, title, plainTitle, layer) = (try row[0], try row[1], try row[2], try row[3])
    (reviewRule, writtenIn, source) = (try row[4], try row[5], try row[6])
    (mark, note) = (try row[7], try row[8])
  }
}

/// One section of a kind of plan.
package struct PlanTypeSection: Sendable, Record, Codable, Hashable {
  package let type: String
  package let code: String
  package let title: String
  package let plainTitle: String
  /// What belongs into it.
  package let asks: String
  /// A plan without it cannot be agreed.
  package let isRequired: Bool
  package init(row: Row) throws {
    (type, code, title, plainTitle) = (try row[0], try row[1], try row[2], try row[3])
    (asks, isRequired) = (try row[4], try row[5])
  }
}

extension Transaction {
  package func planTypes() throws -> [PlanType] {
    try all(
      """
      SELECT code, title, plain_title, layer, review_rule, written_in, source, mark, note FROM plan_type
      ORDER BY position
      """)
  }
  /// Throws `notFound` where there is no such kind.
  package func planType(_ code: String) throws -> PlanType {
    guard let type = try planTypes().first(where: { $0.code == code }) else { throw Refusal.notFound }
    return type
  }
  package func planSections(of type: String) throws -> [PlanTypeSection] {
    try all(
      """
      SELECT type, code, title, plain_title, asks, is_required FROM plan_type_section WHERE type = \(type)
      ORDER BY position
      """)
  }
}

/// Reads the kinds of plan and their sections into their tables. A kind that plans are written by stays, whatever the file
/// says. Throws `CSVError` where a kind has no section, or is reviewed by a rule that there is not.
package func loadPlanTypes(folder: String, in tx: Transaction) throws {
  var types = try CSVReader(file: "\(folder)/plan-types.csv")
  let columns = ["code", "title", "plain_title", "layer", "review_rule", "written_in", "source", "mark", "note"]
  try types.readHeading(required: columns, known: columns)
  var codes: [String] = []
  while let row = try types.next() {
    let code = try row.required("code")
    if codes.contains(code) { throw row.error("\(code) comes twice") }
    codes.append(code)
    let rule = try row.required("review_rule")
    guard try tx.exists("SELECT 1 FROM clock_rule WHERE id = \(rule)") else {
      throw row.error("there is no rule \(rule) in the clock register")
    }
    guard let layer = PlanLayer(rawValue: try row.required("layer")) else { throw row.error("there is no such layer") }
    guard let place = PlanType.Place(rawValue: try row.required("written_in")) else {
      throw row.error("written_in is not here, ehc or early_help")
    }
    let mark = try row.required("mark")
    guard Provenance(rawValue: mark) != nil else { throw row.error("mark is not S, F, K or D") }
    try tx.run(
      """
      INSERT INTO plan_type (code, position, title, plain_title, layer, review_rule, written_in, source, mark, note)
      VALUES (\(code), \(codes.count), \(try row.required("title")), \(try row.required("plain_title")), \(layer),
        \(rule), \(place), \(try row.required("source")), \(mark), \(row.text("note")))
      ON CONFLICT (code) DO UPDATE SET position = excluded.position, title = excluded.title,
        plain_title = excluded.plain_title, layer = excluded.layer, review_rule = excluded.review_rule,
        written_in = excluded.written_in, source = excluded.source, mark = excluded.mark, note = excluded.note
      """)
  }
  try loadPlanSections(folder: folder, types: codes, in: tx)
}

private func loadPlanSections(folder: String, types: [String], in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/plan-sections.csv")
  let columns = ["type", "code", "title", "plain_title", "asks", "required"]
  try reader.readHeading(required: columns, known: columns)
  var position = 0
  var seen = Set<String>()
  while let row = try reader.next() {
    let (type, code) = (try row.required("type"), try row.required("code"))
    guard types.contains(type) else { throw row.error("there is no plan of the kind \(type)") }
    guard seen.insert("\(type) \(code)").inserted else { throw row.error("\(code) comes twice") }
    position += 1
    try tx.run(
      """
      INSERT INTO plan_type_section (type, code, position, title, plain_title, asks, is_required)
      VALUES (\(type), \(code), \(position), \(try row.required("title")), \(try row.required("plain_title")),
        \(try row.required("asks")), \(row.text("required") == "yes"))
      ON CONFLICT (type, code) DO UPDATE SET position = excluded.position, title = excluded.title,
        plain_title = excluded.plain_title, asks = excluded.asks, is_required = excluded.is_required
      """)
  }
  if let bare = types.first(where: { type in !seen.contains { $0.hasPrefix("\(type) ") } }) {
    throw CSVError(file: reader.file, line: 0, reason: "a plan of the kind \(bare) has no section")
  }
}
