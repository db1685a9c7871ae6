import Crypto
import Foundation
package import Kernel
import LocalOffer
package import Store

// The directory as a package of tables: HSDS-UK 3.0 as CSV with a datapackage.json that says what is in it. Source: the
// schemas of HSDS-UK, each of which names its file.

/// Writes the package into a folder, which is made; returns how many services are in it.
package func exportOpenReferral(to folder: String, from database: Database, at now: Instant) async throws -> Int {
  let listings = try await database.read { tx in
    let snapshot = try OfferIndex().snapshot(in: tx)
    return try tx.published(snapshot.shown(on: now.day).map(\.id).sorted())
  }
  var tables = PackageTables()
  for listing in listings { tables.add(serviceDocument(listing, isFull: true)) }
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for table in tables.all { try Data(table.csv()).write(to: URL(filePath: "\(folder)/\(table.file)")) }
  try Data(tables.description(at: now)).write(to: URL(filePath: "\(folder)/datapackage.json"))
  return listings.count
}

/// One table of the package: its file and its columns, in the order of the schema.
struct PackageTable {
  let name: String
  let file: String
  let columns: [String]
  private(set) var rows: [[String]] = []
  /// Where the row of each id stands.
  private var places: [String: Int] = [:]

  init(_ name: String, _ file: String, _ columns: [String]) {
    (self.name, self.file, self.columns) = (name, file, columns)
  }

  /// Takes the object's plain values; the same id stands once.
  mutating func add(_ object: JSON, _ more: [String: String] = [:]) {
    let id = object["id"]?.string ?? ""
    guard places[id] == nil else { return }
    places[id] = rows.count
    rows.append(row(of: object, more))
  }

  /// Whether the id of this object stands there already for something else.
  func isTaken(by object: JSON, _ more: [String: String] = [:]) -> Bool {
    guard let place = places[object["id"]?.string ?? ""] else { return false }
    return rows[place] != row(of: object, more)
  }

  private func row(of object: JSON, _ more: [String: String]) -> [String] {
    columns.map { object[$0]?.string ?? more[$0] ?? "" }
  }

  func csv() -> [UInt8] {
    var writer = CSVWriter(heading: columns, guardsFormulas: false)
    for row in rows { writer.append(row) }
    return writer.take()
  }
}

/// All tables of the package.
struct PackageTables {
  private var tables: [String: PackageTable] = [:]
  private static let shapes: [(String, String, String)] = [
    ("organization", "organizations.csv", "id,name,description,email,website,logo,uri,parent_organization_id"),
    (
      "organization_identifier", "organization_identifiers.csv",
      "id,organization_id,identifier_scheme,identifier_type,identifier"
    ),
    (
      "service", "services.csv",
      "id,organization_id,name,description,url,email,status,fees,accreditations,minimum_age,maximum_age,assured_date,assurer_email,alert,last_modified"
    ),
    (
      "schedule", "schedule.csv",
      "id,service_id,service_at_location_id,valid_from,valid_to,dtstart,freq,interval,byday,bymonthday,description,opens_at,closes_at,schedule_link,attending_type,notes"
    ),
    ("service_area", "service_areas.csv", "id,service_id,name,extent,extent_type,uri"),
    ("service_at_location", "service_at_location.csv", "id,service_id,location_id"),
    (
      "location", "locations.csv",
      "id,location_type,name,description,latitude,longitude,external_identifier,external_identifier_type"
    ),
    (
      "address", "address.csv",
      "id,location_id,attention,address_1,city,region,state_province,postal_code,country,address_type"
    ),
    ("accessibility", "accessibility.csv", "id,location_id,description,details,url"),
    ("language", "languages.csv", "id,service_id,phone_id,name,code,note"),
    ("funding", "funding.csv", "id,service_id,source"),
    ("cost_option", "cost_options.csv", "id,service_id,valid_from,valid_to,option,amount,amount_description"),
    ("contact", "contacts.csv", "id,service_id,name,title"),
    ("phone", "phones.csv", "id,contact_id,number,description"),
    ("attribute", "attribute.csv", "id,link_id,taxonomy_term_id,link_type"),
    ("taxonomy_term", "taxonomy_terms.csv", "id,name,description,parent_id,taxonomy,taxonomy_id,term_uri,term"),
    ("taxonomy", "taxonomies.csv", "id,name,description"),
  ]

