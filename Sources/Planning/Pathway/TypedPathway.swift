import Design
import Foundation
import Kernel
import PlanningEngine
import Web

/// A pathway as the form asks for it: what is the same for all stages, and groups, stages and lists in the engine's format.
struct TypedPathway: Sendable {
  let perYear: Double
  let byMonth: [Double]
  let byYear: [Double]
  let waiting: Double
  let weeksWaited: Double
  let target: Double
  let years: Double
  let groups: [JSONValue]
  let stages: [JSONValue]
  let listed: [JSONValue]
  let figures: JSONValue?

  init?(_ form: inout FormReading) {
    let perYear = form.asked(ListField.perYear, 0...100_000)
    waiting = form.decimal(ListField.waiting, 0...100_000, else: 0) ?? 0
    weeksWaited = form.decimal(ListField.weeksWaited, 0...520, else: 0) ?? 0
    let target = form.asked(ListField.target, 0.5...260)
    let years = form.asked(ListField.years, 1...10, whole: true)
    if waiting != waiting.rounded() { form.fail(ListField.waiting, "People who wait now must be a whole number") }
    byMonth = form.factors(ListField.byMonth, exactly: 12)
    byYear = form.factors(PathwayField.byYear)
    let groupCount = PathwayField.count(PathwayField.groupCount, form.entry)
    let stageCount = PathwayField.count(PathwayField.stageCount, form.entry)
    groups = (1...groupCount).compactMap { form.group(GroupFields($0)) }
    form.checkShares(groups)
    let names = groups.compactMap { $0["name"]?.text }
    stages = (1...stageCount).compactMap { form.stage(StageFields($0), isLast: $0 == stageCount) }
    let read = zip(stages, 1...stageCount).flatMap { stage, number in
      form.listed(StageFields(number), at: stage["name"]?.text ?? "", groups: names)
    }
    figures = form.text(PathwayField.figures).flatMap { ownModel($0, PathwayField.figures, &form) }
    guard form.errors.isEmpty, let perYear, let target, let years else { return nil }
    (self.perYear, self.target, self.years) = (perYear, target, years)
    listed = Self.shared(waiting, weeksWaited, groups, stages[0]) + read
  }

  /// Those who wait at the first stage, split over the groups by their shares: to whole people, the rest to the largest.
  private static func shared(
    _ waiting: Double, _ weeks: Double, _ groups: [JSONValue], _ first: JSONValue
  ) -> [JSONValue] {
    guard waiting > 0 else { return [] }
    let shares = groups.map { $0["share"]?.number ?? 0 }
    var people = shares.map { (waiting * $0).rounded(.down) }
    let largest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    people[largest] += waiting - people.reduce(0, +)
    return zip(groups, people).filter { $1 > 0 }.map { group, people in
      listedPeople(people, waited: weeks * 7, group: group["name"]?.text ?? "", stage: first["name"]?.text ?? "")
    }
  }

  /// As if they had joined evenly: some today, some twice the average ago.
  static func listedPeople(_ people: Double, waited days: Double, group: String, stage: String) -> JSONValue {
    [
      "stage": .text(stage), "group": .text(group), "people": .number(people),
      "waited": ["distribution": "uniform", "from": 0, "to": .number(max(days * 2, 1.4))],
    ]
  }

  /// The model in the engine's format. Times are in days.
  var model: JSONValue {
    var arrivals: [String: JSONValue] = ["per_year": .number(perYear)]
    if !byMonth.isEmpty { arrivals["by_month"] = .list(byMonth.map(JSONValue.number)) }
    if !byYear.isEmpty { arrivals["by_year"] = .list(byYear.map(JSONValue.number)) }
    var model: [String: JSONValue] = [
      "years": .number(years), "arrivals": .object(arrivals), "groups": .list(groups), "stages": .list(stages),
      "outputs": figures ?? usualFigures,
    ]
    if !listed.isEmpty { model["list"] = .list(listed) }
    return .object(model)
  }

  /// What is asked of every pathway: how the list of each stage goes, and the waits of each group now, and of the largest group in
  /// each year: of those seen then, and of those who join then.
  private var usualFigures: JSONValue {
    var figures: [String: JSONValue] = ["people_who_finish": ["count": "completed"]]
    for stage in stages {
      figures.merge(figuresOfNow(stage)) { $1 }
      for year in 1...Int(years) { figures.merge(figuresOf(year, stage)) { $1 } }
    }
    return .object(figures)
  }

