import Design
import Foundation
import Kernel
import PlanningEngine
import Web

enum ListField {
  /// The name of the list in the live records that fills the form; empty for the first.
  static let live = Field("live_list", "List in the live records", .hidden(max: 80))
  static let perYear = Field("per_year", "People who join in a year", .text(max: 12))
  static let waiting = Field("waiting", "People who wait now", .text(max: 12))
  static let weeksWaited = Field("weeks_waited", "Weeks that they have waited so far, on average", .text(max: 10))
  static let posts = Field("posts", "Posts that see people", .text(max: 10), hint: "Whole posts.")
  static let perPost = Field("per_post", "People that one post sees in a year", .text(max: 10))
  static let urgent = Field("urgent", "Of all, urgent and seen first, per cent", .text(max: 10))
  static let leaveMonths = Field(
    "leave_months", "Months after which people who wait leave the list, on average", .text(max: 10),
    hint: "They move, grow out of it, or give up. Leave empty if nobody does.")
  static let changeMonth = Field("change_month", "Month in which the number of posts changes", .text(max: 10))
  static let changePosts = Field(
    "change_posts", "Posts more from then on", .text(max: 10), hint: "Fewer with a minus: -2.")
  static let target = Field("target", "Wait that you aim for, weeks", .text(max: 10))
  static let years = Field("years", "Years to look ahead", .text(max: 4))
  static let byMonth = Field(
    "by_month", "Busy and quiet months", .text(max: 200), hint: "Twelve numbers from the first month on; 1 is as usual."
  )
  static let replications = Field(
    "replications", "How often the story is told by chance", .number(2...1000),
    hint: "100 is enough for most questions.",
    required: "Enter how often the story is told, like 100")
  static let seed = Field(
    "seed", "Where the random numbers begin", .number(1...1_000_000),
    hint: "Two scenarios with the same number meet the same people with the same luck.",
    required: "Enter a number, like 1")
  static let model = Field(
    "model", "A model of your own", .prose(max: 200_000),
    hint:
      "JSON in the format of the guide to planning models, as a kept scenario gives it. If it is given, it counts."
  )
}

let listForm = QuestionForm(
  question: .list,
  fields: [
    ListField.live, ListField.perYear, ListField.waiting, ListField.weeksWaited, ListField.posts, ListField.perPost,
    ListField.urgent,
    ListField.leaveMonths, ListField.changeMonth, ListField.changePosts, ListField.target, ListField.years,
    ListField.byMonth, ListField.replications, ListField.seed,
  ],
  usual: ["urgent": "0", "target": "18", "years": "3", "replications": "100", "seed": "1"],
  build: { form, context in
    let replications = form.number(ListField.replications)
    let seed = form.number(ListField.seed)
    if let text = form.text(ListField.model) {
      guard let model = ownModel(text, ListField.model, &form), form.errors.isEmpty else { return nil }
      return Built(
        model: model, inputs: [context.input("The whole model", "as it stands below")], replications: replications!,
        seed: seed!)
    }
    if PathwayField.isOn(form.entry) {
      guard let pathway = TypedPathway(&form), form.errors.isEmpty else { return nil }
      return Built(
        model: pathway.model, inputs: pathway.inputs(form.entry, context), replications: replications!, seed: seed!)
    }
    guard let list = TypedList(&form), form.errors.isEmpty else { return nil }
    let name = form.text(ListField.live)
    return Built(
      model: list.model, inputs: list.inputs(context, liveList: name), replications: replications!, seed: seed!)
  },
  fill: { entry, live in
    guard let list = live.list(entry[ListField.live.name]) else { return entry }
    return entry.setting("live_list", list.name).setting("per_year", list.perYear.map { "\($0)" })
      .setting("waiting", "\(list.people)").setting("weeks_waited", words(list.weeks, decimals: 1))
  },
  fieldOf: [
    "arrivals": "per_year", "list": "waiting", "stages": "posts", "years": "years", "groups": "urgent", "": "model",
  ],
  scalars: { entry in
    let list = "list \(entry[ListField.live.name] ?? ""):"
    return ["\(list) a year": "per_year", "\(list) people": "waiting", "\(list) weeks": "weeks_waited"]
  },
  needed: ["per_year", "waiting", "weeks_waited", "posts", "per_post", "urgent", "target", "years"],
  advanced: [ListField.model], pathway: PathwayField.own)

/// JSON that somebody brought.
func ownModel(_ text: String, _ field: Field, _ form: inout FormReading) -> JSONValue? {
  do { return try JSONValue(parsing: Data(text.utf8)) } catch {
    form.fail(field, "\(field.label): \((error as? ModelError)?.message ?? "it cannot be read")")
    return nil
  }
}

/// A list of one stage, as the form asks for it.
struct TypedList: Sendable {
  let perYear: Double
  let waiting: Double
  let weeksWaited: Double
  let posts: Double
  let perPost: Double
  let urgent: Double
  let leaveMonths: Double?
  let change: (month: Double, posts: Double)?
  let target: Double
  let years: Double
  let byMonth: [Double]

