import Design
import FrontDoor
import Kernel
import LocalOffer
import Store

extension OfferedServices {
  /// The directory for whoever asked for help, and for those who answer them. Nothing about safety at home is offered
  /// here: somebody else may be looking at the same screen.
  static func of(_ index: OfferIndex) -> OfferedServices {
    OfferedServices(
      find: { words, asked, now, tx in try findServices(index, words, asked, now, tx) },
      suggested: { request, tx in
        try tx.suggestions(asked: request.of()).map { one in
          SuggestedService(
            id: one.id.of(), service: one.listing.of(), name: one.name, path: "/local-offer/services/\(one.listing)",
            why: one.why, by: one.suggestedBy, on: one.suggestedAt.day, outcome: one.outcome?.title,
            outcomeForFamily: one.outcome?.forFamily)
        }
      },
      suggest: { new, caller, now, tx in
        try suggestService(
          new.id.of(), new.service.of(), to: SuggestedTo(child: new.child, request: new.request.of()), why: new.why,
          by: caller, at: now, in: tx)
      }, outcomes: SuggestionOutcome.allCases.map { .init($0.rawValue, $0.forFamily) },
      answer: { id, outcome, request, caller, now, tx in
        guard let outcome = SuggestionOutcome(rawValue: outcome) else { throw Refusal.notFound }
        try recordOutcome(
          outcome, of: try tx.suggestion(id.of(), asked: request.of()), by: caller, at: now, in: tx)
      }, join: { request, child, tx in try tx.joinSuggestions(asked: request.of(), to: child) })
  }
}

/// By what they wrote or a screener typed, near their postcode, for the child's age; what fits by itself takes families
/// now.
private func findServices(
  _ index: OfferIndex, _ typed: String?, _ asked: NewHelpRequest, _ now: Instant, _ tx: Transaction
) throws -> [MatchingService] {
  var question = OfferQuestion()
  let said = [asked.wouldHelp, asked.hard].compactMap(\.self) + asked.services.map(\.title)
  let words = (typed.map { [$0] } ?? said).filter { !$0.isEmpty }
  guard !words.isEmpty else { return [] }
  question.words = String(words.joined(separator: " ").prefix(300))
  question.near = asked.postcode?.text
  question.age = asked.bornOn.map { $0.years(until: now.day) }
  question.takesNew = typed == nil
  let found = try index.snapshot(in: tx).find(question, limit: 24, at: now, in: tx).results.results
  return found.filter { !$0.listing.isAboutSafety }.prefix(typed == nil ? 4 : 8).map { result in
    MatchingService(
      id: result.listing.id.of(), name: result.listing.name, path: "/local-offer/services/\(result.listing.id)",
      summary: result.listing.summary, nextStep: result.listing.nextStep)
  }
}
