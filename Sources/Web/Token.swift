import Crypto
import Foundation

/// 32 random bytes as text that is safe in an address: for cookies, links and codes.
package func randomToken() -> String {
  var random = SystemRandomNumberGenerator()
  return base64URL((0..<4).flatMap { _ in withUnsafeBytes(of: random.next() as UInt64) { Array($0) } })
}

/// What is stored of a secret that a browser or a letter holds: never the secret itself.
package func tokenHash(_ token: String) -> String {
  base64URL(Array(SHA256.hash(data: Data(token.utf8))))
}

package func base64URL(_ bytes: [UInt8]) -> String {
  Data(bytes).base64EncodedString()
    .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
    .replacingOccurrences(of: "=", with: "")
}
func fromBase64URL(_ text: String) -> [UInt8]? {
  let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
  return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)).map { Array($0) }
}

extension Site {
  /// The token of forms for this cookie, hidden under a fresh pad each time: pages are compressed, and a secret that
  /// stays the same in a compressed page can be guessed byte by byte (BREACH).
  package func csrfToken(for cookieToken: String) -> String {
    var random = SystemRandomNumberGenerator()
    let secret = csrfSecret(cookieToken)
    let pad = secret.map { _ in UInt8.random(in: 0...255, using: &random) }
    return base64URL(pad + zip(pad, secret).map { $0 ^ $1 })
  }
  func isCSRFToken(_ token: String, for cookieToken: String) -> Bool {
    guard let bytes = fromBase64URL(token), bytes.count == 32 else { return false }
    let secret = csrfSecret(cookieToken)
    var difference: UInt8 = 0
    for i in 0..<16 { difference |= bytes[i] ^ bytes[16 + i] ^ secret[i] }
    return difference == 0
  }
  private func csrfSecret(_ cookieToken: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data("csrf:\(cookieToken)".utf8), using: secret).prefix(16))
  }
}
