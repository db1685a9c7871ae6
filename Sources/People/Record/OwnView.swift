package import Kernel
package import Store
import Web

// Who sees the family's own view of a record. A parent does where it was given to them; the young person themself from
// sixteen. Source: Mental Capacity Act 2005 (from 16 somebody is presumed to decide for themselves); domain register B10.2.
// A parent's view does not end by a young person's beginning: what parents go on seeing is for the young person to
// decide, with those who help, and is changed for each parent by hand.

/// From this age a young person may have an own view of their own record.
package let yearsForOwnView = 16

/// True of a relationship `r` to a child with this birth date which opens the own view on that day. Splice it where both
/// tables are read; nothing else decides it.
package func opensOwnView(born birth: SQL, on today: Day) -> SQL {
  """
  (r.has_portal AND r.ended_on IS NULL
    AND (r.kind <> \(RelationshipKind.youngPerson) OR \(birth) <= \(today.adding(months: -12 * yearsForOwnView))))
  """
}

/// What is wrong with somebody as a member of this child's family; `others` are those who are in it already. The fields
/// are those of `FamilyForm`.
package func problems(
  with kind: RelationshipKind, hasPortal: Bool, hasResponsibility: Bool, name: String, bornOn: Day?,
  others: [RelationshipKind], today: Day
) -> [FieldError] {
  guard kind == .youngPerson else { return [] }
  var found: [FieldError] = []
  if others.contains(.youngPerson) { found.append(FieldError("kind", "\(name) is in the list already")) }
  if hasResponsibility {
    found.append(FieldError("has_responsibility", "Parental responsibility is an adult’s. Leave this empty"))
  }
  if hasPortal {
    switch bornOn?.adding(months: 12 * yearsForOwnView) {
    case nil:
      found.append(
        FieldError("has_portal", "Enter \(name)’s date of birth in the details first: their own view begins at 16"))
    case let from? where from > today:
      found.append(
        FieldError("has_portal", "\(name) can see their own record from the age of 16, on \(from.long)"))
    default: break
    }
  }
  return found
}

/// An invitation to the family's own view: made here, carried out where accounts are.
package struct NewFamilyInvitation: Sendable, Hashable {
  package let person: PersonID
  package let name: String
  package let email: String
  package let role: Role
  package let at: Instant
  /// For the link in the mail.
  package let publicAddress: String
  package init(person: PersonID, name: String, email: String, role: Role, at: Instant, publicAddress: String) {
    (self.person, self.name, self.email, self.role) = (person, name, email, role)
    (self.at, self.publicAddress) = (at, publicAddress)
  }
}

/// Sends the link; false where they sign in already. Throws `Invalid` where the address is somebody else's.
package typealias InviteFamily = @Sendable (NewFamilyInvitation, _ by: Caller, Transaction) throws -> Bool

/// Sends somebody who may see the own view the link to it; false where they sign in already.
@discardableResult
func inviteToOwnView(
  _ id: ID<Relation>, child: ChildID, invite: InviteFamily, address: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Bool {
  let relation = try tx.relation(id, child: child)
  guard try tx.child(child).diedOn == nil else { throw Refusal.notNow("No letters are sent any more.") }
  guard relation.hasPortal, !relation.mayNotContact, let email = relation.email else {
    throw Refusal.notNow("\(relation.name) is not to see the family’s own view, or has no e-mail address here.")
  }
  let invitation = NewFamilyInvitation(
    person: relation.person, name: relation.name, email: email,
    role: relation.kind == .youngPerson ? .youngPerson : .familyMember, at: now, publicAddress: address)
  return try invite(invitation, caller, tx)
}
