import Kernel
import Store

// All SQL about agreements.

extension Transaction {
  func agreements() throws -> [AgreementFile] {
    let found: [PartnershipAgreement] = try all(
      "SELECT \(PartnershipAgreement.columns) FROM partnership_agreement ORDER BY begun_at DESC, id DESC")
    return try found.map { AgreementFile(agreement: $0, versions: try versions(of: $0.id)) }
  }
  func agreement(_ id: ID<PartnershipAgreement>) throws -> AgreementFile {
    AgreementFile(
      agreement: try one("SELECT \(PartnershipAgreement.columns) FROM partnership_agreement WHERE id = \(id)"),
      versions: try versions(of: id))
  }
  /// Those that a decision waits for.
  func agreements(for decision: ID<DecisionRecord>) throws -> [AgreementFile] {
    let found: [PartnershipAgreement] = try all(
      "SELECT \(PartnershipAgreement.columns) FROM partnership_agreement WHERE decision_id = \(decision) ORDER BY id")
    return try found.map { AgreementFile(agreement: $0, versions: try versions(of: $0.id)) }
  }

  private func versions(of id: ID<PartnershipAgreement>) throws -> [AgreementVersion] {
    let found: [AgreementVersion] = try all(
      "SELECT \(AgreementVersion.columns) FROM agreement_version WHERE agreement_id = \(id) ORDER BY number")
    return try found.map { version in
      var version = version
      version.parties = try all(
        """
        SELECT \(AgreementParty.columns) FROM agreement_party
        WHERE agreement_id = \(id) AND number = \(version.number) ORDER BY position
        """)
      let terms: [(AgreementTerm, String)] = try rows(
        "SELECT term, words FROM agreement_term WHERE agreement_id = \(id) AND number = \(version.number) ORDER BY term"
      ) { (try $0[0], try $0[1]) }
      version.terms = Dictionary(uniqueKeysWithValues: terms)
      return version
    }
  }

  func insert(_ agreement: PartnershipAgreement) throws {
    try run(
      """
      INSERT INTO partnership_agreement (\(PartnershipAgreement.columns)) VALUES (
        \(agreement.id), \(agreement.kind), \(agreement.title), \(agreement.easyWords), \(agreement.decision),
        \(agreement.owner), \(agreement.begunAt), \(agreement.endedOn), \(agreement.endedWhy))
      """)
  }
  func insert(_ version: AgreementVersion, of id: ID<PartnershipAgreement>) throws {
    try run(
      """
      INSERT INTO agreement_version (agreement_id, \(AgreementVersion.columns)) VALUES (
        \(id), \(version.number), \(version.words), \(version.from), \(version.reviewOn), \(version.writtenAt),
        \(version.writtenName))
      """)
    for (position, party) in version.parties.enumerated() {
      try run(
        """
        INSERT INTO agreement_party (agreement_id, number, position, agency)
        VALUES (\(id), \(version.number), \(position), \(party.agency))
        """)
    }
    for (term, words) in version.terms.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try run(
        "INSERT INTO agreement_term (agreement_id, number, term, words) VALUES (\(id), \(version.number), \(term), \(words))"
      )
    }
  }
  /// False where this party has signed already, or is none.
  func sign(
    _ id: ID<PartnershipAgreement>, number: Int, agency: String, name: String, office: String, on day: Day,
    by caller: Caller
  ) throws -> Bool {
    try run(
      """
      UPDATE agreement_party
      SET signed_name = \(name), office = \(office), signed_on = \(day), recorded_by = \(caller.account)
      WHERE agreement_id = \(id) AND number = \(number) AND agency = \(agency) AND signed_on IS NULL
      """) == 1
  }
  func endAgreement(_ id: ID<PartnershipAgreement>, on day: Day, why: String) throws -> Bool {
    try run(
      "UPDATE partnership_agreement SET ended_on = \(day), ended_why = \(why) WHERE id = \(id) AND ended_on IS NULL")
      == 1
  }
}
