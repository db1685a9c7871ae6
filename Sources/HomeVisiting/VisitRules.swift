package import Kernel

// What must hold of a visit. Source: National Portage Association, Code of Practice; local practice for the limits.

/// A visit is written up within this many days: what is written later nobody remembers well enough.
let daysToWriteUp = 60
/// How far ahead a visit may be planned.
let monthsToPlanAhead = 12

/// What is wrong with a visit as it is written down. `isCorrection`: it was written up in time before, and is only put
/// right, which may be done at any time.
package func problems(
  with new: NewVisit, bornOn: Day?, isCorrection: Bool = false, now: Instant
) -> [FieldError] {
  var found: [FieldError] = []
  if new.startsAt > now {
    found.append(FieldError("held_on", "The day of the visit must be today or in the past"))
  } else if !isCorrection && new.startsAt.day < now.day.adding(days: -daysToWriteUp) {
    found.append(FieldError("held_on", "The day of the visit must be within the last \(daysToWriteUp) days"))
  }
  if let bornOn, new.startsAt.day < bornOn {
    found.append(FieldError("held_on", "The day of the visit must be after the child was born"))
  }
  found += needsCompanion(new.kind, new.jointWith)
  if let next = new.nextAt { found += problems(ofPlanning: next, now: now, field: "next_on") }
  return found
}

/// The same of a visit that was written without signal, and may arrive days later: the next visit that was agreed may be
/// over by now, and then waits to be written up in its turn.
package func problems(withWriting new: NewVisit, bornOn: Day?, now: Instant) -> [FieldError] {
  var asNow = new
  if let next = new.nextAt, next > new.startsAt, next <= now { asNow.nextAt = nil }
  return problems(with: asNow, bornOn: bornOn, now: now)
}

/// What is wrong with a visit that is to be planned.
package func problems(with plan: PlannedVisit, now: Instant) -> [FieldError] {
  problems(ofPlanning: plan.startsAt, now: now, field: "on") + needsCompanion(plan.kind, plan.jointWith)
}

private func problems(ofPlanning startsAt: Instant, now: Instant, field: String) -> [FieldError] {
  if startsAt <= now { return [FieldError(field, "The day and time of the visit must be in the future")] }
  if startsAt.day > now.day.adding(months: monthsToPlanAhead) {
    return [FieldError(field, "The visit must be within the next \(monthsToPlanAhead) months")]
  }
  return []
}

private func needsCompanion(_ kind: VisitKind, _ jointWith: String?) -> [FieldError] {
  kind.isWithAnother && jointWith == nil
    ? [FieldError("joint_with", "Enter who comes with you on a \(kind.title.lowercased())")] : []
}

/// Throws `Refusal.notNow` where a visit can no longer be written up or called off.
func refuseUnlessPlanned(_ visit: Visit) throws {
  switch visit.state {
  case .planned: return
  case .held: throw Refusal.notNow("This visit has been written up already.")
  case .cancelled: throw Refusal.notNow("This visit was called off.")
  }
}
