import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Anybody may ask; nothing is said of whether a child is known.
  static let askForAssessment = Permission.anyone("ehc.ask")
  /// The family asks in its own page.
  static let askForOwnAssessment = Permission.child(
    "ehc.ask_own", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

/// The questions to whoever asks for an assessment from outside.
enum AskAssessmentForm {
  static let source = Field(
    "source", "Who are you?",
    .choice([
      .init(RequestSource.family.rawValue, "A parent or carer, or the young person"),
      .init(RequestSource.education.rawValue, "A school, college or early years setting"),
      .init(RequestSource.health.rawValue, "A health service"),
      .init(RequestSource.socialCare.rawValue, "Social care"),
      .init(RequestSource.other.rawValue, "Somebody else"),
    ]), required: "Choose who you are")
  static let asker = Field(
    "asker", "Your name, and what you do or who you are to the child", .text(max: 160),
    hint: "For example: Anna Reed, head of inclusion", required: "Enter your name")
  static let organisation = Field(
    "organisation", "Your school or service", .text(max: 160), hint: "Leave empty if you are the family.",
    autocomplete: "organization")
  static let email = Field(
    "email", "Your e-mail address", .email, hint: "We answer to it.", required: "Enter your e-mail address",
    autocomplete: "email")
  static let givenName = Field(
    "given_name", "The child’s first name", .text(max: 80), required: "Enter the child’s first name")
  static let familyName = Field(
    "family_name", "The child’s last name", .text(max: 80), required: "Enter the child’s last name")
  static let bornOn = Field("birth_on", "The child’s date of birth", .day, required: "Enter the child’s date of birth")
  static let upn = Field("upn", "Unique pupil number", .upn, hint: "Schools know it. Leave empty if you do not.")
  static let reasons = Field(
    "reasons", "What is hard for the child, and what would help?", .prose(max: 6000),
    hint: "Say it in your own words. You need no report and no diagnosis.", required: "Enter what is hard for the child"
  )
  static let tried = Field(
    "tried", "What help has the child had, and what came of it?", .prose(max: 6000),
    hint: "Families may leave this empty.")
  static let familyKnows = Field("family_knows", "The parents, or the young person, know that I ask", .flag)
  static let all = [
    source, asker, organisation, email, givenName, familyName, bornOn, upn, reasons, tried, familyKnows,
  ]
  /// What a family says in its own page.
  static let own = [reasons]
}

extension NewPortalRequest {
  static func check(_ entry: Entry) -> Checked<NewPortalRequest> {
    var form = FormReading(entry)
    let source: RequestSource? = form.choice(AskAssessmentForm.source)
    let (asker, email) = (form.text(AskAssessmentForm.asker), form.email(AskAssessmentForm.email))
    let organisation = form.text(AskAssessmentForm.organisation)
    let given = form.text(AskAssessmentForm.givenName)
    let family = form.text(AskAssessmentForm.familyName)
    let bornOn = form.day(AskAssessmentForm.bornOn)
    let upn = form.upn(AskAssessmentForm.upn)
    let (reasons, tried) = (form.text(AskAssessmentForm.reasons), form.text(AskAssessmentForm.tried))
    let familyKnows = form.flag(AskAssessmentForm.familyKnows)
    return form.result {
      var new = NewPortalRequest(
        source: source!, asker: asker!, email: email!, givenName: given!, familyName: family!, bornOn: bornOn!,
        reasons: reasons!)
      (new.organisation, new.upn, new.tried) = (organisation, upn?.text, tried)
      new.familyKnows = familyKnows || source == .family
      return new
    }
  }
}

let askAssessmentRoutes: [Route] = [
  .page("/ehc/ask", "Ask for an assessment, from outside", may: .askForAssessment) { request, _ in
    AskAssessmentPage(entry: request.entry)
  },
  .form(
    "/ehc/ask", "Ask for an assessment, from outside", may: .askForAssessment, fields: AskAssessmentForm.all,
    again: { request, _ in AskAssessmentPage(entry: request.entry) }
  ) { request, tx in
    let new = try request.checked(NewPortalRequest.check)
    // A whole service behind one address can ask; a program that floods the queue is slowed down.
    try tx.throttle("ehc-ask:\(request.caller.from)", limit: 40, seconds: 3600, at: request.now)
    try sendRequest(
      request.formID.of(), new, partnership: request.site.settings.partnership, at: request.now, in: tx)
    return .see("/ehc/ask/sent")
  },
  .page("/ehc/ask/sent", "A request for an assessment was sent", may: .askForAssessment) { _, _ in AskedPage() },
  .page(
    "/family/{child}/ehc/ask", "Ask for an assessment, in the family’s page", may: .ownView, ownPage),
  .form(
    "/family/{child}/ehc/ask", "Ask for an assessment, in the family’s page", may: .askForOwnAssessment,
    fields: AskAssessmentForm.own, again: ownPage
  ) { request, tx in
    let words = try request.text(AskAssessmentForm.reasons)
    try askForAssessment(
      request.formID.of(), words: words, child: request.child, by: request.caller, at: request.now, in: tx)
    return .see(
      "/family/\(try request.child)/ehc", "We have your request. The time that the law gives us runs from today.")
  },
]

@Sendable private func ownPage(_ request: Request, _ tx: Transaction) throws -> AskOwnPage {
  let child = try tx.child(request.child)
  return AskOwnPage(
    child: child.id, name: child.calledName, isUnderWay: try tx.ehcCases(child.id).contains { $0.state.isOpen },
    entry: request.entry)
}

/// The form of whoever has no page here: it asks for what the six weeks need, and says nothing of what is known.
struct AskAssessmentPage: Page, Codable {
  let entry: Entry
  var title: String { "Ask for an education, health and care needs assessment" }
  func body(_ view: View) -> HTML {
    formColumn(view, title, to: "/ehc/ask", fields: AskAssessmentForm.all, entry, submit: "Send the request") {
      paragraph(
        "An assessment finds out what help a child or young person needs with learning, up to the age of 25. A parent, the young person or anyone who works with them can ask."
      )
      paragraph("The council answers within six weeks of the day on which you send this.")
      paragraph(
        markup:
          "Do you have a page here already? \(link("Sign in", to: "/sign-in")) and ask from there: we know the rest.")
    }
  }
}

struct AskedPage: Page, Codable {
  var title: String { "Your request was sent" }
  func body(_ view: View) -> HTML {
    readingColumn {
      panel(title) { "We have sent you an e-mail." }
      heading("What happens next")
      bulletList([
        "We read it, and ask you if something is not clear.",
        "Within six weeks we tell you and the family whether we will do an assessment, and why.",
        "If you do not agree with the answer, the family can ask for mediation, and appeal.",
      ])
      paragraph("Free advice that does not depend on us: your local SENDIASS.")
    }
  }
}

/// The same in the family's own page: we know who they are.
struct AskOwnPage: Page, Codable {
  let child: ChildID
  let name: String
  let isUnderWay: Bool
  let entry: Entry
  var title: String { "Ask for an assessment" }
  var trail: [Link] {
    [Link("Home", "/family"), Link(name, "/family/\(child)"), Link("Help in a plan", "/family/\(child)/ehc")]
  }
  var menuPath: String? { "/family" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if isUnderWay {
        insetText {
          paragraph(
            markup:
              "You have asked already, or there is a plan. \(link("See where it is", to: "/family/\(child)/ehc")).")
        }
      } else {
        paragraph("We answer within six weeks. You need no report and no diagnosis. Say it in your own words.")
        formPart(view, to: "/family/\(child)/ehc/ask", AskAssessmentForm.own, entry, submit: "Send it")
        paragraph("Would you like help with asking? Your local SENDIASS is free and does not depend on us.")
      }
    }
  }
}
