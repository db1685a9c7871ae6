package import Kernel
import People
package import Store

/// One line of the list of early help.
package struct SupportLine: Sendable, Record, Codable, Hashable {
  package let support: SupportID
  package let child: ChildID
  package let childName: String
  package let state: SupportState
  package let level: HelpLevel
  package let practitioner: PractitionerID?
  package let practitionerName: String?
  package let team: TeamID?
  package let teamName: String?
  package let requestedAt: Instant
  package let nextReviewOn: Day?
  package let isAgainWithinYear: Bool
  /// When the next of its time limits ends; nil where none runs.
  package let due: Instant?
  package let hasLead: Bool
  package let agencies: Int
  package let closingAskedBy: String?
  /// The family has taken its agreement back, and the help is still open.
  package let isTakenBack: Bool

  package func isLate(at now: Instant) -> Bool { due.map { $0 < now } ?? false }
  package var isLeadMissing: Bool { agencies >= 2 && !hasLead }

  package init(row: Row) throws {
    (support, child) = (try row[0], try row[1])
    let (given, family) = (try row[2] as String, try row[3] as String)
    childName = "\(given) \(family)"
    (state, level, practitioner, practitionerName) = (try row[4], try row[5], try row[6], try row[7])
    (team, teamName, requestedAt, nextReviewOn) = (try row[8], try row[9], try row[10], try row[11])
    (isAgainWithinYear, due) = (try row[12], try row[13])
    hasLead = try row[14] as Int > 0
    (agencies, closingAskedBy, isTakenBack) = (try row[15], try row[16], try row[17])
  }
}

/// Which lines are wanted.
package struct SupportFilter: Sendable, Hashable {
  package enum Only: String, Choice {
    case late
    case noLead = "no_lead"
    case unallocated, closing, again
    package var title: String {
      switch self {
      case .late: "Late"
      case .noLead: "No lead"
      case .unallocated: "Not allocated"
      case .closing: "Waiting to be closed"
      case .again: "Back within a year"
      }
    }
  }
  package var state: SupportState?
  package var level: HelpLevel?
  package var team: TeamID?
  package var practitioner: PractitionerID?
  package var child: ChildID?
  package var only: Only?
  /// Closed and declined ones as well.
  package var withEnded = false
  package var limit = 25
  package var offset = 0
  package init() {}
}

extension Transaction {
  /// Early help that this caller may know of, what is due first at the top. Restricted children only by a named link.
  package func supportLines(_ filter: SupportFilter, for caller: Caller, at now: Instant) throws -> [SupportLine] {
    try all(
      """
      \(lineQuery) WHERE \(conditions(filter, caller, now))
      ORDER BY due_at NULLS LAST, support.requested_at, support.id LIMIT \(filter.limit) OFFSET \(filter.offset)
      """)
  }
  package func countSupports(_ filter: SupportFilter, for caller: Caller, at now: Instant) throws -> Int {
    try value(
      "SELECT count(*) FROM support JOIN child ON child.id = support.child_id WHERE \(conditions(filter, caller, now))")
      ?? 0
  }

