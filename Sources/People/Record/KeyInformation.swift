package import Design
import Foundation
package import Kernel
package import Store
package import Web

/// A kind of key information: what the sharing matrix speaks of.
package enum KeyKind: String, Choice {
  case identifiers, agencies, professionals, assessments, agreements, warnings
  package var title: String {
    switch self {
    case .identifiers: "Numbers that name the child"
    case .agencies: "Agencies involved, and since when"
    case .professionals: "Names of those who work with the child"
    case .assessments: "That assessments and plans exist"
    case .agreements: "Consent, or another basis"
    case .warnings: "What everybody must know first"
    }
  }
}

/// A line that another slice adds to a child's key information: that there is an assessment, on what lawful basis.
/// Never what is in it.
package struct KeyLine: Sendable, Codable, Hashable {
  package let kind: KeyKind
  package let title: String
  package let text: String
  /// Who says so: "Early Help".
  package let source: String?
  package let on: Day?
  package init(_ kind: KeyKind, _ title: String, _ text: String, source: String? = nil, on: Day? = nil) {
    (self.kind, self.title, self.text, self.source, self.on) = (kind, title, text, source, on)
  }
  /// "Early Help, 3 May 2026"
  var origin: String? {
    let words = [source, on?.long].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
/// Which kinds of key information whoever asks may see, by their agency and what they ask for.
package typealias SeenKinds = @Sendable (Request, Transaction) throws -> Set<KeyKind>
package typealias KeyLines = @Sendable (ChildID, Request, Transaction) throws -> [KeyLine]

/// What everybody who may know of the child sees, and no more. Source: domain register B10.3, key-information view:
/// name, date of birth, identifiers, lead professional, agencies open with a contact, that assessments exist, flags.
struct KeyInformationPage: Page, Codable {
  let child: ChildID
  let name: String
  let born: String
  /// Each with its status, who says so and since when.
  let identifiers: [KeyLine]
  let lead: String?
  let keyWorker: String?
  let contacts: [Contact]
  let agencies: [AgencyKnows]
  let lines: [KeyLine]
  let flags: [String]
  let mayOpen: Bool
  /// A family reads what everybody sees of them.
  let isFamily: Bool
  /// What the sharing matrix lets this caller see.
  let seen: Set<KeyKind>

  struct Contact: Codable, Sendable, Hashable {
    let agency: String
    /// Nil where the matrix shows the agency and not the person.
    let who: String?
    let part: String
    let phone: String?
    let since: Day
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
      if !isFamily && seen.count < KeyKind.allCases.count {
        paragraph(
          markup:
            "Left out by the \(link("sharing matrix", to: "/sharing-matrix")): \(hidden.map { $0.title.lowercasedFirst }.joined(separator: "; "))."
        )
      }
      card("Who", id: "who") {
        summaryList(
          [SummaryRow("Name", text: name), SummaryRow("Born", text: born)]
            + identifiers.map { SummaryRow($0.title, said($0)) }
            + (seen.contains(.professionals)
              ? [
                SummaryRow("Lead professional", text: lead ?? "Nobody named yet"),
                SummaryRow("Key worker", text: keyWorker ?? "Nobody named yet"),
              ] : [])
            + (flags.isEmpty
              ? []
              : [
                SummaryRow("Know first", flags.map { "<p class=\"govuk-body\">\(tag($0, .red))</p>" as HTML }.joined())
              ]))
      }
      if seen.contains(.agencies) {
        card("Agencies that work with \(name) now", id: "contacts") { contactTable }
        card("Agencies that hold a record", id: "agencies") { agencyList(agencies) }
      }
      if !lines.isEmpty {
        card("Assessments, plans and agreements", id: "lines") {
          summaryList(lines.map { SummaryRow($0.title, said($0)) })
        }
      }
    }
  }

  private var hidden: [KeyKind] { KeyKind.allCases.filter { !seen.contains($0) } }

  private var contactTable: HTML {
    table(
      Table(
        "Agencies that work with \(name) now",
        [.init("Agency"), .init("Who to ask"), .init("What they do"), .init("Phone"), .init("Since")],
        contacts.map {
          Table.Row([
            "\($0.agency)", "\($0.who ?? "Ask the agency")", "\($0.part)",
            $0.phone.map { phoneLink($0) } ?? "<span class=\"app-hint\">None</span>", day($0.since),
          ])
        }, empty: "No agency works with \(name) now."))
  }
}

/// A value of the key information with who says so, and when.
func said(_ line: KeyLine) -> HTML {
  "\(line.text)\(line.origin.map { "<br><span class=\"app-hint\">\($0)</span>" as HTML })"
}

/// What of a child's key information whoever asks may see.
struct KeyInformation: Sendable {
  let identifiers: [KeyLine]
  let contacts: [KeyInformationPage.Contact]
  let agencies: [AgencyKnows]
  let lines: [KeyLine]
  let flags: [String]
  let lead: String?
  let keyWorker: String?
  let seen: Set<KeyKind>

