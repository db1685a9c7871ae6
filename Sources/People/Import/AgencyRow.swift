import Kernel

/// One row of an agency's extract, as it came.
struct AgencyRow: Sendable, Hashable {
  static let columns = [
    "record_id", "forename", "middle", "surname", "sex", "dob", "address", "postcode", "nhs_number", "upn", "la_id",
  ]
  static let required = ["record_id", "forename", "surname", "dob"]

  /// The line in the file that it begins on.
  let line: Int
  /// By column, without spaces around; a column that is empty is not here.
  let content: [String: String]
  /// The values as they stood, to give back in the file of rejects.
  let values: [String]

  subscript(column: String) -> String { content[column] ?? "" }
  var recordID: String { self["record_id"] }

  init(line: Int, columns: [String], values: [String]) {
    self.line = line
    self.values = values
    content = Dictionary(zip(columns, values.map(withoutSpareSpaces)).filter { !$0.1.isEmpty }) { first, _ in first }
  }
  init(line: Int = 0, content: [String: String]) {
    self.line = line
    self.content = content
    values = []
  }
}

/// Why a row was not taken, or what of it was left out or changed.
package struct RowRemark: Sendable, Hashable, Codable {
  package let line: Int
  package let recordID: String
  /// A column of the file; empty where the whole row is meant.
  package let field: String
  package let reason: String
}

/// What an agency's row says, made fit to be kept.
struct CleanRecord: Sendable, Hashable {
  var recordID = ""
  var givenName = ""
  var middleNames: String?
  var familyName = ""
  /// The first name only stands for one: "Baby girl".
  var isPlaceholder = false
  var sex = Sex.unknown
  var bornOn: Day?
  var expectedOn: Day?
  var address: String?
  var postcode: Postcode?
  var nhsNumber: NHSNumber?
  var upn: UPN?
  /// What was left out or changed, by column.
  var notes: [Note] = []

  struct Note: Sendable, Hashable {
    let field: String
    let reason: String
  }
  mutating func note(_ field: String, _ reason: String) { notes.append(Note(field: field, reason: reason)) }
}

func withoutSpareSpaces(_ text: String) -> String {
  text.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0.isNewline }.joined(separator: " ")
}
