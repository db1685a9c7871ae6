/// An options appraisal as it is typed: a pathway that all options share, what each changes in it, what each costs and
/// risks, and the criteria, whose values are judged or come from the simulation.
package struct AppraisalModel: Sendable {
  enum Source: Equatable, Sendable {
    /// Typed for each option, with who judged it or where it stands.
    case judged
    /// A figure of the pathway's simulation.
    case figure(Int)
    /// The whole-life cost at today's worth, risks included.
    case cost
  }
  struct Criterion: Sendable {
    let name: String
    let weight: Double
    let source: Source
    let isMoreBetter: Bool
    let scale: (worst: Double, best: Double)?
  }
  struct Option: Sendable {
    let name: String
    let cost: WholeLifeCost
    let judged: [String: (value: Double, why: String)]
    let pathway: PathwayModel?
  }
  /// Money that there is, from one source.
  struct Fund: Sendable {
    let name: String
    /// The first year being now; nothing after the last that is given.
    let byYear: [Double]
  }
  let criteria: [Criterion]
  package let options: [String]
  let details: [Option]
  let funds: [Fund]
  /// As it was read: to try what another assumption would make of it.
  let json: JSONValue

  /// Throws a `ModelError` that names the field; in a changed pathway the option is named too.
  package init(_ model: ModelValue) throws {
    try model.only("title", "source", "pathway", "options", "criteria", "funds")
    json = model.json
    let base = try model.optional("pathway")
    let pathway = try base.map { try PathwayModel($0) }
    criteria = try model.field("criteria").list(from: 1, to: 50).map { try Criterion($0, pathway) }
    guard criteria.contains(where: { $0.weight > 0 }) else {
      throw try model.field("criteria").wrong("must hold at least one weight of more than 0")
    }
    let judged = criteria.filter { $0.source == .judged }.map(\.name)
    details = try model.field("options").list(from: 2, to: 20).map { try Option($0, base, judged: judged) }
    options = details.map(\.name)
    funds =
      try model.optional("funds")?.list(from: 1, to: 100).map { fund in
        try fund.only("name", "by_year")
        return Fund(name: try fund.field("name").text(), byYear: try fund.field("by_year").numbers(atLeast: 1))
      } ?? []
  }

  /// The pathways that want simulating, by option; nil where an option has none.
  package var pathways: [PathwayModel?] { details.map(\.pathway) }

  /// The answer, from the simulation of each option's pathway with the same seed (nil where there is none). Trying every
  /// assumption may take seconds: it can be left for later.
  package func answer(_ results: [SimulationResult?], tryingAssumptions: Bool = true) -> JSONValue {
    let appraisal = appraisal(means(results))
    let totals = appraisal.totals
    let rows = details.indices.map { index -> JSONValue in
      var row: [String: JSONValue] = [
        "name": .text(details[index].name), "total": .number(totals[index]),
        "cost": .number(details[index].cost.total), "cost_today": .number(details[index].cost.presentValue()),
        "risk": .number(details[index].cost.expectedRisk),
        "criteria": .list(criteria.indices.map { line($0, index, appraisal, results) }),
      ]
      if !funds.isEmpty { row["short_by_year"] = .numbers(short(details[index].cost)) }
      return .object(row)
    }
    var answer: [String: JSONValue] = [
      "options": .list(rows), "best": .text(details[appraisal.leader].name),
      "share_of_replications_won": shares(results, scales: appraisal.criteria),
      "lead": lead(results, appraisal),
      "flips_by_weight": .list(appraisal.weightFlips.map(\.json)),
      "flips_by_value": .list(appraisal.valueFlips.map(\.json)),
    ]
    if tryingAssumptions {
      let (tried, flips) = assumptionFlips()
      answer["assumptions_tried"] = .list(tried.map(JSONValue.text))
      answer["flips_by_assumption"] = .list(
        flips.map {
          [
            "assumption": .text($0.criterion), "now": .number($0.now), "flips_at": .number($0.flipsAt),
            "to": .text($0.to),
          ]
        })
    }
    return .object(answer)
  }

  /// Which option leads; nil where some figure has no value.
  func leader(_ results: [SimulationResult?]) -> Int? {
    let values = means(results)
    return values.joined().allSatisfy(\.isFinite) ? appraisal(values).leader : nil
  }

  /// By option, then criterion: the mean of all replications.
  private func means(_ results: [SimulationResult?]) -> [[Double]] {
    details.indices.map { option in
      criteria.map { value(of: $0, option, results[option]) { result, index in result.summary(index).mean } }
    }
  }

  /// What an option costs in each year beyond the money that there is.
  private func short(_ cost: WholeLifeCost) -> [Double] {
    cost.byYear.enumerated().map { year, cost in
      max(0, cost - funds.reduce(0) { $0 + ($1.byYear.indices.contains(year) ? $1.byYear[year] : 0) })
    }
  }

  private func line(
    _ criterion: Int, _ option: Int, _ appraisal: Appraisal, _ results: [SimulationResult?]
  ) -> JSONValue {
    let why: String =
      switch criteria[criterion].source {
      case .judged: details[option].judged[criteria[criterion].name]?.why ?? ""
      case .figure: "simulated, the mean of all replications"
      case .cost: "costs by year at 3.5 % a year, and the expected cost of the risks"
      }
    var line: [String: JSONValue] = [
      "name": .text(criteria[criterion].name), "value": .number(appraisal.options[option].values[criterion]),
      "score": .number(appraisal.scores[option][criterion]), "why": .text(why),
    ]
    if option > 0, case .figure(let figure) = criteria[criterion].source, let first = results[0] {
      line["difference_from_first"] = results[option]?.difference(from: first, figure)?.json
    }
    return .object(line)
  }

  /// By how many points the best option leads the next, with how far that may be off; null where nothing was simulated.
  private func lead(_ results: [SimulationResult?], _ appraisal: Appraisal) -> JSONValue {
    let totals = appraisal.totals
    let rest = totals.indices.filter { $0 != appraisal.leader }
    guard let next = rest.max(by: { (totals[$0], -$0) < (totals[$1], -$1) }) else { return .null }
    let points = points(results, scales: appraisal.criteria)
    let first = points.map { $0[next] }
    guard let lead = PairedDifference(from: first, to: points.map { $0[appraisal.leader] }),
      case .object(var fields) = lead.json
    else { return .null }
    fields["over"] = .text(details[next].name)
    return .object(fields)
  }

  private func value(
    of criterion: Criterion, _ option: Int, _ result: SimulationResult?, _ figure: (SimulationResult, Int) -> Double
  ) -> Double {
    switch criterion.source {
    case .judged: details[option].judged[criterion.name]?.value ?? 0
    case .figure(let index): result.map { figure($0, index) } ?? .nan
    case .cost: details[option].cost.presentValue() + details[option].cost.expectedRisk
    }
  }

  /// Scales that were not given go from the worst option to the best.
  private func appraisal(_ values: [[Double]]) -> Appraisal {
    let scaled = criteria.indices.map { index -> Appraisal.Criterion in
      let column = values.map { $0[index] }
      var (worst, best) = (column.min() ?? 0, column.max() ?? 1)
      if !criteria[index].isMoreBetter { swap(&worst, &best) }
      if let scale = criteria[index].scale { (worst, best) = scale }
      if worst == best { best += criteria[index].isMoreBetter ? 1 : -1 }
      return .init(name: criteria[index].name, weight: criteria[index].weight, worst: worst, best: best)
    }
    return Appraisal(
      criteria: scaled, options: zip(details, values).map { .init(name: $0.name, values: $1) })
  }

  /// The points of every option in each replication: the same people with the same luck meet every option.
  private func points(_ results: [SimulationResult?], scales: [Appraisal.Criterion]) -> [[Double]] {
    let count = results.compactMap { $0?.figures.count }.min() ?? 0
    return (0..<count).map { number in
      let values = details.indices.map { option in
        criteria.map { value(of: $0, option, results[option]) { $0.figures[number][$1] } }
      }
      return Appraisal(criteria: scales, options: zip(details, values).map { .init(name: $0.name, values: $1) }).totals
    }
  }

  /// In how many of the replications each option comes first; of equals the first.
  private func shares(_ results: [SimulationResult?], scales: [Appraisal.Criterion]) -> JSONValue {
    let points = points(results, scales: scales)
    guard !points.isEmpty else { return .null }
    var wins = [Int](repeating: 0, count: details.count)
    for totals in points { wins[totals.indices.max { (totals[$0], -$0) < (totals[$1], -$1) }!] += 1 }
    return .object(
      Dictionary(uniqueKeysWithValues: zip(options, wins.map { .number(Double($0) / Double(points.count)) })))
  }
}

