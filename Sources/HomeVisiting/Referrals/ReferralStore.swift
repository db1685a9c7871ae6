package import Kernel
import People
package import Store

// All SQL about referrals to home visiting, and about the rules by which they are decided.

extension Transaction {
  /// All rules, in the order of the register.
  package func eligibilityRules() throws -> [EligibilityRule] {
    try all("SELECT \(EligibilityRule.columns) FROM visiting_rule ORDER BY place")
  }

  /// The rule set of an area; where none was chosen, the first of the register.
  func ruleSet(of locality: LocalityID?) throws -> String? {
    if let locality,
      let chosen = try value("SELECT rule_set FROM visiting_area WHERE locality_id = \(locality)", as: String.self)
    {
      return chosen
    }
    return try value("SELECT rule_set FROM visiting_rule ORDER BY place LIMIT 1", as: String.self)
  }
  func chosenRuleSets() throws -> [LocalityID: String] {
    Dictionary(
      uniqueKeysWithValues: try rows("SELECT locality_id, rule_set FROM visiting_area") {
        (try $0[0] as LocalityID, try $0[1] as String)
      })
  }
  func upsertRuleSet(_ set: String, of locality: LocalityID, by name: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO visiting_area (locality_id, rule_set, chosen_by, chosen_at)
      VALUES (\(locality), \(set), \(name), \(now))
      ON CONFLICT (locality_id) DO UPDATE SET rule_set = excluded.rule_set, chosen_by = excluded.chosen_by,
        chosen_at = excluded.chosen_at
      """)
  }

  /// Throws `notFound` where this child has no such referral.
  func referral(_ id: ID<VisitingReferral>, child: ChildID) throws -> VisitingReferral {
    try one("\(VisitingReferral.query) WHERE r.id = \(id) AND r.child_id = \(child)")
  }

  /// The referrals of a child, the newest first.
  package func visitingReferrals(_ child: ChildID) throws -> [VisitingReferral] {
    try all("\(VisitingReferral.query) WHERE r.child_id = \(child) ORDER BY r.received_on DESC, r.id DESC LIMIT 50")
  }

  func insert(
    _ id: ID<VisitingReferral>, child: ChildID, ruleSet: String, route: ReferralRoute, receivedOn: Day,
    _ facts: ReferralFacts
  ) throws {
    try run(
      """
      INSERT INTO visiting_referral (id, child_id, rule_set, route, received_on, complex_needs, diagnosis, hours_outside,
        agreed, parent_takes_part, behind, state, version)
      VALUES (\(id), \(child), \(ruleSet), \(route), \(receivedOn), \(facts.complexNeeds), \(facts.diagnosis),
        \(facts.hoursOutside), \(facts.agreed), \(facts.parentTakesPart), \(facts.storedBehind), 'received', 1)
      """)
  }

  /// False where somebody else has changed it since.
  func updateFacts(_ id: ID<VisitingReferral>, _ route: ReferralRoute, _ facts: ReferralFacts, version: Int) throws
    -> Bool
  {
    try run(
      """
      UPDATE visiting_referral SET route = \(route), complex_needs = \(facts.complexNeeds),
        diagnosis = \(facts.diagnosis), hours_outside = \(facts.hoursOutside), agreed = \(facts.agreed),
        parent_takes_part = \(facts.parentTakesPart), behind = \(facts.storedBehind), version = version + 1
      WHERE id = \(id) AND version = \(version) AND state = 'received'
      """) == 1
  }

  /// False where it is no longer in the state that it comes from.
  func updateDecided(
    _ id: ID<VisitingReferral>, to state: ReferralState, declining: Declining?, team: TeamID?, on day: Day,
    by name: String
  ) throws -> Bool {
    try run(
      """
      UPDATE visiting_referral SET state = \(state), decided_on = \(day), decided_by = \(name),
        reason = \(declining?.reason), other_offer = \(declining?.otherOffer), team_id = \(team), version = version + 1
      WHERE id = \(id) AND state = 'received'
      """) == 1
  }
  func updateAllocated(_ id: ID<VisitingReferral>, _ visitor: PractitionerID, _ rhythm: VisitRhythm, on day: Day) throws
    -> Bool
  {
    try run(
      """
      UPDATE visiting_referral SET state = 'allocated', visitor_id = \(visitor), rhythm = \(rhythm),
        allocated_on = COALESCE(allocated_on, \(day)), version = version + 1
      WHERE id = \(id) AND state IN ('waiting', 'allocated')
      """) == 1
  }
  /// False where it was decided meanwhile.
  func updateWithdrawn(_ id: ID<VisitingReferral>, why: String, on day: Day, by name: String) throws -> Bool {
    try run(
      """
      UPDATE visiting_referral SET state = 'ended', ended_on = \(day), ended_why = \(EndReason.withdrawn), reason = \(why),
        decided_by = \(name), version = version + 1
      WHERE id = \(id) AND state = 'received'
      """) == 1
  }
  func updateEnded(_ id: ID<VisitingReferral>, _ why: EndReason, on day: Day) throws -> Bool {
    try run(
      """
      UPDATE visiting_referral SET state = 'ended', ended_on = \(day), ended_why = \(why), version = version + 1
      WHERE id = \(id) AND state IN ('waiting', 'allocated')
      """) == 1
  }
}
