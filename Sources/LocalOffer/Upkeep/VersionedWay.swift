import Design
import Kernel
import Store
import Web

/// How something that is kept in versions stands, for those who look after it: what comes next, what is new beside what
/// families see, what is missing, what was before.
struct VersionedWay: Codable, Sendable {
  /// Its address: steps and versions stand below it.
  let path: String
  /// "listing"
  let word: String
  /// Where families see it; nil while they see nothing.
  let publicPath: String?
  /// What a step is about: the version that is shown here.
  let seen: Int
  let isAway: Bool
  let newest: Int
  let newestState: VersionState
  let differences: [ListingDifference]
  let missing: [FieldError]
  let reading: ReadingAge?
  let returnedWhy: String?
  let versions: [VersionLine]
  let isEditor: Bool
  let isOwnWriting: Bool
  /// What else goes when it is taken away; nil where nothing does.
  let goesWith: String?
  let entry: Entry

  init<Of: Versioned>(
    _ subject: Of, at path: String, publicPath: String?, goesWith: String? = nil, _ request: Request, _ tx: Transaction
  ) throws {
    (self.path, word, self.goesWith, entry) = (path, Of.word, goesWith, request.entry)
    self.publicPath = subject.current == nil ? nil : publicPath
    (seen, isAway) = (subject.version, subject.deletedAt != nil)
    (newest, newestState) = (subject.newest, subject.newestState)
    let newest = try tx.version(subject.newest, of: subject.id)
    let current = try subject.current.map { try tx.version($0, of: subject.id) }
    differences =
      current?.number == newest.number ? [] : LocalOffer.differences(from: current?.details, to: newest.details)
    missing = newest.details.missing
    reading = ReadingAge(of: newest.details.plainText)
    returnedWhy = newest.returnedWhy
    versions = try tx.versions(of: subject.id).map { VersionLine($0) }
    isEditor = request.caller.holds(.publishListings)
    isOwnWriting = newest.writtenBy == request.caller.name
  }

  private var sent: [String: String] { [ListingForm.version.name: String(seen)] }

  /// The buttons of what can be done next; `more` stands among them.
  func steps(_ view: View, @HTMLBuilder more: () -> HTML = { .empty }) -> HTML {
    markup {
      buttonGroup {
        if isAway {
          view.postButton("Bring it back", to: "\(path)/return-to-directory", sent, style: .primary)
        } else {
          linkButton("Change it", to: "\(path)/draft", style: .secondary)
          if newestState == .draft, missing.isEmpty, !isEditor {
            view.postButton("Send it to be checked", to: "\(path)/sending", sent, style: .primary)
          }
          if isEditor, [.draft, .sent].contains(newestState), missing.isEmpty {
            view.postButton("It is checked", to: "\(path)/check", sent, style: .primary)
          }
          if isEditor, newestState == .checked {
            view.postButton("Publish it", to: "\(path)/publication", sent, style: .primary)
          }
          more()
          if let publicPath { linkButton("See what families see", to: publicPath, style: .secondary) }
        }
      }
      if isEditor, [.draft, .sent].contains(newestState), isOwnWriting, missing.isEmpty {
        paragraph("You wrote this yourself. If you can, let a colleague check it.")
      }
    }
  }

  /// What came back from the editors, and what is new.
  @HTMLBuilder var news: HTML {
    if let returnedWhy { insetText { paragraph("Sent back: \(returnedWhy)") } }
    if !differences.isEmpty {
      card(publicPath == nil ? "What will be shown" : "What is new beside what families see", id: "differences") {
        differenceTable(differences)
      }
    }
  }

  /// The rows and the list that say how it stands.
  @HTMLBuilder func standing(_ rows: [SummaryRow]) -> HTML {
    summaryList(
      rows.prefix(1) + [SummaryRow("Newest version", text: "\(newest), \(newestState.title.lowercasedFirst)")]
        + rows.dropFirst())
    if !missing.isEmpty {
      heading("Still missing", .h3, size: .s)
      bulletList(missing.map { "\($0.message)" })
    }
  }

