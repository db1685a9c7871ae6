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
  /// The name of whoever reads it.
  let reader: String
  let people: [Involvement]
  let words: [OwnWords]
  let panels: [Panel]
  let diedOn: Day?
  var title: String { name }
  var trail: [Link] { [Link("Home", "/family")] }
  var menuPath: String? { "/family" }
  private enum CodingKeys: String, CodingKey { case child, name, whatMatters, reader, people, words, panels, diedOn }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(name)
      diedOn.map { sorrow($0, view) } ?? .empty
      if !next.isEmpty { cardGrid { next.map(\.html) } }
      if diedOn == nil {
        buttonGroup {
          linkButton("Write to us", to: "/family/\(child)/messages")
          linkButton("Tell us in your own words", to: "/family/\(child)/words", style: .secondary)
          printButton()
        }
      }
      columns {
        if let said {
          card(isOwn(said) ? "In your words" : "In \(said.speaker)’s words", style: .voice) {
            quote(said.words, who: said.speaker, when: day(said.heardAt.day))
          }
        } else if let whatMatters {
          card(diedOn == nil ? "What matters to \(name)" : "What mattered to \(name)", style: .voice) {
            quote(whatMatters)
          }
        }
        panels.filter { $0.place == .main }.map(\.html)
        card("The people around \(name)") {
          table(
            Table(
              "The people around \(name)", [.init("Name"), .init("Who they are"), .init("Phone")],
              people.map {
                .init([
                  "\($0.practitionerName ?? $0.agencyName) \(tag("Key worker", .teal), if: $0.isKeyWorker)",
                  "\($0.jobTitle ?? $0.part), \($0.agencyName)", $0.phone.map { phoneLink($0) } ?? "",
                ])
              }, empty: "Nobody works with \(name) yet."))
        }
      } side: {
        panels.filter { $0.place == .side }.map(\.html)
        if diedOn == nil {
          card("If you are worried", style: .safety) {
            paragraph(markup: "If somebody is in danger now, call \(phoneLink("999")).")
            paragraph(
              markup: "If it can wait until we can talk, call us on \(phoneLink(view.site.settings.dutyPhone)).")
          }
        }
      }
    }
  }

  /// What a family reads first after their child has died, and the only thing that is asked of them: nothing.
  private func sorrow(_ diedOn: Day, _ view: View) -> HTML {
    insetText {
      paragraph("\(name) died on \(diedOn.long). We are very sorry.")
      paragraph(
        "This page stays here for you, with everything that is on it. We will not send you letters or reminders.")
      paragraph(
        markup: "If you would like to talk with somebody, call us on \(phoneLink(view.site.settings.dutyPhone)).")
    }
  }

  /// What comes next, the nearest day first.
  private var next: [Panel] {
    let far = Day(2199, 1, 1)!
    return panels.filter { $0.place == .lead }.sorted { ($0.on ?? far) < ($1.on ?? far) }
  }
  /// The newest that the reader wrote down; else the newest of all.
  private var said: OwnWords? { words.first(where: isOwn) ?? words.first }
  private func isOwn(_ words: OwnWords) -> Bool { words.isBySpeaker && words.writtenBy == reader }
}

func familyPageRoutes(_ slices: [Slice]) -> [Route] {
  [
    .page("/family", "The family’s first page", may: .work("family.home", for: .ownRecord, .familyMember, .youngPerson))
    { request, tx in
      let children = try request.caller.person.map { try tx.childrenOf($0, on: request.today) } ?? []
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
        child: child.id, name: child.calledName, whatMatters: child.whatMatters, reader: request.caller.name,
        people: try tx.involvements(child.id).filter { !$0.isHiddenFromFamily },
        words: try tx.ownWords(child.id, limit: 10),
        panels: try slices.flatMap(\.familyPanels).compactMap { try $0(child.id, request, tx) }, diedOn: child.diedOn)
    },
  ]
}
