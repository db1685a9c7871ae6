package import Kernel
import Store
package import Web

/// Who you are: signing in, sessions, invitations, and the accounts that an administrator looks after.
///
/// - `directory`: agencies, teams and practitioners, which live above this slice.
/// - `landing`: where somebody begins after signing in, when they were on the way to nowhere.
/// - `hashing`: the thread that hashes passwords; tests make one with a lower cost.
package func accounts(
  directory: Directory, landing: @escaping @Sendable (Caller) -> String = { _ in "/" },
  hashing: HashingThread = HashingThread()
) -> Slice {
  var slice = Slice("Accounts")
  slice.migrations = accountMigrations
  slice.routes =
    signInRoutes(hashing, landing: landing) + invitationRoutes(hashing, landing: landing)
    + ownAccountRoutes(directory, hashing) + manageAccountsRoutes(directory)
  slice.openWork = { team, tx in
    let roles: Int =
      try tx.value(
        """
        SELECT count(DISTINCT r.account_id) FROM held_role r JOIN account a ON a.id = r.account_id
        WHERE r.team_id = \(team) AND r.ended_at IS NULL AND a.state <> \(AccountState.ended)
        """) ?? 0
    return [OpenWork(roles, "account has a role for it", "accounts have a role for it")].compactMap(\.self)
  }
  return slice
}
