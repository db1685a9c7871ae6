import Kernel
import SEN2

// From a case and its steps, as they stood on the survey day, to the elements of the return.

/// The request with all that followed from it; nil where it does not belong into the return of that year: coverage is plans
/// in force on the survey day, what was asked for, decided or ended in the calendar year before, and what is still under way.
func requestNode(_ known: ReturnCase, _ year: ReturnYear) -> ReturnNode? {
  let survey = Day(year.surveyDay)!
  guard known.ehcCase.receivedOn <= survey else { return nil }
  let story = CaseStory(known, until: survey)
  guard story.belongs(to: year) else { return nil }
  let start = Day(year.periodStart)!
  var request = ReturnNode("Requests")
  request.set("ReceivedDate", known.ehcCase.receivedOn.description)
  if year.year >= 2026 { request.set("RequestSource", known.ehcCase.source.rawValue) }
  request.set("RYA", flag(known.ehcCase.isInYouthAccommodation))
  request.set("RequestOutcomeDate", story.requestOutcome.on?.description)
  request.set("RequestOutcome", outcome(story.requestOutcome, before: start))
  request.set("RequestMediation", flag(known.details.requestMediation || story.mediation(.assessRefused)))
  request.set("RequestTribunal", flag(known.details.requestTribunal || story.tribunal(.assessRefused)))
  request.set("Exported", flag(story.hasMovedAway))
  if let node = assessmentNode(known, story, before: start) { request.children.append(node) }
  if story.isInForce { request.children.append(activeNode(known, story, year)) }
  return request
}

private func flag(_ value: Bool) -> String { value ? "1" : "0" }

/// What was decided before the period is history.
private func outcome(_ found: CaseStory.Outcome, before start: Day) -> String {
  if let on = found.on, on < start, found.code == "Y" || found.code == "N" { return "H" }
  return found.code
}

private func assessmentNode(_ known: ReturnCase, _ story: CaseStory, before start: Day) -> ReturnNode? {
  guard let found = story.assessmentOutcome else { return nil }
  var node = ReturnNode("Assessment")
  node.set("AssessmentOutcome", outcome(found, before: start))
  node.set("AssessmentOutcomeDate", found.on?.description)
  node.set("AssessmentMediation", flag(known.details.assessmentMediation || story.mediation(.issueRefused)))
  node.set("AssessmentTribunal", flag(known.details.assessmentTribunal || story.tribunal(.issueRefused)))
  node.set("OtherMediation", flag(known.details.otherMediation))
  node.set("OtherTribunal", flag(known.details.otherTribunal))
  let isLate = story.startedOn.map { known.ehcCase.receivedOn.days(until: $0) > 140 } ?? true
  node.set("Week20", flag((known.isLifted || known.details.week20) && isLate))
  if let startedOn = story.startedOn { node.children.append(planNode(known, story, startedOn)) }
  return node
}

private func planNode(_ known: ReturnCase, _ story: CaseStory, _ startedOn: Day) -> ReturnNode {
  var node = ReturnNode("NamedPlan")
  node.set("StartDate", startedOn.description)
  node.set("PlanRes", known.details.residential)
  node.set("PlanWBP", known.details.workBased)
  node.set("PB", flag(known.details.hasBudget))
  node.set("OA", flag(known.details.hasArrangements))
  node.set("DP", known.details.directPayment)
  node.set("CeaseDate", story.ceased?.on.description)
  node.set("CeaseReason", story.ceased?.code)
  node.children += known.places.filter(\.isNamed).map { place in
    var detail = placeNode("PlanDetail", place)
    detail.set("SENunitIndicator", place.inUnit)
    detail.set("ResourcedProvisionIndicator", place.resourced)
    return detail
  }
  return node
}

private func placeNode(_ name: String, _ place: EHCPlace) -> ReturnNode {
  var node = ReturnNode(name)
  node.set("URN", place.urn)
  node.set("UKPRN", place.ukprn)
  node.set("SENSetting", place.setting)
  node.set("SENSettingOther", place.settingOther)
  node.set("PlacementRank", place.rank)
  return node
}

