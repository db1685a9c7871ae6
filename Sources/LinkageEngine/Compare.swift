/// Compares records, level by level. One to a thread, since the masks of the string comparison are its own.
struct Comparer: ~Copyable {
  private let similarity = Similarity()

  func pattern(_ a: CleanRecord, _ b: CleanRecord, inOneSource: Bool, _ words: borrowing RecordTable) -> Pattern {
    let forename = forename(a, b, words)
    var surname = surname(a, b, words)
    var middle = middle(a, b, words)
    if forename == .swapped { surname = .unknown }
    if forename == .otherName { middle = .unknown }
    let birth = a.birth.number == 0 || b.birth.number == 0 ? BirthLevel.unknown : BirthDate.compare(a.birth, b.birth)
    let sex: SexLevel = a.sex == .unknown || b.sex == .unknown ? .unknown : a.sex == b.sex ? .same : .different
    let bits =
      UInt32(forename.rawValue) | UInt32(surname.rawValue) << 3 | UInt32(birth.rawValue) << 6
      | UInt32(sex.rawValue) << 9 | UInt32(address(a, b, words).rawValue) << 11
      | UInt32(number(a.nhs, b.nhs).rawValue) << 14 | UInt32(number(a.upn, b.upn).rawValue) << 16
      | UInt32(number(a.local, b.local).rawValue) << 18 | UInt32(middle.rawValue) << 20
      | UInt32((inOneSource ? SourceLevel.one : .two).rawValue) << 22
    return Pattern(bits: bits)
  }

  private func likeness(_ a: UInt32, _ b: UInt32, _ words: borrowing RecordTable) -> Double {
    words.strings.withBytes(a) { x in words.strings.withBytes(b) { y in similarity.jaroWinkler(x, y) } }
  }

  private func forename(_ a: CleanRecord, _ b: CleanRecord, _ words: borrowing RecordTable) -> ForenameLevel {
    if a.first == 0 || b.first == 0 { return .unknown }
    if a.first == b.first { return .same }
    if isSwapped(a, b, words) { return .swapped }
    if words.nicknames.areAlike(a.first, b.first) { return .nickname }
    let likeness = likeness(a.first, b.first, words)
    if likeness >= 0.92 { return .close }
    if isOtherName(a, b) || isOtherName(b, a) { return .otherName }
    return likeness >= 0.84 || isShortForm(a.first, b.first, words) ? .alike : .different
  }

  /// The forename of one is a middle name or the surname of the other.
  private func isOtherName(_ a: CleanRecord, _ b: CleanRecord) -> Bool {
    a.first == b.second || a.first == b.third || a.first == b.surname
  }

  /// Each one's forename is the other's surname, or the first part of it ("Graham" of "Graham-Jones", whose rest then passes
  /// for a middle name); one of the two may have a slip in it.
  private func isSwapped(_ a: CleanRecord, _ b: CleanRecord, _ words: borrowing RecordTable) -> Bool {
    func isSurname(_ name: UInt32, of other: CleanRecord) -> Bool { name == other.surname || name == other.surnameHead }
    let (one, other) = (isSurname(a.first, of: b), isSurname(b.first, of: a))
    if one && other { return true }
    if one { return likeness(b.first, a.surname, words) >= 0.88 }
    return other && likeness(a.first, b.surname, words) >= 0.88
  }

  /// One is an initial or the beginning of the other.
  private func isShortForm(_ a: UInt32, _ b: UInt32, _ words: borrowing RecordTable) -> Bool {
    words.strings.withBytes(a) { x in
      words.strings.withBytes(b) { y in
        let length = min(x.count, y.count)
        return length != 2 && x.prefix(length).elementsEqual(y.prefix(length))
      }
    }
  }

  private func surname(_ a: CleanRecord, _ b: CleanRecord, _ words: borrowing RecordTable) -> SurnameLevel {
    if a.surname == 0 || b.surname == 0 { return .unknown }
    if a.surname == b.surname { return .same }
    if isPart(a, b) || isPart(b, a) || contains(a.surname, b.surname, words) { return .part }
    let likeness = likeness(a.surname, b.surname, words)
    return likeness >= 0.92 ? .close : likeness >= 0.84 ? .alike : .different
  }
  private func isPart(_ a: CleanRecord, _ b: CleanRecord) -> Bool {
    if a.surnameHead == 0 { return false }
    if a.surnameHead == b.surname || a.surnameTail == b.surname { return true }
    return b.surnameHead != 0
      && (a.surnameHead == b.surnameHead || a.surnameTail == b.surnameTail
        || a.surnameHead == b.surnameTail)
  }
  /// One begins or ends with the other, which has three letters or more: cut short, or written together.
  private func contains(_ a: UInt32, _ b: UInt32, _ words: borrowing RecordTable) -> Bool {
    words.strings.withBytes(a) { x in
      words.strings.withBytes(b) { y in
        let (short, long) = x.count < y.count ? (x, y) : (y, x)
        guard short.count >= 3, long.count > short.count + 1 else { return false }
        return long.prefix(short.count).elementsEqual(short) || long.suffix(short.count).elementsEqual(short)
      }
    }
  }

  private func address(_ a: CleanRecord, _ b: CleanRecord, _ words: borrowing RecordTable) -> AddressLevel {
    let noStreet = a.street == 0 || b.street == 0
    let noPostcode = a.postcode == 0 || b.postcode == 0
    let noDistrict = a.district == 0 || b.district == 0
    if noStreet && noPostcode && noDistrict { return .unknown }
    let samePostcode = !noPostcode && (a.postcode == b.postcode || isSlip(a.postcode, b.postcode, words))
    let sameHouse = a.house != 0 && a.house == b.house
    let sameStreet = !noStreet && (a.street == b.street || likeness(a.street, b.street, words) >= 0.92)
    let farApart = !noPostcode && !samePostcode && !noDistrict && a.district != b.district
    if sameHouse && (samePostcode || sameStreet && !farApart) { return .same }
    if samePostcode && sameStreet || sameHouse && sameStreet { return .street }
    if samePostcode { return noStreet ? .street : .postcode }
    if sameStreet { return .postcode }
    if !noDistrict && a.district == b.district { return .district }
    return .different
  }
  private func isSlip(_ a: UInt32, _ b: UInt32, _ words: borrowing RecordTable) -> Bool {
    words.strings.withBytes(a) { x in words.strings.withBytes(b) { y in isOneSlip(x, y) } }
  }

  private func number(_ a: IdentifierNumber, _ b: IdentifierNumber) -> NumberLevel {
    if !a.isKnown || !b.isKnown { return .unknown }
    if a == b { return .same }
    return a.isOneSlip(from: b) ? .slip : .different
  }

  private func middle(_ a: CleanRecord, _ b: CleanRecord, _ words: borrowing RecordTable) -> MiddleLevel {
    if a.second == 0 || b.second == 0 { return .unknown }
    if a.second == b.second || a.second == b.third && a.third != 0 || a.third == b.second { return .same }
    if words.nicknames.areAlike(a.second, b.second) { return .alike }
    return likeness(a.second, b.second, words) >= 0.88 || isShortForm(a.second, b.second, words) ? .alike : .different
  }
}
