import Design
import Kernel

/// The questions about a pathway of several stages, beside those of a list. Groups and stages are numbered from 1; the form has as
/// many of each as its hidden counts say.
enum PathwayField {
  static let mostGroups = 5
  static let mostStages = 6
  /// `yes` where the list is asked for as a pathway.
  static let isPathway = Field("pathway", "A pathway of several stages", .hidden(max: 3))
  static let groupCount = Field("groups", "How many groups", .hidden(max: 2))
  static let stageCount = Field("stages", "How many stages", .hidden(max: 2))
  static let byYear = Field(
    "by_year", "Years with more or fewer people", .text(max: 120),
    hint: "A number for each year; 1 is as usual, 1.1 a tenth more. The last one holds on.")
  static let figures = Field(
    "figures", "Figures to ask for", .prose(max: 50_000),
    hint: "JSON: the “outputs” of the guide to planning models. Leave empty for the usual ones.")
  /// What is done to the form itself: `add_stage`, `remove_stage_2`.
  static let act = Field("act", "What to do with the form", .hidden(max: 20))

  static let own =
    [isPathway, groupCount, stageCount, byYear, figures]
    + (1...mostGroups).flatMap { GroupFields($0).all } + (1...mostStages).flatMap { StageFields($0).all }

  /// How many groups or stages a form shows: one at least.
  static func count(_ field: Field, _ entry: Entry) -> Int {
    min(max(entry[field.name].flatMap { Int($0) } ?? 1, 1), field.name == groupCount.name ? mostGroups : mostStages)
  }
  static func isOn(_ entry: Entry) -> Bool { entry[isPathway.name] == "yes" }

  /// The field that a complaint of the engine is about: `stages[1].places.closed[0].to` is of `stage_2_closed`.
  static func field(of path: String) -> String? {
    let steps = path.split { ".[]".contains($0) }.map(String.init)
    guard let first = steps.first else { return nil }
    switch first {
    case "arrivals": return steps.count > 1 ? steps[1] : ListField.perYear.name
    case "outputs": return figures.name
    case "list": return ListField.waiting.name
    case "years": return ListField.years.name
    default: break
    }
    guard steps.count > 1, let number = Int(steps[1]).map({ $0 + 1 }) else { return nil }
    let named = Set(steps.dropFirst(2))
    if first == "groups" {
      let fields = GroupFields(number)
      let places = [
        ("rises", fields.rises), ("leaving", fields.leaving), ("share", fields.share), ("priority", fields.order),
      ]
      return (places.first { named.contains($0.0) }?.1 ?? fields.name).name
    }
    let fields = StageFields(number)
    let places = [
      ("closed", fields.closed), ("changes", fields.changes), ("places", fields.posts), ("service", fields.perPost),
      ("goes_on", fields.goesOn), ("leaving", fields.leaves), ("share_for_longest", fields.longest),
      ("support", fields.supportAfter),
    ]
    return (places.first { named.contains($0.0) }?.1 ?? fields.name).name
  }
}

/// The fields of one part of the form of which there may be several: `stage_2_posts`. Each kind of question is worded once.
private struct NumberedFields {
  let start: String
  init(_ part: String, _ number: Int) { start = "\(part)_\(number)_" }

  func text(_ name: String, _ label: String, max: Int, hint: String? = nil) -> Field {
    Field(start + name, label, .text(max: max), hint: hint)
  }
  func percent(_ name: String, _ label: String, hint: String? = nil) -> Field { text(name, label, max: 10, hint: hint) }
  /// A length of time in words: `4 weeks`.
  func span(_ name: String, _ label: String, like example: String) -> Field {
    text(name, label, max: 30, hint: "Like \(example).")
  }
  /// One entry a line; `each` says what it holds.
  func lines(_ name: String, _ label: String, max: Int, each: String) -> Field {
    Field(start + name, label, .prose(max: max), hint: "One a line: \(each).")
  }
  func choice(_ name: String, _ label: String, _ options: [Field.Option]) -> Field {
    Field(start + name, label, .choice(options))
  }
  func flag(_ name: String, _ label: String) -> Field { Field(start + name, label, .flag) }
}

