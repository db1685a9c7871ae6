import Design
import Kernel
import Web

/// The form of what is to be decided.
struct DecisionFormPage: Page, Codable {
  let record: DecisionRecord?
  let entry: Entry
  var title: String { record == nil ? "Prepare a decision" : "Change what is to be decided" }
  var trail: [Link] { decisionTrail + (record.map { [Link($0.reference, $0.path)] } ?? []) }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record?.content.title)
      if record.map({ $0.state != .draft }) ?? false {
        warningText("A notice stands. Withdraw it before you change what it says; its days begin anew.")
      }
      view.form(to: record.map { "\($0.path)/content" } ?? "/governance/decisions", entry) {
        controls(DecisionForm.all + (record == nil ? [] : [DecisionForm.version]), entry)
        button("Save")
      }
    }
  }
}

/// The form of money, an option, a part of the report or an implication.
struct AdditionPage: Page, Codable {
  let record: DecisionRecord
  let addition: DecisionAddition
  let entry: Entry
  var title: String { addition.title }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record.content.title)
      view.form(to: "\(record.path)/additions/\(addition.rawValue)", entry) {
        controls(addition.fields, entry)
        button("Add")
      }
    }
  }
}

/// The notice: nine things, for anyone to read.
struct NoticePage: Page, Codable {
  let record: DecisionRecord
  let items: [NoticeItem]
  let notices: [DecisionNotice]
  let isKey: Bool
  var title: String { "Notice of a decision" }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: record.content.title)
      if let notice = notices.last, notice.withdrawnAt == nil {
        paragraph(
          """
          Published on \(notice.publishedAt.long). The decision may not be taken before \(notice.earliestAt.day.long): \
          \(notice.reckoning).
          """)
        if notice.route != .notice { insetText { paragraph("\(notice.route.title). \(notice.why ?? "")") } }
      } else {
        warningText("No notice stands. This is what it would say.")
      }
      summaryList(items.map { SummaryRow($0.name, prose($0.text)) })
      if notices.count > 1 || notices.last?.withdrawnAt != nil {
        card("Notices of this decision", id: "notices") {
          table(
            Table(
              "Notices", [.init("Number"), .init("Published"), .init("Withdrawn")],
              notices.map { .init(["\($0.number)", time($0.publishedAt), $0.withdrawnAt.map { time($0) } ?? "No"]) }))
        }
      }
      printButton()
    }
  }
}

/// The form that publishes a notice.
struct PublicationPage: Page, Codable {
  let record: DecisionRecord
  let items: [NoticeItem]
  let isKey: Bool
  let entry: Entry
  var title: String { "Publish the notice" }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record.content.title)
      paragraph("Anybody can read it from now on. Its days are counted from this moment, and from no other.")
      summaryList(items.map { SummaryRow($0.name, prose($0.text)) })
      view.form(to: "\(record.path)/publication", entry) {
        controls(NoticeForm.all, entry)
        button("Publish now")
      }
    }
  }
}

/// The form that withdraws a notice.
struct WithdrawalPage: Page, Codable {
  let record: DecisionRecord
  let entry: Entry
  var title: String { "Withdraw the notice" }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record.content.title)
      paragraph("The decision becomes a draft again. The days that have passed count no more.")
      view.form(to: "\(record.path)/withdrawal", entry) {
        controls([NoticeForm.withdrawnWhy, DecisionForm.version], entry)
        button("Withdraw it", style: .warning)
      }
    }
  }
}

/// The form that records a decision as taken.
struct TakingPage: Page, Codable {
  let record: DecisionRecord
  /// Why it cannot be recorded at this moment.
  let refusal: String?
  let entry: Entry
  var title: String { "Record the decision" }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record.content.title)
      refusal.map { why in warningText("It cannot be recorded as taken now. \(why)") } ?? .empty
      view.form(to: "\(record.path)/taking", entry) {
        controls(TakenForm.all, entry)
        button("Record it")
      }
    }
  }
}

/// The form of an act around a decision, and the gates that are shut.
struct ActPage: Page, Codable {
  let record: DecisionRecord
  let allowed: [DecisionActKind]
  /// What cannot be done now, and why.
  let shut: [NoticeItem]
  let entry: Entry
  var title: String { "What comes with the decision" }
  var trail: [Link] { decisionTrail + [Link(record.reference, record.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: record.content.title)
      if allowed.isEmpty {
        emptyState("Nothing can be done now", "Below is what each step waits for.")
      } else {
        view.form(to: "\(record.path)/acts", entry) {
          controls(ActForm.asked(allowed), entry)
          button("Record it")
        }
      }
      if !shut.isEmpty {
        card("Not yet", id: "shut") { summaryList(shut.map { SummaryRow($0.name, text: $0.text) }) }
      }
    }
  }
}
