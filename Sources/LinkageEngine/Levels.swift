// How far two records agree, field by field. A level's raw value is its place in the packed pattern; 0 is "not known on one
// of the sides", which says nothing either way.

enum ForenameLevel: Int, CaseIterable, Sendable {
  case unknown, same, nickname, close, otherName, alike, swapped, different
}
enum SurnameLevel: Int, CaseIterable, Sendable { case unknown, same, part, close, alike, different }
enum BirthLevel: Int, CaseIterable, Sendable { case unknown, same, firstOfJanuary, swapped, slip, near, different }
enum SexLevel: Int, CaseIterable, Sendable { case unknown, same, different }
enum AddressLevel: Int, CaseIterable, Sendable { case unknown, same, street, postcode, district, different }
enum NumberLevel: Int, CaseIterable, Sendable { case unknown, same, slip, different }
enum MiddleLevel: Int, CaseIterable, Sendable { case unknown, same, alike, different }
enum SourceLevel: Int, CaseIterable, Sendable { case unknown, two, one }

/// The fields that are compared, each with its place in a pattern.
package enum Comparison: Int, CaseIterable, Sendable, Codable {
  case forename, surname, birth, sex, address, nhs, upn, local, middle, source

  /// Where the field's bits begin.
  var shift: UInt32 { [0, 3, 6, 9, 11, 14, 16, 18, 20, 22][rawValue] }
  var mask: UInt32 { [7, 7, 7, 3, 7, 3, 3, 3, 3, 3][rawValue] }

  package var name: String {
    [
      "forename", "surname", "dob", "sex", "address", "nhs_number", "upn", "la_id", "middle", "source",
    ][rawValue]
  }
  /// The levels' names, the first being "not known".
  package var levels: [String] {
    switch self {
    case .forename: ForenameLevel.allCases.map { "\($0)" }
    case .surname: SurnameLevel.allCases.map { "\($0)" }
    case .birth: BirthLevel.allCases.map { "\($0)" }
    case .sex: SexLevel.allCases.map { "\($0)" }
    case .address: AddressLevel.allCases.map { "\($0)" }
    case .nhs, .upn, .local: NumberLevel.allCases.map { "\($0)" }
    case .middle: MiddleLevel.allCases.map { "\($0)" }
    case .source: SourceLevel.allCases.map { "\($0)" }
    }
  }
}

/// How two records agree in every field, packed into one number. Few of them occur, so what a pattern weighs is worked out
/// once for each.
package struct Pattern: Hashable, Sendable, Comparable {
  package var bits: UInt32 = 0
  package init(bits: UInt32 = 0) { self.bits = bits }

  package subscript(_ comparison: Comparison) -> Int {
    get { Int(bits >> comparison.shift & comparison.mask) }
    set { bits = bits & ~(comparison.mask << comparison.shift) | UInt32(newValue) << comparison.shift }
  }
  package static func < (a: Pattern, b: Pattern) -> Bool { a.bits < b.bits }
}
