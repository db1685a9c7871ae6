package import Kernel
package import People
package import Store
package import Web

extension EventKind {
  package static let accountClaimed = EventKind("request.account_claimed", "asked for an account by e-mail")
}

/// Sends the asker a link that makes an account for them. What they see with it depends on the child's record: until a
/// screener has put them into it, nothing but their own request.
package func claimAccount(
  _ request: HelpRequest, by caller: Caller, at now: Instant, settings: Settings,
  invite: @Sendable (NewFamilyInvitation, Transaction) throws -> Void, in tx: Transaction
) throws {
  guard request.asked.asker.isFamily else {
    throw Refusal.notNow("An account is for the family. You can follow the request with its code.")
  }
  guard let email = request.asked.email else {
    throw Refusal.notNow("We have no e-mail address for you. Add one by writing to us on this page.")
  }
  let person = try tx.askerPerson(of: request, family: nil, at: now)
  let invitation = NewFamilyInvitation(
    person: person, name: request.asked.askerName, email: email,
    role: request.asked.asker == .youngPerson ? .youngPerson : .familyMember, at: now,
    publicAddress: settings.publicAddress)
  do {
    try invite(invitation, tx)
  } catch is Invalid {
    // Somebody signs in with this address already. Only the owner of the address may learn that.
    try tx.send(knownMail(request, to: email, settings), at: now)
  }
  try tx.append(.accountClaimed, about: request.id.of(), child: request.child, by: caller, at: now)
}

private func knownMail(_ request: HelpRequest, to email: String, _ settings: Settings) -> Mail {
  Mail(
    to: email, subject: "You have an account already",
    body: """
      Hello,

      Somebody asked for an account with this e-mail address, about request \(request.reference). There is one already. \
      Sign in with it at:
      \(settings.publicAddress)/sign-in

      If this was not you, you need do nothing.

      \(settings.partnership)
      """)
}

extension Transaction {
  /// Whether the asker has been sent a link: being in the child's record, put there by a screener, is no account.
  func hasClaimedAccount(_ request: HelpRequestID) throws -> Bool {
    try exists("SELECT 1 FROM event WHERE about_id = \(request) AND kind = \(EventKind.accountClaimed.name)")
  }
}
