import Design
import Kernel
import Web

/// Asking an agency.
struct AskCheckOfAgencyPage: Page, Codable {
  struct AgencyChoice: Codable, Sendable {
    let id: AgencyID
    let name: String
  }
  let id: HelpRequestID
  let reference: String
  let name: String
  let agencies: [AgencyChoice]
  /// What the law lets be asked of an agency about this family.
  let rule: String
  let entry: Entry
  var title: String { "Ask an agency" }
  var trail: [Link] { [Link("Requests for help", "/requests"), Link("\(name), \(reference)", "/requests/\(id)")] }
  var menuPath: String? { "/requests" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(name), \(reference)")
      paragraph(
        "They see the child’s name, date of birth and your question, and nothing else of the request. They have until the end of the next working day."
      )
      insetText { paragraph(rule) }
      agencies.isEmpty
        ? emptyState("Every agency has been asked", "Wait for their answers, or write down what they say.")
        : view.form(to: "/requests/\(id)/checks", entry) {
          control(choosing(ScreeningForm.agency, agencies.map { ($0.id.description, $0.name) }), entry)
          control(ScreeningForm.question, entry)
          button("Ask them")
        }
    }
  }
}

/// Answering a question: the agency itself, or a screener who writes down what it said on the phone.
struct AnswerCheckPage: Page, Codable {
  /// Where the answer goes to.
  let action: String
  let check: AgencyCheck
  let reference: String
  /// Nil where the record is restricted and the caller has no link to it.
  let childName: String?
  let born: String?
  let isScreener: Bool
  let back: Link
  let today: Day
  let entry: Entry
  var title: String { isScreener ? "What \(check.agencyName) says" : "A question from the front door" }
  var trail: [Link] { [back] }
  var menuPath: String? { isScreener ? "/requests" : "/checks" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: reference)
      summaryList([
        SummaryRow("Child", text: childName ?? "Restricted: only those with a named link see who it is"),
        SummaryRow("Born", text: born), SummaryRow("Question", text: check.question),
        SummaryRow("Asked by", "\(check.askedBy), \(time(check.askedAt))"),
        SummaryRow("Answer by", check.isOpen ? dueTag(due: check.dueAt.day, today: today) : "\(day(check.dueAt.day))"),
      ])
      if let finding = check.finding {
        card("The answer") {
          paragraph(markup: tag(finding.title, finding == .concern ? .red : .green))
          check.answer.map { prose($0) } ?? .empty
          paragraph(markup: "\(check.answeredBy ?? ""), \(time(check.answeredAt ?? check.askedAt))")
        }
      } else if check.cancelledAt != nil {
        paragraph("This question does not need an answer any more.")
      } else if childName != nil {
        view.form(to: action, entry) {
          control(finding, entry)
          control(ScreeningForm.answer, entry)
          button("Send the answer")
        }
      }
    }
  }
}

extension AnswerCheckPage {
  /// The same question, asked of the agency itself.
  private var finding: Field {
    let asked = ScreeningForm.finding
    return isScreener
      ? asked : Field(asked.name, "What does your agency know?", asked.kind, required: "Choose what your agency knows")
  }
}

/// An agency's own list of questions.
struct ChecksPage: Page, Codable {
  struct Line: Codable, Sendable {
    let check: AgencyCheck
    let childName: String?
    let born: String?
  }
  var title: String { "Questions from the front door" }
  let lines: [Line]
  let today: Day
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "checks-\(today)", columns: ["agency", "child", "born", "question", "asked", "due", "finding", "answered"],
      rows: lines.map {
        [
          $0.check.agencyName, $0.childName ?? "", $0.born ?? "", $0.check.question, $0.check.askedAt.description,
          $0.check.dueAt.description, $0.check.finding?.title ?? "", $0.check.answeredAt?.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph("The front door asks what your agency knows, to decide what help is right. Answer only what is asked.")
      lines.isEmpty
        ? emptyState("Nothing is asked of your agency", "New questions appear here, and on your page for today.")
        : table(
          Table(
            "Questions, the first due first",
            [.init("Child"), .init("Born"), .init("Question"), .init("Asked by"), .init("Answer by")],
            lines.map { line in
              Table.Row(
                [
                  "\(line.childName ?? "Restricted")", "\(line.born ?? "")", "\(line.check.question)",
                  "\(line.check.askedBy)",
                  line.check.isOpen ? dueTag(due: line.check.dueAt.day, today: today) : tag("Answered", .green),
                ], link: "/checks/\(line.check.id)")
            }))
      lines.isEmpty ? .empty : paragraph(markup: link("Download as a spreadsheet", to: "/checks?format=csv"))
    }
  }
}
