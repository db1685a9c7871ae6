/// The rules by which two records become a pair worth comparing. Each asks for enough that few strangers agree on it even
/// among millions; together they forgive any one or two fields being wrong.
package enum BlockingRule: Int, CaseIterable, Sendable, Codable {
  /// One number of the three is the same.
  case nhsNumber, upn, localID
  /// Born on one day, and one name (whichever: forename, middle, surname or a part of it) is the same.
  case birthAndName
  /// Born on one day, at one postcode or in one house of a street.
  case birthAndPostcode, birthAndStreet
  /// Born on one day, names that sound alike.
  case birthAndSoundOfSurname, birthAndSoundOfForename
  /// Both names, and two of the three parts of the date of birth, or day and month changed over.
  case namesAndMonth, namesAndDay, namesAndDayOfYear, namesAndSwappedDay
  /// The forename (or what it is short for), at one postcode or in one house of a street.
  case forenameAndPostcode, forenameAndStreet
  /// One house of a street, and the forename's first letter; or the year of birth.
  case streetAndInitial, streetAndYear
  /// Both names, where few have them.
  case rareNames
  /// The surname's sound, house and street, month of birth.
  case surnameAndStreetAndMonth
  /// Both names, in one district: where the date of birth is not known or wrong.
  case namesAndDistrict
  /// The surname's sound at one postcode, where birth date or forename is not known on one of the sides.
  case surnameAndPostcodeWithGap
  /// Spare rules, which ask for less and are taken only where there is room for their pairs: born on one day and the
  /// surname's sound, whatever the forename; one house number at one postcode, whoever lives there.
  case birthAndSoundOfSurnameAlone, houseAtPostcode

  /// A rule that holds for small blocks only: how large they may be.
  var most: Int { self == .rareNames ? 4 : .max }
  /// Taken after the others, and only if all pairs then are no more than the settings allow for each record.
  var isSpare: Bool { self == .birthAndSoundOfSurnameAlone || self == .houseAtPostcode }
  /// In how many shares the keys are taken.
  var shares: Int { self == .birthAndName ? 3 : 1 }
  /// A rule for pairs of which one lacks birth date or forename.
  var needsGap: Bool { self == .surnameAndPostcodeWithGap }
}

extension CleanRecord {
  var hasGap: Bool { birth.number == 0 || first == 0 }
}

/// What the rules ask of a record, as numbers that are equal where the facts are, and zero where nothing is known. They are
/// made of what the texts say, not of the numbers that a table gave them, so that chance agreements are the same in every run.
struct BlockingFacts: Sendable {
  var birth: UInt32
  var first: UInt32
  /// What the forename is short for; the forename itself where it is short for nothing.
  var canonical: UInt32
  var surname: UInt32
  var surnameHead: UInt32
  var surnameTail: UInt32
  var firstSound: UInt32
  var surnameSound: UInt32
  var postcode: UInt32
  var district: UInt32
  var house: UInt32
  /// House and street together.
  var home: UInt32
}

/// Brings records to the facts of blocking.
struct KeyWriter: Sendable {
  /// For each text: the hash of its letters in the upper half, its sound in the lower.
  private var texts: [UInt64]

  init(_ strings: StringTable, threads: Int = 1) {
    let parts = inParts(strings.count, threads: threads) { range in range.map { KeyWriter.key(UInt32($0), strings) } }
    texts = parts.count == 1 ? parts[0] : parts.flatMap { $0 }
  }

  /// Learns the texts that came since.
  mutating func follow(_ strings: borrowing StringTable) {
    texts.reserveCapacity(strings.count)
    for number in texts.count..<max(texts.count, strings.count) {
      texts.append(KeyWriter.key(UInt32(number), strings))
    }
  }
  private static func key(_ number: UInt32, _ strings: borrowing StringTable) -> UInt64 {
    strings.withBytes(number) { text in
      text.isEmpty ? 0 : (hash(text) | 1 << 32) & ~0xffff_ffff | UInt64(soundOf(text))
    }
  }

