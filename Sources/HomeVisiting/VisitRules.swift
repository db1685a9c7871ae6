package import Kernel

// What must hold of a visit. Source: National Portage Association, Code of Practice; local practice for the limits.

/// A visit is written up within this many days, or the reader cannot trust it.
let daysToWriteUp = 60
/// How far ahead a visit may be planned.
let monthsToPlanAhead = 12

package func problems(with new: NewVisit, bornOn: Day?, now: Instant) -> [FieldError] {
  var problems: [FieldError] = []
  if new.startsAt > now {
    problems.append(FieldError("held_on", "The day of the visit must be today or in the past"))
  } else if new.startsAt.day < now.day.adding(days: -daysToWriteUp) {
    problems.append(
      FieldError("held_on", "The visit was more than \(daysToWriteUp) days ago: ask your manager to record it"))
  }
  if let bornOn, new.startsAt.day < bornOn {
    problems.append(FieldError("held_on", "The day of the visit must be after the child was born"))
  }
  problems += needsCompanion(new.kind, new.jointWith)
  if let next = new.nextAt { problems += problemsOfPlan(next, now: now, day: "next_on") }
  return problems
}

package func problems(with plan: PlannedVisit, now: Instant) -> [FieldError] {
  problemsOfPlan(plan.startsAt, now: now, day: "on") + needsCompanion(plan.kind, plan.jointWith)
}

private func problemsOfPlan(_ startsAt: Instant, now: Instant, day: String) -> [FieldError] {
  if startsAt <= now { return [FieldError(day, "The next visit must be in the future")] }
  if startsAt.day > now.day.adding(months: monthsToPlanAhead) {
    return [FieldError(day, "The visit must be within the next \(monthsToPlanAhead) months")]
  }
  return []
}

private func needsCompanion(_ kind: VisitKind, _ jointWith: String?) -> [FieldError] {
  kind.isWithAnother && jointWith == nil
    ? [FieldError("joint_with", "Enter who comes with you on a \(kind.title.lowercased())")] : []
}

/// Whether a visit can still be written up or called off.
func refuseUnlessPlanned(_ visit: Visit) throws {
  switch visit.state {
  case .planned: return
  case .held: throw Refusal.notNow("This visit has been written up already.")
  case .cancelled: throw Refusal.notNow("This visit was called off.")
  }
}
