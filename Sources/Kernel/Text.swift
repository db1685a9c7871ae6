extension String {
  /// As it stands within a sentence: "The family" becomes "the family".
  package var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  /// The beginning in whole words, with "…" where something is left out: at most so many letters besides.
  package func beginning(_ most: Int) -> String {
    guard count > most else { return self }
    let cut = prefix(most)
    return "\(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])…"
  }
}

/// How a letter greets somebody: "Priya" of "Priya Nair".
package func firstName(_ name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }

extension LosslessStringConvertible where Self: Codable {
  /// Reads the value from its text; what is no such text is an error of decoding.
  static func decoded(from decoder: any Decoder) throws -> Self {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a \(Self.self): \(text)"))
    }
    return value
  }
}
