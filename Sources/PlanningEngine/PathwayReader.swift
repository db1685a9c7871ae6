extension PathwayModel {
  /// Reads the format of `docs/guides/planning-models.md`. Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only(
      "title", "source", "year_length", "years", "arrivals", "groups", "stages", "list", "outputs")
    title = try model.optional("title")?.text() ?? "Pathway"
    yearLength = try model.optional("year_length")?.positive() ?? 365
    years = try model.field("years").positive()
    guard years <= 50 else { throw try model.field("years").wrong("must be at most 50") }
    arrivals = try Arrivals(model.field("arrivals"))
    groups = try model.field("groups").list(from: 1, to: 100).map(Group.init)
    stages = []
    list = []
    outputs = []
    try checkGroups(model)
    let limit = limit
    let length = yearLength
    stages = try model.field("stages").list(from: 1, to: 100).map { try Stage($0, yearLength: length, limit: limit) }
    try Self.checkNames(stages.map(\.name), in: model.field("stages"))
    list = try model.optional("list")?.list().map { try listed($0) } ?? []
    outputs = try model.field("outputs").entries().map { Output(name: $0.name, measure: try measure($0.value)) }
    if outputs.isEmpty { throw try model.field("outputs").wrong("must ask for at least one figure") }
  }

  private func checkGroups(_ model: ModelValue) throws {
    let field = try model.field("groups")
    try Self.checkNames(groups.map(\.name), in: field)
    let sum = groups.map(\.share).reduce(0, +)
    guard abs(sum - 1) < 1e-6 else { throw field.wrong("the shares must add up to 1, not \(sum)") }
  }

  private static func checkNames(_ names: [String], in field: ModelValue) throws {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ModelError(path: "\(field.path)[\(index)].name", message: "“\(name)” is there twice")
    }
  }

  private func stage(_ value: ModelValue) throws -> Int {
    guard let index = index(ofStage: try value.text()) else {
      throw value.wrong("names no stage; there are \(stages.map(\.name).joined(separator: ", "))")
    }
    return index
  }
  private func group(_ value: ModelValue) throws -> Int {
    guard let index = index(ofGroup: try value.text()) else {
      throw value.wrong("names no group; there are \(groups.map(\.name).joined(separator: ", "))")
    }
    return index
  }

  private func listed(_ value: ModelValue) throws -> Listed {
    try value.only("stage", "group", "people", "waited")
    return Listed(
      stage: try stage(value.field("stage")), group: try group(value.field("group")),
      people: try value.field("people").whole(0...10_000_000), waited: try Distribution(value.field("waited")))
  }
}

extension PathwayModel.Arrivals {
  fileprivate init(_ model: ModelValue) throws {
    try model.only("per_year", "by_month", "by_year")
    perYear = try model.field("per_year").atLeast(0)
    guard perYear <= 10_000_000 else { throw try model.field("per_year").wrong("must be at most 10000000") }
    byMonth =
      try model.optional("by_month")?.list(of: 12, "factors, one a month").map { try $0.atLeast(0) }
      ?? Array(repeating: 1, count: 12)
    byYear = try model.optional("by_year")?.list(atLeast: 1).map { try $0.atLeast(0) } ?? [1]
  }
}

extension PathwayModel.Group {
  fileprivate init(_ model: ModelValue) throws {
    try model.only("name", "priority", "share", "leaving", "rises")
    name = try model.field("name").text()
    priority = try model.field("priority").whole(0...1000)
    share = try model.field("share").share()
    leaving =
      try model.optional("leaving")?.list().map { cause in
        try cause.only("cause", "after")
        return PathwayModel.Leaving(
          cause: try cause.field("cause").text(), after: try Distribution(cause.field("after")))
      } ?? []
    rises =
      try model.optional("rises")?.list().map { rise in
        try rise.only("after", "priority")
        return PathwayModel.Rise(
          after: try rise.field("after").positive(), priority: try rise.field("priority").whole(0...1000))
      } ?? []
    var (wait, rank) = (0.0, priority)
    for (index, rise) in rises.enumerated() {
      guard rise.after > wait, rise.priority < rank else {
        throw ModelError(
          path: "\(model.path).rises[\(index)]", message: "must come after a longer wait and be seen sooner than before"
        )
      }
      (wait, rank) = (rise.after, rise.priority)
    }
  }
}

