import Design
import Kernel
import Web

/// How a page of the council begins: its heading, the way to its other versions, and what it says.
@HTMLBuilder func pageOpening(_ page: WordedPage) -> HTML {
  pageHeading(page.name)
  page.links().html
  let lines = textLines(page.standard?.text)
  lines.prefix(1).map { lead($0) }
  lines.dropFirst().map { paragraph($0) }
}

/// A page of the council’s own, in its standard words.
struct WrittenPage: Page, Codable {
  let text: PageText
  let versions: VersionLinks
  let mayEdit: Bool
  let key: String
  let said: SaidHere
  var title: String { text.heading }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(text.heading)
      versions.html
      textLines(text.text).map { paragraph($0) }
      printButton()
      if mayEdit { paragraph(markup: link("Look after the words of this page", to: "/directory/pages/\(key)")) }
      said.html
    }
  }
}

/// A page in easy read or in another language; of a listing, an organisation or the council.
struct OtherVersionPage: Page, Codable {
  /// What the standard page is called.
  let name: String
  let version: OtherVersion
  /// Where the standard page is.
  let standard: Link
  let versions: VersionLinks
  /// True where the standard page has changed since this was written.
  let isOld: Bool
  /// What else there is in the same words; only where the local offer begins.
  let more: [Link]
  let said: SaidHere
  private var heading: String { version.heading ?? name }
  var title: String { "\(heading): \(version.label)" }
  var trail: [Link] {
    [Link("Local offer", "/local-offer")] + (standard.path == "/local-offer" ? [] : [Link(name, standard.path)])
  }
  var menuPath: String? { "/local-offer" }

  func body(_ view: View) -> HTML {
    let isEasyRead = version.kind == .easyRead
    return readingColumn {
      // Without a heading of its own it has that of the English page.
      inLanguage(version.heading == nil ? "en" : version.code, isEasyRead: isEasyRead) { pageHeading(heading) }
      versions.html
      if isOld {
        insetText {
          paragraph(
            isEasyRead
              ? "The standard page has changed since this was written."
              : "The English page has changed since this translation was made. Please ask us if you are not sure.")
          paragraph(markup: link("Read the standard page", to: standard.path))
        }
      }
      inLanguage(version.code, isEasyRead: isEasyRead) {
        textLines(version.text).map { paragraph($0) }
      }
      if !more.isEmpty {
        card(isEasyRead ? "More in easy read" : "More in this language", id: "more") {
          inLanguage(version.code) { bulletList(more.map { link($0.label, to: $0.path) }) }
        }
      }
      printButton()
      said.html
    }
  }
}

/// The words of a page in one line of a list.
struct WordingLine: Sendable, Codable, Hashable {
  let words: String
  let label: String
  let language: String
  let state: WordingState
  let isPublished: Bool
  /// True where the public reads words that were written for an earlier standard text.
  let isOld: Bool
  let writtenBy: String
  let writtenAt: Instant
  let approvedBy: String?

  init(_ newest: PageWording, of page: WordedPage) {
    (words, label, language, state) = (newest.words, newest.label, newest.language, newest.state)
    (writtenBy, writtenAt, approvedBy) = (newest.writtenBy, newest.writtenAt, newest.approvedBy)
    let shown = page.others.first { $0.slug == newest.words }
    isPublished = newest.words == standardWords ? page.standard != nil : shown != nil
    isOld = shown.map { page.isOld($0) } ?? false
  }

  /// What it is called, marked with its language for whoever reads aloud.
  var named: HTML {
    [standardWords, easyReadSlug].contains(words) ? "\(label)" : "<span lang=\"\(words)\">\(label)</span>"
  }

  @HTMLBuilder var tags: HTML {
    if isPublished { tag("Published", .green) } else if state == .past { tag("Taken away", .grey) }
    if state.isOpen { " " as HTML; tag(isPublished ? "New: \(state.title.lowercasedFirst)" : state.title, .blue) }
    if isOld { " " as HTML; tag("The standard page has changed since", .yellow) }
  }
}

/// Every page that has words of its own, for those who write them.
struct WordedPagesPage: Page, Codable {
  let pages: [Line]
  let mayAdd: Bool
  struct Line: Codable, Sendable, Hashable {
    let key: String
    let name: String
    let versions: [WordingLine]
  }
  var title: String { "Pages and their versions" }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var sheet: Sheet? {
    Sheet(
      name: "page-versions", columns: ["page", "version", "language", "state", "published", "old"],
      rows: pages.flatMap { page in
        page.versions.map {
          [page.name, $0.label, $0.language, $0.state.title, $0.isPublished ? "yes" : "", $0.isOld ? "yes" : ""]
        }
      })
  }

  func body(_ view: View) -> HTML {
    let waiting = pages.flatMap(\.versions).count { $0.state == .sent }
    let old = pages.flatMap(\.versions).count { $0.isOld }
    return markup {
      pageHeading(title)
      lead("What pages say in standard English, in easy read and in other languages.")
      tiles([
        Tile("To be approved", String(waiting), tone: waiting > 0 ? .warning : .plain),
        Tile("Older than the standard page", String(old), tone: old > 0 ? .warning : .plain),
      ])
      if mayAdd { linkButton("Add a page", to: "/directory/pages/new") }
      table(
        Table(
          "Pages", [.init("Page"), .init("Versions")],
          pages.map { page in
            .init(
              [
                "\(page.name)",
                page.versions.isEmpty
                  ? "Standard only"
                  : bulletList(page.versions.map { "\($0.named) \($0.tags)" }),
              ], link: "/directory/pages/\(page.key)")
          }, empty: "No page is yours to write on."))
      paragraph("The other versions of a service stand in its own listing. Those of an organisation begin on its page.")
      paragraph(markup: link("Download as a table", to: "/directory/pages?format=csv"))
    }
  }
}

/// One page with all its versions.
struct WordedPagePage: Page, Codable {
  let page: WordedPage
  let versions: [WordingLine]
  var title: String { page.name }
  var trail: [Link] { [Link("Directory", "/directory"), Link("Pages and their versions", "/directory/pages")] }
  var menuPath: String? { "/directory" }

  func body(_ view: View) -> HTML {
    let own = "/directory/pages/\(page.key)"
    return markup {
      pageHeading(page.name, caption: "A page and its versions")
      buttonGroup {
        linkButton("Add easy read or a translation", to: "\(own)/versions/new")
        if page.standard != nil { linkButton("See what families see", to: page.path, style: .secondary) }
      }
      card("Standard", id: "standard") {
        if let standard = page.standard {
          paragraph(markup: "<strong>\(standard.heading)</strong>")
          textLines(standard.text).map { paragraph($0) }
        } else {
          paragraph("Nothing has been approved yet, so nobody sees this page.")
        }
        if page.kind == .organisation {
          paragraph(markup: link("Change what the organisation is", to: "/directory/organisations/\(page.key)"))
        } else {
          paragraph(markup: link("Change the standard words", to: "\(own)/versions/\(standardWords)"))
        }
      }
      table(
        Table(
          "Versions", [.init("Version"), .init("How it stands"), .init("Written"), .init("Approved by")],
          versions.map { line in
            .init(
              [
                line.named, line.tags, "\(line.writtenBy), \(day(line.writtenAt.day))",
                "\(line.approvedBy ?? "–")",
              ],
              link: "\(own)/versions/\(line.words)")
          }, empty: "There is no other version yet."))
    }
  }
}
