import Design
import Kernel
import PlanningEngine
import Web

// What the board sees of a scenario: no small count of anybody, and nothing from which one could be worked out. What is
// counted by locality has the engine's profile `rounded_to_5` (1 to 7 hidden, the rest rounded), and the same localities are
// hidden in every scenario of the question (`hiddenFromBoard`), so that nothing is found by laying two side by side; the rest
// has `under_5`. Source: domain rules for published statistics.

extension Shown {
  mutating func protect() throws {
    switch question {
    case .need: try protectNeed()
    case .posts: try protectPosts()
    case .publication: model = .object(["profile": model["profile"] ?? .null])
    case .hubs: try protectHubs()
    case .forecast: protectForecast()
    case .list, .appraisal: protectLists()
    }
  }

  private mutating func protectNeed() throws {
    let places = model["localities"]?.list ?? []
    let known = places.enumerated().compactMap { index, place in
      place["known_families"]?.number.map { (index, Int($0)) }
    }
    guard !known.isEmpty else { return }
    let held = known.indices.filter { row in earlier.contains([places[known[row].0]["name"]?.text, nil]) }
    let table = ProtectedTable(
      known.map { [$0.1] }, profile: profile,
      held: Set(held.flatMap { [HiddenCount(row: $0, column: 0), HiddenCount(row: $0, column: nil)] }))
    var protected = model
    for (row, (index, _)) in known.enumerated() {
      let shown = table.cell(row, 0)
      if shown == nil { hidden.insert(places[index]["name"]?.text ?? "") }
      protected = try protected.setting(
        "localities[\(index)].known_families", to: shown.map { .number(Double($0)) } ?? .null)
    }
    model = protected
    atOnce = try NeedModel(ModelValue(protected)).answer
  }

  /// Where one of the caseloads is small, none is shown: what is needed and short follows from them. Else they stand as if
  /// the rounded ones were true. The exact share is a proportion of families: it is for planners.
  private mutating func protectPosts() throws {
    let active = (model["caseload"]?["active"]?.list ?? []).map { Int(($0.number ?? 0).rounded()) }
    let whole = model
    atOnce = atOnce.without(["caseload", "quota"])
    if active.contains(where: isSmall) {
      hidden.insert("caseload")
    } else if !active.isEmpty, case .object(var fields) = atOnce {
      let rounded = JSONValue.list(active.map { .number(Double(profile.shown($0))) })
      fields["caseload"] = try ApportionmentModel(ModelValue(whole.setting("caseload.active", to: rounded))).answer[
        "caseload"]
      atOnce = .object(fields)
    }
    model = .object([
      "names": model["names"] ?? .null, "step": model["step"] ?? .null, "posts": model["posts"] ?? .null,
    ])
  }

  /// The need of small areas is hidden, and where that is one alone the next smallest with it; the others are rounded. Every
  /// mean, share and sum is then of the rounded areas that are shown: from none of them can a hidden one be worked out.
  private mutating func protectHubs() throws {
    let areas = model["areas"]?.list ?? []
    let need = areas.map { Int(($0["weight"]?.number ?? 0).rounded()) }
    var small = Set(need.indices.filter { isSmall(need[$0]) || earlier.contains([areas[$0]["name"]?.text, nil]) })
    let open = need.indices.filter { !small.contains($0) && need[$0] > 0 }
    if small.count == 1, let next = open.min(by: { need[$0] < need[$1] }) { small.insert(next) }
    var (shown, weighed) = (model, model)
    for (index, need) in need.enumerated() {
      let rounded = JSONValue.number(Double(profile.shown(need)))
      shown = try shown.setting("areas[\(index)].weight", to: small.contains(index) ? .null : rounded)
      weighed = try weighed.setting("areas[\(index)].weight", to: small.contains(index) ? 0 : rounded)
      if small.contains(index) { hidden.insert(areas[index]["name"]?.text ?? "") }
    }
    let siting = try SitingModel(ModelValue(weighed))
    model = shown
    atOnce = .object([
      "aim": atOnce["aim"] ?? .null,
      "solutions": .list((atOnce["solutions"]?.list ?? []).map { described($0, by: siting) }),
      "now": atOnce["now"].map { described($0, by: siting) } ?? .null,
    ])
  }

