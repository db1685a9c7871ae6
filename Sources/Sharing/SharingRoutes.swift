import Design
import Kernel
import People
import Store
import Web

func agreementRoutes(_ others: OtherAgreements) -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> AgreementsPage = { request, tx in
    try agreementsPage(request, others, tx)
  }
  let newPage: @Sendable (Request, Transaction) throws -> NewAgreementPage = { request, tx in
    try newAgreementPage(request, others, tx)
  }
  return [
    .page("/children/{child}/agreements", "Agreements and sharing", may: .openRecord, page),
    .page(
      "/children/{child}/agreements/new", "Record an agreement or a refusal", may: .recordAgreement,
      newPage),
    .form(
      "/children/{child}/agreements", "Record an agreement or a refusal", may: .recordAgreement,
      fields: AgreementForm.all, again: newPage
    ) { request, tx in
      let new = try request.checked(NewAgreement.check)
      let child = try tx.child(request.child)
      try Invalid.check(
        problems(with: new, bornOn: child.bornOn, today: request.today)
          + others.problems(with: new, child: child.id, today: request.today, tx))
      try recordAgreement(request.formID.of(), new, child: child.id, by: request.caller, at: request.now, in: tx)
      return .see("/children/\(child.id)/agreements", new.isGiven ? "Agreement recorded" : "Refusal recorded")
    },
    .form(
      "/children/{child}/agreements/{agreement}/end", "Record that an agreement is taken back", may: .recordAgreement,
      fields: [EndForm.why], again: page
    ) { request, tx in
      var form = FormReading(request.entry)
      guard let why = form.text(EndForm.why) else { throw Invalid(form.errors) }
      let id: ID<Agreement> = try request.id("agreement")
      if let kept = try others.of(request.child, tx).first(where: { $0.id == id }) {
        try others.end(kept, why, request.caller, request.now, tx)
      } else {
        try endAgreement(id, child: request.child, why: why, by: request.caller, at: request.now, in: tx)
      }
      return .see("/children/\(try request.child)/agreements", "Recorded that the agreement is taken back")
    },
    .page(
      "/children/{child}/sharing-decisions/new", "Record a sharing decision", may: .decideSharing,
      newDecisionPage),
    .form(
      "/children/{child}/sharing-decisions", "Record a sharing decision", may: .decideSharing,
      fields: SharingDecisionForm.all, again: newDecisionPage
    ) { request, tx in
      let new = try request.checked(NewSharingDecision.check)
      try Invalid.check(problems(with: new))
      try decideSharing(request.formID.of(), new, child: request.child, by: request.caller, at: request.now, in: tx)
      return .see("/children/\(try request.child)/agreements", "Decision recorded")
    },
  ]
}

func openingRoutes(_ others: OtherAgreements, _ inWork: @escaping SharedElsewhere) -> [Route] {
  [
    .page("/children/{child}/openings", "Who has looked at a record", may: .seeOpenings) { request, tx in
      try openingsPage(request, tx, inWork)
    },
    .page("/family/{child}/openings", "Who has looked, for the family", may: .ownView) { request, tx in
      try openingsPage(request, tx, inWork, forFamily: others)
    },
    .page("/audit", "What has been done in the system", may: .audit, asks: AuditForm.asks, auditPage),
  ]
}

let emergencyRoutes: [Route] = [
  .page("/emergency-accesses/new", "Emergency access to a record", may: .breakGlass) { request, _ in
    EmergencyPage(entry: request.entry)
  },
  .task(
    "/emergency-accesses", "Open a record in an emergency", may: .breakGlass, fields: EmergencyForm.all,
    again: { request, _ in EmergencyPage(entry: request.entry) }, openInEmergency),
  .page("/emergency-accesses", "Emergency accesses to check", may: .checkEmergencies, emergenciesPage),
  .form(
    "/emergency-accesses/{access}/review", "Say what an emergency access was", may: .checkEmergencies,
    fields: ReviewForm.all, again: emergenciesPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let finding: EmergencyFinding? = form.choice(ReviewForm.finding)
    let note = form.text(ReviewForm.note)
    guard form.errors.isEmpty, let finding else { throw Invalid(form.errors) }
    try reviewEmergencyAccess(
      try request.id("access"), finding: finding, note: note, by: request.caller, at: request.now, in: tx)
    return .see("/emergency-accesses", "Saved what you found")
  },
]

