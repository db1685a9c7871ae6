import Crypto
import Foundation
package import Kernel
import LocalOffer
package import Store

/// What came of a feed: every service is accounted for.
package struct FeedReport: Sendable {
  package var services = 0
  package var new = 0
  package var changed = 0
  package var unchanged = 0
  package var rejected = 0
  package var problems: [FeedProblem] = []
  package var seconds = 0.0

  package var summary: String {
    let rate = seconds > 0 ? Int(Double(services) / seconds) : services
    return "\(services) services: \(new) new, \(changed) changed, \(unchanged) as they were, \(rejected) not taken; "
      + "\(problems.count) remark\(problems.count == 1 ? "" : "s"). \(rate) a second."
  }
}

/// Takes another directory's feed: the text of a file, in the form 3.0 or 1.0 of Open Referral UK: an envelope, a list, or
/// one service a line. `source` names the directory; only what came from it before is ever changed. The same text again
/// changes nothing. Throws `JSONReader.Failure` where the text is no JSON; nothing is written then.
package func importOpenReferral(
  _ bytes: [UInt8], from source: String, into database: Database, at now: Instant
) async throws -> FeedReport {
  let began = Date()
  let (documents, broken) = try services(in: bytes)
  var report = FeedReport()
  report.services = documents.count + broken.count
  var reader = ServiceReader(source: source)
  for line in broken {
    reader.tell(line.reason, line: line.number)
    report.rejected += 1
    try await keepRejected(line.text, source, database, now)
  }
  var seen: [ListingID: Int] = [:]
  var batch: [(ReadService, JSON)] = []
  for document in documents {
    guard let service = reader.read(document) else {
      report.rejected += 1
      try await keepRejected(document, source, database, now)
      continue
    }
    if let first = seen.updateValue(document.line, forKey: service.id) {
      reader.tell("the same id stands on line \(first); the first counts")
      report.rejected += 1
      try await keepRejected(document, source, database, now)
      continue
    }
    batch.append((service, document))
    if batch.count == 250 { try await take(&batch, source, database, now, &report, &reader) }
  }
  try await take(&batch, source, database, now, &report, &reader)
  try await database.write { tx in try tx.announceImported() }
  report.problems = reader.problems
  report.seconds = Date().timeIntervalSince(began)
  return report
}

/// The services of a text, whatever stands around them; of one service a line also the lines that cannot be read.
private func services(in bytes: [UInt8]) throws -> ([JSON], [JSONReader.BrokenLine]) {
  if let lines = JSONReader.readEachLine(bytes) { return lines }
  let values = try JSONReader.readLines(bytes)
  guard values.count == 1, let whole = values.first else { return (values, []) }
  for name in ["contents", "content", "services"] {
    if case .list(let items)? = whole[name] { return (items, []) }
  }
  if case .list(let items) = whole { return (items, []) }
  return ([whole], [])
}

private func keepRejected(_ document: JSON, _ source: String, _ database: Database, _ now: Instant) async throws {
  try await keepRejected(String(decoding: document.bytes, as: UTF8.self), source, database, now)
}
private func keepRejected(_ text: String, _ source: String, _ database: Database, _ now: Instant) async throws {
  let key = hex(text)
  try await database.write { tx in try tx.keep([(key, text)], kind: "rejected", source: source, at: now) }
}

/// Writes a batch in one transaction.
private func take(
  _ batch: inout [(ReadService, JSON)], _ source: String, _ database: Database, _ now: Instant,
  _ report: inout FeedReport,
  _ reader: inout ServiceReader
) async throws {
  guard !batch.isEmpty else { return }
  let services = try batch.map { service, document in
    try PreparedService(service, text: String(decoding: document.bytes, as: UTF8.self), source: source, at: now)
  }
  batch = []
  let outcome = try await database.write { tx in try tx.take(services, source: source, at: now) }
  report.new += outcome.new
  report.changed += outcome.changed
  report.unchanged += outcome.unchanged
  report.rejected += outcome.others.count
  for id in outcome.others {
    reader.tell("the id \(id) is that of a listing from elsewhere, which an import never changes")
  }
}

