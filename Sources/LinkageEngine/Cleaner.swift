/// Brings records to the form in which they are compared. It holds the table of all texts met, and what each name that it met
/// came to, since most names come often.
struct Cleaner: Sendable {
  var strings = StringTable()
  private(set) var nicknames: Nicknames
  private let words: NameWords
  private var folded = Folded()
  private var street: [UInt8] = []
  private var given = Remembered<GivenNames>()
  private var surnames = Remembered<Surname>()

  init() {
    var table = StringTable()
    nicknames = Nicknames(&table)
    words = NameWords(&table)
    strings = table
  }

  mutating func clean(_ raw: RawRecord) -> CleanRecord {
    var fields = raw.fields
    return withBuffers(&fields, 0, []) { clean($0) }
  }

  /// Takes the ten values of a record in the order of `RawRecord.columns`.
  mutating func clean(_ values: [UnsafeBufferPointer<UInt8>]) -> CleanRecord {
    var clean = CleanRecord()
    setGivenNames(forename: values[0], middle: values[1], in: &clean)
    setSurname(values[2], in: &clean)
    clean.sex = sex(values[3])
    clean.birth = BirthDate(values[4])
    setAddress(values[5], in: &clean)
    setPostcode(values[6], in: &clean)
    clean.nhs = IdentifierNumber(values[7])
    clean.hasGoodNHS = clean.nhs.isKnown && clean.nhs.isNHSNumber
    clean.upn = IdentifierNumber(values[8])
    clean.local = IdentifierNumber(values[9])
    return clean
  }

  private func withBuffers<R>(
    _ fields: inout [String], _ place: Int, _ taken: [UnsafeBufferPointer<UInt8>],
    _ body: ([UnsafeBufferPointer<UInt8>]) -> R
  ) -> R {
    if place == fields.count { return body(taken) }
    var field = fields[place]
    return field.withUTF8 { withBuffers(&fields, place + 1, taken + [$0], body) }
  }

  // Names.

  private mutating func setGivenNames(
    forename: UnsafeBufferPointer<UInt8>, middle: UnsafeBufferPointer<UInt8>, in clean: inout CleanRecord
  ) {
    let names = givenNames(forename)
    (clean.first, clean.second, clean.third) = (names.a, names.b, names.c)
    if middle.isEmpty {
      clean.isOneOfSeveral = names.isOneOfSeveral && names.a == 0
      return
    }
    let more = givenNames(middle)
    for name in [more.a, more.b, more.c] where name != 0 && name != clean.first && name != clean.second {
      if clean.first == 0 {
        clean.first = name
      } else if clean.second == 0 {
        clean.second = name
      } else if clean.third == 0 {
        clean.third = name
      }
    }
    clean.isOneOfSeveral = (names.isOneOfSeveral || more.isOneOfSeveral) && clean.first == 0
  }

  private mutating func givenNames(_ text: UnsafeBufferPointer<UInt8>) -> GivenNames {
    if let known = given.find(text) { return known }
    folded.read(text)
    var names = wordRanges(folded.bytes).map { intern($0) }
    var found = GivenNames()
    let saysUnknown = names.count > 1 && names.allSatisfy(words.ordinals.contains)
    if saysUnknown || names.contains(where: words.placeholders.contains) {
      found.isOneOfSeveral = names.contains(where: words.several.contains)
      names.removeAll { words.placeholders.contains($0) || words.ordinals.contains($0) }
    }
    var different: [UInt32] = []
    for name in names where !different.contains(name) { different.append(name) }
    found.a = different.first ?? 0
    found.b = different.count > 1 ? different[1] : 0
    found.c = different.count > 2 ? different[2] : 0
    given.keep(text, found)
    return found
  }

  private mutating func setSurname(_ text: UnsafeBufferPointer<UInt8>, in clean: inout CleanRecord) {
    let found: Surname
    if let known = surnames.find(text) {
      found = known
    } else {
      found = surname(text)
      surnames.keep(text, found)
    }
    (clean.surname, clean.surnameHead, clean.surnameTail) = (found.whole, found.head, found.tail)
  }

