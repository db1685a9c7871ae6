import Design
import Kernel
import Store
import Web

let governanceRoutes: [Route] = [
  .page("/governance", "Plans and decisions", may: .readGovernance) { request, tx in
    let decisions = try tx.decisions(draftsToo: false)
    return GovernancePage(
      plans: try tx.plans(unpublishedToo: false).count, ahead: decisions.filter { $0.state.isAhead }.count,
      taken: decisions.filter { !$0.state.isAhead }.count, indicators: try tx.indicators().count,
      groups: try tx.groups().count, agreements: try tx.agreements().count, yours: try groupsOf(request, tx))
  }
]

/// The groups that the reader sits in, with their next meeting.
private func groupsOf(_ request: Request, _ tx: Transaction) throws -> [GovernancePage.Yours] {
  guard request.caller.practitioner != nil || request.caller.person != nil else { return [] }
  return try tx.groups().filter { try tx.sits(request.caller, in: $0.id, on: request.today) }.map { group in
    let next = try tx.meetings(of: group.id).last { $0.state == .planned && $0.startsAt >= request.now }
    return GovernancePage.Yours(
      name: name(on: request.today, try tx.names(of: group.id)), path: group.path, next: next?.startsAt,
      meeting: next?.path)
  }
}

/// Where anybody begins who wants to know what the partnership has promised and decided.
struct GovernancePage: Page, Codable {
  /// A group that the reader sits in.
  struct Yours: Codable, Sendable {
    let name: String
    let path: String
    let next: Instant?
    /// Where its papers are.
    let meeting: String?
  }
  let plans: Int
  let ahead: Int
  let taken: Int
  let indicators: Int
  let groups: Int
  let agreements: Int
  let yours: [Yours]
  var title: String { "Plans and decisions" }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What the partnership has promised, what it is going to decide, and what it has decided and why.")
      yours.map { group in
        card("You sit in: \(group.name)", style: .lead) {
          bulletList([
            link("What the group is there for", to: group.path, hiddenText: group.name),
            group.meeting.map { link("Papers for \(group.next?.long ?? "")", to: $0, hiddenText: group.name) }
              ?? "No meeting is called.",
          ])
        }
      }
      tiles([
        Tile("Plans", "\(plans)", note: "with how each row stands", link: "/governance/plans"),
        Tile(
          "Decisions ahead", "\(ahead)", note: "with the day before which they may not be taken",
          link: "/governance/decisions"),
        Tile("Figures", "\(indicators)", note: "of the scorecard, with their course", link: "/governance/scorecard"),
        Tile("Decisions taken", "\(taken)", note: "with their reasons", link: "/governance/decisions"),
        Tile("Groups and boards", "\(groups)", note: "who meets, papers, minutes, risks", link: "/governance/groups"),
        Tile("Agreements", "\(agreements)", note: "with who has signed", link: "/governance/agreements"),
      ])
      card("Take the figures with you", id: "data") {
        paragraph(
          """
          Every page here can be had as data: a spreadsheet with “format=csv” in its address, or JSON. You may \
          use it freely under the Open Government Licence.
          """)
        bulletList([
          link("Decisions as a spreadsheet", to: "/governance/decisions?format=csv"),
          link("The scorecard as a spreadsheet", to: "/governance/scorecard?format=csv"),
          link("All open data, with what its columns mean", to: "/governance/data"),
          link("How the data is described", to: "/openapi.json"),
        ])
      }
    }
  }
}
