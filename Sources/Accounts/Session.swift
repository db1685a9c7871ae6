package import Kernel
package import Store
package import Web

enum SessionKey {}
typealias SessionID = ID<SessionKey>

/// How long a session lasts.
package struct SessionLimits: Sendable, Hashable {
  /// Minutes without a request after which staff must sign in again.
  package let idleMinutes: Int
  package let familyIdleMinutes: Int
  /// Hours after which everybody must.
  package let absoluteHours: Int
  package init(_ settings: Settings) {
    idleMinutes = settings.idleMinutes
    familyIdleMinutes = settings.familyIdleMinutes
    absoluteHours = settings.absoluteHours
  }
}

/// The session behind a cookie's token and who it is, with the roles of this moment; nil where it has ended, has lain idle
/// or has lasted too long, or the account has ended. One query: every page asks it.
package func session(
  token: String, from address: String, now: Instant, limits: SessionLimits, in tx: Transaction
) throws -> Gate.Session? {
  let rows = try tx.rows(
    """
    SELECT s.id, s.used_at, a.id, a.name, a.practitioner_id, a.person_id, r.role, r.agency_id, r.team_id
    FROM session s
    JOIN account a ON a.id = s.account_id
    LEFT JOIN held_role r ON r.account_id = a.id AND r.ended_at IS NULL AND r.from_on <= \(now.day)
      AND (r.to_on IS NULL OR r.to_on >= \(now.day))
    WHERE s.token_hash = \(tokenHash(token)) AND s.ended_at IS NULL AND a.state = 'active'
      AND s.created_at > \(now.adding(hours: -limits.absoluteHours))
    ORDER BY r.id
    """
  ) { row in try SessionRow(row) }
  guard let first = rows.first else { return nil }
  let roles = rows.compactMap(\.role)
  let isFamily = !roles.isEmpty && roles.allSatisfy(\.role.isFamily)
  let idleSeconds = (isFamily ? limits.familyIdleMinutes : limits.idleMinutes) * 60
  let unused = first.usedAt.seconds(until: now)
  guard unused < idleSeconds else { return nil }
  let caller = Caller(
    account: first.account, name: first.name, roles: roles, practitioner: first.practitioner, person: first.person,
    from: address)
  // Written once a minute at most, so that pages need not write; oftener where the limit itself is short.
  return Gate.Session(
    id: first.id.description, caller: caller, isDueMark: unused >= min(60, idleSeconds / 10))
}

private struct SessionRow {
  let id: SessionID
  let usedAt: Instant
  let account: AccountID
  let name: String
  let practitioner: PractitionerID?
  let person: PersonID?
  let role: Caller.HeldRole?
  init(_ row: Row) throws {
    id = try row[0]
    usedAt = try row[1]
    account = try row[2]
    name = try row[3]
    practitioner = try row[4]
    person = try row[5]
    let held: Role? = try row[6]
    role = try held.map { Caller.HeldRole($0, agency: try row[7], team: try row[8]) }
  }
}

/// Says that a session is in use.
package func markUsed(session id: String, at now: Instant, in tx: Transaction) throws {
  guard let id = SessionID(id) else { return }
  try tx.run("UPDATE session SET used_at = \(now) WHERE id = \(id) AND ended_at IS NULL AND used_at < \(now)")
}

/// A new session under a new token, whatever cookie came with the request; the cookie that carries it.
func beginSession(
  _ account: AccountID, from address: String, device: String, at now: Instant, in tx: Transaction
) throws -> Cookie {
  var random = SystemRandomNumberGenerator()
  let token = randomToken()
  try tx.run(
    """
    INSERT INTO session (id, token_hash, account_id, created_at, used_at, origin, device)
    VALUES (
      \(SessionID(at: now, random: &random)), \(tokenHash(token)), \(account), \(now), \(now), \(address), \(device))
    """)
  return Cookie("session", token)
}

/// Ends every open session of the account but `kept`; returns how many.
@discardableResult
func endSessions(of account: AccountID, but kept: String? = nil, at now: Instant, in tx: Transaction) throws -> Int {
  try tx.run("DELETE FROM half_session WHERE account_id = \(account)")
  let others: SQL = kept.flatMap { SessionID($0) }.map { "id <> \($0)" } ?? "TRUE"
  return try tx.run(
    "UPDATE session SET ended_at = \(now) WHERE account_id = \(account) AND ended_at IS NULL AND \(others)")
}

/// Ends one session of this account; false where it has none of that id that is open.
func endSession(_ id: SessionID, of account: AccountID, at now: Instant, in tx: Transaction) throws -> Bool {
  try tx.run(
    "UPDATE session SET ended_at = \(now) WHERE id = \(id) AND account_id = \(account) AND ended_at IS NULL") == 1
}

/// A session as its owner sees it in a list.
struct OpenSession: Record, Codable {
  let id: SessionID
  let createdAt: Instant
  let usedAt: Instant
  let origin: String
  let device: String
  init(row: Row) throws {
    id = try row[0]
    createdAt = try row[1]
    usedAt = try row[2]
    origin = try row[3]
    device = try row[4]
  }
}

/// Sessions that may still be in use, the newest first.
func openSessions(
  of account: AccountID, limits: SessionLimits, now: Instant, in tx: Transaction
) throws -> [OpenSession] {
  let idle = now.adding(minutes: -max(limits.idleMinutes, limits.familyIdleMinutes))
  return try tx.all(
    """
    SELECT id, created_at, used_at, origin, device FROM session
    WHERE account_id = \(account) AND ended_at IS NULL AND used_at > \(idle)
      AND created_at > \(now.adding(hours: -limits.absoluteHours))
    ORDER BY created_at DESC LIMIT 50
    """)
}

/// Throws away sessions, links, invitations and counts of failures from before `limit`; returns how many.
package func sweepAccounts(before limit: Instant, in tx: Transaction) throws -> Int {
  try tx.run("DELETE FROM session WHERE used_at < \(limit)")
    + tx.run("DELETE FROM half_session WHERE created_at < \(limit)")
    + tx.run("DELETE FROM sign_in_link WHERE expires_at < \(limit)")
    + tx.run("DELETE FROM invitation WHERE expires_at < \(limit)")
    + tx.run("DELETE FROM sign_in_trial WHERE last_at < \(limit)")
}
