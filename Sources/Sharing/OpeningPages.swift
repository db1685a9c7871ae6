import Design
import Kernel
import Web

/// What a family has agreed to, as it reads it.
struct Agreed: Codable, Sendable, Hashable {
  let about: AgreementAbout
  let state: Agreement.State
  let by: String
  let agencies: String
  let on: Day
  let until: Day?
  let endedOn: Day?

  init(_ agreement: Agreement, on today: Day) {
    (about, state, by) = (agreement.about, agreement.state(on: today), agreement.givenBy)
    (agencies, on, until, endedOn) = (agreement.agencies, agreement.on, agreement.expiresOn, agreement.endedOn)
  }

  var inWords: String {
    let said = "\(by) said \(state == .refused ? "no" : "yes") on \(on.long)."
    switch state {
    case .refused: return said
    case .inForce: return "\(said) For: \(agencies).\(until.map { " Until \($0.long)." } ?? "")"
    case .expired: return "\(said) It ended on \(until?.long ?? "a day in the past")."
    case .withdrawn: return "\(said) They changed their mind on \(endedOn?.long ?? "a later day")."
    }
  }
}

/// Who has opened the record: for those who answer for it, and for the family.
struct OpeningsPage: Page, Codable {
  let title: String
  let child: ChildID
  let childName: String
  let openings: [Opening]
  let shared: [SharingDecision]
  let inWork: [SharedInWork]
  /// Only for the family.
  let agreed: [Agreed]
  let isFamily: Bool
  /// Who checks how records are used does not open them.
  let mayOpen: Bool
  let today: Day
  var trail: [Link] {
    if isFamily { return [Link("Home", "/family"), Link(childName, "/family/\(child)")] }
    return [Link(childName, "/children/\(child)\(mayOpen ? "" : "/key-information")")]
  }
  var menuPath: String? { isFamily ? "/family" : nil }
  var sheet: Sheet? {
    Sheet(
      name: "openings-\(today)", columns: ["day", "name", "as", "why", "times"],
      rows: openings.map { [$0.day.description, $0.name, $0.asWhat, $0.purpose.inWords, String($0.times)] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if isFamily {
        printButton()
        lead("Every time somebody opens \(childName)’s record, we write it down. You can see it here.")
      }
      card("Who has looked") {
        looks("Who has opened the record", openings.prefix(OpeningsPage.open), view)
        if openings.count > OpeningsPage.open {
          details("Earlier (\(openings.count - OpeningsPage.open))") {
            looks("Who opened the record earlier", openings.dropFirst(OpeningsPage.open), view)
          }
        }
        if !openings.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "\(view.request.path)?format=csv"))
        }
      }
      card(isFamily ? "What we shared, with whom and why" : "Decisions to share") {
        decisionList(shared, inWork, forFamily: isFamily)
      }
      if isFamily {
        card("What you have agreed to", id: "agreed") {
          agreed.isEmpty
            ? paragraph("Nothing is written down yet.")
            : summaryList(agreed.map { SummaryRow($0.about.forFamily, text: $0.inWords) })
          paragraph("You can change your mind at any time. Tell your key worker, or write to us from your own page.")
        }
        paragraph(
          markup: "Does something look wrong? Tell your key worker, or call \(phoneLink(view.site.settings.dutyPhone))."
        )
      }
    }
  }

  /// How many lines are open to read; those before are folded away.
  private static let open = 12

  private func looks(_ caption: String, _ openings: ArraySlice<Opening>, _ view: View) -> HTML {
    table(
      Table(
        caption, [.init("Who"), .init("When"), .init("Why")],
        openings.map { opening in
          if isFamily, opening.name == view.caller.name, opening.purpose == .ownRecord {
            return .init(["You", days(opening), "To read your own page"])
          }
          let why = opening.purpose.said(toFamily: isFamily, isAboutReader: view.isAboutReader)
          return .init([
            "\(opening.name)<br><span class=\"app-hint govuk-!-font-weight-regular\">\(opening.asWhat)</span>",
            days(opening),
            "\(why.prefix(1).uppercased() + why.dropFirst())",
          ])
        }, empty: "Nobody has opened the record yet."))
  }

  private func days(_ opening: Opening) -> HTML {
    "\(day(opening.day))\(", \(opening.times) times", if: opening.times > 1)"
  }
}

extension Purpose {
  /// Why somebody looked, as it is said to a parent, to a young person about themselves, or to somebody else.
  func said(toFamily isFamily: Bool, isAboutReader: Bool) -> String {
    guard self == .directCare else { return inWords }
    return isAboutReader ? "to help you" : isFamily ? inWords : "to help the child"
  }
}
