import Kernel
import Store

/// What a child can be looked up by, one row of `search_key`. Every lookup is by kind and value, so its cost does not
/// grow with the number of children; names are looked up in pairs, because one name alone is shared by too many.
struct SearchKey: Hashable, Sendable {
  enum Kind: String, Choice {
    /// A word of the first names and one of the last, in alphabetical order: `amelia carter`.
    case pair
    /// One word of any of the names.
    case word
    case born, nhs, upn, phone, postcode
    /// House number and the first word of the street: `12 kenford`.
    case address
    /// `kenford road`
    case street
    var title: String { rawValue }
  }
  let kind: Kind
  let value: String
  init(_ kind: Kind, _ value: String) {
    self.kind = kind
    self.value = value
  }

  static func pair(_ a: String, _ b: String) -> SearchKey { SearchKey(.pair, a < b ? "\(a) \(b)" : "\(b) \(a)") }
}

/// Stands where a name is not known yet.
package let unknownName = "Not known"

/// The words of a child's names, as they are looked up and compared.
struct ChildWords: Hashable, Sendable {
  let given: [String]
  let family: [String]
  var all: [String] { given + family }

  init(given: String, middle: String?, preferred: String?, family: String) {
    var seen = Set<String>()
    let names = [given, preferred, middle].compactMap(\.self).filter { $0 != unknownName }
    self.given = names.flatMap { NameWords($0).forms }.filter { seen.insert($0).inserted }
    self.family = family == unknownName ? [] : NameWords(family).forms
  }
}

extension Child {
  var words: ChildWords {
    ChildWords(given: givenName, middle: middleNames, preferred: preferredName, family: familyName)
  }

  /// `phones` are those of the adults of the family. A hidden address is no key: who may be found by it can be found at it.
  func searchKeys(phones: [String]) -> Set<SearchKey> {
    let words = words
    var keys = Set(words.all.map { SearchKey(.word, $0) })
    for given in words.given.prefix(6) {
      for family in words.family.prefix(6) where given != family { keys.insert(.pair(given, family)) }
    }
    if let bornOn { keys.insert(SearchKey(.born, bornOn.description)) }
    if let nhsNumber { keys.insert(SearchKey(.nhs, nhsNumber.digits)) }
    if let upn { keys.insert(SearchKey(.upn, upn.text)) }
    if let former = formerUPN.flatMap({ UPN($0) }) { keys.insert(SearchKey(.upn, former.text)) }
    for phone in phones + [phone].compactMap(\.self) {
      if let digits = phoneDigits(phone) { keys.insert(SearchKey(.phone, digits)) }
    }
    guard !isAddressHidden else { return keys }
    if let postcode { keys.insert(SearchKey(.postcode, postcode.text)) }
    if let address { keys.formUnion(addressKeys(address)) }
    return keys
  }
}

/// `07700 900 982`, `+44 7700 900982` and `0044…` as one text of digits; nil where it is no phone number.
func phoneDigits(_ text: String) -> String? {
  var digits = String(decoding: text.utf8.filter { (48...57).contains($0) }, as: UTF8.self)
  let isForeign = text.trimmingPrefix(" ").hasPrefix("+") || digits.hasPrefix("00")
  if digits.hasPrefix("00") { digits.removeFirst(2) }
  if isForeign, digits.hasPrefix("44") { digits = "0" + digits.dropFirst(2).trimmingPrefix("0") }
  return (10...15).contains(digits.utf8.count) ? digits : nil
}

/// `Flat 2, 12 Kenford Road` is found as `12 kenford` and as `kenford road`.
func addressKeys(_ address: String) -> Set<SearchKey> {
  let words = foldedWords(address)
  var keys = Set<SearchKey>()
  for (index, word) in words.enumerated().dropLast() where word.utf8.first.map({ (48...57).contains($0) }) == true {
    let street = words[(index + 1)...].prefix { $0.utf8.first.map { !(48...57).contains($0) } == true }
    guard let first = street.first else { continue }
    keys.insert(SearchKey(.address, "\(word) \(first)"))
    if let end = street.firstIndex(where: streetWords.contains), end > street.startIndex {
      keys.insert(SearchKey(.street, street[...end].joined(separator: " ")))
    }
  }
  return keys
}

let streetWords: Set<String> = [
  "road", "rd", "street", "lane", "avenue", "ave", "drive", "close", "way", "court", "crescent", "grove", "terrace",
  "place", "gardens", "view", "walk", "hill", "square", "park", "row", "mews", "green", "rise",
]

extension Transaction {
  /// Rewrites what the child is found by: only what has changed.
  func writeSearchKeys(of child: Child) throws {
    let phones = try rows(
      """
      SELECT p.phone FROM relationship r JOIN person p ON p.id = r.person_id
      WHERE r.child_id = \(child.id) AND r.ended_on IS NULL AND p.phone IS NOT NULL
      """
    ) { try $0[0] as String }
    let wanted =
      child.mergedInto == nil
      ? try child.searchKeys(phones: phones).union(
        keysOfMerged(into: child.id).filter {
          !child.isAddressHidden || ![.postcode, .address, .street].contains($0.kind)
        }) : []
    let there = Set(
      try rows("SELECT kind, value FROM search_key WHERE child_id = \(child.id)") { SearchKey(try $0[0], try $0[1]) })
    for key in there.subtracting(wanted) {
      try run("DELETE FROM search_key WHERE kind = \(key.kind) AND value = \(key.value) AND child_id = \(child.id)")
    }
    let new = wanted.subtracting(there)
    try insertSearchKeys(new, of: child.id)
    try learnNameWords(new.filter { $0.kind == .word }.map(\.value))
  }

  /// For a child that has none yet.
  func insertSearchKeys(_ keys: Set<SearchKey>, of child: ChildID) throws {
    guard !keys.isEmpty else { return }
    let rows = keys.sorted { ($0.kind.rawValue, $0.value) < ($1.kind.rawValue, $1.value) }
      .map { "(\($0.kind), \($0.value), \(child))" as SQL }
    try run(
      """
      INSERT INTO search_key (kind, value, child_id) VALUES \(SQL.joined(rows, ", "))
      ON CONFLICT (kind, value, child_id) DO NOTHING
      """)
  }
}
