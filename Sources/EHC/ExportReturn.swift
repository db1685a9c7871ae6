package import Kernel
import People
package import SEN2
package import Store

/// What a return is made with.
package struct ReturnSettings: Sendable, Hashable {
  package var year: ReturnYear
  /// The three digits of the council.
  package var council: String
  package var writtenAt: Instant
  package var serial = "001"
  package var hasMedicalOfficer = true
  package var hasClinicalOfficer = true
  package var hasSocialCareOfficer = true
  package init(year: ReturnYear, council: String, writtenAt: Instant) {
    (self.year, self.council, self.writtenAt) = (year, council, writtenAt)
  }

  package var header: ReturnHeader {
    func node(_ name: String, _ fields: [(String, String)]) -> ReturnNode {
      ReturnNode(name, children: fields.map { ReturnNode($0.0, $0.1) })
    }
    var officers = [("DMO", hasMedicalOfficer ? "1" : "0"), ("DCO", hasClinicalOfficer ? "1" : "0")]
    if year.year >= 2026 { officers.append(("DSCO", hasSocialCareOfficer ? "1" : "0")) }
    return ReturnHeader(
      header: ReturnNode(
        "Header",
        children: [
          node(
            "CollectionDetails",
            [("Collection", "SEN2"), ("Year", "\(year.year)"), ("ReferenceDate", year.surveyDay)]),
          node(
            "Source",
            [
              ("SourceLevel", "L"), ("LEA", council), ("SoftwareCode", "Keywork"), ("Release", "1"),
              ("SerialNo", serial), ("DateTime", String(writtenAt.description.prefix(19))),
            ]),
        ]), authority: node("LocalAuthority", officers))
  }
}

/// Everything of one case that the return asks about.
struct ReturnCase: Sendable {
  var ehcCase: EHCCase
  var steps: [CaseStep]
  var places: [EHCPlace]
  var needs: [EHCNeed]
  var details: ReturnDetails
  var review: PlanReview?
  /// The limit of twenty weeks was lifted.
  var isLifted: Bool
}

/// Writes the return of a year from the live records, as they stood on its survey day. Persons stand in the order of their
/// names. Returns how many persons and plans were written.
package func exportReturn(
  _ settings: ReturnSettings, from database: Database, by caller: Caller = .system,
  write: @escaping @Sendable ([UInt8]) throws -> Void
) async throws -> (persons: Int, plans: Int) {
  let writer = ReturnWriter(settings.year, write: write)
  try writer.begin(settings.header)
  var (persons, plans) = (0, 0)
  // One read of all the ids: whoever is written down meanwhile moves nobody from one part to the next.
  let children = try await database.read { tx in try tx.returnChildren() }
  for start in stride(from: 0, to: children.count, by: 400) {
    let part = Array(children[start..<min(start + 400, children.count)])
    for (_, node) in try await database.read({ tx in try tx.returnPersons(settings.year, part) }) {
      try writer.add(node)
      persons += 1
      plans += node.all("Requests").reduce(0) { $0 + $1.all("ActivePlans").count }
    }
  }
  try writer.end()
  let (year, written, inForce) = (settings.year.year, persons, plans)
  _ = try await database.write { tx in
    try tx.append(
      .returnWritten, about: newID(at: settings.writtenAt), by: caller, at: settings.writtenAt,
      changed: ["year": "\(year)", "persons": "\(written)", "plans": "\(inForce)"])
  }
  return (persons, plans)
}

extension EventKind {
  static let returnWritten = EventKind(
    "ehc.return_written", "wrote the SEN2 return of a year to a file", changes: false)
}

