// How soon somebody must look at a request, and why. Pure. Sources: domain register B6.6 (urgent: 24 hours or the next
// working day) and B4.3 (red contacts within hours); Working Together to Safeguard Children (immediate risk: police).

package import Clocks
import Kernel

/// How urgent a request is, with the reasons in sentences for the screener.
package struct Classification: Sendable, Hashable {
  package let urgency: Urgency
  package let reasons: [String]
  /// The time limits that start, each named in the clock register.
  package let rules: [ClockRuleID]
}

/// Classifies what was asked. It may raise a request, never lower one: a screener sees every one of them anyway.
package func classify(_ new: NewHelpRequest) -> Classification {
  var immediate: [String] = []
  var urgent: [String] = []
  var notes: [String] = []
  switch new.danger {
  case .now: immediate.append("Said that somebody is in danger right now. They were shown 999 and the duty number.")
  case .worried: urgent.append("Said that they are worried about somebody’s safety.")
  case .no: break
  }
  for sign in new.signs {
    urgent.append(
      "\(sign.isMentalHealth ? "Mental health sign" : "Safety sign"): \(sign.title.lowercasedFirst)."
    )
  }
  if new.soon == .urgent {
    urgent.append("The professional asks for an urgent answer: \(new.soonWhy ?? "no reason given").")
  }
  if new.noAgreementWhy == .harm, new.agreement != .agreed {
    urgent.append("Asked without the family’s agreement because a child may come to serious harm.")
  }
  let found = wordsOfConcern(in: [new.hard, new.wouldHelp, new.goingWell, new.soonWhy, new.agreementNote])
  if !found.isEmpty { urgent.append("Their words mention: \(found.joined(separator: ", ")).") }
  if new.levelClaimed == .statutory { notes.append("The professional sees level 4: statutory or specialist.") }
  if new.agreement == .notAsked { notes.append("The family has not been asked yet.") }
  if new.agreement == .refused { notes.append("The family has said no.") }
  if !immediate.isEmpty {
    return Classification(urgency: .immediate, reasons: immediate + urgent + notes, rules: [.decide, .danger])
  }
  if !urgent.isEmpty {
    return Classification(urgency: .urgent, reasons: urgent + notes, rules: [.decide, .urgent])
  }
  return Classification(urgency: .routine, reasons: notes, rules: [.decide])
}

extension ClockRuleID {
  /// One working day to decide.
  static let decide: ClockRuleID = "FD-1"
  /// 24 hours or the end of the next working day.
  static let urgent: ClockRuleID = "MH-24"
  /// A red contact: four hours.
  static let danger: ClockRuleID = "FD-RED"
  /// One working day for an agency to answer.
  static let check: ClockRuleID = "FD-CHK"
}

/// Words that must be read first, as they stand at the beginning of a word. They only ever raise a request.
private let concerns: [(start: String, said: String)] = [
  ("suicid", "suicide"), ("self-harm", "self-harm"), ("self harm", "self-harm"), ("kill ", "killing"),
  ("overdos", "an overdose"), ("strangl", "strangling"), ("end her life", "ending her life"),
  ("end his life", "ending his life"), ("end my life", "ending my life"), ("want to die", "wanting to die"),
  ("wants to die", "wanting to die"), ("hurts me", "being hurt"), ("hits me", "being hit"),
  ("sexually abus", "sexual abuse"), ("raped", "rape"),
]

func wordsOfConcern(in texts: [String?]) -> [String] {
  // One space before each word, so that "skill " is not "kill ".
  let text = texts.compactMap(\.self).map {
    " " + $0.lowercased().map { $0.isWhitespace || $0.isPunctuation && $0 != "-" ? " " : String($0) }.joined() + " "
  }
  .joined()
  var seen = Set<String>()
  return concerns.filter { text.contains(" " + $0.start) && seen.insert($0.said).inserted }.map(\.said)
}
