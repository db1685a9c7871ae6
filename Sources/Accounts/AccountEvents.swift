package import Kernel
package import Store

extension EventKind {
  static let accountInvited = EventKind("account.invited", "invited somebody")
  static let accountJoined = EventKind("account.joined", "took up an invitation")
  static let accountEnded = EventKind("account.ended", "ended an account")
  static let signInReset = EventKind("account.sign_in_reset", "reset how somebody signs in")
  static let roleGiven = EventKind("account.role_given", "gave a role")
  static let roleTaken = EventKind("account.role_taken", "took a role away")
  static let passwordChosen = EventKind("account.password_chosen", "chose a password")
  static let recoveryCodesMade = EventKind("account.recovery_codes_made", "made new recovery codes")
  static let phoneChanged = EventKind("account.phone_changed", "set up a new phone for one-time codes")
  static let linkSent = EventKind("account.link_sent", "asked for a link to sign in")
  static let signedIn = EventKind("account.signed_in", "signed in")
  static let signInFailed = EventKind("account.sign_in_failed", "could not sign in")
  static let signedOut = EventKind("account.signed_out", "signed out")
  static let sessionsEnded = EventKind("account.sessions_ended", "signed out elsewhere")
}

/// All that can happen to an account, for lists that say it in words.
let accountEventKinds: [EventKind] = [
  .accountInvited, .accountJoined, .accountEnded, .signInReset, .roleGiven, .roleTaken, .passwordChosen,
  .recoveryCodesMade, .phoneChanged, .linkSent, .signedIn, .signInFailed, .signedOut, .sessionsEnded,
]

extension Permission {
  /// Signing in, by whoever can.
  package static let signIn = Permission.anyone("account.sign_in")
  /// One's own account.
  package static let ownAccount = Permission.signedIn("account.own", for: .administration)
  /// Everybody's accounts and roles; never the content of a case.
  package static let manageAccounts = Permission.work("account.manage", for: .administration, .administrator)
}

extension Account {
  /// The account itself as the one who acts, with the roles of this moment.
  package func caller(from address: String, at now: Instant, in tx: Transaction) throws -> Caller {
    let held = try roles(of: id, in: tx).filter { $0.isHeld(on: now.day) }
    return Caller(
      account: id, name: name, roles: held.map { .init($0.role, agency: $0.agency, team: $0.team) },
      practitioner: practitioner, person: person, from: address)
  }
}