  init() {
    for (name, file, columns) in PackageTables.shapes {
      tables[name] = PackageTable(name, file, columns.split(separator: ",").map(String.init))
    }
  }
  var all: [PackageTable] { PackageTables.shapes.compactMap { tables[$0.0] } }

  /// Takes a service with everything in it.
  mutating func add(_ service: JSON) {
    put("service", service)
    if let organisation = service["organization"] {
      put("organization", organisation)
      each(organisation, "organization_identifiers", "organization_identifier")
    }
    for (list, table) in [
      ("schedules", "schedule"), ("service_areas", "service_area"), ("languages", "language"), ("funding", "funding"),
      ("cost_options", "cost_option"), ("service_at_locations", "service_at_location"), ("attributes", "attribute"),
    ] { own(service, list, table) }
    for contact in own(service, "contacts", "contact") {
      for phone in own(contact, "phones", "phone") {
        own(phone, "languages", "language", ["phone_id": phone["id"]?.string ?? ""])
      }
    }
    for place in (service["service_at_locations"] ?? .null).items {
      guard let location = place["location"] else { continue }
      put("location", location)
      each(location, "addresses", "address")
      each(location, "accessibility", "accessibility")
    }
    for attribute in (service["attributes"] ?? .null).items {
      guard let term = attribute["taxonomy_term"] else { continue }
      put("taxonomy_term", term)
      guard let id = term["taxonomy_id"]?.string, let name = term["taxonomy"]?.string else { continue }
      tables["taxonomy"]?.add(
        .object([.init("id", .text(id)), .init("name", .text(name)), .init("description", .text(name))], line: 0))
    }
  }

  private mutating func put(_ table: String, _ object: JSON) { tables[table]?.add(object) }
  private mutating func each(_ object: JSON, _ list: String, _ table: String) {
    for item in (object[list] ?? .null).items { tables[table]?.add(item) }
  }

  /// Takes what belongs to one thing alone. Feeds give the same id to parts of several services, or of one: the second
  /// gets one of its own, the same at every export. Returns the parts as they were taken.
  @discardableResult
  private mutating func own(
    _ object: JSON, _ list: String, _ table: String, _ more: [String: String] = [:]
  ) -> [JSON] {
    (object[list] ?? .null).items.map { item in
      let taken = tables[table]?.isTaken(by: item, more) ?? false
      let part = taken ? distinguished(item, by: object["id"]?.string ?? "") : item
      tables[table]?.add(part, more)
      return part
    }
  }

  /// The `datapackage.json` (Frictionless Data, tabular data package).
  func description(at now: Instant) -> [UInt8] {
    let resources = all.map { table -> JSON in
      let fields = table.columns.map { column -> JSON in
        .object([.init("name", .text(column)), .init("type", .text("string"))], line: 0)
      }
      return .object(
        [
          .init("name", .text(table.name)), .init("path", .text(table.file)),
          .init("profile", .text("tabular-data-resource")), .init("encoding", .text("utf-8")),
          .init("schema", .object([.init("fields", .list(fields)), .init("primaryKey", .text("id"))], line: 0)),
        ], line: 0)
    }
    return JSON.object(
      [
        .init("name", .text("local-offer")), .init("profile", .text("tabular-data-package")),
        .init("created", .text(stamp(now))), .init("title", .text("Local offer, HSDS-UK 3.0")),
        .init("resources", .list(resources)),
      ], line: 0
    ).bytes
  }
}

/// The same part with ids that are made of its own and its owner’s; what names it inside follows.
private func distinguished(_ part: JSON, by owner: String) -> JSON {
  switch part {
  case .list(let items): .list(items.map { distinguished($0, by: owner) })
  case .object(let members, let line):
    .object(
      members.map { member in
        guard ["id", "contact_id"].contains(member.name), let id = member.value.string else {
          return .init(member.name, distinguished(member.value, by: owner))
        }
        return .init(member.name, .text(derivedID(id, owner)))
      }, line: line)
  default: part
  }
}

private func derivedID(_ id: String, _ owner: String) -> String {
  let digest = Array(SHA256.hash(data: Data("\(owner)\u{1F}\(id)".utf8)))
  func word(_ start: Int) -> UInt64 { digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
  return AnyID(high: word(0) & ~0xF000 | 0x8000, low: word(8) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    .description
}
