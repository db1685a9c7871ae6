/// How many single slips turn one word into the other: a letter left out, put in, changed, or two neighbours swapped
/// (optimal string alignment, over the bytes of folded words). More than `limit` is nil.
func slips(_ a: String, _ b: String, limit: Int) -> Int? {
  if a == b { return 0 }
  let (a, b) = (Array(a.utf8), Array(b.utf8))
  guard limit > 0, abs(a.count - b.count) <= limit else { return nil }
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var twoBack = [Int](repeating: 0, count: b.count + 1)
  var back = Array(0...b.count)
  var row = twoBack
  for i in 1...a.count {
    row[0] = i
    var least = i
    for j in 1...b.count {
      row[j] = min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], twoBack[j - 2] + 1) }
      least = min(least, row[j])
    }
    if least > limit { return nil }
    (twoBack, back, row) = (back, row, twoBack)
  }
  return back[b.count] <= limit ? back[b.count] : nil
}

/// How many slips a word of this length may have and still be taken for the same.
func slipsAllowed(_ word: String) -> Int {
  switch word.unicodeScalars.count {
  case ..<4: 0
  case ..<7: 1
  default: 2
  }
}

/// The word and what remains of it when one letter is left out (two, in a long word): two words that are one slip apart
/// share one of these, whatever the slip.
func deletions(_ word: String) -> Set<String> {
  var found: Set<String> = [word]
  guard slipsAllowed(word) > 0 else { return found }
  let once = withoutOneLetter(word)
  found.formUnion(once)
  if slipsAllowed(word) > 1, word.unicodeScalars.count <= 12 {
    for shorter in once { found.formUnion(withoutOneLetter(shorter)) }
  }
  return found
}

private func withoutOneLetter(_ word: String) -> Set<String> {
  let letters = Array(word.unicodeScalars)
  return Set(
    letters.indices.map { left in
      var shorter = String.UnicodeScalarView()
      for index in letters.indices where index != left { shorter.append(letters[index]) }
      return String(shorter)
    })
}

/// How two words of a name agree, from the best.
enum Likeness: Hashable, Sendable, Comparable {
  case none, nearly, begins, sounds, nickname, same

  /// What it is worth, from 0 to 1.
  var weight: Double {
    switch self {
    case .same: 1
    case .nickname: 0.93
    case .sounds: 0.88
    case .begins: 0.85
    case .nearly: 0.84
    case .none: 0
    }
  }
}

/// How a word that was asked for agrees with one of a child's name.
func likeness(_ asked: String, _ known: String) -> Likeness {
  if asked == known { return .same }
  if areNicknames(asked, known) { return .nickname }
  let apart = slips(asked, known, limit: max(2, asked.utf8.count / 2))
  if apart != nil, let sound = soundKey(asked), sound == soundKey(known) { return .sounds }
  if asked.utf8.count >= 3, known.utf8.starts(with: asked.utf8) { return .begins }
  if let apart, apart <= min(slipsAllowed(asked), slipsAllowed(known)) { return .nearly }
  return .none
}

/// How well a name that was asked for fits a child's.
struct NameFit: Sendable, Hashable {
  /// 0 to 1.
  let weight: Double
  /// The weakest agreement among the words, where every word agrees.
  let weakest: Likeness
  /// Words asked for that agree with nothing.
  let missing: Int

  static func fit(_ asked: [String], in known: [String]) -> NameFit {
    guard !asked.isEmpty else { return NameFit(weight: 0, weakest: .none, missing: 0) }
    var free = known
    var sum = 0.0
    var weakest = Likeness.same
    var missing = 0
    for word in asked {
      if let same = free.firstIndex(of: word) {  // Nothing is liker, and most words are there as they were asked for.
        free.remove(at: same)
        sum += Likeness.same.weight
        continue
      }
      let best = free.indices.map { ($0, likeness(word, free[$0])) }.max { $0.1 < $1.1 }
      guard let (index, likeness) = best, likeness != .none else {
        missing += 1
        continue
      }
      free.remove(at: index)
      sum += likeness.weight
      weakest = min(weakest, likeness)
    }
    return NameFit(
      weight: sum / Double(asked.count), weakest: missing == asked.count ? .none : weakest, missing: missing)
  }
}
