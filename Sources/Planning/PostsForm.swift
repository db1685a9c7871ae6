import Design
import Kernel
import PlanningEngine
import Web

enum PostsField {
  static let posts = Field("posts", "Posts to share out", .text(max: 10), required: "Enter how many posts, like 20.5")
  static let step = Field(
    "step", "Smallest part of a post",
    .choice([.init("1", "A whole post"), .init("0.5", "Half a post"), .init("0.1", "A tenth of a post")]),
    required: "Choose the smallest part of a post")
  static let method = Field(
    "method", "Method that decides",
    .choice([
      .init("webster", "Webster", hint: "Rounds to the nearest: favours neither large nor small places."),
      .init("huntington_hill", "Huntington–Hill", hint: "Leans a little to small places; nobody is left with nothing."),
      .init("hamilton", "Hamilton", hint: "Largest remainders: easy to explain, but has paradoxes."),
      .init("dhondt", "D’Hondt", hint: "Leans to large places."),
    ]), hint: "All four are shown side by side.", required: "Choose a method")
  static let floor = Field("floor", "No place has less than", .text(max: 10))
  static let cap = Field("cap", "No place has more than", .text(max: 10))
  static let limit = Field(
    "limit", "Cases that one full post can hold", .text(max: 10), hint: "Leave empty to skip the caseload check.")
  /// A role of the live records; empty for all.
  static let role = Field("role", "Whose posts they are", .text(max: 80))
  static let places = Field(
    "places", "Places", .prose(max: 20_000),
    hint:
      "One a line: name; what the share goes by, such as families in need; active cases now; posts there now; of these, filled. The last three may be left out.",
    required: "Enter at least one place")
}

let postsForm = QuestionForm(
  question: .posts,
  fields: [
    PostsField.role, PostsField.posts, PostsField.step, PostsField.method, PostsField.floor, PostsField.cap,
    PostsField.limit,
    PostsField.places,
  ],
  usual: ["step": "0.5", "method": "webster", "limit": "25"],
  build: { form, context in
    let posts = form.decimal(PostsField.posts, 0.1...100_000)
    let step = form.option(PostsField.step)
    let method = form.option(PostsField.method)
    let floor = form.decimal(PostsField.floor, 0...1000)
    let cap = form.decimal(PostsField.cap, 0.1...1000)
    let limit = form.decimal(PostsField.limit, 0.1...10_000)
    let field = PostsField.places
    let role = form.text(PostsField.role) ?? ""
    var now: [JSONValue] = []
    var (names, weights, active): ([JSONValue], [JSONValue], [JSONValue]) = ([], [], [])
    var inputs: [Input] = []
    for line in form.lines(field, 1...500) {
      let name = form.name(field, line, "the name of a place")
      let weight = form.number(field, line, 1, "what the share goes by")
      names.append(.text(name))
      weights.append(.number(weight ?? 0))
      inputs.append(context.input("Share of \(name) goes by", words(weight ?? 0), key: "families \(name)"))
      let (key, those) = (LiveFigures.postsKey(name, as: role), role.isEmpty ? "Posts" : "Posts (\(role))")
      now.append(.null)
      if line.cell(3) != nil, let posts = form.number(field, line, 3, "posts there now", 0...10_000) {
        now[now.count - 1] = .number(posts)
        inputs.append(context.input("\(those) in \(name) now", words(posts), key: key))
        if line.cell(4) != nil, let filled = form.number(field, line, 4, "posts that are filled", 0...posts) {
          inputs.append(context.input("Of these, filled in \(name)", words(filled), key: "\(key), filled"))
        }
      }
      guard limit != nil else { continue }
      let cases = form.number(field, line, 2, "active cases", whole: true)
      active.append(.number(cases ?? 0))
      inputs.append(context.input("Active cases in \(name)", "\(Int(cases ?? 0))", key: "cases \(name)"))
    }
    guard form.errors.isEmpty else { return nil }
    var model: [String: JSONValue] = [
      "posts": .number(posts!), "step": .number(Double(step!)!), "method": .text(method!), "names": .list(names),
      "weights": .list(weights),
    ]
    if let floor { model["floor"] = .number(floor) }
    if let cap { model["cap"] = .number(cap) }
    if now.contains(where: { $0 != .null }) { model["now"] = .list(now) }
    if let limit { model["caseload"] = ["active": .list(active), "limit_per_post": .number(limit)] }
    return Built(
      model: .object(model),
      inputs: [context.input("Posts to share out", words(posts!), key: LiveFigures.postsKey(as: role))] + inputs)
  },
  fill: { entry, live in
    entry.settingCell("places", 2, to: live.teams.map { ($0.name, "\($0.cases)") })
      .settingCell("places", 1, to: live.places.map { ($0.name, "\($0.families)") }, adding: false)
      .settingCell("places", 3, to: live.setUp(as: entry.role), adding: live.teams.isEmpty)
      .settingCell("places", 4, to: live.filled(as: entry.role), adding: false)
      .setting("posts", live.allPosts(as: entry.role))
  },
  fieldOf: [
    "posts": "posts", "step": "step", "weights": "places", "floor": "floor", "cap": "cap", "caseload": "limit",
    "names": "places", "now": "places", "": "posts",
  ], scalars: { [LiveFigures.postsKey(as: $0.role): "posts"] })

extension Entry {
  /// Whose posts are asked for; empty for all.
  fileprivate var role: String { self[PostsField.role.name]?.trimmed ?? "" }
}