  /// How many families each of these works with now, as the caller may count them.
  func openSupports(of practitioners: [PractitionerID], for caller: Caller) throws -> [PractitionerID: Int] {
    let rows = try rows(
      """
      SELECT practitioner_id, count(*) FROM support
      WHERE practitioner_id IN \(list: practitioners) AND state <> 'declined' AND state <> 'closed'
        AND \(isIncluded("support.child_id", for: caller))
      GROUP BY practitioner_id
      """
    ) { (try $0[0] as PractitionerID, try $0[1] as Int) }
    return Dictionary(uniqueKeysWithValues: rows)
  }
  /// How many of the reviews of each of these are late.
  func lateReviews(of practitioners: [PractitionerID], for caller: Caller, at now: Instant) throws -> [PractitionerID:
    Int]
  {
    let rows = try rows(
      """
      SELECT support.practitioner_id, count(*) FROM support JOIN clock c ON c.about_id = support.id
      WHERE support.practitioner_id IN \(list: practitioners) AND support.state <> 'declined'
        AND support.state <> 'closed' AND c.rule_id = 'TAF-REV' AND c.status = 'running' AND c.due_at < \(now)
        AND \(isIncluded("support.child_id", for: caller))
      GROUP BY support.practitioner_id
      """
    ) { (try $0[0] as PractitionerID, try $0[1] as Int) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// What is still to be done by this practitioner for children whom they work with, due up to `day`.
  func actions(due day: Day, of practitioner: PractitionerID, child: ChildID?) throws -> [(
    action: PlanAction, childName: String
  )] {
    let one: SQL = child.map { "AND a.child_id = \($0)" } ?? ""
    return try rows(
      """
      SELECT a.id, a.support_id, a.child_id, a.goal_id, a.meeting_id, a.what, a.owner_name, a.owner_practitioner_id,
        a.owner_person_id, a.due_on, a.state, a.done_on, a.done_by, a.correction, child.given_name, child.family_name
      FROM plan_action a JOIN child ON child.id = a.child_id
      WHERE a.owner_practitioner_id = \(practitioner) AND a.state = 'open' AND a.due_on <= \(day) \(one)
        AND EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = a.child_id AND i.practitioner_id = \(practitioner)
          AND i.ended_on IS NULL)
      ORDER BY a.due_on, a.id LIMIT 100
      """
    ) { row in (try PlanAction(row: row), "\(try row[14] as String) \(try row[15] as String)") }
  }

  /// Step ups that the caller's teams are asked to answer, about children whom the caller may know.
  func pendingSteps(for caller: Caller, child: ChildID?) throws -> [(step: LevelStep, childName: String)] {
    let one: SQL = child.map { "AND s.child_id = \($0)" } ?? ""
    return try rows(
      """
      SELECT s.id, s.support_id, s.child_id, s.direction, s.level_from, s.level_to, s.reason, s.assessment_id,
        s.team_id, s.team_name, s.handover_on, s.state, s.asked_at, s.asked_by, s.answered_at, s.answered_by,
        s.answer_why, child.given_name, child.family_name
      FROM level_step s JOIN child ON child.id = s.child_id
      WHERE s.team_id IN \(list: caller.teams) AND s.state = 'pending'
        AND (NOT child.is_restricted OR \(namedLink(of: caller))) \(one)
      ORDER BY s.asked_at, s.id LIMIT 100
      """
    ) { row in (try LevelStep(row: row), "\(try row[17] as String) \(try row[18] as String)") }
  }
}

private let lineQuery: SQL = """
  SELECT support.id, support.child_id, child.given_name, child.family_name, support.state, support.level,
    support.practitioner_id, practitioner.name, support.team_id, team.name, support.requested_at,
    support.next_review_on, support.is_again_within_year,
    (SELECT min(c.due_at) FROM clock c WHERE c.about_id = support.id AND c.status = 'running' AND c.paused_since IS NULL)
      AS due_at,
    (SELECT count(*) FROM involvement i WHERE i.child_id = support.child_id AND i.ended_on IS NULL AND i.is_lead),
    (SELECT count(DISTINCT i.agency_id) FROM involvement i
      WHERE i.child_id = support.child_id AND i.ended_on IS NULL),
    support.closing_asked_by, support.agreement_ended_on IS NOT NULL
  FROM support JOIN child ON child.id = support.child_id
    LEFT JOIN practitioner ON practitioner.id = support.practitioner_id
    LEFT JOIN team ON team.id = support.team_id
  """

private func conditions(_ filter: SupportFilter, _ caller: Caller, _ now: Instant) -> SQL {
  var all: [SQL] = [known(to: caller)]
  if let state = filter.state { all.append("support.state = \(state)") }
  if filter.state == nil, !filter.withEnded { all.append("support.state <> 'declined' AND support.state <> 'closed'") }
  if let level = filter.level { all.append("support.level = \(level)") }
  if let team = filter.team { all.append("support.team_id = \(team)") }
  if let child = filter.child { all.append("support.child_id = \(child)") }
  if let practitioner = filter.practitioner { all.append("support.practitioner_id = \(practitioner)") }
  switch filter.only {
  case nil: break
  case .late:
    all.append(
      """
      EXISTS (SELECT 1 FROM clock c WHERE c.about_id = support.id AND c.status = 'running' AND c.paused_since IS NULL
        AND c.due_at < \(now))
      """)
  case .noLead:
    all.append(
      """
      (SELECT count(DISTINCT i.agency_id) FROM involvement i
        WHERE i.child_id = support.child_id AND i.ended_on IS NULL) >= 2
      AND NOT EXISTS (SELECT 1 FROM involvement i
        WHERE i.child_id = support.child_id AND i.ended_on IS NULL AND i.is_lead)
      """)
  case .unallocated: all.append("support.practitioner_id IS NULL AND support.state <> 'closing'")
  case .closing: all.append("support.state = 'closing'")
  case .again: all.append("support.is_again_within_year")
  }
  return SQL.joined(all, " AND ")
}

/// Children to whom the caller or, where the record is not restricted, a team of theirs has an open link.
private func known(to caller: Caller) -> SQL {
  let own: SQL =
    caller.practitioner.map { id in
      """
      support.child_id IN (SELECT i.child_id FROM involvement i WHERE i.practitioner_id = \(id) AND i.ended_on IS NULL)
      """
    } ?? "FALSE"
  return """
    (\(own) OR NOT child.is_restricted AND support.child_id IN (
      SELECT i.child_id FROM involvement i WHERE i.team_id IN \(list: caller.teams) AND i.ended_on IS NULL))
    """
}
