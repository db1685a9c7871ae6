import Design
package import Kernel
package import Store
import Web

let invitationDays = 7

/// Somebody to be invited, as asked for.
package struct NewAccount: Sendable, Hashable {
  package let email: String
  package let name: String
  package let roles: [Role]
  package let agency: AgencyID?
  package let team: TeamID?
  /// The last day of the roles; nil for no end.
  package let to: Day?
  package init(
    email: String, name: String, roles: [Role], agency: AgencyID? = nil, team: TeamID? = nil, to: Day? = nil
  ) {
    self.email = email.lowercased()
    self.name = name
    self.roles = roles
    self.agency = agency
    self.team = team
    self.to = to
  }
}

/// What came of inviting somebody: the link is in the letter, and here for the command line to print.
package struct Invitation: Sendable, Hashable {
  package let account: AccountID
  package let link: String
  package let expiresAt: Instant
}

/// Invites somebody who works for the partnership. Throws `Invalid` with what is wrong.
@discardableResult
package func inviteAccount(
  _ new: NewAccount, id: AccountID, directory: Directory, site address: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Invitation {
  try Invalid.check(problems(with: new, today: now.day, teams: directory.teams(tx)))
  let known = try account(email: new.email, in: tx)
  if let known, known.state != .ended || known.person != nil {
    throw Invalid(AccountForm.email.name, "Somebody already has an account with this e-mail address")
  }
  let account = known?.id ?? id
  let practitioner = try directory.practitioner(new, now, tx)
  if let practitioner, try Accounts.account(of: practitioner, in: tx) != nil {
    throw Invalid(AccountForm.email.name, "This person already has an account with another e-mail address")
  }
  if known == nil {
    try insert(account, email: new.email, name: new.name, person: nil, at: now, in: tx)
  } else {
    try setState(.invited, of: account, at: now, in: tx)
  }
  try tx.run("UPDATE account SET name = \(new.name), practitioner_id = \(practitioner) WHERE id = \(account)")
  for role in new.roles {
    try insertRole(role, of: account, agency: new.agency, team: new.team, from: now.day, to: new.to, at: now, in: tx)
  }
  try tx.append(
    .accountInvited, about: account.of(), by: caller, for: .administration, at: now,
    changed: ["roles": new.roles.map(\.rawValue).joined(separator: ", ")])
  return try sendInvitation(to: try Accounts.account(account, in: tx), site: address, at: now, in: tx)
}

/// Invites a member of a family to see their own records. With an account already, they are sent the way into it; a wrong
/// address that was never used is put right. Throws `Invalid` where the address belongs to somebody else.
@discardableResult
package func inviteFamily(
  person: PersonID, email: String, name: String, role: Role = .familyMember, id: AccountID, site address: String,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Invitation? {
  precondition(role.isFamily, "a family's role")
  let email = email.lowercased()
  let holder = try account(email: email, in: tx)
  let own = try account(of: person, in: tx)
  if let holder, holder.person != person || (own.map { $0.id != holder.id } ?? false) {
    throw Invalid(AccountForm.email.name, "Somebody else signs in with this e-mail address. Give another one")
  }
  switch own?.state {
  case .active where own?.email == email: return nil
  case .active: throw Invalid(AccountForm.email.name, "This person already signs in with another e-mail address")
  case .invited: try tx.run("UPDATE account SET email = \(email), name = \(name) WHERE id = \(own!.id)")
  case .ended, nil: break
  }
  let account = own?.id ?? holder?.id ?? id
  if own == nil {
    if holder == nil {
      try insert(account, email: email, name: name, person: person, at: now, in: tx)
    } else {
      try setState(.invited, of: account, at: now, in: tx)
    }
    try insertRole(role, of: account, agency: nil, team: nil, from: now.day, to: nil, at: now, in: tx)
  }
  try tx.append(
    .accountInvited, about: account.of(), by: caller, for: .administration, at: now, changed: ["roles": role.rawValue])
  return try sendInvitation(to: try Accounts.account(account, in: tx), site: address, at: now, in: tx)
}

/// Sends a new invitation; the ones before it stop working.
@discardableResult
package func sendInvitation(
  to account: Account, afterReset: Bool = false, site address: String, at now: Instant, in tx: Transaction
) throws -> Invitation {
  guard account.state == .invited else { throw Refusal.notNow("This account is not waiting for an answer.") }
  try tx.run("DELETE FROM invitation WHERE account_id = \(account.id) AND used_at IS NULL")
  var random = SystemRandomNumberGenerator()
  let token = randomToken()
  let expires = now.adding(hours: invitationDays * 24)
  try tx.run(
    """
    INSERT INTO invitation (id, token_hash, account_id, created_at, expires_at)
    VALUES (\(AnyID(at: now, random: &random)), \(tokenHash(token)), \(account.id), \(now), \(expires))
    """)
  let link = "\(address)/invitations/\(token)"
  let letter =
    afterReset ? resetMail(to: account, link) : invitationMail(to: account, link, isFamily: account.person != nil)
  try tx.send(letter, at: now)
  return Invitation(account: account.id, link: link, expiresAt: expires)
}

/// Sends a new invitation for one that was lost or has run out.
package func inviteAgain(
  _ id: AccountID, site address: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Invitation {
  let invitation = try sendInvitation(to: try account(id, in: tx), site: address, at: now, in: tx)
  try tx.append(.accountInvited, about: id.of(), by: caller, for: .administration, at: now)
  return invitation
}
