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
  var sex: Sex = .unknown
  /// Whether the check digit of the NHS number is right.
  var hasGoodNHS = false
  /// The forename is not known, and the record says "twin" or "triplet": one of several born together.
  var isOneOfSeveral = false
  var nhs = IdentifierNumber.unknown
  var upn = IdentifierNumber.unknown
  var local = IdentifierNumber.unknown
}

/// The sex that a record states.
enum Sex: UInt8, Sendable { case unknown, female, male }
