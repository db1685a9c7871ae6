import Foundation
import Testing

@testable import PlanningEngine

/// A case that is shipped in `Examples/planning`.
func example(_ name: String) throws -> ModelValue {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let file = root.appending(path: "Examples/planning/\(name).json").resolvingSymlinksInPath()
  return ModelValue(try JSONValue(parsing: Data(contentsOf: file)))
}

/// A model typed in a test.
func model(_ json: String) throws -> ModelValue { ModelValue(try JSONValue(parsing: Data(json.utf8))) }

/// The complaint about a model, or nil if there is none.
func complaint(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch { return "\(error)" }
}

func isClose(_ a: Double, _ b: Double, within share: Double = 1e-9) -> Bool {
  abs(a - b) <= share * max(1, abs(a), abs(b))
}

extension JSONValue {
  /// A field of an object, or an entry of a list.
  subscript(_ name: String) -> JSONValue { if case .object(let fields) = self { fields[name] ?? .null } else { .null } }
  subscript(_ index: Int) -> JSONValue { if case .list(let values) = self { values[index] } else { .null } }
  var double: Double { if case .number(let value) = self { value } else { .nan } }
  var doubles: [Double] { if case .list(let values) = self { values.map(\.double) } else { [] } }
}

/// A small generator for tests, so that every run sees the same tables.
struct TestRandom {
  private var stream: RandomStream
  init(_ seed: UInt64) { stream = RandomStream(key: seed) }
  mutating func whole(_ below: Int) -> Int { Int(stream.next() % UInt64(below)) }
  mutating func exponential(_ mean: Double) -> Double { mean * stream.exponential() }
}
