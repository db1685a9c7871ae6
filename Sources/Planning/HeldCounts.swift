import Foundation
import Kernel
import PlanningEngine

// Two runs of one scenario must not give away together what each hides alone. What was hidden in a run that others have seen
// stays hidden in every later one, also when it is no longer small.

extension Scenario {
  /// What an answer to this scenario must keep hidden: rows with columns, null being a total. Of a table that is to be
  /// published all that was ever hidden in it; of what the board may read all that was hidden from it.
  var hiddenBefore: Set<[String?]> {
    switch question {
    case .publication: return heldCounts.union(pairs(atOnceValue["hidden_now"]))
    case .need:
      guard sharedAt != nil, let shown = try? Shown(self, forPlanner: false) else { return heldCounts }
      return heldCounts.union(shown.hidden.map { [$0, nil] })
    default: return []
    }
  }

  /// What is kept of earlier runs.
  var heldCounts: Set<[String?]> {
    Set((try? JSONDecoder().decode([[String?]].self, from: Data(held.utf8))) ?? [])
  }
  private func pairs(_ value: JSONValue?) -> [[String?]] { (value?.list ?? []).map { $0.list.map(\.text) } }
}

/// As it is stored, in one order.
func heldText(_ held: Set<[String?]>) -> String { heldValue(held).line }

/// As the engine takes it.
func heldValue(_ held: Set<[String?]>) -> JSONValue {
  let sorted = held.sorted { $0.map { $0 ?? "" }.lexicographicallyPrecedes($1.map { $0 ?? "" }) }
  return .list(sorted.map { .list($0.map { $0.map(JSONValue.text) ?? .null }) })
}
