/// One agency's record of a child as it was received: texts, empty where nothing is known.
package struct RawRecord: Sendable, Hashable {
  package var forename = ""
  package var middle = ""
  package var surname = ""
  package var sex = ""
  package var birthDate = ""
  package var address = ""
  package var postcode = ""
  package var nhsNumber = ""
  package var upn = ""
  package var localID = ""

  package init() {}

  /// The columns of an extract, in the order of `fields`.
  package static let columns = [
    "forename", "middle", "surname", "sex", "dob", "address", "postcode", "nhs_number", "upn", "la_id",
  ]
  /// The values in the order of `columns`.
  package init(fields: [String]) {
    precondition(fields.count == RawRecord.columns.count, "\(fields.count) values for a record")
    (forename, middle, surname, sex, birthDate) = (fields[0], fields[1], fields[2], fields[3], fields[4])
    (address, postcode, nhsNumber, upn, localID) = (fields[5], fields[6], fields[7], fields[8], fields[9])
  }
  package var fields: [String] {
    [forename, middle, surname, sex, birthDate, address, postcode, nhsNumber, upn, localID]
  }
}
