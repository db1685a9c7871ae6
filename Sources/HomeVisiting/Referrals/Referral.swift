package import Kernel
package import Store

/// That home visiting is asked for, for a child: from the day it came to the day the visiting ended. Source: states of a
/// Portage service (referred, accepted or declined, waiting, allocated, active, ended).
package struct VisitingReferral: Sendable, Record, Codable, Hashable {
  package let id: ID<VisitingReferral>
  package let child: ChildID
  package let ruleSet: String
  package let route: ReferralRoute
  package let receivedOn: Day
  package let facts: ReferralFacts
  package let state: ReferralState
  package let decidedOn: Day?
  package let decidedBy: String?
  /// Why it was declined, in words that the family reads.
  package let reason: String?
  /// What the family was offered instead.
  package let otherOffer: String?
  /// Which team visits.
  package let team: TeamID?
  package let teamName: String?
  package let visitor: PractitionerID?
  package let visitorName: String?
  package let allocatedOn: Day?
  package let rhythm: VisitRhythm?
  package let endedOn: Day?
  package let endedWhy: EndReason?
  package let version: Int

  static let query: SQL = """
    SELECT r.id, r.child_id, r.rule_set, r.route, r.received_on, r.complex_needs, r.diagnosis, r.hours_outside, r.agreed,
      r.parent_takes_part, r.behind, r.state, r.decided_on, r.decided_by, r.reason, r.other_offer, r.team_id, team.name,
      r.visitor_id, practitioner.name, r.allocated_on, r.rhythm, r.ended_on, r.ended_why, r.version
    FROM visiting_referral r LEFT JOIN team ON team.id = r.team_id LEFT JOIN practitioner ON practitioner.id = r.visitor_id
    """

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    ruleSet = try row[2]
    route = try row[3]
    receivedOn = try row[4]
    facts = try ReferralFacts(row: row, from: 5)
    state = try row[11]
    decidedOn = try row[12]
    decidedBy = try row[13]
    reason = try row[14]
    otherOffer = try row[15]
    team = try row[16]
    teamName = try row[17]
    visitor = try row[18]
    visitorName = try row[19]
    allocatedOn = try row[20]
    rhythm = try row[21]
    endedOn = try row[22]
    endedWhy = try row[23]
    version = try row[24]
  }
}

/// What a referral says; nil is not known.
package struct ReferralFacts: Sendable, Codable, Hashable {
  package var complexNeeds: Bool?
  package var diagnosis: String?
  package var hoursOutside: Int?
  package var agreed: Bool?
  package var parentTakesPart: Bool?
  /// Months behind, by area.
  package var behind: [DevelopmentArea: Int]
  package init(
    complexNeeds: Bool? = nil, diagnosis: String? = nil, hoursOutside: Int? = nil, agreed: Bool? = nil,
    parentTakesPart: Bool? = nil, behind: [DevelopmentArea: Int] = [:]
  ) {
    (self.complexNeeds, self.diagnosis, self.hoursOutside) = (complexNeeds, diagnosis, hoursOutside)
    (self.agreed, self.parentTakesPart, self.behind) = (agreed, parentTakesPart, behind)
  }

  fileprivate init(row: Row, from place: Int) throws {
    complexNeeds = try row[place]
    diagnosis = try row[place + 1]
    hoursOutside = try row[place + 2]
    agreed = try row[place + 3]
    parentTakesPart = try row[place + 4]
    behind = ReferralFacts.behind(stored: try row[place + 5])
  }

  /// `language=6 motor=3`
  package var storedBehind: String {
    behind.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: " ")
  }
  private static func behind(stored: String) -> [DevelopmentArea: Int] {
    let pairs = stored.split(separator: " ").compactMap { pair -> (DevelopmentArea, Int)? in
      let parts = pair.split(separator: "=")
      guard parts.count == 2, let area = DevelopmentArea(rawValue: String(parts[0])), let months = Int(parts[1]) else {
        return nil
      }
      return (area, months)
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

package enum ReferralRoute: String, Choice {
  case earlySupport = "early_support", health, setting, family, frontDoor = "front_door", other
  package var title: String {
    switch self {
    case .earlySupport: "Early Support"
    case .health: "Health visitor, therapist or doctor"
    case .setting: "Nursery or childminder"
    case .family: "The family itself"
    case .frontDoor: "The front door"
    case .other: "Somebody else"
    }
  }
}

package enum ReferralState: String, Choice {
  case received, declined, waiting, allocated, ended
  package var title: String {
    switch self {
    case .received: "To be decided"
    case .declined: "Declined"
    case .waiting: "Waiting for a visitor"
    case .allocated: "Visited"
    case .ended: "Ended"
    }
  }
  package var isOpen: Bool { self == .received || self == .waiting || self == .allocated }
}

/// How often the family is visited: what a place in a caseload weighs.
package enum VisitRhythm: String, Choice {
  case weekly, fortnightly, monthly
  package var title: String {
    switch self {
    case .weekly: "Every week"
    case .fortnightly: "Every two weeks"
    case .monthly: "Every month"
    }
  }
  /// As a share of a family that is visited every week.
  package var weight: Double {
    switch self {
    case .weekly: 1
    case .fortnightly: 0.5
    case .monthly: 0.25
    }
  }
}

package enum EndReason: String, Choice {
  case school, setting, caughtUp = "caught_up", family, moved, died, withdrawn, other
  /// What can be chosen where home visiting goes on: the others are said elsewhere.
  static let chosen: [EndReason] = [.school, .setting, .caughtUp, .family, .moved, .other]
  package var title: String {
    switch self {
    case .school: "The child has begun school"
    case .setting: "The setting goes on with it"
    case .caughtUp: "The child needs it no more"
    case .family: "The family wanted to stop"
    case .moved: "The family has moved"
    case .died: "The child has died"
    case .withdrawn: "Taken back before it was decided"
    case .other: "Something else"
    }
  }
}

/// Where a family is sent on to when home visiting is not for them.
package struct Declining: Sendable, Hashable {
  package var reason: String
  package var otherOffer: String
  package init(reason: String, otherOffer: String) { (self.reason, self.otherOffer) = (reason, otherOffer) }
}