  /// Hubs as they were chosen, with the figures of the areas that are shown.
  private func described(_ solution: JSONValue, by siting: SitingModel) -> JSONValue {
    let kept = ["places", "open", "gap", "proven", "words", "nearest_place", "farthest"]
    var fields = kept.reduce(into: [String: JSONValue]()) { $0[$1] = solution[$1] }
    fields.merge(siting.reach(ofNamed: (solution["places"]?.list ?? []).compactMap(\.text))) { kept, _ in kept }
    fields["weighted_distance"] = nil
    fields["left_far_away"] = .list(
      (solution["left_far_away"]?.list ?? []).map { far in
        let weight = hidden.contains(far["area"]?.text ?? "") ? nil : far["weight"]?.number
        guard let weight, case .object(var fields) = far.without(["weight"]) else { return far.without(["weight"]) }
        fields["weight"] = .number(Double(profile.shown(Int(weight.rounded()))))
        return .object(fields)
      })
    fields["outreach"] = solution["outreach"].map { .list($0.list.map { $0.without(["weight_reached"]) }) }
    return .object(fields)
  }

  /// Where a month behind is small, it is hidden, and what is ahead stands in steps of 5: last year's month may be the
  /// forecast itself.
  private mutating func protectForecast() {
    let counts = model["series"]?["referrals"]?.list ?? []
    guard counts.contains(where: { isSmall(Int($0.number ?? 0)) }) else { return }
    hidden.insert("months")
    model = .object([
      "series": [
        "referrals": .list(counts.map { isSmall(Int($0.number ?? 0)) ? .null : $0 })
      ]
    ])
    guard case .object(var series) = atOnce["series"]?["referrals"] ?? .null else { return }
    for name in ["mean", "low80", "high80", "low95", "high95"] {
      series[name] = series[name].map { .list($0.list.map { inSteps($0, of: 5) }) }
    }
    series["back_test"] = series["back_test"].map { test in
      .object(Dictionary(uniqueKeysWithValues: test.fields.map { ($0.name, inSteps($0.value, of: 0.1)) }))
    }
    atOnce = ["series": ["referrals": .object(series)]]
  }
  private func inSteps(_ value: JSONValue, of step: Double) -> JSONValue {
    value.number.map { .number(($0 / step).rounded() * step) } ?? .null
  }

  /// A list of fewer than five: how many they are, and how long they have waited, is not said.
  private mutating func protectLists() {
    let path = question == .list ? "list" : "pathway.list"
    let listed = (question == .list ? model : model["pathway"])?["list"]?.list ?? []
    guard listed.contains(where: { isSmall(Int($0["people"]?.number ?? 0)) }) else { return }
    hidden.insert("list")
    model = (try? model.setting(path, to: .null)) ?? .null
    guard question == .list else { return }
    let first = Set((model["outputs"]?.fields ?? []).filter { $0.value["at"]?.number == 0 }.map(\.name))
    atOnce = .object(
      Dictionary(
        uniqueKeysWithValues: atOnce.without(["theory"]).fields.map { name, value in
          (name, name == "fluid" ? value.without(first) : value)
        }))
    if case .object(var answer)? = simulated {
      answer["outputs"] = answer["outputs"]?.without(first)
      answer["fluid"] = answer["fluid"]?.without(first)
      simulated = .object(answer)
    }
  }

  private func isSmall(_ count: Int) -> Bool { profile.isSmall(count) }

  /// What went in. The board sees what and from when; of counts only those that the answer shows.
  func inputs(_ inputs: [Input]) -> [Input] {
    guard !isForPlanner else { return inputs }
    let isOpen = (question == .list || question == .appraisal) && !hidden.contains("list")
    return inputs.map { input in
      // From where it is stays said; what it says stays where the answer says it too.
      let key = isOpen ? input.key : input.key.map { $0.hasPrefix(Scenario.keyPrefix) ? $0 : "" }
      return Input(input.what, isOpen ? input.value : "", on: input.on, key: key, by: input.by)
    }
  }

  /// A count that may stand here: for the board not a small one, nor one that was taken out.
  func count(_ value: Double?) -> String {
    guard let value, isForPlanner || value == 0 || !profile.isSmall(Int(value)) else {
      return isForPlanner ? "–" : "Hidden"
    }
    return words(value)
  }
}

extension JSONValue {
  /// The object without the fields of these names.
  fileprivate func without(_ names: Set<String>) -> JSONValue {
    if case .object(let fields) = self { .object(fields.filter { !names.contains($0.key) }) } else { self }
  }
}
