package import Kernel
package import Store

/// An import that cannot begin.
package struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

/// Where an import writes what somebody should look at.
package struct ImportFiles: Sendable {
  /// Rows that were not taken: line, field, reason, and the row as it came.
  package var rejects: String
  /// What was left out or put right of rows that were taken; nil writes none.
  package var notes: String?
  package init(rejects: String, notes: String? = nil) {
    self.rejects = rejects
    self.notes = notes
  }
}

/// Takes an agency's extract of people into the partnership's records.
///
/// The file is read a piece at a time and written some hundred rows to a transaction. A row that is there already is
/// passed over, so an import that was stopped is simply run again, and running it twice changes nothing. Throws
/// `ImportProblem` for an agency that is not known and `CSVError` for a file that cannot be opened or has not the
/// columns; a file that breaks off in the middle ends the import with `stopped` in the report.
package func importPeople(
  agency code: String, file: String, writing files: ImportFiles, into database: Database,
  by caller: Caller = .system, at now: Instant, rowsPerTransaction: Int = 500,
  localityOf: @escaping @Sendable (Postcode) -> LocalityID? = { _ in nil }, linking: RecordLinking? = nil,
  onProgress: (ImportReport) -> Void = { _ in }
) async throws -> ImportReport {
  let agency = try await database.write { tx in try tx.agencyToImport(code, at: now) }
  var source = try RowSource(file)
  var report = ImportReport(agency: agency.name, file: source.name)
  let rejects = try RemarkFile(files.rejects, rowColumns: source.columns)
  let notes = try files.notes.map { try RemarkFile($0, rowColumns: ["record_id"]) }
  while report.stopped == nil {
    let (rows, stopped) = source.next(rowsPerTransaction)
    report.stopped = stopped
    if rows.isEmpty { break }
    let batch = try await database.write { tx in
      try takeRows(rows, of: agency, by: caller, at: now, localityOf: localityOf, linking: linking, in: tx)
    }
    for reject in batch.rejects { try rejects.write(reject.remark, reject.values) }
    for note in batch.notes { try notes?.write(note, [note.recordID]) }
    report.count(batch)
    onProgress(report)
  }
  try rejects.close()
  try notes?.close()
  return report
}

private func takeRows(
  _ rows: [RowSource.Read], of agency: Agency, by caller: Caller, at now: Instant,
  localityOf: @escaping @Sendable (Postcode) -> LocalityID?, linking: RecordLinking?, in tx: Transaction
) throws -> BatchResult {
  var result = BatchResult()
  var taking = try RecordTaking(
    rows.map(\.row), of: agency, by: caller, at: now, localityOf: localityOf, linking: linking, in: tx)
  for read in rows {
    result.rows += 1
    func remark(_ field: String, _ reason: String) -> RowRemark {
      RowRemark(line: read.row.line, recordID: read.row.recordID, field: field, reason: reason)
    }
    do {
      if let unfit = read.unfit { throw unfit }
      let (taken, notes) = try taking.take(read.row)
      result.notes += notes.map { remark($0.field, $0.reason) }
      switch taken {
      case .new: result.new += 1
      case .matched: result.matched += 1
      case .unchanged: result.unchanged += 1
      case .updated: result.updated += 1
      }
    } catch let unfit as Unfit {
      result.rejects.append(.init(remark: remark(unfit.field, unfit.reason), values: read.row.values))
    }
  }
  try taking.finish()
  return result
}

extension Agency {
  /// The agencies that every partnership has, under the codes that extracts come with.
  package static let usual: [(code: String, name: String, kind: AgencyKind)] = [
    ("education", "Education", .education), ("health", "Community health", .health),
    ("camhs", "Child and adolescent mental health", .mentalHealth), ("social", "Children’s social care", .socialCare),
    ("voluntary", "Voluntary and community groups", .voluntary),
  ]
}

extension Transaction {
  /// The agency of that code; one of the usual ones is added where it is missing.
  package func agencyToImport(_ code: String, at now: Instant) throws -> Agency {
    if let known = try agency(code: code) { return known }
    guard let usual = Agency.usual.first(where: { $0.code == code }) else {
      let codes = try agencies().map(\.code) + Agency.usual.map(\.code)
      throw ImportProblem(
        description: "There is no agency ‘\(code)’. These are known: \(Set(codes).sorted().joined(separator: ", ")).")
    }
    var random = SystemRandomNumberGenerator()
    let agency = Agency(id: ID(at: now, random: &random), code: usual.code, name: usual.name, kind: usual.kind)
    try add(agency)
    return agency
  }
}