  private mutating func surname(_ text: UnsafeBufferPointer<UInt8>) -> Surname {
    folded.read(text, camel: true)
    let bytes = folded.bytes
    var parts: [[UInt8]] = []
    var carried: [UInt8] = []
    for word in wordRanges(bytes) {
      let number = intern(word)
      if words.joined.contains(number) {
        carried += bytes[word]
      } else if !words.dropped.contains(number) && !words.placeholders.contains(number) {
        parts.append(carried + bytes[word])
        carried = []
      }
    }
    if !carried.isEmpty { parts.append(carried) }
    if parts.isEmpty {
      parts = wordRanges(bytes).filter { !words.placeholders.contains(intern($0)) }.map { Array(bytes[$0]) }
    }
    if parts.count == 2 && parts[0] == parts[1] { parts.removeLast() }
    let several = parts.count > 1
    return Surname(
      whole: intern(parts.flatMap { $0 }), head: several ? intern(parts[0]) : 0, tail: several ? intern(parts.last!) : 0
    )
  }

  private func sex(_ text: UnsafeBufferPointer<UInt8>) -> Sex {
    switch text.first {
    case 70, 102, 50: .female
    case 77, 109, 49: .male
    default: .unknown
    }
  }

  // Places.

  /// "Flat 3, 12 Mill St" is house 12 of "millstreet"; "86e Mill Street", a slip of the hand for a space, is house 86.
  private mutating func setAddress(_ text: UnsafeBufferPointer<UInt8>, in clean: inout CleanRecord) {
    if text.isEmpty { return }
    folded.read(text)
    street.removeAll(keepingCapacity: true)
    var start = 0
    var lastWasFlat = false
    while start < folded.bytes.count {
      var end = start
      while end < folded.bytes.count && folded.bytes[end] != 32 { end += 1 }
      let word = start..<end
      start = end + 1
      if word.isEmpty { continue }
      if isDigit(folded.bytes[word.lowerBound]) {
        if !lastWasFlat { clean.house = houseNumber(word) }
        lastWasFlat = false
      } else if street.isEmpty && isFlat(word) {
        lastWasFlat = true
      } else {
        lastWasFlat = false
        if let long = words.street(packed(word)) {
          street += long
        } else {
          street += folded.bytes[word]
        }
      }
    }
    clean.street = street.withUnsafeBufferPointer { strings.intern($0) }
  }

  /// The figures at the beginning of a word; a rest of more than a letter belongs to the street ("86mill").
  private mutating func houseNumber(_ word: Range<Int>) -> UInt32 {
    var end = word.lowerBound
    while end < word.upperBound && isDigit(folded.bytes[end]) { end += 1 }
    if word.upperBound - end > 1 { street += folded.bytes[end..<word.upperBound] }
    return intern(word.lowerBound..<end)
  }

  private mutating func setPostcode(_ text: UnsafeBufferPointer<UInt8>, in clean: inout CleanRecord) {
    folded.readPlain(text)
    let count = folded.bytes.count
    if count < 2 || folded.bytes.starts(with: [122, 122, 57, 57]) { return }
    let isWhole =
      count >= 5 && count <= 7 && isDigit(folded.bytes[count - 3]) && !isDigit(folded.bytes[count - 2])
      && !isDigit(folded.bytes[count - 1])
    if !isWhole && count <= 4 && !isDigit(folded.bytes[0]) {
      clean.district = intern(0..<count)
      return
    }
    clean.postcode = intern(0..<count)
    if isWhole { clean.district = intern(0..<count - 3) }
  }

  private func isFlat(_ word: Range<Int>) -> Bool {
    word.count == 9 ? folded.bytes[word].elementsEqual("apartment".utf8) : words.flats.contains(packed(word))
  }

