import Clocks
package import Kernel
import People
package import Store
import Web

/// A plan of a kind whose sections come from the register: a SEN support plan, a family help plan.
package struct TypedPlan: Sendable, Record, Codable, Hashable {
  package let id: ID<TypedPlan>
  package let child: ChildID
  package let type: String
  package let startedOn: Day
  package let startedBy: String
  /// Nil while it is written.
  package let agreedOn: Day?
  package let endedOn: Day?
  package let endedWhy: String?
  package let version: Int
  package var isOpen: Bool { endedOn == nil }

  static let columns: SQL = "id, child_id, type, started_on, started_by, agreed_on, ended_on, ended_why, version"
  package init(row: Row) throws {
    (id, child, type, startedOn) = (try row[0], try row[1], try row[2], try row[3])
    (startedBy, agreedOn, endedOn) = (try row[4], try row[5], try row[6])
    (endedWhy, version) = (try row[7], try row[8])
  }
  var path: String { "/children/\(child)/plans/\(id)" }
}

/// What stands in one section now.
package struct TypedPlanText: Sendable, Record, Codable, Hashable {
  package let section: String
  package let words: String
  package let by: String
  package let on: Day
  package init(row: Row) throws {
    (section, words, by, on) = (try row[0], try row[1], try row[2], try row[3])
  }
}

/// A meeting at which a plan was looked at.
package struct TypedPlanReview: Sendable, Record, Codable, Hashable {
  package let id: ID<TypedPlanReview>
  package let heldOn: Day
  package let words: String
  package let by: String
  package init(row: Row) throws { (id, heldOn, words, by) = (try row[0], try row[1], try row[2], try row[3]) }
}

/// Begins a plan of that kind; one of each is open at a time.
package func beginTypedPlan(
  _ id: ID<TypedPlan>, _ type: PlanType, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard type.writtenIn == .here else { throw Refusal.notNow("\(type.title): it is written in its own place.") }
  if let words = deathWords(try tx.child(child)) { throw Refusal.notNow("\(words) No plan can be started.") }
  if try tx.typedPlans(of: child).contains(where: { $0.type == type.code && $0.isOpen }) {
    throw Invalid("type", "There is such a plan already. Go on with that one")
  }
  try tx.run(
    """
    INSERT INTO typed_plan (id, child_id, type, started_on, started_by, version)
    VALUES (\(id), \(child), \(type.code), \(now.day), \(caller.name), 1)
    """)
  try tx.append(
    .typedPlanBegan, about: id.of(), child: child, by: caller, at: now, changed: ["type": type.code])
}

/// Writes one section, new or anew.
package func writeSection(
  _ section: PlanTypeSection, _ words: String, of plan: TypedPlan, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard plan.isOpen else { throw Refusal.notNow("This plan has ended.") }
  try tx.raiseVersion(of: plan, from: version)
  try tx.run(
    """
    INSERT INTO typed_plan_text (plan_id, section, words, written_by, written_on)
    VALUES (\(plan.id), \(section.code), \(words), \(caller.name), \(now.day))
    ON CONFLICT (plan_id, section) DO UPDATE SET words = excluded.words, written_by = excluded.written_by,
      written_on = excluded.written_on
    """)
  try tx.append(
    .typedPlanWritten, about: plan.id.of(), child: plan.child, by: caller, at: now, changed: ["section": section.code])
}

/// The family agrees with what is written: from then on it is reviewed by the rule of its kind.
package func agreeTypedPlan(
  _ plan: TypedPlan, _ type: PlanType, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard plan.isOpen, plan.agreedOn == nil else { throw Refusal.notNow("This plan was agreed already.") }
  let written = Set(try tx.texts(of: plan.id).map(\.section))
  let bare = try tx.planSections(of: plan.type).filter { $0.isRequired && !written.contains($0.code) }
  try Invalid.check(bare.map { FieldError("", "\($0.title): nothing is written there yet") })
  try tx.run("UPDATE typed_plan SET agreed_on = \(now.day), version = version + 1 WHERE id = \(plan.id)")
  try tx.startClock(
    ClockRuleID(type.reviewRule), about: plan.id, child: plan.child, at: now, owner: caller.practitioner,
    team: caller.teams.first, now: now)
  try tx.append(.typedPlanAgreed, about: plan.id.of(), child: plan.child, by: caller, at: now)
}

