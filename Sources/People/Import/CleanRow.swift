import Kernel

// What is taken from an agency's row, what is put right or left out with a note, and what cannot be taken at all.
// Source: domain register B1 (identifiers, person name rules): a number that fails its check is worse than none, since
// it would join two children; a name or an address that is untidy still helps to find one.
//
// Not taken: no record id (it could never be taken again without a double), the same record id twice in one file, no
// name at all, a date of birth that is not a date, is more than ten months ahead, or makes the person older than 25.
// All else is taken; what was left out stays in the agency's own record as it came.

/// Why a row cannot be taken.
struct Unfit: Error, Hashable {
  let field: String
  let reason: String
}

/// Throws `Unfit` where the row cannot be taken.
func clean(_ row: AgencyRow, on today: Day) throws(Unfit) -> CleanRecord {
  var record = CleanRecord()
  record.recordID = row.recordID
  guard !row.recordID.isEmpty else { throw Unfit(field: "record_id", reason: "there is no record id") }
  guard row.recordID.utf8.count <= 100 else { throw Unfit(field: "record_id", reason: "the record id is too long") }
  try takeNames(row, &record)
  try takeBirth(row, &record, today)
  takeSex(row, &record)
  takeNumbers(row, &record)
  takePlace(row, &record)
  return record
}

private func takeNames(_ row: AgencyRow, _ record: inout CleanRecord) throws(Unfit) {
  let (given, family) = (known(row["forename"]), known(row["surname"]))
  guard given != nil || family != nil else { throw Unfit(field: "surname", reason: "there is no name") }
  for (field, name) in [("forename", given), ("surname", family), ("middle", known(row["middle"]))] {
    guard let name else { continue }
    guard name.unicodeScalars.count <= 100 else {
      throw Unfit(field: field, reason: "the name is longer than 100 letters")
    }
    if name.unicodeScalars.contains(where: { (48...57).contains($0.value) }), !isPlaceholder(name) {
      record.note(field, "has digits in it")
    }
  }
  record.givenName = given.map(nameCase) ?? unknownName
  record.familyName = family.map(nameCase) ?? unknownName
  record.middleNames = known(row["middle"]).map(nameCase)
  record.isPlaceholder = given.map(isPlaceholder) ?? true
  if given == nil { record.note("forename", "is missing") }
  if family == nil { record.note("surname", "is missing") }
  if let given, isPlaceholder(given) { record.note("forename", "stands for a name that is not known yet") }
}

private func takeBirth(_ row: AgencyRow, _ record: inout CleanRecord, _ today: Day) throws(Unfit) {
  guard let written = known(row["dob"]) else { return record.note("dob", "is missing") }
  guard let day = dayAsWritten(written, today: today) else { throw Unfit(field: "dob", reason: "is not a date") }
  if day > today.adding(days: 300) { throw Unfit(field: "dob", reason: "is more than ten months ahead") }
  if day.years(until: today) >= 26 { throw Unfit(field: "dob", reason: "makes the person older than 25") }
  if day > today {
    record.expectedOn = day
    record.note("dob", "is to come: taken as the day the birth is expected")
  } else {
    record.bornOn = day
  }
}

private func takeSex(_ row: AgencyRow, _ record: inout CleanRecord) {
  switch row["sex"].lowercased() {
  case "f", "female", "girl": record.sex = .female
  case "m", "male", "boy": record.sex = .male
  case "", "u", "unknown", "not known": break
  default: record.note("sex", "is not F, M or U, and was left out")
  }
}

private func takeNumbers(_ row: AgencyRow, _ record: inout CleanRecord) {
  if let written = known(row["nhs_number"]) {
    record.nhsNumber = NHSNumber(written)
    if record.nhsNumber == nil { record.note("nhs_number", "fails its check and was left out") }
  }
  if let written = known(row["upn"]) {
    record.upn = UPN(written)
    if record.upn == nil { record.note("upn", "fails its check and was left out") }
  }
}

private func takePlace(_ row: AgencyRow, _ record: inout CleanRecord) {
  record.address = known(row["address"]).map { String($0.prefix(300)) }.map(nameCase)
  if let written = known(row["postcode"]) {
    record.postcode = Postcode(written)
    if record.postcode == nil { record.note("postcode", "is not a whole postcode and was left out") }
  }
}

/// Nil where the text is empty or says that nothing is known.
private func known(_ text: String) -> String? {
  let nothing: Set<String> = [
    "", "unknown", "not known", "n k", "nk", "n a", "na", "none", "null", "tbc", "tba", "x", "xx",
  ]
  return nothing.contains(folded(text)) ? nil : text
}

/// Words that stand for the name of a child who has none yet, or none that was written down.
func isPlaceholder(_ name: String) -> Bool {
  let words = foldedWords(name)
  let standIns: Set<String> = [
    "baby", "infant", "newborn", "unborn", "twin", "triplet", "male", "female", "boy", "girl", "of", "one", "two",
    "three",
    "1", "2", "3", "a", "b", "c", "not", "known",
  ]
  let mustHave: Set<String> = ["baby", "infant", "newborn", "unborn", "twin", "triplet", "known", "male", "female"]
  return words.allSatisfy(standIns.contains) && words.contains(where: mustHave.contains)
}

/// `O'BRIEN-MCKAY` → `O'Brien-McKay`, `12 KENFORD ROAD` → `12 Kenford Road`. What has capitals and small letters
/// already is left as somebody wrote it.
func nameCase(_ name: String) -> String {
  let letters = name.unicodeScalars.filter(\.properties.isAlphabetic)
  let hasSmall = letters.contains(where: \.properties.isLowercase)
  let hasCapital = letters.contains(where: \.properties.isUppercase)
  guard hasSmall != hasCapital else { return name }
  return name.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
    let small = String(word).lowercased().replacing("i\u{307}", with: "i")
    return index > 0 && smallWords.contains(small) ? small : capitalised(small)
  }.joined(separator: " ")
}

private let smallWords: Set<String> = [
  "de", "la", "du", "da", "dos", "van", "von", "der", "den", "bin", "of", "the", "y",
]

private func capitalised(_ word: String) -> String {
  word.split(separator: "-", omittingEmptySubsequences: false).map { part in
    var letters = Array(part)
    // After the apostrophe of `O'Brien`, but not before the `s` of `John's`; after `Mc`.
    let starts = [
      0, letters.count > 2 && "'’".contains(letters[1]) ? 2 : part.hasPrefix("mc") && part.count > 3 ? 2 : 0,
    ]
    for start in starts where start < letters.count {
      letters[start] = letters[start].uppercased().first ?? letters[start]
    }
    return String(letters)
  }.joined(separator: "-")
}
