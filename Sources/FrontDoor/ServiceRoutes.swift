import Design
import Kernel
import Store
import Web

private let serviceWords = Field("words", "Look for", .text(max: 300))
private let serviceChosen = Field("service", "Service", .id, required: "Choose a service")
private let serviceWhy = Field("why", "Why do you suggest it?", .text(max: 300), hint: "The family reads this.")

/// The screener's own suggestions from the directory, at any time; and what the family says of them.
func serviceRoutes(_ offered: OfferedServices) -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> RequestServicesPage = { request, tx in
    let asked = try workOn(request, tx)
    let words = request.query("words").map { String($0.prefix(300)) }
    return RequestServicesPage(
      id: asked.id, reference: asked.reference.text, name: asked.asked.givenName,
      suggested: try offered.suggested(asked.id, tx), words: words,
      found: try offered.find(words.flatMap { $0.isEmpty ? nil : $0 }, asked.asked, request.now, tx),
      maySuggest: asked.state != .withdrawn, entry: request.entry)
  }
  return [
    .page(
      "/requests/{request}/services", "Services for whoever asked for help", may: .screenRequest, asks: [serviceWords],
      page),
    .form(
      "/requests/{request}/services", "Suggest a service to whoever asked", may: .screenRequest,
      fields: [serviceChosen, serviceWhy], again: page
    ) { request, tx in
      let asked = try workOn(request, tx)
      guard asked.state != .withdrawn else { throw Refusal.notNow("This request was withdrawn.") }
      var form = FormReading(request.entry)
      let (service, why): (AnyID?, String?) = (form.id(serviceChosen), form.text(serviceWhy))
      guard let service, form.errors.isEmpty else { throw Invalid(form.errors) }
      try offered.suggest(
        .init(id: request.formID.of(), service: service, request: asked.id, child: asked.child, why: why),
        request.caller, request.now, tx)
      return .see("/requests/\(asked.id)/services", "Suggested. They see it where they follow their request.")
    },
    .form(
      "/requests/follow/{reference}/services/{suggestion}", "Say how a suggested service went", may: .followRequest,
      fields: [FollowForm.outcome]
    ) { request, tx in
      let followed = try followedRequest(request, tx)
      guard followed.state != .withdrawn else { throw Refusal.notNow("This request was withdrawn.") }
      guard let said = request.entry[FollowForm.outcome.name], offered.outcomes.contains(where: { $0.value == said })
      else { throw Refusal.notNow("Choose how it went, then press the button again.") }
      try offered.answer(request.id("suggestion"), said, followed.id, request.caller, request.now, tx)
      return .see("/requests/follow/\(followed.reference)", "Thank you for telling us")
    },
  ]
}

/// What was suggested to whoever asked, and what could be.
struct RequestServicesPage: Page, Codable {
  let id: HelpRequestID
  let reference: String
  let name: String
  let suggested: [SuggestedService]
  /// What the screener looked for; nil where it is what the asker wrote.
  let words: String?
  let found: [MatchingService]
  let maySuggest: Bool
  let entry: Entry
  var title: String { "Services for the family" }
  var trail: [Link] { [Link("Requests for help", "/requests"), Link("\(name), \(reference)", "/requests/\(id)")] }
  var menuPath: String? { "/requests" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "\(name), \(reference)")
      card("Suggested", id: "suggested") { suggestedServices(suggested) }
      if maySuggest {
        card("Look in the local offer", id: "look") {
          filterForm(
            to: "/requests/\(id)/services", fields: [serviceWords], Entry(["words": [words ?? ""]]), submit: "Search")
          if found.isEmpty {
            paragraph(
              words == nil
                ? "Nothing fits what they wrote. Look for something else." : "Nothing fits. Use other words, or fewer.")
          } else if words == nil {
            paragraph("These fit what they wrote. They see them already; what you suggest is kept with your reason.")
          }
          found.filter { one in !suggested.contains { $0.service == one.id } }.map { offer($0, view) }
        }
      }
    }
  }

  private func offer(_ found: MatchingService, _ view: View) -> HTML {
    card(found.name, id: "f-\(found.id)", level: .h3) {
      paragraph(found.summary)
      paragraph(markup: "\(found.nextStep) \(link("Read more", to: found.path, hiddenText: "about \(found.name)"))")
      view.form(to: "/requests/\(id)/services", keepsDraft: false) {
        hidden(serviceChosen.name, found.id.description)
        control(serviceWhy, Entry(), idPrefix: "w\(found.id)-")
        button("Suggest it", style: .secondary, hiddenText: found.name)
      }
    }
  }
}

/// What was suggested, with what came of it, for those who work on a request.
func suggestedServices(_ suggested: [SuggestedService]) -> HTML {
  guard !suggested.isEmpty else { return paragraph("Nothing has been suggested yet.") }
  return bulletList(
    suggested.map { one in
      """
      \(link(one.name, to: one.path)) \(one.outcome.map { tag($0, .blue) } ?? tag("Not known yet", .yellow))\
      <br><span class="app-hint">\(day(one.on)), \(one.by)\(one.why.map { ": \($0)" as HTML })</span>
      """
    })
}