extension AppraisalModel.Criterion {
  fileprivate init(_ model: ModelValue, _ pathway: PathwayModel?) throws {
    try model.only("name", "weight", "figure", "cost", "better", "worst", "best")
    name = try model.field("name").text()
    weight = try model.field("weight").atLeast(0)
    let isCost = try model.optional("cost")?.truth() ?? false
    if let figure = try model.optional("figure") {
      let wanted = try figure.text()
      guard let index = pathway?.outputs.firstIndex(where: { $0.name == wanted }) else {
        throw figure.wrong("names no output of the pathway")
      }
      source = .figure(index)
    } else {
      source = isCost ? .cost : .judged
    }
    let better = try model.optional("better")?.text(of: ["more", "less"]) ?? (isCost ? "less" : "more")
    isMoreBetter = better == "more"
    if model.has("worst") || model.has("best") {
      let (worst, best) = (try model.field("worst").number(), try model.field("best").number())
      guard worst != best else { throw try model.field("best").wrong("must differ from “worst”") }
      scale = (worst, best)
    } else {
      scale = nil
    }
  }
}

extension AppraisalModel.Option {
  fileprivate init(_ model: ModelValue, _ base: ModelValue?, judged names: [String]) throws {
    try model.only("name", "costs", "risks", "judged", "changes")
    name = try model.field("name").text()
    cost = WholeLifeCost(
      byYear: try model.field("costs").numbers(atLeast: 1),
      risks: try model.optional("risks")?.list().map { risk in
        try risk.only("name", "chance", "cost")
        return (try risk.field("name").text(), try risk.field("chance").share(), try risk.field("cost").atLeast(0))
      } ?? [])
    var judged: [String: (value: Double, why: String)] = [:]
    for criterion in names {
      let value = try model.field("judged").field(criterion)
      try value.only("value", "why")
      judged[criterion] = (try value.field("value").number(), try value.field("why").text())
    }
    self.judged = judged
    guard let base else {
      pathway = nil
      return
    }
    var changed = base.json
    for change in try model.optional("changes")?.list() ?? [] {
      try change.only("at", "to")
      let at = try change.field("at")
      do { changed = try changed.setting(at.text(), to: change.field("to").json) } catch let error as ModelError {
        throw at.wrong("“\(error.path)” \(error.message)")
      }
    }
    pathway = try PathwayModel(ModelValue(changed, path: "\(model.path)(changed pathway)"))
  }
}

extension Appraisal.Flip {
  var json: JSONValue {
    ["criterion": .text(criterion), "now": .number(now), "flips_at": .number(flipsAt), "to": .text(to)]
  }
}
