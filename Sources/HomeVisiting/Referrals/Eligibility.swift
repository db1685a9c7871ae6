package import Kernel

// Whether home visiting is for a child, rule by rule. The rules and their sources: registers/visiting-rules.csv. Pure.

/// What is known of a child and a family when the rules are asked; nil is not known.
package struct VisitingFacts: Sendable, Hashable {
  package var bornOn: Day?
  /// Months behind, by area; corrected for prematurity where that applies.
  package var behind: [DevelopmentArea: Double]
  /// In months; what `behind` is a share of.
  package var age: Double?
  package var hasComplexNeeds: Bool?
  /// The name of it; empty where there is none.
  package var diagnosis: String?
  package var hoursOutside: Int?
  package var agreed: Bool?
  package var parentTakesPart: Bool?
  package var route: ReferralRoute?
  package init(
    bornOn: Day? = nil, behind: [DevelopmentArea: Double] = [:], age: Double? = nil, hasComplexNeeds: Bool? = nil,
    diagnosis: String? = nil, hoursOutside: Int? = nil, agreed: Bool? = nil, parentTakesPart: Bool? = nil,
    route: ReferralRoute? = nil
  ) {
    (self.bornOn, self.behind, self.age, self.hasComplexNeeds) = (bornOn, behind, age, hasComplexNeeds)
    (self.diagnosis, self.hoursOutside, self.agreed) = (diagnosis, hoursOutside, agreed)
    (self.parentTakesPart, self.route) = (parentTakesPart, route)
  }
}

package enum RuleAnswer: String, Choice {
  case met, notMet = "not_met", notKnown = "not_known"
  package var title: String {
    switch self {
    case .met: "Met"
    case .notMet: "Not met"
    case .notKnown: "Not known"
    }
  }
}

/// A rule, and whether it holds.
package struct RuleFinding: Sendable, Codable, Hashable {
  package let rule: EligibilityRule
  package let answer: RuleAnswer
}

/// Every rule that is valid on that day, asked of what is known.
package func ask(_ rules: [EligibilityRule], of facts: VisitingFacts, on day: Day) -> [RuleFinding] {
  rules.filter { $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true) }
    .map { RuleFinding(rule: $0, answer: answer($0, facts, day)) }
}

private func answer(_ rule: EligibilityRule, _ facts: VisitingFacts, _ day: Day) -> RuleAnswer {
  func said(_ known: Bool?) -> RuleAnswer { known.map { $0 ? .met : .notMet } ?? .notKnown }
  switch rule.kind {
  case .ageUnder: return said(facts.bornOn.map { $0.months(until: day) < rule.value ?? 0 })
  case .beforeSchool:
    return said(facts.bornOn.map { schoolBegins(bornOn: $0) >= day.adding(months: rule.value ?? 0) })
  case .delay: return delayed(rule, facts)
  case .delayOrDiagnosis:
    if facts.diagnosis.map({ !$0.isEmpty }) == true { return .met }
    let delay = delayed(rule, facts)
    // Not behind far enough is no answer while nobody has said whether there is a diagnosis.
    return delay == .notMet && facts.diagnosis == nil ? .notKnown : delay
  case .diagnosis: return said(facts.diagnosis.map { !$0.isEmpty })
  case .complexNeeds: return said(facts.hasComplexNeeds)
  case .hoursUnder: return said(facts.hoursOutside.map { $0 < rule.value ?? 0 })
  case .agreement: return said(facts.agreed)
  case .parent: return said(facts.parentTakesPart)
  case .earlySupport: return said(facts.route.map { $0 == .earlySupport })
  }
}

/// Behind by so many months, or by such a share of the age, in enough areas. While areas are open that could still make it
/// enough, it is not known.
private func delayed(_ rule: EligibilityRule, _ facts: VisitingFacts) -> RuleAnswer {
  let wanted = rule.areas ?? 1
  let count = facts.behind.values.count { months in
    if let least = rule.value, months >= Double(least) { return true }
    if let share = rule.share, let age = facts.age, age > 0, months / age >= share { return true }
    return false
  }
  if count >= wanted { return .met }
  let open = DevelopmentArea.portage.count { facts.behind[$0] == nil }
  return count + open >= wanted && open > 0 ? .notKnown : .notMet
}

extension DevelopmentArea {
  /// The areas that a referral tells of: infant stimulation is part of all of them.
  package static let portage: [DevelopmentArea] = [.socialisation, .language, .selfHelp, .cognitive, .motor]
}

/// The September after the fourth birthday. Source: School Admissions Code 2021, 2.17: a full-time place from then on.
package func schoolBegins(bornOn: Day) -> Day {
  let fourth = bornOn.adding(months: 48)
  let year = fourth <= Day(fourth.year, 8, 31)! ? fourth.year : fourth.year + 1
  return Day(year, 9, 1)!
}