/// Writes down a review; the time until the next runs from it.
package func reviewTypedPlan(
  _ id: ID<TypedPlanReview>, on day: Day, words: String, of plan: TypedPlan, _ type: PlanType, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard plan.isOpen, let agreed = plan.agreedOn else {
    throw Refusal.notNow("Only a plan that was agreed is reviewed.")
  }
  guard day >= agreed, day <= now.day else {
    throw Invalid("held_on", "The day must lie between \(agreed.long), when it was agreed, and today")
  }
  try tx.run(
    """
    INSERT INTO typed_plan_review (id, plan_id, held_on, words, written_by)
    VALUES (\(id), \(plan.id), \(day), \(words), \(caller.name))
    """)
  // The rule starts its own next clock.
  try tx.meetClock(ClockRuleID(type.reviewRule), about: plan.id, at: moment(of: day, now: now))
  try tx.append(
    .typedPlanReviewed, about: plan.id.of(), child: plan.child, by: caller, at: now,
    changed: ["held_on": day.description])
}

/// Ends a plan, with the reason.
package func endTypedPlan(_ plan: TypedPlan, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws
{
  guard plan.isOpen else { throw Refusal.notNow("This plan has ended.") }
  try tx.run(
    "UPDATE typed_plan SET ended_on = \(now.day), ended_why = \(why), version = version + 1 WHERE id = \(plan.id)")
  try tx.cancelClocks(about: plan.id, why: "The plan ended", by: caller, at: now)
  try tx.append(.typedPlanEnded, about: plan.id.of(), child: plan.child, by: caller, at: now, why: why)
}

extension Transaction {
  /// The plans of a child, those that are open first.
  package func typedPlans(of child: ChildID) throws -> [TypedPlan] {
    try all(
      """
      SELECT \(TypedPlan.columns) FROM typed_plan WHERE child_id = \(child)
      ORDER BY CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END, started_on DESC, id
      """)
  }
  /// Throws `notFound` where this child has no such plan.
  package func typedPlan(_ id: ID<TypedPlan>, child: ChildID) throws -> TypedPlan {
    try one("SELECT \(TypedPlan.columns) FROM typed_plan WHERE id = \(id) AND child_id = \(child)")
  }
  func texts(of plan: ID<TypedPlan>) throws -> [TypedPlanText] {
    try all("SELECT section, words, written_by, written_on FROM typed_plan_text WHERE plan_id = \(plan)")
  }
  func typedReviews(of plan: ID<TypedPlan>) throws -> [TypedPlanReview] {
    try all(
      "SELECT id, held_on, words, written_by FROM typed_plan_review WHERE plan_id = \(plan) ORDER BY held_on DESC, id")
  }
  fileprivate func raiseVersion(of plan: TypedPlan, from version: Int) throws {
    let changed = try run(
      "UPDATE typed_plan SET version = version + 1 WHERE id = \(plan.id) AND version = \(version)")
    if changed == 0 { throw Refusal.changedByAnother("This plan has changed since you opened it. Open it again.") }
  }
}

extension EventKind {
  static let typedPlanBegan = EventKind("typed_plan.began", "began a plan")
  static let typedPlanWritten = EventKind("typed_plan.written", "wrote in a plan")
  static let typedPlanAgreed = EventKind("typed_plan.agreed", "agreed a plan with the family")
  static let typedPlanReviewed = EventKind("typed_plan.reviewed", "reviewed a plan")
  static let typedPlanEnded = EventKind("typed_plan.ended", "ended a plan")
}
