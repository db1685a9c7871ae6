package import Kernel
package import Store

// All SQL about assessments and the register of their domains.

extension Transaction {
  /// The register, in its own order.
  package func helpDomains() throws -> [HelpDomain] {
    try all("SELECT code, part, title, family_title, asks FROM help_domain ORDER BY position")
  }

  /// Every version, the newest first.
  package func assessments(of support: SupportID) throws -> [Assessment] {
    try all("SELECT \(Assessment.columns) FROM support_assessment WHERE support_id = \(support) ORDER BY number DESC")
  }
  package func draftAssessment(of support: SupportID) throws -> Assessment? {
    try first(
      "SELECT \(Assessment.columns) FROM support_assessment WHERE support_id = \(support) AND completed_at IS NULL")
  }
  package func lastCompleteAssessment(of support: SupportID) throws -> Assessment? {
    try first(
      """
      SELECT \(Assessment.columns) FROM support_assessment WHERE support_id = \(support) AND completed_at IS NOT NULL
      ORDER BY number DESC LIMIT 1
      """)
  }
  package func assessment(_ id: ID<Assessment>, of support: SupportID) throws -> Assessment {
    try one(
      "SELECT \(Assessment.columns) FROM support_assessment WHERE id = \(id) AND support_id = \(support)")
  }
  package func entries(of assessment: ID<Assessment>) throws -> [DomainEntry] {
    try all(
      """
      SELECT \(DomainEntry.columns) FROM domain_entry JOIN help_domain ON help_domain.code = domain_entry.domain
      WHERE assessment_id = \(assessment) ORDER BY help_domain.position
      """)
  }
  func entry(_ assessment: ID<Assessment>, _ domain: String) throws -> DomainEntry? {
    try first(
      "SELECT \(DomainEntry.columns) FROM domain_entry WHERE assessment_id = \(assessment) AND domain = \(domain)")
  }

  func insertAssessment(
    _ id: ID<Assessment>, _ support: Support, number: Int, by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO support_assessment (id, support_id, child_id, number, started_at, started_by, version)
      VALUES (\(id), \(support.id), \(support.child), \(number), \(now), \(caller.name), 1)
      """)
  }
  /// A new version begins with what the last one said, and who said it.
  func copyEntries(from old: ID<Assessment>, to new: ID<Assessment>) throws {
    try run(
      """
      INSERT INTO domain_entry (\(DomainEntry.columns))
      SELECT \(new), domain, strengths, needs, score, family_says, written_by, written_at, version
      FROM domain_entry WHERE assessment_id = \(old)
      """)
  }
  /// Writes where the domain still is as it was read; else throws `changedByAnother`.
  func write(
    _ new: NewDomainEntry, _ assessment: ID<Assessment>, _ domain: String, by caller: Caller, at now: Instant
  ) throws {
    let written = try run(
      """
      INSERT INTO domain_entry (\(DomainEntry.columns))
      VALUES (\(assessment), \(domain), \(new.strengths), \(new.needs), \(new.score), \(new.familySays),
        \(caller.name), \(now), \(new.version + 1))
      ON CONFLICT (assessment_id, domain) DO UPDATE SET strengths = excluded.strengths, needs = excluded.needs,
        score = excluded.score, family_says = excluded.family_says, written_by = excluded.written_by,
        written_at = excluded.written_at, version = excluded.version
      WHERE domain_entry.version = \(new.version)
      """)
    if written == 0 {
      throw Refusal.changedByAnother("Somebody else has written in this part of the assessment since you opened it.")
    }
  }
  func complete(_ assessment: Assessment, _ new: NewCompletion, by caller: Caller, at now: Instant) throws {
    let voice = [new.voice.title, new.voiceNote].compactMap(\.self).joined(separator: ". ")
    let changed = try run(
      """
      UPDATE support_assessment SET completed_at = \(now), completed_by = \(caller.name),
        contributors = \(new.contributors), summary = \(new.summary), child_voice = \(voice),
        version = \(assessment.version + 1)
      WHERE id = \(assessment.id) AND version = \(assessment.version) AND completed_at IS NULL
      """)
    if changed == 0 { throw Refusal.changedByAnother("The assessment has changed since you opened it.") }
  }
}

/// Reads the register of domains into its table; done again, it changes nothing. Throws `CSVError` with file and line.
package func loadHelpDomains(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/early-help-domains.csv")
  let columns = ["code", "part", "title", "family_title", "asks", "source"]
  try reader.readHeading(required: columns, known: columns)
  var position = 0
  while let row = try reader.next() {
    position += 1
    guard let part = DomainPart(rawValue: try row.required("part")) else {
      throw row.error("part is not child, parenting or family")
    }
    try tx.run(
      """
      INSERT INTO help_domain (code, part, title, family_title, asks, source, position)
      VALUES (\(try row.required("code")), \(part), \(try row.required("title")), \(try row.required("family_title")),
        \(try row.required("asks")), \(try row.required("source")), \(position))
      ON CONFLICT (code) DO UPDATE SET part = excluded.part, title = excluded.title,
        family_title = excluded.family_title, asks = excluded.asks, source = excluded.source,
        position = excluded.position
      """)
  }
}