  init(_ child: Child, _ request: Request, _ tx: Transaction, _ slices: KeyLines, _ allowed: SeenKinds) throws {
    // Who works with the child sees the whole record; families see all that is known of them.
    let isNear = request.caller.isFamily || request.may(.openRecord, on: child)
    let seen = isNear ? Set(KeyKind.allCases) : try allowed(request, tx)
    self.seen = seen
    let people = try tx.involvements(child.id).filter { !request.caller.isFamily || !$0.isHiddenFromFamily }
    identifiers = seen.contains(.identifiers) ? try tx.identifiers(of: child, forFamily: request.caller.isFamily) : []
    let names = seen.contains(.professionals)
    contacts =
      seen.contains(.agencies)
      ? people.map {
        .init(
          agency: $0.agencyName, who: names ? $0.practitionerName ?? $0.teamName ?? "The team" : nil, part: $0.part,
          phone: names ? $0.phone : nil, since: $0.beganOn)
      } : []
    agencies = seen.contains(.agencies) ? try tx.agenciesThatKnow(child.id) : []
    lines = try slices(child.id, request, tx).filter { seen.contains($0.kind) }
    flags = request.caller.isFamily || !seen.contains(.warnings) ? [] : child.alertLines
    lead = names ? people.first(where: \.isLead)?.who : nil
    keyWorker = names ? people.first(where: \.isKeyWorker)?.who : nil
  }
}

extension Transaction {
  /// The numbers that name a child, each with its status, who says the same, and when they last said so. A family reads
  /// the number without its status, and what a UPN is.
  func identifiers(of child: Child, forFamily: Bool = false) throws -> [KeyLine] {
    let upnTitle = forFamily ? "School number (UPN)" : "UPN"
    let told = try rows(
      """
      SELECT a.name, r.record_id, r.content, r.imported_at FROM agency_record r JOIN agency a ON a.id = r.agency_id
      WHERE r.child_id = \(child.id) ORDER BY r.imported_at DESC, a.name
      """
    ) { row -> (agency: String, record: String, content: [String: String], on: Day) in
      let json: String = try row[2]
      let at: Instant = try row[3]
      let content = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
      return (agency: try row[0], record: try row[1], content: content, on: at.day)
    }
    var lines: [KeyLine] = []
    func line(_ title: String, _ text: String, _ says: ([String: String]) -> Bool) {
      let agreeing = told.filter { says($0.content) }
      var seen = Set<String>()
      let names = agreeing.map(\.agency).filter { seen.insert($0).inserted }
      lines.append(
        KeyLine(
          .identifiers, title, text, source: names.isEmpty ? "Written down here" : names.joined(separator: ", "),
          on: agreeing.first?.on ?? child.updatedAt.day))
    }
    if let number = child.nhsNumber {
      let status = forFamily ? "" : " (\(child.nhsStatus.title.lowercasedFirst))"
      line("NHS number", "\(number.spaced)\(status)") {
        NHSNumber($0["nhs_number"] ?? "") == number
      }
    }
    if let upn = child.upn { line(upnTitle, upn.text) { UPN($0["upn"] ?? "") == upn } }
    /// What an agency says otherwise: somebody has to look which is right.
    func others(_ title: String, than own: String?, _ read: ([String: String]) -> String?) {
      var shown = Set([own].compactMap(\.self))
      for record in told {
        guard let text = read(record.content), shown.insert(text).inserted else { continue }
        let words = own == nil ? "\(title) that another record holds too" : "Another \(title)"
        lines.append(KeyLine(.identifiers, words, text, source: record.agency, on: record.on))
      }
    }
    others("NHS number", than: child.nhsNumber?.spaced) { NHSNumber($0["nhs_number"] ?? "")?.spaced }
    others(upnTitle, than: child.upn?.text) { UPN($0["upn"] ?? "")?.text }
    for record in told {
      lines.append(
        KeyLine(.identifiers, "Number at \(record.agency)", record.record, source: record.agency, on: record.on))
    }
    return lines
  }
}

func keyInformationRoutes(_ lines: @escaping KeyLines, _ seen: @escaping SeenKinds) -> [Route] {
  [
    .page("/children/{child}/key-information", "The key information about a child", may: .knowOf) { request, tx in
      let child = try tx.child(request.child)
      let known = try KeyInformation(child, request, tx, lines, seen)
      return KeyInformationPage(
        child: child.id, name: child.name, born: child.born(on: request.today), identifiers: known.identifiers,
        lead: known.lead, keyWorker: known.keyWorker, contacts: known.contacts, agencies: known.agencies,
        lines: known.lines, flags: known.flags, mayOpen: request.may(.openRecord, on: child),
        isFamily: request.caller.isFamily, seen: known.seen)
    }
  ]
}

/// The key information on the child's page, and in the family's own view: what all agencies may come to know of the child.
func keyPanel(_ lines: @escaping KeyLines, _ seen: @escaping SeenKinds, forFamily: Bool)
  -> @Sendable (ChildID, Request, Transaction) throws -> Panel?
{
  { id, request, tx in
    let child = try tx.child(id)
    let known = try KeyInformation(child, request, tx, lines, seen)
    let all = known.identifiers.filter { !$0.title.hasPrefix("Number at") } + known.lines
    return Panel(
      "key_information", .side, all,
      card(
        forFamily ? "What other services can see" : "Key information", id: "key-information", style: .narrow,
        actions: link(
          "All", to: "/children/\(id)/key-information", hiddenText: "key information about \(child.calledName)")
      ) {
        if forFamily {
          paragraph(
            "Other services that know \(child.calledName) see this, and no more. They never see what you tell us.")
        }
        all.isEmpty
          ? paragraph("Nothing beyond the name and the date of birth.")
          : summaryList(all.map { SummaryRow($0.title, said($0)) })
      })
  }
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
