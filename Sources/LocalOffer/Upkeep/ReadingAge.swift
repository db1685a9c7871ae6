// How hard a text is to read. Source: Kincaid and others, "Derivation of New Readability Formulas for Navy Enlisted
// Personnel" (1975); GOV.UK content guidance (reading age 9). An estimate: it counts words and syllables, not sense.

/// What was measured of a text.
package struct ReadingAge: Sendable, Codable, Hashable {
  /// Years; 5 at least.
  package let years: Int
  /// The longest sentence, where it has more than 25 words.
  package let longSentence: String?
  /// Words of four syllables or more, each once.
  package let hardWords: [String]
  /// What families should be able to read.
  static let limit = 11
  package var isTooHigh: Bool { years > ReadingAge.limit }

  /// Nil where there are fewer than ten words: too few to say anything.
  package init?(of text: String) {
    let sentences = text.split(whereSeparator: { ".!?\n".contains($0) }).map { sentence in
      sentence.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" })
    }.filter { !$0.isEmpty }
    let words = sentences.flatMap(\.self)
    guard words.count >= 10 else { return nil }
    let syllables = words.reduce(0) { $0 + countSyllables($1) }
    let grade =
      0.39 * Double(words.count) / Double(sentences.count) + 11.8 * Double(syllables) / Double(words.count) - 15.59
    years = min(25, max(5, Int((grade + 5).rounded())))
    longSentence = sentences.filter { $0.count > 25 }.max { $0.count < $1.count }?.joined(separator: " ")
    var seen = Set<String>()
    hardWords = words.filter { countSyllables($0) >= 4 }.map { $0.lowercased() }.filter { seen.insert($0).inserted }
  }
}

/// Groups of vowels, a silent e at the end not counted: right for most English words.
func countSyllables(_ word: some StringProtocol) -> Int {
  let letters = Array(word.lowercased().utf8)
  func isVowel(_ byte: UInt8) -> Bool { "aeiouy".utf8.contains(byte) }
  var count = 0
  var wasVowel = false
  for letter in letters {
    let vowel = isVowel(letter)
    if vowel && !wasVowel { count += 1 }
    wasVowel = vowel
  }
  let length = letters.count
  let isSilent =
    length > 2 && letters[length - 1] == UInt8(ascii: "e") && !isVowel(letters[length - 2])
    && !(letters[length - 2] == UInt8(ascii: "l") && length > 3 && !isVowel(letters[length - 3]))
  if isSilent && count > 1 { count -= 1 }
  return max(1, count)
}

extension ListingDetails {
  /// What a family reads: the words that are measured together.
  package var plainText: String {
    [summary, description, referral.how, alert].compactMap(\.self).joined(separator: "\n")
  }
}
