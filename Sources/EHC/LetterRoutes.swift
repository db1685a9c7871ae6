import Clocks
import Design
import Kernel
import People
import Store
import Web

let letterRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/letters/{decision}", "The letter of a decision", may: .manageEHC, decisionLetter),
  .page(
    "/children/{child}/ehc/{case}/reviews/{review}/letters/{letter}", "A letter of a review", may: .manageEHC,
    reviewLetter),
]

@Sendable private func decisionLetter(_ request: Request, _ tx: Transaction) throws -> LetterPage {
  let ehcCase = try request.ehcCase(tx)
  let id: ID<CaseStep> = try request.id("decision")
  guard let step = try tx.steps(of: ehcCase.id).first(where: { $0.id == id }), let kind = LetterKind(step.step) else {
    throw Refusal.notFound
  }
  var facts = try letterFacts(request, writer: step.writtenBy, tx)
  facts.more["reasons"] = step.reasons
  facts.more["limits"] = try tx.limits(of: ehcCase, decidedOn: step.on)
  let clocks = try tx.clocks(about: ehcCase.id)
  let until: ClockRuleID = step.step == .sendDraft ? .comments : .noPlanBy
  facts.more["until"] = clocks.last { $0.ruleID == until }?.due.day.longWithWeekday
  return try page(tx.letter(kind, facts, on: step.on), ehcCase, facts.child)
}

@Sendable private func reviewLetter(_ request: Request, _ tx: Transaction) throws -> LetterPage {
  let ehcCase = try request.ehcCase(tx)
  let review = try tx.review(request.id("review"), of: ehcCase.id)
  guard let kind = request.parameters["letter"].flatMap(LetterKind.init), let day = review.letters[kind] else {
    throw Refusal.notFound
  }
  var facts = try letterFacts(request, writer: ehcCase.officerName ?? request.caller.name, tx)
  facts.more["meeting"] = review.heldOn.long
  facts.more["limits"] = try tx.limits(of: ehcCase, decidedOn: day)
  let clocks = try tx.clocks(about: review.id)
  func due(_ rule: ClockRuleID) -> String? { clocks.last { $0.ruleID == rule }?.due.day.longWithWeekday }
  facts.more["until"] = due(kind == .reviewReport ? .reviewDecision : .changeComments)
  facts.more["final"] = due(.changedPlan)
  facts.more["evidence"] = review.evidence
  return try page(tx.letter(kind, facts, on: day), ehcCase, facts.child)
}

func letterFacts(_ request: Request, writer: String, _ tx: Transaction) throws -> LetterFacts {
  LetterFacts(child: try tx.child(request.child).name, writer: writer, council: request.site.settings.partnership)
}
private func page(_ letter: Letter, _ ehcCase: EHCCase, _ childName: String) -> LetterPage {
  LetterPage(letter: letter, path: ehcCase.path, childName: childName)
}

extension PlanReview {
  /// The letters that have gone out so far, by their days.
  var letters: [LetterKind: Day] {
    var letters: [LetterKind: Day] = [:]
    letters[.reviewReport] = reportOn
    switch outcome {
    case .maintain: letters[.reviewMaintain] = decidedOn
    case .reassess: letters[.reviewMaintain] = decidedOn
    case .amend:
      letters[.reviewAmend] = evidence == nil ? nil : draftOn
      letters[.reviewMaintain] = keptOn
    case .cease: letters[.reviewCease] = decidedOn
    case nil: break
    }
    letters[.changedPlan] = finalOn
    return letters
  }
}

extension Transaction {
  /// The sentences of the family's own limits from a decision of that day: mediation and appeal.
  func limits(of ehcCase: EHCCase, decidedOn day: Day) throws -> String? {
    let found = try clocks(about: ehcCase.id).filter {
      [.mediation, .appeal].contains($0.ruleID) && $0.startedAt.day == day
    }
    return found.isEmpty
      ? nil : found.map { "\($0.title) by \($0.due.day.longWithWeekday) (\($0.reckoning))." }.joined(separator: "\n")
  }
}

/// A letter as it goes to the family.
struct LetterPage: Page, Codable {
  let letter: Letter
  let path: String
  let childName: String
  var title: String { letter.subject }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: letter.on.long)
      letter.parts.map { part in
        markup {
          heading(part.heading, .h2, size: .m)
          prose(part.words)
        }
      }
      buttonGroup { printButton("Print the letter") }
      details("Which law asks for each part") {
        summaryList(letter.parts.map { SummaryRow($0.heading, text: $0.source) })
      }
    }
  }
}
