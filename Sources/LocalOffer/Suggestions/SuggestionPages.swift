import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Suggesting services to a family, and writing down what came of them.
  static let suggestService = Permission.child(
    "offer.suggest", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  /// The family says what came of it.
  static let answerSuggestion = Permission.child(
    "offer.answer_suggestion", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

private let wordsField = Field(
  "words", "Look for", .text(max: 300),
  hint: "For example sleep, autism or a club. The nearest for the child’s age come first.")
private let listingField = Field("listing", "Service", .id, required: "Choose a service")
private let suggestWhyField = Field("why", "Why do you suggest it?", .text(max: 300), hint: "The family reads this.")
private let outcomeField = Field(
  "outcome", "What came of it?", .choice(Field.options(SuggestionOutcome.self)), required: "Choose what came of it")
private let familyOutcomeField = Field(
  "outcome", "How did it go?", .choice(SuggestionOutcome.allCases.map { .init($0.rawValue, $0.forFamily) }),
  required: "Choose how it went")

func suggestionRoutes(_ index: OfferIndex) -> [Route] {
  [
    .page(
      "/children/{child}/services", "Services suggested to a family", may: .openRecord,
      asks: [wordsField]
    ) { try suggestionsPage($0, $1, index) },
    .form(
      "/children/{child}/services", "Suggest a service", may: .suggestService, fields: [listingField, suggestWhyField],
      again: { try suggestionsPage($0, $1, index) }
    ) { request, tx in
      let (listing, why) = try request.checked { entry in
        var form = FormReading(entry)
        let listing: ListingID? = form.id(listingField)
        let why = form.text(suggestWhyField)
        return form.result { (listing!, why) }
      }
      try suggestService(
        request.formID.of(), listing, to: SuggestedTo(child: request.child), why: why, by: request.caller,
        at: request.now, in: tx)
      return .see("/children/\(try request.child)/services", "Suggested. The family sees it on their page.")
    },
    .form(
      "/children/{child}/services/{suggestion}/outcome", "Write down what came of a suggested service",
      may: .suggestService, fields: [outcomeField], again: { try suggestionsPage($0, $1, index) }
    ) { request, tx in
      let suggestion = try tx.suggestion(request.id("suggestion"), child: request.child)
      try recordOutcome(try outcome(request), of: suggestion, by: request.caller, at: request.now, in: tx)
      return .see("/children/\(try request.child)/services", "Written down")
    },
    .page("/family/{child}/services", "Services for the family", may: .ownView) {
      try familySuggestionsPage($0, $1)
    },
    .form(
      "/family/{child}/services/{suggestion}/outcome", "Say how a suggested service went", may: .answerSuggestion,
      fields: [familyOutcomeField], again: { try familySuggestionsPage($0, $1) }
    ) { request, tx in
      let suggestion = try tx.suggestion(request.id("suggestion"), child: request.child)
      try recordOutcome(try outcome(request), of: suggestion, by: request.caller, at: request.now, in: tx)
      return .see("/family/\(try request.child)/services", "Thank you for telling us")
    },
  ]
}

private func outcome(_ request: Request) throws -> SuggestionOutcome {
  try request.checked { entry in
    var form = FormReading(entry)
    let outcome: SuggestionOutcome? = form.choice(outcomeField)
    return form.result { outcome! }
  }
}

/// What was suggested to a family, and what could be: found near the child, for the child's age.
struct SuggestionsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let suggestions: [Suggestion]
  let words: String?
  let found: [OfferCard]
  let maySuggest: Bool
  let entry: Entry
  var title: String { "Services for the family" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }
  var sheet: Sheet? {
    Sheet(
      name: "suggested-services", columns: ["service", "suggested_on", "by", "outcome"],
      rows: suggestions.map {
        [$0.name, $0.suggestedAt.day.description, $0.suggestedBy, $0.outcome?.title ?? ""]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      card("Suggested", id: "suggested") {
        if suggestions.isEmpty {
          emptyState(
            "Nothing yet", maySuggest ? "Look for a service below and suggest it." : "Nobody has suggested a service.")
        }
        suggestions.map { line in suggested(line, view) }
      }
      if maySuggest {
        card("Look in the local offer", id: "look") {
          filterForm(
            to: "/children/\(child)/services", fields: [wordsField],
            Entry(["words": [words ?? ""]]), submit: "Search")
          if words != nil, found.isEmpty { paragraph("Nothing fits. Use fewer words.") }
          found.map { card in offer(card, view) }
        }
      }
    }
  }

  private func suggested(_ line: Suggestion, _ view: View) -> HTML {
    Design.card(line.name, id: "g-\(line.id)", level: .h3) {
      paragraph(
        markup:
          "\(line.outcome.map { tag($0.title, $0 == .takenUp ? .green : .grey) } ?? tag("Not known yet", .yellow)) \(day(line.suggestedAt.day)), \(line.suggestedBy)"
      )
      if let why = line.why { prose(why) }
      paragraph(markup: link("See the service", to: "/local-offer/services/\(line.listing)", hiddenText: line.name))
      if maySuggest {
        details("Write down what came of it") {
          formPart(
            view, to: "/children/\(child)/services/\(line.id)/outcome", [outcomeField], Entry(), submit: "Save",
            style: .secondary, hiddenText: line.name, idPrefix: "o\(line.id)-", keepsDraft: false)
        }
      }
    }
  }

  private func offer(_ found: OfferCard, _ view: View) -> HTML {
    Design.card(found.name, id: "f-\(found.id)", level: .h3) {
      paragraph(found.summary)
      paragraph(
        markup:
          "\(stateTag(found.state, found.wait)) \([found.ages, found.cost, found.miles.map { "\(oneDecimal($0)) miles" } ?? found.place].compactMap(\.self).joined(separator: " · "))"
      )
      view.form(to: "/children/\(child)/services", keepsDraft: false) {
        hidden("listing", found.id.description)
        control(suggestWhyField, Entry(), idPrefix: "w\(found.id)-")
        button("Suggest it", style: .secondary, hiddenText: found.name)
      }
    }
  }
}

private func suggestionsPage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> SuggestionsPage {
  let child = try tx.child(request.child)
  let words = request.query("words").map { String($0.prefix(300)) }
  var question = OfferQuestion()
  question.words = words
  // A hidden address gives no distances either: from several of them a home could be found.
  question.near = child.isAddressHidden ? nil : child.postcode?.text
  question.age = child.bornOn.map { $0.years(until: request.today) }
  let found = try words.map { _ in
    try index.snapshot(in: tx).find(question, limit: 18, at: request.now, in: tx).results.results.filter {
      !$0.listing.isAboutSafety
    }
  }
  return SuggestionsPage(
    child: child.id, childName: child.name, suggestions: try tx.suggestions(to: child.id), words: words,
    found: (found ?? []).prefix(6).map { OfferCard($0, today: request.today) },
    maySuggest: request.may(.suggestService, on: child), entry: request.entry)
}

/// What was suggested, for the family itself.
struct FamilySuggestionsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let suggestions: [Suggestion]
  let mayAnswer: Bool
  let entry: Entry
  var title: String { "Services for you" }
  var trail: [Link] { [Link("Home", "/family"), Link(childName, "/family/\(child)")] }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if suggestions.isEmpty { emptyState("Nothing yet", "When somebody suggests a service to you, it stands here.") }
      suggestions.map { line in
        Design.card(line.name, id: "g-\(line.id)") {
          paragraph("\(line.suggestedBy) suggested it on \(line.suggestedAt.day.long).")
          if let why = line.why { prose(why) }
          if let outcome = line.outcome { paragraph(markup: tag(outcome.forFamily, .blue)) }
          linkButton(
            "See what it is", to: "/local-offer/services/\(line.listing)", style: .secondary, hiddenText: line.name)
          if mayAnswer {
            formPart(
              view, to: "/family/\(child)/services/\(line.id)/outcome", [familyOutcomeField], Entry(),
              submit: "Tell us", style: .secondary, hiddenText: line.name, idPrefix: "o\(line.id)-", keepsDraft: false)
          }
        }
      }
      paragraph(markup: link("Look for more in the local offer", to: "/local-offer"))
    }
  }
}

