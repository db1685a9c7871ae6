import Crypto
import Foundation

/// 32 random bytes as text that is safe in an address: for cookies, links and codes.
package func randomToken() -> String {
  base64URL(randomBytes(words: 4))
}

/// Eight bytes a word, from the system's source.
private func randomBytes(words: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  return (0..<words).flatMap { _ in withUnsafeBytes(of: random.next() as UInt64) { Array($0) } }
}

/// What is stored of a secret that a browser or a letter holds: never the secret itself.
package func tokenHash(_ token: String) -> String {
  base64URL(Array(SHA256.hash(data: Data(token.utf8))))
}

package func base64URL(_ bytes: [UInt8]) -> String {
  let letters = Data(bytes).base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }.map { letter in
    switch letter {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: letter
    }
  }
  return String(decoding: Array(letters), as: UTF8.self)
}
func fromBase64URL(_ text: String) -> [UInt8]? {
  let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
  return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)).map { Array($0) }
}

extension Site {
  /// The token of forms for this cookie, hidden under a fresh pad each time: pages are compressed, and a secret that
  /// stays the same in a compressed page can be guessed byte by byte (BREACH).
  package func csrfToken(for cookieToken: String) -> String {
    let secret = csrfSecret(cookieToken)
    let pad = randomBytes(words: 2)
    return base64URL(pad + zip(pad, secret).map { $0 ^ $1 })
  }
  func isCSRFToken(_ token: String, for cookieToken: String) -> Bool {
    guard let bytes = fromBase64URL(token), bytes.count == 32 else { return false }
    let secret = csrfSecret(cookieToken)
    var difference: UInt8 = 0
    for i in 0..<16 { difference |= bytes[i] ^ bytes[16 + i] ^ secret[i] }
    return difference == 0
  }
  /// A secret of its own for one use, made from the site's: whoever knows it knows nothing of the others. 32 bytes,
  /// as text; the same each time.
  package func secret(for use: String) -> String {
    base64URL(Array(HMAC<SHA256>.authenticationCode(for: Data("secret:\(use)".utf8), using: secret)))
  }
  private func csrfSecret(_ cookieToken: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data("csrf:\(cookieToken)".utf8), using: secret).prefix(16))
  }
}
