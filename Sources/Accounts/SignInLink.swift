import Design
import Kernel
import Store
import Web

let linkMinutes = 20

/// A way in that was sent by mail: it works once and not for long.
struct SignInLink: Sendable {
  let account: Account
  let onward: Onward
  /// True where the account has a password: then the link leads to a new one, and a one-time code is still asked for.
  let isForPassword: Bool
}

/// Sends a link to whoever signs in with this address. What is answered is the same whether or not there is anybody.
func sendLink(_ request: Request, in tx: Transaction) throws -> Outcome {
  var form = FormReading(request.entry)
  guard let email = form.email(SignInForm.linkEmail) else { throw Invalid(form.errors) }
  let now = request.now
  try tx.throttle("link-address:\(request.caller.from)", limit: 60, seconds: 3600, at: now)
  try tx.throttle("link-email:\(email)", limit: 5, seconds: 3600, at: now)
  let found = try account(email: email, in: tx)
  var random = SystemRandomNumberGenerator()
  try tx.append(
    .linkSent, about: found?.id.of() ?? AnyID(at: now, random: &random), by: request.caller, for: .administration,
    at: now)
  if let found {
    switch found.state {
    case .active: try sendLink(to: found, Onward(request), request, in: tx)
    case .invited: try sendInvitation(to: found, site: request.site.settings.publicAddress, at: now, in: tx)
    case .ended: break
    }
  }
  return .see("/sign-in/sent")
}

private func sendLink(to account: Account, _ onward: Onward, _ request: Request, in tx: Transaction) throws {
  let now = request.now
  let token = randomToken()
  try tx.run(
    """
    INSERT INTO sign_in_link (id, token_hash, account_id, created_at, expires_at, continue_to, kept)
    VALUES (
      \(request.newID(AnyKey.self)), \(tokenHash(token)), \(account.id), \(now), \(now.adding(minutes: linkMinutes)),
      \(onward.path), \(onward.kept))
    """)
  let link = request.site.settings.publicAddress + "/sign-in/links/" + token
  let mail = try hasPassword(account.id, in: tx) ? passwordMail(to: account, link) : linkMail(to: account, link)
  try tx.send(mail, at: now)
}

/// The link behind a token; nil where it has been used, is too old, or the account has ended.
func signInLink(_ token: String, at now: Instant, in tx: Transaction) throws -> SignInLink? {
  let found = try tx.row(
    """
    SELECT account_id, continue_to, kept FROM sign_in_link
    WHERE token_hash = \(tokenHash(token)) AND used_at IS NULL AND expires_at > \(now)
    """
  ) { row in (account: try row[0] as AccountID, path: try row[1] as String?, kept: try row[2] as String?) }
  guard let found else { return nil }
  let account = try account(found.account, in: tx)
  guard account.state == .active else { return nil }
  return SignInLink(
    account: account, onward: Onward(path: found.path, kept: found.kept),
    isForPassword: try needsPassword(account.id, on: now.day, in: tx))
}

/// Marks the link as used; false where another request was first.
func use(linkToken token: String, at now: Instant, in tx: Transaction) throws -> Bool {
  try tx.run(
    "UPDATE sign_in_link SET used_at = \(now) WHERE token_hash = \(tokenHash(token)) AND used_at IS NULL") == 1
}

/// Signs a member of a family in. Only a POST does it: programs that open every link in a mail send GET.
func signInByLink(
  _ request: Request, landing: @escaping @Sendable (Caller) -> String, in tx: Transaction
) throws -> Outcome {
  let token = request.parameters["token"] ?? ""
  guard let link = try signInLink(token, at: request.now, in: tx), !link.isForPassword,
    try use(linkToken: token, at: request.now, in: tx)
  else {
    throw Refusal.notNow("This link has been used, or is more than \(linkMinutes) minutes old. Ask for a new one.")
  }
  return try finishSignIn(link.account, request, by: "link", link.onward, landing, in: tx)
}

/// A new password in place of a forgotten one: by link and one-time code. Everybody who was signed in is signed out.
func choosePasswordByLink(
  _ request: Request, _ hashing: HashingThread, landing: @escaping @Sendable (Caller) -> String
) async throws -> Outcome {
  let token = request.parameters["token"] ?? ""
  let now = request.now
  let database = request.site.database
  let tooOld = Refusal.notNow("This link has been used, or is more than \(linkMinutes) minutes old. Ask for a new one.")
  guard let link = try await database.read({ tx in try signInLink(token, at: now, in: tx) }), link.isForPassword else {
    throw tooOld
  }
  let code = try request.checked(TypedCode.check)
  let typed = try request.checked { newPassword($0, email: link.account.email, name: link.account.name) }
  try await database.write { tx in try begin(.code(link.account.id), at: now, in: tx) }
  let stored = try await hashing.stored(typed)
  let outcome: Outcome? = try await database.write { tx in
    guard try accept(code, of: link.account.id, at: now, in: tx) else {
      try writeDownFailure(email: link.account.email, link.account, from: request.caller.from, at: now, in: tx)
      return nil
    }
    guard try use(linkToken: token, at: now, in: tx) else { throw tooOld }
    try passed(.code(link.account.id), in: tx)
    try changePassword(of: link.account, to: stored, keeping: nil, from: request.caller.from, at: now, in: tx)
    return try finishSignIn(link.account, request, by: "link and one-time code", link.onward, landing, in: tx)
  }
  guard let outcome else { throw Invalid(code.field, "That code is not right, or has been used already") }
  return outcome
}

func hasPassword(_ account: AccountID, in tx: Transaction) throws -> Bool {
  try tx.exists("SELECT 1 FROM password WHERE account_id = \(account)")
}

/// Whether a link alone is not enough: anybody with a password, or with a role that is not a family's.
func needsPassword(_ account: AccountID, on today: Day, in tx: Transaction) throws -> Bool {
  try hasPassword(account, in: tx) || presentRoles(of: account, on: today, in: tx).contains { !$0.role.isFamily }
}

/// A new password as it was typed, if it will do.
func newPassword(_ entry: Entry, email: String, name: String) -> Checked<String> {
  var form = FormReading(entry)
  let typed = form.text(SignInForm.newPassword)
  if let typed, let problem = passwordProblem(typed, email: email, name: name) {
    form.fail(SignInForm.newPassword, problem)
  }
  return form.result { typed! }
}

/// Keeps a new password, ends the sessions but `keeping`, and tells its owner.
func changePassword(
  of account: Account, to password: StoredPassword, keeping session: String?, from address: String, at now: Instant,
  in tx: Transaction
) throws {
  try keep(password, of: account.id, at: now, in: tx)
  try endSessions(of: account.id, but: session, at: now, in: tx)
  let caller = try account.caller(from: address, at: now, in: tx)
  try tx.append(.passwordChosen, about: account.id.of(), by: caller, for: .administration, at: now)
  try tx.send(passwordChangedMail(to: account), at: now)
}
