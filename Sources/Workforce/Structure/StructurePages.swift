import Design
import Kernel
import Web

/// The way back from every page of this slice.
let workforceHome = Link("Workforce", "/workforce")

/// Posts by place, and all of them.
struct WorkforcePage: Page, Codable {
  /// A location with its posts; parts of posts are hundredths.
  struct Place: Codable, Sendable {
    let location: WorkLocation
    let posts: Int
    let vacant: Int
    let senior: String?
  }
  /// A post without what it costs and without its grade: those are not for everybody who sees the structure.
  struct Line: Codable, Sendable {
    let id: ID<Post>
    let code: String
    let title: String
    let kind: PostKind
    let fte: Int
    let location: String?
    let holder: String?
    init(_ post: Post) {
      (id, code, title, kind, fte) = (post.id, post.code, post.title, post.kind, post.fte)
      (location, holder) = (post.location, post.holder)
    }
    var path: String { "/workforce/posts/\(id)" }
  }
  let locations: [Place]
  let posts: [Line]
  /// Posts that there are no more.
  let closed: [Line]
  let problems: [String]
  let maySeeMoney: Bool
  let mayKeep: Bool
  let maySupervise: Bool
  var title: String { "Workforce" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "posts", columns: ["code", "title", "kind", "fte", "location", "holder"],
      rows: posts.map { [$0.code, $0.title, $0.kind.rawValue, shareWords($0.fte), $0.location ?? "", $0.holder ?? ""] })
  }

  func body(_ view: View) -> HTML {
    let visiting = posts.filter(\.kind.visits)
    let vacant = visiting.filter { $0.holder == nil }
    return markup {
      pageHeading(title)
      lead("The people who visit families: how many, where, and who looks after them.")
      if posts.isEmpty {
        emptyState(
          "No post has been set up yet", "The service’s posts are taken from files: keywork import workforce FOLDER.")
      } else {
        tiles([
          Tile(
            "Home visitors’ posts", shareWords(visiting.reduce(0) { $0 + $1.fte }), note: "full-time",
            link: "/workforce/structure"),
          Tile(
            "Vacant", shareWords(vacant.reduce(0) { $0 + $1.fte }), note: "\(vacant.count) posts",
            tone: vacant.isEmpty ? .good : .warning),
          Tile("Locations", "\(locations.count)", note: "each with a senior"),
        ])
        ways
        if !problems.isEmpty {
          card("To be put right", id: "problems", style: .lead) { bulletList(problems.map { "\($0)." }) }
        }
        card("Posts by location", id: "locations") { places }
        card("All posts", id: "posts") { all }
      }
    }
  }

  private var ways: HTML {
    subNavigation(
      [NavItem("Structure", "/workforce/structure")]
        + (maySeeMoney ? [NavItem("Money", "/workforce/money")] : [])
        + (mayKeep
          ? [NavItem("Allocation", "/workforce/allocations"), NavItem("Change of structure", "/workforce/changes")]
          : [])
        + (maySupervise
          ? [NavItem("Supervision and training", "/workforce/practice"), NavItem("The team’s week", "/workforce/rota")]
          : []),
      label: "Workforce")
  }

  private var places: HTML {
    table(
      Table(
        "Home visitors’ posts by location",
        [
          .init("Location"), .init("Area"), .init("Posts", numeric: true), .init("Vacant", numeric: true),
          .init("Senior home visitor"),
        ],
        locations.map {
          .init([
            "\($0.location.name)", "\($0.location.area)", "\(shareWords($0.posts))",
            "\($0.vacant == 0 ? "None" : shareWords($0.vacant))", "\($0.senior ?? "Vacant")",
          ])
        }))
  }

  @HTMLBuilder private var all: HTML {
    table(
      Table(
        "All posts", [.init("Post"), .init("What"), .init("Part", numeric: true), .init("Location"), .init("Held by")],
        posts.map { line in
          .init(
            [
              "\(line.code)", "\(line.title)", "\(shareWords(line.fte))",
              "\(locations.first { $0.location.code == line.location }?.location.name ?? "Whole service")",
              line.holder.map { "\($0)" } ?? tag("Vacant", .yellow),
            ], link: line.path)
        }))
    if mayKeep {
      buttonGroup { linkButton("Make a post", to: "/workforce/posts/new", style: .secondary) }
    }
    if !closed.isEmpty {
      details("Closed posts (\(closed.count))") {
        bulletList(closed.map { link("\($0.code), \($0.title)", to: $0.path) })
      }
    }
    paragraph(markup: link("Download as a spreadsheet", to: "/workforce?format=csv"))
  }
}

