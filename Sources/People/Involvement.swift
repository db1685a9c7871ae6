import Clocks
package import Kernel
package import Store

/// Somebody's work with a child, from a day to a day: the named link that opens the record to them.
package struct Involvement: Sendable, Record, Codable, Hashable {
  package let id: ID<Involvement>
  package let child: ChildID
  package let practitioner: PractitionerID?
  package let practitionerName: String?
  package let jobTitle: String?
  package let phone: String?
  package let agency: AgencyID
  package let agencyName: String
  package let agencyKind: AgencyKind
  package let team: TeamID?
  package let teamName: String?
  /// What they do for the child: "Home visiting", "Class teacher".
  package let part: String
  package let isKeyWorker: Bool
  package let isLead: Bool
  package let beganOn: Day
  package let endedOn: Day?
  package let isHiddenFromFamily: Bool

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    practitioner = try row[2]
    practitionerName = try row[3]
    jobTitle = try row[4]
    phone = try row[5]
    agency = try row[6]
    agencyName = try row[7]
    agencyKind = try row[8]
    team = try row[9]
    teamName = try row[10]
    part = try row[11]
    isKeyWorker = try row[12]
    isLead = try row[13]
    beganOn = try row[14]
    endedOn = try row[15]
    isHiddenFromFamily = try row[16]
  }
}

/// An involvement that is asked for.
package struct NewInvolvement: Sendable, Hashable {
  package var practitioner: PractitionerID?
  package var agency: AgencyID
  package var team: TeamID?
  package var part: String
  package var isKeyWorker: Bool
  package var isLead: Bool
  package init(
    practitioner: PractitionerID?, agency: AgencyID, team: TeamID?, part: String, isKeyWorker: Bool = false,
    isLead: Bool = false
  ) {
    self.practitioner = practitioner
    self.agency = agency
    self.team = team
    self.part = part
    self.isKeyWorker = isKeyWorker
    self.isLead = isLead
  }
}

extension EventKind {
  package static let involvementBegan = EventKind("involvement.began", "began to work with the child")
  package static let involvementEnded = EventKind("involvement.ended", "stopped working with the child")
  package static let leadNamed = EventKind("involvement.lead_named", "named who leads")
}

private let involvementQuery: SQL = """
  SELECT i.id, i.child_id, i.practitioner_id, p.name, p.job_title, p.phone, i.agency_id, a.name, a.kind, i.team_id,
    t.name, i.part, i.is_key_worker, i.is_lead, i.began_on, i.ended_on, i.is_hidden_from_family
  FROM involvement i JOIN agency a ON a.id = i.agency_id LEFT JOIN practitioner p ON p.id = i.practitioner_id
    LEFT JOIN team t ON t.id = i.team_id
  """

extension Transaction {
  /// Those who work with the child now; with `ended`, those who did as well. Leads first, then by agency.
  package func involvements(_ child: ChildID, ended: Bool = false) throws -> [Involvement] {
    let open: SQL = ended ? "" : "AND i.ended_on IS NULL"
    return try all(
      """
      \(involvementQuery) WHERE i.child_id = \(child) \(open)
      ORDER BY i.is_lead DESC, i.is_key_worker DESC, a.name, i.began_on, i.id
      """)
  }

  /// Begins somebody's work with a child; a new key worker or lead takes the place of the one before.
  @discardableResult
  package func beginInvolvement(
    _ new: NewInvolvement, child: ChildID, id: ID<Involvement>, by caller: Caller, at now: Instant
  ) throws -> ID<Involvement> {
    if new.isLead { try run("UPDATE involvement SET is_lead = FALSE WHERE child_id = \(child) AND is_lead") }
    if new.isKeyWorker {
      try run("UPDATE involvement SET is_key_worker = FALSE WHERE child_id = \(child) AND is_key_worker")
    }
    try run(
      """
      INSERT INTO involvement (id, child_id, practitioner_id, agency_id, team_id, part, is_key_worker, is_lead,
        began_on, is_hidden_from_family)
      VALUES (\(id), \(child), \(new.practitioner), \(new.agency), \(new.team), \(new.part), \(new.isKeyWorker),
        \(new.isLead), \(now.day), FALSE)
      """)
    if new.isLead || new.isKeyWorker { try keepLeadPeriods(of: child, on: now.day) }
    try append(
      .involvementBegan, about: id.of(), child: child, by: caller, at: now,
      changed: ["part": new.part, "lead": new.isLead ? "yes" : "no", "key_worker": new.isKeyWorker ? "yes" : "no"])
    return id
  }

