import Design
import Kernel
import People
import Store
import Web

let assessmentRoutes: [Route] = [
  .page("/children/{child}/supports/{support}/assessment", "The assessment", may: .openRecord) { request, tx in
    let here = try place(request, tx)
    return try assessmentPage(request, tx, here, try tx.assessments(of: here.support.id).first)
  },
  .page(
    "/children/{child}/supports/{support}/assessments/{assessment}", "A version of the assessment", may: .openRecord
  ) { request, tx in
    let here = try place(request, tx)
    return try assessmentPage(request, tx, here, try tx.assessment(request.id("assessment"), of: here.support.id))
  },
  .form("/children/{child}/supports/{support}/assessments", "Begin an assessment", may: .assess, fields: []) {
    request, tx in
    let here = try place(request, tx)
    try beginAssessment(
      request.formID.of(), support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/assessment"), "The assessment has begun")
  },
  .page(
    "/children/{child}/supports/{support}/assessment/completion", "Finish the assessment", may: .assess, completionPage),
  .form(
    "/children/{child}/supports/{support}/assessment/completion", "Finish the assessment", may: .assess,
    fields: CompletionForm.all, again: completionPage
  ) { request, tx in
    let here = try place(request, tx)
    try completeAssessment(
      try request.checked(NewCompletion.check), support: here.support.id, child: here.child.id, by: request.caller,
      at: request.now, in: tx)
    return .see(path(here.support, "/assessment"), "The assessment is finished")
  },
  .page(
    "/children/{child}/supports/{support}/assessment/{domain}", "Write about one subject", may: .assess, domainPage),
  .form(
    "/children/{child}/supports/{support}/assessment/{domain}", "Write about one subject", may: .assess,
    fields: DomainForm.all, again: domainPage
  ) { request, tx in
    let here = try place(request, tx)
    let domain = request.parameters["domain"] ?? ""
    try writeDomain(
      try request.checked(NewDomainEntry.check), domain: domain, support: here.support.id, child: here.child.id,
      by: request.caller, at: request.now, in: tx)
    return .see("\(path(here.support, "/assessment"))#\(try part(domain, tx))", "Saved")
  },
]

private func part(_ domain: String, _ tx: Transaction) throws -> String {
  try tx.helpDomains().first { $0.code == domain }?.part.rawValue ?? ""
}

private func assessmentPage(
  _ request: Request, _ tx: Transaction, _ here: Place, _ assessment: Assessment?
) throws -> AssessmentPage {
  let entries = try assessment.map { try tx.entries(of: $0.id) } ?? []
  return AssessmentPage(
    child: here.line, support: here.support, assessment: assessment,
    lines: try tx.helpDomains().map { domain in
      DomainLine(domain: domain, written: entries.first { $0.domain == domain.code })
    },
    childSays: try tx.ownWords(here.child.id, limit: 30).filter {
      $0.about?.hasSuffix(VoiceMethod.talked.occasion("the assessment")) == true
    },
    versions: try tx.assessments(of: here.support.id),
    mayWrite: MayDo(request, here.child).assess && here.support.allows(.writeAssessment)
      || MayDo(request, here.child).assess && here.support.allows(.beginAssessment))
}

@Sendable private func domainPage(_ request: Request, _ tx: Transaction) throws -> DomainPage {
  let here = try place(request, tx)
  guard let domain = try tx.helpDomains().first(where: { $0.code == request.parameters["domain"] }) else {
    throw Refusal.notFound
  }
  try here.support.check(.writeAssessment)
  guard let draft = try tx.draftAssessment(of: here.support.id) else {
    throw Refusal.notNow("The assessment is finished. Begin a new version to change it.")
  }
  let written = try tx.entry(draft.id, domain.code)
  var known = ["version": String(written?.version ?? 0)]
  if let written {
    (known["strengths"], known["needs"], known["family_says"]) = (written.strengths, written.needs, written.familySays)
    known["score"] = written.score.map(String.init)
  }
  return DomainPage(
    child: here.line, support: here.support, domain: domain,
    lastWritten: written.map { "Last written by \($0.writtenBy) on \($0.writtenAt.day.long)." },
    entry: request.entry.filled(known))
}

@Sendable private func completionPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.completeAssessment)
  guard let draft = try tx.draftAssessment(of: here.support.id) else {
    throw Refusal.notNow("There is no assessment under way.")
  }
  let circle = try tx.circle(around: here.child.id)
  let people = circle.involvements.compactMap { i in i.practitionerName.map { "\($0), \(i.part), \(i.agencyName)" } }
  let family = circle.family.map { "\($0.name), \($0.kind.title.lowercased())" }
  let missing = problems(
    with: NewCompletion(contributors: "", summary: "", childSays: "", voice: .talked),
    entries: try tx.entries(of: draft.id), domains: try tx.helpDomains())
  return QuestionPage(
    title: "Finish the assessment", child: here.line,
    trail: here.trail + [Link("Assessment", path(here.support, "/assessment"))],
    questions: .completion, path: path(here.support, "/assessment/completion"),
    entry: request.entry.filled(["contributors": (people + family).joined(separator: "\n")]),
    introduction: missing.map { $0.message + "." }, submit: "Finish the assessment")
}
