import Design
import Kernel
import Web

/// The form of one version of a page, with the standard words beside it, what is shown now, and what was before.
struct EditWordingPage: Page, Codable {
  let page: WordedPage
  /// Nil while it is asked which version it will be.
  let newest: PageWording?
  /// `standard`, `easy-read`, the code of a language; nil for a new one.
  let words: String?
  let earlier: [PageWording]
  let reading: ReadingAge?
  let mayApprove: Bool
  let entry: Entry
  var title: String { words == nil ? "Add a version" : "Change a version" }
  var trail: [Link] {
    [Link("Directory", "/directory"), Link("Pages and their versions", "/directory/pages"), Link(page.name, own)]
  }
  var menuPath: String? { "/directory" }
  private var own: String { "/directory/pages/\(page.key)" }
  private var path: String { "\(own)/versions\(words.map { "/\($0)" } ?? "")" }
  private var label: String { words == standardWords ? "Standard" : newest?.label ?? "" }
  private var isEnglish: Bool { newest?.isEnglish ?? (words == standardWords) }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(words == nil ? title : "\(page.name): \(label)", caption: words == nil ? page.name : title)
      columns {
        form(view)
        if let newest, newest.state.isOpen, mayApprove { approval(newest, view) }
      } side: {
        if words != standardWords { standardCard }
        if let newest { state(newest) }
        if let words, isPublished { withdrawal(words, view) }
      }
    }
  }

  private var isPublished: Bool { earlier.contains { $0.state == .published } }

  private func form(_ view: View) -> HTML {
    view.form(to: path, entry) {
      if words == nil { controls([WordingForm.kind, WordingForm.language, WordingForm.code], entry) }
      "<div class=\"app-any-language\">\(controls([WordingForm.heading, WordingForm.text], entry))</div>" as HTML
      if isEnglish {
        """
        <div class="govuk-inset-text" data-reading="\(WordingForm.text.name)" \
        data-reading-limit="\(ReadingAge.limit)">\(readingWords(reading))</div>
        """ as HTML
      }
      control(WordingForm.seen, entry)
      buttonGroup {
        button("Save the draft")
        button("Save and send it to be approved", style: .secondary, name: WordingForm.then.name, value: "send")
      }
    }
  }

  private func approval(_ newest: PageWording, _ view: View) -> HTML {
    card("Approve it", id: "approval") {
      paragraph("\(newest.writtenBy) wrote what is saved. Families read it as soon as you approve it.")
      let shown = earlier.first { $0.state == .published }?.text
      if let shown {
        differenceTable(
          [("Heading", shown.heading, newest.text.heading), ("The page", shown.text, newest.text.text)]
            .filter { $0.1 != $0.2 }.map { ListingDifference(label: $0.0, before: $0.1, after: $0.2) })
      }
      view.postButton(
        "Approve what is saved", to: "\(path)/approval", [WordingForm.seen.name: newest.seen], style: .primary)
    }
  }

  private var standardCard: HTML {
    card("What the standard page says now", id: "standard", style: .narrow) {
      if let standard = page.standard {
        paragraph(markup: "<strong>\(standard.heading)</strong>")
        textLines(standard.text).map { paragraph($0) }
      } else {
        paragraph("Nothing has been approved yet.")
      }
    }
  }

  private func state(_ newest: PageWording) -> HTML {
    card("How it stands", id: "state", style: .narrow) {
      paragraph(markup: WordingLine(newest, of: page).tags)
      timeline(
        earlier.map { line in
          TimelineEntry(
            "Version \(line.number)", when: time(line.writtenAt), who: line.writtenBy,
            body: markup {
              paragraph(markup: tag(line.state.title, line.state == .published ? .green : .grey))
              if let by = line.approvedBy { paragraph("Approved by \(by)") }
              if line.number != newest.number {
                paragraph(
                  markup: link(
                    "Write on from this one", to: "\(path)?from=\(line.number)", hiddenText: "version \(line.number)"))
              }
            })
        })
    }
  }

  private func withdrawal(_ words: String, _ view: View) -> HTML {
    guard mayApprove else { return .empty }
    return card("Take it away", id: "removal", style: .narrow) {
      details("Take these words away from families") {
        formPart(
          view, to: "\(own)/versions/\(words)/removal", [whyField], entry, submit: "Take it away", style: .warning,
          keepsDraft: false)
      }
    }
  }
}

/// Where editors add a page of the council’s own.
struct NewWrittenPage: Page, Codable {
  let reading: ReadingAge?
  let entry: Entry
  var title: String { "Add a page" }
  var trail: [Link] { [Link("Directory", "/directory"), Link("Pages and their versions", "/directory/pages")] }
  var menuPath: String? { "/directory" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      view.form(to: "/directory/pages", entry) {
        controls([WordingForm.key, WordingForm.heading, WordingForm.text], entry)
        """
        <div class="govuk-inset-text" data-reading="\(WordingForm.text.name)" \
        data-reading-limit="\(ReadingAge.limit)">\(readingWords(reading))</div>
        """ as HTML
        button("Save the draft")
      }
    }
  }
}
