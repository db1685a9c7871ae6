import Design
import Kernel
import PlanningEngine

// A model in the engine's format, back into the fields of the form: whatever the form has words for. What it has none for is a
// `ModelError` that names the field; the model can then still be kept as it is.

extension Entry {
  /// The form of this pathway. What is not of the pathway (name, note, replications) stays as it is.
  func loading(_ model: JSONValue) throws -> Entry {
    let pathway = try PathwayModel(ModelValue(model))
    guard pathway.yearLength == 365 else { throw noWords("year_length", "the form counts in days") }
    guard pathway.years == pathway.years.rounded(), pathway.years <= 10 else {
      throw noWords("years", "the form has whole years, ten at most")
    }
    let (groups, stages) = (model["groups"]?.list ?? [], model["stages"]?.list ?? [])
    guard groups.count <= PathwayField.mostGroups else { throw noWords("groups", "there is room for 5") }
    guard stages.count <= PathwayField.mostStages else { throw noWords("stages", "there is room for 6") }
    var entry = self
    for field in PathwayField.own { entry.values[field.name] = nil }
    entry = entry.setting(PathwayField.isPathway.name, "yes").setting(PathwayField.groupCount.name, "\(groups.count)")
      .setting(PathwayField.stageCount.name, "\(stages.count)").setting(ListField.years.name, exact(pathway.years))
      .setting(ListField.perYear.name, exact(pathway.arrivals.perYear)).setting(ListField.waiting.name, "")
      .setting(ListField.weeksWaited.name, "").setting(ListField.byMonth.name, factors(model["arrivals"]?["by_month"]))
      .setting(PathwayField.byYear.name, factors(model["arrivals"]?["by_year"]))
      .setting(PathwayField.figures.name, model["outputs"].map { String(decoding: $0.data(), as: UTF8.self) })
    for (index, group) in groups.enumerated() { try entry.set(GroupFields(index + 1), group, at: "groups[\(index)]") }
    for (index, stage) in stages.enumerated() { try entry.set(StageFields(index + 1), stage, at: "stages[\(index)]") }
    try entry.setListed(model["list"]?.list ?? [], stages)
    return entry
  }

  private func factors(_ value: JSONValue?) -> String {
    (value?.list ?? []).compactMap(\.number).map(exact).joined(separator: ", ")
  }

  private mutating func put(_ field: Field, _ text: String?) { values[field.name] = text.map { [$0] } }
  private mutating func put(_ field: Field, percent: JSONValue?) {
    // A share of 0.15 is 15 per cent, and not 15.000000000000002.
    put(field, percent?.number.map { exact(($0 * 1e8).rounded() / 1e6) })
  }

  private mutating func set(_ fields: GroupFields, _ group: JSONValue, at path: String) throws {
    put(fields.name, group["name"]?.text)
    put(fields.share, percent: group["share"])
    put(fields.order, group["priority"]?.number.map { exact($0 + 1) })
    let leaving = try (group["leaving"]?.list ?? []).enumerated().map { index, cause in
      let after = cause["after"]
      let words: String
      switch after?["distribution"]?.text {
      case "exponential": words = durationWords(after?["mean"]?.number ?? 0)
      case "uniform":
        words = "\(durationWords(after?["from"]?.number ?? 0)) to \(durationWords(after?["to"]?.number ?? 0))"
      default: throw noWords("\(path).leaving[\(index)].after", "it knows an average, or between when")
      }
      return try line([cause["cause"]?.text ?? "", words], at: "\(path).leaving[\(index)]")
    }
    put(fields.leaving, leaving.joined(separator: "\n"))
    put(
      fields.rises,
      (group["rises"]?.list ?? []).map {
        "\(durationWords($0["after"]?.number ?? 0)); \(exact(($0["priority"]?.number ?? 0) + 1))"
      }.joined(separator: "\n"))
  }

  private mutating func set(_ fields: StageFields, _ stage: JSONValue, at path: String) throws {
    put(fields.name, stage["name"]?.text)
    let places = stage["places"]
    let posts =
      places?.number.map { [$0] } ?? places?["always"]?.number.map { [$0] }
      ?? (places?["by_month"]?.list ?? []).compactMap(\.number)
    put(fields.posts, posts.map(exact).joined(separator: ", "))
    put(
      fields.changes,
      (places?["changes"]?.list ?? []).map { change in
        let from = durationWords(change["from"]?.number ?? 0)
        return change["places"]?.number.map { "\(from); =\(exact($0))" }
          ?? "\(from); \(exact(change["add"]?.number ?? 0))"
      }.joined(separator: "\n"))
    put(
      fields.closed,
      (places?["closed"]?.list ?? []).map {
        "\(durationWords($0["from"]?.number ?? 0)); \(durationWords($0["to"]?.number ?? 0))"
      }.joined(separator: "\n"))
    let (spread, mean) = try service(stage["service"], at: "\(path).service")
    put(fields.spread, spread.rawValue)
    put(fields.perPost, exact(365 / mean))
    put(fields.goesOn, percent: stage["goes_on"])
    put(fields.leaves, stage["leaving"]?.truth == true ? "yes" : nil)
    put(fields.longest, percent: stage["share_for_longest"])
    let support = stage["support"]
    put(fields.supportAfter, support?["after"]?.number.map(durationWords))
    put(fields.supportTakes, support?["takes"]?.number.map(durationWords))
    put(fields.supportReaches, percent: support?["reaches"])
    put(fields.supportEnds, percent: support?["ends_need"])
    put(fields.supportShortens, percent: support?["shortens"])
  }

  private func service(_ value: JSONValue?, at path: String) throws -> (Spread, mean: Double) {
    let mean = value?["mean"]?.number ?? value?["value"]?.number ?? 0
    switch (value?["distribution"]?.text, value?["shape"]?.number ?? value?["variation"]?.number) {
    case ("fixed", _): return (.same, mean)
    case ("gamma", 4): return (.alike, mean)
    case ("exponential", _): return (.different, mean)
    case ("lognormal", 1.5): return (.long, mean)
    default: throw noWords(path, "it knows fixed, exponential, gamma of shape 4, lognormal of variation 1.5")
    }
  }

  private mutating func setListed(_ listed: [JSONValue], _ stages: [JSONValue]) throws {
    for (index, stage) in stages.enumerated() {
      let lines = try listed.enumerated().filter { $0.element["stage"] == stage["name"] }.map { place, people in
        let waited = people["waited"]
        guard waited?["distribution"]?.text == "uniform", waited?["from"]?.number == 0, let to = waited?["to"]?.number
        else { throw noWords("list[\(place)].waited", "it knows a uniform from 0") }
        return try line(
          [people["group"]?.text ?? "", exact(people["people"]?.number ?? 0), durationWords(to / 2)],
          at: "list[\(place)]")
      }
      put(StageFields(index + 1).listed, lines.joined(separator: "\n"))
    }
  }

  private func line(_ cells: [String], at path: String) throws -> String {
    if cells.contains(where: { $0.contains(";") || $0.contains("\n") }) {
      throw noWords(path, "a name must not hold a semicolon")
    }
    return cells.joined(separator: "; ")
  }
}

private func noWords(_ path: String, _ why: String) -> ModelError {
  ModelError(path: path, message: "the form has no words for this (\(why)). You can keep the model as it is")
}
