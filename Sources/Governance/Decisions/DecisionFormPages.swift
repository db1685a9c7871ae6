import Design
import Kernel
import Web

/// The notice: nine things, for anyone to read.
struct NoticePage: Page, Codable {
  let record: DecisionRecord
  let items: [NoticeItem]
  let notices: [DecisionNotice]
  let isKey: Bool
  let privateNotices: [PrivateNotice]
  let urgentPrivate: UrgentPrivateNotice?
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
      privateNotices.map { notice in
        card(
          notice.number == 1 ? "It will be taken in private" : "It will be taken in private: second notice",
          id: "private-\(notice.number)"
        ) {
          prose(notice.why)
          paragraph(
            "Published on \(notice.publishedAt.long). Not before \(notice.earliestAt.day.long): \(notice.reckoning).")
          notice.representations.map {
            summaryList([
              SummaryRow("What people said", prose($0)), SummaryRow("The answer", prose(notice.answer ?? "")),
            ])
          } ?? .empty
        }
      }
      urgentPrivate.map { notice in
        card("It will be taken in private, and cannot wait", id: "private-urgent") {
          summaryList([
            SummaryRow("Why the public is kept out", prose(notice.why)),
            SummaryRow("Why it is urgent and cannot be deferred", prose(notice.whyUrgent)),
            SummaryRow("The chair of scrutiny agreed", text: "\(notice.agreedAt.long): \(notice.agreedWords)"),
            SummaryRow("Published", text: "\(notice.publishedAt.long), by \(notice.publishedName)"),
          ])
        }
      } ?? .empty
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
