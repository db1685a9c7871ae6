import Design
import Kernel
import People
import Store
import Web

// A professional outside the system writes exactly their own section: by a link, and a code that goes to the same
// address and lives ten minutes. The link alone says nothing of whom it is about.

extension Permission {
  /// Whoever holds a link: what it opens is decided by the code.
  static let writeAdvice = Permission.anyone("ehc.write_advice")
}

let codeMinutes = 10
private let keyHours = 2
private let keyCookie = "advice"

enum PortalForm {
  static let code = Field(
    "code", "What is the code that we sent you?", .oneTimeCode, hint: "Six digits. It works for ten minutes.",
    required: "Enter the code that we sent you")
  static let words = Field(
    "words", "Your advice", .prose(max: 40_000),
    hint: "What are the child’s needs, what should change, and what help would do that? Say how often and how much.",
    required: "Enter your advice")
}

let portalRoutes: [Route] = [
  .page("/advice/{token}", "Give advice: ask for a code, then write", may: .writeAdvice, portalPage),
  .form("/advice/{token}/code", "Give advice: send the code", may: .writeAdvice, fields: []) { request, tx in
    let advice = try linked(request, tx)
    try tx.throttle("advice-code:\(advice.id)", limit: 6, seconds: 3600, at: request.now)
    let code = newCode()
    try tx.keepCode(of: advice.id, hash: tokenHash(code), until: request.now.adding(minutes: codeMinutes))
    try tx.send(
      Mail(
        to: advice.email ?? "", subject: "Your code",
        body: "Your code is \(code)\n\nIt works for ten minutes. If you did not ask for it, do nothing.\n"),
      at: request.now, key: "advice-code \(advice.id) \(request.now.microseconds)")
    return .see(request.portal, "We have sent you a code")
  },
  .task(
    "/advice/{token}/opening", "Give advice: enter the code", may: .writeAdvice, fields: [PortalForm.code],
    again: portalPage, openWithCode),
  .form(
    "/advice/{token}/draft", "Give advice: keep it for later", may: .writeAdvice, fields: [PortalForm.words],
    again: portalPage
  ) { request, tx in
    let advice = try opened(request, tx)
    let words = try request.text(PortalForm.words)
    try tx.keepDraft(of: advice.id, words)
    return .see(request.portal, "Kept. You can come back to it with the same link.")
  },
  .form(
    "/advice/{token}/advice", "Give advice: send it", may: .writeAdvice, fields: [PortalForm.words], again: portalPage
  ) { request, tx in
    let advice = try opened(request, tx)
    let words = try request.text(PortalForm.words)
    let writer = Caller(account: nil, name: advice.askedOf, roles: [], from: request.caller.from)
    try receiveAdvice(
      advice, ReceivedAdvice(on: request.today, from: advice.askedOf, words: words), by: writer, at: request.now,
      in: tx)
    return .see("/advice-sent", cookies: [Cookie(keyCookie, "", maxAge: 0)])
  },
  .page("/advice-sent", "Advice was sent", may: .writeAdvice) { _, _ in AdviceSentPage() },
]

/// The advice of the link in the address. Throws `notFound` where it is not good, whatever the reason.
private func linked(_ request: Request, _ tx: Transaction) throws -> Advice {
  guard let token = request.parameters["token"],
    let advice = try tx.advice(linkHash: tokenHash(token), on: request.today)
  else { throw Refusal.notFound }
  return advice
}

/// The same where this browser holds the key.
private func opened(_ request: Request, _ tx: Transaction) throws -> Advice {
  let advice = try linked(request, tx)
  guard let key = request.keyOfAdvice, try tx.isKey(tokenHash(key), of: advice.id, at: request.now) else {
    throw Refusal.notFound
  }
  return advice
}

@Sendable private func openWithCode(_ request: Request) async throws -> Outcome {
  var form = FormReading(request.entry)
  let typed = form.text(PortalForm.code)?.filter(\.isNumber)
  try Invalid.check(form.errors)
  let key = randomToken()
  let now = request.now
  let isRight = try await request.site.database.write { tx in
    let advice = try linked(request, tx)
    guard try tx.isCode(tokenHash(typed ?? ""), of: advice.id, at: now) else { return false }
    try tx.keepKey(of: advice.id, hash: tokenHash(key), until: now.adding(hours: keyHours))
    let reader = Caller(account: nil, name: advice.askedOf, roles: [], from: request.caller.from)
    try tx.append(
      .adviceOpened, about: advice.ehcCase.of(), child: advice.child, by: reader, at: now,
      changed: ["kind": advice.kind.rawValue])
    return true
  }
  guard isRight else {
    throw Invalid(PortalForm.code.name, "The code is not right, or its ten minutes are over. Ask for a new one")
  }
  return .see(request.portal, cookies: [Cookie(keyCookie, key, maxAge: keyHours * 3600)])
}