  package func endInvolvement(_ id: ID<Involvement>, child: ChildID, why: String, by caller: Caller, at now: Instant)
    throws
  {
    let link = try involvements(child).first { $0.id == id }
    let ended = try run(
      """
      UPDATE involvement SET ended_on = \(now.day), ended_why = \(why), is_lead = FALSE, is_key_worker = FALSE
      WHERE id = \(id) AND child_id = \(child) AND ended_on IS NULL
      """)
    guard ended == 1 else { throw Refusal.notFound }
    try keepLeadPeriods(of: child, on: now.day)
    try append(.involvementEnded, about: id.of(), child: child, by: caller, at: now, why: why)
    if let link, let practitioner = link.practitioner {
      try handOnClocks(of: practitioner, team: link.team, child: child, by: caller, at: now)
    }
  }

  /// The time limits about the child itself that were this practitioner's go to a colleague of the team who still works
  /// with the child. Where there is none, that work has ended, and nobody can be late with it.
  private func handOnClocks(
    of practitioner: PractitionerID, team: TeamID?, child: ChildID, by caller: Caller, at now: Instant
  ) throws {
    let left = try clocks(about: child).filter { $0.isOpen && $0.owner == practitioner }
    guard !left.isEmpty else { return }
    let others = try involvements(child).filter { $0.practitioner != nil }
    if others.contains(where: { $0.practitioner == practitioner }) { return }
    if let colleague = others.first(where: { $0.team != nil && $0.team == team }) {
      return try giveClocks(about: child, from: practitioner, to: colleague.practitioner, team: team)
    }
    try cancelClocks(
      about: child, rules: left.map(\.ruleID), why: "Who had it stopped working with the child", by: caller, at: now)
  }

  /// Names the one who leads (or is the key worker) among those who work with the child.
  package func nameLead(_ id: ID<Involvement>, child: ChildID, keyWorker: Bool, by caller: Caller, at now: Instant)
    throws
  {
    let column: SQL = keyWorker ? "is_key_worker" : "is_lead"
    try run("UPDATE involvement SET \(column) = FALSE WHERE child_id = \(child) AND \(column)")
    let named = try run(
      "UPDATE involvement SET \(column) = TRUE WHERE id = \(id) AND child_id = \(child) AND ended_on IS NULL")
    guard named == 1 else { throw Refusal.notFound }
    try keepLeadPeriods(of: child, on: now.day)
    try append(
      .leadNamed, about: id.of(), child: child, by: caller, at: now,
      changed: ["as": keyWorker ? "key worker" : "lead professional"])
  }

  /// Keeps from when until when each leads a child, or is the key worker, after that has changed: whoever did on a day of
  /// the past is still known when somebody else does.
  package func keepLeadPeriods(of child: ChildID, on day: Day) throws {
    for part in LeadPart.allCases {
      try run(
        """
        UPDATE lead_period SET until_on = \(day) WHERE part = \(part) AND until_on IS NULL AND involvement_id IN (
          SELECT id FROM involvement WHERE child_id = \(child) AND NOT \(part.flag))
        """)
      try run(
        """
        INSERT INTO lead_period (involvement_id, part, from_on)
        SELECT i.id, \(part), \(day) FROM involvement i
        WHERE i.child_id = \(child) AND i.\(part.flag) AND NOT EXISTS (
          SELECT 1 FROM lead_period l WHERE l.involvement_id = i.id AND l.part = \(part) AND l.until_on IS NULL)
        ON CONFLICT (involvement_id, part, from_on) DO UPDATE SET until_on = NULL
        """)
    }
  }
}

/// What one of those who work with a child can be, and no second at once.
package enum LeadPart: String, Choice {
  case lead
  case keyWorker = "key_worker"
  package var title: String { self == .lead ? "Lead professional" : "Key worker" }
  var flag: SQL { self == .lead ? "is_lead" : "is_key_worker" }
  /// A join of the periods `l` in which involvement `i` was this on a day.
  package func join(on day: Day) -> SQL {
    """
    LEFT JOIN lead_period l ON l.involvement_id = i.id AND l.part = \(self) AND l.from_on <= \(day)
      AND (l.until_on IS NULL OR l.until_on > \(day))
    """
  }
}

/// Whether somebody should be named to lead: two agencies work with the child and nobody leads.
/// Source: Working Together to Safeguard Children, early help; strategic review finding on lead professionals.
package func isLeadMissing(_ involvements: [Involvement]) -> Bool {
  let open = involvements.filter { $0.endedOn == nil }
  return Set(open.map(\.agency)).count >= 2 && !open.contains(where: \.isLead)
}
