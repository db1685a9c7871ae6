#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Each distinct text once: bytes in one pool, found by hash, spoken of by number. Number 0 is the empty text.
struct StringTable: Sendable {
  private var pool: [UInt8] = []
  private var ends: [UInt32] = [0]
  /// The upper half of a text's hash, and its number; zero where the slot is free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)

  var count: Int { ends.count }

  /// The number of a text, which is taken in where it is new.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if text.isEmpty { return 0 }
    if ends.count * 2 > slots.count { grow() }
    let sum = hash(text)
    let tag = sum & 0xffff_ffff_0000_0000
    var slot = Int(truncatingIfNeeded: sum) & (slots.count - 1)
    while slots[slot] != 0 {
      let kept = slots[slot]
      if kept & 0xffff_ffff_0000_0000 == tag && isEqual(UInt32(truncatingIfNeeded: kept), text) {
        return UInt32(truncatingIfNeeded: kept)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    pool.append(contentsOf: text)
    ends.append(UInt32(pool.count))
    slots[slot] = tag | UInt64(ends.count - 1)
    return UInt32(ends.count - 1)
  }
  mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  func text(_ number: UInt32) -> String { withBytes(number) { String(decoding: $0, as: UTF8.self) } }

  @inline(__always)
  func withBytes<R>(_ number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    let from = number == 0 ? 0 : Int(ends[Int(number) - 1])
    let to = number == 0 ? 0 : Int(ends[Int(number)])
    return try pool.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[from..<to])) }
  }

  private func isEqual(_ number: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(number) { kept in
      kept.count == text.count && memcmp(kept.baseAddress!, text.baseAddress!, kept.count) == 0
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for number in 1..<UInt32(ends.count) {
      let sum = withBytes(number) { hash($0) }
      var slot = Int(truncatingIfNeeded: sum) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = sum & 0xffff_ffff_0000_0000 | UInt64(number)
    }
    slots = larger
  }
}

/// A text's hash, eight bytes at a time: the same on every machine and in every run.
@inline(__always)
func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
  guard let start = text.baseAddress else { return spread(0) }
  var sum = UInt64(text.count)
  var place = 0
  while place + 8 <= text.count {
    sum = mix(sum, UInt64(littleEndian: UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self)))
    place += 8
  }
  var rest: UInt64 = 0
  while place < text.count {
    rest = rest << 8 | UInt64(start[place])
    place += 1
  }
  return spread(mix(sum, rest))
}

/// A number with every bit depending on every bit (the finaliser of splitmix64).
@inline(__always)
func spread(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