/// People of one kind.
struct GroupFields {
  let number: Int
  let name, share, order, leaving, rises: Field
  var all: [Field] { [name, share, order, leaving, rises] }

  init(_ number: Int) {
    self.number = number
    let fields = NumberedFields("group", number)
    name = fields.text("name", "Who they are", max: 60, hint: "Like: urgent.")
    share = fields.percent("share", "Of all who join, per cent")
    order = fields.text(
      "order", "Whose turn it is", max: 4,
      hint: "1 is seen first. Groups with the same number take turns by when they joined.")
    leaving = fields.lines(
      "leaving", "Why they leave the list", max: 2000,
      each: "why; after how long on average, like 4 years; or between when, like 1 year to 14 years")
    rises = fields.lines(
      "rises", "Seen sooner after a long wait", max: 500,
      each: "after how long, like 2 years; whose turn they then have, like 1")
  }
}

/// One stage of the way.
struct StageFields {
  let number: Int
  let name, posts, perPost, spread, goesOn: Field
  let listed, changes, closed, longest, leaves: Field
  let supportAfter, supportReaches, supportEnds, supportTakes, supportShortens: Field
  /// What most stages need.
  var usual: [Field] { [name, posts, perPost, spread, goesOn] }
  var calendar: [Field] { [changes, closed] }
  var waiting: [Field] { [listed, leaves, longest] }
  var support: [Field] { [supportAfter, supportReaches, supportEnds, supportTakes, supportShortens] }
  var all: [Field] { usual + waiting + calendar + support }

  init(_ number: Int) {
    self.number = number
    let fields = NumberedFields("stage", number)
    name = fields.text("name", "What happens here", max: 60, hint: "Like: assessment.")
    posts = fields.text(
      "posts", "Posts that see people", max: 120,
      hint: "A whole number; or twelve, one for each month from the first on.")
    perPost = fields.text("per_post", "People that one post sees in a year", max: 24)
    spread = fields.choice(
      "spread", "How much they differ in the time they need", Spread.allCases.map { .init($0.rawValue, $0.title) })
    goesOn = fields.percent("goes_on", "Go on to the next stage, per cent", hint: "Leave empty if all do.")
    listed = fields.lines(
      "listed", "Who waits here now, by group", max: 2000,
      each: "group; people; how long they have waited so far on average, like 30 weeks")
    changes = fields.lines(
      "changes", "Changes of the posts", max: 2000,
      each: "after how long, like 12 months; how many more (−2 for fewer), or = and the new number")
    closed = fields.lines(
      "closed", "Closed every year", max: 1000,
      each:
        "from and to when, counted from the first month, like 51 weeks; 365 days. Nothing new begins then")
    longest = fields.percent(
      "longest", "Kept for those who have waited longest, per cent", hint: "Of all who are seen, whatever their group.")
    leaves = fields.flag("leaves", "People can leave while they wait here")
    supportAfter = fields.span("support_after", "Support while waiting begins after", like: "4 weeks")
    supportReaches = fields.percent("support_reaches", "It reaches, per cent")
    supportEnds = fields.percent("support_ends", "Of those, need this stage no more, per cent")
    supportTakes = fields.span("support_takes", "How long support takes", like: "3 months")
    supportShortens = fields.percent("support_shortens", "For the others this stage is shorter by, per cent")
  }
}

/// How much the time differs that one person needs, in words; each is a distribution of the engine.
enum Spread: String, CaseIterable {
  case same, alike, different
  case long = "a_few_long"
  var title: String {
    switch self {
    case .same: "All need the same"
    case .alike: "Much alike"
    case .different: "Very different"
    case .long: "Most need little, a few very much"
    }
  }
}
