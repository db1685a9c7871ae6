import Clocks
package import Kernel
import People
package import Store
import Web

/// Gives the early help to a practitioner, who becomes the family's key worker; who had it before hands it over.
@discardableResult
package func allocateSupport(
  _ id: SupportID, child: ChildID, to practitioner: PractitionerID, isLead: Bool, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Support {
  var support = try tx.support(id, of: child)
  try support.check(.allocate)
  let chosen = try tx.practitioner(practitioner)
  try link(chosen, to: child, isLead: isLead, by: caller, at: now, in: tx)
  try handOver(support, to: chosen, by: caller, at: now, in: tx)
  (support.practitioner, support.allocatedAt, support.team) = (practitioner, now, chosen.team ?? support.team)
  try tx.update(&support, at: now)
  try tx.giveClocks(about: id, to: practitioner, team: support.team)
  try tx.append(
    .supportAllocated, about: id.of(), child: child, by: caller, at: now,
    changed: ["practitioner": practitioner.description])
  if let email = chosen.email {
    try tx.send(
      Mail(
        to: email, subject: "A family has been given to you",
        body: "Early help for \(try tx.child(child).calledName) is yours from today. Sign in to see what is needed."),
      at: now, key: "support.allocated \(id) \(practitioner) \(now)")
  }
  return support
}

/// Ends the link of the team as a whole, and of whoever had the help before.
private func handOver(
  _ support: Support, to chosen: Practitioner, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  for link in try tx.involvements(support.child) where link.part == earlyHelpPart && link.practitioner != chosen.id {
    try tx.endInvolvement(
      link.id, child: support.child, why: "Given to \(chosen.name)", by: caller, at: now)
  }
}

/// Begins the practitioner's work with the child, or makes the one who works there already the key worker.
private func link(
  _ chosen: Practitioner, to child: ChildID, isLead: Bool, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if let already = try tx.involvements(child).first(where: { $0.practitioner == chosen.id }) {
    try tx.nameLead(already.id, child: child, keyWorker: true, by: caller, at: now)
    if isLead { try tx.nameLead(already.id, child: child, keyWorker: false, by: caller, at: now) }
    return
  }
  try tx.beginInvolvement(
    NewInvolvement(
      practitioner: chosen.id, agency: chosen.agency, team: chosen.team, part: earlyHelpPart, isKeyWorker: true,
      isLead: isLead),
    child: child, id: newID(at: now), by: caller, at: now)
}
