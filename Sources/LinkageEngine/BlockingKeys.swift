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

  /// A rule that holds for small blocks only: how large they may be.
  var most: Int { self == .rareNames ? 4 : .max }
}

/// Writes down the keys of a record under a rule: numbers that are equal where the rule's facts are.
struct KeyWriter: Sendable {
  private var sounds: [UInt32]

  /// - Parameter strings: the sounds of all its texts are worked out once.
  init(_ strings: borrowing StringTable) {
    sounds = (0..<strings.count).map { number in strings.withBytes(UInt32(number)) { sound($0) } }
  }

  /// Learns the sounds of texts that came since.
  mutating func follow(_ strings: borrowing StringTable) {
    for number in sounds.count..<max(sounds.count, strings.count) {
      sounds.append(strings.withBytes(UInt32(number)) { sound($0) })
    }
  }

  func keys(_ r: CleanRecord, _ rule: BlockingRule, _ nicknames: borrowing Nicknames, _ emit: (UInt64) -> Void) {
    let birth = UInt32(r.birth.number)
    let canonical = nicknames.canonical(r.first)
    func key(_ a: UInt32, _ b: UInt32, _ c: UInt32 = 1, _ d: UInt32 = 1) {
      if a == 0 || b == 0 || c == 0 || d == 0 { return }
      emit(spread(spread(UInt64(a) << 32 | UInt64(b)) ^ (UInt64(c) << 32 | UInt64(d))))
    }
    switch rule {
    case .nhsNumber: key(r.nhs, 1)
    case .upn: key(r.upn, 1)
    case .localID: key(r.local, 1)
    case .birthAndName:
      key(birth, r.first)
      if r.surname != r.first { key(birth, r.surname) }
      if r.surnameHead != r.surname { key(birth, r.surnameHead) }
      if r.surnameTail != r.surnameHead { key(birth, r.surnameTail) }
      if canonical != r.first { key(birth, canonical) }
    case .birthAndPostcode: key(birth, r.postcode)
    case .birthAndStreet: key(birth, r.house, r.street)
    case .birthAndSoundOfSurname: key(birth, sounds[Int(r.surname)], initial(r.first))
    case .birthAndSoundOfForename: key(birth, sounds[Int(r.first)], initial(r.surname))
    case .namesAndMonth: key(min(canonical, r.surname), max(canonical, r.surname), birth / 100)
    case .namesAndDay: key(min(canonical, r.surname), max(canonical, r.surname), birth / 10_000 * 100 + birth % 100)
    case .namesAndSwappedDay:
      let (month, day) = (birth / 100 % 100, birth % 100)
      if day <= 12 {
        key(min(canonical, r.surname), max(canonical, r.surname), birth / 10_000, min(month, day) * 100 + max(month, day))
      }
    case .namesAndDayOfYear: key(min(canonical, r.surname), max(canonical, r.surname), birth % 10_000)
    case .forenameAndPostcode: key(canonical, r.postcode)
    case .forenameAndStreet: key(canonical, r.house, r.street)
    case .streetAndInitial: key(initial(r.first), r.house, r.street)
    case .streetAndYear: key(birth / 10_000, r.house, r.street)
    case .rareNames: key(min(canonical, r.surname), max(canonical, r.surname))
    case .surnameAndStreetAndMonth: key(sounds[Int(r.surname)], r.house, r.street, birth / 100)
    case .namesAndDistrict: key(min(canonical, r.surname), max(canonical, r.surname), r.district)
    }
  }

  private func initial(_ number: UInt32) -> UInt32 { sounds[Int(number)] & 31 }
}

/// The sound of a name as a number: its first letter, then up to four groups of consonants (Soundex, one longer), with the
/// first letter's own group in the low bits. Zero for no name.
func sound(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
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
