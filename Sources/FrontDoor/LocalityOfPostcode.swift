import Kernel
import People
import Store

// Where a postcode lies. The partnership has no list of postcodes: what it knows is where the children live whom it knows.
// Restricted records and hidden addresses say nothing here, so that nobody learns of a child from a place.

extension Transaction {
  /// The locality of those who live at this very postcode. One look by an index: for what everybody may send.
  func locality(at postcode: Postcode?) throws -> LocalityID? {
    guard let postcode else { return nil }
    return try value(
      """
      SELECT locality_id FROM child WHERE postcode = \(postcode) AND \(mayTell)
      GROUP BY locality_id ORDER BY count(*) DESC, locality_id LIMIT 1
      """)
  }

  /// The locality of the postcode, or else of all those around it whose postcodes begin alike: `TH1 4`, then `TH1`. Nil
  /// where nobody is known there, or they live in different localities.
  func locality(around postcode: Postcode?) throws -> LocalityID? {
    guard let postcode else { return nil }
    if let here = try locality(at: postcode) { return here }
    // Of the part after the space the first digit says the sector, `TH1 4`; with the space `TH1 ` is not `TH11`.
    for start in ["\(postcode.text.dropLast(2))", "\(postcode.outward) "] {
      let found = try rows(
        """
        SELECT DISTINCT locality_id FROM child WHERE postcode LIKE \(start + "%") AND \(mayTell) LIMIT 2
        """
      ) { try $0[0] as LocalityID }
      if let first = found.first { return found.count == 1 ? first : nil }
    }
    return nil
  }

  /// The name of the locality that a request is from.
  func placeName(of request: HelpRequest) throws -> String? {
    guard let locality = request.locality else { return nil }
    return try value("SELECT name FROM locality WHERE id = \(locality)", as: String.self)
  }
}

private let mayTell: SQL = "locality_id IS NOT NULL AND NOT is_restricted AND NOT is_address_hidden"
