import Accounts
import Foundation
import Governance
import HomeVisiting
package import Kernel
import Linkage
import LocalOffer
import People
import Sharing
package import Store
package import Web

/// Fills an empty database with Thorneshire, an invented county: agencies, people, accounts, families at every stage,
/// and the children of the five agencies' extracts (or `children` generated ones). Done again, it changes nothing and
/// says so.
///
/// The schema must be current and the registers loaded. Throws `DemonstrationProblem` where the database holds
/// something else, or an earlier filling was broken off. `rowsOfEach` takes no more than so many rows of each extract.
package func fillDemonstration(
  _ database: Database, settings: Settings, children: Int?, examples: String, now: Instant, rowsOfEach: Int? = nil,
  progress: @Sendable (String) -> Void
) async throws {
  guard try await mayFill(database) else {
    progress("The demonstration is filled already.")
    return
  }
  var settings = settings
  settings.isDemonstration = true
  settings.partnership = demonstrationName
  let calendar = try await database.read { tx in try workingDays(in: tx) }
  let county = County(time: DemonstrationTime(now: now, calendar: calendar), settings: settings)
  try await writeCounty(county, database, progress)
  try await loadSamplePopulation("\(examples)/population/population.csv", county, database)
  for (code, name) in [("sample", "Invented sample"), ("steps", "Invented steps of a journal")] {
    try await loadSampleChecklist(
      code, name, "\(examples)/checklists/invented-\(code).csv", county, database)
  }
  try await fillOffer(county, folder: "\(examples)/local-offer", database, progress)
  try await tellFamilies(county, database, progress)
  try await inFolderForNow { folder in try await takeToldRecords(county, into: database, folder: folder) }
  if let children {
    try await writeManyChildren(children, county, database, progress)
  } else {
    try await takeExtracts(from: examples, rowsOfEach: rowsOfEach, county, database, progress)
    try await tellReview(county, examples: examples, database, progress)
  }
  try await tellLinks(county, database, progress)
  try await tellCases(county, database, progress)
  try await tellRequestsAndPlans(county, database)
  try await tellReturn(county, database)
  try await database.write { tx in try tellCircumstances(county, in: tx) }
  try await tellVoice(county, database, progress)
  try await tellGovernance(county, examples: examples, database, progress)
  try await database.write { tx in try tellFindingInPlan(county, in: tx) }
  try await tellWorkforce(county, folder: "\(examples)/workforce", database, progress)
  // When everything is told: what was known before, and what is known since yesterday.
  try await database.write { tx in try keepScorecard(.live(OfferIndex()), at: county.time.ago(1, 10), in: tx) }
  try await tellPlanning(county, database, progress)
  // Those who were written down by hand, too: a server that is started finds nothing left to compare.
  try await Partnership().hub.compareOwn(database, at: county.time.ago(1, 9))
  try await database.write { tx in
    try tx.settleMail(before: now.adding(days: -1))
    try tx.markDemonstrationFilled(at: now)
  }
  progress("Thorneshire is ready.")
}

/// False where it is filled already.
private func mayFill(_ database: Database) async throws -> Bool {
  let (state, isEmpty) = try await database.read { tx in
    (try tx.demonstrationState(), try !tx.exists("SELECT 1 FROM agency") && !tx.exists("SELECT 1 FROM child"))
  }
  switch state {
  case .filled: return false
  case .begun:
    throw DemonstrationProblem(
      description: "An earlier filling of the demonstration was broken off. Begin again with an empty database.")
  case .none where !isEmpty:
    throw DemonstrationProblem(
      description: "This database holds a partnership already. The demonstration is only filled into an empty one.")
  case .none: return true
  }
}

private func writeCounty(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  try await database.write { tx in
    try tx.markDemonstrationBegun(at: county.time.now)
    try county.write(in: tx)
    try county.writeAccounts(in: tx)
  }
  progress("County: \(countyAgencies.count) agencies, \(countyTeams.count) teams, \(countyStaff.count) people at work.")
}

/// How many young children live where: invented, as the county is.
private func loadSamplePopulation(_ file: String, _ county: County, _ database: Database) async throws {
  _ = try await database.write { tx in
    var reader = try CSVReader(file: file)
    return try loadPopulation(
      source: "invented for this demonstration", from: &reader, at: county.time.ago(300, 10), in: tx)
  }
}

/// A checklist by which the told children's development is written down: invented, and marked so. There are two, by the areas of
/// Portage and by those of a journal, so that a profile by both is seen.
private func loadSampleChecklist(
  _ code: String, _ name: String, _ file: String, _ county: County, _ database: Database
) async throws {
  _ = try await database.write { tx in
    var reader = try CSVReader(file: file)
    return try loadChecklist(
      Checklist(code: code, name: name, source: "invented for this demonstration", isSample: true),
      from: &reader, at: county.time.ago(400, 10), in: tx)
  }
}

