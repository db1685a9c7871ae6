package import Kernel
import People
package import Store
import Web

// All SQL about cases and their steps.

extension Transaction {
  /// Throws `notFound` where this child has no such case.
  package func ehcCase(_ id: ID<EHCCase>, child: ChildID) throws -> EHCCase {
    try one("\(EHCCase.query) WHERE ehc_case.id = \(id) AND ehc_case.child_id = \(child)")
  }

  /// The cases of a child, the newest first.
  package func ehcCases(_ child: ChildID) throws -> [EHCCase] {
    try all(
      "\(EHCCase.query) WHERE ehc_case.child_id = \(child) ORDER BY ehc_case.received_on DESC, ehc_case.id DESC")
  }

  /// What was done with a case, in order; `undone` as well, where they are asked for.
  package func steps(of id: ID<EHCCase>, undone: Bool = false) throws -> [CaseStep] {
    let only: SQL = undone ? "" : "AND undone_at IS NULL"
    return try all(
      "SELECT \(CaseStep.columns) FROM ehc_step WHERE case_id = \(id) \(only) ORDER BY written_at, id")
  }

  /// When an assessment of the child was last carried out: the decision that ended it.
  func lastAssessment(_ child: ChildID) throws -> Day? {
    try value(
      """
      SELECT max(ehc_step.taken_on) FROM ehc_step JOIN ehc_case ON ehc_case.id = ehc_step.case_id
      WHERE ehc_case.child_id = \(child) AND ehc_step.undone_at IS NULL AND ehc_step.step IN ('issue', 'refuse_issue')
      """)
  }

  func insert(
    _ id: ID<EHCCase>, _ new: NewCase, child: ChildID, state: CaseState, officer: PractitionerID?, team: TeamID?,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_case (id, child_id, state, received_on, source, asked_by, reasons, transferred_from,
        in_youth_accommodation, officer_id, team_id, version, created_at)
      VALUES (\(id), \(child), \(state), \(new.receivedOn), \(new.source), \(new.askedBy), \(new.reasons),
        \(new.transferredFrom), \(new.isInYouthAccommodation), \(officer), \(team), 1, \(now))
      """)
  }

  func insert(
    _ id: ID<CaseStep>, _ new: NewStep, of ehcCase: ID<EHCCase>, from: CaseState, to: CaseState, by caller: Caller,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_step (id, case_id, step, state_from, state_to, taken_on, code, reasons, late_why, written_by,
        written_at)
      VALUES (\(id), \(ehcCase), \(new.step), \(from), \(to), \(new.on), \(new.code), \(new.reasons), \(new.lateWhy),
        \(caller.name), \(now))
      """)
  }

  /// Throws `changedByAnother` where the case has moved on since its `version` was read.
  func move(_ ehcCase: EHCCase, to state: CaseState) throws {
    if state.isOpen, try ehcCases(ehcCase.child).contains(where: { $0.id != ehcCase.id && $0.state.isOpen }) {
      throw Refusal.notNow("Another request or plan of this child is open. End that one first.")
    }
    let changed = try run(
      """
      UPDATE ehc_case SET state = \(state), version = version + 1
      WHERE id = \(ehcCase.id) AND version = \(ehcCase.version)
      """)
    guard changed == 1 else {
      throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
    }
  }

  func markUndone(_ step: ID<CaseStep>, why: String, at now: Instant) throws {
    try run("UPDATE ehc_step SET undone_at = \(now), undone_why = \(why) WHERE id = \(step)")
  }
}
