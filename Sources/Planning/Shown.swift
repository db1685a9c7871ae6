import Design
import Foundation
import Kernel
import PlanningEngine
import Web

/// A scenario's model and answer as somebody may see them: planners see true counts; the board sees them with the small
/// ones hidden, and those that would give a small one away (`under_5`).
struct Shown: Encodable, Sendable {
  let question: Question
  let isForPlanner: Bool
  private(set) var model: JSONValue
  private(set) var atOnce: JSONValue
  let simulated: JSONValue?
  /// What was typed, for planners.
  let entry: Entry
  /// Names of what is hidden here from those who may not see it.
  private(set) var hidden: Set<String> = []
  /// The strength that somebody tries out; nil where it is the stored one.
  private(set) var triedStrength: Int?

  private enum CodingKeys: String, CodingKey { case question, model, atOnce, simulated, triedStrength }

  init(_ scenario: Scenario, forPlanner: Bool) throws {
    question = scenario.question
    isForPlanner = forPlanner
    model = scenario.modelValue
    atOnce = scenario.atOnceValue
    simulated = scenario.simulated
    entry = scenario.entry
    if !forPlanner { try protect() }
  }

  /// The answer as far as it is: the simulation's where there is one.
  var answer: JSONValue { simulated ?? atOnce }

  private mutating func protect() throws {
    switch question {
    case .need: try protectNeed()
    case .posts: protectPosts()
    case .publication: model = .object(["profile": model["profile"] ?? .null])
    case .hubs:
      (model, atOnce) = (model.withoutSmall(["weight"]), atOnce.withoutSmall(["weight", "weight_reached"]))
    case .forecast: model = model.withoutSmall(["referrals"])
    case .list, .appraisal: break
    }
  }

  private mutating func protectNeed() throws {
    let places = model["localities"]?.list ?? []
    let known = places.enumerated().compactMap { index, place in
      place["known_families"]?.number.map { (index, Int($0)) }
    }
    guard !known.isEmpty else { return }
    let table = ProtectedTable(known.map { [$0.1] }, profile: .under5)
    var protected = model
    for (row, (index, _)) in known.enumerated() where table.cell(row, 0) == nil {
      hidden.insert(places[index]["name"]?.text ?? "")
      protected = try protected.setting("localities[\(index)].known_families", to: .null)
    }
    model = protected
    atOnce = try NeedModel(ModelValue(protected)).answer
  }

  /// Where one of the caseloads is small, none is shown: what is needed and short follows from them.
  private mutating func protectPosts() {
    let active = (model["caseload"]?["active"]?.list ?? []).map { Int($0.number ?? 0) }
    let isSmall =
      !active.isEmpty
      && active.indices.contains { ProtectedTable(active.map { [$0] }, profile: .under5).cell($0, 0) == nil }
    if isSmall, case .object(var fields) = atOnce {
      fields["caseload"] = nil
      atOnce = .object(fields)
      hidden.insert("caseload")
    }
    model = .object([
      "names": model["names"] ?? .null, "step": model["step"] ?? .null, "posts": model["posts"] ?? .null,
    ])
  }

  /// The same need with another strength of belief: tried out, not kept.
  func believing(_ strength: Int) throws -> Shown {
    guard (1...1_000_000).contains(strength) else { return self }
    var tried = self
    tried.model = try model.setting("strength", to: .number(Double(strength)))
    tried.atOnce = try NeedModel(ModelValue(tried.model)).answer
    tried.triedStrength = strength
    return tried
  }

  /// What went in. The board sees what and from when; of counts only those that the answer shows.
  func inputs(_ inputs: [Input]) -> [Input] {
    guard !isForPlanner, question != .list, question != .appraisal else { return inputs }
    return inputs.map { Input($0.what, "", on: $0.on, key: $0.key == nil ? nil : "", by: $0.by) }
  }

  /// A count that may stand here: for the board not a small one, nor one that was taken out.
  func count(_ value: Double?) -> String {
    guard let value, isForPlanner || value == 0 || value >= 5 else { return isForPlanner ? "–" : "Fewer than 5" }
    return words(value)
  }
}

extension JSONValue {
  /// The document without the counts from 1 to 4 in the fields of these names, or in the lists that they hold.
  fileprivate func withoutSmall(_ names: Set<String>, isCount: Bool = false) -> JSONValue {
    switch self {
    case .number(let value): isCount && value > 0 && value < 5 ? .null : self
    case .list(let values): .list(values.map { $0.withoutSmall(names, isCount: isCount) })
    case .object(let fields):
      .object(
        Dictionary(
          uniqueKeysWithValues: fields.map { ($0.key, $0.value.withoutSmall(names, isCount: names.contains($0.key))) }))
    default: self
    }
  }
}

/// A figure to compare scenarios by.
struct KeyFigure: Codable, Sendable, Hashable {
  let name: String
  let value: String
}

/// Rows and columns of an answer: drawn, and sent as a spreadsheet.
struct ResultTable: Sendable {
  let name: String
  /// The title and whether it holds numbers.
  let columns: [(title: String, isNumeric: Bool)]
  let rows: [[String]]
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
    case .list: listTable.rows.map { KeyFigure(name: $0[0], value: $0[2].isEmpty ? "\($0[1]) by formula" : $0[2]) }
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
