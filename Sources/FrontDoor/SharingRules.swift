// Which agreement an outcome needs, what allows the data to be used, and what to do when the family says no. Source:
// UK GDPR arts. 6 and 9, DPA 2018 Sch. 1 para. 18; decision table of domain register B10.2. Agreement is agreement to
// take part, never the basis of the processing.

import Kernel

/// One row of the decision table for sharing.
package struct SharingRule: Sendable, Hashable {
  package let situation: String
  package let ask: String
  package let basis: String
  package let ifRefused: String
  /// Without it the outcome is not open.
  package let needsAgreement: Bool

  static let harm = SharingRule(
    situation: "Risk of significant harm",
    ask: "Not where asking raises the risk; otherwise tell them",
    basis: "Public task or legal obligation, with the safeguarding condition",
    ifRefused: "Share, record why, and tell them later unless that is unsafe", needsAgreement: false)
  static let childInNeed = SharingRule(
    situation: "Assessment of a child in need (section 17)",
    ask: "Seek agreement to take part", basis: "Public task",
    ifRefused: "A manager weighs need against their wishes; record it", needsAgreement: false)
  static let takingPart = SharingRule(
    situation: "Early help, home visiting, help from another service",
    ask: "Yes, to take part", basis: "Public task; agreement is to take part",
    ifRefused: "Do not refer on; offer what is open to everyone; look again if things get worse", needsAgreement: true)
  static let answer = SharingRule(
    situation: "Answering whoever asked",
    ask: "No: nothing new is shared", basis: "Public task", ifRefused: "Nothing is passed on", needsAgreement: false)

  package static func of(_ outcome: HelpOutcome) -> SharingRule {
    switch outcome {
    case .strategy: harm
    case .assessment: childInNeed
    case .earlyHelp, .homeVisiting, .otherService: takingPart
    // The council where the child lives has the same duties; it hears only what it needs to act.
    case .otherCouncil: childInNeed
    case .advice, .notThisService: answer
    }
  }
}
