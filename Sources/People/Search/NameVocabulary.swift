import Kernel
import Store

// Slips and other spellings are sought among the words of all names, of which there are some thousands however many
// children there are; only then are children looked up, by the words that came of it. `name_word` holds each word under
// several keys: itself, itself with one letter left out, and how it sounds.

/// The keys that a word of a name is stored under.
func vocabularyKeys(_ word: String) -> Set<String> {
  var keys: Set<String> = ["=\(word)"]
  if slipsAllowed(word) > 0 { keys.formUnion(deletions(word).map { "-\($0)" }) }
  if let sound = soundKey(word) { keys.insert("~\(sound)") }
  return keys
}

extension Transaction {
  /// Adds the words that are not known yet. A word stays when the last child of that name has gone.
  func learnNameWords(_ words: [String]) throws {
    let known = try knownNameWords(words)
    // In order, so that two transactions that learn the same words do not wait for each other in a ring.
    let rows = Set(words).subtracting(known).sorted().flatMap { word in
      vocabularyKeys(word).sorted().map { "(\($0), \(word))" as SQL }
    }
    for start in stride(from: 0, to: rows.count, by: 200) {
      let some = SQL.joined(Array(rows[start..<min(start + 200, rows.count)]), ", ")
      try run("INSERT INTO name_word (key, word) VALUES \(some) ON CONFLICT (key, word) DO NOTHING")
    }
  }

  func knownNameWords(_ words: some Collection<String>) throws -> Set<String> {
    guard !words.isEmpty else { return [] }
    return Set(
      try rows("SELECT word FROM name_word WHERE key IN \(list: evenly(words.map { "=\($0)" }))") {
        try $0[0] as String
      })
  }

  /// Words of names that may be meant by this one, the likeliest first: itself, other forms, what sounds or is spelled
  /// alike, what begins with it. At most `limit`.
  func wordsMeant(by asked: String, limit: Int) throws -> [String] {
    let keys = vocabularyKeys(asked) + nicknames(of: asked).map { "=\($0)" }
    var found = Set(
      try rows("SELECT word FROM name_word WHERE key IN \(list: evenly(Array(keys))) LIMIT 400") { try $0[0] as String }
    )
    if asked.utf8.count >= 3 {
      found.formUnion(
        try rows(
          "SELECT word FROM name_word WHERE key >= \("=\(asked)") AND key < \("=\(asked)\u{10FFFF}") LIMIT \(limit)"
        ) { try $0[0] as String })
    }
    let ranked = found.map { ($0, likeness(asked, $0)) }.filter { $0.1 != .none }
      .sorted { ($1.1, $0.0.utf8.count, $0.0) < ($0.1, $1.0.utf8.count, $1.0) }
    return ranked.prefix(limit).map(\.0)
  }
}

/// The list with its last value repeated to a length that is a power of two: few lengths make few statements to prepare.
func evenly(_ values: [String]) -> [String] {
  guard let last = values.last else { return values }
  var length = 1
  while length < values.count { length *= 2 }
  return values + Array(repeating: last, count: length - values.count)
}
