import Design
import Kernel
import Store
import Web

extension Permission {
  /// Agreements between agencies and with families: writing them, recording signatures, ending them.
  static let keepAgreements = Permission.work(
    "partnership_agreement.keep", for: .governance, .commissioner, .contractManager, .informationGovernance)
}

private let agreementTrail = [governanceHome, Link("Agreements", "/governance/agreements")]

let agreementRoutes: [Route] = [
  .page("/governance/agreements", "Agreements between agencies and with families", may: .readGovernance) {
    request, tx in
    AgreementsPage(
      on: request.today, files: try tx.agreements(), mayKeep: request.caller.holds(.keepAgreements))
  },
  .page("/governance/agreements/new", "Begin an agreement", may: .keepAgreements, beginPage),
  .form(
    "/governance/agreements", "Begin an agreement", may: .keepAgreements, fields: AgreementForm.all, again: beginPage
  ) { request, tx in
    let decisions = try tx.decisions(draftsToo: false)
    let agreement = try request.checked {
      AgreementForm.check($0, decisions, id: request.formID.of(), at: request.now)
    }
    try beginAgreement(agreement, by: request.caller, at: request.now, in: tx)
    return .see(agreement.path, "Begun. Put its first version before the parties.")
  },
  .page("/governance/agreements/{agreement}", "An agreement and its signatures", may: .readGovernance) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    return AgreementPage(
      on: request.today, file: file,
      decision: try file.agreement.decision.map { try tx.decision($0) }.flatMap {
        $0.state == .draft ? nil : Link("\($0.reference) \($0.content.title)", $0.path)
      }, mayKeep: request.caller.holds(.keepAgreements),
      signatories: request.caller.holds(.keepAgreements) ? try tx.signatories(of: file.agreement.id) : [],
      maySignFor: try tx.signatories(of: file.agreement.id).filter { $0.isCaller(request.caller) }.map(\.agency)
        .filter { (file.versions.last?.missing ?? []).contains($0) && file.agreement.endedOn == nil })
  },
  .page(
    "/governance/agreements/{agreement}/versions/new", "Put a version before the parties", may: .keepAgreements,
    versionPage),
  .form(
    "/governance/agreements/{agreement}/versions", "Put a version before the parties", may: .keepAgreements,
    fields: AgreementForm.version, again: versionPage
  ) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    let version = try request.checked { AgreementForm.checkVersion($0, by: request.caller, at: request.now) }
    try proposeVersion(version, of: file.agreement.id, by: request.caller, at: request.now, in: tx)
    return .see(file.agreement.path, "The version lies before its parties")
  },
  .page(
    "/governance/agreements/{agreement}/signatures/new", "Record a signature", may: .keepAgreements, signaturePage),
  .form(
    "/governance/agreements/{agreement}/signatures", "Record a signature", may: .keepAgreements,
    fields: AgreementForm.signing, again: signaturePage
  ) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    var form = FormReading(request.entry)
    let agency = form.text(AgreementForm.agency)
    let (name, office) = (form.text(AgreementForm.name), form.text(AgreementForm.office))
    let day = form.day(AgreementForm.signedOn)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    guard let version = file.versions.last else { throw Refusal.notNow("There is no version to sign yet.") }
    guard version.parties.contains(where: { $0.agency == agency! }) else {
      throw Invalid("agency", "Choose for which party")
    }
    try signAgreement(
      file.agreement.id, version: version.number, for: agency!, name: name!, office: office!, on: day!,
      by: request.caller, at: request.now, in: tx)
    return .see(file.agreement.path, "The signature is recorded")
  },
  .page("/governance/agreements/{agreement}/end", "End an agreement", may: .keepAgreements, endPage),
  .form(
    "/governance/agreements/{agreement}/end", "End an agreement", may: .keepAgreements, fields: AgreementForm.ending,
    again: endPage
  ) { request, tx in
    let file = try tx.agreement(request.id("agreement"))
    var form = FormReading(request.entry)
    let (day, why) = (form.day(AgreementForm.endedOn), form.text(AgreementForm.why))
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try endAgreement(file.agreement.id, on: day!, why: why!, by: request.caller, at: request.now, in: tx)
    return .see(file.agreement.path, "The agreement ends")
  },
]

@Sendable private func beginPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  FormPage(
    "Begin an agreement", trail: agreementTrail, menu: "/governance", to: "/governance/agreements",
    AgreementForm.all(try tx.decisions(draftsToo: false)), request.entry.filled(["decision": "none"]),
    submit: "Begin it")
}

@Sendable private func versionPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.agreement(request.id("agreement"))
  let last = file.versions.last
  var known = ["number": "\(file.versions.count + 1)"]
  if request.method == .get, let last {
    known["words"] = last.words
    known["parties"] = last.parties.map(\.agency).joined(separator: "\n")
    for (term, words) in last.terms { known[term.rawValue] = words }
  }
  return FormPage(
    "Version \(file.versions.count + 1)", caption: file.agreement.title,
    trail: agreementTrail + [Link(file.agreement.title, file.agreement.path)], menu: "/governance",
    to: "\(file.agreement.path)/versions", AgreementForm.version(of: file.agreement.kind), request.entry.filled(known),
    submit: "Put it before the parties",
    notes: ["It stays as you write it here. The version before it holds until every party has signed this one."])
}

@Sendable private func signaturePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.agreement(request.id("agreement"))
  let missing = file.versions.last?.missing ?? []
  guard !missing.isEmpty else { throw Refusal.notNow("Nobody’s signature is missing.") }
  return FormPage(
    "Record a signature", caption: file.agreement.title,
    trail: agreementTrail + [Link(file.agreement.title, file.agreement.path)], menu: "/governance",
    to: "\(file.agreement.path)/signatures",
    [AgreementForm.agency(missing), AgreementForm.name, AgreementForm.office, AgreementForm.signedOn], request.entry,
    submit: "Record it", facts: [.init("Version", "\(file.versions.count)")])
}

@Sendable private func endPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.agreement(request.id("agreement"))
  return FormPage(
    "End the agreement", caption: file.agreement.title,
    trail: agreementTrail + [Link(file.agreement.title, file.agreement.path)], menu: "/governance",
    to: "\(file.agreement.path)/end", AgreementForm.ending, request.entry, submit: "End it", style: .warning)
}
