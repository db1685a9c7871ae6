import Design
import Kernel
import Store
import Web

let voiceHome = Link("Have your say", "/voice")

/// Where anybody begins who has something to say.
struct VoicePage: Page, Codable {
  struct Open: Codable, Sendable {
    let title: String
    let path: String
    let closesOn: Day
  }
  let surveys: [Open]
  let consultations: [Open]
  let results: [Link]
  let findings: [ShownFinding]
  let keeps: Bool
  var title: String { "Have your say" }
  var menuPath: String? { "/voice" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What you tell us changes what we do. Here you can answer, complain, and read what came of it.")
      if keeps { paragraph(markup: link("Look after surveys and consultations", to: "/surveys")) }
      columns {
        card("What we ask now", id: "now", style: .lead) {
          surveys.isEmpty && consultations.isEmpty ? paragraph("We ask nothing at the moment.") : .empty
          (surveys + consultations).map { one in
            paragraph(markup: "\(link(one.title, to: one.path)), until \(day(one.closesOn))")
          }
          paragraph(markup: link("All consultations", to: "/voice/consultations"))
          paragraph(markup: link("Last year’s complaints, and what we learned", to: "/voice/complaints/report"))
        }
        card("You said, we did", id: "did") {
          findings.isEmpty ? paragraph("Nothing yet.") : .empty
          findings.map(drawn)
          paragraph(markup: link("Read all of it", to: "/voice/you-said-we-did"))
        }
      } side: {
        card("Something was not right, or was good", style: .narrow) {
          linkButton("Tell us", to: "/voice/complaints/new")
          paragraph(markup: link("See where your complaint is", to: "/voice/complaints/follow"))
        }
        card("What people said", style: .narrow) {
          results.isEmpty
            ? paragraph("No results are published yet.") : bulletList(results.map { link($0.label, to: $0.path) })
        }
        card("As data", style: .narrow) {
          paragraph("Free to use under the Open Government Licence.")
          bulletList([
            link("Consultations as a spreadsheet", to: "/voice/consultations?format=csv"),
            link("You said, we did as a spreadsheet", to: "/voice/you-said-we-did?format=csv"),
            link("For programs: what there is, and how to ask for it", to: "/governance/data"),
          ])
        }
      }
    }
  }
}

let voiceHomeRoutes: [Route] = [
  .page("/voice", "Have your say", may: .readVoice) { request, tx in
    let consultations = try tx.consultations(unpublishedToo: false, limit: 50).filter {
      $0.content.opensOn <= request.today && request.today <= $0.content.closesOn
    }
    return VoicePage(
      surveys: try tx.openSurveys(on: request.today).map {
        .init(title: $0.content.title, path: $0.path, closesOn: $0.content.closesOn)
      },
      consultations: consultations.map {
        .init(title: $0.content.title, path: $0.path, closesOn: $0.content.closesOn)
      },
      results: try tx.publishedSurveys(limit: 10).map { Link($0.content.title, "\($0.path)/results") },
      findings: try tx.publishedFindings(limit: 3).compactMap(\.shown), keeps: request.caller.holds(.keepVoice))
  }
]
