import Design
import Kernel
import Web

let changesLink = Link("Change of structure", "/workforce/changes")

/// Changes that are prepared, and those that have begun.
struct ChangesPage: Page, Codable {
  struct Line: Codable, Sendable {
    let change: StructureChange
    let done: Int
    let of: Int
  }
  let changes: [Line]
  var title: String { "Change of structure" }
  var trail: [Link] { [workforceHome] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("Who comes into which post, how, and how far it is. Nothing begins before everything is complete.")
      buttonGroup { linkButton("Prepare a change", to: "/workforce/changes/new") }
      card("Changes", id: "changes") {
        table(
          Table(
            "Changes of structure",
            [.init("Change"), .init("Consultation"), .init("Begins"), .init("Transfers complete"), .init("Stands")],
            changes.map { line in
              .init(
                [
                  "\(line.change.name)",
                  "\(line.change.consultationFrom.long) to \(line.change.consultationTo.long)",
                  "\(line.change.startsOn.long)", "\(line.done) of \(line.of)",
                  line.change.startedAt == nil ? tag("Prepared", .blue) : tag("Begun", .green),
                ], link: line.change.path)
            }, empty: "No change is being prepared."))
      }
    }
  }
}

struct ChangeFormPage: Page, Codable {
  let entry: Entry
  var title: String { "Prepare a change" }
  var trail: [Link] { [workforceHome, changesLink] }
  var menuPath: String? { "/workforce" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      formPart(view, to: "/workforce/changes", ChangeForm.all, entry, submit: "Prepare it")
    }
  }
}

/// One change: what is in its way, and everybody in it.
struct ChangePage: Page, Codable {
  let change: StructureChange
  let transfers: [StaffTransfer]
  let gates: [String]
  var title: String { change.name }
  var trail: [Link] { [workforceHome, changesLink] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "transfers",
      columns: [
        "person", "kind", "employer", "post", "grade", "fte", "base", "proposed_post", "proposed_base", "new_employer",
        "state",
      ],
      rows: transfers.map { transfer in
        let now = transfer.content
        return [
          now.person, now.kind.rawValue, now.employer, now.post, now.grade ?? "", shareWords(now.fte), now.base,
          now.proposedPost, now.proposedBase, now.newEmployer, transfer.state.rawValue,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Change of structure")
      summaryList([
        SummaryRow("Consultation", text: "\(change.consultationFrom.long) to \(change.consultationTo.long)"),
        SummaryRow("Decision", text: change.decision ?? "None needed"),
        SummaryRow("Begins", text: change.startsOn.long),
        SummaryRow(
          "Stands", text: change.startedAt.map { "Begun on \($0.day.long) by \(change.startedBy ?? "")" } ?? "Prepared"),
      ])
      if change.startedAt == nil {
        card("What must be done first", id: "gates", style: .lead) {
          if gates.isEmpty {
            paragraph("Everything is complete.")
            view.postButton("Begin the change", to: "\(change.path)/start", style: .primary)
          } else {
            bulletList(gates.map { "\($0)" })
          }
        }
      }
      card("Employees", id: "transfers") {
        table(
          Table(
            "Employees in this change",
            [
              .init("Name"), .init("How"), .init("Now"), .init("Then"), .init("Base changes"), .init("How far"),
            ],
            transfers.map { transfer in
              let now = transfer.content
              return .init(
                [
                  "\(now.person)", "\(now.kind.title)", "\(now.post), \(now.employer)",
                  "\(now.proposedPost), \(now.newEmployer)",
                  "\(now.base == now.proposedBase ? "No" : "To \(now.proposedBase)")",
                  stateTag(transfer.state),
                ], link: "\(change.path)/transfers/\(transfer.id)")
            }, empty: "Nobody has been added yet."))
        if change.startedAt == nil {
          buttonGroup { linkButton("Add an employee", to: "\(change.path)/transfers/new", style: .secondary) }
        }
        if !transfers.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "\(change.path)?format=csv"))
        }
      }
    }
  }
}

func stateTag(_ state: TransferState) -> HTML {
  switch state {
  case .notStarted: tag(state.title, .grey)
  case .consulting: tag(state.title, .blue)
  case .measuresAgreed: tag(state.title, .yellow)
  case .transferred: tag(state.title, .green)
  case .ended: tag(state.title, .grey)
  }
}

struct TransferFormPage: Page, Codable {
  let change: StructureChange
  let posts: [PostChoice]
  let entry: Entry
  struct PostChoice: Codable, Sendable {
    let code: String
    let words: String
    init(_ code: String, _ words: String) { (self.code, self.words) = (code, words) }
  }
  var title: String { "Add an employee" }
  var trail: [Link] { [workforceHome, changesLink, Link(change.name, change.path)] }
  var menuPath: String? { "/workforce" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: change.name)
      view.form(to: "\(change.path)/transfers", entry) {
        TransferForm.all.map { control(drawn($0), entry) }
        button("Add them")
      }
    }
  }
  /// The proposed post is chosen from those there are.
  private func drawn(_ field: Field) -> Field {
    guard field.name == TransferForm.proposedPost.name else { return field }
    return Field(
      field.name, field.label, .choice(posts.map { .init($0.code, $0.words) }), required: field.required)
  }
}

/// One employee’s transfer: what they have, what is proposed, what has happened.
struct TransferPage: Page, Codable {
  let file: TransferFile
  let entry: Entry
  var title: String { file.transfer.content.person }
  var trail: [Link] { [workforceHome, changesLink, Link(file.change.name, file.change.path)] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: file.transfer.kind.title)
      card("What they have, and what is proposed", id: "transfer") { transferSummary(file) }
      card("What has happened", id: "steps") { transferSteps(file) }
      if !file.transfer.state.isOver {
        card("Write down a step", id: "step") {
          view.form(to: "\(file.change.path)/transfers/\(file.transfer.id)/steps", entry) {
            hidden("version", "\(file.transfer.version)")
            controls([StepForm.kind, StepForm.on, StepForm.words], entry)
            button("Write it down")
          }
        }
      }
    }
  }
}

func transferSummary(_ file: TransferFile) -> HTML {
  let now = file.transfer.content
  return summaryList([
    SummaryRow("How far", stateTag(file.transfer.state)),
    SummaryRow("Now", text: "\(now.post), \(shareWords(now.fte)), \(now.employer), based at \(now.base)"),
    SummaryRow("Grade now", text: now.grade),
    SummaryRow("Proposed", text: "\(now.proposedPost), \(now.newEmployer), based at \(now.proposedBase)"),
    SummaryRow("Consultation", text: "\(file.change.consultationFrom.long) to \(file.change.consultationTo.long)"),
  ])
}

func transferSteps(_ file: TransferFile) -> HTML {
  timeline(
    file.steps.map {
      TimelineEntry(
        $0.kind.title, when: day($0.on), who: $0.by, body: $0.words.map { prose($0) } ?? .empty, isKey: true)
    }, empty: "Nothing has happened yet.")
}
