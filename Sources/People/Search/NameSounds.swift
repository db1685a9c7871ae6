/// A rough key to how a word sounds: words that are written differently and said alike share it.
///
/// Made for the names of English, Irish, South Asian, Arabic, Polish, Romanian and Turkish families: consonants only
/// after the first letter; `d` as `t`, `v w ph` as `f`, every hiss (`s z sh sz ś`) alike, `h` after a consonant
/// silent. `Mohammed`, `Muhammad` and `Mohamad` are `MHMT`; `Catherine` and `Kathryn` are `KTRN`; `Kowalska` and
/// `Kowalski` are `KFLSK`. Takes a folded word; nil where it is too short to mean anything or not in Latin letters.
func soundKey(_ word: String) -> String? {
  let letters = Array(word.utf8)
  guard letters.count >= 2, letters.allSatisfy({ (97...122).contains($0) }) else { return nil }
  var sounds: [UInt8] = []
  var position = 0
  while position < letters.count {
    let (sound, length) = sound(letters, at: position)
    if let sound, sounds.last != sound || isDoubleApart(letters, position) { sounds.append(sound) }
    position += length
  }
  return sounds.isEmpty ? nil : String(decoding: sounds, as: UTF8.self)
}

/// A sound is said twice only where a vowel stands between.
private func isDoubleApart(_ letters: [UInt8], _ position: Int) -> Bool {
  position > 0 && isVowel(letters[position - 1])
}

private func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

/// The sound that begins at a place, nil where the letters there are silent, and how many letters it takes.
private func sound(_ letters: [UInt8], at position: Int) -> (UInt8?, Int) {
  let isFirst = position == 0
  func next(_ offset: Int) -> UInt8 { position + offset < letters.count ? letters[position + offset] : 0 }
  func follows(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      position + wanted.count <= letters.count && letters[position..<position + wanted.count].elementsEqual(wanted)
    }
  }
  func key(_ text: StaticString) -> UInt8 { text.withUTF8Buffer { $0[0] } }

  if isFirst {
    for silent in ["kn", "gn", "wr", "ps"] as [StaticString] where follows(silent) { return (nil, 1) }
  }
  if follows("sch") || follows("tch") { return (key(follows("sch") ? "S" : "C"), 3) }
  for hiss in ["sh", "sz", "zh", "rz", "cz", "ch", "ts"] as [StaticString] where follows(hiss) {
    // A `ch` before a consonant is hard: Christine, Chloe.
    if follows("ch") { return (key("rl".utf8.contains(next(2)) ? "K" : "C"), 2) }
    return (key(follows("cz") || follows("ts") ? "C" : "S"), 2)
  }
  if follows("ph") { return (key("F"), 2) }
  if follows("gh") {
    if isFirst || letters[position - 1] == UInt8(ascii: "n") { return (key("K"), 2) }
    return (nil, 2)
  }
  switch letters[position] {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
    return (isFirst ? key("A") : nil, 1)
  case UInt8(ascii: "y"): return (isFirst ? key(isVowel(next(1)) ? "Y" : "A") : nil, 1)
  case UInt8(ascii: "h"):
    // Said at the start and between vowels; silent after a consonant and at the end.
    let isHeard = isFirst || isVowel(letters[position - 1]) && isVowel(next(1))
    return (isHeard ? key("H") : nil, 1)
  case UInt8(ascii: "w"):
    let isHeard = isFirst || isVowel(next(1))
    return (isHeard ? key("F") : nil, 1)
  case UInt8(ascii: "f"), UInt8(ascii: "v"): return (key("F"), 1)
  case UInt8(ascii: "b"): return (key("B"), 1)
  case UInt8(ascii: "p"): return (key("P"), 1)
  case UInt8(ascii: "d"), UInt8(ascii: "t"): return (key("T"), 1)
  case UInt8(ascii: "c"): return (key("eiy".utf8.contains(next(1)) ? "S" : "K"), next(1) == UInt8(ascii: "k") ? 2 : 1)
  case UInt8(ascii: "k"), UInt8(ascii: "q"): return (key("K"), 1)
  case UInt8(ascii: "x"): return (key(isFirst ? "S" : "K"), 1)
  case UInt8(ascii: "g"): return (key(isFirst && "ey".utf8.contains(next(1)) ? "J" : "K"), 1)
  case UInt8(ascii: "j"): return (key("J"), 1)
  case UInt8(ascii: "s"), UInt8(ascii: "z"): return (key("S"), 1)
  case UInt8(ascii: "l"): return (key("L"), 1)
  case UInt8(ascii: "m"): return (key("M"), 1)
  case UInt8(ascii: "n"): return (key("N"), 1)
  case UInt8(ascii: "r"): return (key("R"), 1)
  default: return (nil, 1)
  }
}
