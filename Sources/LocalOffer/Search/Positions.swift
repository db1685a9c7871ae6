import Kernel
package import Store

/// A place on the map.
package struct Position: Sendable, Codable, Hashable {
  /// Degrees, WGS 84.
  package let latitude: Double
  package let longitude: Double
  package init(latitude: Double, longitude: Double) { (self.latitude, self.longitude) = (latitude, longitude) }

  package func miles(to other: Position) -> Double { Vantage(self).miles(to: other) }
}

/// Where distances are measured from, many times.
struct Vantage: Sendable {
  private let position: Position
  /// Miles to a degree of longitude here.
  private let eastward: Double
  init(_ position: Position) {
    self.position = position
    eastward = 69.17 * cosine(position.latitude)
  }
  /// Miles as the crow flies; good to a per cent over a county.
  func miles(to other: Position) -> Double {
    let north = (other.latitude - position.latitude) * 69.05
    let east = (other.longitude - position.longitude) * eastward
    return (north * north + east * east).squareRoot()
  }
}

/// The cosine of degrees, by its series: within a millionth between −90 and 90.
private func cosine(_ degrees: Double) -> Double {
  let x = degrees * 0.017453292519943295
  let s = x * x
  return 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56 * (1 - s / 90))))
}

/// Somewhere that was asked for, with the name to call it by.
package struct NamedPosition: Sendable, Codable, Hashable {
  package let name: String
  package let position: Position
  /// True where only the neighbourhood of the postcode is known.
  package let isRough: Bool
}

extension Transaction {
  /// Where a postcode, the first half of one, or a place is; nil where nothing of it is known.
  package func position(of text: String) throws -> NamedPosition? {
    if let postcode = Postcode(text) {
      if let exact = try middle("postcode = \(postcode)", postcode.text, isRough: false) { return exact }
      let nearby = [
        beginning(String(postcode.text.dropLast(2)), "AA", "ZZ"), beginning("\(postcode.outward) ", "0AA", "9ZZ"),
      ]
      for condition in nearby {
        if let near = try middle(condition, postcode.text, isRough: true) { return near }
      }
      return nil
    }
    let name = text.trimmingSpaces
    guard !name.isEmpty, name.utf8.count <= 60 else { return nil }
    if name.utf8.count <= 4, Postcode(name + " 1AA") != nil,
      let district = try middle(beginning("\(name.uppercased()) ", "0AA", "9ZZ"), name.uppercased(), isRough: true)
    {
      return district
    }
    if let exact = try position(ofPlace: name) { return exact }
    let found: String? = try value(
      "SELECT place FROM postcode_position WHERE lower(place) = \(name.lowercased()) ORDER BY place LIMIT 1")
    guard let found else { return nil }
    return try position(ofPlace: found)
  }

  /// The name of the place where a postcode is; nil where it is not known, or lies between places.
  package func town(of text: String) throws -> String? {
    guard let postcode = Postcode(text) else { return nil }
    return try value("SELECT place FROM postcode_position WHERE postcode = \(postcode)")
  }

  /// Where a place is that is called exactly so.
  func position(ofPlace name: String) throws -> NamedPosition? {
    try middle("place = \(name)", name, isRough: true)
  }

  /// All postcodes that begin so: their range, which the index finds, and their letters, since databases do not agree on
  /// how a space is ordered.
  private func beginning(_ start: String, _ first: String, _ last: String) -> SQL {
    "postcode BETWEEN \(start + first) AND \(start + last) AND postcode LIKE \(start + "%")"
  }

  private func middle(_ condition: SQL, _ name: String, isRough: Bool) throws -> NamedPosition? {
    let found = try row(
      "SELECT avg(latitude), avg(longitude) FROM postcode_position WHERE \(condition)"
    ) { (try $0[0] as Double?, try $0[1] as Double?) }
    guard let latitude = found?.0, let longitude = found?.1 else { return nil }
    return NamedPosition(
      name: name, position: Position(latitude: latitude, longitude: longitude), isRough: isRough)
  }

  /// The names of places, for suggestions and for finding them in a sentence.
  package func placeNames() throws -> [String] {
    try rows("SELECT DISTINCT place FROM postcode_position WHERE place IS NOT NULL ORDER BY place") { try $0[0] }
  }
}

/// Takes a table of postcodes: `postcode,latitude,longitude` and perhaps `place`; or the columns `pcds,lat,long` of the
/// ONS Postcode Directory. Lines that are not right are told with their number and left out; done again it changes nothing.
package func importPostcodes(file: String, into database: Database) async throws -> PostcodeReport {
  var reader = try CSVReader(file: file)
  try reader.readHeading(required: [])
  let names = ["postcode", "pcds", "pcd"].filter(reader.columns.contains)
  guard let code = names.first else {
    throw CSVError(file: reader.file, line: 1, reason: "there is no column postcode, pcds or pcd")
  }
  let (north, east) = reader.columns.contains("lat") ? ("lat", "long") : ("latitude", "longitude")
  let places = try await database.read { tx in try tx.placeNames() }
  var report = PostcodeReport()
  var batch: [(Postcode, Double, Double, String?)] = []
  while let row = try reader.next() {
    report.rows += 1
    guard let postcode = Postcode(row.text(code)) else {
      report.problems.append("line \(row.line): \(row.text(code)) is not a postcode")
      continue
    }
    guard let latitude = Double(row.text(north)), let longitude = Double(row.text(east)),
      (-90...90).contains(latitude), (-180...180).contains(longitude)
    else {
      report.problems.append("line \(row.line): \(postcode) has no position")
      continue
    }
    let place = row.text("place")
    batch.append((postcode, latitude, longitude, place.isEmpty ? nil : place))
    if batch.count == 500 { report.taken += try await write(&batch, into: database) }
  }
  report.taken += try await write(&batch, into: database)
  try await database.write { tx in
    if try tx.placeNames() != places { try tx.countWordsOn() }
  }
  return report
}

/// What came of a table of postcodes.
package struct PostcodeReport: Sendable {
  package var rows = 0
  package var taken = 0
  /// With the line, in the order of the file.
  package var problems: [String] = []
}

private func write(_ batch: inout [(Postcode, Double, Double, String?)], into database: Database) async throws -> Int {
  var last: [String: SQL] = [:]
  for line in batch { last[line.0.text] = "(\(line.0), \(line.1), \(line.2), \(line.3))" }
  let count = batch.count
  batch = []
  guard !last.isEmpty else { return 0 }
  let rows = last.sorted { $0.key < $1.key }.map(\.value)
  try await database.write { tx in
    try tx.run(
      """
      INSERT INTO postcode_position (postcode, latitude, longitude, place) VALUES \(SQL.joined(rows, ", "))
      ON CONFLICT (postcode) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude,
        place = COALESCE(excluded.place, postcode_position.place)
      """)
  }
  return count
}

extension String {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
