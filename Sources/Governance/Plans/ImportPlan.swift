package import Kernel
package import Store

/// What a plan is, beside its rows: what the file does not say.
package struct PlanHeading: Sendable {
  package var title: String
  package var vision: String?
  package var answeredBy: String
  package var source: String?
  package var isPublished: Bool
  package var endedOn: Day?
  package init(
    title: String, vision: String? = nil, answeredBy: String, source: String? = nil, isPublished: Bool = true,
    endedOn: Day? = nil
  ) {
    (self.title, self.vision, self.answeredBy) = (title, vision, answeredBy)
    (self.source, self.isPublished, self.endedOn) = (source, isPublished, endedOn)
  }
}

/// Takes a plan as it was published, every row and every cell, defects and all. A title that is known already is refused:
/// a plan is never written over. Throws `CSVError` where the file has other columns.
@discardableResult
package func importPlan(
  _ heading: PlanHeading, rows bytes: [UInt8], named file: String, themes: [PlanTheme] = [],
  id: ID<ImplementationPlan>, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Int {
  guard try tx.plan(titled: heading.title) == nil else {
    throw Refusal.notNow("There is a plan called “\(heading.title)” already. Give this one another title.")
  }
  try tx.insert(
    ImplementationPlan(
      id: id, title: heading.title, vision: heading.vision, answeredBy: heading.answeredBy, source: heading.source,
      isPublished: heading.isPublished, endedOn: heading.endedOn, takenAt: now))
  let rows = try planRows(bytes, named: file)
  var random = SystemRandomNumberGenerator()
  for (index, cells) in rows.enumerated() {
    try tx.insert(PlanItem(id: ID(at: now, random: &random), plan: id, position: index + 1, cells: cells))
  }
  let named = Set(themes.map(\.code))
  for theme in themes { try tx.insert(theme, plan: id) }
  for code in Set(rows.map { $0[1] }).subtracting(named) { try tx.insert(PlanTheme(code: code, title: code), plan: id) }
  try tx.append(.planTaken, about: id.of(), by: caller, at: now, changed: ["rows": "\(rows.count)", "file": file])
  return rows.count
}

/// The cells of every row, untouched.
func planRows(_ bytes: [UInt8], named file: String) throws -> [[String]] {
  var reader = CSVReader(named: file, bytes: bytes)
  try reader.readHeading(required: PlanItem.cellNames, known: PlanItem.cellNames)
  var rows: [[String]] = []
  while let row = try reader.next() { rows.append(row.fields) }
  guard reader.columns == PlanItem.cellNames else {
    throw CSVError(
      file: file, line: 1,
      reason:
        "the columns are \(reader.columns.joined(separator: ",")), not \(PlanItem.cellNames.joined(separator: ","))")
  }
  guard !rows.isEmpty else { throw CSVError(file: file, line: 0, reason: "there is no row") }
  return rows
}

/// Themes with their outcome and measure: columns code, title, outcome, measure.
package func readThemes(_ bytes: [UInt8], named file: String) throws -> [PlanTheme] {
  var reader = CSVReader(named: file, bytes: bytes)
  try reader.readHeading(required: ["code", "title"])
  var themes: [PlanTheme] = []
  while let row = try reader.next() {
    func text(_ column: String) -> String? { row.text(column).isEmpty ? nil : row.text(column) }
    themes.append(
      PlanTheme(
        code: try row.required("code"), title: try row.required("title"), outcome: text("outcome"),
        measure: text("measure")))
  }
  return themes
}

/// The rows of a plan as they were published: the same columns, the same cells, the same bytes as a plain writer of
/// CSV (RFC 4180) gives them. Throws `notFound` where no plan has the title; without one, the newest is taken.
package func exportPlan(titled title: String?, in tx: Transaction) throws -> [UInt8] {
  guard let plan = try title.map({ try tx.plan(titled: $0) }) ?? tx.plans(unpublishedToo: true).first else {
    throw Refusal.notFound
  }
  let rows = [PlanItem.cellNames] + (try tx.items(of: plan.id).map(\.cells))
  return Array(rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined().utf8)
}

private func quoted(_ cell: String) -> String {
  guard cell.utf8.contains(where: { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }) else { return cell }
  return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

extension EventKind {
  static let planTaken = EventKind("plan.taken", "took in an implementation plan")
}
