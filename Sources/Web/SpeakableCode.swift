// Codes that people read, say and write down.

/// Letters and digits that nobody takes for one another, read or heard. No vowels, so that no word comes out.
private let speakable: [Character] = Array("2346789CDFGHJKMNPQRTWXY")

package func speakableLetters(_ count: Int, _ random: inout some RandomNumberGenerator) -> String {
  String((0..<count).map { _ in speakable.randomElement(using: &random)! })
}

package func isSpeakable(_ letters: String) -> Bool { letters.allSatisfy(speakable.contains) }

/// What somebody typed as a code, without spaces and hyphens, in capitals.
package func plainLetters(_ raw: String) -> String {
  String(raw.uppercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "–" }.prefix(40))
}
