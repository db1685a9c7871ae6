package import Kernel
package import Store
import Web

/// Raises a risk.
package func raiseRisk(
  _ id: ID<Risk>, _ new: NewRisk, for group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  _ = try tx.group(group)
  try tx.insert(Risk(id: id, group: group, new, at: now))
  try tx.append(
    .riskRaised, about: id.of(), by: caller, at: now,
    changed: ["score": "\(new.before.score)", "appetite": "\(new.appetite)"])
}

/// Looks at a risk anew: how large it is with what has been done. Every earlier look stays.
package func lookAtRisk(
  _ look: RiskLook, at id: ID<Risk>, of group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let line = try tx.risk(id, of: group)
  guard line.isOpen else { throw Refusal.notNow("This risk is over.") }
  guard try tx.countLook(at: id, version: look.number) else {
    throw Refusal.changedByAnother("Somebody else has looked at this risk since you opened it.")
  }
  try Invalid.check(problems(with: look, on: line))
  try tx.insert(look, at: id)
  try tx.append(
    .riskLookedAt, about: id.of(), by: caller, at: now,
    changed: ["score": "\(look.size.score)", "ends": look.ends?.rawValue ?? ""].filter { !$0.value.isEmpty },
    why: look.words)
}

extension EventKind {
  static let riskRaised = EventKind("risk.raised", "raised a risk")
  static let riskLookedAt = EventKind("risk.looked_at", "looked at a risk anew")
}
