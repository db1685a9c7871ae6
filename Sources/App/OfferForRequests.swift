import FrontDoor
import Kernel
import LocalOffer
import Store

/// Services for whoever asked for help: by their words, near their postcode, for the child's age, taking families now.
/// Nothing about safety at home is offered here: somebody else may be looking at the same screen.
func matchingServices(_ index: OfferIndex) -> MatchingServices {
  { asked, now, tx in
    var question = OfferQuestion()
    let said = [asked.wouldHelp, asked.hard].compactMap(\.self) + asked.services.map(\.title)
    let words = said.filter { !$0.isEmpty }
    question.words = String(words.joined(separator: " ").prefix(300))
    question.near = asked.postcode?.text
    question.age = asked.bornOn.map { $0.years(until: now.day) }
    question.takesNew = true
    guard !words.isEmpty else { return [] }
    let found = try index.snapshot(in: tx).find(question, limit: 12, at: now, in: tx).results.results
    return found.filter { !$0.listing.isAboutSafety }.prefix(4).map { result in
      MatchingService(
        name: result.listing.name, path: "/local-offer/services/\(result.listing.id)", summary: result.listing.summary,
        nextStep: result.listing.nextStep)
    }
  }
}
