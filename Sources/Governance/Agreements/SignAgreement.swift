import Design
package import Kernel
package import Store
import Web

/// Who signs for a party with their own account.
package struct Signatory: Sendable, Record, Codable, Hashable {
  package let agency: String
  package let name: String
  package let office: String
  let practitioner: PractitionerID?
  let person: PersonID?
  static let columns: SQL = "agency, name, office, practitioner_id, person_id"
  package init(row: Row) throws {
    (agency, name, office) = (try row[0], try row[1], try row[2])
    (practitioner, person) = (try row[3], try row[4])
  }
  func isCaller(_ caller: Caller) -> Bool {
    practitioner != nil && practitioner == caller.practitioner || person != nil && person == caller.person
  }
}

/// Names who signs for a party, found by the e-mail address of their account. Whoever was named before signs no more.
package func nameSignatory(
  _ id: ID<PartnershipAgreement>, for agency: String, email: String, office: String, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let file = try tx.agreement(id)
  if file.agreement.endedOn != nil { throw Refusal.notNow("This agreement has ended.") }
  guard let version = file.versions.last, version.parties.contains(where: { $0.agency == agency }) else {
    throw Invalid("agency", "Choose for which party")
  }
  let (practitioner, person) = try tx.found(byEmail: email)
  guard practitioner != nil || person != nil else {
    throw Invalid("email", "Nobody with this e-mail address is known here")
  }
  let known: SQL =
    practitioner.map { "SELECT name FROM practitioner WHERE id = \($0)" }
    ?? "SELECT name FROM person WHERE id = \(person)"
  let name = try tx.value(known, as: String.self) ?? ""
  try tx.run(
    """
    INSERT INTO agreement_signatory (agreement_id, agency, name, office, practitioner_id, person_id, named_at)
    VALUES (\(id), \(agency), \(name), \(office), \(practitioner), \(practitioner == nil ? person : nil), \(now))
    ON CONFLICT (agreement_id, agency) DO UPDATE SET name = excluded.name, office = excluded.office,
      practitioner_id = excluded.practitioner_id, person_id = excluded.person_id, named_at = excluded.named_at
    """)
  try tx.append(.signatoryNamed, about: id.of(), by: caller, at: now, changed: ["agency": agency, "name": name])
}

/// Signs the newest version, now, for the party that the caller was named for. It says so with the caller's own account;
/// nobody else can do it for them.
package func signInPerson(
  _ id: ID<PartnershipAgreement>, version number: Int, for agency: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard let account = caller.account,
    let signatory = try tx.signatories(of: id).first(where: { $0.agency == agency && $0.isCaller(caller) })
  else { throw Refusal.forbidden("You were not named to sign for this party.") }
  try signAgreement(
    id, version: number, for: agency, name: signatory.name, office: signatory.office, on: now.day, by: caller, at: now,
    in: tx)
  try tx.run(
    """
    UPDATE agreement_party SET is_in_person = TRUE
    WHERE agreement_id = \(id) AND number = \(number) AND agency = \(agency) AND recorded_by = \(account)
    """)
}

extension EventKind {
  static let signatoryNamed = EventKind("partnership_agreement.signatory_named", "named who signs an agreement")
}

extension Transaction {
  func signatories(of id: ID<PartnershipAgreement>) throws -> [Signatory] {
    try all("SELECT \(Signatory.columns) FROM agreement_signatory WHERE agreement_id = \(id) ORDER BY agency")
  }
}

extension Permission {
  /// Signing an agreement for a party, where one was named to.
  static let signAgreement = Permission.signedIn("partnership_agreement.sign", for: .governance)
}

/// The questions about who signs.
enum SignatoryForm {
  static let email = Field(
    "email", "With which e-mail address do they sign in here?", .email,
    required: "Enter the e-mail address with which they sign in")
  static let all = [AgreementForm.agency, email, AgreementForm.office]
  static let version = Field("version", "Version", .hidden(max: 4), required: "Open the agreement again")
  static let signing = [AgreementForm.agency, version]
}

let signatoryRoutes: [Route] = [
  .page("/governance/agreements/{agreement}/signatories/new", "Name who signs", may: .keepAgreements, signatoryPage),
  .form(
    "/governance/agreements/{agreement}/signatories", "Name who signs", may: .keepAgreements,
    fields: SignatoryForm.all, again: signatoryPage
  ) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    var form = FormReading(request.entry)
    let (agency, office) = (form.text(AgreementForm.agency), form.text(AgreementForm.office))
    let email = form.email(SignatoryForm.email)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try nameSignatory(
      file.agreement.id, for: agency!, email: email!, office: office!, by: request.caller, at: request.now, in: tx)
    return .see(file.agreement.path, "They can sign with their own account now")
  },
  .form(
    "/governance/agreements/{agreement}/own-signature", "Sign an agreement with your own account", may: .signAgreement,
    fields: SignatoryForm.signing
  ) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    var form = FormReading(request.entry)
    let agency = form.text(AgreementForm.agency)
    let version = form.value(SignatoryForm.version, "Open the agreement again") { Int($0) }
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try signInPerson(
      file.agreement.id, version: version!, for: agency!, by: request.caller, at: request.now, in: tx)
    return .see(file.agreement.path, "You have signed")
  },
]

@Sendable private func signatoryPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.agreement(request.id("agreement"))
  return FormPage(
    "Name who signs", caption: file.agreement.title,
    trail: [
      governanceHome, Link("Agreements", "/governance/agreements"), Link(file.agreement.title, file.agreement.path),
    ],
    menu: "/governance", to: "\(file.agreement.path)/signatories",
    [
      AgreementForm.agency(file.versions.last?.parties.map(\.agency) ?? []), SignatoryForm.email, AgreementForm.office,
    ], request.entry, submit: "Name them",
    notes: ["They read the agreement and sign it with their own account. Nobody can do it for them."])
}
