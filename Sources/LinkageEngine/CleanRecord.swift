/// A record as it is compared: texts as numbers of a string table, zero where nothing is known.
struct CleanRecord: Sendable, Hashable {
  /// The forename that is used first; the next two given names, from either column.
  var first: UInt32 = 0
  var second: UInt32 = 0
  var third: UInt32 = 0
  /// The surname without spaces, hyphens and particles; and its first and last part where it has several.
  var surname: UInt32 = 0
  var surnameHead: UInt32 = 0
  var surnameTail: UInt32 = 0
  var birth = BirthDate.unknown
  var house: UInt32 = 0
  var street: UInt32 = 0
  var postcode: UInt32 = 0
  /// The part of a postcode before its space: its district. Zero where the text is no postcode of the United Kingdom.
  var district: UInt32 = 0
  var nhs: UInt32 = 0
  var upn: UInt32 = 0
  var local: UInt32 = 0
  var sex: Sex = .unknown
  /// Whether the check digit of the NHS number is right.
  var hasGoodNHS = false
  /// The forename is not known, and the record says "twin" or "triplet": one of several born together.
  var isOneOfSeveral = false
}

/// The sex that a record states.
enum Sex: UInt8, Sendable { case unknown, female, male }

/// Brings records to the form in which they are compared. It holds the table of all texts met.
struct Cleaner: Sendable {
  var strings = StringTable()
  private(set) var nicknames: Nicknames
  private var folded = Folded()
  private let placeholders: Set<UInt32>
  private let several: Set<UInt32>
  private let ordinals: Set<UInt32>
  private let dropped: Set<UInt32>
  private let joined: Set<UInt32>
  private var streetWords: [UInt32: [UInt8]] = [:]
  private let flats: Set<UInt32>

  init() {
    var table = StringTable()
    func numbers(_ text: String) -> Set<UInt32> { Set(text.split(separator: " ").map { table.intern(String($0)) }) }
    nicknames = Nicknames(&table)
    placeholders = numbers(
      "baby infant newborn unborn unnamed unknown twin triplet quad boy girl male female child babe nk tbc tba none null "
        + "anon test na")
    several = numbers("twin triplet quad")
    ordinals = numbers("1 2 3 4 one two three four i ii iii a b c first second third of not known named no name yet the")
    dropped = numbers("al el ul de la las los le du da das do dos del della di van von der den ter ten bin ibn bint y e")
    joined = numbers("o mc mac st fitz ap")
    flats = numbers("flat apartment apt unit room")
    let short = [
      "road": "rd rad", "street": "st str", "avenue": "av ave", "drive": "dr drv", "close": "cl clo", "lane": "ln la",
      "grove": "gr gro", "court": "ct crt", "crescent": "cres cr", "terrace": "ter terr tce", "place": "pl",
      "gardens": "gdns gdn", "square": "sq", "mount": "mt", "view": "vw", "park": "pk", "green": "grn", "house": "hse",
    ]
    for (long, forms) in short {
      for form in forms.split(separator: " ") { streetWords[table.intern(String(form))] = Array(long.utf8) }
    }
    strings = table
  }

  mutating func forenames(_ text: UnsafeBufferPointer<UInt8>, middle: UnsafeBufferPointer<UInt8>, into clean: inout CleanRecord) {
    var given: [UInt32] = []
    for part in [text, middle] {
      folded.read(part)
      var found = words(folded.bytes).map { intern($0) }
      if found.contains(where: placeholders.contains) {
        if found.contains(where: several.contains) { clean.isOneOfSeveral = true }
        found.removeAll { placeholders.contains($0) || ordinals.contains($0) }
      }
      for name in found where !given.contains(name) { given.append(name) }
    }
    clean.first = given.first ?? 0
    if clean.first != 0 { clean.isOneOfSeveral = false }
    clean.second = given.count > 1 ? given[1] : 0
    clean.third = given.count > 2 ? given[2] : 0
  }

  mutating func surname(_ text: UnsafeBufferPointer<UInt8>, into clean: inout CleanRecord) {
    folded.read(text, camel: true)
    let bytes = folded.bytes
    var parts: [[UInt8]] = []
    var carried: [UInt8] = []
    for word in words(bytes) {
      let number = intern(word)
      if joined.contains(number) {
        carried += bytes[word]
      } else if !dropped.contains(number) && !placeholders.contains(number) {
        parts.append(carried + bytes[word])
        carried = []
      }
    }
    if !carried.isEmpty { parts.append(carried) }
    if parts.isEmpty {
      parts = words(bytes).filter { !placeholders.contains(intern($0)) }.map { Array(bytes[$0]) }
    }
    if parts.count == 2 && parts[0] == parts[1] { parts.removeLast() }
    clean.surname = intern(parts.flatMap { $0 })
    clean.surnameHead = parts.count > 1 ? intern(parts[0]) : 0
    clean.surnameTail = parts.count > 1 ? intern(parts[parts.count - 1]) : 0
  }

