/// A number that somebody gave a child (NHS number, UPN, a council's own) as one word of the processor. Zero where none is
/// known. Letters and digits alone count, in either case. Up to twelve signs, or the thirteen of a UPN, can be read back;
/// longer ones are kept as a hash, which tells same from different.
struct IdentifierNumber: Hashable, Sendable {
  let bits: UInt64

  static let unknown = IdentifierNumber(bits: 0)
  private static let pupil: UInt64 = 1 << 63
  private static let hashed: UInt64 = 3 << 62

  init(bits: UInt64) { self.bits = bits }

  /// What is typed where a number is not known (fewer than four signs, or one sign over and over) counts as unknown.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var (signs, count, sum): (UInt64, Int, UInt64) = (0, 0, 0xcbf2_9ce4_8422_2325)
    var (first, last, isOneSign, isDigitsBetween): (UInt64, UInt64, Bool, Bool) = (0, 0, true, true)
    var digits: UInt64 = 0
    for byte in text {
      let sign: UInt64
      switch byte {
      case 48...57: sign = UInt64(byte - 47)
      case 65...90: sign = UInt64(byte - 54)
      case 97...122: sign = UInt64(byte - 86)
      default: continue
      }
      count += 1
      if count == 1 { first = sign } else if sign != first { isOneSign = false }
      if count > 1 && count < 13 {
        if sign > 10 { isDigitsBetween = false } else { digits = digits &* 10 &+ (sign - 1) }
      }
      last = sign
      if count <= 12 { signs = signs * 37 + sign }
      sum = (sum ^ sign) &* 0x100_0000_01b3
    }
    if count < 4 || isOneSign {
      bits = 0
    } else if count <= 12 {
      bits = signs
    } else if count == 13 && isDigitsBetween {
      bits = (first * 100_000_000_000 + digits) * 37 + last | IdentifierNumber.pupil
    } else {
      bits = spread(sum) | IdentifierNumber.hashed
    }
  }

  var isKnown: Bool { bits != 0 }

  /// The signs, in lower case; of a hash, its figures.
  var signs: [UInt8] {
    if bits & IdentifierNumber.hashed == IdentifierNumber.hashed { return Array(String(bits, radix: 16).utf8) }
    var rest = bits & ~IdentifierNumber.pupil
    var found: [UInt8] = []
    func sign(_ value: UInt64) -> UInt8 { value <= 10 ? UInt8(value + 47) : UInt8(value + 86) }
    if bits & IdentifierNumber.pupil != 0 {
      found.append(sign(rest % 37))
      rest /= 37
      for _ in 0..<11 {
        found.append(UInt8(rest % 10) + 48)
        rest /= 10
      }
      found.append(sign(rest))
    } else {
      while rest != 0 {
        found.append(sign(rest % 37))
        rest /= 37
      }
    }
    return found.reversed()
  }
  var text: String { bits == 0 ? "" : String(decoding: signs, as: UTF8.self) }

  /// Whether it is an NHS number: ten digits of which the last checks the others, modulus 11.
  /// Source: NHS Data Dictionary, NHS NUMBER.
  var isNHSNumber: Bool {
    let digits = signs
    guard digits.count == 10, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return false }
    let sum = (0..<9).reduce(0) { $0 + Int(digits[$1] - 48) * (10 - $1) }
    return (11 - sum % 11) % 11 == Int(digits[9] - 48)
  }

  /// Whether two numbers differ by one slip of the hand. Of most pairs the remainders tell at once that they do not.
  func isOneSlip(from other: IdentifierNumber) -> Bool {
    if bits & IdentifierNumber.pupil != other.bits & IdentifierNumber.pupil { return false }
    if bits & IdentifierNumber.hashed == IdentifierNumber.hashed { return false }
    let isPupil = bits & IdentifierNumber.pupil != 0
    var (x, y) = (bits & ~IdentifierNumber.pupil, other.bits & ~IdentifierNumber.pupil)
    var place = 0
    var different: (first: Int, x: UInt64, y: UInt64)?
    var isSwap = false
    while x != 0 || y != 0 {
      if x == 0 || y == 0 { return false }
      let base: UInt64 = isPupil && place > 0 && place < 12 ? 10 : 37
      let (a, b) = (x % base, y % base)
      if a != b {
        guard let one = different else {
          different = (place, a, b)
          x /= base
          y /= base
          place += 1
          continue
        }
        if isSwap || place != one.first + 1 || a != one.y || b != one.x { return false }
        isSwap = true
      }
      x /= base
      y /= base
      place += 1
    }
    return different != nil
  }
}
