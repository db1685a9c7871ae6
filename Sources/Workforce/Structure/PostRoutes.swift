import Design
import Kernel
import Store
import Web

/// The questions about a post, each said once. Who holds it is asked apart.
enum PostForm {
  static let code = Field(
    "code", "What is its code?", .text(max: 20), hint: "As the service calls it: PHV-22", required: "Enter a code")
  static let title = Field("title", "What is it called?", .text(max: 120), required: "Enter what it is called")
  static let kind = Field(
    "kind", "What does it do?", .choice(Field.options(PostKind.self)), required: "Choose what it does")
  static let fte = Field(
    "fte", "Which part of a full-time post?", .text(max: 4), hint: "For example 1 or 0.5",
    required: "Enter which part, like 1 or 0.5")
  static let grade = Field("grade", "Which grade?", .text(max: 40))
  static let employer = Field("employer", "Who employs?", .text(max: 120))
  static let base = Field("base", "Where does the day begin?", .text(max: 120))
  static let location = Field("location", "Families of which location does it visit?", .text(max: 40))
  static let reportsTo = Field("reports_to", "To which post does it report?", .text(max: 20))
  static let costLine = Field("cost_line", "Which line of the budget pays?", .text(max: 40))
  static let pounds = Field(
    "pounds", "What does it cost a year, in pounds?", .text(max: 16), hint: "For example 34,500")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the post again")
  static let questions = [title, kind, fte, grade, employer, base, location, reportsTo, costLine, pounds]
  static let all = [code] + questions + [version]

  /// With the locations, posts and lines that there are to choose from.
  static func asked(_ service: ServiceStructure, isNew: Bool) -> [Field] {
    func chosen(_ field: Field, _ options: [(String, String)]) -> Field {
      Field(field.name, field.label, .choice(options.map { .init($0.0, $0.1) } + [.init("", "None")]))
    }
    return (isNew ? [code] : [])
      + questions.map { field in
        switch field.name {
        case location.name: chosen(field, service.locations.map { ($0.code, $0.name) })
        case costLine.name: chosen(field, service.costs.map { ($0.code, $0.name) })
        default: field
        }
      } + (isNew ? [] : [version])
  }

  /// `old` is the post that is changed; nil for a new one.
  static func check(_ entry: Entry, _ service: ServiceStructure, over old: Post?, id: ID<Post>) -> Checked<Post> {
    var form = FormReading(entry)
    let code = old?.code ?? form.text(code)
    let (title, kind): (String?, PostKind?) = (form.text(title), form.choice(kind))
    let fte = form.value(fte, "The part must be from 0.01 to 1, like 0.5") { hundredths($0) }
    let (grade, employer, base) = (form.text(grade), form.text(employer), form.text(base))
    let location = form.value(location, "Choose one from the list") { text in
      service.locations.first { $0.code == text }?.code
    }
    let boss = form.value(reportsTo, "There is no post with this code") { text in
      service.posts.first { $0.code.lowercased() == text.lowercased() }?.code
    }
    let line = form.value(costLine, "Choose one from the list") { text in service.costs.first { $0.code == text }?.code
    }
    let cost = form.value(pounds, "The cost must be a sum of money, like 34,500") { pence($0) }
    let number = old == nil ? 1 : form.value(version, "Open the post again") { Int($0) }
    if kind?.visits == true, location == nil { form.fail(Self.location, "A post that visits has a location") }
    return form.result {
      Post(
        id: id, code: code!, title: title!, kind: kind!, grade: grade, fte: fte!, employer: employer ?? "",
        base: base ?? "", location: location, reportsTo: boss, costLine: line, costPence: cost, fundedBy: old?.fundedBy,
        holder: old?.holder, practitioner: old?.practitioner, version: number!)
    }
  }
}

let postRoutes: [Route] = [
  .page("/workforce/posts/new", "Make a post", may: .keepWorkforce) { request, tx in try newPostPage(request, tx) },
  .form(
    "/workforce/posts", "Make a post", may: .keepWorkforce, fields: PostForm.all, again: { try newPostPage($0, $1) }
  ) {
    request, tx in
    let service = try tx.serviceStructure()
    let post = try request.checked { PostForm.check($0, service, over: nil, id: request.formID.of()) }
    try makePost(post, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/posts/\(post.id)", "The post is made")
  },
  .page("/workforce/posts/{post}/change", "Change a post", may: .keepWorkforce) { request, tx in
    try changePostPage(request, tx)
  },
  .form(
    "/workforce/posts/{post}/change", "Change a post", may: .keepWorkforce, fields: PostForm.all,
    again: { try changePostPage($0, $1) }
  ) { request, tx in
    let (old, service) = (try tx.post(request.id("post")), try tx.serviceStructure())
    let new = try request.checked { PostForm.check($0, service, over: old, id: old.id) }
    try changePost(old, to: new, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/posts/\(old.id)", "The post is changed")
  },
  .form("/workforce/posts/{post}/closing", "Close a post", may: .keepWorkforce, fields: [PostForm.version]) {
    request, tx in try closing(request, isClosed: true, tx)
  },
  .form("/workforce/posts/{post}/reopening", "Open a post again", may: .keepWorkforce, fields: [PostForm.version]) {
    request, tx in try closing(request, isClosed: false, tx)
  },
]

private func closing(_ request: Request, isClosed: Bool, _ tx: Transaction) throws -> Outcome {
  let post = try tx.post(request.id("post"))
  var form = FormReading(request.entry)
  let version = form.value(PostForm.version, "Open the post again") { Int($0) }
  try Invalid.check(form.errors)
  try closePost(post, isClosed: isClosed, version: version!, by: request.caller, at: request.now, in: tx)
  return .see("/workforce/posts/\(post.id)", isClosed ? "The post is closed" : "The post is open again")
}

private func newPostPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  FormPage(
    "Make a post", trail: [workforceHome], menu: "/workforce", to: "/workforce/posts",
    PostForm.asked(try tx.serviceStructure(), isNew: true), request.entry.filled(["fte": "1"]), submit: "Make it",
    notes: ["It is vacant until you say who holds it."])
}

private func changePostPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let post = try tx.post(request.id("post"))
  if post.closedOn != nil { throw Refusal.notNow("This post is closed. Open it again first.") }
  let known = [
    "title": post.title, "kind": post.kind.rawValue, "fte": shareWords(post.fte), "grade": post.grade ?? "",
    "employer": post.employer, "base": post.base, "location": post.location ?? "", "reports_to": post.reportsTo ?? "",
    "cost_line": post.costLine ?? "", "pounds": post.costPence.map { pounds($0).replacing("£", with: "") } ?? "",
    "version": "\(post.version)",
  ]
  return FormPage(
    "Change \(post.code)", caption: post.title,
    trail: [workforceHome, Link("\(post.title), \(post.code)", "/workforce/posts/\(post.id)")], menu: "/workforce",
    to: "/workforce/posts/\(post.id)/change", PostForm.asked(try tx.serviceStructure(), isNew: false),
    request.method == .get ? request.entry.filled(known) : request.entry, submit: "Change it")
}
