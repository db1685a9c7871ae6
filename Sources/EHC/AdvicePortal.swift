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
  .page("/advice/{token}", "Give advice: ask for a code", may: .writeAdvice) { request, tx in
    let advice = try linked(request, tx)
    return PortalPage(
      token: request.parameters["token"] ?? "", email: masked(advice.email ?? ""), dueOn: advice.dueAt?.day,
      entry: request.entry)
  },
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
    return .see("/advice/\(request.parameters["token"] ?? "")", "We have sent you a code")
  },
  .task(
    "/advice/{token}/opening", "Give advice: enter the code", may: .writeAdvice, fields: [PortalForm.code],
    again: { request, tx in
      let advice = try linked(request, tx)
      return PortalPage(
        token: request.parameters["token"] ?? "", email: masked(advice.email ?? ""), dueOn: advice.dueAt?.day,
        entry: request.entry)
    }, openWithCode),
  .page("/advice/{token}/writing", "Give advice: write it", may: .writeAdvice, writingPage),
  .form(
    "/advice/{token}/draft", "Give advice: keep it for later", may: .writeAdvice, fields: [PortalForm.words],
    again: writingPage
  ) { request, tx in
    let advice = try opened(request, tx)
    var form = FormReading(request.entry)
    let words = form.text(PortalForm.words)
    try Invalid.check(form.errors)
    try tx.keepDraft(of: advice.id, words!)
    return .see(
      "/advice/\(request.parameters["token"] ?? "")/writing", "Kept. You can come back to it with the same link.")
  },
  .form(
    "/advice/{token}/advice", "Give advice: send it", may: .writeAdvice, fields: [PortalForm.words], again: writingPage
  ) { request, tx in
    let advice = try opened(request, tx)
    var form = FormReading(request.entry)
    let words = form.text(PortalForm.words)
    try Invalid.check(form.errors)
    let writer = Caller(account: nil, name: advice.askedOf, roles: [], from: request.caller.from)
    try receiveAdvice(
      advice, ReceivedAdvice(on: request.today, from: advice.askedOf, words: words!), by: writer, at: request.now,
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
    return true
  }
  guard isRight else {
    throw Invalid(PortalForm.code.name, "The code is not right, or its ten minutes are over. Ask for a new one")
  }
  return .see(
    "/advice/\(request.parameters["token"] ?? "")/writing", cookies: [Cookie(keyCookie, key, maxAge: keyHours * 3600)])
}

@Sendable private func writingPage(_ request: Request, _ tx: Transaction) throws -> AdviceWritingPage {
  let advice = try opened(request, tx)
  let child = try tx.child(advice.child)
  return AdviceWritingPage(
    token: request.parameters["token"] ?? "", kind: advice.kind, askedOf: advice.askedOf, childName: child.name,
    bornOn: child.bornOn, reasons: try tx.ehcCase(advice.ehcCase, child: advice.child).reasons,
    dueOn: advice.dueAt?.day, entry: request.entry.filled(["words": advice.draft ?? ""]))
}

extension Request {
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

/// Where a link leads: nothing of the child until the code is there.
struct PortalPage: Page, Codable {
  let token: String
  let email: String
  let dueOn: Day?
  let entry: Entry
  var title: String { "Give your advice" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph(
        "A council has asked you for advice about a child\(dueOn.map { ", by \($0.longWithWeekday)" } ?? "").")
      paragraph("To keep the child’s information safe, we send a code to \(email). It works for ten minutes.")
      view.postButton("Send me a code", to: "/advice/\(token)/code")
      view.form(to: "/advice/\(token)/opening", entry, keepsDraft: false) {
        control(PortalForm.code, entry)
        button("Go on")
      }
    }
  }
}

/// The one section that this professional writes.
struct AdviceWritingPage: Page, Codable {
  let token: String
  let kind: AdviceKind
  let askedOf: String
  let childName: String
  let bornOn: Day?
  let reasons: String
  let dueOn: Day?
  let entry: Entry
  var title: String { "Your advice about \(childName)" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: kind.title)
      summaryList([
        SummaryRow("Child", text: childName),
        SummaryRow("Born", text: bornOn?.long),
        SummaryRow("Why an assessment was asked for", text: reasons),
        SummaryRow("Your advice is due", text: dueOn?.longWithWeekday),
      ])
      insetText { paragraph("The family reads what you write. Say first what the child can do and enjoys.") }
      view.form(to: "/advice/\(token)/advice", entry, keepsDraft: false) {
        control(PortalForm.words, entry)
        buttonGroup {
          button("Send the advice")
          "<button class=\"govuk-button govuk-button--secondary\" formaction=\"/advice/\(token)/draft\">Keep it for later</button>"
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
