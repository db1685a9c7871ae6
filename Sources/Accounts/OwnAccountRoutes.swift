import Design
import Kernel
import Store
import Web

func ownAccountRoutes(_ directory: Directory, _ hashing: HashingThread) -> [Route] {
  let passwordPage: @Sendable (Request, Transaction) throws -> PasswordPage = { request, tx in
    try refuseWithoutPassword(request, tx)
    return PasswordPage(entry: request.entry)
  }
  let codesPage: @Sendable (Request, Transaction) throws -> RecoveryCodesPage = { request, tx in
    try refuseWithoutPassword(request, tx)
    let id = try ownID(request)
    return RecoveryCodesPage(
      codes: try shownRecoveryCodes(seed: request.cookie(RecoveryCodes.cookieName), of: id, in: tx),
      left: try recoveryCodesLeft(of: id, in: tx), entry: request.entry)
  }
  let phonePage: @Sendable (Request, Transaction) throws -> PhonePage = { request, tx in
    try refuseWithoutPassword(request, tx)
    return try Accounts.phonePage(request, of: try ownID(request), in: tx)
  }
  return [
    .page("/account", "Your account", may: .ownAccount) { request, tx in try accountPage(request, directory, in: tx) },
    .page("/account/password", "Change your password", may: .ownAccount, passwordPage),
    .task(
      "/account/password", "Save a new password", may: .ownAccount,
      fields: [SignInForm.password, SignInForm.newPassword], again: passwordPage
    ) { request in try await changeOwnPassword(request, hashing) },
    .page("/account/recovery-codes", "Recovery codes", may: .ownAccount, codesPage),
    .task(
      "/account/recovery-codes", "Make new recovery codes", may: .ownAccount, fields: [SignInForm.neededCode],
      again: codesPage
    ) { request in try await makeRecoveryCodes(request) },
    .form("/account/recovery-codes/kept", "Say that the codes are kept", may: .ownAccount, fields: []) { _, _ in
      .see("/account", cookies: [Cookie(RecoveryCodes.cookieName, "", maxAge: 0)])
    },
    .page("/account/phone", "A new phone for one-time codes", may: .ownAccount, phonePage),
    .task(
      "/account/phone", "Begin to set up a new phone", may: .ownAccount,
      fields: [SignInForm.code, SignInForm.recoveryCode], again: phonePage
    ) { request in try await beginNewPhone(request, of: try ownID(request)) },
    .form(
      "/account/phone/confirmation", "Confirm a new phone", may: .ownAccount, fields: [SignInForm.neededCode],
      again: phonePage
    ) { request, tx in try confirmNewPhone(request, of: try ownID(request), in: tx) },
    .form("/account/sessions/{session}/ending", "End one session", may: .ownAccount, fields: []) { request, tx in
      try endOneSession(request, in: tx)
    },
    .form("/account/sessions/ending", "Sign out everywhere else", may: .ownAccount, fields: []) { request, tx in
      let id = try ownID(request)
      let count = try endSessions(of: id, but: request.sessionID, at: request.now, in: tx)
      try writeDownEnding(count, request, in: tx)
      return .see("/account", count == 0 ? "You are signed in nowhere else." : "You are signed out everywhere else.")
    },
  ]
}

private func ownID(_ request: Request) throws -> AccountID {
  guard let id = request.caller.account else { throw Refusal.signInNeeded }
  return id
}

private func refuseWithoutPassword(_ request: Request, _ tx: Transaction) throws {
  guard try hasPassword(ownID(request), in: tx) else {
    throw Refusal.notNow("You sign in with a link that we send to your e-mail address. You have no password.")
  }
}

private func accountPage(_ request: Request, _ directory: Directory, in tx: Transaction) throws -> AccountPage {
  let account = try account(ownID(request), in: tx)
  let sessions = try openSessions(
    of: account.id, limits: SessionLimits(request.site.settings), now: request.now, in: tx)
  return AccountPage(
    csrf: request.cookieToken.map(request.site.csrfToken(for:)), id: account.id, name: account.name,
    email: account.email,
    roles: try roleLines(of: account.id, directory, today: request.today, in: tx).filter { !$0.isEnded },
    sessions: sessions.map { .init(session: $0, isThisOne: $0.id.description == request.sessionID) },
    usesPassword: try hasPassword(account.id, in: tx), recoveryCodesLeft: try recoveryCodesLeft(of: account.id, in: tx),
    hasPages: !request.site.menu(request.caller).isEmpty)
}

private func endOneSession(_ request: Request, in tx: Transaction) throws -> Outcome {
  let id = try request.id("session", as: SessionKey.self)
  guard try endSession(id, of: ownID(request), at: request.now, in: tx) else { throw Refusal.notFound }
  try writeDownEnding(1, request, in: tx)
  return .see("/account", "That session has ended.")
}

private func writeDownEnding(_ count: Int, _ request: Request, in tx: Transaction) throws {
  guard count > 0 else { return }
  try tx.append(
    .sessionsEnded, about: try ownID(request).of(), by: request.caller, for: .administration, at: request.now,
    changed: ["sessions": String(count)])
}

/// The old password first: whoever finds a computer unlocked must not take the account over.
private func changeOwnPassword(_ request: Request, _ hashing: HashingThread) async throws -> Outcome {
  let id = try ownID(request)
  let now = request.now
  let database = request.site.database
  let (account, known) = try await database.read { tx in
    (try Accounts.account(id, in: tx), try password(of: id, in: tx))
  }
  var form = FormReading(request.entry)
  let old = form.text(SignInForm.password)
  let new = form.text(SignInForm.newPassword)
  if let new, let problem = passwordProblem(new, email: account.email, name: account.name) {
    form.fail(SignInForm.newPassword, problem)
  }
  guard form.errors.isEmpty, let old, let new else { throw Invalid(form.errors) }
  try await database.write { tx in try begin(.email(account.email), at: now, in: tx) }
  guard try await hashing.matches(old, known) else {
    try await database.write { tx in
      try writeDownFailure(email: account.email, account, from: request.caller.from, at: now, in: tx)
    }
    throw Invalid(SignInForm.password.name, "That is not your password")
  }
  let stored = try await hashing.stored(new)
  try await database.write { tx in
    try passed(.email(account.email), in: tx)
    try changePassword(of: account, to: stored, keeping: request.sessionID, from: request.caller.from, at: now, in: tx)
  }
  return .see("/account", "Your password is changed.")
}

private func makeRecoveryCodes(_ request: Request) async throws -> Outcome {
  let id = try ownID(request)
  let now = request.now
  var form = FormReading(request.entry)
  guard let code = form.text(SignInForm.neededCode) else { throw Invalid(form.errors) }
  let cookie: Cookie? = try await request.site.database.write { tx in
    try begin(.code(id), at: now, in: tx)
    guard try accept(.oneTime(code), of: id, at: now, in: tx) else { return nil }
    try passed(.code(id), in: tx)
    try tx.append(.recoveryCodesMade, about: id.of(), by: request.caller, for: .administration, at: now)
    return try replaceRecoveryCodes(of: id, in: tx)
  }
  guard let cookie else { throw Invalid(SignInForm.code.name, "That code is not right, or has been used already") }
  return .see("/account/recovery-codes", cookies: [cookie])
}
