package import Kernel

// How full a visitor is, how long families wait, and whether areas are treated alike. Pure.

/// One family in a caseload or on a list, as the figures need it.
package struct VisitingLine: Sendable, Codable, Hashable {
  package let child: ChildID
  package let childName: String
  package let area: String?
  package let team: TeamID?
  package let teamName: String?
  package let visitor: PractitionerID?
  package let state: ReferralState
  package let route: ReferralRoute
  package let rhythm: VisitRhythm?
  package let receivedOn: Day
  package let decidedOn: Day?
  /// Of the first visit that was held since.
  package let firstVisitOn: Day?
  package let needsInterpreter: Bool
  /// Of the last 13 weeks.
  package let held: Int
  package let missedByFamily: Int
  package let missedByService: Int
  package init(
    child: ChildID, childName: String, area: String?, team: TeamID? = nil, teamName: String? = nil,
    visitor: PractitionerID? = nil, state: ReferralState, route: ReferralRoute = .earlySupport,
    rhythm: VisitRhythm? = nil, receivedOn: Day, decidedOn: Day? = nil, firstVisitOn: Day? = nil,
    needsInterpreter: Bool = false, held: Int = 0, missedByFamily: Int = 0, missedByService: Int = 0
  ) {
    (self.child, self.childName, self.area, self.team, self.teamName) = (child, childName, area, team, teamName)
    (self.visitor, self.state, self.route, self.rhythm) = (visitor, state, route, rhythm)
    (self.receivedOn, self.decidedOn, self.firstVisitOn) = (receivedOn, decidedOn, firstVisitOn)
    (self.needsInterpreter, self.held) = (needsInterpreter, held)
    (self.missedByFamily, self.missedByService) = (missedByFamily, missedByService)
  }
}

/// How many weeks the counts of visits look back.
package let weeksCounted = 13

/// How full somebody is, in families that are visited every week.
package func load(_ lines: [VisitingLine], of visitor: PractitionerID) -> Double {
  lines.filter { $0.state == .allocated && $0.visitor == visitor }.reduce(0) { $0 + ($1.rhythm?.weight ?? 1) }
}

/// How one group of families fares: an area, a team, those who need an interpreter.
package struct EquityLine: Sendable, Codable, Hashable {
  package let group: String
  package let referrals: Int
  package let declined: Int
  package let waiting: Int
  /// From the referral to the first visit, the middle one; nil where nobody was visited yet.
  package let daysToFirstVisit: Int?
  /// Of a family that is visited; nil where there is none.
  package let visitsAMonth: Double?
  package let missedByFamily: Int
  package let missedByService: Int
  /// How many days the family has waited that waits longest; nil where none does.
  package var longestWait: Int? = nil
}

/// The lines group by group, the largest first. `today` is what waits are reckoned to.
package func equity(_ lines: [VisitingLine], today: Day, by group: (VisitingLine) -> String) -> [EquityLine] {
  Dictionary(grouping: lines, by: group).map { name, lines in
    let visited = lines.filter { $0.state == .allocated }
    let days = lines.compactMap { line in line.firstVisitOn.map { line.receivedOn.days(until: $0) } }.sorted()
    return EquityLine(
      group: name, referrals: lines.count, declined: lines.count { $0.state == .declined },
      waiting: lines.count { $0.state == .received || $0.state == .waiting },
      daysToFirstVisit: days.isEmpty ? nil : (days[(days.count - 1) / 2] + days[days.count / 2]) / 2,
      visitsAMonth: visited.isEmpty
        ? nil
        : rounded(Double(visited.reduce(0) { $0 + $1.held }) / Double(visited.count) / (Double(weeksCounted) / 4.345)),
      missedByFamily: lines.reduce(0) { $0 + $1.missedByFamily },
      missedByService: lines.reduce(0) { $0 + $1.missedByService },
      longestWait: lines.filter { $0.state == .received || $0.state == .waiting }
        .map { $0.receivedOn.days(until: today) }.max())
  }.sorted { ($1.referrals, $0.group) < ($0.referrals, $1.group) }
}

private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

/// What is wrong with a pattern.
package func problems(with pattern: VisitorPattern) -> [FieldError] {
  pattern.days.isEmpty ? [FieldError("days", "Choose at least one day")] : []
}
