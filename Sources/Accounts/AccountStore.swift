package import Kernel
package import Store

/// Throws `Refusal.notFound`.
package func account(_ id: AccountID, in tx: Transaction) throws -> Account {
  try tx.one("SELECT \(Account.columns) FROM account WHERE id = \(id)")
}

package func account(email: String, in tx: Transaction) throws -> Account? {
  try tx.first("SELECT \(Account.columns) FROM account WHERE email = \(email.lowercased())")
}

/// The account, not ended, of a member of a family.
package func account(of person: PersonID, in tx: Transaction) throws -> Account? {
  try tx.first("SELECT \(Account.columns) FROM account WHERE person_id = \(person) AND state <> 'ended'")
}

/// The account, not ended, of somebody who works for an agency.
package func account(of practitioner: PractitionerID, in tx: Transaction) throws -> Account? {
  try tx.first("SELECT \(Account.columns) FROM account WHERE practitioner_id = \(practitioner) AND state <> 'ended'")
}

/// The active accounts that hold a role on this day, by name; with `team`, for that team.
package func accounts(holding role: Role, team: TeamID? = nil, on today: Day, in tx: Transaction) throws -> [Account] {
  let only: SQL = team.map { "AND team_id = \($0)" } ?? ""
  return try tx.all(
    """
    SELECT \(Account.columns) FROM account WHERE state = \(AccountState.active) AND id IN (
      SELECT account_id FROM held_role WHERE role = \(role) AND ended_at IS NULL AND from_on <= \(today)
        AND (to_on IS NULL OR to_on >= \(today)) \(only))
    ORDER BY name, id
    """)
}

/// The teams for which active accounts hold a role on this day.
package func teams(holding role: Role, on today: Day, in tx: Transaction) throws -> [TeamID] {
  try tx.rows(
    """
    SELECT DISTINCT r.team_id FROM held_role r JOIN account a ON a.id = r.account_id
    WHERE a.state = \(AccountState.active) AND r.role = \(role) AND r.team_id IS NOT NULL AND r.ended_at IS NULL
      AND r.from_on <= \(today) AND (r.to_on IS NULL OR r.to_on >= \(today))
    ORDER BY r.team_id
    """
  ) { try $0[0] as TeamID }
}

func insert(_ id: AccountID, email: String, name: String, person: PersonID?, at now: Instant, in tx: Transaction) throws
{
  try tx.run(
    """
    INSERT INTO account (id, email, name, person_id, state, created_at)
    VALUES (\(id), \(email), \(name), \(person), \(AccountState.invited), \(now))
    """)
}

func setState(_ state: AccountState, of account: AccountID, at now: Instant, in tx: Transaction) throws {
  let ended = state == .ended ? now : nil
  let joined = state == .active ? now : nil
  try tx.run(
    """
    UPDATE account SET state = \(state), ended_at = \(ended), joined_at = coalesce(joined_at, \(joined))
    WHERE id = \(account)
    """)
}

/// Every role that was ever given, the newest last.
func roles(of account: AccountID, in tx: Transaction) throws -> [HeldRole] {
  try tx.all("SELECT \(HeldRole.columns) FROM held_role WHERE account_id = \(account) ORDER BY from_on, id")
}

/// Roles that are held today or will be.
func presentRoles(of account: AccountID, on today: Day, in tx: Transaction) throws -> [HeldRole] {
  try roles(of: account, in: tx).filter { $0.endedAt == nil && ($0.to.map { today <= $0 } ?? true) }
}

func insertRole(
  _ role: Role, of account: AccountID, agency: AgencyID?, team: TeamID?, from: Day, to: Day?, at now: Instant,
  in tx: Transaction
) throws {
  var random = SystemRandomNumberGenerator()
  try tx.run(
    """
    INSERT INTO held_role (id, account_id, role, agency_id, team_id, from_on, to_on)
    VALUES (\(HeldRoleID(at: now, random: &random)), \(account), \(role), \(agency), \(team), \(from), \(to))
    """)
}

/// What a list of accounts is narrowed by; all nil gives all.
package struct AccountFilter: Sendable, Hashable {
  /// Part of the name or the e-mail address.
  package var words: String?
  package var state: AccountState?
  package var role: Role?
  package init(words: String? = nil, state: AccountState? = nil, role: Role? = nil) {
    self.words = words
    self.state = state
    self.role = role
  }
}

/// An account as a line of a list.
package struct AccountLine: Sendable, Codable, Hashable {
  package let id: AccountID
  package let name: String
  package let email: String
  package let state: AccountState
  package let roles: [Role]
  package let lastUsedAt: Instant?
}

/// Accounts by name, from the `offset`th, at most `limit`.
package func accounts(
  _ filter: AccountFilter = AccountFilter(), on today: Day, offset: Int = 0, limit: Int, in tx: Transaction
) throws -> [AccountLine] {
  let found = try tx.rows(
    """
    SELECT id, name, email, state, (SELECT max(used_at) FROM session WHERE session.account_id = account.id)
    FROM account WHERE \(condition(filter, today))
    ORDER BY lower(name) \(tx.dialect.byCodePoint), id LIMIT \(limit) OFFSET \(offset)
    """
  ) { row in
    (
      id: try row[0] as AccountID, name: try row[1] as String, email: try row[2] as String,
      state: try row[3] as AccountState, usedAt: try row[4] as Instant?
    )
  }
  let held: [HeldRole] = try tx.all(
    "SELECT \(HeldRole.columns) FROM held_role WHERE account_id IN \(list: found.map(\.id)) ORDER BY from_on, id")
  let byAccount = Dictionary(grouping: held.filter { $0.isHeld(on: today) }, by: \.account)
  return found.map {
    AccountLine(
      id: $0.id, name: $0.name, email: $0.email, state: $0.state, roles: byAccount[$0.id, default: []].map(\.role),
      lastUsedAt: $0.usedAt)
  }
}

func accountCount(_ filter: AccountFilter, on today: Day, in tx: Transaction) throws -> Int {
  try tx.value("SELECT count(*) FROM account WHERE \(condition(filter, today))", as: Int.self) ?? 0
}

private func condition(_ filter: AccountFilter, _ today: Day) -> SQL {
  var parts: [SQL] = ["TRUE"]
  if let words = filter.words {
    let pattern = "%" + words.lowercased().flatMap { "%_\\".contains($0) ? ["\\", $0] : [$0] } + "%"
    parts.append("(lower(name) LIKE \(pattern) ESCAPE '\\' OR email LIKE \(pattern) ESCAPE '\\')")
  }
  if let state = filter.state { parts.append("state = \(state)") }
  if let role = filter.role {
    parts.append(
      """
      id IN (SELECT account_id FROM held_role WHERE role = \(role) AND ended_at IS NULL AND from_on <= \(today)
      AND (to_on IS NULL OR to_on >= \(today)))
      """)
  }
  return .joined(parts, " AND ")
}
