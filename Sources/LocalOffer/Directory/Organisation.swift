package import Kernel
package import Store

/// Who provides services: a charity, a school, a trust, a person. What is said of it is kept in versions.
package struct Organisation: Sendable, Record, Codable, Hashable {
  package let id: OrganisationID
  package var agency: AgencyID?
  /// What the public reads; while nothing has been published, what the first draft says.
  package var details: OrganisationDetails
  /// The directory that it came from; nil for our own.
  package let source: String?
  package let current: Int?
  package let newest: Int
  package let newestState: VersionState
  package let deletedAt: Instant?
  package let deletedBy: String?
  package let version: Int

  package var name: String { details.name }

  static let columns: SQL = """
    id, agency_id, content, source, current, newest,
    (SELECT state FROM organisation_version v WHERE v.organisation_id = organisation.id
      AND v.number = organisation.newest), deleted_at, deleted_by, version
    """
  package init(row: Row) throws {
    id = try row[0]
    agency = try row[1]
    details = try decoded(row[2])
    source = try row[3]
    current = try row[4]
    newest = try row[5]
    newestState = try row[6]
    deletedAt = try row[7]
    deletedBy = try row[8]
    version = try row[9]
  }

  /// How it stands: nobody has to confirm an organisation, so it is never due.
  package var standing: ListingStanding {
    if deletedAt != nil { return .archived }
    if current != nil { return .published }
    return newestState == .checked ? .checked : .draft
  }
}

/// What is said of an organisation.
package struct OrganisationDetails: Sendable, Codable, Hashable {
  package var name: String
  package var description: String
  package var email: String?
  package var website: String?
  package var logo: String?
  package var uri: String?
  package var parent: AnyID?
  package var identifiers: [Identifier] = []

  package struct Identifier: Sendable, Codable, Hashable {
    package var id: AnyID
    package var scheme: String?
    package var kind: String
    package var identifier: String
    package init(id: AnyID, scheme: String?, kind: String, identifier: String) {
      (self.id, self.scheme, self.kind, self.identifier) = (id, scheme, kind, identifier)
    }
  }
  package init(name: String, description: String) { (self.name, self.description) = (name, description) }
}

extension OrganisationDetails: VersionedContent {
  package var lines: [ListingLine] {
    let numbers = identifiers.map {
      [$0.scheme ?? $0.kind, $0.identifier].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let all: [(String, String?)] = [
      ("Name", name), ("What it is", description), ("E-mail", email), ("Website", website), ("Logo", logo),
      ("Address on the web of data", uri), ("Part of", parent?.description),
      ("Numbers in registers", numbers.joined(separator: "\n")),
    ]
    return all.compactMap { label, text in
      text.flatMap { $0.isEmpty ? nil : ListingLine(label: label, text: $0) }
    }
  }
  package var missing: [FieldError] {
    var wrong: [FieldError] = []
    if name.isEmpty { wrong.append(FieldError("name", "Enter the name of the organisation")) }
    if description.isEmpty { wrong.append(FieldError("description", "Enter what the organisation is")) }
    return wrong
  }
  package var plainText: String { description }
}