  init?(_ form: inout FormReading) {
    let perYear = form.asked(ListField.perYear, 1...100_000)
    let waiting = form.asked(ListField.waiting, 0...100_000, whole: true)
    let weeksWaited = form.asked(ListField.weeksWaited, 0...520)
    let posts = form.asked(ListField.posts, 1...2000, whole: true)
    let perPost = form.asked(ListField.perPost, 0.5...2000)
    let urgent = form.asked(ListField.urgent, 0...90)
    let target = form.asked(ListField.target, 0.5...260)
    let years = form.asked(ListField.years, 1...10, whole: true)
    leaveMonths = form.decimal(ListField.leaveMonths, 0.5...600)
    let month = form.decimal(ListField.changeMonth, 1...120)
    let more = form.decimal(ListField.changePosts, -2000...2000)
    if (month == nil) != (more == nil) {
      form.fail(
        month == nil ? ListField.changeMonth : ListField.changePosts,
        "Enter both the month and how many posts more, or neither")
    }
    if let more, more != more.rounded() { form.fail(ListField.changePosts, "Posts more must be a whole number") }
    if let more, let posts, posts + more < 0 {
      form.fail(ListField.changePosts, "There are only \(words(posts)) posts to lose")
    }
    byMonth = form.factors(ListField.byMonth, exactly: 12)
    guard let perYear, let waiting, let weeksWaited, let posts, let perPost, let urgent, let target, let years else {
      return nil
    }
    (self.perYear, self.waiting, self.weeksWaited, self.posts) = (perYear, waiting, weeksWaited, posts)
    (self.perPost, self.urgent, self.target, self.years) = (perPost, urgent / 100, target, years)
    change = month.flatMap { month in more.map { (month, $0) } }
  }

  /// The model in the engine's format. Times are in days.
  var model: JSONValue {
    var arrivals: [String: JSONValue] = ["per_year": .number(perYear)]
    if !byMonth.isEmpty { arrivals["by_month"] = .list(byMonth.map(JSONValue.number)) }
    var model: [String: JSONValue] = [
      "years": .number(years), "arrivals": .object(arrivals), "groups": .list(groups), "stages": [stage],
      "outputs": .object(outputs),
    ]
    if waiting > 0 {
      // As if they had joined evenly: some today, some twice the average ago.
      model["list"] = [
        [
          "stage": "service", "group": "standard", "people": .number(waiting),
          "waited": ["distribution": "uniform", "from": 0, "to": .number(max(weeksWaited, 0.1) * 14)],
        ]
      ]
    }
    return .object(model)
  }

  private var groups: [JSONValue] {
    func group(_ name: String, _ priority: Double, _ share: Double) -> JSONValue {
      var group: [String: JSONValue] = ["name": .text(name), "priority": .number(priority), "share": .number(share)]
      if let leaveMonths {
        group["leaving"] = [
          [
            "cause": "moves, or gives up",
            "after": ["distribution": "exponential", "mean": .number(leaveMonths * 365 / 12)],
          ]
        ]
      }
      return .object(group)
    }
    return (urgent > 0 ? [group("urgent", 0, urgent)] : []) + [group("standard", 1, 1 - urgent)]
  }

  private var stage: JSONValue {
    var places: JSONValue = .number(posts)
    if let change {
      places = [
        "always": .number(posts),
        "changes": [["from": .number(change.month * 365 / 12), "add": .number(change.posts)]],
      ]
    }
    return [
      "name": "service", "places": places, "leaving": .bool(leaveMonths != nil),
      "service": ["distribution": "gamma", "shape": 4, "mean": .number(365 / perPost)],
    ]
  }

  private var outputs: [String: JSONValue] {
    var outputs: [String: JSONValue] = [
      "waiting_now": ["waiting": "service", "at": 0],
      "seen_in_the_first_four_weeks_have_waited": [
        "wait": "service", "group": "standard", "to": 28, "give": "mean",
      ],
      "joining_in_four_weeks_will_wait": ["joining": "service", "group": "standard", "at": 28],
    ]
    for year in 1...Int(years) {
      let (from, to) = (Double(year - 1) * 365, Double(year) * 365)
      outputs["waiting_end_of_year_\(year)"] = ["waiting": "service", "at": .number(to)]
      outputs["waiting_longer_than_target_end_of_year_\(year)"] = [
        "waiting": "service", "at": .number(to), "longer_than": .number(target * 7),
      ]
      outputs["seen_in_year_\(year)"] = [
        "count": "starts", "stage": "service", "from": .number(from), "to": .number(to),
      ]
      outputs["wait_of_those_seen_in_year_\(year)"] = [
        "wait": "service", "group": "standard", "from": .number(from), "to": .number(to), "give": "mean",
      ]
      outputs["wait_of_nine_in_ten_seen_in_year_\(year)"] = [
        "wait": "service", "group": "standard", "from": .number(from), "to": .number(to), "give": "p90",
      ]
      outputs["joining_at_the_end_of_year_\(year)_will_wait"] = [
        "joining": "service", "group": "standard", "at": .number(to),
      ]
    }
    if leaveMonths != nil { outputs["left_the_list"] = ["count": "left", "stage": "service"] }
    return outputs
  }

  func inputs(_ context: FormContext, liveList name: String?) -> [Input] {
    let list = "list \(name ?? ""):"
    var inputs = [
      context.input("People who join in a year", words(perYear), key: "\(list) a year"),
      context.input("People who wait now", "\(Int(waiting))", key: "\(list) people"),
      context.input("Weeks that they have waited, on average", words(weeksWaited, decimals: 1), key: "\(list) weeks"),
      context.input("Posts that see people", words(posts)),
      context.input("People that one post sees in a year", words(perPost)),
      context.input("Urgent, per cent", words(urgent * 100)),
      context.input("Wait that is aimed for, weeks", words(target)),
      context.input("Years", words(years)),
    ]
    if let leaveMonths { inputs.append(context.input("Months after which people leave", words(leaveMonths))) }
    if let change {
      inputs.append(context.input("Posts more from month \(words(change.month))", words(change.posts)))
    }
    if !byMonth.isEmpty {
      inputs.append(context.input("Busy and quiet months", byMonth.map { words($0) }.joined(separator: ", ")))
    }
    return inputs
  }
}

extension LiveFigures {
  /// The list of this name, or the first.
  func list(_ name: String?) -> Waiting? { lists.first { $0.name == name } ?? lists.first }
}
