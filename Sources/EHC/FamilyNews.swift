import Clocks
import Foundation
import Kernel
import Store
import Web

// What is new for a family since somebody of it last looked: said in words, never a mere dot or number.

/// Something that was written about a case, as its event keeps it.
struct CaseEvent: Sendable, Hashable {
  let kind: String
  let changed: [String: String]
  let why: String?
}

extension Transaction {
  /// What was done to a case after that moment, the first first.
  func caseEvents(of ehcCase: ID<EHCCase>, after moment: Instant) throws -> [CaseEvent] {
    try rows(
      "SELECT kind, changed, why FROM event WHERE about_id = \(ehcCase) AND at > \(moment) ORDER BY at, id LIMIT 200"
    ) { row in
      let changed = try JSONDecoder().decode([String: String].self, from: Data((try row[1] as String).utf8))
      return CaseEvent(kind: try row[0], changed: changed, why: try row[2])
    }
  }

  /// What is new of a case since somebody last looked; nil for whoever never did. `isOwn`: the young person reads it.
  func familyNews(of ehcCase: EHCCase, since look: Instant?, isOwn: Bool) throws -> [String]? {
    guard let look else { return nil }
    let steps = try steps(of: ehcCase.id).filter { $0.writtenAt > look }.map { "\($0.step.done), on \($0.on.long)." }
    let answered = try draftComments(of: ehcCase.id).filter { $0.answeredAt.map { $0 > look } ?? false }
      .map { "\($0.answeredBy ?? "We") answered what you said: \($0.answer?.title.lowercasedFirst ?? "")." }
    let advice = try advice(of: ehcCase.id)
    // Five bodies that were asked on one day are one piece of news.
    var said = Set<String>()
    return try
      (steps + caseEvents(of: ehcCase.id, after: look).flatMap { news(of: $0, advice, isOwn: isOwn) } + answered)
      .filter { said.insert($0).inserted }
  }
}

/// What an event means to the family, in a sentence; nothing where it is not theirs to know, or stands among the steps.
func news(of event: CaseEvent, _ advice: [Advice], isOwn: Bool = false) -> [String] {
  let whom = isOwn ? "you" : "your child"
  func day(_ name: String) -> String { event.changed[name].flatMap { Day($0) }.map { ", on \($0.long)" } ?? "" }
  switch event.kind {
  case EventKind.adviceReceived.name, EventKind.adviceShown.name:
    return advice.filter {
      $0.state == .received && $0.hiddenWhy == nil && $0.kind.rawValue == event.changed["kind"]
    }.suffix(1).map { "\($0.receivedFrom ?? $0.askedOf) wrote about \(whom). You can read it." }
  case EventKind.adviceAsked.name: return ["We asked somebody to write to us about \(whom)."]
  case EventKind.settingConsulted.name: return event.changed["setting"].map { ["We asked \($0) if it is right."] } ?? []
  case EventKind.settingAnswered.name: return event.changed["setting"].map { ["\($0) answered us."] } ?? []
  case EventKind.caseGiven.name:
    let officer = event.changed["officer"]?.split(separator: "→").last.map { String($0.drop { $0 == " " }) }
    return officer.map { ["\($0) works on this with you now."] } ?? []
  case EventKind.caseStepUndone.name: return ["We took back a step: it was a mistake of ours."]
  case "clock.excepted":
    return ["We wrote down that we may need longer, and why. The law allows it only for some reasons."]
  default: return newsOfReviews(event, day)
  }
}

/// The same of reviews and disputes.
private func newsOfReviews(_ event: CaseEvent, _ day: (String) -> String) -> [String] {
  switch event.kind {
  case EventKind.reviewCalled.name: ["We asked you to a meeting about the plan\(day("meeting_on"))."]
  // A meeting that was held ends too: that is told by the review.
  case EventKind.meetingEnded.name where event.why == meetingCalledOff: ["The meeting about the plan was called off."]
  case EventKind.reportsSent.name: ["We sent you what was written for the meeting."]
  case EventKind.reviewHeld.name: ["We looked at the plan together\(day("held_on"))."]
  case EventKind.reviewReported.name: ["We sent the report of the meeting."]
  case EventKind.reviewDecided.name:
    event.changed["outcome"].flatMap(ReviewOutcome.init).map { ["We decided: \($0.title.lowercasedFirst)."] } ?? []
  case EventKind.planChanged.name: ["We sent you the changed plan."]
  case EventKind.changeDropped.name: ["We decided that the plan stays as it was, and told you why."]
  case EventKind.endingProposed.name: ["We are thinking of ending the plan. Please tell us what you think."]
  case EventKind.endingDecided.name: ["We decided to end the plan. It goes on while you can appeal."]
  case EventKind.endingCalledOff.name: ["The plan goes on: it does not end."]
  case EventKind.reassessmentAsked.name: ["We wrote down that all needs should be looked at again."]
  case EventKind.reassessmentDecided.name:
    event.changed["answer"] == "yes"
      ? ["We look at all needs again."] : ["We do not look at all needs again, and told you why."]
  case EventKind.reassessmentDrafted.name: ["We sent you what we would like to change in the plan."]
  case EventKind.disputeNoted.name:
    event.changed["act"].flatMap(DisputeAct.init).map { ["We wrote down: \($0.title.lowercasedFirst)."] } ?? []
  default: []
  }
}
