import Web

/// A secret on paper or in a letter: eight letters and digits, in two fours. Stored as a hash only.
package struct VoiceCode: Hashable, Sendable, LosslessStringConvertible {
  /// `7F4K-9XWQ`
  package let text: String

  package init?(_ raw: String) {
    let letters = plainLetters(raw)
    guard letters.count == 8, isSpeakable(letters) else { return nil }
    text = "\(letters.prefix(4))-\(letters.suffix(4))"
  }
  package init(random: inout some RandomNumberGenerator) { self.init(speakableLetters(8, &random))! }
  package var description: String { text }
  /// `use` keeps the codes of one thing from opening another.
  func hash(_ use: String) -> String { tokenHash("\(use):\(text)") }
}
