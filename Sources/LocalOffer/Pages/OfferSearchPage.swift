import Design
import Kernel
import Web

/// One result, as it is shown and sent.
struct OfferCard: Sendable, Codable, Hashable {
  let id: ListingID
  let name: String
  let organisationName: String
  let summary: String
  let ages: String?
  let cost: String
  let place: String
  let miles: Double?
  let state: ReferralState
  let wait: String?
  let waitSaidOn: Day?
  let alert: String?
  let reasons: [String]
  let nextStep: String
  /// When it was last confirmed, where that is too long ago or not known.
  let notConfirmed: String?
  /// "Closed for now"; nil for what is running.
  let closed: String?
  let positions: [Position]

  init(_ result: OfferResult, today: Day) {
    let listing = result.listing
    (id, name, organisationName, summary) = (listing.id, listing.name, listing.organisationName, listing.summary)
    (ages, cost, place, miles) = (listing.ages, listing.cost, listing.inTown, result.miles)
    (state, wait, waitSaidOn) = (listing.state, listing.wait, listing.waitSaidOn)
    (alert, nextStep) = (listing.alert, listing.nextStep)
    var seen = Set<String>()
    reasons = result.reasons.filter { seen.insert($0).inserted }
    notConfirmed = notConfirmedWords(listing.assuredOn, today: today)
    closed = listing.isClosed ? listing.statusWords : nil
    positions = listing.positions
  }
  var path: String { "/local-offer/services/\(id)" }
}

/// What was found, in order; the form with which it was asked stands above it.
struct OfferSearchPage: Page, Codable {
  let question: OfferQuestion
  let entry: Entry
  let results: [OfferCard]
  let total: Int
  let page: Int
  let understood: Understood?
  let corrected: [OfferResults.Correction]
  let near: NamedPosition?
  let unknownPlace: String?
  let isMap: Bool
  /// The names on the map.
  let towns: [NamedPosition]
  let said: SaidHere
  static let size = 10