extension PathwayModel.Stage {
  fileprivate init(_ model: ModelValue, yearLength: Double, limit: Double) throws {
    try model.only("name", "places", "service", "goes_on", "leaving", "support", "share_for_longest")
    name = try model.field("name").text()
    timetable = try Timetable(model.field("places"), yearLength: yearLength, limit: limit)
    service = try Distribution(model.field("service"))
    goesOn = try model.optional("goes_on")?.share() ?? 1
    leaves = try model.optional("leaving")?.truth() ?? false
    shareForLongest = try model.optional("share_for_longest")?.share() ?? 0
    support = try model.optional("support").map { support in
      try support.only("after", "reaches", "ends_need", "takes", "shortens")
      return PathwayModel.Support(
        after: try support.field("after").atLeast(0), reaches: try support.field("reaches").share(),
        endsNeed: try support.optional("ends_need")?.share() ?? 0,
        takes: try support.optional("takes")?.atLeast(0) ?? 0,
        shortens: try support.optional("shortens")?.share() ?? 0)
    }
  }
}

extension Timetable {
  /// `20`, or `{"by_month":[…]}` or `{"always":20}`, with `changes` and `closed` periods of each year.
  fileprivate init(_ model: ModelValue, yearLength: Double, limit: Double) throws {
    if case .number = model.json {
      self.init(places: try model.whole(0...100_000))
      return
    }
    try model.only("always", "by_month", "changes", "closed")
    let byMonth = try model.optional("by_month")?.list(of: 12, "numbers, one a month").map { try $0.whole(0...100_000) }
    if byMonth != nil, model.has("always") {
      throw try model.field("always").wrong("and “by_month” exclude each other")
    }
    let pattern =
      try byMonth ?? Array(repeating: model.field("always").whole(0...100_000), count: 12)
    let changes = try model.optional("changes")?.list().map(Change.init) ?? []
    let closed = try model.optional("closed")?.list().map { try Closed($0, yearLength: yearLength) } ?? []
    var times = Set(changes.map(\.from) + [0])
    let month = yearLength / 12
    for index in 0...Int((limit / month).rounded(.up)) { times.insert(Double(index) * month) }
    for year in 0...Int((limit / yearLength).rounded(.up)) {
      for period in closed {
        times.insert(Double(year) * yearLength + period.from)
        times.insert(Double(year) * yearLength + period.to)
      }
    }
    self.init(
      steps: times.sorted().map { time in
        // A hair later, so that the edge of a month belongs to the month that begins.
        let inside = time + yearLength * 1e-9
        let day = inside.truncatingRemainder(dividingBy: yearLength)
        let usual = changes.sorted { $0.from < $1.from }.filter { $0.from <= inside }
          .reduce(pattern[Int(inside / month) % 12]) { $1.applied(to: $0) }
        return Step(from: time, places: closed.contains { $0.from <= day && day < $0.to } ? 0 : max(0, usual))
      })
  }

  /// From a time on, so many places, or so many more.
  private struct Change {
    let from: Double
    let places: Int?
    let add: Int
    init(_ model: ModelValue) throws {
      try model.only("from", "places", "add")
      from = try model.field("from").atLeast(0)
      places = try model.optional("places")?.whole(0...100_000)
      add = try model.optional("add")?.whole(-100_000...100_000) ?? 0
      if (places == nil) == !model.has("add") { throw model.wrong("must say either “places” or “add”") }
    }
    func applied(to usual: Int) -> Int { places ?? usual + add }
  }

