import Design
import Kernel
import Store
import Web

enum InvitationForm {
  static let emails = Field(
    "emails", "E-mail addresses", .prose(max: 20_000), hint: "Each in a line of its own. Nobody is asked twice.")
  static let onPaper = Field("on_paper", "How many codes for paper?", .number(0...500))

  static func check(_ entry: Entry) -> Checked<(emails: [String], onPaper: Int)> {
    var form = FormReading(entry)
    let lines = (form.text(emails) ?? "").split(whereSeparator: { $0.isNewline || $0 == "," || $0 == ";" })
    let addresses = lines.map { String($0).trimmed }.filter { !$0.isEmpty }
    if let bad = addresses.first(where: { !isEmail($0) }) { form.fail(emails, "“\(bad)” is not an e-mail address") }
    if addresses.count > 1000 { form.fail(emails, "Enter 1,000 addresses at most, then the next") }
    let count = form.number(onPaper) ?? 0
    return form.result { (addresses, count) }
  }
}

/// Asking people: by mail, by a panel, on paper.
struct InvitationPage: Page, Codable {
  let survey: ID<Survey>
  let name: String
  let panels: [StandingPanel]
  /// Codes that were just made for paper: shown this once.
  let codes: [String]
  let path: String
  let entry: Entry
  var title: String { codes.isEmpty ? "Ask people" : "Codes for paper" }
  var trail: [Link] { [Link("Surveys", "/surveys"), Link(name, "/surveys/\(survey)")] }
  var menuPath: String? { "/surveys" }
  private var panelField: Field {
    Field(
      "panel", "A panel",
      .choice([Field.Option("none", "None")] + panels.map { Field.Option($0.id.description, $0.name) }))
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if codes.isEmpty {
        paragraph(
          "Each person gets a code of their own. It can be used once, and nobody learns who gave which answers.")
        view.form(to: "/surveys/\(survey)/invitations", entry) {
          if !panels.isEmpty { control(panelField, entry) }
          controls([InvitationForm.emails, InvitationForm.onPaper], entry)
          button("Ask them")
        }
      } else {
        warningText("Print these codes now. They are kept nowhere and cannot be shown again.")
        paragraph("On paper: \(view.site.settings.publicAddress)\(path)")
        bulletList(codes.map { "\($0)" })
        printButton()
      }
    }
  }
}

let invitationRoutes: [Route] = [
  .page("/surveys/{survey}/invitations/new", "Ask people to answer", may: .keepVoice, invitationPage),
  .form(
    "/surveys/{survey}/invitations", "Ask people to answer", may: .keepVoice,
    fields: [InvitationForm.emails, InvitationForm.onPaper], again: invitationPage
  ) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    let (typed, count) = try request.checked(InvitationForm.check)
    var emails = typed
    if let panel = request.entry["panel"].flatMap({ ID<StandingPanel>($0) }) {
      emails += try tx.members(of: panel, on: request.today).map(\.email)
    }
    if emails.isEmpty && count == 0 { throw Invalid("emails", "Enter whom to ask, or how many codes for paper") }
    let codes = try inviteToSurvey(
      survey, emails: emails, onPaper: count, address: request.site.settings.publicAddress, by: request.caller,
      at: request.now, in: tx)
    if codes.isEmpty { return .see(survey.deskPath, "We have asked them") }
    // Shown once: they travel to the next page in a cookie and are kept nowhere.
    return .see(
      "/surveys/\(survey.id)/invitations/new",
      cookies: [Cookie("papercodes", codes.map(\.text).joined(separator: "."), maxAge: 60)])
  },
]

@Sendable private func invitationPage(_ request: Request, _ tx: Transaction) throws -> InvitationPage {
  let survey = try tx.survey(request.id("survey"))
  guard survey.content.access == .invited, survey.state != .closed else {
    throw Refusal.notNow("Codes are for a survey by invitation that is not closed.")
  }
  let codes = (request.cookie("papercodes") ?? "").split(separator: ".").map(String.init)
  return InvitationPage(
    survey: survey.id, name: survey.content.title, panels: try tx.panels(),
    codes: codes, path: survey.path, entry: request.entry.filled(["panel": "none"]))
}
