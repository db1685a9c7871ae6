import Design
package import Kernel
package import Store
package import Web

/// Seconds between the password and the one-time code.
let halfSessionSeconds = 300
let halfSessionCookie = "signing_in"

/// What is needed to look at a password: only accounts that sign in with one have it.
struct PasswordHolder: Sendable {
  let account: Account
  let password: StoredPassword
}

/// The first step. Takes as long, and says the same, for an address that nobody has.
func checkPassword(_ request: Request, _ hashing: HashingThread) async throws -> Outcome {
  let typed = try request.checked(TypedPassword.check)
  let now = request.now
  let holder = try await request.site.database.write { tx in
    try begin(.address(request.caller.from), at: now, in: tx)
    try begin(.email(typed.email), at: now, in: tx)
    return try passwordHolder(email: typed.email, in: tx)
  }
  let isRight = try await lookAt(typed, holder, request, hashing)
  guard isRight, let holder else {
    try await request.site.database.write { tx in
      try writeDownFailure(email: typed.email, holder?.account, from: request.caller.from, at: now, in: tx)
    }
    throw Invalid(SignInForm.password.name, "The e-mail address or the password is not right")
  }
  let stronger = holder.password.cost.isLess(than: hashing.cost) ? try await hashing.stored(typed.password) : nil
  let token = randomToken()
  try await request.site.database.write { tx in
    try passed(.address(request.caller.from), in: tx)
    try passed(.email(typed.email), in: tx)
    if let stronger { try keep(stronger, of: holder.account.id, at: now, in: tx) }
    try tx.run(
      """
      INSERT INTO half_session (token_hash, account_id, created_at)
      VALUES (\(tokenHash(token)), \(holder.account.id), \(now))
      """)
  }
  return .see(
    "/sign-in/code" + Onward(request).query, cookies: [Cookie(halfSessionCookie, token, maxAge: halfSessionSeconds)])
}

/// Whether the password is right; a try that had to be refused for want of time does not count as wrong.
private func lookAt(
  _ typed: TypedPassword, _ holder: PasswordHolder?, _ request: Request, _ hashing: HashingThread
) async throws -> Bool {
  do {
    return try await hashing.matches(typed.password, holder?.password)
  } catch Refusal.busy {
    try await request.site.database.write { tx in
      try takeBack(.address(request.caller.from), in: tx)
      try takeBack(.email(typed.email), in: tx)
    }
    throw Refusal.busy
  }
}

private func passwordHolder(email: String, in tx: Transaction) throws -> PasswordHolder? {
  guard let account = try account(email: email, in: tx), account.state == .active,
    let password = try password(of: account.id, in: tx)
  else { return nil }
  return PasswordHolder(account: account, password: password)
}

/// The account whose password was right a moment ago in this browser.
func halfSession(_ request: Request, in tx: Transaction) throws -> Account? {
  guard let token = request.cookie(halfSessionCookie) else { return nil }
  let id: AccountID? = try tx.value(
    """
    SELECT account_id FROM half_session
    WHERE token_hash = \(tokenHash(token)) AND created_at > \(request.now.adding(seconds: -halfSessionSeconds))
    """)
  let found = try id.map { try account($0, in: tx) }
  return found?.state == .active ? found : nil
}

/// The second step.
func checkCode(_ request: Request, landing: @escaping @Sendable (Caller) -> String) async throws -> Outcome {
  let typed = try request.checked(TypedCode.check)
  let now = request.now
  let outcome: Outcome? = try await request.site.database.write { tx in
    guard let account = try halfSession(request, in: tx) else {
      return .see("/sign-in" + Onward(request).query, "That took too long. Sign in again.")
    }
    try begin(.code(account.id), at: now, in: tx)
    guard try accept(typed, of: account.id, at: now, in: tx) else {
      try writeDownFailure(email: account.email, account, from: request.caller.from, at: now, in: tx)
      return nil
    }
    try passed(.code(account.id), in: tx)
    try tx.run("DELETE FROM half_session WHERE account_id = \(account.id)")
    var outcome = try finishSignIn(account, request, by: typed.words, Onward(request), landing, in: tx)
    outcome.cookies.append(Cookie(halfSessionCookie, "", maxAge: 0))
    return outcome
  }
  guard let outcome else { throw Invalid(typed.field, "That code is not right, or has been used already") }
  return outcome
}

