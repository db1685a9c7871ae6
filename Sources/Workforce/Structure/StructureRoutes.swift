package import Kernel
import Design
import People
import Store
import Web

extension Permission {
  /// Posts, who holds them, where they are and to whom they report.
  package static let readWorkforce = Permission.work(
    "workforce.read", for: .supervision, .teamManager, .commissioner)
  /// Money and what posts cost: posts by their code, never with a name.
  package static let seeWorkforceMoney = Permission.work(
    "workforce.money", for: .administration, .commissioner, .financeOfficer)
  /// Filling posts, allocation, changes of structure.
  package static let keepWorkforce = Permission.work("workforce.keep", for: .administration, .commissioner)
}

let structureRoutes: [Route] = [
  .page("/workforce", "The people who deliver a service", may: .readWorkforce, workforcePage),
  .page("/workforce/structure", "Who reports to whom", may: .readWorkforce) { _, tx in
    StructurePage(service: try tx.serviceStructure())
  },
  .page("/workforce/money", "Where the money is from and where it goes", may: .seeWorkforceMoney, asks: [withoutField])
  {
    request, tx in
    let service = try tx.serviceStructure()
    return MoneyPage(
      streams: service.streams, costs: service.costs,
      posts: service.posts.map(MoneyPage.PostCost.init), problems: moneyProblems(service),
      gone: service.streams.first { $0.code == request.query("without") }.map { MoneyPage.Gone(without($0, service)) },
      mayReadStructure: request.caller.holds(.readWorkforce))
  },
  .page("/workforce/posts/{post}", "A post", may: .readWorkforce, postPage),
  .page("/workforce/posts/{post}/holder", "Who holds a post", may: .keepWorkforce, holderPage),
  .form(
    "/workforce/posts/{post}/holder", "Say who holds a post", may: .keepWorkforce, fields: HolderForm.all,
    again: holderPage
  ) { request, tx in
    let post = try tx.post(request.id("post"))
    let known = try tx.practitioner(at: request.entry["email"]?.trimmed)
    let (holder, version) = try request.checked { HolderForm.check($0, at: known) }
    try fillPost(post, holder, version: version, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/posts/\(post.id)", holder.name == nil ? "The post is vacant" : "The post is filled")
  },
]

private let withoutField = Field("without", "What if this stream goes", .text(max: 40))

enum HolderForm {
  static let person = Field(
    "person", "Who holds it?", .text(max: 120), hint: "The name of somebody at work, or leave empty where it is vacant."
  )
  static let email = Field(
    "email", "Their address at work", .email, hint: "So that supervision and training are shown to them.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the post again")
  static let all = [person, email, version]

  /// `known` is whoever has the address.
  static func check(_ entry: Entry, at known: PractitionerID?) -> Checked<(PostHolder, Int)> {
    var form = FormReading(entry)
    let name = form.text(person)
    let address = form.email(email)
    let number = form.value(version, "Open the post again") { Int($0) }
    if address != nil {
      if known == nil { form.fail(email, "Nobody at work has this address") }
      if name == nil { form.fail(person, "Enter the name of who holds the post") }
    }
    return form.result { (PostHolder(name: name, practitioner: address == nil ? nil : known), number!) }
  }
}

@Sendable private func workforcePage(_ request: Request, _ tx: Transaction) throws -> WorkforcePage {
  let service = try tx.serviceStructure()
  return WorkforcePage(
    locations: service.locations.map { location in
      let posts = service.posts.filter { $0.kind.visits && $0.location == location.code }
      return WorkforcePage.Place(
        location: location, posts: posts.reduce(0) { $0 + $1.fte },
        vacant: posts.filter(\.isVacant).reduce(0) { $0 + $1.fte },
        senior: posts.first { $0.kind == .seniorVisitor }?.holder)
    },
    posts: service.posts.map(WorkforcePage.Line.init), closed: try tx.closedPosts().map(WorkforcePage.Line.init),
    problems: treeProblems(service.posts) + seniorProblems(service) + namingProblems(service),
    maySeeMoney: request.caller.holds(.seeWorkforceMoney), mayKeep: request.caller.holds(.keepWorkforce),
    maySupervise: request.caller.holds(.supervise))
}

@Sendable private func postPage(_ request: Request, _ tx: Transaction) throws -> PostPage {
  let post = try tx.post(request.id("post"))
  let service = try tx.serviceStructure()
  return PostPage(
    post: WorkforcePage.Line(post), employer: post.employer, base: post.base,
    location: service.locations.first { $0.code == post.location }?.name,
    boss: post.reportsTo.flatMap { code in service.posts.first { $0.code == code } }.map(WorkforcePage.Line.init),
    beneath: service.posts.filter { $0.reportsTo == post.code }.map(WorkforcePage.Line.init),
    links: service.links.filter { $0.post == post.code }, gate: try tx.changeGate(post: post.code),
    closedOn: post.closedOn, history: try tx.postHistory(post.id), version: post.version,
    mayKeep: request.caller.holds(.keepWorkforce))
}

@Sendable private func holderPage(_ request: Request, _ tx: Transaction) throws -> HolderPage {
  let post = try tx.post(request.id("post"))
  return HolderPage(
    post: post.id, code: post.code, postTitle: post.title,
    entry: request.method == .get
      ? request.entry.filled(["person": post.holder ?? "", "version": "\(post.version)"]) : request.entry)
}
