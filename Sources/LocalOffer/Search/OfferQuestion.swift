package import Kernel

/// What somebody asks of the directory: groups combine, so that all of them must fit; choices within a group are
/// alternatives.
package struct OfferQuestion: Sendable, Codable, Hashable {
  package var words: String?
  package var needs: [OfferNeed] = []
  package var kinds: [OfferKind] = []
  /// Years.
  package var age: Int?
  /// A postcode or a place, as typed.
  package var near: String?
  /// Miles; nil is any distance.
  package var within: Int?
  package var days: [Weekday] = []
  package var partOfDay: PartOfDay?
  package var isFree = false
  package var isOpenNow = false
  /// Takes new families now.
  package var takesNew = false
  /// A family can come or ask by itself.
  package var needsNoReferral = false
  /// Words are taken as they stand: neither spelling nor ages and places in them are read.
  package var isExact = false
  package init() {}

  package enum Weekday: String, Choice {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    package var number: Int { Weekday.allCases.firstIndex(of: self)! }
  }
  package enum PartOfDay: String, Choice {
    case morning, afternoon, evening
    package var title: String {
      switch self {
      case .morning: "Morning"
      case .afternoon: "Afternoon"
      case .evening: "Evening"
      }
    }
    /// Minutes after midnight.
    package var minutes: Range<Int> {
      switch self {
      case .morning: 0..<720
      case .afternoon: 720..<1020
      case .evening: 1020..<1440
      }
    }
  }
  package var isEmpty: Bool { self == OfferQuestion() }
}

/// What was read out of the words: "7 year old", "on Saturday", "free", a postcode, a place.
package struct Understood: Sendable, Codable, Hashable {
  package var age: Int?
  package var near: String?
  package var days: [OfferQuestion.Weekday] = []
  package var partOfDay: OfferQuestion.PartOfDay?
  package var isFree = false
  package var isOpenNow = false
  /// The words that are left to look for.
  package var rest: String = ""
  package var isAnything: Bool {
    age != nil || near != nil || !days.isEmpty || partOfDay != nil || isFree || isOpenNow
  }
}

/// Reads what a sentence says besides what is looked for. `places` are the names that are known, in small letters;
/// `today` is what "open today" means.
package func understand(_ sentence: String, places: Set<String>, today: Day.Weekday? = nil) -> Understood {
  var found = Understood()
  let tokens = sentence.split { $0 == " " || $0 == "," || $0 == "?" || $0 == "!" || $0 == ";" }.map(String.init)
  let plain = tokens.map { $0.lowercased().filter { $0 != "'" && $0 != "’" && $0 != "." } }
  var used = Set<Int>()
  for index in plain.indices where !used.contains(index) {
    let (word, next) = (plain[index], index + 1 < plain.count ? plain[index + 1] : "")
    if let day = weekday(word) {
      found.days.append(day)
      used.insert(index)
    } else if word == "weekend" || word == "weekends" {
      found.days += [.saturday, .sunday]
      used.insert(index)
    } else if word == "free", !["school", "hours", "place", "nursery", "childcare", "from", "of"].contains(next) {
      found.isFree = true
      used.insert(index)
    } else if word == "open", next == "now" || (next == "today" && today != nil) {
      if next == "now" { found.isOpenNow = true }
      if next == "today", let today { found.days.append(OfferQuestion.Weekday.allCases[today.rawValue]) }
      used.formUnion([index, index + 1])
    } else if word == "evening" || word == "evenings" {
      found.partOfDay = .evening
      used.insert(index)
    } else if let age = age(at: index, plain, &used) {
      found.age = age
    } else if let near = place(at: index, tokens, plain, places, &used) {
      found.near = near
    }
  }
  found.rest = tokens.indices.filter { !used.contains($0) }.map { tokens[$0] }.joined(separator: " ")
  return found
}

private func weekday(_ word: String) -> OfferQuestion.Weekday? {
  let single = word.hasSuffix("s") ? String(word.dropLast()) : word
  return OfferQuestion.Weekday(rawValue: single)
}

/// "7 year old", "aged 7", "7yo"
private func age(at index: Int, _ plain: [String], _ used: inout Set<Int>) -> Int? {
  func number(_ text: String) -> Int? {
    guard text.utf8.count <= 2, let age = Int(text), (0...25).contains(age) else { return nil }
    return age
  }
  let word = plain[index]
  let next = index + 1 < plain.count ? plain[index + 1] : ""
  if word == "aged" || word == "age", let age = number(next) {
    used.formUnion([index, index + 1])
    return age
  }
  if word.hasSuffix("yo") || word.hasSuffix("yr"), let age = number(String(word.dropLast(2))) {
    used.insert(index)
    return age
  }
  let parts = word.split(separator: "-").map(String.init)
  if parts.count >= 2, parts[1].hasPrefix("year"), let age = number(parts[0]) {
    used.insert(index)
    return age
  }
  guard let age = number(word), next.hasPrefix("year") || next == "yr" || next == "yrs" || next == "yo" else {
    return nil
  }
  used.formUnion([index, index + 1])
  if index + 2 < plain.count, plain[index + 2] == "old" || plain[index + 2] == "olds" { used.insert(index + 2) }
  return age
}

/// A postcode, or a place that is known.
private func place(
  at index: Int, _ tokens: [String], _ plain: [String], _ places: Set<String>, _ used: inout Set<Int>
) -> String? {
  func take(_ count: Int) -> String {
    used.formUnion(index..<(index + count))
    if index > 0, ["near", "in", "around", "at"].contains(plain[index - 1]) { used.insert(index - 1) }
    return tokens[index..<(index + count)].joined(separator: " ")
  }
  if index + 1 < tokens.count, Postcode(tokens[index] + tokens[index + 1]) != nil, tokens[index].utf8.count <= 4 {
    return take(2)
  }
  if tokens[index].utf8.count >= 5, Postcode(tokens[index]) != nil { return take(1) }
  if places.contains(plain[index]) { return take(1) }
  return nil
}
