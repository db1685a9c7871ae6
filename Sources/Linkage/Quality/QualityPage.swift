import Design
import Kernel
import Store
import Web

/// How good the links are: never a child, only figures.
struct QualityPage: Page, Codable {
  struct Links: Codable, Sendable, Hashable {
    let pair: String
    let count: Int
  }
  struct Drift: Codable, Sendable, Hashable {
    let name: String
    let now: Double?
    let before: Double?
    let beforeOn: Day?
  }
  struct Group: Codable, Sendable, Hashable {
    let title: String
    let lines: [QualityLine]
  }
  let links: [Links]
  let groups: [Group]
  let drift: [Drift]
  let oldest: Day?
  let mayDraw: Bool
  var title: String { "How good the links are" }
  var isWide: Bool { true }
  var menuPath: String? { "/links" }
  var sheet: Sheet? {
    Sheet(
      name: "link-quality", columns: ["group", "linked", "waiting", "sampled", "right", "reviewed", "same"],
      rows: groups.flatMap(\.lines).map {
        [$0.group] + [$0.linked, $0.waiting, $0.sampled, $0.right, $0.reviewed, $0.same].map(String.init)
      })
  }

  private var all: QualityLine? { groups.first?.lines.first }
  /// ": 12 at last count", where it was counted.
  private var leftOut: String {
    drift.first { $0.name == LinkFigure.leftOut }?.now.map { $0 == 0 ? ": none" : ": \(number($0)) at last count" }
      ?? ""
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead(
        "A wrong link shows one child’s life on another’s record. A missed link hides half a story. Both are counted here."
      )
      tiles([
        Tile(
          "Links that are right (estimate)", shown(all?.precision),
          note: "\(range(all?.precisionRange))of \(all?.sampled ?? 0) looked at"),
        Tile(
          "Links that were found (estimate)", shown(all?.recall),
          note: "\(range(all?.recallRange))from \(all?.reviewed ?? 0) pairs looked at"),
        Tile(
          "Pairs that wait", "\(all?.waiting ?? 0)", note: "\(oldest.map { "the oldest since \($0.long)" } ?? "none")",
          tone: (all?.waiting ?? 0) > 0 ? .warning : .good),
      ])
      if mayDraw {
        paragraph("To know how many links are right, draw some by chance and look at them.")
        view.postButton("Draw 20 links to check", to: "/links/quality/sample")
      }
      card("What these estimates do not see", id: "unseen") {
        paragraph(
          "Not every record is compared with every other. Two are compared only where they share enough to begin with: a number; a birth date with a name or an address; both names with part of the birth date or the district; a forename with a house. A child whose records share none of these is missed, and is not among the pairs that “links found” is estimated from: the true share is lower than it says, by as much as nobody has compared."
        )
        paragraph(
          "How much that is can be measured only where the truth is known, on invented records: keywork’s own benchmark counts the pairs that are never compared. Here it is said how many pairs a cap has left out\(leftOut)."
        )
      }
      groups.map(groupCard).joined()
      card("Links between agencies", id: "pairs") {
        table(
          Table(
            "Links between agencies", [.init("Agencies"), .init("Links", numeric: true)],
            links.map { .init(["\($0.pair)", "\($0.count)"]) }, empty: "No agency has sent records yet."))
      }
      card("Since last month", id: "drift") {
        table(
          Table(
            "Since last month", [.init("Figure"), .init("Now", numeric: true), .init("A month ago", numeric: true)],
            drift.map { line in
              .init([
                "\(line.name.prefix(1).uppercased())\(line.name.dropFirst())", "\(number(line.now))",
                "\(number(line.before))\(line.beforeOn.map { " (\($0.short))" } ?? "")",
              ])
            }))
      }
      paragraph(
        "A range says where the true share lies, 95 times in 100. It is narrow where many were looked at. Where last names come from is guessed from common names, over all children together, and kept about nobody."
      )
      paragraph(markup: link("Download as a table", to: "/links/quality?format=csv"))
    }
  }

  private func groupCard(_ group: Group) -> HTML {
    card(group.title) {
      table(
        Table(
          group.title,
          [
            .init("Group"), .init("Children with links", numeric: true), .init("Pairs that wait", numeric: true),
            .init("Links right", numeric: true), .init("Links found", numeric: true),
          ],
          group.lines.map { line in
            .init([
              "\(line.group)", "\(line.linked)", "\(line.waiting)",
              "\(shown(line.precision))<br><span class=\"app-hint\">\(range(line.precisionRange))\(line.right) of \(line.sampled)</span>",
              "\(shown(line.recall))<br><span class=\"app-hint\">\(range(line.recallRange))\(line.reviewed) looked at</span>",
            ])
          }, empty: "No records are linked yet."))
    }
  }

  private func shown(_ share: Double?) -> String { share.map(percentOf) ?? "Too few to say" }
  /// "97.2% to 99.4%, ": 95 times in 100 the truth lies there.
  private func range(_ range: ShareRange?) -> String {
    range.map { "\(percentOf($0.low)) to \(percentOf($0.high)), " } ?? ""
  }
  private func number(_ value: Double?) -> String {
    guard let value else { return "Not known" }
    let tenths = Int((value * 100).rounded())
    return tenths % 100 == 0 ? "\(tenths / 100)" : "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
  }
}

private func percentOf(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
}

let qualityRoutes: [Route] = [
  .page("/links/quality", "How good the links are", may: .seeLinkQuality) { request, tx in
    let monthAgo = request.today.adding(days: -28)
    return QualityPage(
      links: try tx.linksPerSourcePair().map {
        .init(pair: $0.a == $0.b ? "\($0.a), twice" : "\($0.a) and \($0.b)", count: $0.count)
      },
      groups: try QualityGrouping.allCases.map {
        .init(title: $0.title, lines: try tx.qualityLines($0, on: request.today))
      },
      drift: try LinkFigure.all.map { name in
        let before = try tx.figure(name, by: monthAgo)
        return .init(
          name: name, now: try tx.figure(name, by: request.today)?.value, before: before?.value, beforeOn: before?.on)
      },
      oldest: try tx.oldestWaitingPair()?.day, mayDraw: request.caller.holds(.reviewLinks))
  },
  .form("/links/quality/sample", "Draw links by chance to check them", may: .reviewLinks, fields: []) { request, tx in
    var random = SystemRandomNumberGenerator()
    let drawn = try tx.drawSample(20, at: request.now, &random)
    return .see("/links", "\(drawn) links drawn: they stand among the pairs to look at")
  },
]
