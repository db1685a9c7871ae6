import Design
import Kernel
import PlanningEngine
import Web

enum HubsField {
  static let areas = Field(
    "areas", "Areas and their need", .prose(max: 150_000),
    hint: "One a line: name; east in km; north in km; families or children in need; deprivation, if you know it.",
    required: "Enter at least one area")
  static let places = Field(
    "places", "Places where a hub could be", .prose(max: 60_000),
    hint:
      "One a line: name; east in km; north in km; then, where it applies: now (there is a hub today), fixed (must stay), excluded, or “holds 400” (the most it can take).",
    required: "Enter at least one place")
  static let open = Field(
    "open", "How many hubs", .text(max: 20), hint: "A number, or several: 3 or 3-5.",
    required: "Enter how many hubs, like 3")
  static let aim = Field(
    "aim", "What matters most",
    .choice([
      .init("median", "The shortest journeys for most people"),
      .init("centre", "Nobody very far away"),
      .init("cover", "As many people as possible near a hub"),
    ]), required: "Choose what matters most")
  static let near = Field(
    "near", "How far is near, km", .text(max: 10), hint: "Whoever lives farther than this is listed as left far away.",
    required: "Enter how far is near, like 8")
  static let detour = Field(
    "detour", "Roads are longer than a straight line by", .text(max: 10), hint: "Usually 1.3.",
    required: "Enter a number, like 1.3")
  static let outreachPlaces = Field("outreach_places", "Places for outreach days, at most", .number(1...20))
  static let outreachDays = Field("outreach_days", "Outreach days a week in all", .text(max: 10))
}

let hubsForm = QuestionForm(
  question: .hubs,
  fields: [
    HubsField.areas, HubsField.places, HubsField.open, HubsField.aim, HubsField.near, HubsField.detour,
    HubsField.outreachPlaces, HubsField.outreachDays,
  ],
  usual: ["open": "3", "aim": "median", "near": "8", "detour": "1.3"],
  build: { form, context in
    let areas = form.lines(HubsField.areas, 1...2000).map { area($0, &form) }
    var now: [JSONValue] = []
    let places = form.lines(HubsField.places, 1...300).map { place($0, &form, now: &now) }
    let aim = form.option(HubsField.aim)
    let near = form.decimal(HubsField.near, 0.1...500)
    let detour = form.decimal(HubsField.detour, 1...5)
    let open = hubCounts(&form, most: places.count)
    let outreach = outreach(&form)
    if areas.count * places.count > 100_000 {
      form.fail(HubsField.places, "There are too many areas and places together: \(areas.count) × \(places.count)")
    }
    guard form.errors.isEmpty else { return nil }
    var model: [String: JSONValue] = [
      "areas": .list(areas), "places": .list(places), "open": .list(open.map { .number(Double($0)) }),
      "aim": .text(aim!), "near": .number(near!), "detour": .number(detour!),
    ]
    if !now.isEmpty { model["now"] = .list(now) }
    if let outreach { model["outreach"] = outreach }
    return Built(
      model: .object(model),
      inputs: areas.map {
        let name = $0["name"]?.text ?? ""
        return context.input("Need in \(name)", words($0["weight"]?.number ?? 0), key: "families \(name)")
      })
  },
  fill: { entry, live in
    entry.settingCell("areas", 3, to: live.places.map { ($0.name, "\($0.families)") }, adding: false)
  },
  fieldOf: [
    "areas": "areas", "places": "places", "open": "open", "near": "near", "outreach": "outreach_days", "": "places",
  ])

private func area(_ line: TypedLine, _ form: inout FormReading) -> JSONValue {
  let field = HubsField.areas
  var area: [String: JSONValue] = ["name": .text(form.name(field, line, "the name of an area"))]
  area["x"] = form.number(field, line, 1, "how far east", -1e6...1e6).map(JSONValue.number)
  area["y"] = form.number(field, line, 2, "how far north", -1e6...1e6).map(JSONValue.number)
  area["weight"] = form.number(field, line, 3, "the need").map(JSONValue.number)
  if line.cell(4) != nil {
    area["deprivation"] = form.number(field, line, 4, "the deprivation", -1e6...1e6).map(JSONValue.number)
  }
  return .object(area)
}

private func place(_ line: TypedLine, _ form: inout FormReading, now: inout [JSONValue]) -> JSONValue {
  let field = HubsField.places
  let name = form.name(field, line, "the name of a place")
  var place: [String: JSONValue] = ["name": .text(name)]
  place["x"] = form.number(field, line, 1, "how far east", -1e6...1e6).map(JSONValue.number)
  place["y"] = form.number(field, line, 2, "how far north", -1e6...1e6).map(JSONValue.number)
  for cell in line.cells.dropFirst(3) where !cell.isEmpty {
    let word = cell.lowercased()
    if word == "now" {
      now.append(.text(name))
    } else if word == "fixed" || word == "excluded" {
      place[word] = true
    } else if word.hasPrefix("holds"), let most = typedNumber(String(word.dropFirst(5))), most > 0 {
      place["capacity"] = .number(most)
    } else {
      form.fail(field, "Line \(line.number): “\(cell)” must be now, fixed, excluded, or holds and a number")
    }
  }
  return .object(place)
}

/// `3`, `3-5` or `3, 4`.
private func hubCounts(_ form: inout FormReading, most: Int) -> [Int] {
  guard let text = form.text(HubsField.open) else { return [] }
  let parts = text.replacing("–", with: "-").replacing(" to ", with: "-").split(separator: ",").map {
    $0.split(separator: "-").map { Int(String($0).trimmed) }
  }
  var counts: [Int] = []
  for part in parts {
    guard (1...2).contains(part.count), let first = part[0], let last = part[part.count - 1], first <= last,
      first >= 1, last <= 10
    else {
      form.fail(HubsField.open, "How many hubs must be a number from 1 to 10, or several, like 3-5")
      return []
    }
    counts += Array(first...last)
  }
  if let high = counts.max(), high > most, most > 0 {
    form.fail(HubsField.open, "How many hubs must be no more than the \(most) places")
  }
  return Array(Set(counts)).sorted()
}

private func outreach(_ form: inout FormReading) -> JSONValue? {
  let places = form.number(HubsField.outreachPlaces)
  let days = form.decimal(HubsField.outreachDays, 0.5...50)
  switch (places, days) {
  case (nil, nil): return nil
  case (nil, _): form.fail(HubsField.outreachPlaces, "Enter at how many places the outreach days can be")
  case (_, nil): form.fail(HubsField.outreachDays, "Enter how many outreach days there are in a week")
  case (let places?, let days?):
    if days * 2 != (days * 2).rounded() {
      form.fail(HubsField.outreachDays, "Outreach days must be in whole or half days")
    }
    return ["places": .number(Double(places)), "days": .number(days), "step": 0.5]
  }
  return nil
}
