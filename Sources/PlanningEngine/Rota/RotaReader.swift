import Foundation

extension RotaModel {
  /// Reads a week as it is typed; the format is in the guide to planning models. Throws a `ModelError` that names the
  /// field.
  package init(_ model: ModelValue) throws {
    try model.only(
      "title", "source", "days", "school_holidays", "places", "travel", "visitors", "visits", "lone_visit_needs",
      "rounds", "seed")
    let days = try model.field("days").list(from: 1, to: 28).map { try $0.text() }
    let reader = RotaReader(days: days, places: try Self.places(model))
    self.days = days
    holidays = Set(try model.optional("school_holidays")?.list().map { try reader.day($0) } ?? [])
    let visitors = try model.field("visitors").list(from: 1, to: 500).map { try reader.visitor($0) }
    try model.field("visitors").unique(visitors.map(\.id))
    let visits = try model.field("visits").list(from: 0, to: 5_000).map { try reader.visit($0, visitors.map(\.id)) }
    try model.field("visits").unique(visits.map(\.id))
    (self.visitors, self.visits) = (visitors, visits)
    places = reader.places.map(\.name)
    ways = try reader.ways(model)
    loneVisitNeeds = Set(try model.optional("lone_visit_needs")?.list().map { try $0.text() } ?? [])
    rounds = try model.optional("rounds")?.whole(1...10_000_000) ?? 60_000
    seed = UInt64(try model.optional("seed")?.whole() ?? 1)
  }

  private static func places(_ model: ModelValue) throws -> [(name: String, at: (Double, Double)?)] {
    let places = try model.field("places").list(from: 1, to: 3_000).map { value in
      try value.only("id", "x", "y")
      let x = try value.optional("x")?.number()
      let y = try value.optional("y")?.number()
      return (name: try value.field("id").text(), at: x.flatMap { x in y.map { (x, $0) } })
    }
    try model.field("places").unique(places.map(\.name))
    return places
  }
}

/// What is needed to read visitors and visits: the days and the places that they may name.
private struct RotaReader {
  let days: [String]
  let places: [(name: String, at: (Double, Double)?)]

  func day(_ value: ModelValue) throws -> Int {
    guard let index = days.firstIndex(of: try value.text()) else { throw value.wrong("is not one of the days") }
    return index
  }
  func place(_ value: ModelValue) throws -> Int {
    let name = try value.text()
    guard let index = places.firstIndex(where: { $0.name == name }) else {
      throw value.wrong("is not one of the places")
    }
    return index
  }
  func names(_ value: ModelValue?) throws -> Set<String> { Set(try value?.list().map { try $0.text() } ?? []) }

  /// A stretch of a day; without times, all of it.
  func stretch(_ value: ModelValue, _ others: String..., timesNeeded: Bool = true) throws -> RotaModel.Stretch {
    let from = try value.optional("from").map { try $0.minuteOfDay() }
    let to = try value.optional("to").map { try $0.minuteOfDay() }
    if timesNeeded, from == nil || to == nil { throw value.wrong("must say from and to") }
    let found = RotaModel.Stretch(day: try day(value.field("day")), from: from ?? 0, to: to ?? 1_440)
    guard found.from < found.to else { throw value.wrong("must end after it begins") }
    return found
  }

  func visitor(_ value: ModelValue) throws -> RotaModel.Visitor {
    try value.only(
      "id", "base", "skills", "checks", "languages", "works", "leave", "term_time_only", "most_visits")
    let works = try value.field("works").list().map { entry in
      try entry.only("day", "from", "to")
      return try stretch(entry)
    }
    let leave = try value.optional("leave")?.list().map { entry in
      try entry.only("day", "from", "to")
      return try stretch(entry, timesNeeded: false)
    }
    return RotaModel.Visitor(
      id: try value.field("id").text(), base: try place(value.field("base")),
      has: try names(value.optional("skills")).union(names(value.optional("checks"))),
      languages: try names(value.optional("languages")), works: works, leave: leave ?? [],
      isTermTimeOnly: try value.optional("term_time_only")?.truth() ?? false,
      mostVisits: try value.optional("most_visits")?.whole(0...100) ?? 4)
  }

  func visit(_ value: ModelValue, _ visitors: [String]) throws -> RotaModel.Visit {
    try value.only(
      "id", "family", "place", "minutes", "people", "needs", "language", "windows", "usual", "not_with", "priority",
      "pin")
    func visitor(_ value: ModelValue) throws -> Int {
      guard let index = visitors.firstIndex(of: try value.text()) else {
        throw value.wrong("is not one of the visitors")
      }
      return index
    }
    let windows = try value.field("windows").list(atLeast: 1).map { entry in
      try entry.only("day", "from", "to", "preferred")
      return RotaModel.Window(
        stretch: try stretch(entry), isPreferred: try entry.optional("preferred")?.truth() ?? true)
    }
    let pin = try value.optional("pin").map { entry in
      try entry.only("visitor", "day", "start")
      return RotaModel.Pin(
        visitor: try entry.optional("visitor").map { try visitor($0) },
        day: try entry.optional("day").map { try day($0) },
        start: try entry.optional("start").map { try $0.minuteOfDay() })
    }
    return RotaModel.Visit(
      id: try value.field("id").text(), family: try value.optional("family")?.text(),
      place: try place(value.field("place")), minutes: try value.field("minutes").whole(5...600),
      people: try value.optional("people")?.whole(1...2) ?? 1, needs: try names(value.optional("needs")),
      language: try value.optional("language")?.text(), windows: windows,
      usual: try value.optional("usual").map { try visitor($0) },
      notWith: Set(try value.optional("not_with")?.list().map { try visitor($0) } ?? []),
      priority: try value.optional("priority")?.whole(1...5) ?? 1, pin: pin)
  }

  /// Ways in minutes: as they are typed, or from places on a map at a speed; rounded up, to a multiple of `step` where it is
  /// given: nobody tells a family that they come at 9.43.
  func ways(_ model: ModelValue) throws -> [Int32] {
    let travel = try model.field("travel")
    try travel.only("minutes", "kilometres_per_hour", "detour", "at_least", "step")
    if let table = try travel.optional("minutes") {
      return try table.list(of: places.count, "rows, one for each place").flatMap { row in
        try row.list(of: places.count, "numbers, one for each place").map {
          Int32(min(100_000, try $0.atLeast(0)).rounded(.up))
        }
      }
    }
    let speed = try travel.field("kilometres_per_hour").positive()
    let detour = try travel.optional("detour")?.atLeast(1) ?? 1.3
    let least = try travel.optional("at_least")?.atLeast(0) ?? 0
    let step = Double(try travel.optional("step")?.whole(1...60) ?? 1)
    return try places.enumerated().flatMap { index, from in
      try places.enumerated().map { other, to in
        guard let a = from.at, let b = to.at else {
          throw ModelError(path: "places[\(from.at == nil ? index : other)]", message: "must have x and y")
        }
        if index == other { return 0 }
        let kilometres = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot() * detour
        return Int32((min(100_000, max(least, kilometres / speed * 60)) / step).rounded(.up) * step)
      }
    }
  }
}

extension ModelValue {
  /// Minutes after midnight, from `09:30`.
  func minuteOfDay() throws -> Int {
    let parts = try text().split(separator: ":").map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
      (0...59).contains(minute), hour * 60 + minute <= 1_440
    else { throw wrong("must be a time like 09:30") }
    return hour * 60 + minute
  }

  /// Refuses names that come twice.
  fileprivate func unique(_ names: [String]) throws {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw wrong("has \(name) twice") }
  }
}
