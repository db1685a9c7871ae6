import Foundation

/// A name as it is compared: small letters without accents, cut into words.
///
/// Hyphens and spaces part words, apostrophes do not (`O’Brien` is `obrien`), a `Mc` or `O` standing alone joins what
/// follows, and particles (`de`, `al`, `van`) are left out where another word remains. What was written in parts is
/// also held as one (`Day Eastcliffe` → `dayeastcliffe`), since people write it both ways.
struct NameWords: Hashable, Sendable {
  /// The words themselves, in the order written, each once.
  let words: [String]
  /// All parts run together; nil where there is only one.
  let joined: String?

  init(_ name: String) {
    let parts = joiningPrefixes(foldedWords(name))
    if parts.count == 1 {
      (words, joined) = (parts, nil)
      return
    }
    let kept = parts.filter { !particles.contains($0) }
    var seen = Set<String>()
    words = (kept.isEmpty ? parts : kept).filter { seen.insert($0).inserted }
    joined = parts.count > 1 ? parts.joined() : nil
  }

  /// Every form that the name may be looked for under.
  var forms: [String] { words + (joined.map { words.contains($0) ? [] : [$0] } ?? []) }
}

/// Small letters and digits without accents; everything else parts words, but for apostrophes, which vanish.
func foldedWords(_ text: String) -> [String] {
  if text.utf8.allSatisfy({ $0 < 128 }) { return foldedPlainWords(text) }
  var words: [String] = []
  var word = ""
  for scalar in withoutAccents(text).unicodeScalars {
    if isApostrophe(scalar) { continue }
    if scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
      word.unicodeScalars.append(scalar)
    } else if !word.isEmpty {
      words.append(word)
      word = ""
    }
  }
  return word.isEmpty ? words : words + [word]
}

/// The same for a text without accents, as most are, in a fraction of the time.
private func foldedPlainWords(_ text: String) -> [String] {
  var words: [String] = []
  var word: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
    default:
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
  }
  return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
}

/// The words of a text with one space between them: how addresses and whole names are compared.
func folded(_ text: String) -> String { foldedWords(text).joined(separator: " ") }

private func withoutAccents(_ text: String) -> String {
  var plain = ""
  for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
    if let letters = lettersWithoutMarks[scalar] {
      plain += letters
    } else if scalar.properties.generalCategory != .nonspacingMark {
      plain += scalar.properties.lowercaseMapping
    }
  }
  return plain
}

/// Letters that Unicode does not take apart, as people without the key for them write them.
private let lettersWithoutMarks: [Unicode.Scalar: String] = [
  "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
  "ı": "i", "ɔ": "o", "Ɔ": "o", "ɛ": "e", "Ɛ": "e", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ə": "e", "Ə": "e",
]

private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { "'’‘ʼ`´".unicodeScalars.contains(scalar) }

private let particles: Set<String> = [
  "de", "da", "do", "dos", "das", "di", "du", "del", "della", "la", "le", "van", "von", "der", "den", "ter", "al", "el",
  "ul", "ur", "bin", "ibn", "ben", "bint", "binti", "y", "and",
]

private func joiningPrefixes(_ parts: [String]) -> [String] {
  var joined: [String] = []
  var prefix = ""
  for (index, part) in parts.enumerated() {
    if prefix.isEmpty, ["mc", "mac", "o", "st"].contains(part), index + 1 < parts.count {
      prefix = part
    } else {
      joined.append(prefix + part)
      prefix = ""
    }
  }
  return joined
}
