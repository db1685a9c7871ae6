package import Kernel

/// What somebody looks for: words of a name, facts, and filters. Made from one box by `reading`, or set field by field.
package struct ChildQuery: Sendable, Hashable, Codable {
  package enum State: String, Choice {
    case open, closed
    package var title: String { self == .open ? "Open" : "Closed" }
  }
  /// Folded words of the name, at most five.
  package var names: [String] = []
  package var bornOn: Day?
  package var nhsNumber: NHSNumber?
  package var upn: UPN?
  /// Digits only, from 0.
  package var phone: String?
  package var postcode: Postcode?
  /// `12 kenford`
  package var address: String?
  /// `kenford road`; it may also be a name, so both are looked for.
  package var street: String?
  /// What was typed and means nothing to a search, to be said back.
  package var unread: [String] = []

  package var agency: AgencyID?
  package var locality: LocalityID?
  /// Whole years of age.
  package var ages: ClosedRange<Int>?
  package var state: State?

  package init() {}

  /// Whether there is anything to look a child up by, apart from filters.
  package var hasKeys: Bool {
    !names.isEmpty || bornOn != nil || nhsNumber != nil || upn != nil || phone != nil || postcode != nil
      || address != nil || street != nil
  }
  package var hasFilters: Bool { agency != nil || locality != nil || ages != nil || state != nil }

  /// Reads one box: names, a date, numbers, a postcode and the start of an address, in any order.
  package static func reading(_ text: String, today: Day) -> ChildQuery {
    var query = ChildQuery()
    var names: [String] = []
    let words = text.split(whereSeparator: { " ,;\t\n\u{A0}".contains($0) }).map(String.init)
    var position = 0
    while position < words.count {
      let rest = words[position...]
      if let taken = query.takeDate(rest, today) ?? query.takeNumber(rest) ?? query.takePlace(rest) {
        position += taken
        continue
      }
      let word = words[position]
      if word.unicodeScalars.contains(where: { $0.properties.numericType != nil }) {
        query.unread.append(word)
      } else {
        names.append(word)
      }
      position += 1
    }
    query.takeNames(names.joined(separator: " "))
    return query
  }

  package mutating func takeNames(_ text: String) {
    names = Array(NameWords(text).words.prefix(5))
    let words = foldedWords(text)
    if words.count > 1, let last = words.last, streetWords.contains(last) { street = words.joined(separator: " ") }
  }

  /// How many words were a date, from the longest way of writing it; nil where they do not begin with one.
  private mutating func takeDate(_ words: ArraySlice<String>, _ today: Day) -> Int? {
    guard bornOn == nil else { return nil }
    for count in stride(from: min(4, words.count), through: 1, by: -1) {
      if let day = dayAsWritten(words.prefix(count).joined(separator: " "), today: today) {
        bornOn = day
        return count
      }
    }
    return nil
  }

  private mutating func takeNumber(_ words: ArraySlice<String>) -> Int? {
    if upn == nil, let found = UPN(words[words.startIndex]) {
      upn = found
      return 1
    }
    for count in 1...min(4, words.count) {
      let joined = words.prefix(count).joined()
      guard joined.utf8.allSatisfy({ (48...57).contains($0) || "+()-".utf8.contains($0) }) else { return nil }
      if nhsNumber == nil, !joined.hasPrefix("0"), let found = NHSNumber(joined) {
        nhsNumber = found
        return count
      }
      if phone == nil, let digits = phoneDigits(joined), digits.hasPrefix("0"), isWhole(words.dropFirst(count)) {
        phone = digits
        return count
      }
    }
    return nil
  }
  /// A number is whole where no more digits follow.
  private func isWhole(_ rest: ArraySlice<String>) -> Bool {
    guard let next = rest.first else { return true }
    return !next.utf8.allSatisfy { (48...57).contains($0) }
  }

  private mutating func takePlace(_ words: ArraySlice<String>) -> Int? {
    if postcode == nil {
      for count in 1...min(2, words.count) {
        if let found = Postcode(words.prefix(count).joined()) {
          postcode = found
          return count
        }
      }
    }
    guard address == nil, words.count > 1, let number = foldedWords(words[words.startIndex]).first,
      number.utf8.first.map({ (48...57).contains($0) }) == true, number.utf8.count <= 5,
      let street = foldedWords(words[words.startIndex + 1]).first,
      !street.utf8.contains(where: { (48...57).contains($0) })
    else { return nil }
    address = "\(number) \(street)"
    let tail = words.dropFirst(2).prefix(3).map { foldedWords($0).first ?? "" }
    return 2 + (tail.firstIndex(where: streetWords.contains).map { $0 + 1 } ?? 0)
  }
}