  var title: String { "Find help near you" }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }
  var shownErrors: [FieldError] { entry.errors }
  var sheet: Sheet? {
    Sheet(
      name: "services",
      columns: ["name", "organisation", "summary", "ages", "cost", "place", "miles", "why", "next_step", "id"],
      rows: results.map {
        [
          $0.name, $0.organisationName, $0.summary, $0.ages ?? "", $0.cost, $0.place,
          $0.miles.map { oneDecimal($0) } ?? "", $0.reasons.joined(separator: "; "), $0.nextStep, $0.id.description,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      questionForm(question, entry, map: isMap)
      heading(countInWords, .h2, id: "results")
      notes
      if results.isEmpty {
        nothing(view)
      } else {
        subNavigation(
          [
            NavItem("List", question.path(page: page), isCurrent: !isMap),
            NavItem("Map", question.path(page: page, map: true), isCurrent: isMap),
          ], label: "List or map")
        if isMap { offerMap(results, near: near, towns: towns) } else { list(view) }
        pagination(
          Pages(page: page, size: Self.size, count: results.count, total: total) {
            question.path(page: $0, map: isMap)
          })
      }
      said.html
    }
  }

  private var countInWords: String {
    switch total {
    case 0: "We found nothing that fits all of this"
    case 1: "1 service"
    default: "\(total) services"
    }
  }

  /// What was made of the words, so that nobody has to guess why something is there.
  @HTMLBuilder private var notes: HTML {
    if let unknownPlace {
      warningText("We do not know where “\(unknownPlace)” is. Check the postcode, or type the name of a town.")
    }
    if let near, near.isRough, Postcode(near.name) != nil {
      paragraph("We do not know \(near.name) exactly, so distances are from the middle of its neighbourhood.")
    }
    if !corrected.isEmpty {
      let meant = corrected.map { "“\($0.meant)…” for “\($0.typed)”" }.joined(separator: ", ")
      paragraph(markup: "We looked for \(meant). \(link("Search for exactly what I typed", to: exactPath))")
    }
    if let words = understood?.inWords {
      paragraph(markup: "We took this to mean: \(words). \(link("Search for the words only", to: exactPath))")
    }
  }
  private var exactPath: String {
    var exact = question
    exact.isExact = true
    return exact.path(map: isMap)
  }

  private func list(_ view: View) -> HTML {
    view.form(to: "/local-offer/lists", keepsDraft: false) {
      "<ol class=\"app-found\" start=\"\((page - 1) * Self.size + 1)\">\(results.map(resultItem))</ol>" as HTML
      button("Keep the ones I ticked", style: .secondary)
    }
  }

  private func nothing(_ view: View) -> HTML {
    emptyState(
      "What you can try",
      "Take away a filter, use fewer words, or look further away. You can also ring us: \(view.site.settings.dutyPhone).",
      action: markup { linkButton("Look at everything", to: "/local-offer", style: .secondary) })
  }
}

extension Understood {
  /// "age 7, near Castlewick, on Saturday"
  var inWords: String? {
    let parts = [
      age.map { "age \($0)" }, near.map { "near \($0)" },
      days.isEmpty ? nil : "on \(days.map(\.title).joined(separator: " or "))", partOfDay.map { $0.title.lowercased() },
      isFree ? "free" : nil, isOpenNow ? "open now" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// One result: what it is, why it stands here, how far it is, and what to do next.
func resultItem(_ card: OfferCard) -> HTML {
  let facts = [
    card.ages, card.cost, card.miles.map { "\(oneDecimal($0)) miles, \(card.place)" } ?? card.place,
  ].compactMap(\.self)
  return """
    <li class="app-found__item"><h3 class="govuk-heading-s"><a class="govuk-link" href="\(card.path)">\(card.name)</a></h3>\
    <p class="govuk-body-s app-found__by">\(card.organisationName)</p>\
    <p class="govuk-body">\(card.summary)</p>\
    <p class="govuk-body-s app-found__facts">\(card.closed.map { tag($0, .grey) } ?? stateTag(card.state, card.wait)) \(facts.joined(separator: " · "))\
    \("<br><span class=\"app-hint\">Places and wait as of \(card.waitSaidOn?.long)</span>", if: card.waitSaidOn != nil)</p>\
    \("<p class=\"govuk-body-s\"><strong>Now:</strong> \(card.alert)</p>", if: card.alert != nil)\
    \("<p class=\"govuk-body-s app-found__why\"><strong>Why it is here:</strong> \(card.reasons.joined(separator: "; "))</p>", if: !card.reasons.isEmpty)\
    <p class="govuk-body"><strong>Next:</strong> \(card.nextStep)</p>\
    \("<p class=\"govuk-body-s app-hint\">\(card.notConfirmed)</p>", if: card.notConfirmed != nil)\
    <div class="govuk-checkboxes govuk-checkboxes--small app-no-print"><div class="govuk-checkboxes__item">\
    <input class="govuk-checkboxes__input" type="checkbox" id="keep-\(card.id)" name="listing" value="\(card.id)">\
    <label class="govuk-label govuk-checkboxes__label" for="keep-\(card.id)">Keep\
    <span class="govuk-visually-hidden"> \(card.name)</span></label></div></div></li>
    """
}

/// What families are told of a listing that nobody has confirmed lately; nil for one that somebody has.
func notConfirmedWords(_ assuredOn: Day?, today: Day) -> String? {
  guard let assuredOn else { return "We do not know when this was last confirmed" }
  return assuredOn <= today.adding(months: -monthsUntilDue) ? "Not confirmed since \(assuredOn.long)" : nil
}

func stateTag(_ state: ReferralState, _ wait: String?) -> HTML {
  switch state {
  case .open: tag("Taking new families", .green)
  case .waiting: tag(wait.map { "Waiting list: \($0)" } ?? "Waiting list", .yellow)
  case .closed: tag("Full for now", .grey)
  }
}

/// `3.4`
func oneDecimal(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// The form above the results: three questions in sight, the rest folded away; what is chosen there stands as chips, so
/// that on a phone results are not a long way down.
func questionForm(_ question: OfferQuestion, _ entry: Entry, map: Bool) -> HTML {
  """
  <form class="app-filter app-ask-offer" method="get" action="/local-offer/search" role="search" aria-label="Search the local offer">
  \(control(QuestionForm.words, entry, marksOptional: false))
  <div class="app-filter__fields">\(control(QuestionForm.near, entry, marksOptional: false))\
  \(control(QuestionForm.age, entry, marksOptional: false))</div>
  \(details("More choices") {
      control(QuestionForm.needs, entry, marksOptional: false)
      control(QuestionForm.kinds, entry, marksOptional: false)
      control(QuestionForm.days, entry, marksOptional: false)
      control(QuestionForm.partOfDay, entry, marksOptional: false)
      control(QuestionForm.within, entry, marksOptional: false)
      control(QuestionForm.only, entry, marksOptional: false)
    })
  \(hidden("view", "map"), if: map)\
  <button type="submit" class="govuk-button" data-module="govuk-button">Search</button>
  \(chipsOf(question, map: map))
  </form>
  """
}

private func chipsOf(_ question: OfferQuestion, map: Bool) -> HTML {
  let chips = question.chips(map: map)
  guard !chips.isEmpty else { return .empty }
  let items = chips.map { chip -> HTML in
    """
    <li><a class="app-chip" href="\(chip.removePath)"><span class="govuk-visually-hidden">Remove this filter: </span>\
    \(chip.label)<span class="app-chip__cross" aria-hidden="true">×</span></a></li>
    """
  }
  return "<ul class=\"app-chips\" aria-label=\"Filters that are on\">\(items)</ul>"
}