extension TypedCode {
  var field: String {
    switch self {
    case .oneTime: SignInForm.code.name
    case .recovery: SignInForm.recoveryCode.name
    }
  }
  var words: String {
    switch self {
    case .oneTime: "password and one-time code"
    case .recovery: "password and recovery code"
    }
  }
}

/// True where the code is right; it cannot be used again.
func accept(_ typed: TypedCode, of account: AccountID, at now: Instant, in tx: Transaction) throws -> Bool {
  switch typed {
  case .recovery(let code): return try useRecoveryCode(code, of: account, at: now, in: tx)
  case .oneTime(let code):
    let known = try tx.row(
      """
      SELECT secret, last_step FROM one_time_code
      WHERE account_id = \(account) AND confirmed_at IS NOT NULL\(tx.dialect.forUpdate)
      """
    ) { row in (secret: try row[0] as [UInt8], lastStep: try row[1] as Int64) }
    guard let known, let step = acceptedStep(of: code, secret: known.secret, at: now, after: known.lastStep) else {
      return false
    }
    try tx.run("UPDATE one_time_code SET last_step = \(step) WHERE account_id = \(account)")
    return true
  }
}

/// A failure is an event. When a wait begins, the person is told by mail, once a day.
func writeDownFailure(
  email: String, _ account: Account?, from address: String, at now: Instant, in tx: Transaction
) throws {
  var random = SystemRandomNumberGenerator()
  // What was typed is not kept: it may be a password in the wrong box.
  let about: AnyID = account?.id.of() ?? AnyID(at: now, random: &random)
  try tx.append(.signInFailed, about: about, by: .visitor(from: address), for: .administration, at: now)
  guard let account else { return }
  let waiting = try max(
    waitingSeconds(of: .email(email), at: now, in: tx), waitingSeconds(of: .code(account.id), at: now, in: tx))
  if waiting > 0 { try tx.send(waitMail(to: account), at: now, key: "sign-in-wait:\(account.id):\(now.day)") }
}

/// The last step of every way in: a new session, the draft that was kept, the event.
func finishSignIn(
  _ account: Account, _ request: Request, by way: String, _ onward: Onward, _ landing: (Caller) -> String,
  in tx: Transaction
) throws -> Outcome {
  let now = request.now
  if let old = request.sessionID.flatMap({ SessionID($0) }), let owner = request.caller.account {
    _ = try endSession(old, of: owner, at: now, in: tx)
  }
  let cookie = try beginSession(
    account.id, from: request.caller.from, device: device(userAgent: request.headers["user-agent"]), at: now, in: tx)
  let caller = try account.caller(from: request.caller.from, at: now, in: tx)
  let page = try onward.kept.flatMap { try tx.adoptDraft(kept: $0, account: account.id) }
  try tx.append(
    .signedIn, about: account.id.of(), by: caller, for: .administration, at: now, changed: ["by": way])
  let path = [onward.path, page].compactMap(\.self).first { isLocalPath($0) } ?? landing(caller)
  return .see(
    path, page == nil ? nil : "You are signed in. We kept what you typed: check it and send it again.",
    cookies: [cookie])
}

/// Signs in without a password: for the demonstration's list of accounts, and nowhere else.
package func signInDirectly(_ id: AccountID, _ request: Request, in tx: Transaction) throws -> Cookie {
  guard request.site.settings.isDemonstration else { throw Refusal.notFound }
  let account = try account(id, in: tx)
  guard account.state == .active else { throw Refusal.notNow("This account has ended, or has not begun.") }
  let outcome = try finishSignIn(
    account, request, by: "the demonstration", Onward(path: nil, kept: nil), { _ in "/" }, in: tx)
  return outcome.cookies[0]
}

/// Begins an account without its owner's letter, password or code: for the demonstration, and nowhere else.
package func joinDirectly(_ id: AccountID, settings: Settings, at now: Instant, in tx: Transaction) throws {
  guard settings.isDemonstration else { throw Refusal.notFound }
  let account = try account(id, in: tx)
  guard account.state == .invited else { return }
  try tx.run("UPDATE invitation SET used_at = \(now) WHERE account_id = \(id) AND used_at IS NULL")
  try setState(.active, of: id, at: now, in: tx)
  try tx.append(
    .accountJoined, about: id.of(), by: try account.caller(from: "demonstration", at: now, in: tx),
    for: .administration, at: now)
}