/// The directory of the county, and where its postcodes are.
private func fillOffer(
  _ county: County, folder: String, _ database: Database, _ progress: @Sendable (String) -> Void
) async throws {
  let postcodes = try await importPostcodes(file: "\(folder)/postcodes.csv", into: database)
  let count = try await database.write(.process) { tx in
    let count = try demonstrateOffer(
      folder: folder, editor: county.person("beth").caller, at: county.time.now,
      random: SplitMix64(seed: demonstrationSeed, part: "local offer"),
      agency: { ["Bramble House", "Thorneshire Families Together"].contains($0) ? county.agencies["voluntary"] : nil },
      in: tx)
    try tellOffer(county, in: tx)
    return count
  }
  progress("Local offer: \(count) services, \(postcodes.taken) postcodes.")
}

private func tellFamilies(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  for (number, family) in toldFamilies.enumerated() {
    try await database.write(.process) { tx in
      var telling = FamilyTelling(family, number: number, county: county, in: tx)
      try telling.tell()
    }
  }
  let requests = openRequests + endedRequests
  try await database.write { tx in
    for (number, request) in requests.enumerated() {
      var telling = RequestTelling(request, number: number, county: county, in: tx)
      try telling.tell()
    }
    try suggestToWhoAsked(county, in: tx)
    try suggestToFamilies(county, in: tx)
    try tellPatterns(county, in: tx)
    try tx.keepUnsentRequests(county)
    try tellEmergencies(county, in: tx)
    try keepLinks(county, in: tx)
    try keepPastSessions(settings: county.settings, in: tx)
  }
  let past = try await tellPastRequests(county, database)
  progress(
    "Families: \(toldFamilies.count) told in full, \(requests.count) more requests at the front door, \(past) of years past."
  )
}

/// Takes the five extracts in, as `keywork import` would; rejects and notes go to a folder for the moment only.
private func takeExtracts(
  from examples: String, rowsOfEach: Int?, _ county: County, _ database: Database,
  _ progress: @Sendable (String) -> Void
) async throws {
  let hub = Partnership().hub
  try await inFolderForNow { folder in
    for code in ["education", "health", "camhs", "social", "voluntary"] {
      let whole = "\(examples)/agency-extracts/\(code).csv"
      let file = try rowsOfEach.map { try firstRows($0, of: whole, in: folder) } ?? whole
      let report = try await importPeople(
        agency: code, file: file, writing: ImportFiles(rejects: folder.appending(path: "\(code).rejects.csv").path),
        into: database, at: county.time.ago(30, 17.5), localityOf: { county.locality(of: $0) },
        // Each record is compared with all that are there.
        linking: hub.linking)
      if let stopped = report.stopped { throw DemonstrationProblem(description: "\(whole): \(stopped)") }
      progress(
        """
        Extract of \(report.agency): \(report.rows) rows, \(report.new) new children, \(report.matched) known, \
        \(report.rejected) not taken.
        """
      )
    }
  }
}

/// A folder for files that nobody needs afterwards.
func inFolderForNow(_ work: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "keywork-demonstration-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await work(folder)
}

private func firstRows(_ count: Int, of file: String, in folder: URL) throws -> String {
  // Lines end in CR LF, which Swift reads as one character that is not "\n".
  let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline).prefix(count + 1)
  let path = folder.appending(path: URL(filePath: file).lastPathComponent).path
  try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  return path
}

/// Emergency accesses: one that the lead has checked, one that waits for her.
private func tellEmergencies(_ county: County, in tx: Transaction) throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "emergencies")
  let (first, second) = (county.time.ago(26, 16.5), county.time.ago(3, 17))
  let checked: ID<EmergencyAccess> = random.id(at: first)
  try tellEmergency(
    checked, of: ("Tommy", "Finch"), by: county.person("abena"), at: first,
    because: "Hospital rang: admitted with asthma, nobody answers at home. Needed the emergency contact.", in: tx)
  try reviewEmergencyAccess(
    checked, finding: .justified, note: "Confirmed with the ward. The contact was needed and nothing else was opened.",
    by: county.person("margaret").caller, at: county.time.ago(22, 11), in: tx)
  try tellEmergency(
    random.id(at: second), of: ("Yusuf", "Haddad"), by: county.person("martin"), at: second,
    because: "Police at the desk: a man says that he is the father and asks for the children.", in: tx)
}

/// Somebody opens a record in an emergency, and looks at it.
private func tellEmergency(
  _ id: ID<EmergencyAccess>, of name: (given: String, family: String), by person: Staff, at: Instant,
  because reason: String, in tx: Transaction
) throws {
  let found: ChildID? = try tx.value(
    "SELECT id FROM child WHERE given_name = \(name.given) AND family_name = \(name.family)")
  guard let child = found else { throw Refusal.notFound }
  try beginEmergencyAccess(id, child: child, reason: reason, by: person.caller, at: at, in: tx)
  try tx.append(
    .recordOpened, about: child.of(), child: child, by: person.caller, for: .emergency, at: at.adding(minutes: 2),
    changed: ["page": "", "role": person.line.roles[0].rawValue])
}

extension Transaction {
  /// What was written long ago has gone out; only what is new waits in the outbox.
  fileprivate func settleMail(before limit: Instant) throws {
    try run(
      """
      UPDATE mail SET state = 'sent', tries = 1, ended_at = created_at WHERE state = 'waiting' AND created_at < \
      \(limit)
      """
    )
  }
}
