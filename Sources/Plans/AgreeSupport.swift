import Clocks
package import Kernel
import People
package import Store
import Web

/// Writes down what the family said when it was asked to take part: yes, no, or that it need not be asked.
@discardableResult
package func answerSupport(
  _ new: FamilyAnswer, support id: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Support {
  var support = try tx.support(id, of: child)
  try support.check(new.answer == .no ? .decline : .agree)
  try check(new, for: child, at: now, in: tx)
  support.take(new)
  if new.answer == .no {
    support.state = .declined
    try tx.update(&support, at: now)
    try endLinks(of: support, why: "The family said no to early help", by: caller, at: now, in: tx)
    try tx.append(.supportDeclined, about: id.of(), child: child, by: caller, at: now, why: new.why)
    return support
  }
  if new.answer == .notNeeded, support.level != .statutory {
    try tx.insertStep(
      newID(at: now), support, .change, to: .statutory, reason: new.why ?? "", by: caller, at: now)
    support.level = .statutory
  }
  try begin(&support, new, at: now, in: tx)
  try tx.update(&support, at: now)
  try tx.append(
    .supportAgreed, about: id.of(), child: child, by: caller, at: now,
    changed: ["answer": new.answer.rawValue, "answered_on": new.on.description], why: new.why)
  return support
}

/// The family agrees for another while, before the agreement runs out or after.
@discardableResult
package func renewAgreement(
  _ new: FamilyAnswer, support id: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Support {
  var support = try tx.support(id, of: child)
  try support.check(.renewAgreement)
  guard new.answer == .yes else {
    throw Invalid("answer", "To write down that the family does not want to go on, close the help")
  }
  try check(new, for: child, at: now, in: tx)
  support.take(new)
  support.agreedUntil = try tx.limit(.agreement, from: new.on)
  try tx.meetClock(.agreement, about: id, at: moment(of: new.on, now: now))
  try tx.start(.agreement, for: support, at: moment(of: new.on, now: now), now: now)
  try tx.update(&support, at: now)
  try tx.append(
    .agreementRenewed, about: id.of(), child: child, by: caller, at: now,
    changed: ["agreed_until": support.agreedUntil?.description ?? ""])
  return support
}

private func check(_ new: FamilyAnswer, for child: ChildID, at now: Instant, in tx: Transaction) throws {
  let child = try tx.child(child)
  try Invalid.check(
    problems(with: new, bornOn: child.bornOn, isExpected: child.expectedOn != nil, today: now.day))
  if new.answer == .yes, try tx.limit(.agreement, from: new.on) < now.day {
    throw Invalid("answered_on", "An agreement from that day has run out. Ask the family again")
  }
}

/// Starts the clocks that run from an agreement and sets the state that follows.
private func begin(_ support: inout Support, _ new: FamilyAnswer, at now: Instant, in tx: Transaction) throws {
  let agreedAt = moment(of: new.on, now: now)
  if new.answer == .yes {
    support.agreedUntil = try tx.limit(.agreement, from: new.on)
    try tx.start(.agreement, for: support, at: agreedAt, now: now)
  }
  if support.route == .stepDown, support.reopenedAt == nil {
    support.state = .stepDownReceived
    support.steppedDownAt = support.requestedAt
    try tx.start(.stepDown, for: support, at: support.requestedAt, now: now)
  } else if support.assessedAt != nil {
    // Help that starts again: what was assessed is kept, and looked at anew while the plan is made.
    support.state = .planning
  } else {
    support.state = .agreed
    try tx.start(.assessment, for: support, at: agreedAt, now: now)
  }
}

extension Support {
  fileprivate mutating func take(_ new: FamilyAnswer) {
    (answer, answeredOn, giver, agreedBy) = (new.answer, new.on, new.giver, new.name)
    (competence, scope) = (new.competence, new.scope.isEmpty ? nil : new.scope.joined(separator: "\n"))
    (answerWhy, offered) = (new.why, new.offered)
    (agreementEndedOn, agreementEndedWhy) = (nil, nil)
  }
}