  private func figuresOfNow(_ stage: JSONValue) -> [String: JSONValue] {
    let (name, start) = (stage["name"] ?? .null, figureName(stage["name"]?.text))
    var figures: [String: JSONValue] = ["\(start)_waiting_now": ["waiting": name, "at": 0]]
    for group in groups.map({ $0["name"] ?? .null }) {
      let who = figureName(group.text)
      figures["\(start)_\(who)_seen_in_the_first_four_weeks_have_waited"] = [
        "wait": name, "group": group, "to": 28, "give": "mean",
      ]
      figures["\(start)_\(who)_joining_in_four_weeks_will_wait"] = ["joining": name, "group": group, "at": 28]
    }
    if stage["leaving"]?.truth == true { figures["\(start)_left_the_list"] = ["count": "left", "stage": name] }
    if stage["support"] != nil { figures["\(start)_had_support"] = ["count": "supported", "stage": name] }
    return figures
  }

  private func figuresOf(_ year: Int, _ stage: JSONValue) -> [String: JSONValue] {
    let (name, start) = (stage["name"] ?? .null, figureName(stage["name"]?.text))
    let largest = groups.max { ($0["share"]?.number ?? 0) < ($1["share"]?.number ?? 0) }?["name"] ?? .null
    let who = figureName(largest.text)
    let (from, to) = (JSONValue.number(Double(year - 1) * 365), JSONValue.number(Double(year) * 365))
    return [
      "\(start)_waiting_end_of_year_\(year)": ["waiting": name, "at": to],
      "\(start)_waiting_longer_than_target_end_of_year_\(year)": [
        "waiting": name, "at": to, "longer_than": .number(target * 7),
      ],
      "\(start)_seen_in_year_\(year)": ["count": "starts", "stage": name, "from": from, "to": to],
      "\(start)_wait_of_\(who)_seen_in_year_\(year)": [
        "wait": name, "group": largest, "from": from, "to": to, "give": "mean",
      ],
      "\(start)_wait_of_nine_in_ten_\(who)_seen_in_year_\(year)": [
        "wait": name, "group": largest, "from": from, "to": to, "give": "p90",
      ],
      "\(start)_\(who)_joining_at_the_end_of_year_\(year)_will_wait": ["joining": name, "group": largest, "at": to],
    ]
  }
}

/// `school age` as `school_age`: how a group or a stage is called in the names of figures.
func figureName(_ text: String?) -> String {
  (text ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
}

extension TypedPathway {
  /// Every figure that was typed, and where it is from.
  func inputs(_ entry: Entry, _ context: FormContext) -> [Input] {
    let list = "list \(entry[ListField.live.name] ?? ""):"
    var inputs = [context.input("People who join in a year", words(perYear), key: "\(list) a year")]
    if waiting > 0 {
      inputs.append(context.input("People who wait now", "\(Int(waiting))", key: "\(list) people"))
      inputs.append(
        context.input("Weeks that they have waited, on average", words(weeksWaited, decimals: 1), key: "\(list) weeks"))
    }
    inputs.append(context.input("Wait that is aimed for, weeks", words(target)))
    inputs.append(context.input("Years", words(years)))
    func add(_ who: String, _ fields: [Field]) {
      for field in fields {
        guard let typed = entry[field.name]?.trimmed, !typed.isEmpty else { continue }
        let said = Spread(rawValue: typed)?.title ?? typed.split(separator: "\n").joined(separator: " / ")
        inputs.append(context.input(who.isEmpty ? field.label : "\(who): \(field.label.lowercasedFirst)", said))
      }
    }
    add("", [ListField.byMonth, PathwayField.byYear])
    for (index, group) in groups.enumerated() {
      add("Group \(group["name"]?.text ?? "")", Array(GroupFields(index + 1).all.dropFirst()))
    }
    for (index, stage) in stages.enumerated() {
      add("Stage \(stage["name"]?.text ?? "")", Array(StageFields(index + 1).all.dropFirst()))
    }
    if figures != nil { inputs.append(context.input("Figures that are asked for", "as they stand in the model")) }
    return inputs
  }
}