extension EventKind {
  static let adviceOpened = EventKind(
    "ehc.advice_opened", "opened a request for advice with the code", changes: false)
}

@Sendable private func portalPage(_ request: Request, _ tx: Transaction) throws -> PortalPage {
  let advice = try linked(request, tx)
  return PortalPage(
    path: request.portal, email: masked(advice.email ?? ""), dueOn: advice.dueAt?.day,
    section: try section(of: advice, request, tx), entry: request.entry)
}

/// What somebody with the code reads; nil for everybody else.
private func section(of advice: Advice, _ request: Request, _ tx: Transaction) throws -> PortalPage.Section? {
  guard let key = request.keyOfAdvice, try tx.isKey(tokenHash(key), of: advice.id, at: request.now) else { return nil }
  let child = try tx.child(advice.child)
  return PortalPage.Section(
    kind: advice.kind, childName: child.name, bornOn: child.bornOn,
    reasons: try tx.ehcCase(advice.ehcCase, child: advice.child).reasons, draft: advice.draft ?? "")
}

extension Request {
  fileprivate var portal: String { "/advice/\(parameters["token"] ?? "")" }
  fileprivate var keyOfAdvice: String? {
    (headers["cookie"] ?? "").split(separator: ";").map { String($0).trimmed }
      .first { $0.hasPrefix("\(keyCookie)=") }.map { String($0.dropFirst(keyCookie.count + 1)) }
  }
}

/// Six digits from the system's own randomness.
private func newCode() -> String {
  var random = SystemRandomNumberGenerator()
  let number = Int.random(in: 0...999_999, using: &random)
  return String(String(1_000_000 + number).dropFirst())
}

/// `j***@example.org`: enough to know which letter box to look into.
func masked(_ email: String) -> String {
  let parts = email.split(separator: "@")
  return parts.count == 2 ? "\(parts[0].prefix(1))***@\(parts[1])" : ""
}

/// Where a link leads: nothing of the child until the code is there; then the one section that this professional writes.
struct PortalPage: Page, Codable {
  struct Section: Codable, Sendable {
    let kind: AdviceKind
    let childName: String
    let bornOn: Day?
    let reasons: String
    let draft: String
  }
  let path: String
  let email: String
  let dueOn: Day?
  let section: Section?
  let entry: Entry
  var title: String { section.map { "Your advice about \($0.childName)" } ?? "Give your advice" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: section?.kind.title)
      section.map { writing($0, view) } ?? asking(view)
    }
  }

  private func asking(_ view: View) -> HTML {
    markup {
      paragraph(
        "A council has asked you for advice about a child\(dueOn.map { ", by \($0.longWithWeekday)" } ?? "").")
      paragraph("To keep the child’s information safe, we send a code to \(email). It works for ten minutes.")
      view.postButton("Send me a code", to: "\(path)/code")
      formPart(view, to: "\(path)/opening", [PortalForm.code], entry, submit: "Go on", keepsDraft: false)
    }
  }

  private func writing(_ section: Section, _ view: View) -> HTML {
    markup {
      summaryList([
        SummaryRow("Child", text: section.childName),
        SummaryRow("Born", text: section.bornOn?.long),
        SummaryRow("Why an assessment was asked for", text: section.reasons),
        SummaryRow("Your advice is due", text: dueOn?.longWithWeekday),
      ])
      insetText { paragraph("The family reads what you write. Say first what the child can do and enjoys.") }
      view.form(to: "\(path)/advice", keepsDraft: false) {
        control(PortalForm.words, entry.filled(["words": section.draft]))
        buttonGroup {
          button("Send the advice")
          """
          <button type="submit" class="govuk-button govuk-button--secondary" formaction="\(path)/draft">\
          Keep it for later</button>
          """
        }
      }
    }
  }
}

struct AdviceSentPage: Page, Codable {
  var title: String { "Thank you" }
  func body(_ view: View) -> HTML {
    readingColumn {
      panel("Your advice was sent") { "The council has it." }
      paragraph("The link does not open any more. If something must be put right, call the council.")
    }
  }
}
