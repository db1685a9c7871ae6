import Foundation
import Kernel
import PlanningEngine
import Store

// Two answers must not give away together what each hides alone, be they two runs of one scenario or two scenarios that the
// board can lay side by side. What was hidden in an answer that others have seen stays hidden in every later one, also when it
// is no longer small; and what one scenario hides from the board, all of the same question hide.

extension Transaction {
  /// What every scenario of this question hides from the board: rows with columns, null being a total. Empty for questions
  /// whose answers are protected when they are given, or name no places.
  func hiddenFromBoard(_ question: Question) throws -> Set<[String?]> {
    guard question == .need || question == .hubs else { return [] }
    let told: [Scenario] = try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario
      WHERE question = \(question) AND (shared_at IS NOT NULL OR held <> '[]') ORDER BY id
      """)
    var hidden = told.reduce(into: Set<[String?]>()) { $0.formUnion($1.heldCounts) }
    // What is hidden in one for the sake of another may need more to be hidden, until nothing changes.
    while true {
      let before = hidden.count
      for scenario in told where scenario.sharedAt != nil {
        hidden.formUnion(try Shown(scenario, forPlanner: false, hiding: hidden).hiddenCounts)
      }
      if hidden.count == before { return hidden }
    }
  }

  /// What a new answer to this scenario must keep hidden. Of a table that is to be published all that was ever hidden in
  /// it; of what the board may read all that was hidden from it.
  func hiddenBefore(_ scenario: Scenario) throws -> Set<[String?]> {
    switch scenario.question {
    case .publication: return scenario.heldCounts.union(scenario.hiddenInTable)
    case .need, .hubs:
      guard scenario.sharedAt != nil else { return scenario.heldCounts }
      let shown = try Shown(scenario, forPlanner: false, hiding: hiddenFromBoard(scenario.question))
      return scenario.heldCounts.union(shown.hiddenCounts)
    default: return []
    }
  }

  /// The tables to publish that stand, or that the board has read.
  func publishedTables() throws -> [PublishedTable] {
    try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario
      WHERE question = \(Question.publication) AND (removed_at IS NULL OR shared_at IS NOT NULL) ORDER BY id
      """, as: Scenario.self
    ).map(PublishedTable.init)
  }

  /// Throws `notNow` where the board can read another table that has some of these counts, but not the same rows and columns:
  /// whoever has both could take one from the other.
  func checkOverlap(_ id: ID<Scenario>, _ model: JSONValue) throws {
    let table = PublishedTable(id: id, name: "", model: model)
    for other in try publishedTables() where other.id != id && other.isShared && other.overlaps(table) {
      throw Refusal.notNow(
        "The board can read “\(other.name)”, which has some of these rows and columns, but not the same: a hidden count could be found by taking one table from the other. Use the same rows and columns, or other ones."
      )
    }
  }
}

/// The counts of a table that was answered, as another answer must know them.
struct PublishedTable: Sendable {
  /// Nil while it is no scenario yet.
  let id: ID<Scenario>?
  let name: String
  /// By row and column.
  let counts: [[String?]: Double]
  /// Rows with columns, null being a total.
  var hidden: Set<[String?]> = []
  /// Whether it differed itself from what was answered before it.
  let isAnsweredBefore: Bool
  var isShared = false

  init(id: ID<Scenario>?, name: String, model: JSONValue) {
    (self.id, self.name) = (id, name)
    let columns = (model["columns"]?.list ?? []).map(\.text)
    var counts: [[String?]: Double] = [:]
    for (row, line) in zip(model["rows"]?.list ?? [], model["counts"]?.list ?? []) {
      for (column, count) in zip(columns, line.list) { counts[[row.text, column]] = count.number }
    }
    self.counts = counts
    isAnsweredBefore = model["answered_before"]?.truth ?? false
  }
  init(_ scenario: Scenario) {
    self.init(id: scenario.id, name: scenario.name, model: scenario.modelValue)
    hidden = scenario.heldCounts.union(scenario.hiddenInTable)
    isShared = scenario.sharedAt != nil
  }

  /// Whether some of the counts are the same row and column, whatever they say.
  func meets(_ other: Self) -> Bool { counts.keys.contains { other.counts[$0] != nil } }
  func overlaps(_ other: Self) -> Bool { meets(other) && Set(counts.keys) != Set(other.counts.keys) }
  /// Whether some of them say something else.
  func differs(from other: Self) -> Bool {
    counts.contains { key, count in other.counts[key].map { $0 != count } ?? false }
  }
}

extension Shown {
  /// What is hidden here by the name of its row.
  fileprivate var hiddenCounts: Set<[String?]> { Set(hidden.map { [$0, nil] }) }
}

extension Scenario {
  /// What is kept of earlier runs.
  var heldCounts: Set<[String?]> {
    Set((try? JSONDecoder().decode([[String?]].self, from: Data(held.utf8))) ?? [])
  }
  /// What this answer to a table that is to be published hides.
  fileprivate var hiddenInTable: Set<[String?]> {
    Set((atOnceValue["hidden_now"]?.list ?? []).map { $0.list.map(\.text) })
  }
}

/// As it is stored, in one order.
func heldText(_ held: Set<[String?]>) -> String { heldValue(held).line }

/// As the engine takes it.
func heldValue(_ held: Set<[String?]>) -> JSONValue {
  let sorted = held.sorted { $0.map { $0 ?? "" }.lexicographicallyPrecedes($1.map { $0 ?? "" }) }
  return .list(sorted.map { .list($0.map { $0.map(JSONValue.text) ?? .null }) })
}
