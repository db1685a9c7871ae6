import Design
import Kernel
import People
import Web

/// What was put together with a child's record, and what was taken apart again.
struct MergesPage: Page, Codable {
  struct Line: Codable, Sendable, Hashable {
    let merge: AnyID
    let other: String
    let isKept: Bool
    let when: String
    let by: String
    let why: String
    let undone: String?
    let toPlace: Int
  }
  let child: ChildID
  let childName: String
  let lines: [Line]
  let pairs: Int
  var title: String { "Records put together" }
  var trail: [Link] { [Link(childName, "/children/\(child)/key-information")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      paragraph("Two records that turn out to be one child are put together. It can be taken back at any time.")
      buttonGroup {
        linkButton("Put another record together with this one", to: "/children/\(child)/merges/new")
        pairs > 0 ? linkButton("Compare records (\(pairs))", to: "/links", style: .secondary) : .empty
      }
      lines.isEmpty
        ? emptyState("Nothing has been put together", "This record has always been one.")
        : lines.map { line in
          card(
            line.isKept ? "\(line.other) was put into this record" : "This record was put into \(line.other)",
            level: .h3
          ) {
            summaryList(
              [SummaryRow("When and by whom", text: "\(line.when), \(line.by)"), SummaryRow("Why", text: line.why)]
                + (line.undone.map { [SummaryRow("Taken apart", text: $0)] } ?? []))
            if line.toPlace > 0 {
              paragraph(
                markup:
                  "\(tag("\(line.toPlace) to place", .yellow)) \(link("Say whose they are", to: "/children/\(child)/merges/\(line.merge)"))"
              )
            } else if line.undone == nil {
              paragraph(
                markup: link(
                  "Take apart", to: "/children/\(child)/merges/\(line.merge)/undoing",
                  hiddenText: "what was put together on \(line.when)"))
            }
          }
        }.joined()
    }
  }
}

/// The form with which two records are put together by hand.
struct MergePage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The other record, once it is found.
  let other: String?
  let entry: Entry
  var title: String { "Put two records together" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)/key-information"), Link("Records put together", "/children/\(child)/merges")]
  }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(
        "Do this only when you are sure that both are one child: a wrong one shows one child’s life on another’s record."
      )
      bulletList([
        "Everything on the other record goes to this one. Plans and visits of the same kind stand side by side.",
        "The other record’s address leads here from then on.",
        "The family and everyone who works with the child can see that it was done, by whom and why.",
        "It can be taken apart again.",
      ])
      view.form(to: "/children/\(child)/merges", entry) {
        controls(MergeForm.all, entry)
        button("Put together", style: .warning)
      }
    }
  }
}

enum MergeForm {
  static let other = Field(
    "other", "Which is the other record?", .text(max: 200),
    hint: "Its NHS number, its UPN, or its address in the browser.",
    required: "Enter the NHS number, the UPN or the address of the other record")
  static let why = Field(
    "why", "How do you know that they are one child?", .prose(max: 500), required: "Say how you know")
  static let all = [other, why]
  static let undoWhy = Field(
    "why", "Why are they two children?", .prose(max: 500),
    hint: "This holds from then on: the two will never be put together by themselves.",
    required: "Say why they are two children")
}

/// What will go where when two records are taken apart, and the question why.
struct UnmergePage: Page, Codable {
  struct Count: Codable, Sendable, Hashable {
    let what: String
    let count: Int
  }
  let child: ChildID
  let childName: String
  let merge: AnyID
  let lostName: String
  let back: [Count]
  let sinceLost: [Count]
  let sinceKept: [Count]
  let unplaced: [Count]
  let entry: Entry
  var title: String { "Take two records apart" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)/key-information"), Link("Records put together", "/children/\(child)/merges")]
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      columns {
        counts("Goes back to \(lostName)", back, empty: "Nothing hung on that record.")
        counts("Came since, and goes to \(lostName)", sinceLost, empty: "Nothing.")
        counts("Came since, and stays with \(childName)", sinceKept, empty: "Nothing.")
        counts(
          "Came since, and nobody can tell", unplaced,
          empty: "Nothing: all of it can be placed.", hint: "It stays here first. You are asked about each afterwards.")
      } side: {
        card("Why", id: "why-card") {
          view.form(to: "/children/\(child)/merges/\(merge)/undoing", entry) {
            control(MergeForm.undoWhy, entry)
            button("Take apart", style: .warning)
          }
        }
      }
    }
  }

  private func counts(_ title: String, _ counts: [Count], empty: String, hint: String? = nil) -> HTML {
    card(title) {
      hint.map { paragraph($0) } ?? .empty
      table(
        Table(
          title, [.init("What"), .init("How many", numeric: true)],
          counts.map { .init(["\($0.what.prefix(1).uppercased())\($0.what.dropFirst())", "\($0.count)"]) }, empty: empty
        ))
    }
  }
}

/// What could not be placed when two records were taken apart: each with the question whose it is.
struct UnplacedPage: Page, Codable {
  struct Line: Codable, Sendable, Hashable {
    let kind: String
    let row: AnyID
    let words: String
  }
  let child: ChildID
  let childName: String
  let merge: AnyID
  let keptName: String
  let lostName: String
  let lines: [Line]
  var title: String { "Whose is this?" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)/key-information"), Link("Records put together", "/children/\(child)/merges")]
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "\(keptName) and \(lostName)")
      paragraph("These came while the two records were one, and nothing says to which child they belong.")
      lines.isEmpty
        ? emptyState("Everything has its place", "Nothing is left to be placed.")
        : lines.map { line in
          card(line.words) {
            buttonGroup {
              view.postButton(
                "It is \(keptName)’s", to: "/children/\(child)/merges/\(merge)/placing",
                ["kind": line.kind, "row": line.row.description, "whose": "kept"], hiddenText: ": \(line.words)")
              view.postButton(
                "It is \(lostName)’s", to: "/children/\(child)/merges/\(merge)/placing",
                ["kind": line.kind, "row": line.row.description, "whose": "lost"], hiddenText: ": \(line.words)")
            }
          }
        }.joined()
    }
  }
}

enum PlacingForm {
  static let kind = Field("kind", "What", .hidden(max: 60), required: "Open the page again")
  static let row = Field("row", "Which", .id, required: "Open the page again")
  static let whose = Field(
    "whose", "Whose is it?", .choice([.init("kept", "The kept record’s"), .init("lost", "The other record’s")]),
    required: "Choose whose it is")
  static let all = [kind, row, whose]
}
