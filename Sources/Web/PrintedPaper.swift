// Paper: a document by itself as a tagged PDF (PDF/UA-1), which WeasyPrint makes in its own process. Every paper is a page
// first; the page stays the main form.

package import Design
import Kernel
import Logging
import Store

/// A document that is set in print: whole, with its language and title, and without any other file.
package struct PrintedPaper: Sendable {
  package let title: String
  package let author: String
  /// `plan-version-2.pdf`
  package let fileName: String
  let html: HTML

  /// `style` comes after the style that all papers share; links are completed with `address`, where the site is reached.
  package init(
    title: String, author: String, fileName: String, address: String? = nil, style: StaticString = "", _ body: HTML
  ) {
    (self.title, self.author, self.fileName) = (title, author, fileName)
    html = """
      <!DOCTYPE html>
      <html lang="en-GB"><head><meta charset="utf-8"><title>\(title)</title><meta name="author" content="\(author)">\
      \(address.map { "<base href=\"\($0)/\">" as HTML })\
      <style>\(PrintedPaper.style)\(HTML(markup: style))</style></head><body>
      \(body)
      </body></html>
      """
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

extension Site {
  /// Sets a paper in print. Throws a refusal in plain words where the program is not installed, or does not do it.
  package func printed(_ paper: PrintedPaper) async throws -> [UInt8] {
    guard let program = settings.pdfProgram else {
      throw Refusal.notNow(
        "This server makes no PDFs: the program for it, WeasyPrint, is not installed. The page has the same words: you "
          + "can read it with a screen reader, or print it.")
    }
    let outcome = try await runProgramApart(
      [program, "--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "-", "-"], input: paper.html.bytes,
      wantsOutput: true, seconds: 40)
    guard case .ended(status: 0, let bytes) = outcome, bytes.starts(with: "%PDF-".utf8) else {
      logger.warning("A PDF could not be made", metadata: ["program": "\(program)", "outcome": "\(outcome.words)"])
      throw Refusal.notNow(
        "The PDF could not be made just now. The page has the same words: print that, or try again.")
    }
    return bytes
  }
}

extension Request {
  /// The answer that is a paper as a PDF. Each takes a second of a processor and more, so nobody has more than 60 an hour.
  package func printed(_ paper: PrintedPaper) async throws -> Response {
    let who = caller.account?.description ?? caller.from
    try await site.database.write(.process) { [now] tx in
      try tx.throttle("plan-pdf:\(who)", limit: 60, seconds: 3600, at: now)
    }
    var response = Response(200, type: "application/pdf", try await site.printed(paper))
    response.headers.append(("Content-Disposition", "attachment; filename=\"\(paper.fileName)\""))
    response.headers.append(("Cache-Control", "no-store"))
    return response
  }
}