  /// Every year from one day to another nothing new begins.
  private struct Closed {
    let from: Double
    let to: Double
    init(_ model: ModelValue, yearLength: Double) throws {
      try model.only("from", "to")
      from = try model.field("from").atLeast(0)
      to = try model.field("to").positive()
      guard to > from, to <= yearLength else {
        throw try model.field("to").wrong("must be after “from” and within the year; split what goes over New Year")
      }
    }
  }
}

extension PathwayModel {
  private static let counts = ["arrivals", "starts", "left", "supported", "completed", "events"]

  /// One of `{"count":…}`, `{"waiting":STAGE,"at":…}`, `{"wait":STAGE,"give":…}`, `{"joining":STAGE,"group":…,"at":…}`.
  private func measure(_ model: ModelValue) throws -> Measure {
    if let count = try model.optional("count") { return try countMeasure(model, count) }
    let of = try model.optional("group").map { try group($0) }
    if let place = try model.optional("waiting") {
      try model.only("waiting", "group", "at", "longer_than")
      return .waiting(
        stage: try stage(place), group: of, at: try time(model.field("at")),
        longerThan: try model.optional("longer_than")?.atLeast(0) ?? 0)
    }
    if let place = try model.optional("wait") {
      try model.only("wait", "group", "from", "to", "give")
      return .wait(stage: try stage(place), group: of, try window(model), try give(model))
    }
    if let place = try model.optional("joining") {
      try model.only("joining", "group", "at")
      return .joining(
        stage: try stage(place), group: try group(model.field("group")), at: try time(model.field("at")))
    }
    throw model.wrong("must ask for “count”, “waiting”, “wait” or “joining”")
  }

  private func countMeasure(_ model: ModelValue, _ count: ModelValue) throws -> Measure {
    try model.only("count", "stage", "group", "cause", "from", "to")
    let of = try model.optional("group").map { try group($0) }
    let window = try window(model)
    let what = try count.text(of: Self.counts)
    guard ["starts", "left", "supported"].contains(what) else {
      if let needless = try model.optional("stage") { throw needless.wrong("has no meaning for \(what)") }
      let happening: Measure.Happening =
        what == "arrivals" ? .arrivals : what == "completed" ? .completed : .events
      return .count(happening, group: of, window)
    }
    let place = try stage(model.field("stage"))
    if what == "starts" { return .count(.starts(stage: place), group: of, window) }
    if what == "supported" { return .count(.supported(stage: place), group: of, window) }
    let causes = causes
    let cause = try model.optional("cause").map { value in
      let name = try value.text()
      guard let index = causes.firstIndex(of: name) else {
        throw value.wrong("names no cause; there are \(causes.joined(separator: ", "))")
      }
      return index
    }
    return .count(.left(stage: place, cause: cause), group: of, window)
  }

  /// Every cause of leaving, support that ended the need among them.
  var causes: [String] {
    var names: [String] = []
    for name in groups.flatMap({ $0.leaving.map(\.cause) }) + ["helped"] where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  private func time(_ value: ModelValue) throws -> Double {
    let time = try value.atLeast(0)
    guard time <= horizon else { throw value.wrong("must be at most \(short(horizon)), the end of the story") }
    return time
  }
  private func window(_ model: ModelValue) throws -> Measure.Window {
    let from = try model.optional("from").map { try time($0) } ?? 0
    let to = try model.optional("to").map { try time($0) } ?? horizon
    guard to > from else { throw ModelError(path: "\(model.path).to", message: "must be after “from”") }
    return Measure.Window(from: from, to: to)
  }
  private func give(_ model: ModelValue) throws -> Measure.Give {
    let value = try model.field("give")
    if case .text("mean") = value.json { return .mean }
    if case .text("median") = value.json { return .quantile(0.5) }
    guard case .text(let text) = value.json, text.hasPrefix("p"), let percent = Double(text.dropFirst()),
      percent > 0, percent < 100
    else { throw value.wrong("must be mean, median, or a percentile like p90") }
    return .quantile(percent / 100)
  }
}
