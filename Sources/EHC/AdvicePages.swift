import Clocks
import Design
import Kernel
import People
import Store
import Web

let adviceRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/advice/new", "Ask for advice", may: .manageEHC, askPage),
  .form(
    "/children/{child}/ehc/{case}/advice", "Ask for advice", may: .manageEHC, fields: AdviceForm.asking, again: askPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let new = try request.checked(NewAdvice.check)
    try askAdvice(
      request.formID.of(), new, of: ehcCase, site: request.site.settings.publicAddress, by: request.caller,
      at: request.now, in: tx)
    return .see("\(ehcCase.path)#advice", "Asked \(new.askedOf)")
  },
  .page("/children/{child}/ehc/{case}/advice/{advice}", "Advice", may: .openRecord, advicePage),
  .form(
    "/children/{child}/ehc/{case}/advice/{advice}/chasers", "Remind somebody of advice", may: .manageEHC,
    fields: [AdviceForm.chaser], again: advicePage
  ) { request, tx in
    let advice = try request.advice(tx)
    let words = try request.text(AdviceForm.chaser)
    try chaseAdvice(
      request.formID.of(), advice, words: words, site: request.site.settings.publicAddress, by: request.caller,
      at: request.now, in: tx)
    return .see(advice.path, "Reminded")
  },
  .page(
    "/children/{child}/ehc/{case}/advice/{advice}/receipt", "Record advice that came", may: .manageEHC, receiptPage),
  .form(
    "/children/{child}/ehc/{case}/advice/{advice}/receipt", "Record advice that came", may: .manageEHC,
    fields: AdviceForm.receiving, again: receiptPage
  ) { request, tx in
    let advice = try request.advice(tx)
    let new = try request.checked(ReceivedAdvice.check)
    try receiveAdvice(advice, new, by: request.caller, at: request.now, in: tx)
    return .see(advice.path, "Recorded")
  },
  .form(
    "/children/{child}/ehc/{case}/advice/{advice}/hiding", "Keep advice from the family, or show it", may: .manageEHC,
    fields: [AdviceForm.hiddenWhy], again: advicePage
  ) { request, tx in
    let advice = try request.advice(tx)
    var form = FormReading(request.entry)
    let why = form.text(AdviceForm.hiddenWhy)
    try Invalid.check(form.errors)
    try hideAdvice(advice, why: why, by: request.caller, at: request.now, in: tx)
    return .see(advice.path, why == nil ? "The family can read it" : "The family cannot read it")
  },
]

extension Request {
  /// The advice of the address, of the case of the address.
  func advice(_ tx: Transaction) throws -> Advice {
    let advice = try tx.advice(id("advice"), child: child)
    guard try advice.ehcCase == ehcCase(tx).id else { throw Refusal.notFound }
    return advice
  }
}

@Sendable private func askPage(_ request: Request, _ tx: Transaction) throws -> AskAdvicePage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  return AskAdvicePage(
    path: ehcCase.path, childName: child.name, missing: try tx.missingAdvice(of: ehcCase, on: request.today),
    entry: request.method == .get ? request.entry.filled(["asked_on": request.today.description]) : request.entry)
}

@Sendable private func advicePage(_ request: Request, _ tx: Transaction) throws -> AdvicePage {
  let (child, advice) = (try tx.child(request.child), try request.advice(tx))
  return AdvicePage(
    advice: advice, childName: child.name, casePath: try request.ehcCase(tx).path,
    chasers: try tx.chasers(of: advice.id),
    limit: try tx.clocks(about: advice.id).map { try ClockLine($0, tx, at: request.now) },
    mayManage: request.may(.manageEHC, on: child), entry: request.entry)
}

@Sendable private func receiptPage(_ request: Request, _ tx: Transaction) throws -> ReceiptPage {
  let (child, advice) = (try tx.child(request.child), try request.advice(tx))
  try refuseUnlessAsked(advice)
  let known = ["received_on": request.today.description, "from": advice.askedOf]
  return ReceiptPage(
    advice: advice, childName: child.name, casePath: try request.ehcCase(tx).path,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

/// The form that asks one body for advice.
struct AskAdvicePage: Page, Codable {
  let path: String
  let childName: String
  let missing: [String]
  let entry: Entry
  var title: String { "Ask for advice" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/advice", fields: AdviceForm.asking, entry, submit: "Ask"
    ) {
      if !missing.isEmpty { paragraph("The law asks for advice from: \(missing.joined(separator: "; ")).") }
    }
  }
}

/// One request for advice and what came of it.
struct AdvicePage: Page, Codable {
  let advice: Advice
  let childName: String
  let casePath: String
  let chasers: [Chaser]
  let limit: [ClockLine]
  let mayManage: Bool
  let entry: Entry
  var title: String { "Advice: \(advice.kind.title.lowercasedFirst)" }
  var trail: [Link] { caseTrail(casePath, childName) }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      summaryList([
        SummaryRow(
          "Asked",
          "\(day(advice.askedOn)), \([advice.askedOf, advice.organisation].compactMap(\.self).joined(separator: ", "))"),
        SummaryRow("State", adviceTag(advice, at: view.now)),
        SummaryRow("Due", text: limit.first.map { "\($0.sentence)." }),
      ])
      if let words = advice.words {
        card("What was written", id: "words") {
          prose(words)
          paragraph("\(advice.receivedFrom ?? advice.askedOf), \(advice.receivedOn?.long ?? "")")
        }
      }
      if !chasers.isEmpty {
        card("Reminders", id: "chasers") {
          timeline(chasers.map { TimelineEntry("Reminded", when: day($0.on), who: $0.by, body: prose($0.words)) })
        }
      }
      if mayManage { acts(view) }
    }
  }

  private func acts(_ view: View) -> HTML {
    markup {
      if advice.state == .asked {
        buttonGroup { linkButton("Record what came", to: "\(advice.path)/receipt") }
        formPart(
          view, to: "\(advice.path)/chasers", [AdviceForm.chaser], entry, submit: "Remind them", style: .secondary)
      }
      if advice.state == .received {
        if let why = advice.hiddenWhy {
          insetText { paragraph("The family cannot read it: \(why)") }
          view.postButton("Show it to the family", to: "\(advice.path)/hiding")
        } else {
          paragraph("The family can read it.")
          details("Keep it from the family") {
            formPart(
              view, to: "\(advice.path)/hiding", [AdviceForm.hiddenWhy], entry, submit: "Keep it from the family",
              style: .warning)
          }
        }
      }
    }
  }
}

/// The form for advice that came on paper.
struct ReceiptPage: Page, Codable {
  let advice: Advice
  let childName: String
  let casePath: String
  let entry: Entry
  var title: String { "Record advice that came" }
  var trail: [Link] { caseTrail(casePath, childName) }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: advice.kind.title, to: "\(advice.path)/receipt", fields: AdviceForm.receiving, entry,
      submit: "Record it")
  }
}