  func facts(_ r: CleanRecord, _ nicknames: borrowing Nicknames) -> BlockingFacts {
    let (first, surname) = (texts[Int(r.first)], texts[Int(r.surname)])
    let (house, street) = (text(r.house), text(r.street))
    let home = house == 0 || street == 0 ? 0 : UInt32(truncatingIfNeeded: mix(UInt64(house), UInt64(street))) | 1
    return BlockingFacts(
      birth: UInt32(r.birth.number), first: upper(first), canonical: text(nicknames.canonical(r.first)),
      surname: upper(surname), surnameHead: text(r.surnameHead), surnameTail: text(r.surnameTail),
      firstSound: UInt32(truncatingIfNeeded: first), surnameSound: UInt32(truncatingIfNeeded: surname),
      postcode: text(r.postcode), district: text(r.district), house: house, home: home)
  }
  private func text(_ number: UInt32) -> UInt32 { upper(texts[Int(number)]) }
  private func upper(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
}

/// Two numbers as one in which every bit depends on both (a multiplication folded on itself).
@inline(__always)
func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = (a ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: b ^ 0xe703_7ed1_a0b4_28db)
  return product.high ^ product.low
}

extension BlockingRule {
  /// The keys of a record under this rule; none where one of the rule's facts is not known.
  @inline(__always)
  func keys(_ f: BlockingFacts, _ r: CleanRecord, _ emit: (UInt64) -> Void) {
    @inline(__always) func key(_ a: UInt32, _ b: UInt32, _ c: UInt32 = 1, _ d: UInt32 = 1) {
      if a == 0 || b == 0 || c == 0 || d == 0 { return }
      emit(mix(UInt64(a) << 32 | UInt64(b), UInt64(c) << 32 | UInt64(d)))
    }
    /// Both names, whichever is called which.
    @inline(__always) func names(_ c: UInt32, _ d: UInt32 = 1) {
      key(min(f.canonical, f.surname), max(f.canonical, f.surname), c, d)
    }
    func number(_ value: IdentifierNumber) { if value.isKnown { emit(spread(value.bits)) } }
    switch self {
    case .nhsNumber: number(r.nhs)
    case .upn: number(r.upn)
    case .localID: number(r.local)
    case .birthAndName:
      key(f.birth, f.first)
      if f.surname != f.first { key(f.birth, f.surname) }
      if f.surnameHead != f.surname { key(f.birth, f.surnameHead) }
      if f.surnameTail != f.surnameHead { key(f.birth, f.surnameTail) }
      if f.canonical != f.first { key(f.birth, f.canonical) }
    case .birthAndPostcode: key(f.birth, f.postcode)
    case .birthAndStreet: key(f.birth, f.home)
    case .birthAndSoundOfSurname: key(f.birth, f.surnameSound, f.firstSound & 31)
    case .birthAndSoundOfForename: key(f.birth, f.firstSound, f.surnameSound & 31)
    case .namesAndMonth: names(f.birth / 100)
    case .namesAndDay: names(f.birth / 10_000 * 100 + f.birth % 100)
    case .namesAndDayOfYear: names(f.birth % 10_000)
    case .namesAndSwappedDay:
      let (month, day) = (f.birth / 100 % 100, f.birth % 100)
      if day <= 12 { names(f.birth / 10_000, min(month, day) * 100 + max(month, day)) }
    case .forenameAndPostcode: key(f.canonical, f.postcode)
    case .forenameAndStreet: key(f.canonical, f.home)
    case .streetAndInitial: key(f.firstSound & 31, f.home)
    case .streetAndYear: key(f.birth / 10_000, f.home)
    case .rareNames: names(1)
    case .surnameAndStreetAndMonth: key(f.surnameSound, f.home, f.birth / 100)
    case .surnameAndPostcodeWithGap: key(f.surnameSound, f.postcode)
    case .namesAndDistrict: names(f.district)
    case .birthAndSoundOfSurnameAlone: key(f.birth, f.surnameSound)
    case .houseAtPostcode: key(f.house, f.postcode)
    }
  }
}

/// The sound of a name as a number: its first letter, then up to four groups of consonants (Soundex, one longer), with the
/// first letter's own group in the low bits. Zero for no name.
func soundOf(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
  guard let first = text.first else { return 0 }
  var code: UInt32 = 0
  var last = group(first)
  var length = 0
  for byte in text.dropFirst() where length < 3 {
    let next = group(byte)
    if next != 0 && next != last {
      code = code << 3 | next
      length += 1
    }
    if byte != 104 && byte != 119 { last = next }
  }
  return code << 5 | UInt32(first & 31) | 1 << 30
}

/// Letters that are easily taken for each other; zero for vowels and all else.
private func group(_ byte: UInt8) -> UInt32 {
  switch byte {
  case 98, 102, 112, 118: 1
  case 99, 103, 106, 107, 113, 115, 120, 122: 2
  case 100, 116: 3
  case 108: 4
  case 109, 110: 5
  case 114: 6
  default: 0
  }
}