private func activeNode(_ known: ReturnCase, _ story: CaseStory, _ year: ReturnYear) -> ReturnNode {
  var node = ReturnNode("ActivePlans")
  let cameInYear = known.ehcCase.receivedOn >= Day(year.periodStart)!
  if let from = known.ehcCase.transferredFrom, from != unknownCouncil, cameInYear { node.set("TransferLA", from) }
  if let review = known.review, review.heldOn <= Day(year.surveyDay)! {
    let isDecided = review.decidedOn.map { $0 <= Day(year.surveyDay)! } ?? false
    node.set("ReviewMeeting", review.heldOn.description)
    node.set("ReviewOutcome", isDecided ? review.outcome?.code : nil)
    node.set("LastReview", isDecided ? review.decidedOn?.description : nil)
    if year.year >= 2026 { node.set("ReviewDraft", isDecided ? review.draftOn?.description : nil) }
  }
  if year.year >= 2026 {
    node.set("PhaseTransferDueDate", known.details.phaseDueOn?.description)
    node.set("PhaseTransferFinalDate", known.details.phaseFinalOn?.description)
  }
  node.children += known.places.filter { !$0.isNamed }.map { place in
    var detail = placeNode("PlacementDetail", place)
    detail.set("EntryDate", place.enteredOn?.description)
    detail.set("LeavingDate", place.leftOn?.description)
    detail.set("SENunitIndicator", place.inUnit)
    detail.set("ResourcedProvisionIndicator", place.resourced)
    detail.set("RES", place.residential)
    detail.set("WBP", place.workBased)
    return detail
  }
  node.children += known.needs.map { need in
    ReturnNode("SENneed", children: [ReturnNode("SENtype", need.code), ReturnNode("SENtypeRank", "\(need.rank)")])
  }
  return node
}

/// Stands where a plan came from a council that is not known any more.
let unknownCouncil = "000"

/// A case as it stood at the end of a day.
struct CaseStory: Sendable {
  struct Outcome: Sendable, Hashable {
    let code: String
    let on: Day?
  }
  let steps: [CaseStep]
  let isTransfer: Bool
  let receivedOn: Day

  init(_ known: ReturnCase, until day: Day) {
    steps = known.steps.filter { $0.on <= day }
    (isTransfer, receivedOn) = (known.ehcCase.transferredFrom != nil, known.ehcCase.receivedOn)
  }

  private func last(_ kinds: StepKind...) -> CaseStep? { steps.last { kinds.contains($0.step) } }
  /// Into assessment, by the first decision or by one that was made again.
  private var assessed: CaseStep? { steps.last { $0.to == .assessing } }

  var requestOutcome: Outcome {
    if isTransfer { return Outcome(code: "H", on: nil) }
    if let yes = assessed { return Outcome(code: "Y", on: yes.on) }
    if let no = last(.refuseAssess) { return Outcome(code: "N", on: no.on) }
    if let end = last(.withdraw, .moveAway, .lapse) { return Outcome(code: "W", on: end.on) }
    return Outcome(code: "A", on: nil)
  }

  /// Nil where no assessment was agreed to.
  var assessmentOutcome: Outcome? {
    guard !isTransfer, assessed != nil else { return nil }
    if let yes = steps.last(where: { $0.to == .drafting }) {
      return Outcome(
        code: startedOn == nil && hasEnded ? "W" : "Y",
        on: startedOn == nil && hasEnded ? last(.withdraw, .moveAway, .lapse)?.on : yes.on)
    }
    if let no = last(.refuseIssue) { return Outcome(code: "N", on: no.on) }
    if let end = last(.withdraw, .moveAway, .lapse) { return Outcome(code: "W", on: end.on) }
    return Outcome(code: "A", on: nil)
  }
  private var hasEnded: Bool { last(.withdraw, .moveAway, .lapse) != nil }

  var startedOn: Day? { last(.finish)?.on }
  /// When and why the plan ended.
  var ceased: (on: Day, code: String)? {
    guard let end = steps.last, startedOn != nil else { return nil }
    switch end.step {
    case .cease: return (end.on, end.code ?? CeaseReason.other.rawValue)
    case .handOver: return (end.on, CeaseReason.movedCouncil.rawValue)
    case .lapse: return (end.on, CeaseReason.died.rawValue)
    default: return nil
    }
  }
  var isInForce: Bool { steps.last?.to == .maintained }
  var hasMovedAway: Bool { last(.moveAway) != nil }

  func mediation(_ from: CaseState) -> Bool { again(from, [.mediation]) }
  func tribunal(_ from: CaseState) -> Bool { again(from, [.orderedAssessment, .orderedPlan]) }
  private func again(_ from: CaseState, _ reasons: [DecideAgainWhy]) -> Bool {
    steps.contains {
      $0.step == .decideAgain && $0.from == from && $0.code.flatMap(DecideAgainWhy.init).map(reasons.contains) ?? false
    }
  }

  func belongs(to year: ReturnYear) -> Bool {
    if isInForce || steps.last?.to.isUnderWay ?? false { return true }
    let period = Day(year.periodStart)!...Day(year.periodEnd)!
    return period.contains(receivedOn) || steps.contains { period.contains($0.on) }
  }
}