private func agreementsPage(_ request: Request, _ others: OtherAgreements, _ tx: Transaction) throws -> AgreementsPage {
  let child = try tx.child(request.child)
  return AgreementsPage(
    title: "Agreements and sharing", child: child.id, childName: child.name,
    agreements: try others.all(of: child.id, tx), decisions: try tx.sharingDecisions(child.id, forFamily: false),
    mayWrite: request.caller.holds(.recordAgreement), today: request.today)
}
private func newAgreementPage(_ request: Request, _ others: OtherAgreements, _ tx: Transaction) throws
  -> NewAgreementPage
{
  let child = try tx.child(request.child)
  return NewAgreementPage(
    child: child.id, childName: child.name,
    kept: try others.of(child.id, tx).filter { $0.state(on: request.today) == .inForce },
    entry: request.method == .get ? request.entry.filled(["on": request.today.description]) : request.entry)
}
@Sendable private func newDecisionPage(_ request: Request, _ tx: Transaction) throws -> NewSharingDecisionPage {
  let child = try tx.child(request.child)
  return NewSharingDecisionPage(child: child.id, childName: child.name, entry: request.entry)
}
@Sendable private func emergenciesPage(_ request: Request, _ tx: Transaction) throws -> EmergenciesPage {
  EmergenciesPage(
    waiting: try tx.emergencyAccesses(reviewed: false), done: try tx.emergencyAccesses(reviewed: true, limit: 50))
}
/// For the family with `forFamily`: then what it has agreed to stands there as well.
private func openingsPage(
  _ request: Request, _ tx: Transaction, _ inWork: SharedElsewhere, forFamily others: OtherAgreements? = nil
) throws -> OpeningsPage {
  let child = try tx.child(request.child)
  let forFamily = others != nil
  return OpeningsPage(
    title: forFamily ? "Who has looked at the record" : "Who has opened this record", child: child.id,
    childName: forFamily ? child.calledName : child.name,
    openings: try tx.openings(child.id, forFamily: forFamily),
    shared: try tx.sharingDecisions(child.id, forFamily: forFamily), inWork: forFamily ? try inWork(child.id, tx) : [],
    agreed: try others?.all(of: child.id, tx).map { Agreed($0, on: request.today) } ?? [], isFamily: forFamily,
    mayOpen: request.may(.openRecord, on: child), today: request.today)
}

/// Looking is counted and written down whether a child is found or not: five times an hour at most.
@Sendable private func openInEmergency(_ request: Request) async throws -> Outcome {
  let asked = try request.checked(EmergencyForm.check)
  let child = try await request.site.database.write { tx in
    guard let account = request.caller.account else { throw Refusal.signInNeeded }
    try tx.throttle("emergency:\(account)", limit: 5, seconds: 3600, at: request.now)
    let child = try tx.childExactly(
      nhsNumber: asked.nhsNumber, givenName: asked.givenName, familyName: asked.familyName, bornOn: asked.bornOn)
    if let child {
      try beginEmergencyAccess(
        request.formID.of(), child: child, reason: asked.reason, by: request.caller, at: request.now, in: tx)
    } else {
      try tx.append(
        .emergencyAccessMissed, about: account.of(), by: request.caller, for: .emergency, at: request.now,
        why: asked.reason)
    }
    return child
  }
  guard let child else {
    throw Invalid("nhs_number", "We found no record with exactly these details. Check them, or phone the duty desk")
  }
  return .see("/children/\(child)", "You can see this record for \(emergencyHours) hours. It has been reported.")
}
