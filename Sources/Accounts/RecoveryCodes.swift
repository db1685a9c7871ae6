import Crypto
import Foundation
import Kernel
import Store
import Web

/// Eight codes of 60 bits, each good once in place of a one-time code: for a lost phone.
///
/// They grow from a seed that only the browser's cookie holds, for ten minutes, so that the page after the form can show
/// them; the server keeps their hashes.
struct RecoveryCodes {
  let codes: [String]
  static let count = 8
  static let cookieName = "recovery_codes"
  static let shownSeconds = 600

  init(seed: String) {
    codes = (0..<RecoveryCodes.count).map { index in
      let mac = HMAC<SHA256>.authenticationCode(
        for: Data("recovery code \(index)".utf8), using: SymmetricKey(data: Data(seed.utf8)))
      let text = base32(Array(mac.prefix(8))).lowercased().prefix(12)
      return "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))"
    }
  }

  /// However it was typed: capitals, spaces, no hyphens.
  static func hash(_ typed: String) -> String {
    tokenHash("recovery:" + typed.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

/// Puts new codes in place of the old; returns the cookie that lets the next page show them.
func replaceRecoveryCodes(of account: AccountID, in tx: Transaction) throws -> Cookie {
  let seed = randomToken()
  try tx.run("DELETE FROM recovery_code WHERE account_id = \(account)")
  for code in RecoveryCodes(seed: seed).codes {
    try tx.run(
      "INSERT INTO recovery_code (account_id, code_hash) VALUES (\(account), \(RecoveryCodes.hash(code)))")
  }
  return Cookie(RecoveryCodes.cookieName, seed, maxAge: RecoveryCodes.shownSeconds)
}

/// True where the code was one of the account's and had not been used; it is now.
func useRecoveryCode(_ typed: String, of account: AccountID, at now: Instant, in tx: Transaction) throws -> Bool {
  try tx.run(
    """
    UPDATE recovery_code SET used_at = \(now)
    WHERE account_id = \(account) AND code_hash = \(RecoveryCodes.hash(typed)) AND used_at IS NULL
    """) == 1
}

func recoveryCodesLeft(of account: AccountID, in tx: Transaction) throws -> Int {
  try tx.value("SELECT count(*) FROM recovery_code WHERE account_id = \(account) AND used_at IS NULL", as: Int.self)
    ?? 0
}

/// The codes that grow from `seed`, where they are the account's present ones; else none.
func shownRecoveryCodes(seed: String?, of account: AccountID, in tx: Transaction) throws -> [String] {
  guard let seed else { return [] }
  let codes = RecoveryCodes(seed: seed).codes
  let known = try tx.value(
    """
    SELECT count(*) FROM recovery_code
    WHERE account_id = \(account) AND code_hash IN \(list: codes.map(RecoveryCodes.hash))
    """, as: Int.self)
  return known == RecoveryCodes.count ? codes : []
}
