import Foundation
package import Kernel
import LinkageEngine
package import Store

/// There are too few records to learn from.
package struct TooFewRecords: Error, Hashable, CustomStringConvertible {
  package let description: String
}

/// Fewer records than this teach nothing: the model that the project comes with is better.
let fewestToLearnFrom = 1000

/// Learns from all records how far those of one child differ, and of strangers agree. The records in memory are weighed by
/// it from then on. Returns how many records it was learnt from.
@discardableResult
package func learnModel(_ database: Database, at now: Instant) async throws -> Int {
  let records = try await database.read { tx in try tx.linkedRecords() }
  guard records.count >= fewestToLearnFrom else {
    throw TooFewRecords(
      description: "There are \(records.count) records; \(fewestToLearnFrom) are needed to learn from.")
  }
  var linkage = try Linkage(records.map { ($0.name, $0.raw) }, settings: LinkageSettings())
  linkage.run()
  guard let model = linkage.model else { throw TooFewRecords(description: "Nothing was learnt.") }
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  let json = String(decoding: try encoder.encode(model), as: UTF8.self)
  try await database.write { tx in
    var random = SystemRandomNumberGenerator()
    try tx.run(
      """
      INSERT INTO link_model (id, learnt_at, records, content)
      VALUES (\(ID<AnyKey>(at: now, random: &random)), \(now), \(records.count), \(json))
      """)
  }
  return records.count
}
