import Foundation

/// Neither engine's texts may hold a zero byte: PostgreSQL has none, and SQLite's functions stop at it.
func refuseZeroByte(_ text: UnsafeBufferPointer<UInt8>) throws {
  guard let start = text.baseAddress, memchr(start, 0, text.count) != nil else { return }
  throw DatabaseError.other("a text with a zero byte cannot be kept")
}

/// Writes the 36 characters of an id.
func writeID(_ high: UInt64, _ low: UInt64, to buffer: UnsafeMutablePointer<CChar>) {
  var position = 0
  for nibble in 0..<32 {
    if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
      buffer[position] = 45
      position += 1
    }
    let word = nibble < 16 ? high : low
    let value = CChar(truncatingIfNeeded: word >> UInt64(60 - 4 * (nibble & 15)) & 0xF)
    buffer[position] = value < 10 ? 48 + value : 87 + value
    position += 1
  }
}
