import Design
import Kernel
import Store
import Web

/// An invitation that can still be taken up.
struct OpenInvitation: Sendable {
  let account: Account
  /// Families need no password.
  let isFamily: Bool
  let hasPassword: Bool
  /// The secret that waits for its first code; nil where the password comes first.
  let secret: [UInt8]?
}

let invitationTooOld = Refusal.notNow(
  "This invitation has been used, or is more than \(invitationDays) days old. Ask whoever invited you for a new one.")

/// Nil where the invitation has been used or has run out, or the account has ended.
func openInvitation(_ token: String, at now: Instant, in tx: Transaction) throws -> OpenInvitation? {
  let id: AccountID? = try tx.value(
    """
    SELECT account_id FROM invitation
    WHERE token_hash = \(tokenHash(token)) AND used_at IS NULL AND expires_at > \(now)
    """)
  guard let id else { return nil }
  let account = try account(id, in: tx)
  guard account.state == .invited else { return nil }
  let secret: [UInt8]? = try tx.value(
    "SELECT secret FROM one_time_code WHERE account_id = \(id) AND confirmed_at IS NULL")
  let staff = try presentRoles(of: id, on: now.day, in: tx).contains { !$0.role.isFamily }
  return OpenInvitation(
    account: account, isFamily: account.person != nil && !staff, hasPassword: try hasPassword(id, in: tx),
    secret: secret)
}

/// The first step for staff: a name and a password. The secret for one-time codes is made with it.
func chooseFirstPassword(_ request: Request, _ hashing: HashingThread) async throws -> Outcome {
  let token = request.parameters["token"] ?? ""
  let now = request.now
  let invitation = try await request.site.database.read { tx in try openInvitation(token, at: now, in: tx) }
  guard let invitation, !invitation.isFamily else { throw invitationTooOld }
  let typed = try request.checked { JoiningForm.check($0, email: invitation.account.email) }
  let stored = try await hashing.stored(typed.password)
  try await request.site.database.write { tx in
    guard let invitation = try openInvitation(token, at: now, in: tx) else { throw invitationTooOld }
    let id = invitation.account.id
    try keep(stored, of: id, at: now, in: tx)
    try tx.run("UPDATE account SET name = \(typed.name) WHERE id = \(id)")
    try tx.run("DELETE FROM one_time_code WHERE account_id = \(id)")
    try tx.run(
      """
      INSERT INTO one_time_code (account_id, secret, made_at, last_step)
      VALUES (\(id), \(newOneTimeSecret()), \(now), 0)
      """)
    try tx.append(.passwordChosen, about: id.of(), by: request.caller, for: .administration, at: now)
  }
  return .see("/invitations/\(token)")
}

/// The second step for staff: the first code shows that the app has the secret. The account begins.
func confirmFirstCode(_ request: Request, landing: (Caller) -> String, in tx: Transaction) throws -> Outcome {
  let now = request.now
  guard let invitation = try openInvitation(request.parameters["token"] ?? "", at: now, in: tx),
    let secret = invitation.secret, invitation.hasPassword
  else { throw invitationTooOld }
  var form = FormReading(request.entry)
  guard let code = form.text(SignInForm.neededCode) else { throw Invalid(form.errors) }
  guard let step = acceptedStep(of: code, secret: secret, at: now, after: 0) else {
    throw Invalid(SignInForm.code.name, "That code is not right. Wait for the next one and try again")
  }
  let id = invitation.account.id
  try tx.run("UPDATE one_time_code SET confirmed_at = \(now), last_step = \(step) WHERE account_id = \(id)")
  let codes = try replaceRecoveryCodes(of: id, in: tx)
  var outcome = try join(invitation.account, request, by: "invitation and one-time code", landing, in: tx)
  outcome.cookies.append(codes)
  return .see("/account/recovery-codes", "Your account is ready.", cookies: outcome.cookies)
}

/// The only step for a family.
func joinFamily(_ request: Request, landing: (Caller) -> String, in tx: Transaction) throws -> Outcome {
  guard let invitation = try openInvitation(request.parameters["token"] ?? "", at: request.now, in: tx),
    invitation.isFamily
  else { throw invitationTooOld }
  return try join(invitation.account, request, by: "invitation", landing, in: tx)
}

private func join(
  _ account: Account, _ request: Request, by way: String, _ landing: (Caller) -> String, in tx: Transaction
) throws -> Outcome {
  let now = request.now
  try tx.run("UPDATE invitation SET used_at = \(now) WHERE account_id = \(account.id) AND used_at IS NULL")
  try setState(.active, of: account.id, at: now, in: tx)
  let caller = try account.caller(from: request.caller.from, at: now, in: tx)
  try tx.append(.accountJoined, about: account.id.of(), by: caller, for: .administration, at: now)
  return try finishSignIn(account, request, by: way, Onward(path: nil, kept: nil), landing, in: tx)
}
