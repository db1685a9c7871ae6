import Foundation
import Kernel

// Turning bytes from outside into text and fields. What is not UTF-8, or holds NUL, is refused whole: nothing is guessed.

/// Percent-decodes; nil where an escape is broken or the outcome is not UTF-8 text.
package func percentDecoded(_ text: some Sequence<UInt8>, plusIsSpace: Bool = false) -> String? {
  var bytes: [UInt8] = []
  var iterator = text.makeIterator()
  while let byte = iterator.next() {
    if byte == UInt8(ascii: "%") {
      guard let a = iterator.next().flatMap(hexDigit), let b = iterator.next().flatMap(hexDigit) else { return nil }
      bytes.append(a << 4 | b)
    } else {
      bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
    }
  }
  guard !bytes.contains(0) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 65...70: byte - 55
  case 97...102: byte - 87
  default: nil
  }
}

/// Escapes everything but unreserved characters: for a value in an address.
package func percentEncoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
    default:
      bytes += [37, hexCharacter(byte >> 4), hexCharacter(byte & 15)]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
private func hexCharacter(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }

/// `a=1&b=2`, of a query or a form. Throws `Refusal.malformed`.
package func formFields(_ bytes: some Collection<UInt8>) throws -> [String: [String]] {
  var fields: [String: [String]] = [:]
  for pair in bytes.split(separator: UInt8(ascii: "&")) {
    guard fields.count < 1000 else { throw Refusal.malformed("There are too many fields.") }
    let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = percentDecoded(parts[0], plusIsSpace: true),
      let value = percentDecoded(parts.count > 1 ? parts[1] : parts[0].prefix(0), plusIsSpace: true)
    else { throw Refusal.malformed("The form is not in UTF-8, or is cut off.") }
    // A browser sends every line break as two characters; the same text typed twice must be the same text.
    fields[name, default: []].append(value.replacingOccurrences(of: "\r\n", with: "\n"))
  }
  return fields
}

/// A flat JSON object with the same names as the form: text, numbers, true and false, null, and lists of these.
func jsonFields(_ bytes: [UInt8]) throws -> [String: [String]] {
  enum Value: Decodable {
    case text(String), whole(Int64), number(Double), flag(Bool), list([Value]), none
    init(from decoder: any Decoder) throws {
      let box = try decoder.singleValueContainer()
      if box.decodeNil() {
        self = .none
      } else if let flag = try? box.decode(Bool.self) {
        self = .flag(flag)
      } else if let whole = try? box.decode(Int64.self) {
        self = .whole(whole)
      } else if let number = try? box.decode(Double.self) {
        self = .number(number)
      } else if let text = try? box.decode(String.self) {
        self = .text(text)
      } else {
        self = .list(try box.decode([Value].self))
      }
    }
    var texts: [String] {
      switch self {
      case .text(let text): [text]
      case .whole(let number): [String(number)]
      case .number(let number): [String(number)]
      case .flag(let flag): [flag ? "yes" : ""]
      case .list(let values): values.flatMap(\.texts)
      case .none: []
      }
    }
  }
  guard String(validating: bytes, as: UTF8.self) != nil else { throw Refusal.malformed("The body is not in UTF-8.") }
  do {
    let object = try JSONDecoder().decode([String: Value].self, from: Data(bytes))
    let fields = object.mapValues(\.texts).filter { !$0.value.isEmpty }
    guard !fields.contains(where: { $0.key.utf8.contains(0) || $0.value.contains { $0.utf8.contains(0) } }) else {
      throw Refusal.malformed("The body holds a character that cannot be stored.")
    }
    return fields
  } catch let error as Refusal {
    throw error
  } catch {
    throw Refusal.malformed("The body is not a flat JSON object of fields.")
  }
}

/// Values of the `Cookie` header by name; the first of each name counts.
func cookies(_ header: String?) -> [String: String] {
  var found: [String: String] = [:]
  for pair in (header ?? "").split(separator: ";") {
    let parts = pair.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { continue }
    let name = String(parts[0]).trimmed
    if found[name] == nil { found[name] = String(parts[1]).trimmed }
  }
  return found
}

extension Request {
  /// The value of a cookie that came with the request.
  package func cookie(_ name: String) -> String? { cookies(headers["cookie"])[name] }
}