  /// A word of up to eight letters as one number; zero for a longer one.
  private func packed(_ word: Range<Int>) -> UInt64 {
    if word.count > 8 { return 0 }
    return word.reduce(0) { $0 << 8 | UInt64(folded.bytes[$1]) }
  }

  private mutating func intern(_ word: Range<Int>) -> UInt32 {
    folded.bytes.withUnsafeBufferPointer { strings.intern(UnsafeBufferPointer(rebasing: $0[word])) }
  }
  private mutating func intern(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBufferPointer { strings.intern($0) } }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

/// What a text of given names came to: at most three names.
private struct GivenNames: Sendable {
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
  var isOneOfSeveral = false
}

/// What a surname came to.
private struct Surname: Sendable {
  var whole: UInt32 = 0
  var head: UInt32 = 0
  var tail: UInt32 = 0
}

/// What each text came to when it was met first.
private struct Remembered<Value: Sendable>: Sendable {
  private var texts = StringTable()
  private var values: [Value?] = [nil]

  mutating func find(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
    let number = Int(texts.intern(text))
    return number < values.count ? values[number] : nil
  }
  mutating func keep(_ text: UnsafeBufferPointer<UInt8>, _ value: Value) {
    let number = Int(texts.intern(text))
    while values.count <= number { values.append(nil) }
    values[number] = value
  }
}

/// Words that are no names, and words of streets.
private struct NameWords: Sendable {
  let placeholders: Set<UInt32>
  /// Placeholders that say: born with others.
  let several: Set<UInt32>
  /// Words that go with a placeholder: "Twin 2", "not known".
  let ordinals: Set<UInt32>
  /// Particles that are left off a surname, and those that belong to what follows.
  let dropped: Set<UInt32>
  let joined: Set<UInt32>
  /// What stands before the number of a flat, and short forms of words of streets with the long ones: packed.
  let flats: [UInt64]
  private let shortStreets: [UInt64]
  private let longStreets: [[UInt8]]

  init(_ table: inout StringTable) {
    func numbers(_ text: String) -> Set<UInt32> { Set(text.split(separator: " ").map { table.intern(String($0)) }) }
    placeholders = numbers(
      "baby infant newborn unborn unnamed unknown twin triplet quad boy girl male female child babe nk tbc tba none null "
        + "anon test na")
    several = numbers("twin triplet quad")
    ordinals = numbers(
      "1 2 3 4 one two three four i ii iii a b c first second third of not known named no name yet the")
    dropped = numbers(
      "al el ul de la las los le du da das do dos del della di van von der den ter ten bin ibn bint y e")
    joined = numbers("o mc mac st fitz ap")
    func packed(_ text: some StringProtocol) -> UInt64 { text.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
    flats = ["flat", "apt", "unit", "room"].map { packed($0) }
    let short = [
      "road": "rd rad", "street": "st str", "avenue": "av ave", "drive": "dr drv", "close": "cl clo", "lane": "ln la",
      "grove": "gr gro", "court": "ct crt", "crescent": "cres cr", "terrace": "ter terr tce", "place": "pl",
      "gardens": "gdns gdn", "square": "sq", "mount": "mt", "view": "vw", "park": "pk", "green": "grn", "house": "hse",
    ]
    let forms = short.flatMap { long, forms in forms.split(separator: " ").map { (packed($0), Array(long.utf8)) } }
      .sorted { $0.0 < $1.0 }
    shortStreets = forms.map(\.0)
    longStreets = forms.map(\.1)
  }

  /// What a short form of a word of streets is short for.
  func street(_ packed: UInt64) -> [UInt8]? {
    if packed == 0 || packed > 0xffff_ffff { return nil }
    var (from, to) = (0, shortStreets.count)
    while from < to {
      let middle = (from + to) / 2
      if shortStreets[middle] < packed { from = middle + 1 } else { to = middle }
    }
    return from < shortStreets.count && shortStreets[from] == packed ? longStreets[from] : nil
  }
}
