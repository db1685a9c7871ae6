import Design
import Kernel
import People
import Store
import Web

/// The family's first page: their children, and what comes next for each.
struct FamilyHomePage: Page, Codable {
  let name: String
  let children: [Line]
  struct Line: Codable, Sendable, Hashable {
    let child: ChildID
    let name: String
    let born: String
    let keyWorker: String?
  }
  var title: String { "Hello \(name.split(separator: " ").first.map(String.init) ?? name)" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      children.isEmpty
        ? emptyState(
          "There is nothing here yet",
          "When we have looked at your request, your child’s page appears here. You can follow the request with your code.",
          action: linkButton("Follow your request", to: "/requests/follow", style: .secondary))
        : children.map { line in
          card(line.name, id: "child-\(line.child)") {
            paragraph("Born \(line.born).\(line.keyWorker.map { " Your key worker is \($0)." } ?? "")")
            linkButton("See \(line.name)’s page", to: "/family/\(line.child)")
          }
        }.joined()
    }
  }
}

/// The family's own view of one child: what comes next, the plan in plain words, the people, who has looked.
struct FamilyChildPage: Page {
  let child: ChildID
  let name: String
  let whatMatters: String?
  let people: [Involvement]
  let words: [OwnWords]
  let panels: [Panel]
  var title: String { name }
  var trail: [Link] { [Link("Home", "/family")] }
  var menuPath: String? { "/family" }
  private enum CodingKeys: String, CodingKey { case child, name, whatMatters, people, words, panels }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(name)
      buttonGroup {
        linkButton("Write to us", to: "/family/\(child)/messages")
        linkButton("Add something in your own words", to: "/family/\(child)/words", style: .secondary)
        printButton()
      }
      panels.filter { $0.place == .lead }.map(\.html)
      columns {
        if let said = words.first {
          card("In your words", style: .voice) { quote(said.words, who: said.speaker, when: day(said.heardAt.day)) }
        } else if let whatMatters {
          card("What matters to \(name)", style: .voice) { quote(whatMatters) }
        }
        panels.filter { $0.place == .main }.map(\.html)
        card("The people around \(name)") {
          table(
            Table(
              "The people around \(name)", [.init("Name"), .init("Who they are"), .init("Phone")],
              people.map {
                .init([
                  "\($0.practitionerName ?? $0.agencyName) \(tag("Key worker", .teal), if: $0.isKeyWorker)",
                  "\($0.jobTitle.map { "\($0), " })\($0.agencyName). \($0.part)",
                  "\($0.phone.map { phoneLink($0) } ?? "")",
                ])
              }, empty: "Nobody works with \(name) yet."))
        }
      } side: {
        panels.filter { $0.place == .side }.map(\.html)
        card("If you are worried", style: .safety) {
          paragraph("If somebody is in danger now, call 999.")
          paragraph(markup: "If it can wait until we can talk, call us on \(phoneLink(view.site.settings.dutyPhone)).")
        }
      }
    }
  }
}

func familyPageRoutes(_ slices: [Slice]) -> [Route] {
  [
    .page("/family", "The family’s first page", may: .work("family.home", for: .ownRecord, .familyMember, .youngPerson))
    { request, tx in
      let children = try request.caller.person.map { try tx.childrenOf($0) } ?? []
      return FamilyHomePage(
        name: request.caller.name,
        children: try children.map { child in
          FamilyHomePage.Line(
            child: child.id, name: child.calledName, born: child.born(on: request.today),
            keyWorker: try tx.involvements(child.id).first { $0.isKeyWorker && !$0.isHiddenFromFamily }?
              .practitionerName)
        })
    },
    .page("/family/{child}", "The family’s own view of a child’s record", may: .ownView) { request, tx in
      let child = try tx.child(request.child)
      return FamilyChildPage(
        child: child.id, name: child.calledName, whatMatters: child.whatMatters,
        people: try tx.involvements(child.id).filter { !$0.isHiddenFromFamily },
        words: try tx.ownWords(child.id, limit: 3),
        panels: try slices.flatMap(\.familyPanels).compactMap { try $0(child.id, request, tx) })
    },
  ]
}
