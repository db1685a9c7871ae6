// A version of a plan for paper: the same words as on its page, as a document by itself, and as a tagged PDF (PDF/UA-1)
// that WeasyPrint makes from it in its own process. The page stays the main form.

import Design
import Kernel
import People
import Store
import Web

/// What stands on the paper.
struct PlanPaper: Sendable {
  let childName: String
  let bornOn: Day?
  let council: String
  let document: PlanDocument
  let lines: [PlanLine]
  let advice: [Advice]
  /// "Education, health and care plan of Tobi Adeyemi: final plan, version 2"
  var title: String {
    "Education, health and care plan of \(childName): \(document.kind.title.lowercasedFirst), version \(document.number)"
  }
  var fileName: String { "plan-version-\(document.number).pdf" }

  /// A whole document with its language and title; it needs no other file.
  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en-GB"><head><meta charset="utf-8"><title>\(title)</title><meta name="author" content="\(council)">\
    <style>\(PlanPaper.style)</style></head><body>
    <h1>Education, health and care plan</h1>
    <p class="who">\(childName)\(bornOn.map { ", born \($0.long)" })</p>
    <p>\(document.kind.title), version \(document.number). \
    \(document.sentOn.map { "Sent on \($0.longWithWeekday)." } ?? "Not sent yet.") \(council).</p>
    \(PlanSection.allCases.map(section).joined())
    </body></html>
    """
  }

  private func section(_ section: PlanSection) -> HTML {
    let own = lines.filter { $0.section == section }
    let isBlank = section == .i && document.kind == .draft
    return markup {
      "<h2>\(section.label)</h2>" as HTML
      own.map { lineText($0, needs: lines) }.joined()
      if section == .k { adviceList(advice) }
      if own.isEmpty, section != .k { paragraph(isBlank ? "Left empty in a draft." : "Nothing.") }
    }
  }

  private static let style = HTML(
    markup: """
      @page { size: A4; margin: 20mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); \
      font: 9pt sans-serif } }
      body { font: 11pt/1.45 "Liberation Sans", Arial, sans-serif; color: #0b0c0c }
      h1 { font-size: 22pt; margin: 0 0 4mm } h2 { font-size: 14pt; margin: 8mm 0 2mm; break-after: avoid; \
      border-bottom: 0.6pt solid #505a5f; padding-bottom: 1mm }
      .who { font-size: 14pt; margin: 0 0 2mm } p { margin: 0 0 2.5mm } .app-prose, blockquote p { white-space: pre-line }
      blockquote { margin: 0 0 3mm; padding-left: 4mm; border-left: 1.5pt solid #505a5f }
      dl { margin: 0 0 5mm; padding: 2mm 0 0 4mm; border-left: 1.5pt solid #b1b4b6 } dt { font-weight: bold; \
      break-after: avoid } dd { margin: 0 0 1.5mm }
      table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; \
      padding: 1.2mm 2mm 1.2mm 0; border-bottom: 0.4pt solid #b1b4b6 } caption { text-align: left; font-weight: bold; \
      padding-bottom: 1mm } .govuk-visually-hidden { display: none }
      """)
}

/// Sets the paper in print. Throws a refusal in plain words where the program is not installed, or does not do it.
func printed(_ paper: PlanPaper, _ settings: Settings) async throws -> [UInt8] {
  guard let program = settings.pdfProgram else {
    throw Refusal.notNow(
      "This server makes no PDFs: the program for it, WeasyPrint, is not installed. The page has the same words: you can "
        + "read it with a screen reader, or print it.")
  }
  let outcome = try await runProgramApart(
    [program, "--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "-", "-"], input: paper.html.bytes,
    wantsOutput: true, seconds: 40)
  guard case .ended(status: 0, let bytes) = outcome, bytes.starts(with: "%PDF-".utf8) else {
    throw Refusal.notNow("The PDF could not be made just now. The page has the same words: print that, or try again.")
  }
  return bytes
}

let paperRoutes: [Route] = [
  .bytes(
    "/children/{child}/ehc/{case}/plan/versions/{number}/pdf", "A version of the plan as a PDF", may: .openRecord
  ) { request in
    try await answer(request) { tx in
      let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
      guard let number = request.parameters["number"].flatMap({ Int($0) }) else { throw Refusal.notFound }
      return try paper(of: child, try tx.planDocument(number, of: ehcCase.id), ehcCase, request, tx)
    }
  },
  .bytes("/family/{child}/ehc/plan/pdf", "The whole plan as a PDF, for the family", may: .ownView) { request in
    try await answer(request) { tx in
      let child = try tx.child(request.child)
      guard let ehcCase = try tx.ehcCases(child.id).first, let sent = try tx.planSent(of: ehcCase.id) else {
        throw Refusal.notNow("No plan has been sent yet.")
      }
      return try paper(of: child, sent, ehcCase, request, tx)
    }
  },
]

private func paper(
  of child: Child, _ document: PlanDocument, _ ehcCase: EHCCase, _ request: Request, _ tx: Transaction
) throws -> PlanPaper {
  // The family is not shown in K what it may not read.
  let advice = try tx.advice(of: ehcCase.id).filter { $0.state == .received }
  return PlanPaper(
    childName: child.name, bornOn: child.bornOn, council: request.site.settings.partnership, document: document,
    lines: try tx.planLines(of: document.id),
    advice: request.caller.isFamily ? advice.filter { $0.hiddenWhy == nil } : advice)
}

private func answer(_ request: Request, _ make: @Sendable @escaping (Transaction) throws -> PlanPaper) async throws
  -> Response
{
  let paper = try await request.site.database.read { tx in try make(tx) }
  // A second of a processor for each: nobody needs more than so many.
  let who = request.caller.account?.description ?? request.caller.from
  try await request.site.database.write(.process) { tx in
    try tx.throttle("plan-pdf:\(who)", limit: 60, seconds: 3600, at: request.now)
  }
  var response = Response(200, type: "application/pdf", try await printed(paper, request.site.settings))
  response.headers.append(("Content-Disposition", "attachment; filename=\"\(paper.fileName)\""))
  response.headers.append(("Cache-Control", "no-store"))
  return response
}
