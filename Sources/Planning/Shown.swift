import Design
import Foundation
import Kernel
import PlanningEngine
import Web

/// A scenario's model and answer as somebody may see them: planners see true counts; the board sees them with the small
/// ones hidden, and those that would give a small one away (`ShownToBoard.swift`).
struct Shown: Encodable, Sendable {
  let question: Question
  let isForPlanner: Bool
  var model: JSONValue
  var atOnce: JSONValue
  var simulated: JSONValue?
  /// What was typed, for planners.
  let entry: Entry
  /// Names of what is hidden here from those who may not see it.
  var hidden: Set<String> = []
  /// How counts are kept from those who may not see them. What is counted by locality is rounded for them: one person more
  /// or less could be read off two answers, or off two scenarios.
  let profile: SuppressionProfile
  /// What earlier runs hid, or other scenarios that the board may read (`hiddenFromBoard`).
  let earlier: Set<[String?]>
  /// The strength that somebody tries out; nil where it is the stored one.
  private(set) var triedStrength: Int?

  private enum CodingKeys: String, CodingKey { case question, model, atOnce, simulated, triedStrength }

  init(_ scenario: Scenario, forPlanner: Bool, hiding others: Set<[String?]> = []) throws {
    question = scenario.question
    isForPlanner = forPlanner
    model = scenario.modelValue
    atOnce = scenario.atOnceValue
    simulated = scenario.simulated
    entry = scenario.entry
    earlier = scenario.heldCounts.union(others)
    profile = [.need, .hubs, .posts].contains(scenario.question) ? .roundedTo5 : .under5
    if !forPlanner { try protect() }
  }

  /// The answer as far as it is: the simulation's where there is one.
  var answer: JSONValue { simulated ?? atOnce }

  /// The same need with another strength of belief: tried out, not kept.
  func believing(_ strength: Int) throws -> Shown {
    guard (1...1_000_000).contains(strength) else { return self }
    var tried = self
    tried.model = try model.setting("strength", to: .number(Double(strength)))
    tried.atOnce = try NeedModel(ModelValue(tried.model)).answer
    tried.triedStrength = strength
    return tried
  }
}

/// A figure to compare scenarios by.
struct KeyFigure: Codable, Sendable, Hashable {
  let name: String
  let value: String
  /// What the differences between scenarios are taken of; nil where it is no single number.
  var number: Double?
  /// The name of the simulated figure that it is; nil where it is none.
  var output: String?
  /// How much more or less it is than that of the first scenario.
  var difference: Difference?
}

/// Rows and columns of an answer: drawn, and sent as a spreadsheet.
struct ResultTable: Sendable {
  let name: String
  /// The title and whether it holds numbers.
  let columns: [(title: String, isNumeric: Bool)]
  let rows: [[String]]

  /// The columns with these titles, in the order in which they stand: what is too wide for a page is drawn in parts.
  func only(_ titles: String...) -> ResultTable {
    let kept = columns.indices.filter { titles.contains(columns[$0].title) }
    return ResultTable(name: name, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}

extension Shown {
  var resultTable: ResultTable {
    switch question {
    case .need: needTable
    case .hubs: hubsTable
    case .posts: postsTable
    case .list: listTable
    case .forecast: forecastTable
    case .appraisal: appraisalTable
    case .publication: publicationTable
    }
  }

  /// The few figures that tell one scenario from another.
  var keyFigures: [KeyFigure] {
    switch question {
    case .need:
      (atOnce["localities"]?.list ?? []).map {
        KeyFigure(name: "Families in \($0["locality"]?.text ?? "")", value: range($0["families"]))
      } + [KeyFigure(name: "Families in all", value: range(atOnce["families"]))]
    case .hubs:
      hubsTable.rows.map {
        KeyFigure(name: "\($0[0]) hubs: km on average; near; places", value: "\($0[1]); \($0[3]); \($0[5])")
      }
    case .posts: postsTable.rows.map { KeyFigure(name: $0[0], value: $0[1]) }
    case .list: listFigures
    case .forecast: forecastTable.rows.map { KeyFigure(name: $0[0], value: "\($0[1]) (\($0[2]) to \($0[3]))") }
    case .appraisal:
      appraisalTable.rows.map { KeyFigure(name: "\($0[0]): points; cost, £", value: "\($0[1]); \($0[2])") }
    case .publication:
      publicationTable.rows.map { KeyFigure(name: $0[0], value: $0.dropFirst().joined(separator: "; ")) }
    }
  }

  func range(_ value: JSONValue?) -> String {
    guard let value, let mean = value["mean"]?.number, let low = value["low"]?.number, let high = value["high"]?.number
    else { return "–" }
    return "\(words(mean, decimals: 0)) (\(words(low, decimals: 0)) to \(words(high, decimals: 0)))"
  }
}
