extension SitingModel {
  /// The answer for every number of hubs asked, with what there is now beside it.
  package var answer: JSONValue { answer { _, _ in } }

  /// `each` is told of every number of hubs that is done.
  package func answer(each: (Int, Choice?) -> Void) -> JSONValue {
    let solutions = counts.map { count -> JSONValue in
      let choice = choose(count)
      each(count, choice)
      guard let choice else {
        return [
          "open": .number(Double(count)),
          "words": "So many places cannot take everybody: the capacities are too small.",
        ]
      }
      return .object(describe(choice))
    }
    var answer: [String: JSONValue] = ["aim": .text(aim.rawValue), "solutions": .list(solutions)]
    if !now.isEmpty { answer["now"] = .object(reach(of: now)) }
    return .object(answer)
  }

  private func describe(_ choice: Choice) -> [String: JSONValue] {
    var fields = reach(of: choice.open)
    fields["open"] = .number(Double(choice.open.count))
    fields["cost"] = .number(choice.cost)
    fields["bound"] = .number(choice.bound)
    fields["gap"] = .number(choice.gap)
    fields["proven"] = .bool(choice.isProven)
    fields["words"] = .text(
      choice.isProven
        ? "No other choice of \(choice.open.count) does better: proven."
        : "No other choice of \(choice.open.count) can be better by more than \(percent(choice.gap)).")
    if let flows = choice.flows {
      // Not everybody can go to the nearest.
      let weight = areas.map(\.weight).reduce(0, +)
      fields["mean_distance"] = .number(weight > 0 ? choice.cost / weight : .nan)
      fields["used"] = .object(
        Dictionary(uniqueKeysWithValues: zip(choice.open, flows).map { (places[$0].name, .number($1.reduce(0, +))) }))
    }
    let outreach = outreachPlaces(beside: choice.open)
    if let step = self.outreach?.step {
      fields["outreach"] = .list(
        outreach.map {
          [
            "place": .text(places[$0.place].name), "days": .number(Double($0.steps) * step),
            "weight_reached": .number($0.weight),
          ]
        })
    }
    if !now.isEmpty { fields["changed"] = compare(choice.open) }
    return fields
  }

  /// How people are served by places that are chosen already, with these weights: for readers who may not see all of them.
  /// Names that are no place's are left out.
  package func reach(ofNamed names: [String]) -> [String: JSONValue] {
    let open = names.compactMap { name in places.firstIndex { $0.name == name } }
    guard !open.isEmpty else { return [:] }
    var fields = reach(of: open)
    if !now.isEmpty { fields["changed"] = compare(open) }
    return fields
  }

  private func percent(_ share: Double) -> String { "\((share * 10000).rounded(.up) / 100)%" }

  /// How people are served by these places, each by its nearest: the mean and the farthest, who is left far away, and
  /// whether the most deprived fifth travels farther than the least deprived.
  private func reach(of open: [Int]) -> [String: JSONValue] {
    let nearest = nearest(of: open)
    let weight = areas.map(\.weight).reduce(0, +)
    let total = zip(areas, nearest).reduce(0.0) { $0 + $1.0.weight * $1.1.distance }
    var fields: [String: JSONValue] = [
      "places": .list(open.map { .text(places[$0].name) }),
      "weighted_distance": .number(total),
      "mean_distance": .number(weight > 0 ? total / weight : .nan),
      "farthest": .number(nearest.map(\.distance).max() ?? 0),
      "nearest_place": .list(nearest.map { .text(places[$0.place].name) }),
    ]
    if let near {
      let far = areas.indices.filter { nearest[$0].distance > near && areas[$0].weight > 0 }
      fields["left_far_away"] = .list(
        far.sorted { nearest[$0].distance > nearest[$1].distance }.map {
          [
            "area": .text(areas[$0].name), "distance": .number(nearest[$0].distance),
            "weight": .number(areas[$0].weight),
          ]
        })
      fields["share_near"] = .number(weight > 0 ? 1 - far.map { areas[$0].weight }.reduce(0, +) / weight : .nan)
    }
    if let fair = fairness(nearest) { fields["mean_distance_by_deprivation"] = fair }
    return fields
  }

  private func fairness(_ nearest: [(place: Int, distance: Double)]) -> JSONValue? {
    guard areas.count >= 10, areas.allSatisfy({ $0.deprivation != nil }) else { return nil }
    let order = areas.indices.sorted { (areas[$0].deprivation!, $0) > (areas[$1].deprivation!, $1) }
    func mean(_ part: some Sequence<Int>) -> JSONValue {
      let weight = part.map { areas[$0].weight }.reduce(0, +)
      return .number(part.map { areas[$0].weight * nearest[$0].distance }.reduce(0, +) / weight)
    }
    let fifth = areas.count / 5
    return ["most_deprived_fifth": mean(order.prefix(fifth)), "least_deprived_fifth": mean(order.suffix(fifth))]
  }

  /// Against today: who travels less and who travels more.
  private func compare(_ open: [Int]) -> JSONValue {
    let (before, after) = (nearest(of: now), nearest(of: open))
    func weight(_ test: (Int) -> Bool) -> JSONValue {
      .number(areas.indices.filter(test).map { areas[$0].weight }.reduce(0, +))
    }
    return [
      "weight_nearer": weight { after[$0].distance < before[$0].distance },
      "weight_farther": weight { after[$0].distance > before[$0].distance },
      "opened": .list(open.filter { !now.contains($0) }.map { .text(places[$0].name) }),
      "closed": .list(now.filter { !open.contains($0) }.map { .text(places[$0].name) }),
    ]
  }
}
