/// Finds the word that was meant: known words under all that is left of them when one letter is taken away, so that a
/// letter too many, too few, wrong or swapped is found without looking at every word.
struct Spelling: Sendable {
  private let known: [String]
  private let frequency: [Int32]
  private let byPart: [String: [Int32]]

  /// `words` with how often each is used.
  init(_ words: [String: Int]) {
    let sorted = words.sorted { $0.key < $1.key }
    known = sorted.map(\.key)
    frequency = sorted.map { Int32(clamping: $0.value) }
    var parts: [String: [Int32]] = [:]
    for (index, word) in known.enumerated() where word.utf8.count >= 3 && word.utf8.count <= 24 {
      parts[word, default: []].append(Int32(index))
      for part in withoutOneLetter(word) { parts[part, default: []].append(Int32(index)) }
    }
    byPart = parts
  }

  /// The nearest known words, best first; at most three. One slip in a short word, two in a long one.
  func nearest(to word: String) -> [String] {
    let length = word.utf8.count
    guard length >= 4, length <= 24, !word.utf8.allSatisfy({ (48...57).contains($0) }) else { return [] }
    let limit = length >= 8 ? 2 : 1
    var candidates = Set<Int32>()
    let parts = [word] + withoutOneLetter(word)
    let deeper = limit == 2 ? parts.dropFirst().flatMap(withoutOneLetter) : []
    for part in parts + deeper { for index in byPart[part] ?? [] { candidates.insert(index) } }
    let scored = candidates.compactMap { index -> (index: Int32, distance: Int)? in
      let distance = slips(word, known[Int(index)], limit: limit)
      return distance <= limit ? (index, distance) : nil
    }
    guard let least = scored.map(\.distance).min() else { return [] }
    return scored.filter { $0.distance == least }
      .sorted { sameBeginning($0.index, word) > sameBeginning($1.index, word) }
      .prefix(3).map { known[Int($0.index)] }
  }

  /// People mostly get the first letter right; of the rest, the commoner word.
  private func sameBeginning(_ index: Int32, _ word: String) -> Int {
    (known[Int(index)].utf8.first == word.utf8.first ? 1 << 32 : 0) + Int(frequency[Int(index)])
  }
}

private func withoutOneLetter(_ word: String) -> [String] {
  let bytes = Array(word.utf8)
  guard bytes.count > 3 else { return [] }
  return bytes.indices.map { gap in
    String(decoding: bytes[..<gap] + bytes[(gap + 1)...], as: UTF8.self)
  }
}

/// How many letters are wrong, missing, too many or swapped with their neighbour; more than `limit` is `limit` + 1.
/// Source: Damerau, "A technique for computer detection and correction of spelling errors" (1964), adjacent swaps only.
func slips(_ a: String, _ b: String, limit: Int) -> Int {
  let (x, y) = (Array(a.utf8), Array(b.utf8))
  guard abs(x.count - y.count) <= limit else { return limit + 1 }
  var (before, last) = ([Int](), Array(0...y.count))
  for i in 1...max(1, x.count) where i <= x.count {
    var row = [i] + Array(repeating: 0, count: y.count)
    for j in 1...max(1, y.count) where j <= y.count {
      let same = x[i - 1] == y[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same)
      if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
    }
    (before, last) = (last, row)
  }
  return min(last[y.count], limit + 1)
}
