import HomeVisiting
import Kernel
import People
import Store

// How families came to home visiting: asked for, decided by the rules of their area, given a visitor; and those who still
// wait, or for whom it is not.

extension FamilyTelling {
  mutating func tellReferrals() throws {
    if let visits = family.visits {
      for index in family.children.indices { try tellAccepted(visits, index) }
    } else if family.key == "osei" {
      let manager = county.person("ruth")
      let referral = try asked(0, route: .health, daysAgo: min(24, firstDay - 1), facts(12), by: manager)
      try accept(referral, by: manager, daysAgo: min(20, firstDay - 2))
    } else if family.key == "wren" {
      _ = try asked(
        0, route: .family, daysAgo: min(3, firstDay - 1), ReferralFacts(agreed: true), by: county.person("ruth"))
    } else if family.key == "greenwood" {
      let manager = county.person("ruth")
      let referral = try asked(0, route: .setting, daysAgo: min(40, firstDay - 1), facts(6), by: manager)
      try declineReferral(
        referral,
        Declining(
          reason: said("Home visiting is for children before school, and {child} is at school."),
          otherOffer: said(
            "The specialist teaching team comes into school. We have told them about {child}; they call you.")),
        findings: [], by: manager.caller, at: time.ago(min(36, firstDay - 2), 11.5), in: tx)
    }
  }

  private mutating func tellAccepted(_ visits: ToldVisits, _ index: Int) throws {
    let visitor = county.person(visits.visitor)
    let manager = county.person(visitor.line.team == "portage-east" ? "carys" : "ruth")
    let days = visits.weeks * 7
    let referral = try asked(
      index, route: number.isMultiple(of: 4) ? .health : .earlySupport, daysAgo: days + 9, facts(10), by: manager)
    try accept(referral, by: manager, daysAgo: days + 7)
    let at = time.ago(days + 5, 11.5)
    guard let waiting = try tx.visitingReferrals(children[index]).first else { return }
    try allocateVisitor(
      waiting, to: visitor.id, rhythm: visits.isWeekly ? .weekly : .fortnightly, link: newID(at), by: manager.caller,
      at: at, in: tx)
  }

  private mutating func asked(
    _ index: Int, route: ReferralRoute, daysAgo: Int, _ facts: ReferralFacts, by person: Staff
  ) throws -> VisitingReferral {
    let at = time.ago(daysAgo, 10)
    try receiveVisitingReferral(
      newID(at), child: children[index], ruleSet: "county", route: route, receivedOn: at.day, facts,
      by: person.caller, at: at, in: tx)
    return try tx.visitingReferrals(children[index])[0]
  }

  private func accept(_ referral: VisitingReferral, by manager: Staff, daysAgo: Int) throws {
    let at = time.ago(daysAgo, 11)
    try acceptReferral(referral, team: manager.team, findings: [], by: manager.caller, at: at, in: tx)
  }

  private func facts(_ months: Int) -> ReferralFacts {
    ReferralFacts(
      complexNeeds: true, diagnosis: number.isMultiple(of: 3) ? "Down’s syndrome" : nil, hoursOutside: number * 3 % 16,
      agreed: true, parentTakesPart: true,
      behind: [.language: months, .motor: months / 2, .selfHelp: months - 2, .socialisation: 2, .cognitive: months / 2])
  }
}

extension FamilyTelling {
  /// What families that are visited think of it, on their own page.
  mutating func tellOpinions() throws {
    guard let visits = family.visits, visits.weeks >= 10, family.hasAccount || number.isMultiple(of: 2) else { return }
    let at = time.ago(12 + number % 60, 19)
    var marks: [OfferHead: Int] = [:]
    for (place, head) in OfferHead.allCases.enumerated() { marks[head] = 2 + (number + place * place) % 3 }
    try sayOpinion(
      newID(at),
      NewOpinion(
        marks: marks, words: number.isMultiple(of: 3) ? "It is the hour of the week we look forward to." : nil),
      child: child, by: try parent(), at: at, in: tx)
  }
}

/// When the visitors of both teams visit, and one who is away.
func tellPatterns(_ county: County, in tx: Transaction) throws {
  let patterns: [(key: String, places: Double, days: Set<Int>, isTermTimeOnly: Bool, languages: String?)] = [
    ("nadia", 8, [0, 1, 2, 3, 4], false, "Bengali"), ("tom", 6, [0, 1, 2, 3, 4], false, nil),
    ("yewande", 4.5, [2, 3, 4], true, "Yoruba"), ("siobhan", 6, [0, 1, 2, 3], false, "Irish Sign Language"),
    ("malik", 8, [0, 1, 2, 3, 4], false, "Urdu, Punjabi"),
  ]
  for line in patterns {
    let (visitor, at) = (county.person(line.key), county.time.ago(60, 9.5))
    let manager = county.person(visitor.line.team == "portage-east" ? "carys" : "ruth")
    try changePattern(
      VisitorPattern(
        visitor: visitor.id, places: line.places, days: line.days, isTermTimeOnly: line.isTermTimeOnly,
        languages: line.languages), by: manager.caller, at: at, in: tx)
  }
  let (tom, at) = (county.person("tom"), county.time.ago(9, 9))
  try writeLeave(
    Leave(practitioner: tom.id, from: county.time.dayAhead(3), to: county.time.dayAhead(8)), by: tom.caller, at: at,
    in: tx)
}
