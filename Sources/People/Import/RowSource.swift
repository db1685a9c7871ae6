import Foundation
import Store

/// The rows of an extract, some at a time. A row of the wrong shape or with a record id that came before is marked, so
/// that it is accounted for.
struct RowSource {
  struct Read: Sendable {
    let row: AgencyRow
    let unfit: Unfit?
  }

  let name: String
  private var reader: CSVReader
  private var lineOfRecord: [String: Int] = [:]
  var columns: [String] { reader.columns }

  init(_ path: String) throws {
    reader = try CSVReader(file: path)
    name = reader.file
    try reader.readHeading(required: AgencyRow.required, known: AgencyRow.columns)
  }

  /// The next rows, at most `count`, and why reading has stopped, where it cannot go on.
  mutating func next(_ count: Int) -> (rows: [Read], stopped: String?) {
    var rows: [Read] = []
    do {
      while rows.count < count, let (line, values) = try reader.nextRecord() { rows.append(read(line, values)) }
    } catch {
      return (rows, "\(error)")
    }
    return (rows, nil)
  }

  private mutating func read(_ line: Int, _ values: [String]) -> Read {
    guard values.count == columns.count else {
      let reason = "\(values.count) values where there are \(columns.count) columns"
      let padded = (values + Array(repeating: "", count: columns.count)).prefix(columns.count)
      return Read(
        row: AgencyRow(line: line, columns: columns, values: Array(padded)), unfit: Unfit(field: "", reason: reason))
    }
    let row = AgencyRow(line: line, columns: columns, values: values)
    guard !row.recordID.isEmpty else { return Read(row: row, unfit: nil) }
    if let first = lineOfRecord[row.recordID] {
      return Read(row: row, unfit: Unfit(field: "record_id", reason: "the same record is on line \(first)"))
    }
    lineOfRecord[row.recordID] = line
    return Read(row: row, unfit: nil)
  }
}

/// A file of remarks on rows: line, field, reason, and the row.
struct RemarkFile {
  private let handle: FileHandle
  private let columns: [String]

  init(_ path: String, rowColumns: [String]) throws {
    columns = ["line", "field", "reason"] + rowColumns
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw ImportProblem(description: "The file \(path) cannot be written.") }
    self.handle = handle
    var heading = CSVWriter(heading: columns)
    try handle.write(contentsOf: Data(heading.take()))
  }

  func write(_ remark: RowRemark, _ values: [String]) throws {
    var line = CSVWriter(heading: columns)
    _ = line.take()
    line.append([String(remark.line), remark.field, remark.reason] + values)
    try handle.write(contentsOf: Data(line.take()))
  }
  func close() throws { try handle.close() }
}
