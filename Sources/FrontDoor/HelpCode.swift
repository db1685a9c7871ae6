import Kernel
import Store
import Web

/// What a request is called when somebody speaks about it: `KW-4F7K-92`. It names the request and opens nothing.
package struct HelpReference: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let text: String

  /// Takes any case and spacing, with or without the letters before it; nil where it is no reference.
  package init?(_ raw: String) {
    var letters = plainLetters(raw)
    if letters.count == 8, letters.hasPrefix("KW") { letters.removeFirst(2) }
    guard letters.count == 6, isSpeakable(letters) else { return nil }
    text = "KW-\(letters.prefix(4))-\(letters.suffix(2))"
  }
  package init(random: inout some RandomNumberGenerator) {
    self.init(speakableLetters(6, &random))!
  }
  package var description: String { text }
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let reference = HelpReference(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a reference"))
    }
    self = reference
  }
  package func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}

/// The secret that opens one request to whoever asked: twelve letters and digits, said in threes of four. Stored as a
/// hash only.
package struct HelpCode: Hashable, Sendable, LosslessStringConvertible {
  /// `7F4K-9XWQ-2MHT`
  package let text: String

  package init?(_ raw: String) {
    let letters = plainLetters(raw)
    guard letters.count == 12, isSpeakable(letters) else { return nil }
    text = "\(letters.prefix(4))-\(letters.dropFirst(4).prefix(4))-\(letters.suffix(4))"
  }
  package init(random: inout some RandomNumberGenerator) { self.init(speakableLetters(12, &random))! }
  package var description: String { text }
  var hash: String { tokenHash("help:\(text)") }
}