  var readingCard: HTML {
    card("How it reads", id: "reading", style: .narrow) { readingWords(reading) }
  }

  func history(_ view: View) -> HTML {
    card("History", id: "history", style: .narrow) {
      timeline(
        versions.map { line in
          TimelineEntry(
            "Version \(line.number)", when: time(line.writtenAt), who: line.writtenBy,
            body: markup {
              paragraph(markup: tag(line.state.title, line.state == .published ? .green : .grey))
              if let checked = line.checkedBy { paragraph("Checked by \(checked)") }
              if let published = line.publishedBy { paragraph("Published by \(published)") }
            }, link: "\(path)/versions/\(line.number)")
        })
      if !isAway {
        details("Take this \(word) away") {
          if let goesWith { paragraph(goesWith) }
          reason("\(path)/removal", idPrefix: "", button("Take it away", style: .warning), view)
        }
      }
      if isEditor, [.sent, .checked].contains(newestState) {
        details("Send it back to whoever wrote it") {
          reason("\(path)/return", idPrefix: "back-", button("Send it back", style: .secondary), view)
        }
      }
    }
  }

  private func reason(_ to: String, idPrefix: String, _ button: HTML, _ view: View) -> HTML {
    view.form(to: to, entry, keepsDraft: false) {
      hidden(ListingForm.version.name, String(seen))
      control(whyField, entry, idPrefix: idPrefix)
      button
    }
  }
}

/// A version in one line of the history.
struct VersionLine: Sendable, Codable, Hashable {
  let number: Int
  let state: VersionState
  let writtenBy: String
  let writtenAt: Instant
  let checkedBy: String?
  let publishedBy: String?
  init(_ version: Version<some Versioned>) {
    (number, state, writtenBy, writtenAt) = (version.number, version.state, version.writtenBy, version.writtenAt)
    (checkedBy, publishedBy) = (version.checkedBy, version.publishedBy)
  }
}

/// One version, and what is different in it from what families see.
struct VersionPage: Page, Codable {
  let name: String
  /// The page of which this is a version.
  let whole: String
  /// What the button is about; nil where this is the newest, or where all of it was taken away.
  let restores: Int?
  let line: VersionLine
  let differences: [ListingDifference]?
  let says: [SummaryLine]
  struct SummaryLine: Codable, Sendable, Hashable {
    let label: String
    let text: String
  }

  init<Of: Versioned>(_ number: Int, of subject: Of, name: String, at path: String, _ tx: Transaction) throws {
    let version = try tx.version(number, of: subject.id)
    (self.name, whole, line) = (name, path, VersionLine(version))
    restores = number == subject.newest || subject.deletedAt != nil ? nil : subject.version
    let shown = try subject.current.flatMap { $0 == number ? nil : try tx.version($0, of: subject.id) }
    differences = shown.map { LocalOffer.differences(from: $0.details, to: version.details) }
    says = version.details.lines.map { SummaryLine(label: $0.label, text: $0.text) }
  }

  var title: String { "Version \(line.number)" }
  var trail: [Link] { [Link("Directory", "/directory"), Link(name, whole)] }
  var menuPath: String? { "/directory" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      paragraph(markup: "\(tag(line.state.title, .grey)) Written by \(line.writtenBy), \(time(line.writtenAt))")
      if let restores {
        view.postButton(
          "Bring this version back as a draft", to: "\(whole)/versions/\(line.number)/restoration",
          [ListingForm.version.name: String(restores)])
      }
      if let differences {
        card("Beside what families see", id: "differences") { differenceTable(differences) }
      }
      card("What it says", id: "says") { summaryList(says.map { SummaryRow($0.label, text: $0.text) }) }
    }
  }
}
