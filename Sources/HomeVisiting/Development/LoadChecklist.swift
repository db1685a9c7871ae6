package import Kernel
package import Store

/// Loads a checklist from a file. A file that is loaded again under the same code puts its items right; what was written of
/// children stays. Returns how many items are offered. Throws `CSVError` with the line.
package func loadChecklist(
  _ checklist: Checklist, from reader: inout CSVReader, by caller: Caller = .system, at now: Instant, in tx: Transaction
) throws -> Int {
  try reader.readHeading(required: ["area", "code", "from_months", "to_months", "words"])
  try tx.upsert(checklist, at: now)
  var random = SystemRandomNumberGenerator()
  var codes = Set<String>()
  while let row = try reader.next() {
    let item = try ChecklistItem(row, of: checklist.code, id: ID(at: now, random: &random))
    guard codes.insert(item.code).inserted else { throw row.error("the code \(item.code) stands there twice") }
    try tx.upsert(item)
  }
  try tx.append(
    .checklistLoaded, about: ID(at: now, random: &random), by: caller, for: .administration, at: now,
    changed: ["checklist": checklist.code, "items": "\(codes.count)"])
  return codes.count
}

extension ChecklistItem {
  fileprivate init(_ row: CSVRow, of checklist: String, id: ID<ChecklistItem>) throws {
    guard let area = DevelopmentArea(rawValue: try row.required("area")) else {
      throw row.error("area must be one of \(DevelopmentArea.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard let from = Int(try row.required("from_months")), let to = Int(try row.required("to_months")),
      (0...72).contains(from), (from...72).contains(to)
    else { throw row.error("from_months and to_months must be whole numbers from 0 to 72, in this order") }
    let words = try row.required("words")
    guard words.unicodeScalars.count <= 300 else { throw row.error("words must be 300 characters or fewer") }
    let step = try row.value("step", "a whole number", as: Int.self)
    guard step.map({ (1...journalSteps).contains($0) }) ?? true else {
      throw row.error("step must be a whole number from 1 to \(journalSteps), or empty")
    }
    self.init(
      id: id, checklist: checklist, area: area, code: try row.required("code"), from: from, to: to, words: words,
      step: step)
  }
}

extension EventKind {
  static let checklistLoaded = EventKind("checklist.loaded", "loaded a checklist of development")
}
