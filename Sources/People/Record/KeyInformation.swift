package import Design
package import Kernel
package import Store
package import Web

/// A line that another slice adds to a child's key information: that there is an assessment, on what lawful basis.
/// Never what is in it.
package struct KeyLine: Sendable, Codable, Hashable {
  package let title: String
  package let text: String
  package init(_ title: String, _ text: String) {
    self.title = title
    self.text = text
  }
}
package typealias KeyLines = @Sendable (ChildID, Request, Transaction) throws -> [KeyLine]

/// What everybody who may know of the child sees, and no more. Source: domain register B10.3, key-information view:
/// name, date of birth, identifiers, lead professional, agencies open with a contact, that assessments exist, flags.
struct KeyInformationPage: Page, Codable {
  let child: ChildID
  let name: String
  let born: String
  let nhsNumber: String?
  let upn: String?
  let lead: String?
  let keyWorker: String?
  let contacts: [Contact]
  let agencies: [AgencyKnows]
  let lines: [KeyLine]
  let flags: [String]
  let mayOpen: Bool
  /// A family reads what everybody sees of them.
  let isFamily: Bool

  struct Contact: Codable, Sendable, Hashable {
    let agency: String
    let who: String
    let part: String
    let phone: String?
  }
  var title: String { "Key information" }
  var trail: [Link] {
    if isFamily { return [Link("Home", "/family"), Link("Your page", "/family/\(child)")] }
    return mayOpen ? [Link("Search", "/search"), Link(name, "/children/\(child)")] : [Link("Search", "/search")]
  }

  var menuPath: String? { isFamily ? "/family" : nil }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      if isFamily {
        Design.lead(
          "Everyone who may know of \(name) sees this, and no more. What we know beyond it stays with those who help.")
      } else if !mayOpen {
        insetText {
          paragraph("This is all that your work with \(name) lets you see. To learn more, ask the people below.")
        }
      }
      card("Who", id: "who") {
        summaryList(
          [
            SummaryRow("Name", text: name), SummaryRow("Born", text: born), SummaryRow("NHS number", text: nhsNumber),
            SummaryRow(isFamily ? "School number (UPN)" : "UPN", text: upn),
            SummaryRow("Lead professional", text: lead ?? "Nobody named yet"),
            SummaryRow("Key worker", text: keyWorker ?? "Nobody named yet"),
          ]
            + (flags.isEmpty
              ? []
              : [
                SummaryRow("Know first", flags.map { "<p class=\"govuk-body\">\(tag($0, .red))</p>" as HTML }.joined())
              ]))
      }
      card("Agencies that work with \(name) now", id: "contacts") {
        table(
          Table(
            "Agencies that work with \(name) now",
            [.init("Agency"), .init("Who to ask"), .init("What they do"), .init("Phone")],
            contacts.map {
              Table.Row([
                "\($0.agency)", "\($0.who)", "\($0.part)",
                $0.phone.map { phoneLink($0) } ?? "<span class=\"app-hint\">None</span>",
              ])
            }, empty: "No agency works with \(name) now."))
      }
      card("Agencies that hold a record", id: "agencies") { agencyList(agencies) }
      if !lines.isEmpty {
        card("Assessments, plans and agreements", id: "lines") {
          summaryList(lines.map { SummaryRow($0.title, text: $0.text) })
        }
      }
    }
  }
}

func keyInformationRoutes(_ lines: @escaping KeyLines) -> [Route] {
  [
    .page("/children/{child}/key-information", "The key information about a child", may: .knowOf) { request, tx in
      let child = try tx.child(request.child)
      let people = try tx.involvements(child.id).filter { !request.caller.isFamily || !$0.isHiddenFromFamily }
      return KeyInformationPage(
        child: child.id, name: child.name, born: child.born(on: request.today), nhsNumber: child.nhsNumber?.spaced,
        upn: child.upn?.text, lead: people.first(where: \.isLead)?.who,
        keyWorker: people.first(where: \.isKeyWorker)?.who,
        contacts: people.map {
          .init(
            agency: $0.agencyName, who: $0.practitionerName ?? $0.teamName ?? "The team", part: $0.part, phone: $0.phone
          )
        },
        agencies: try tx.agenciesThatKnow(child.id), lines: try lines(child.id, request, tx),
        flags: request.caller.isFamily ? [] : child.alertLines, mayOpen: request.may(.openRecord, on: child),
        isFamily: request.caller.isFamily)
    }
  ]
}

extension Child {
  /// What everybody must know first, line by line.
  package var alertLines: [String] {
    (alerts ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}

/// The head of a child's page: who they are, and what must be known first.
package func identity(of child: Child, people: [Involvement], on today: Day, actions: HTML = .empty) -> HTML {
  // What keeps a child safe is not shouted of one who has died; it stands in the details.
  var flags = child.diedOn == nil ? child.alertLines.map { IdentityBar.Flag($0, .red) } : []
  if child.isRestricted { flags.append(.init("Restricted record", .purple)) }
  if child.isAddressHidden { flags.append(.init("Address not to be shared", .purple)) }
  if child.needsInterpreter { flags.append(.init("Needs an interpreter", .purple)) }
  if child.isClosed, child.diedOn == nil { flags.append(.init("Closed", .grey)) }
  if isLeadMissing(people), child.diedOn == nil { flags.append(.init("Nobody leads yet", .yellow)) }
  var facts = [IdentityBar.Fact("Born", "\(child.born(on: today))")]
  if let preferred = child.preferredName { facts.insert(.init("Likes to be called", "\(preferred)"), at: 0) }
  if let school = child.school { facts.append(.init("School", "\(school)")) }
  facts.append(.init("Key worker", "\(people.first(where: \.isKeyWorker)?.practitionerName ?? "None yet")"))
  if let lead = people.first(where: \.isLead) {
    facts.append(.init("Lead", "\(lead.practitionerName ?? lead.agencyName)"))
  }
  return identityBar(IdentityBar(child.name, facts: facts, flags: flags, actions: actions))
}
