import Crypto

/// The SHA-256 of a file that comes piece by piece, as it is written beside a download: 64 small hexadecimal digits.
package struct FileDigest {
  private var hasher = SHA256()
  package init() {}
  package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) } }
  package var hex: String {
    let digits = Array("0123456789abcdef")
    return String(hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