  mutating func address(_ text: UnsafeBufferPointer<UInt8>, into clean: inout CleanRecord) {
    folded.read(text)
    let bytes = folded.bytes
    var street: [UInt8] = []
    var numbers: [UInt32] = []
    var lastWasFlat = false
    for word in words(bytes) {
      let number = intern(word)
      if isDigit(bytes[word.lowerBound]) {
        if !lastWasFlat { numbers.append(houseNumber(bytes, word, &street)) }
        lastWasFlat = false
      } else if flats.contains(number) && street.isEmpty {
        lastWasFlat = true
      } else {
        lastWasFlat = false
        street += streetWords[number] ?? Array(bytes[word])
      }
    }
    clean.house = numbers.last ?? 0
    clean.street = intern(street)
  }

  /// "86e" where a letter stands in place of a space: the number; a longer rest belongs to the street ("86mill").
  private mutating func houseNumber(_ bytes: [UInt8], _ word: Range<Int>, _ street: inout [UInt8]) -> UInt32 {
    let end = word.first { !isDigit(bytes[$0]) } ?? word.upperBound
    if word.upperBound - end > 1 { street += bytes[end..<word.upperBound] }
    return intern(word.lowerBound..<end)
  }

  mutating func postcode(_ text: UnsafeBufferPointer<UInt8>, into clean: inout CleanRecord) {
    let bytes = plain(text)
    if bytes.isEmpty || bytes.starts(with: Array("zz99".utf8)) { return }
    clean.postcode = intern(bytes)
    let count = bytes.count
    let isWhole =
      (5...7).contains(count) && isDigit(bytes[count - 3]) && !isDigit(bytes[count - 2]) && !isDigit(bytes[count - 1])
    if isWhole { clean.district = intern(Array(bytes[..<(count - 3)])) }
    if !isWhole && (2...4).contains(count) && !isDigit(bytes[0]) {
      clean.district = clean.postcode
      clean.postcode = 0
    }
  }

  mutating func identifiers(
    nhs: UnsafeBufferPointer<UInt8>, upn: UnsafeBufferPointer<UInt8>, local: UnsafeBufferPointer<UInt8>,
    into clean: inout CleanRecord
  ) {
    let number = plain(nhs)
    if !isFiller(number) {
      clean.nhs = intern(number)
      clean.hasGoodNHS = isNHSNumber(number)
    }
    let pupil = plain(upn)
    if !isFiller(pupil) { clean.upn = intern(pupil) }
    let own = plain(local)
    if !isFiller(own) { clean.local = intern(own) }
  }

  func sex(_ text: UnsafeBufferPointer<UInt8>) -> Sex {
    switch text.first {
    case 70, 102, 50: .female
    case 77, 109, 49: .male
    default: .unknown
    }
  }

  mutating func clean(_ raw: RawRecord) -> CleanRecord {
    var fields = raw.fields
    return withBuffers(&fields, 0, []) { clean($0) }
  }

  /// Takes the ten values of a record in the order of `RawRecord.columns`.
  mutating func clean(_ values: [UnsafeBufferPointer<UInt8>]) -> CleanRecord {
    var clean = CleanRecord()
    forenames(values[0], middle: values[1], into: &clean)
    surname(values[2], into: &clean)
    clean.sex = sex(values[3])
    clean.birth = BirthDate(values[4])
    address(values[5], into: &clean)
    postcode(values[6], into: &clean)
    identifiers(nhs: values[7], upn: values[8], local: values[9], into: &clean)
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

  private mutating func intern(_ word: Range<Int>) -> UInt32 {
    folded.bytes.withUnsafeBufferPointer { strings.intern(UnsafeBufferPointer(rebasing: $0[word])) }
  }
  private mutating func intern(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBufferPointer { strings.intern($0) } }
}

/// The letters and digits alone, in lower case.
private func plain(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(text.count)
  for byte in text {
    switch byte {
    case 65...90: kept.append(byte + 32)
    case 97...122, 48...57: kept.append(byte)
    default: break
    }
  }
  return kept
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

/// What is typed where a number is not known: nothing, too little, or one sign over and over.
private func isFiller(_ bytes: [UInt8]) -> Bool { bytes.count < 4 || bytes.allSatisfy { $0 == bytes[0] } }

/// Ten digits of which the last checks the others, modulus 11. Source: NHS Data Dictionary, NHS NUMBER.
func isNHSNumber(_ digits: [UInt8]) -> Bool {
  guard digits.count == 10, digits.allSatisfy(isDigit) else { return false }
  let sum = (0..<9).reduce(0) { $0 + Int(digits[$1] - 48) * (10 - $1) }
  return (11 - sum % 11) % 11 == Int(digits[9] - 48)
}
