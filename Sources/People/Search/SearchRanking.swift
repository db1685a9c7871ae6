import Kernel

/// A child who came of a lookup, with no more than is needed to compare.
struct Candidate: Sendable, Hashable {
  let id: ChildID
  let givenName: String
  let familyName: String
  let words: ChildWords
  let bornOn: Day?
  let nhsNumber: NHSNumber?
  let upn: UPN?
  let postcode: Postcode?
  let address: String?
  /// The phone that was asked for is the child's or an adult's of the family.
  var hasPhone = false
}

/// What speaks for a candidate: out of what was asked, how much agrees.
struct Judgement: Sendable, Hashable {
  /// 0 to 100. A name alone is worth 55, with the date of birth 90; a number that is given to one child alone, 100.
  let score: Int
  /// Of what was asked for, the part that agrees: 0 to 1.
  let agreeing: Double
  /// Strongest first: "NHS number", "Name sounds alike".
  let reasons: [String]
}

/// Judges a candidate against what was asked. Facts that were not asked for count neither way.
func judge(_ candidate: Candidate, _ query: ChildQuery) -> Judgement {
  var evidence = Evidence()
  let hasNumber = evidence.numbers(candidate, query)
  if !query.names.isEmpty { evidence.name(candidate.words, query.names) }
  if let asked = query.bornOn { evidence.born(candidate.bornOn, asked) }
  if let asked = query.postcode { evidence.add("Postcode", 8, asked == candidate.postcode ? 1 : 0) }
  if query.phone != nil { evidence.add("Phone number", 12, candidate.hasPhone ? 1 : 0) }
  let keys = query.address == nil && query.street == nil ? [] : candidate.address.map(addressKeys) ?? []
  if let address = query.address {
    evidence.add("Address", 8, keys.contains(SearchKey(.address, address)) ? 1 : 0)
  }
  if let street = query.street, keys.contains(SearchKey(.street, street)) { return evidence.onStreet() }
  return evidence.judgement(hasNumber: hasNumber)
}

private struct Evidence {
  private var asked = 0.0
  private var found = 0.0
  private var reasons: [(weight: Double, text: String)] = []

  mutating func add(_ reason: String, _ weight: Double, _ part: Double) {
    asked += weight
    found += weight * part
    if part > 0 { reasons.append((weight * part, reason)) }
  }

  /// True where a number that belongs to one child alone agrees; two different ones speak strongly against.
  mutating func numbers(_ candidate: Candidate, _ query: ChildQuery) -> Bool {
    var agrees = false
    if let asked = query.nhsNumber {
      if asked == candidate.nhsNumber { agrees = true } else if candidate.nhsNumber != nil { found -= 25 }
      add("NHS number", 90, asked == candidate.nhsNumber ? 1 : 0)
    }
    if let asked = query.upn {
      if asked == candidate.upn { agrees = true }
      add("UPN", 90, asked == candidate.upn ? 1 : 0)
    }
    return agrees
  }

  mutating func name(_ known: ChildWords, _ asked: [String]) {
    var (words, fit) = (asked, NameFit.fit(asked, in: known.all))
    for other in fit.weight < 1 ? spellings(of: asked).dropFirst() : [] {
      let otherFit = NameFit.fit(other, in: known.all)
      if otherFit.weight > fit.weight { (words, fit) = (other, otherFit) }
    }
    let isSwapped =
      words.count > 1 && fit.missing == 0 && known.family.contains(words[0]) && !known.given.contains(words[0])
    // A hair less, so that among equals the order as written comes first, and a first name before a middle name.
    let isFirst = known.given.first == words[0] || known.family.contains(words[0])
    add(reason(fit, isSwapped, words.count), 55, fit.weight - (isSwapped ? 0.02 : isFirst ? 0 : 0.03))
  }

  private func reason(_ fit: NameFit, _ isSwapped: Bool, _ words: Int) -> String {
    if fit.missing > 0 { return "Part of the name" }
    switch fit.weakest {
    case .same: return isSwapped ? "First and last name the other way round" : words > 1 ? "Name" : "One of the names"
    case .nickname: return "Another form of the name"
    case .sounds: return "Name sounds alike"
    case .begins: return "Name begins like this"
    case .nearly, .none: return "Name is spelled nearly like this"
    }
  }

  mutating func born(_ known: Day?, _ asked: Day) {
    guard let known else { return add("", 35, 0) }
    if known == asked { return add("Date of birth", 35, 1) }
    if known.monthAndDaySwapped == asked { return add("Day and month of birth the other way round", 35, 0.75) }
    let (a, b) = (known.parts, asked.parts)
    let same = [a.year == b.year, a.month == b.month, a.day == b.day].count { $0 }
    add("Date of birth is close", 35, same == 2 ? 0.5 : 0)
  }

  /// The words may as well be a street as a name: whoever lives there is shown, after those of that name.
  func onStreet() -> Judgement { Judgement(score: 50, agreeing: 1, reasons: ["Address"]) }

  func judgement(hasNumber: Bool) -> Judgement {
    let sure = hasNumber ? max(found, 90) : found
    return Judgement(
      score: max(0, min(100, Int(sure.rounded()))), agreeing: hasNumber ? 1 : asked == 0 ? 0 : max(0, found / asked),
      reasons: reasons.sorted { $0.weight > $1.weight }.map(\.text))
  }
}

/// The words as typed, and with each two neighbours run together: `day eastcliffe` may be held as `dayeastcliffe`.
func spellings(of words: [String]) -> [[String]] {
  guard words.count > 1 else { return [words] }
  return [words]
    + (0..<words.count - 1).map { at in
      Array(words[..<at]) + [words[at] + words[at + 1]] + Array(words[(at + 2)...])
    }
}
