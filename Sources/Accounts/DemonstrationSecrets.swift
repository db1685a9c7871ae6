package import Kernel
package import Store
package import Web

// Only where `Settings.isDemonstration`, in which anybody may sign in as anybody: elsewhere each of these throws.

/// Gives an account a password that nobody knows, so that the pages about passwords have something to show.
package func keepUnknownPassword(of account: AccountID, settings: Settings, at now: Instant, in tx: Transaction) throws
{
  guard settings.isDemonstration else { throw Refusal.notFound }
  try keep(StoredPassword(ofNobody: .current), of: account, at: now, in: tx)
}

/// Opens the waiting invitation of an account under a word that is known beforehand.
package func openInvitation(
  of account: AccountID, under token: String, until: Instant, settings: Settings, in tx: Transaction
) throws {
  guard settings.isDemonstration else { throw Refusal.notFound }
  try tx.run(
    """
    UPDATE invitation SET token_hash = \(tokenHash(token)), expires_at = \(until)
    WHERE account_id = \(account) AND used_at IS NULL
    """)
}

/// A link to sign in under a word that is known beforehand.
package func openSignInLink(
  _ id: AnyID, of account: AccountID, under token: String, at now: Instant, until: Instant, settings: Settings,
  in tx: Transaction
) throws {
  guard settings.isDemonstration else { throw Refusal.notFound }
  try tx.run(
    """
    INSERT INTO sign_in_link (id, token_hash, account_id, created_at, expires_at)
    VALUES (\(id), \(tokenHash(token)), \(account), \(now), \(until))
    """)
}

/// A session that has ended for everybody who has done something, so that the list of accounts says when they were here.
package func keepPastSessions(settings: Settings, in tx: Transaction) throws {
  guard settings.isDemonstration else { throw Refusal.notFound }
  let seen = try tx.rows(
    "SELECT account_id, MAX(at), MAX(origin) FROM event WHERE account_id IS NOT NULL GROUP BY account_id"
  ) { row in (account: try row[0] as AccountID, at: try row[1] as Instant, origin: try row[2] as String) }
  for one in seen {
    _ = try beginSession(one.account, from: one.origin, device: "Chrome on Windows", at: one.at, in: tx)
    try endSessions(of: one.account, at: one.at, in: tx)
  }
}
