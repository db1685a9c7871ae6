import Design
import Kernel
import Store
import Web

/// A new phone for one-time codes: first a code of the old one, or a recovery code; then the first code of the new.
struct PhonePage: Page, Codable {
  var title = "Set up a new phone"
  /// The new key and its address; nil before the old phone has been proved.
  let secret: String?
  let authenticatorAddress: String?
  var entry = Entry()
  var trail: [Link] { [Link("Your account", "/account")] }

  init(_ next: [UInt8]?, email: String, _ entry: Entry) {
    secret = next.map { inFours(base32($0)) }
    authenticatorAddress = next.map { Accounts.authenticatorAddress(secret: $0, email: email) }
    self.entry = entry
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      progress(step: secret == nil ? 1 : 2, of: 2)
      pageHeading(title)
      if let secret, let authenticatorAddress {
        secretForApp(secret, address: authenticatorAddress, isOpen: !entry.errors.isEmpty)
        paragraph("Your old phone works until you have entered a code from the new one.")
        view.form(to: "/account/phone/confirmation", keepsDraft: false) {
          control(SignInForm.neededCode, entry)
          button("Use the new phone")
        }
      } else {
        paragraph("First show that it is you.")
        view.form(to: "/account/phone", keepsDraft: false) {
          codeQuestions(entry)
          button("Continue")
        }
      }
    }
  }
}

func phonePage(_ request: Request, of id: AccountID, in tx: Transaction) throws -> PhonePage {
  let next: [UInt8]? = try tx.value("SELECT next_secret FROM one_time_code WHERE account_id = \(id)")
  return PhonePage(next, email: try account(id, in: tx).email, request.entry)
}

/// The old phone, or a recovery code, is right: a new key is made and waits for its first code.
func beginNewPhone(_ request: Request, of id: AccountID) async throws -> Outcome {
  let typed = try request.checked(TypedCode.check)
  let now = request.now
  let isRight = try await request.site.database.write { tx in
    try begin(.code(id), at: now, in: tx)
    guard try accept(typed, of: id, at: now, in: tx) else { return false }
    try passed(.code(id), in: tx)
    try tx.run("UPDATE one_time_code SET next_secret = \(newOneTimeSecret()) WHERE account_id = \(id)")
    return true
  }
  guard isRight else { throw Invalid(typed.field, "That code is not right, or has been used already") }
  return .see("/account/phone")
}

/// The new phone's first code takes the old one's place.
func confirmNewPhone(_ request: Request, of id: AccountID, in tx: Transaction) throws -> Outcome {
  var form = FormReading(request.entry)
  guard let code = form.text(SignInForm.neededCode) else { throw Invalid(form.errors) }
  let next: [UInt8]? = try tx.value("SELECT next_secret FROM one_time_code WHERE account_id = \(id)")
  guard let next else { throw Refusal.notNow("Begin again: show first that it is you.") }
  guard let step = acceptedStep(of: code, secret: next, at: request.now, after: 0) else {
    throw Invalid(SignInForm.code.name, "That code is not right. Wait for the next one and try again")
  }
  try tx.run(
    """
    UPDATE one_time_code SET secret = next_secret, next_secret = NULL, last_step = \(step),
      confirmed_at = \(request.now) WHERE account_id = \(id)
    """)
  try endSessions(of: id, but: request.sessionID, at: request.now, in: tx)
  try tx.append(.phoneChanged, about: id.of(), by: request.caller, for: .administration, at: request.now)
  try tx.send(phoneChangedMail(to: try account(id, in: tx)), at: request.now)
  return .see("/account", "Your new phone is set up. Take the old entry out of the app.")
}
