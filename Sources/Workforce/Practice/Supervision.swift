package import Kernel
package import Store

/// Time of somebody with whoever supervises them: due, then held. What was agreed is read by these two alone.
package struct Supervision: Sendable, Record, Codable, Hashable {
  package let id: ID<Supervision>
  package let practitioner: PractitionerID
  package let dueOn: Day
  package let heldOn: Day?
  package let minutes: Int?
  package let heldBy: String?
  package let agreed: String?
  package let version: Int
  static let columns: SQL = "id, practitioner_id, due_on, held_on, minutes, held_by, agreed, version"
  package init(row: Row) throws {
    id = try row[0]
    practitioner = try row[1]
    dueOn = try row[2]
    heldOn = try row[3]
    minutes = try row[4]
    heldBy = try row[5]
    agreed = try row[6]
    version = try row[7]
  }
}

/// Supervision that was held: how long, what was agreed, and when the next is due.
package struct HeldSupervision: Sendable, Hashable {
  package var on: Day
  package var minutes: Int
  package var agreed: String
  package var nextDue: Day
  package init(on: Day, minutes: Int, agreed: String, nextDue: Day) {
    (self.on, self.minutes, self.agreed, self.nextDue) = (on, minutes, agreed, nextDue)
  }
}

/// What is wrong with supervision as it is written down. Principle 6 of the county's service: professional support and
/// supervision are kept; at least every three months is local practice.
package func problems(with held: HeldSupervision, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if held.on > today { found.append(FieldError("held_on", "The day of the supervision must be today or in the past")) }
  if held.nextDue <= held.on { found.append(FieldError("next_due", "The next must be after this one")) }
  if held.nextDue > held.on.adding(months: 3) {
    found.append(FieldError("next_due", "The next must be within three months"))
  }
  return found
}

/// Writes supervision down and says when the next is due. Throws `Refusal.changedByAnother` where somebody was quicker.
package func holdSupervision(
  _ id: ID<Supervision>, of practitioner: PractitionerID, _ held: HeldSupervision, next: ID<Supervision>,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if let due = try tx.dueSupervision(of: practitioner) {
    let changed = try tx.run(
      """
      UPDATE supervision SET held_on = \(held.on), minutes = \(held.minutes), held_by = \(caller.name),
        agreed = \(held.agreed), version = version + 1
      WHERE id = \(due.id) AND held_on IS NULL AND version = \(due.version)
      """)
    guard changed == 1 else { throw Refusal.changedByAnother("This supervision was written down already.") }
  } else {
    try tx.run(
      """
      INSERT INTO supervision (id, practitioner_id, due_on, held_on, minutes, held_by, agreed, version)
      VALUES (\(id), \(practitioner), \(held.on), \(held.on), \(held.minutes), \(caller.name), \(held.agreed), 1)
      """)
  }
  try tx.run(
    """
    INSERT INTO supervision (id, practitioner_id, due_on, version) VALUES (\(next), \(practitioner), \(held.nextDue), 1)
    """)
  try tx.append(
    .supervisionHeld, about: practitioner.of(), by: caller, at: now,
    changed: ["minutes": "\(held.minutes)", "next_due": held.nextDue.description])
}

/// Writes down that somebody has done a course.
package func recordTraining(
  _ id: AnyID, _ training: Training, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let isKnown = try tx.exists(
    """
    SELECT 1 FROM training WHERE practitioner_id = \(training.practitioner) AND course = \(training.course)
      AND held_on = \(training.heldOn)
    """)
  guard !isKnown else { throw Refusal.notNow("This is written down already.") }
  try tx.run(
    """
    INSERT INTO training (id, practitioner_id, course, held_on, expires_on, minutes, evidence, by_name)
    VALUES (\(id), \(training.practitioner), \(training.course), \(training.heldOn), \(training.expiresOn),
      \(training.minutes), \(training.evidence), \(caller.name))
    """)
  try tx.append(
    .trainingRecorded, about: training.practitioner.of(), by: caller, at: now, changed: ["course": training.course])
}

extension Transaction {
  package func courses() throws -> [Course] { try all("SELECT \(Course.columns) FROM course ORDER BY name, code") }
  package func trainings(of people: [PractitionerID]) throws -> [Training] {
    guard !people.isEmpty else { return [] }
    return try all(
      "SELECT \(Training.columns) FROM training WHERE practitioner_id IN \(list: people) ORDER BY held_on DESC, course")
  }
  func supervisions(of people: [PractitionerID]) throws -> [Supervision] {
    guard !people.isEmpty else { return [] }
    return try all(
      """
      SELECT \(Supervision.columns) FROM supervision WHERE practitioner_id IN \(list: people)
      ORDER BY due_on DESC, id DESC LIMIT 1000
      """)
  }
  func dueSupervision(of practitioner: PractitionerID) throws -> Supervision? {
    try first(
      "SELECT \(Supervision.columns) FROM supervision WHERE practitioner_id = \(practitioner) AND held_on IS NULL")
  }
  func keep(_ course: Course) throws {
    try run(
      """
      INSERT INTO course (code, name, is_check, months_valid, needed_for, given_by, is_joint)
      VALUES (\(course.code), \(course.name), \(course.isCheck), \(course.monthsValid), \(course.neededFor),
        \(course.givenBy), \(course.isJoint))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, is_check = excluded.is_check,
        months_valid = excluded.months_valid, needed_for = excluded.needed_for, given_by = excluded.given_by,
        is_joint = excluded.is_joint
      """)
  }
}

extension EventKind {
  static let supervisionHeld = EventKind("supervision.held", "wrote down supervision")
  static let trainingRecorded = EventKind("training.recorded", "wrote down training")
}