/// One post.
struct PostPage: Page, Codable {
  let post: WorkforcePage.Line
  let employer: String
  let base: String
  let location: String?
  let boss: WorkforcePage.Line?
  let beneath: [WorkforcePage.Line]
  let links: [MatrixLink]
  /// Why nobody may begin in it yet; nil where nothing is in the way.
  let gate: String?
  let closedOn: Day?
  /// What was changed of it, the newest first.
  let history: [PostChange]
  let version: Int
  let mayKeep: Bool
  var title: String { "\(post.title), \(post.code)" }
  var trail: [Link] { [workforceHome] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: post.kind.title)
      gate.map { warningText($0) } ?? .empty
      closedOn.map { since in insetText { paragraph("This post is closed since \(since.long).") } } ?? .empty
      if mayKeep { acts(view) }
      card("The post", id: "post") {
        summaryList([
          SummaryRow(
            "Held by", post.holder.map { "\($0)" } ?? tag("Vacant", .yellow),
            change: mayKeep && closedOn == nil ? "\(post.path)/holder" : nil,
            hidden: mayKeep && closedOn == nil ? "who holds \(post.code)" : nil),
          SummaryRow("Part of a full-time post", text: shareWords(post.fte)),
          SummaryRow("Employer", text: employer.isEmpty ? nil : employer),
          SummaryRow("Base", text: base.isEmpty ? nil : base), SummaryRow("Visits families of", text: location),
          SummaryRow(
            "Reports to",
            boss.map { "\(link("\($0.title), \($0.code)", to: $0.path))\($0.holder.map { ", \($0)" } ?? "")" }
              ?? "Nobody in this service"),
        ])
      }
      if !beneath.isEmpty {
        card("Who reports to it", id: "beneath") {
          bulletList(beneath.map { "\(link("\($0.title), \($0.code)", to: $0.path)): \($0.holder ?? "vacant")" })
        }
      }
      if !links.isEmpty {
        card("It also answers to", id: "links") { bulletList(links.map { "\($0.to): \($0.about)" }) }
      }
      card("What was changed", id: "history") {
        timeline(
          history.map { change in
            TimelineEntry("Changed", when: time(change.at), who: change.by, body: prose(change.words))
          }, empty: "Nothing was changed here since the post was taken from the service’s files.")
      }
    }
  }

  private func acts(_ view: View) -> HTML {
    buttonGroup {
      if closedOn == nil {
        linkButton("Change the post", to: "\(post.path)/change", style: .secondary)
        if post.holder == nil, beneath.isEmpty {
          view.postButton("Close the post", to: "\(post.path)/closing", ["version": "\(version)"], style: .warning)
        }
      } else {
        view.postButton("Open it again", to: "\(post.path)/reopening", ["version": "\(version)"])
      }
    }
  }
}

/// The form that fills a post or says that it is vacant.
struct HolderPage: Page, Codable {
  let post: ID<Post>
  let code: String
  let postTitle: String
  let entry: Entry
  var title: String { "Who holds \(code)?" }
  var trail: [Link] { [workforceHome, Link("\(postTitle), \(code)", "/workforce/posts/\(post)")] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: postTitle)
      view.form(to: "/workforce/posts/\(post)/holder", keepsDraft: false) {
        hidden("version", entry["version"] ?? "")
        controls([HolderForm.person, HolderForm.email], entry)
        button("Keep it")
      }
    }
  }
}