private func familySuggestionsPage(_ request: Request, _ tx: Transaction) throws -> FamilySuggestionsPage {
  let child = try tx.child(request.child)
  return FamilySuggestionsPage(
    child: child.id, childName: child.calledName, suggestions: try tx.suggestionsForFamily(of: child.id),
    mayAnswer: request.caller.holds(.answerSuggestion) && child.diedOn == nil, entry: request.entry)
}

/// For the record: what was suggested, and the way to suggest more.
@Sendable func suggestionPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let suggestions = try tx.suggestions(to: child)
  let maySuggest = request.may(.suggestService, on: try tx.child(child))
  guard !suggestions.isEmpty || maySuggest else { return nil }
  return Panel(
    "services", .side, suggestions,
    card("Services from the local offer", id: "services", style: .narrow) {
      suggestions.isEmpty
        ? paragraph("None has been suggested yet.")
        : bulletList(
          suggestions.prefix(5).map { "\($0.name): \($0.outcome?.title.lowercasedFirst ?? "not known yet")" })
      paragraph(
        markup: link(maySuggest ? "Find and suggest services" : "All of them", to: "/children/\(child)/services"))
    })
}

/// For the family: what was suggested to them.
@Sendable func familySuggestionPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let suggestions = try tx.suggestionsForFamily(of: child)
  guard !suggestions.isEmpty else { return nil }
  return Panel(
    "services", .side, suggestions,
    card("Services for you", id: "services", style: .narrow) {
      bulletList(suggestions.prefix(5).map { link($0.name, to: "/local-offer/services/\($0.listing)") })
      paragraph(markup: link("Tell us how it went", to: "/family/\(child)/services"))
    })
}
