import Crypto
import Foundation
import Kernel

// Time-based one-time passwords: RFC 6238, over HOTP (RFC 4226), with SHA-1, 30 seconds and six digits, which is what
// every authenticator app reads.

private let stepSeconds: Int64 = 30

/// The 30-second step that `now` lies in, counted from 1970.
func timeStep(at now: Instant) -> Int64 { now.microseconds / 1_000_000 / stepSeconds }

/// The code of one step. RFC 4226 §5.3: the last four bits of the HMAC say where its 31 bits are read.
func oneTimeCode(secret: [UInt8], step: Int64, digits: Int = 6) -> String {
  let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
  let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
  let start = Int(mac[19] & 0x0F)
  let word = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
  let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
  let text = String(word % modulus)
  return String(repeating: "0", count: digits - text.count) + text
}

/// The step whose code this is: the present one or a neighbour (clocks differ), and later than `last`, so that a code
/// works once. Every candidate is compared in full.
func acceptedStep(of code: String, secret: [UInt8], at now: Instant, after last: Int64) -> Int64? {
  let typed = code.filter { $0 != " " && $0 != "-" }
  let present = timeStep(at: now)
  var found: Int64?
  for step in [present - 1, present, present + 1]
  where isSame(Array(typed.utf8), Array(oneTimeCode(secret: secret, step: step).utf8)) && step > last {
    found = step
  }
  return found
}

/// 20 random bytes, as RFC 4226 §4 recommends.
func newOneTimeSecret() -> [UInt8] { randomBytes(20) }

/// What an authenticator app reads from a QR code or a link on a phone.
func authenticatorAddress(secret: [UInt8], email: String, issuer: String = "Keywork") -> String {
  let plain = email.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"%?#&/:".utf8.contains($0) }
  let label = plain ? email : String(email.filter { $0.isLetter || $0.isNumber })
  return "otpauth://totp/\(issuer):\(label)?secret=\(base32(secret))&issuer=\(issuer)"
}

/// RFC 4648 §6, without padding.
func base32(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  var text: [UInt8] = []
  var held: UInt32 = 0
  var bits = 0
  for byte in bytes {
    held = held << 8 | UInt32(byte)
    bits += 8
    while bits >= 5 {
      bits -= 5
      text.append(alphabet[Int(held >> UInt32(bits) & 31)])
    }
    held &= (1 << UInt32(bits)) - 1
  }
  if bits > 0 { text.append(alphabet[Int(held << UInt32(5 - bits) & 31)]) }
  return String(decoding: text, as: UTF8.self)
}

/// `ABCD EFGH`: for typing by hand.
func inFours(_ text: String) -> String {
  stride(from: 0, to: text.utf8.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
}

func randomBytes(_ count: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
}

/// Compares without stopping at the first difference, so that the time taken tells nothing.
func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
