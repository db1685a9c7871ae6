package import Kernel
import People
package import Store
package import Web

extension Transaction {
  /// All that bears on this caller and this child, in one query; throws `notFound` where there is no such child. In a
  /// closed record, links that have ended still count: those who helped may look back, and reopen it.
  package func accessFacts(_ caller: Caller, _ child: ChildID, at now: Instant) throws -> AccessFacts {
    let open: SQL = "i.child_id = c.id AND (i.ended_on IS NULL OR c.closed_on IS NOT NULL)"
    let facts = try row(
      """
      SELECT c.is_restricted, c.closed_on IS NOT NULL,
        EXISTS (SELECT 1 FROM involvement i WHERE \(open) AND i.practitioner_id = \(caller.practitioner)),
        EXISTS (SELECT 1 FROM involvement i WHERE \(open) AND i.team_id IN \(list: caller.teams)),
        EXISTS (SELECT 1 FROM involvement i WHERE \(open) AND i.agency_id IN \(list: caller.agencies))
          OR EXISTS (SELECT 1 FROM agency_record r WHERE r.child_id = c.id AND r.agency_id IN \(list: caller.agencies)),
        EXISTS (SELECT 1 FROM relationship r WHERE r.child_id = c.id AND r.person_id = \(caller.person)
          AND \(opensOwnView(born: "c.birth_on", on: now.day))),
        EXISTS (SELECT 1 FROM emergency_access e WHERE e.child_id = c.id AND e.account_id = \(caller.account)
          AND e.ends_at > \(now)), c.merged_into
      FROM child c WHERE c.id = \(child)
      """
    ) { row -> AccessFacts in
      var facts = AccessFacts()
      facts.isRestricted = try row[0]
      facts.isClosed = try row[1]
      facts.isOwn = try row[2]
      facts.isTeam = try row[3]
      facts.isAgency = try row[4]
      facts.isFamily = try row[5]
      facts.isEmergency = try row[6]
      facts.mergedInto = try row[7]
      return facts
    }
    guard let facts else { throw Refusal.notFound }
    return facts
  }
}

/// The gate's question: may this caller do this to this child's record?
@Sendable package func decideAccess(
  _ caller: Caller, _ permission: Permission, _ child: ChildID, _ now: Instant, _ tx: Transaction
) throws -> Access {
  let facts = try tx.accessFacts(caller, child, at: now)
  guard facts.mergedInto != nil else { return try decide(facts, caller, permission) }
  // Whoever may know of the record that this one is part of is led there; to all others there is none.
  let kept = try tx.keptRecord(child)
  _ = try decide(try tx.accessFacts(caller, kept, at: now), caller, .knowOf)
  throw Refusal.moved(from: child, to: kept)
}
