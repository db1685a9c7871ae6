import Design
import Kernel
import Web

/// One service as a family reads it.
struct ServicePage: Page, Codable {
  let id: ListingID
  let details: ListingDetails
  let organisation: OrganisationID
  let organisationName: String
  let assuredOn: Day?
  let said: SaidHere
  let mayEdit: Bool
  /// What the partnership counts itself: "Half of the last 20 families waited 9 weeks or less".
  let live: [String]
  var title: String { details.name }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(details.name, caption: organisationName)
      details.versionLinks(id).html
      if let alert = details.alert { warningText(closedWords(view.today).map { "\($0) \(alert)" } ?? alert) }
      if let words = notConfirmedWords(assuredOn, today: view.today) {
        insetText { paragraph("\(words). Ring before you go.") }
      }
      columns {
        card("What to do next", id: "next", style: .lead) {
          paragraph(
            markup: details.status == .active
              ? stateTag(details.referral.state, details.referral.wait) : tag(details.status.title, .grey))
          if let said = details.referral.saidSince(assuredOn) {
            paragraph(
              markup: "<span class=\"app-hint\">Places and wait as \(organisationName) said on \(said.long).</span>")
          }
          live.map { paragraph($0) }
          if let how = details.referral.how { prose(how) }
          paragraph(details.nextStep)
        }
        card("What it is", id: "about") {
          details.summary.map { lead($0) } ?? .empty
          details.description.map { prose($0) } ?? .empty
        }
        facts
        answers
        said.html
      } side: {
        who
        whereAndWhen
        more(view)
      }
    }
  }

  private func closedWords(_ today: Day) -> String? {
    guard details.status != .active else { return nil }
    if let again = details.closedUntil, again <= today {
      return "It was to open again on \(again.long). Ring before you go."
    }
    return details.closedUntil.map { "\(details.status.title), until \($0.long)." } ?? "\(details.status.title)."
  }

  private var facts: HTML {
    card("Who it is for, and what it costs", id: "facts") { summaryList(factLines) }
  }

  private var factLines: [SummaryRow] {
    var rows: [SummaryRow] = []
    func add(_ key: String, _ lines: [String], _ separator: String = "\n") {
      if !lines.isEmpty { rows.append(SummaryRow(key, text: lines.joined(separator: separator))) }
    }
    add("Ages", [details.agesInWords].compactMap(\.self))
    add("Helps with", details.needs.isEmpty ? ["Any child"] : details.needs.map(\.title))
    add("Kind", details.kinds.map(\.title))
    add("How to get in", details.referral.routes.map(\.title))
    add("Cost", details.costLines)
    add("Areas", details.areas.compactMap(\.name), ", ")
    add("Languages", details.languages.compactMap(\.name), ", ")
    add("Inspections and marks", [details.accreditations].compactMap(\.self))
    add("Short break level", [details.shortBreakLevel.map(String.init)].compactMap(\.self))
    return rows
  }

  private var answers: HTML {
    let given = ProviderQuestion.allCases.compactMap { question in details.answers[question].map { (question, $0) } }
    guard !given.isEmpty else { return .empty }
    return card("What the provider says", id: "provider") {
      given.map { question, answer in
        markup {
          heading(question.title, .h3, size: .s)
          prose(answer)
        }
      }
    }
  }

  private var who: HTML {
    card("Who to ask for", id: "contact", style: .narrow) {
      if details.contacts.isEmpty { paragraph("Ask for the team.") }
      details.contacts.map { contact in
        markup {
          paragraph(markup: "<strong>\(contact.name ?? contact.title ?? "The team")</strong>")
          if contact.name != nil, let title = contact.title { paragraph(title) }
          contact.phones.map { paragraph(markup: "\(phoneLink($0.number))\($0.about.map { ", \($0)" as HTML })") }
          contact.email.map { paragraph(markup: mailLink($0)) }
        }
      }
      details.email.map { mail in
        details.contacts.contains { $0.email == mail } ? HTML.empty : paragraph(markup: mailLink(mail))
      }
      details.url.map { paragraph(markup: webLink($0)) }
    }
  }

  private var whereAndWhen: HTML {
    card("Where and when", id: "where", style: .narrow) {
      details.places.map { place in
        markup {
          paragraph(markup: "<strong>\(place.name ?? place.kind.title)</strong>")
          place.address.map { paragraph($0.oneLine) }
          place.access.compactMap(\.words).map { paragraph($0) }
        }
      }
      if details.places.isEmpty { paragraph("Comes to you, or is online or by phone.") }
      if !details.times.isEmpty {
        heading("When", .h3, size: .s)
        bulletList(details.times.map { "\($0.inWords)" })
      }
    }
  }

  private func more(_ view: View) -> HTML {
    card("More", id: "more", style: .narrow) {
      view.postButton("Keep it in my list", to: "/local-offer/lists", ["listing": id.description])
      printButton()
      bulletList(
        [
          link("Everything by \(organisationName)", to: "/local-offer/organisations/\(organisation)"),
          mayEdit ? link("Look after this listing", to: "/directory/listings/\(id)") : nil,
        ].compactMap(\.self))
      assuredOn.map { paragraph("Confirmed on \($0.long).") }
    }
  }
}

func mailLink(_ address: String) -> HTML {
  isEmail(address) ? "<a class=\"govuk-link app-break\" href=\"mailto:\(address)\">\(address)</a>" : "\(address)"
}

/// A link to another website; what is no address of the web is text.
func webLink(_ address: String) -> HTML {
  guard isWebAddress(address) else { return "<span class=\"app-break\">\(address)</span>" }
  return "<a class=\"govuk-link app-break\" href=\"\(address)\" rel=\"noreferrer\">\(address)</a>"
}
