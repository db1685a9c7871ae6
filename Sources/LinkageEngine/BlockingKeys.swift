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

  /// A rule that holds for small blocks only: how large they may be.
  var most: Int { self == .rareNames ? 4 : .max }
  /// A rule for pairs of which one lacks birth date or forename.
  var needsGap: Bool { self == .surnameAndPostcodeWithGap }
}

extension CleanRecord {
  var hasGap: Bool { birth.number == 0 || first == 0 }
}

/// Writes down the keys of a record under a rule: numbers that are equal where the rule's facts are. They are made of what the
/// texts say, not of the numbers that a table gave them, so that chance agreements are the same in every run.
struct KeyWriter: Sendable {
  /// For each text: the hash of its letters in the upper half, its sound in the lower.
  private var texts: [UInt64]

  init(_ strings: StringTable, threads: Int = 1) {
    texts = inParts(strings.count, threads: threads) { range in range.map { KeyWriter.key(UInt32($0), strings) } }
      .flatMap { $0 }
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

  func keys(_ r: CleanRecord, _ rule: BlockingRule, _ nicknames: borrowing Nicknames, _ emit: (UInt64) -> Void) {
    let birth = UInt32(r.birth.number)
    func key(_ a: UInt32, _ b: UInt32, _ c: UInt32 = 1, _ d: UInt32 = 1) {
      if a == 0 || b == 0 || c == 0 || d == 0 { return }
      emit(spread(spread(UInt64(a) << 32 | UInt64(b)) ^ (UInt64(c) << 32 | UInt64(d))))
    }
    func number(_ value: IdentifierNumber) { if value.isKnown { emit(spread(value.bits)) } }
    /// Both names, whichever is called which.
    func names(_ c: UInt32, _ d: UInt32 = 1) {
      let (one, other) = (text(nicknames.canonical(r.first)), text(r.surname))
      key(min(one, other), max(one, other), c, d)
    }
    switch rule {
    case .nhsNumber: number(r.nhs)
    case .upn: number(r.upn)
    case .localID: number(r.local)
    case .birthAndName:
      let canonical = nicknames.canonical(r.first)
      key(birth, text(r.first))
      if r.surname != r.first { key(birth, text(r.surname)) }
      if r.surnameHead != r.surname { key(birth, text(r.surnameHead)) }
      if r.surnameTail != r.surnameHead { key(birth, text(r.surnameTail)) }
      if canonical != r.first { key(birth, text(canonical)) }
    case .birthAndPostcode: key(birth, text(r.postcode))
    case .birthAndStreet: key(birth, text(r.house), text(r.street))
    case .birthAndSoundOfSurname: key(birth, sound(r.surname), initial(r.first))
    case .birthAndSoundOfForename: key(birth, sound(r.first), initial(r.surname))
    case .namesAndMonth: names(birth / 100)
    case .namesAndDay: names(birth / 10_000 * 100 + birth % 100)
    case .namesAndDayOfYear: names(birth % 10_000)
    case .namesAndSwappedDay:
      let (month, day) = (birth / 100 % 100, birth % 100)
      if day <= 12 { names(birth / 10_000, min(month, day) * 100 + max(month, day)) }
    case .forenameAndPostcode: key(text(nicknames.canonical(r.first)), text(r.postcode))
    case .forenameAndStreet: key(text(nicknames.canonical(r.first)), text(r.house), text(r.street))
    case .streetAndInitial: key(initial(r.first), text(r.house), text(r.street))
    case .streetAndYear: key(birth / 10_000, text(r.house), text(r.street))
    case .rareNames: names(1)
    case .surnameAndStreetAndMonth: key(sound(r.surname), text(r.house), text(r.street), birth / 100)
    case .surnameAndPostcodeWithGap: key(sound(r.surname), text(r.postcode))
    case .namesAndDistrict: names(text(r.district))
    }
  }

  private func text(_ number: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: texts[Int(number)] >> 32) }
  private func sound(_ number: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: texts[Int(number)]) }
  private func initial(_ number: UInt32) -> UInt32 { sound(number) & 31 }
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
