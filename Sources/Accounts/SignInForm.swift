import Design
import Kernel
import Web

/// The questions of signing in.
enum SignInForm {
  static let linkEmail = Field(
    "link_email", "Your e-mail address", .email, required: "Enter your e-mail address", autocomplete: "email")
  static let email = Field(
    "email", "E-mail address", .email, required: "Enter your e-mail address", autocomplete: "username")
  static let password = Field(
    "password", "Password", .password, required: "Enter your password", autocomplete: "current-password")
  static let newPassword = Field(
    "new_password", "New password", .password,
    hint: "\(passwordMinimum) characters or more. Three words that do not belong together are easy to remember.",
    required: "Enter a new password", autocomplete: "new-password")
  static let code = Field(
    "code", "One-time code", .oneTimeCode, hint: "The 6 digits that your authenticator app shows now")
  static let neededCode = Field(
    "code", "One-time code", .oneTimeCode, hint: "The 6 digits that your authenticator app shows now",
    required: "Enter the one-time code from your authenticator app")
  static let recoveryCode = Field(
    "recovery_code", "Recovery code", .text(max: 40),
    hint: "One of the codes you kept when you joined, like k7mq-2xwp-9hdt. Each works once.")
  static let continueTo = Field("continue", "Where to go afterwards", .hidden(max: 2000))
  static let kept = Field("kept", "The draft that was kept when the session ended", .hidden(max: 100))
}

/// An e-mail address and a password as they were typed.
struct TypedPassword: Sendable {
  let email: String
  let password: String

  static func check(_ entry: Entry) -> Checked<TypedPassword> {
    var form = FormReading(entry)
    let email = form.email(SignInForm.email)
    let password = form.text(SignInForm.password)
    return form.result { TypedPassword(email: email!, password: password!) }
  }
}

/// A one-time code, or a recovery code in its place.
enum TypedCode: Sendable {
  case oneTime(String)
  case recovery(String)

  static func check(_ entry: Entry) -> Checked<TypedCode> {
    var form = FormReading(entry)
    let code = form.text(SignInForm.code)
    let recovery = form.text(SignInForm.recoveryCode)
    if code == nil && recovery == nil {
      form.fail(SignInForm.code, "Enter the one-time code from your authenticator app")
    }
    return form.result { recovery.map { .recovery($0) } ?? .oneTime(code!) }
  }
}

/// Where to go after signing in, and the draft to take along: carried through the pages of signing in.
struct Onward: Sendable, Hashable, Codable {
  var path: String?
  var kept: String?

  init(path: String?, kept: String?) {
    self.path = path.flatMap { isLocalPath($0) ? $0 : nil }
    self.kept = kept.flatMap { $0.utf8.count <= 100 && !$0.isEmpty ? $0 : nil }
  }
  /// From the form that was sent, or else the address.
  init(_ request: Request) {
    self.init(
      path: request.entry["continue"] ?? request.query("continue"), kept: request.entry["kept"] ?? request.query("kept")
    )
  }
  /// The same as a query, with its question mark; empty for nothing.
  var query: String { withQuery("", [("continue", path), ("kept", kept)]) }
  var fields: HTML {
    [path.map { hidden("continue", $0) }, kept.map { hidden("kept", $0) }].compactMap(\.self).joined()
  }
}

/// A path of this site. Two slashes, or a slash and a backslash, would lead to another.
func isLocalPath(_ path: String) -> Bool {
  path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count <= 2000
    && path.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
}
