import Foundation

@testable import LinkageEngine

/// The examples that come with the project, and who is who in them.
struct AgencyExtracts {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Examples/agency-extracts")
  static let agencies = ["camhs", "education", "health", "social", "voluntary"]

  struct Child: Hashable {
    let child: String
    let family: String
    let twins: String
  }

  static func rows(_ file: URL) throws -> [[String]] {
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.components(separatedBy: ",") }
  }

  /// All records; none of them has a comma within a value.
  static let records: [(RecordName, RawRecord)] =
    (try? agencies.flatMap { agency in
      try rows(folder.appending(path: "\(agency).csv")).map {
        (RecordName(source: agency, id: $0[0]), RawRecord(fields: Array($0.dropFirst())))
      }
    }) ?? []

  /// Kept with the tests: nothing that is measured against it may read it.
  static let truth: [RecordName: Child] = Dictionary(
    uniqueKeysWithValues: ((try? rows(folder.appending(path: "../../Tests/truth-of-the-extracts.csv"))) ?? []).map {
      (RecordName(source: $0[1], id: $0[0]), Child(child: $0[2], family: $0[3], twins: $0[4]))
    })

  static var settings: LinkageSettings {
    var settings = LinkageSettings()
    settings.sampledPairs = 200_000
    return settings
  }

  /// Linked once, for all tests that look at the result.
  static let linked: Linkage? = {
    var linkage = try? Linkage(records, settings: settings)
    linkage?.run()
    return linkage
  }()
}

/// How good clusters are, against the truth.
struct Quality {
  let precision: Double
  let recall: Double
  let exactClusters: Double
  let twinPairsMerged: Double
  let unrelatedMerged: Int
  var f1: Double { 2 * precision * recall / (precision + recall) }

  init(_ linkage: Linkage, _ truth: [RecordName: AgencyExtracts.Child]) {
    let heads = linkage.clusterHeads
    let children = heads.indices.map { truth[linkage.name($0)]! }
    func pairs<K: Hashable>(_ keys: [K]) -> Int {
      Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +).values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    let both = pairs(zip(heads, children).map { "\($0) \($1.child)" })
    precision = Double(both) / Double(pairs(heads))
    recall = Double(both) / Double(pairs(children.map(\.child)))
    let made = Set(Dictionary(grouping: heads.indices, by: { heads[$0] }).values.map(Set.init))
    let meant = Set(Dictionary(grouping: heads.indices, by: { children[$0].child }).values.map(Set.init))
    let severalMade = made.filter { $0.count > 1 }
    let severalMeant = meant.filter { $0.count > 1 }
    exactClusters =
      2 * Double(severalMade.intersection(severalMeant).count) / Double(severalMade.count + severalMeant.count)
    let kinds = made.flatMap { cluster in
      let inside = Array(Set(cluster.map { children[$0] }))
      return inside.indices.flatMap { a in inside[(a + 1)...].map { (inside[a], $0) } }
    }
    unrelatedMerged = kinds.count { $0.0.family != $0.1.family }
    let twins = Dictionary(grouping: Set(children.filter { !$0.twins.isEmpty }), by: \.twins).values
    let twinPairs = twins.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    let merged = kinds.count { !$0.0.twins.isEmpty && $0.0.twins == $0.1.twins }
    twinPairsMerged = Double(merged) / Double(max(1, twinPairs))
  }
}
