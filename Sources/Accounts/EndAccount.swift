package import Kernel
package import Store
import Web

/// Ends an account: its sessions are over with this transaction, its roles and secrets are gone. What was done with it
/// stays in the record.
package func endAccount(_ id: AccountID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try refuseOwn(id, caller)
  let account = try account(id, in: tx)
  guard account.state != .ended else { throw Refusal.notNow("This account has ended already.") }
  try forgetSecrets(of: id, at: now, in: tx)
  try tx.run("UPDATE held_role SET ended_at = \(now) WHERE account_id = \(id) AND ended_at IS NULL")
  try setState(.ended, of: id, at: now, in: tx)
  try tx.append(.accountEnded, about: id.of(), by: caller, for: .administration, at: now, why: why)
}

/// Takes away the password, the one-time code and the sessions of somebody who lost their phone, and sends them an
/// invitation to set them up again. Whoever asks has made sure who they are.
@discardableResult
package func resetSignIn(
  _ id: AccountID, why: String, site address: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Invitation {
  try refuseOwn(id, caller)
  let account = try account(id, in: tx)
  guard account.state == .active else { throw Refusal.notNow("This account has ended, or has not begun.") }
  guard try needsPassword(id, on: now.day, in: tx) else {
    throw Refusal.notNow("A family signs in with a link. There is nothing to reset.")
  }
  try forgetSecrets(of: id, at: now, in: tx)
  try setState(.invited, of: id, at: now, in: tx)
  try tx.append(.signInReset, about: id.of(), by: caller, for: .administration, at: now, why: why)
  return try sendInvitation(
    to: try Accounts.account(id, in: tx), afterReset: true, site: address, at: now, in: tx)
}

private func forgetSecrets(of id: AccountID, at now: Instant, in tx: Transaction) throws {
  try endSessions(of: id, at: now, in: tx)
  try tx.run("DELETE FROM password WHERE account_id = \(id)")
  try tx.run("DELETE FROM one_time_code WHERE account_id = \(id)")
  try tx.run("DELETE FROM recovery_code WHERE account_id = \(id)")
  try tx.run("DELETE FROM invitation WHERE account_id = \(id) AND used_at IS NULL")
  try tx.run("DELETE FROM sign_in_link WHERE account_id = \(id) AND used_at IS NULL")
}
