// A version of a plan for paper: the same words as on its page, as a tagged PDF. The page stays the main form.

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

  /// The same as a document by itself.
  func printed() -> PrintedPaper {
    PrintedPaper(
      title: title, author: council, fileName: "plan-version-\(document.number).pdf",
      markup {
        "<h1>Education, health and care plan</h1>" as HTML
        """
        <p class="who">\(childName)\(bornOn.map { ", born \($0.long)" })</p>
        <p>\(document.kind.title), version \(document.number). \
        \(document.sentOn.map { "Sent on \($0.longWithWeekday)." } ?? "Not sent yet.") \(council).</p>
        """ as HTML
        PlanSection.allCases.map(section)
      })
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
      guard let ehcCase = try tx.ehcCases(child.id).first,
        let sent = try tx.planInForce(of: ehcCase.id) ?? tx.planSent(of: ehcCase.id)
      else {
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
  return try await request.printed(paper.printed())
}
