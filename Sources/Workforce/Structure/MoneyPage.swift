import Design
import Kernel
import Web

/// What comes in and what it costs, to the penny; and what goes where a stream goes. Posts by code, never with a name.
struct MoneyPage: Page, Codable {
  struct PostCost: Codable, Sendable {
    let code: String
    let title: String
    let grade: String?
    let fte: Int
    let costLine: String?
    let pence: Int?
    let isVacant: Bool
    init(_ post: Post) {
      (code, title, grade, fte) = (post.code, post.title, post.grade, post.fte)
      (costLine, pence, isVacant) = (post.costLine, post.costPence, post.isVacant)
    }
  }
  /// `StreamGone` without names.
  struct Gone: Codable, Sendable {
    let stream: FundingStream
    let posts: [PostCost]
    let missingPence: Int
    let visiting: Int
    let vacant: [PostCost]
    init(_ gone: StreamGone) {
      (stream, missingPence, visiting) = (gone.stream, gone.missingPence, gone.visiting)
      (posts, vacant) = (gone.posts.map(PostCost.init), gone.vacant.map(PostCost.init))
    }
  }
  let streams: [FundingStream]
  let costs: [CostLine]
  let posts: [PostCost]
  let problems: [String]
  let gone: Gone?
  /// Whether the reader may see the structure as well.
  let mayReadStructure: Bool
  var title: String { "Money" }
  var trail: [Link] { mayReadStructure ? [workforceHome] : [] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "posts-and-money", columns: ["post", "title", "grade", "fte", "cost_line", "pounds", "vacant"],
      rows: posts.map {
        [
          $0.code, $0.title, $0.grade ?? "", shareWords($0.fte), $0.costLine ?? "", $0.pence.map(pounds) ?? "",
          $0.isVacant ? "yes" : "no",
        ]
      })
  }
  private var income: Int { streams.reduce(0) { $0 + $1.pence } }
  private var spending: Int { costs.reduce(0) { $0 + $1.pence } }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("Where the service’s money is from and where it goes, in a year.")
      if streams.isEmpty && costs.isEmpty {
        emptyState("No money has been set up yet", "Streams and costs are taken from files.")
      } else {
        tiles([
          Tile("Comes in", pounds(income), note: "\(streams.count) streams"),
          Tile("Costs", pounds(spending), note: "\(costs.count) lines"),
          Tile(
            "Difference", pounds(income - spending), note: problems.isEmpty ? "every line adds up" : "see below",
            tone: problems.isEmpty ? .good : .bad),
        ])
        if !problems.isEmpty {
          card("What does not add up", id: "problems", style: .lead) { bulletList(problems.map { "\($0)." }) }
        }
        gone.map(whatGoes) ?? .empty
        card("What comes in", id: "streams") { comingIn }
        card("What it costs", id: "costs") { costing }
      }
    }
  }

  private var comingIn: HTML {
    table(
      Table(
        "Streams of money",
        [
          .init("Stream"), .init("A year", numeric: true), .init("Share", numeric: true), .init("How sure"),
          .init("Only for"), .init("What if it goes"),
        ],
        streams.map { stream in
          .init([
            "\(stream.name)", "\(pounds(stream.pence))", "\(perCent(stream.pence, of: income))",
            "\(stream.state.title), \(stream.recurrence.title.lowercasedFirst)", "\(stream.restrictedTo ?? "Anything")",
            link(
              "See what goes", to: "/workforce/money?without=\(stream.code)#gone", hiddenText: "if \(stream.name) goes"),
          ])
        } + [.init(["Total", "\(pounds(income))", "100%", "", "", ""])]))
  }

  private var costing: HTML {
    markup {
      table(
        Table(
          "Costs by line",
          [
            .init("Line"), .init("How many"), .init("A year", numeric: true), .init("The posts cost", numeric: true),
            .init("For each full-time post", numeric: true),
          ],
          costs.map { line in
            let own = posts.filter { $0.costLine == line.code }
            let part = own.reduce(0) { $0 + $1.fte }
            return .init([
              "\(line.name)", "\(line.quantity)", "\(pounds(line.pence))",
              "\(own.isEmpty ? "No posts" : pounds(own.reduce(0) { $0 + ($1.pence ?? 0) }))",
              "\(part == 0 ? "" : pounds(line.pence * 100 / part / 100 * 100))",
            ])
          } + [.init(["Total", "", "\(pounds(spending))", "", ""])]))
      paragraph(markup: link("Download what each post costs as a spreadsheet", to: "/workforce/money?format=csv"))
    }
  }

  private func whatGoes(_ gone: Gone) -> HTML {
    card("If \(gone.stream.name) goes", id: "gone", style: .lead) {
      paragraph("\(pounds(gone.stream.pence)) a year is missing, \(perCent(gone.stream.pence, of: income)) of all.")
      if !gone.posts.isEmpty {
        paragraph("Nobody else pays for these posts:")
        bulletList(gone.posts.map { "\($0.code), \($0.title)\($0.pence.map { ": \(pounds($0))" } ?? "")" })
      }
      if gone.missingPence > 0 {
        paragraph(
          """
          \(pounds(gone.missingPence)) is worth \(shareWords(gone.visiting)) posts of home visitors, at what a post \
          costs on average, rounded up to half posts.
          """)
        paragraph(
          gone.vacant.isEmpty
            ? "No home visitor’s post is vacant, so none could stay empty instead."
            : "These are vacant and could stay empty: \(gone.vacant.map { "\($0.code) (\(shareWords($0.fte)))" }.joined(separator: ", "))."
        )
        if mayReadStructure {
          paragraph(
            markup: link(
              "Share out what is left over the locations",
              to: "/workforce/allocations/new?without=\(gone.stream.code)"))
        }
      }
    }
  }
}

/// `16.86%`
func perCent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0%" }
  let hundredths = (part * 10_000 + whole / 2) / whole
  let rest = hundredths % 100
  return rest == 0 ? "\(hundredths / 100)%" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
}