/// A service with everything that is written of it, made before the transaction begins.
private struct PreparedService: Sendable {
  let service: ReadService
  var content: String
  /// When it was last confirmed; nobody has confirmed anything in the future.
  let assuredOn: Day?
  let organisationContent: String
  let digest: String
  let organisationDigest: String
  let document: String

  init(_ service: ReadService, text: String, source: String, at now: Instant) throws {
    self.service = service
    document = text
    assuredOn = service.assuredOn.map { min($0, now.day) }
    content = try encoded(service.details)
    organisationContent = try encoded(service.organisationDetails)
    digest = hex("\(content)\u{1F}\(service.assuredOn?.description ?? "")\u{1F}\(service.organisation)")
    organisationDigest = hex(organisationContent)
  }
}

private func hex(_ text: String) -> String {
  SHA256.hash(data: Data(text.utf8)).prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

/// The name as lists and their index take it: others may send names of any length; the whole stands in the version.
private func listName(_ name: String) -> String { String(String.UnicodeScalarView(name.unicodeScalars.prefix(200))) }

/// A key of any length as one that an index takes.
private func shortKey(_ key: String) -> String { key.utf8.count <= 200 ? key : hex(key) }

/// An organisation as it is before a feed is taken.
private struct KnownOrganisation: Sendable {
  let source: String?
  let digest: String?
  let newest: Int
  let takenAway: TakenAway?
}

/// When something was taken away, and by whom.
private struct TakenAway: Sendable {
  let at: Instant
  let by: String
}

/// The revision of what the indexes do not know yet (`announceImported`).
private let notAnnounced = -1

private struct BatchOutcome: Sendable {
  var new = 0
  var changed = 0
  var unchanged = 0
  /// Ids that belong to a listing from elsewhere.
  var others: [String] = []
}

extension Transaction {
  fileprivate func take(_ services: [PreparedService], source: String, at now: Instant) throws -> BatchOutcome {
    var outcome = BatchOutcome()
    let known = try knownListings(services.map(\.service.id))
    let away = try takeOrganisations(services, source: source, at: now)
    var (fresh, moved): ([PreparedService], [(PreparedService, Int)]) = ([], [])
    for one in services {
      guard let there = known[one.service.id] else {
        fresh.append(one)
        continue
      }
      guard there.source == source else {
        outcome.others.append(one.service.key)
        continue
      }
      if there.digest == one.digest { outcome.unchanged += 1 } else { moved.append((one, there.newest)) }
    }
    guard !fresh.isEmpty || !moved.isEmpty else { return outcome }
    try keepConfidential(&moved)
    try insertListings(fresh, source: source, at: now)
    for (one, newest) in moved { try updateListing(one, newest, source: source, at: now) }
    try follow(away)
    try insertVersions(fresh.map { ($0, 1) } + moved.map { ($0.0, $0.1 + 1) }, source: source, at: now)
    try keep(
      (fresh + moved.map(\.0)).map { ($0.service.key, $0.document) }, kind: "service", source: source, at: now)
    let events = (fresh + moved.map(\.0)).map { one in
      EventToWrite(
        .listingImported, about: one.service.id.of(), child: nil, by: .system, at: now,
        changed: ["from": source, "name": one.service.details.name])
    }
    for statement in statements(writing: events) { try run(statement) }
    (outcome.new, outcome.changed) = (fresh.count, moved.count)
    return outcome
  }

  private func knownListings(_ ids: [ListingID]) throws -> [ListingID: (source: String?, digest: String?, newest: Int)]
  {
    let found = try rows("SELECT id, source, digest, newest FROM listing WHERE id IN \(list: ids)") { row in
      (try row[0] as ListingID, try row[1] as String?, try row[2] as String?, try row[3] as Int)
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.0, ($0.1, $0.2, $0.3)) })
  }

  /// A place that an editor marked confidential stays so when the feed changes its listing; and so is, in such a listing,
  /// every place that was not there before.
  private func keepConfidential(_ moved: inout [(PreparedService, Int)]) throws {
    let known = try rows(
      """
      SELECT listing.id, listing_version.content FROM listing
        JOIN listing_version ON listing_version.listing_id = listing.id
          AND (listing_version.number = listing.current OR listing_version.number = listing.newest)
      WHERE listing.id IN \(list: moved.map(\.0.service.id))
      """
    ) { row in (try row[0] as ListingID, try (decoded(row[1]) as ListingDetails).places) }
    var before: [ListingID: [Place]] = [:]
    for (id, places) in known where places.contains(where: \.isConfidential) { before[id, default: []] += places }
    for index in moved.indices {
      var details = moved[index].0.service.details
      guard let places = before[moved[index].0.service.id] else { continue }
      for number in details.places.indices {
        let place = details.places[number]
        let same = places.filter { $0.id == place.id || $0.location == place.location }
        details.places[number].isConfidential = same.isEmpty || same.contains(where: \.isConfidential)
      }
      moved[index].0.content = try encoded(details)
    }
  }

  /// Writes the organisations of these services that are new or say something else now: each change is a version of its
  /// own, beside the one before, with an event. Returns those that an editor took away, and when.
  private func takeOrganisations(_ services: [PreparedService], source: String, at now: Instant) throws
    -> [OrganisationID: TakenAway]
  {
    var wanted: [OrganisationID: PreparedService] = [:]
    for one in services where wanted[one.service.organisation] == nil { wanted[one.service.organisation] = one }
    let known = try knownOrganisations(Array(wanted.keys))
    var (fresh, versions): ([SQL], [SQL]) = ([], [])
    var events: [EventToWrite] = []
    for (id, one) in wanted.sorted(by: { $0.key < $1.key }) {
      let (service, there) = (one.service, known[id])
      if let there, there.source != source || there.digest == one.organisationDigest { continue }
      let number = (there?.newest ?? 0) + 1
      let name = listName(service.organisationDetails.name)
      if there != nil {
        try run(
          """
          UPDATE organisation_version SET state = 'past' WHERE organisation_id = \(id) AND state <> 'past'
          """)
        try run(
          """
          UPDATE organisation SET name = \(name), content = \(one.organisationContent), current = \(number),
            newest = \(number), digest = \(one.organisationDigest), version = version + 1 WHERE id = \(id)
          """)
        try run(
          """
          UPDATE listing SET modified_at = \(now), revision = \(notAnnounced) WHERE organisation_id = \(id)
          """)
      } else {
        fresh.append(
          """
          (\(id), \(name), \(one.organisationContent), 1, 1, \(source), \(shortKey(service.organisationKey)),
            \(one.organisationDigest), 1)
          """)
      }
      versions.append(
        """
        (\(id), \(number), 'published', \(one.organisationContent), \(source), \(now), \(source), \(now), \(source),
          \(now))
        """)
      events.append(
        EventToWrite(
          .organisationImported, about: id.of(), child: nil, by: .system, at: now,
          changed: ["from": source, "name": service.organisationDetails.name, "version": String(number)]))
    }
    try insertOrganisations(fresh, versions)
    for statement in statements(writing: events) { try run(statement) }
    return known.compactMapValues(\.takenAway)
  }

  private func knownOrganisations(_ ids: [OrganisationID]) throws -> [OrganisationID: KnownOrganisation] {
    let found = try rows(
      "SELECT id, source, digest, newest, deleted_at, deleted_by FROM organisation WHERE id IN \(list: ids)"
    ) { row in
      let (at, by): (Instant?, String?) = (try row[4], try row[5])
      return (
        try row[0] as OrganisationID,
        KnownOrganisation(
          source: try row[1], digest: try row[2], newest: try row[3],
          takenAway: at.map { TakenAway(at: $0, by: by ?? "") })
      )
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  private func insertOrganisations(_ fresh: [SQL], _ versions: [SQL]) throws {
    if !fresh.isEmpty {
      try run(
        """
        INSERT INTO organisation (id, name, content, current, newest, source, source_key, digest, version)
        VALUES \(SQL.joined(fresh, ", "))
        """)
    }
    for start in stride(from: 0, to: versions.count, by: 100) {
      try run(
        """
        INSERT INTO organisation_version (organisation_id, number, state, content, written_by, written_at, checked_by,
          checked_at, published_by, published_at)
        VALUES \(SQL.joined(Array(versions[start..<min(start + 100, versions.count)]), ", "))
        """)
    }
  }

  /// What a feed brings of an organisation that was taken away goes where the rest of it is.
  private func follow(_ away: [OrganisationID: TakenAway]) throws {
    for (id, taken) in away {
      try run(
        """
        UPDATE listing SET deleted_at = \(taken.at), deleted_by = \(taken.by)
        WHERE organisation_id = \(id) AND deleted_at IS NULL
        """)
    }
  }

  private func insertListings(_ services: [PreparedService], source: String, at now: Instant) throws {
    for start in stride(from: 0, to: services.count, by: 100) {
      let lines = services[start..<min(start + 100, services.count)].map { one -> SQL in
        let service = one.service
        return """
          (\(service.id), \(service.organisation), \(listName(service.details.name)), \(service.isRunning ? 1 : nil), 1,
            \(one.assuredOn), \(source), \(now), \(service.modifiedAt ?? now), \(source), \(shortKey(service.key)),
            \(one.digest), \(notAnnounced), 1)
          """
      }
      try run(
        """
        INSERT INTO listing (id, organisation_id, name, current, newest, assured_on, assured_by, published_at,
          modified_at, source, source_key, digest, revision, version) VALUES \(SQL.joined(lines, ", "))
        """)
    }
  }

  private func updateListing(
    _ one: PreparedService, _ newest: Int, source: String, at now: Instant
  ) throws {
    let service = one.service
    try run(
      """
      UPDATE listing_version SET state = 'past' WHERE listing_id = \(service.id) AND state <> 'past'
      """)
    try run(
      """
      UPDATE listing SET organisation_id = \(service.organisation), name = \(listName(service.details.name)),
        current = \(service.isRunning ? newest + 1 : nil), newest = \(newest + 1), assured_on = \(one.assuredOn),
        assured_by = \(source), published_at = \(now), modified_at = \(service.modifiedAt ?? now),
        digest = \(one.digest), revision = \(notAnnounced), version = version + 1 WHERE id = \(service.id)
      """)
  }

  private func insertVersions(_ services: [(PreparedService, Int)], source: String, at now: Instant) throws {
    for start in stride(from: 0, to: services.count, by: 100) {
      let lines = services[start..<min(start + 100, services.count)].map { one, number -> SQL in
        let state: VersionState = one.service.isRunning ? .published : .draft
        return """
          (\(one.service.id), \(number), \(state), \(one.content), \(source), \(now), \(source), \(now), \(source), \(now))
          """
      }
      try run(
        """
        INSERT INTO listing_version (listing_id, number, state, content, written_by, written_at, checked_by, checked_at,
          published_by, published_at) VALUES \(SQL.joined(lines, ", "))
        """)
    }
  }

  /// Keeps documents as they came.
  fileprivate func keep(_ documents: [(String, String)], kind: String, source: String, at now: Instant) throws {
    for start in stride(from: 0, to: documents.count, by: 100) {
      let lines = documents[start..<min(start + 100, documents.count)].map { key, text -> SQL in
        "(\(source), \(shortKey(key)), \(kind), \(text), \(now))"
      }
      try run(
        """
        INSERT INTO feed_record (source, source_key, kind, content, taken_at) VALUES \(SQL.joined(lines, ", "))
        ON CONFLICT (source, kind, source_key) DO UPDATE SET content = excluded.content, taken_at = excluded.taken_at
        """)
    }
  }
}

extension EventKind {
  static let organisationImported = EventKind("organisation.imported", "took an organisation from another directory")
  static let listingImported = EventKind("listing.imported", "took a listing from another directory")
}
