import Clocks
import Kernel
import Store

// What a family sees of a plan in force that changes, ends or is assessed again.

/// What is on its way about a plan in force: changes, an end, needs that are assessed again.
struct FamilyWay: Sendable, Hashable {
  var change: PlanChange?
  /// When the plan is due that comes of the change.
  var changedBy: Day?
  var ending: PlanEnding?
  var again: Reassessment?
  /// When the next is due of needs that are assessed again.
  var againBy: Day?
}

extension Transaction {
  /// Nothing where no plan is in force.
  func familyWay(of ehcCase: EHCCase) throws -> FamilyWay {
    guard ehcCase.state == .maintained else { return FamilyWay() }
    let change = try planChange(of: ehcCase.id)
    let again = try reassessments(of: ehcCase.id).first(where: \.isOpen)
    return FamilyWay(
      change: change,
      changedBy: try change.flatMap { change in try clocks(about: change.about).last { $0.ruleID == change.final } }?
        .due.day,
      ending: try openEnding(of: ehcCase.id), again: again,
      againBy: try again.flatMap { try clocks(about: $0.id).last(where: \.isOpen) }?.due.day)
  }

  /// What has happened, in the order of the days: the steps, and what was done about the plan in force.
  func familyStory(of ehcCase: ID<EHCCase>, _ steps: [CaseStep]) throws -> [FamilyCasePage.Passed] {
    var story: [(words: String, on: Day?)] = steps.map { ($0.step.done, $0.on) }
    for review in try reviews(of: ehcCase) {
      story += [
        ("We looked at the plan together", review.heldOn),
        ("We sent you what we would like to change", review.evidence == nil ? nil : review.draftOn),
        ("We sent you the changed plan", review.finalOn), ("The plan stays as it was", review.keptOn),
      ]
    }
    for one in try reassessments(of: ehcCase) {
      story += [
        ("We were asked to look at all needs again", one.askedOn),
        (
          one.answer == .no ? "We decided not to look at all needs again" : "We decided to look at all needs again",
          one.decidedOn
        ),
        ("We sent you what we would like to change", one.draftOn), ("We sent you the changed plan", one.finalOn),
        ("The plan stays as it was", one.keptOn),
      ]
    }
    for ending in try endings(of: ehcCase) {
      story += [
        ("We asked you about an end of the plan", ending.proposedOn),
        ("The council decided to end the plan", ending.decidedOn), ("The plan goes on", ending.offOn),
      ]
    }
    return story.enumerated().compactMap { place, one in one.on.map { (place, $0, one.words) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { .init(words: $0.2, on: $0.1) }
  }

  /// The plan that the family reads: the one in force, or the first draft.
  func planOfFamily(_ ehcCase: ID<EHCCase>) throws -> PlanDocument? {
    try planInForce(of: ehcCase) ?? planSent(of: ehcCase)
  }
}

/// What happens next of what is on its way about a plan in force; nil where nothing is.
func nextOfWay(_ way: FamilyWay, _ until: Day?, appealUntil: Day?, _ officer: String) -> NextStep? {
  if let ending = way.ending {
    return ending.decidedOn == nil
      ? NextStep(
        words: "We are thinking of ending the plan. Nothing is decided. Tell us what you think.", by: until, turn: "You"
      )
      : NextStep(
        words:
          "We decided to end the plan. It goes on while you can appeal. If you do not agree, you can ask for mediation or appeal.",
        by: appealUntil, turn: "You")
  }
  if way.change != nil {
    return until == nil
      ? NextStep(
        words: "We read what you said, and send you the changed plan. Until then the plan goes on as it is.",
        by: way.changedBy, turn: officer)
      : NextStep(
        words:
          "We would like to change the plan. Read the changes and tell us what you think. You can ask for more time.",
        by: until, turn: "You")
  }
  guard let again = way.again else { return nil }
  return again.answer == nil
    ? NextStep(words: "We decide if we look at all needs again, and tell you.", by: way.againBy, turn: officer)
    : NextStep(
      words: "We look at all needs again, and send you what we would like to change. The plan goes on meanwhile.",
      by: way.againBy, turn: officer)
}
