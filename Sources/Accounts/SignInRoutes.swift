import Design
import Kernel
import Store
import Web

/// `landing` says where somebody begins who was on the way to nowhere.
func signInRoutes(
  _ hashing: HashingThread, landing: @escaping @Sendable (Caller) -> String
) -> [Route] {
  let signInPage: @Sendable (Request, Transaction) throws -> SignInPage = { request, _ in SignInPage(request) }
  let codePage: @Sendable (Request, Transaction) throws -> CodePage = { request, _ in CodePage(request) }
  let linkPage: @Sendable (Request, Transaction) throws -> SignInLinkPage = { request, tx in
    SignInLinkPage(try signInLink(request.parameters["token"] ?? "", at: request.now, in: tx), request)
  }
  let onward = [SignInForm.continueTo, SignInForm.kept]
  return [
    .page("/sign-in", "Sign in", may: .signIn, asks: onward, signInPage),
    .task(
      "/sign-in", "Sign in with a password", may: .signIn, fields: [SignInForm.email, SignInForm.password] + onward,
      again: signInPage
    ) { request in try await checkPassword(request, hashing) },
    .page("/sign-in/code", "Enter a one-time code", may: .signIn, asks: onward, codePage),
    .task(
      "/sign-in/code", "Sign in with a one-time code", may: .signIn,
      fields: [SignInForm.code, SignInForm.recoveryCode] + onward, again: codePage
    ) { request in try await checkCode(request, landing: landing) },
    .form(
      "/sign-in/links", "Ask for a link to sign in", may: .signIn, fields: [SignInForm.linkEmail] + onward,
      again: signInPage
    ) { request, tx in try sendLink(request, in: tx) },
    .page("/sign-in/sent", "Check your e-mail", may: .signIn) { _, _ in LinkSentPage() },
    .page("/sign-in/links/{token}", "A link to sign in", may: .signIn, linkPage),
    .form("/sign-in/links/{token}", "Sign in by a link", may: .signIn, fields: [], again: linkPage) { request, tx in
      try signInByLink(request, landing: landing, in: tx)
    },
    .task(
      "/sign-in/links/{token}/password", "Choose a new password by a link", may: .signIn,
      fields: [SignInForm.newPassword, SignInForm.code, SignInForm.recoveryCode], again: linkPage
    ) { request in try await choosePasswordByLink(request, hashing, landing: landing) },
    .form("/sign-out", "Sign out", may: .signIn, fields: []) { request, tx in try signOut(request, in: tx) },
  ]
}

/// Ends this session; harmless where it has ended already.
func signOut(_ request: Request, in tx: Transaction) throws -> Outcome {
  if let account = request.caller.account, let session = request.sessionID.flatMap({ SessionID($0) }),
    try endSession(session, of: account, at: request.now, in: tx)
  {
    try tx.append(.signedOut, about: account.of(), by: request.caller, for: .administration, at: request.now)
  }
  return .see("/", "You are signed out.", cookies: [Cookie("session", "", maxAge: 0)])
}
