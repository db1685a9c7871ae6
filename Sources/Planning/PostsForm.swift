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
  static let byPlace = Field(
    "by_place", "Places with limits of their own", .prose(max: 20_000),
    hint:
      "One a line: name; no less than; no more than. Leave out what has no limit: Millbrace; 2, or Castlewick; ; 6. Where a limit is missing here, the one above holds."
  )
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
    PostsField.limit, PostsField.places, PostsField.byPlace,
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
    let limits = form.placeLimits(
      names.compactMap(\.text), posts: posts, step: step.flatMap(Double.init), floor: floor, cap: cap, context)
    guard form.errors.isEmpty else { return nil }
    inputs += limits.inputs
    var model: [String: JSONValue] = [
      "posts": .number(posts!), "step": .number(Double(step!)!), "method": .text(method!), "names": .list(names),
      "weights": .list(weights),
    ]
    model["floor"] = limits.floor
    model["cap"] = limits.cap
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

/// What places must have at least and can hold at most: one number for all, or one for each in the order of the names.
private struct PlaceLimits {
  var floor: JSONValue?
  var cap: JSONValue?
  var inputs: [Input] = []
}

extension FormReading {
  /// The limits of single places over those that hold for all. `posts` and `step` are nil where they were not typed well.
  fileprivate mutating func placeLimits(
    _ names: [String], posts: Double?, step: Double?, floor: Double?, cap: Double?, _ context: FormContext
  ) -> PlaceLimits {
    let lines = lines(PostsField.byPlace, 0...500)
    guard !lines.isEmpty else {
      return PlaceLimits(floor: floor.map(JSONValue.number), cap: cap.map(JSONValue.number))
    }
    var (floors, caps) = (names.map { _ in floor }, names.map { _ in cap })
    var (inputs, seen): ([Input], Set<Int>) = ([], [])
    for line in lines {
      guard let index = line.cell(0).flatMap(names.firstIndex(of:)), seen.insert(index).inserted else {
        fail(
          PostsField.byPlace,
          "Line \(line.number) must begin with one of the places above, each once: not “\(line.cell(0) ?? "")”")
        continue
      }
      let (least, most) = (limit(line, 1, step), limit(line, 2, step))
      if line.cell(1) == nil, line.cell(2) == nil {
        fail(PostsField.byPlace, "Line \(line.number): enter the least, the most, or both")
      }
      floors[index] = least ?? floors[index]
      caps[index] = most ?? caps[index]
      if let floor = floors[index], let cap = caps[index], floor > cap {
        fail(
          PostsField.byPlace,
          "Line \(line.number): \(names[index]) must have \(words(floor)) at least and \(words(cap)) at most; both cannot be"
        )
      }
      least.map { inputs.append(context.input("\(names[index]) has no less than", words($0))) }
      most.map { inputs.append(context.input("\(names[index]) has no more than", words($0))) }
    }
    if floors.compactMap(\.self).reduce(0, +) > posts ?? .infinity {
      fail(PostsField.byPlace, "The places together must have more posts than there are to share out")
    }
    func list(_ limits: [Double?]) -> JSONValue? {
      limits.contains { $0 != nil } ? .list(limits.map { $0.map(JSONValue.number) ?? .null }) : nil
    }
    return PlaceLimits(floor: list(floors), cap: list(caps), inputs: inputs)
  }

  /// Nil where the cell is empty.
  private mutating func limit(_ line: TypedLine, _ index: Int, _ step: Double?) -> Double? {
    guard line.cell(index) != nil else { return nil }
    let what = index == 1 ? "the least" : "the most"
    guard let limit = number(PostsField.byPlace, line, index, what, 0...1000) else { return nil }
    if let step, abs(limit / step - (limit / step).rounded()) > 1e-9 {
      fail(PostsField.byPlace, "Line \(line.number): \(what) must be in steps of \(words(step))")
    }
    return limit
  }
}
