import Design
import Kernel
import Store
import Web

// The cards that People puts on a child's page.

@Sendable func voicePanel(_ id: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let child = try tx.child(id)
  let words = try tx.ownWords(id, limit: 2)
  guard !words.isEmpty || child.whatMatters != nil || request.may(.writeWords, on: child) else { return nil }
  let more =
    request.may(.writeWords, on: child)
    ? link("Write down more", to: "/children/\(id)/words", hiddenText: "of what \(child.calledName) says") : .empty
  return Panel(
    "own_words", .lead, words,
    card("In \(child.calledName)’s words", id: "voice", style: .voice, actions: more) {
      words.map {
        quote($0)
      }
      if let matters = child.whatMatters { paragraph("What matters to \(child.calledName): \(matters)") }
      if words.isEmpty, child.whatMatters == nil {
        paragraph("Nobody has written down yet what \(child.calledName) says.")
      }
    })
}

@Sendable func aroundPanel(_ id: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let child = try tx.child(id)
  let people = try tx.involvements(id)
  let label = request.may(.arrangeTeam, on: child) ? "Change" : "All"
  return Panel(
    "people", .main, people,
    card(
      "People around \(child.calledName)", id: "people",
      actions: link(label, to: "/children/\(id)/people", hiddenText: "the people around \(child.calledName)")
    ) {
      if isLeadMissing(people), child.diedOn == nil {
        warningText("Two agencies or more work with \(child.calledName) and nobody leads.")
      }
      table(
        Table(
          "People around \(child.calledName)", [.init("Name"), .init("What they do"), .init("Agency"), .init("Phone")],
          people.sorted { $0.standing < $1.standing }.map { person in
            Table.Row([
              """
              \(person.practitionerName ?? person.teamName ?? "Nobody named yet") \(tag("Key worker", .teal), if: person.isKeyWorker) \
              \(tag("Lead", .blue), if: person.isLead)
              """,
              "\(person.part)", "\(person.agencyName)",
              person.phone.map { phoneLink($0) } ?? "<span class=\"app-hint\">None</span>",
            ])
          }, empty: "Nobody works with \(child.calledName)\(child.isClosed ? " now" : " yet")."))
    })
}

@Sendable func familyPanel(_ id: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let child = try tx.child(id)
  let family = try tx.relations(id)
  let siblings = try tx.siblings(of: child)
  let openable = try tx.openable(siblings.map(\.id), by: request.caller)
  struct Value: Encodable, Sendable {
    let adults: [Relation]
    let siblings: [String]
  }
  let known = siblings.filter { openable.contains($0.id) }
  let add =
    request.may(.changeDetails, on: child)
    ? link("Add", to: "/children/\(id)/family/new", hiddenText: "somebody to the family") : .empty
  return Panel(
    "family", .main, Value(adults: family, siblings: known.map(\.name)),
    card("Family", id: "family", actions: add) {
      familyTable(family, child: id, childName: child.calledName, mayChange: request.may(.changeDetails, on: child))
      if !known.isEmpty {
        paragraph(
          markup: "Brothers and sisters: \(known.map { link($0.name, to: "/children/\($0.id)") }.joined(", "))")
      }
    })
}

@Sendable func agenciesPanel(_ id: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let child = try tx.child(id)
  let agencies = try tx.agenciesThatKnow(id)
  return Panel(
    "agencies", .side, agencies,
    card("Which agencies know \(child.calledName)", id: "agencies", style: .narrow) {
      agencyList(agencies)
      paragraph(
        markup:
          "\(link("Details and their sources", to: "/children/\(id)/details")) and \(link("key information", to: "/children/\(id)/key-information"))"
      )
    })
}
