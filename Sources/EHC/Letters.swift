// The letters of decisions, from templates with every part that the law asks for. Source: SEND Regulations 2014 regs
// 5(3), 10(2), 14 and 31(5); Children and Families Act 2014 ss. 51 and 55.

package import Kernel

/// A letter about a decision, in parts that can be checked.
package struct Letter: Sendable, Codable, Hashable {
  package struct Part: Sendable, Codable, Hashable {
    package let heading: String
    package let words: String
  }
  package let subject: String
  package let on: Day
  package let parts: [Part]

  /// `limits` are the sentences of the family's own limits.
  init(_ step: CaseStep, childName: String, council: String, limits: [String]) {
    self.init(
      subject: (step.step, childName), reasons: step.reasons, on: step.on, by: step.writtenBy, council: council,
      limits: limits)
  }

  init(
    subject about: (step: StepKind, child: String), reasons: String?, on day: Day, by writer: String, council: String,
    limits: [String]
  ) {
    subject = "\(about.step.done): \(about.child)"
    on = day
    parts =
      [Part(heading: "What was decided", words: Letter.decision(about.step, about.child))]
      + (reasons.map { [Part(heading: "Why", words: $0)] } ?? [])
      + [
        Part(heading: "If you disagree", words: Letter.rights(about.step)),
        Part(
          heading: "Until when", words: limits.isEmpty ? "Ask us for the dates." : limits.joined(separator: "\n")),
        Part(heading: "Mediation", words: Letter.mediation),
        Part(heading: "Other ways to settle it", words: Letter.otherWays),
        Part(heading: "Free advice that does not depend on us", words: Letter.freeAdvice),
        Part(heading: "Who wrote this", words: "\(writer), \(council)"),
      ]
  }

  private static func decision(_ step: StepKind, _ name: String) -> String {
    switch step {
    case .refuseAssess: "We have decided not to carry out an education, health and care needs assessment of \(name)."
    case .refuseIssue:
      "We have assessed the needs of \(name), and decided not to make an education, health and care plan."
    case .cease:
      "We have decided to end the education, health and care plan of \(name). It stays in force while you may appeal, and while an appeal runs."
    default: "Here is the final education, health and care plan of \(name)."
    }
  }
  private static func rights(_ step: StepKind) -> String {
    let about = step == .finish ? "what the plan says in sections B, F and I" : "this decision"
    return "You may appeal to the First-tier Tribunal (Special Educational Needs and Disability) against \(about). "
      + (step == .finish
        ? "If you appeal only about the school or setting in section I, you need no mediation certificate."
        : "Before you appeal you contact a mediation adviser, who gives you a certificate.")
  }
  private static let mediation =
    "A mediation adviser explains what mediation is. You need not take part: then you get a certificate within three "
    + "working days. If you do, the council arranges a meeting within 30 days. The adviser and the meeting are free."
  private static let freeAdvice =
    "Your local information, advice and support service (SENDIASS) helps parents and young people, free of charge. "
    + "It can read this letter with you."
  private static let otherWays =
    "You may also use the disagreement resolution service, at any time and free of charge. It does not take away your "
    + "right to appeal."
}
