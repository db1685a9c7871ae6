package import Kernel
package import Store

// The partnership's threshold document as data: registers/threshold-criteria.csv. Source: Working Together to Safeguard
// Children (safeguarding partners publish a threshold document); levels of need, domain register B4.1. Professional
// judgement overrides: a decision may name a level without a criterion, and then says why.

/// One sign of a level of need in one part of a child's life.
package struct ThresholdCriterion: Sendable, Record, Codable, Hashable {
  package enum Domain: String, Choice {
    case child, parenting, family
    package var title: String {
      switch self {
      case .child: "The child’s development"
      case .parenting: "Parenting"
      case .family: "Family and surroundings"
      }
    }
  }
  package let id: String
  package let level: NeedLevel
  package let domain: Domain
  package let words: String
  package let source: String
  package let validFrom: Day?
  package let validTo: Day?

  package init(row: Row) throws {
    (id, level, domain, words) = (try row[0], try row[1], try row[2], try row[3])
    (source, validFrom, validTo) = (try row[4], try row[5], try row[6])
  }
  fileprivate init(_ row: CSVRow) throws {
    id = try row.required("id")
    guard let level = NeedLevel(rawValue: try row.required("level")) else {
      throw row.error("level is not 1, 2, 3 or 4")
    }
    guard let domain = Domain(rawValue: try row.required("domain")) else {
      throw row.error("domain is not child, parenting or family")
    }
    (self.level, self.domain) = (level, domain)
    (words, source) = (try row.required("words"), try row.required("source"))
    let day = "a day such as 2026-12-25"
    (validFrom, validTo) = (try row.value("valid_from", day), try row.value("valid_to", day))
    if let validFrom, let validTo, validTo < validFrom { throw row.error("valid_to is before valid_from") }
  }
}

/// Reads the register of criteria into its table. Done again, it changes nothing; what is in use is never deleted.
/// Throws `CSVError` before anything is written.
package func loadThresholds(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/threshold-criteria.csv")
  let columns = ["id", "level", "domain", "words", "source", "valid_from", "valid_to"]
  try reader.readHeading(required: columns, known: columns)
  var criteria: [ThresholdCriterion] = []
  var seen = Set<String>()
  while let row = try reader.next() {
    let criterion = try ThresholdCriterion(row)
    guard seen.insert(criterion.id).inserted else { throw row.error("\(criterion.id) comes twice") }
    criteria.append(criterion)
  }
  for c in criteria {
    try tx.run(
      """
      INSERT INTO threshold_criterion (id, level, domain, words, source, valid_from, valid_to)
      VALUES (\(c.id), \(c.level), \(c.domain), \(c.words), \(c.source), \(c.validFrom), \(c.validTo))
      ON CONFLICT (id) DO UPDATE SET level = excluded.level, domain = excluded.domain, words = excluded.words,
        source = excluded.source, valid_from = excluded.valid_from, valid_to = excluded.valid_to
      """)
  }
}

extension Transaction {
  /// The criteria that hold on a day, by level and domain.
  package func thresholds(on day: Day) throws -> [ThresholdCriterion] {
    try all(
      """
      SELECT id, level, domain, words, source, valid_from, valid_to FROM threshold_criterion
      WHERE (valid_from IS NULL OR valid_from <= \(day)) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY level, domain, id
      """)
  }
  package func thresholds(_ ids: [String]) throws -> [ThresholdCriterion] {
    try all(
      """
      SELECT id, level, domain, words, source, valid_from, valid_to FROM threshold_criterion WHERE id IN \(list: ids)
      ORDER BY level, domain, id
      """)
  }
}
