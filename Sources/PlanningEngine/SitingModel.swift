/// Where to put hubs: areas with their need, candidate places, what is fixed, and what counts as a good answer.
package struct SitingModel: Sendable {
  package struct Area: Equatable, Sendable {
    package let name: String
    let x: Double
    let y: Double
    /// What distance is multiplied with: need, children, families.
    package let weight: Double
    /// 0 to 1 or any scale; only its order is used.
    let deprivation: Double?
  }
  package struct Place: Equatable, Sendable {
    package let name: String
    let x: Double
    let y: Double
    /// How much weight it can take; nil without limit.
    let capacity: Double?
    let isFixed: Bool
    let isExcluded: Bool
  }
  package enum Aim: String, Sendable, CaseIterable {
    /// The least weighted distance in all.
    case median
    /// The farthest area as near as can be.
    case centre
    /// As much weight as can be within a distance.
    case cover
  }
  /// Days a week that go out from the hubs to places that are too far.
  struct Outreach: Equatable, Sendable {
    let places: Int
    let steps: Int
    let step: Double
  }

  package let areas: [Area]
  package let places: [Place]
  package let aim: Aim
  /// How many hubs; several are answered side by side.
  package let counts: [Int]
  /// What is near: the limit of `cover`, and who is said to be left far away.
  let near: Double?
  let now: [Int]
  let outreach: Outreach?
  /// By place, then area.
  package let distances: [Double]

  /// Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only(
      "title", "source", "areas", "places", "open", "aim", "near", "now", "outreach", "detour", "whole_metres",
      "distances")
    areas = try model.field("areas").list(from: 1, to: 20_000).map(Area.init)
    places = try model.field("places").list(from: 1, to: 2_000).map(Place.init)
    aim = Aim(rawValue: try model.optional("aim")?.text(of: Aim.allCases.map(\.rawValue)) ?? "median")!
    let usable = places.count { !$0.isExcluded }
    let fixed = places.count(where: \.isFixed)
    let open = try model.field("open")
    let asked: [ModelValue] = if case .list = open.json { try open.list(atLeast: 1) } else { [open] }
    counts = try asked.map { try $0.whole(max(1, fixed)...max(1, usable)) }
    near = try model.optional("near")?.positive()
    if aim == .cover, near == nil { throw try model.field("near").wrong("is needed for cover") }
    let names = places.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ModelError(path: "places[\(index)].name", message: "“\(name)” is there twice")
    }
    now =
      try model.optional("now")?.list().map { value in
        guard let index = names.firstIndex(of: try value.text()) else { throw value.wrong("names no place") }
        return index
      } ?? []
    outreach = try model.optional("outreach").map { outreach in
      try outreach.only("places", "days", "step")
      if try model.optional("near") == nil { throw try model.field("near").wrong("is needed for outreach") }
      let step = try outreach.optional("step")?.positive() ?? 0.5
      let days = try outreach.field("days").positive()
      guard days / step == (days / step).rounded() else {
        throw try outreach.field("days").wrong("is not a whole number of steps of \(short(step))")
      }
      return Outreach(places: try outreach.field("places").whole(1...100), steps: Int(days / step), step: step)
    }
    distances = try Self.distances(model, areas, places)
  }

  /// Given as a table (a row for each area), or along a straight line times the detour that roads make.
  private static func distances(_ model: ModelValue, _ areas: [Area], _ places: [Place]) throws -> [Double] {
    if let table = try model.optional("distances") {
      let rows = try table.list(of: areas.count, "rows, one for each area").map {
        try $0.list(of: places.count, "numbers, one for each place").map { try $0.atLeast(0) }
      }
      return places.indices.flatMap { place in rows.map { $0[place] } }
    }
    let detour = try model.optional("detour")?.positive() ?? 1
    let isWhole = try model.optional("whole_metres")?.truth() ?? false
    return places.flatMap { place in
      areas.map { area in
        let (dx, dy) = (place.x - area.x, place.y - area.y)
        let distance = detour * (dx * dx + dy * dy).squareRoot()
        return isWhole ? distance.rounded(.toNearestOrEven) : distance
      }
    }
  }
}

extension SitingModel.Area {
  init(_ model: ModelValue) throws {
    try model.only("name", "x", "y", "weight", "children", "deprivation")
    name = try model.field("name").text()
    x = try model.optional("x")?.number() ?? 0
    y = try model.optional("y")?.number() ?? 0
    weight = try model.field("weight").atLeast(0)
    deprivation = try model.optional("deprivation")?.number()
  }
}

extension SitingModel.Place {
  init(_ model: ModelValue) throws {
    try model.only("name", "x", "y", "capacity", "fixed", "excluded")
    name = try model.field("name").text()
    x = try model.optional("x")?.number() ?? 0
    y = try model.optional("y")?.number() ?? 0
    capacity = try model.optional("capacity")?.atLeast(0)
    isFixed = try model.optional("fixed")?.truth() ?? false
    isExcluded = try model.optional("excluded")?.truth() ?? false
    if isFixed, isExcluded { throw try model.field("excluded").wrong("and “fixed” exclude each other") }
  }
}
