package import Kernel
package import People
package import Store
import Web

/// Adds somebody to the team around the child: a named link, which opens the record to them.
package func joinTeam(
  _ practitioner: Practitioner, part: String, isLead: Bool, id: ID<Involvement>, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  if try tx.involvements(child).contains(where: { $0.practitioner == practitioner.id }) {
    throw Invalid("practitioner", "\(practitioner.name) is in the team already")
  }
  try tx.beginInvolvement(
    NewInvolvement(
      practitioner: practitioner.id, agency: practitioner.agency, team: practitioner.team, part: part, isLead: isLead),
    child: child, id: id, by: caller, at: now)
}

/// Ends somebody's part. Who has the early help is replaced by giving it to another, so that no family is left alone.
package func leaveTeam(
  _ id: ID<Involvement>, support: Support, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let link = try tx.involvements(support.child).first { $0.id == id }
  if let link, support.isOpen, link.practitioner != nil, link.practitioner == support.practitioner {
    throw Refusal.notNow(
      "\(link.practitionerName ?? "They") work with the family. Give the early help to another practitioner instead.")
  }
  try tx.endInvolvement(id, child: support.child, why: why, by: caller, at: now)
}
