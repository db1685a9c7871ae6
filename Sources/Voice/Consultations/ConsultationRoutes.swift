import Design
import Kernel
import Store
import Web

let consultationRoutes: [Route] = [
  .page("/voice/consultations", "Consultations", may: .readVoice, asks: [.page]) { request, tx in
    try consultationsPage(request, tx, isDesk: false)
  },
  .page("/voice/consultations/{consultation}", "A consultation", may: .readVoice) { request, tx in
    try consultationPage(request, tx, isDesk: false)
  },
  .page("/consultations", "Consultations at the desk", may: .keepVoice, asks: [.page]) { request, tx in
    try consultationsPage(request, tx, isDesk: true)
  },
  .page("/consultations/new", "Write a consultation", may: .keepVoice, newConsultationPage),
  .form(
    "/consultations", "Write a consultation", may: .keepVoice, fields: ConsultationForm.all, again: newConsultationPage
  ) { request, tx in
    let surveys = try tx.surveys(limit: 100)
    let new = try request.checked { ConsultationForm.check($0, surveys: surveys) }
    let id: ID<Consultation> = request.formID.of()
    try beginConsultation(id, new, by: request.caller, at: request.now, in: tx)
    return .see("/consultations/\(id)", "Saved. Nobody sees it until you publish it.")
  },
  .page("/consultations/{consultation}", "A consultation at the desk", may: .keepVoice) {
    request, tx in
    try consultationPage(request, tx, isDesk: true)
  },
  .form("/consultations/{consultation}/publication", "Publish a consultation", may: .keepVoice, fields: []) {
    request, tx in
    let consultation = try tx.consultation(request.id("consultation"), unpublishedToo: true)
    try publishConsultation(consultation, by: request.caller, at: request.now, in: tx)
    return .see("/consultations/\(consultation.id)", "Published")
  },
  .form(
    "/consultations/{consultation}/outcome", "Say what a consultation has changed", may: .keepVoice,
    fields: ConsultationForm.concluding, again: { try consultationPage($0, $1, isDesk: true) }
  ) { request, tx in
    let consultation = try tx.consultation(request.id("consultation"), unpublishedToo: true)
    var form = FormReading(request.entry)
    let (said, changed) = (form.text(ConsultationForm.said), form.text(ConsultationForm.changed))
    let version = form.value(ConsultationForm.version, "Open the consultation again") { Int($0) }
    try Invalid.check(form.errors)
    try concludeConsultation(
      consultation, said: said!, changed: changed!, version: version!, by: request.caller, at: request.now, in: tx)
    return .see("/consultations/\(consultation.id)", "Published")
  },
]

private func consultationsPage(_ request: Request, _ tx: Transaction, isDesk: Bool) throws -> ConsultationsPage {
  let part = request.part(of: 25)
  let (shown, hasMore) = part.cut(
    try tx.consultations(unpublishedToo: isDesk, limit: part.limit, offset: part.offset))
  return ConsultationsPage(
    consultations: shown, isDesk: isDesk, on: request.today, page: part.page, hasMore: hasMore)
}

private func consultationPage(_ request: Request, _ tx: Transaction, isDesk: Bool) throws -> ConsultationPage {
  let consultation = try tx.consultation(request.id("consultation"), unpublishedToo: isDesk)
  let survey = try consultation.content.survey.map { try tx.survey($0) }
  return ConsultationPage(
    consultation: consultation, surveyName: survey?.content.title,
    surveyTakesAnswers: survey?.takesAnswers(on: request.today) ?? false,
    resultsPath: survey.flatMap { $0.resultsPublishedAt == nil ? nil : "\($0.path)/results" },
    findings: try tx.findings(from: consultation.id.of()), on: request.today, isDesk: isDesk, entry: request.entry)
}

@Sendable private func newConsultationPage(_ request: Request, _ tx: Transaction) throws -> NewConsultationPage {
  NewConsultationPage(
    surveys: try tx.surveys(limit: 100),
    entry: request.entry.filled(["survey": "none", "opens_on": request.today.description]))
}
