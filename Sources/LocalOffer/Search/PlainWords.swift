// From what somebody types, or what a listing says, to the words that are looked up: small letters without accents,
// without the words that say nothing, in one form for one and for many.

/// A word of a text, as typed and as it is looked up.
struct Word: Sendable, Hashable {
  let typed: String
  let stem: String
}

/// The words of a text in order. Words that say nothing (`the`, `my`) are left out only where `meaningful` is asked for.
func words(of text: String, meaningful: Bool = true) -> [Word] {
  var found: [Word] = []
  var current: [UInt8] = []
  func end() {
    guard !current.isEmpty else { return }
    let word = String(decoding: current, as: UTF8.self)
    current.removeAll(keepingCapacity: true)
    if meaningful && emptyWords.contains(word) { return }
    found.append(Word(typed: word, stem: stem(word)))
  }
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 48...57, 97...122: current.append(UInt8(scalar.value))
    case 65...90: current.append(UInt8(scalar.value + 32))
    // Apostrophes vanish: "won't" and "wont" are one word.
    case 0x27, 0x2019, 0x2018: break
    case ..<128: end()
    default:
      if scalar.properties.generalCategory == .nonspacingMark { break }
      let plain = plainLetters(scalar)
      if plain.isEmpty { end() } else { current += plain }
    }
  }
  end()
  return found
}

/// `é` as `e`; letters of other scripts stay as they are, signs end a word.
private func plainLetters(_ scalar: Unicode.Scalar) -> [UInt8] {
  guard scalar.properties.isAlphabetic else { return [] }
  return Array((accents[scalar] ?? String(scalar).lowercased()).utf8)
}

private let accents: [Unicode.Scalar: String] = {
  var table: [Unicode.Scalar: String] = [:]
  for (base, letters) in [
    ("a", "àáâãäåāăą"), ("c", "çćč"), ("e", "èéêëēęě"), ("i", "ìíîïī"), ("l", "ł"), ("n", "ñńň"), ("o", "òóôõöøō"),
    ("s", "śšş"), ("u", "ùúûüūů"), ("y", "ýÿ"), ("z", "źżž"), ("ss", "ß"), ("ae", "æ"),
  ] {
    for letter in (letters + letters.uppercased()).unicodeScalars { table[letter] = base }
  }
  return table
}()

/// One form for one and for many, for doing and for done: rough, and the same on both sides.
func stem(_ word: String) -> String {
  var bytes = Array(word.utf8)
  func ends(_ suffix: String) -> Bool {
    bytes.count > suffix.utf8.count + 2 && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
  if ends("ies") {
    bytes.removeLast(3)
    bytes.append(UInt8(ascii: "y"))
  } else if ends("sses") || ends("shes") || ends("ches") || ends("xes") {
    bytes.removeLast(2)
  } else if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
    bytes.removeLast()
  }
  if ends("ing"), bytes.count > 5 {
    bytes.removeLast(3)
    dropDouble(&bytes)
  } else if ends("ed"), bytes.count > 4, !ends("eed") {
    bytes.removeLast(2)
    dropDouble(&bytes)
  }
  if ends("e"), bytes.count > 4 { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

/// `swimm` of `swimming` is `swim`.
private func dropDouble(_ bytes: inout [UInt8]) {
  guard bytes.count > 3, bytes[bytes.count - 1] == bytes[bytes.count - 2], !"lsz".utf8.contains(bytes.last!) else {
    return
  }
  bytes.removeLast()
}

private let emptyWords: Set<String> = [
  "a", "about", "after", "all", "also", "am", "an", "and", "any", "anyone", "are", "as", "at", "be", "been", "but",
  "by", "can", "could", "did", "do", "does", "doesnt", "dont", "for", "from", "get", "gets", "getting", "give", "go",
  "going", "got", "had", "has", "have", "he", "her", "here", "hes", "him", "his", "how", "i", "id", "if", "im", "in",
  "into", "is", "isnt", "it", "its", "ive", "just", "know", "like", "looking", "me", "my", "need", "needs", "no",
  "not", "of", "on", "or", "our", "out", "please", "said", "say", "she", "shes", "should", "so", "some", "somebody",
  "someone", "something", "than", "that", "thats", "the", "their", "them", "then", "there", "they", "things", "this",
  "to", "too", "up", "us", "very", "want", "wants", "was", "we", "what", "when", "where", "which", "while", "who",
  "will", "with", "would", "you", "your", "son", "daughter", "child", "children", "childs", "kid", "kids", "boy",
  "girl", "help", "helps", "find", "near", "year", "years", "old", "support", "service", "services",
]