extension Transaction {
  /// Every child with a case, in the order of the return: also those who are not included because they are at risk, since the
  /// law asks for each. Source: Education Act 1996 s. 29; Children and Families Act 2014 s. 76.
  func returnChildren(only: SQL = "", limit: Int = .max) throws -> [ChildID] {
    try rows(
      """
      SELECT child.id FROM child WHERE EXISTS (SELECT 1 FROM ehc_case WHERE ehc_case.child_id = child.id) \(only)
      ORDER BY child.family_name \(dialect.byCodePoint), child.given_name \(dialect.byCodePoint), child.birth_on,
        child.upn, child.id
      LIMIT \(limit)
      """
    ) { try $0[0] as ChildID }
  }

  /// The persons of these children that belong into the return.
  func returnPersons(_ year: ReturnYear, _ ids: [ChildID]) throws -> [(child: ChildID, node: ReturnNode)] {
    guard !ids.isEmpty else { return [] }
    let children = Dictionary(uniqueKeysWithValues: try children(ids).map { ($0.id, $0) })
    let learners = Dictionary(uniqueKeysWithValues: try learners(ids).map { ($0.child, $0) })
    let cases = Dictionary(
      grouping: try returnCases(of: ids, surveyDay: Day(year.surveyDay)!), by: \.ehcCase.child)
    return ids.compactMap { id in
      guard let child = children[id] else { return nil }
      return personNode(child, learners[id], cases[id] ?? [], year).map { (id, $0) }
    }
  }

  private func returnCases(of children: [ChildID], surveyDay: Day) throws -> [ReturnCase] {
    let cases: [EHCCase] = try all(
      "\(EHCCase.query) WHERE ehc_case.child_id IN \(list: children) ORDER BY ehc_case.received_on, ehc_case.id")
    let ids = cases.map(\.id)
    let steps = Dictionary(
      grouping: try rows(
        """
        SELECT \(CaseStep.columns), case_id FROM ehc_step WHERE case_id IN \(list: ids) AND undone_at IS NULL
        ORDER BY case_id, written_at, id
        """
      ) { (try $0[12] as ID<EHCCase>, try CaseStep(row: $0)) }, by: \.0)
    let places = Dictionary(grouping: try places(of: ids), by: \.ehcCase)
    let needs = Dictionary(grouping: try needs(of: ids), by: \.ehcCase)
    let details = Dictionary(uniqueKeysWithValues: try returnDetails(of: ids).map { ($0.ehcCase, $0) })
    let reviews = Dictionary(grouping: try reviews(of: ids), by: \.ehcCase)
    let lifted = Set(
      try rows(
        "SELECT about_id FROM clock WHERE rule_id = 'EHC-20' AND status = 'excepted' AND about_id IN \(list: ids)"
      ) {
        try $0[0] as ID<EHCCase>
      })
    return cases.map { ehcCase in
      ReturnCase(
        ehcCase: ehcCase, steps: (steps[ehcCase.id] ?? []).map(\.1), places: places[ehcCase.id] ?? [],
        needs: needs[ehcCase.id] ?? [], details: details[ehcCase.id] ?? ReturnDetails(ehcCase.id),
        review: reviews[ehcCase.id]?.last { $0.heldOn <= surveyDay }, isLifted: lifted.contains(ehcCase.id))
    }
  }
}

/// The person with the requests that belong into the return of that year; nil where none does.
func personNode(_ child: Child, _ learner: Learner?, _ cases: [ReturnCase], _ year: ReturnYear) -> ReturnNode? {
  let requests = cases.compactMap { requestNode($0, year) }
  guard !requests.isEmpty else { return nil }
  var person = ReturnNode("Person")
  person.set("Surname", child.familyName)
  person.set("Forename", child.givenName)
  person.set("PersonBirthDate", child.bornOn?.description)
  person.set("Sex", child.sex == .unknown ? nil : child.sex.rawValue)
  person.set("Ethnicity", child.ethnicity ?? "NOBT")
  person.set("PostCode", child.postcode?.text)
  person.set("UPN", child.upn?.text)
  person.set("UniqueLearnerNumber", learner?.number)
  person.set("UPNunknown", child.upn == nil ? learner?.upnUnknown : nil)
  person.children += requests
  return person
}
