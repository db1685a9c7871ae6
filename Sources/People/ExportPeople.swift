import Foundation
package import Kernel
package import Store

package enum ExportForm: String, Sendable, CaseIterable {
  case csv
  /// One JSON object a line.
  case json
}

extension EventKind {
  package static let peopleExported = EventKind("people.exported", "copied children’s details out of the system")
}

/// Writes the children of the partnership to a file; returns how many. Restricted records and hidden addresses are not
/// in it: a file goes where nobody can see who reads it. The export is itself an event.
package func exportPeople(
  as form: ExportForm, to path: String, from database: Database, by caller: Caller = .system, at now: Instant
) async throws -> Int {
  guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
  else {
    throw ImportProblem(description: "The file \(path) cannot be written.")
  }
  var csv = CSVWriter(heading: ExportedChild.columns)
  if form == .csv { try file.write(contentsOf: Data(csv.take())) }
  _ = csv.take()
  var last: ChildID?
  var count = 0
  while true {
    let after = last
    let some = try await database.read { tx in try tx.exportedChildren(after: after, limit: 1000) }
    guard let end = some.last else { break }
    last = end.id
    count += some.count
    switch form {
    case .csv:
      for child in some { csv.append(child.values.map { $0 ?? "" }) }
      try file.write(contentsOf: Data(csv.take()))
    case .json: try file.write(contentsOf: try jsonLines(some))
    }
  }
  try file.close()
  let written = count
  try await database.write { tx in
    var random = SystemRandomNumberGenerator()
    try tx.append(
      .peopleExported, about: ID(at: now, random: &random), by: caller, for: .administration, at: now,
      changed: ["children": String(written), "form": form.rawValue])
  }
  return count
}

/// One child of an export; nil is not known, or not to be told.
private struct ExportedChild: Record {
  static let columns = [
    "child_id", "given_name", "middle_names", "family_name", "preferred_name", "birth_on", "expected_on", "sex",
    "nhs_number", "upn", "address", "postcode", "locality", "school", "gp", "closed_on",
  ]
  let id: ChildID
  let values: [String?]
  init(row: Row) throws {
    id = try row[0]
    var values: [String?] = [id.description]
    for index in 1..<ExportedChild.columns.count { values.append(try row[index]) }
    self.values = values
  }
}

extension Transaction {
  fileprivate func exportedChildren(after last: ChildID?, limit: Int) throws -> [ExportedChild] {
    let from: SQL = last.map { "AND c.id > \($0)" } ?? ""
    return try all(
      """
      SELECT c.id, c.given_name, c.middle_names, c.family_name, c.preferred_name, c.birth_on, c.expected_on, c.sex,
        c.nhs_number, c.upn, CASE WHEN c.is_address_hidden THEN NULL ELSE c.address END,
        CASE WHEN c.is_address_hidden THEN NULL ELSE c.postcode END, l.name, c.school, c.gp, c.closed_on
      FROM child c LEFT JOIN locality l ON l.id = c.locality_id
      WHERE NOT c.is_restricted AND c.merged_into IS NULL \(from) ORDER BY c.id LIMIT \(limit)
      """)
  }
}

private func jsonLines(_ children: [ExportedChild]) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  var lines = Data()
  for child in children {
    let object = Dictionary(zip(ExportedChild.columns, child.values)) { a, _ in a }
    lines += try encoder.encode(object.compactMapValues(\.self)) + Data("\n".utf8)
  }
  return lines
}
