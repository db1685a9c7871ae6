/// An NHS number: ten digits of which the last checks the others (modulus 11). Held as text without spaces.
/// Source: NHS Data Dictionary, NHS NUMBER.
package struct NHSNumber: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let digits: String

  /// Takes digits with spaces or hyphens anywhere; nil where there are not ten or the check digit is wrong.
  package init?(_ text: String) {
    let kept = text.utf8.filter { $0 != 32 && $0 != 45 }
    guard kept.count == 10, kept.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let values = kept.map { Int($0) - 48 }
    let sum = (0..<9).reduce(0) { $0 + values[$1] * (10 - $1) }
    let check = (11 - sum % 11) % 11
    guard check != 10, check == values[9], Set(values).count > 1 else { return nil }
    digits = String(decoding: kept, as: UTF8.self)
  }
  package var description: String { digits }
  /// `943 476 5919`
  package var spaced: String { "\(digits.prefix(3)) \(digits.dropFirst(3).prefix(3)) \(digits.suffix(4))" }
}

/// A unique pupil number: a check letter, eleven digits, and a digit or (while temporary) a letter.
/// Source: Department for Education, Unique pupil numbers (UPNs) guide.
package struct UPN: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let text: String
  private static let alphabet = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

  /// Takes upper or lower case, with spaces; nil where the shape or the check letter is wrong.
  package init?(_ raw: String) {
    let bytes = raw.uppercased().utf8.filter { $0 != 32 }
    guard bytes.count == 13, bytes[1..<12].allSatisfy({ (48...57).contains($0) }) else { return nil }
    let last: Int
    if (48...57).contains(bytes[12]) {
      last = Int(bytes[12]) - 48
    } else if let letter = UPN.alphabet.firstIndex(of: bytes[12]) {
      last = letter
    } else {
      return nil
    }
    let sum = (1..<12).reduce(last * 13) { $0 + (Int(bytes[$1]) - 48) * ($1 + 1) }
    guard UPN.alphabet[sum % 23] == bytes[0] else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }
  package var description: String { text }
}

/// A postcode of the United Kingdom, upper case with one space. Checked by shape, not against a list.
package struct Postcode: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let text: String

  /// Takes any case and spacing; nil where the shape is not that of a postcode.
  package init?(_ raw: String) {
    let bytes = raw.uppercased().utf8.filter { $0 != 32 }
    guard (5...7).contains(bytes.count) else { return nil }
    let (outward, inward) = (Array(bytes.dropLast(3)), Array(bytes.suffix(3)))
    guard isDigit(inward[0]), isInward(inward[1]), isInward(inward[2]) else { return nil }
    if bytes == Array("GIR0AA".utf8) {
      text = "GIR 0AA"
      return
    }
    guard Postcode.isOutward(outward) else { return nil }
    text = "\(String(decoding: outward, as: UTF8.self)) \(String(decoding: inward, as: UTF8.self))"
  }
  package var description: String { text }
  package var outward: String { String(text.prefix { $0 != " " }) }

  private static func isOutward(_ o: [UInt8]) -> Bool {
    guard isFirst(o[0]) else { return false }
    switch o.count {
    case 2: return isDigit(o[1])
    case 3:
      return isDigit(o[1]) && (isDigit(o[2]) || "ABCDEFGHJKPSTUW".utf8.contains(o[2]))
        || isSecond(o[1]) && isDigit(o[2])
    case 4: return isSecond(o[1]) && isDigit(o[2]) && (isDigit(o[3]) || "ABEHMNPRVWXY".utf8.contains(o[3]))
    default: return false
    }
  }
}

private func isDigit(_ b: UInt8) -> Bool { (48...57).contains(b) }
private func isLetter(_ b: UInt8) -> Bool { (65...90).contains(b) }
private func isFirst(_ b: UInt8) -> Bool { isLetter(b) && !"QVX".utf8.contains(b) }
private func isSecond(_ b: UInt8) -> Bool { isLetter(b) && !"IJZ".utf8.contains(b) }
private func isInward(_ b: UInt8) -> Bool { isLetter(b) && !"CIKMOV".utf8.contains(b) }

extension NHSNumber {
  package init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
extension UPN {
  package init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
extension Postcode {
  package init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
