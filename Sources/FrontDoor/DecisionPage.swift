import Design
import Kernel
import People
import Web

/// Deciding: first the outcome, then what it needs.
struct DecisionPage: Page, Codable {
  struct TeamChoice: Codable, Sendable {
    let id: TeamID
    let name: String
  }
  let id: HelpRequestID
  let reference: String
  let name: String
  let version: Int
  let outcome: HelpOutcome?
  let hasRecord: Bool
  let isAgain: Bool
  let criteria: [ThresholdCriterion]
  let teams: [TeamChoice]
  let openChecks: Int
  let entry: Entry

  var title: String { isAgain ? "Decide again" : "Decide" }
  var trail: [Link] { [Link("Requests for help", "/requests"), Link("\(name), \(reference)", "/requests/\(id)")] }
  var menuPath: String? { "/requests" }
  var shownErrors: [FieldError] { entry.errors }
  private var path: String { "/requests/\(id)/decision" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(name), \(reference)")
      openChecks > 0
        ? warningText(
          "\(openChecks == 1 ? "One agency has" : "\(openChecks) agencies have") not answered yet. Their questions end when you decide."
        ) : .empty
      if let outcome { second(outcome, view) } else { first }
    }
  }

  private var first: HTML {
    markup {
      hasRecord
        ? .empty
        : insetText {
          paragraph(
            "The child’s record has not been found or started. You can still give advice, or send it where it belongs.")
        }
      "<form method=\"get\" action=\"\(path)\">"
      control(DecisionForm.outcome, entry)
      button("Continue")
      "</form>"
    }
  }

  private func second(_ outcome: HelpOutcome, _ view: View) -> HTML {
    let rule = SharingRule.of(outcome)
    return markup {
      summaryList([SummaryRow("Outcome", text: outcome.title, change: path)])
      view.form(to: path, entry) {
        hidden("outcome", outcome.rawValue)
        hidden("version", "\(version)")
        isAgain ? control(DecisionForm.againWhy, entry, marksOptional: false) : .empty
        control(DecisionForm.level, entry)
        criteria.isEmpty ? .empty : heading("Which signs are met?", size: .s)
        entry.error("criteria").map {
          paragraph(markup: "<span class=\"govuk-error-message\" id=\"criteria\">\($0)</span>")
        } ?? .empty
        CriteriaForm.controls(criteria, entry)
        control(DecisionForm.judgement, entry)
        control(DecisionForm.reason, entry)
        outcome.needsAlternative ? control(DecisionForm.alternative, entry, marksOptional: false) : .empty
        details("Agreement: \(rule.situation)", isOpen: rule.needsAgreement) {
          summaryList([
            SummaryRow("Ask agreement?", text: rule.ask), SummaryRow("Basis to record", text: rule.basis),
            SummaryRow("If refused", text: rule.ifRefused),
          ])
        }
        control(DecisionForm.agreement, entry, marksOptional: !rule.needsAgreement)
        control(DecisionForm.agreementNote, entry)
        outcome.needsTeam
          ? control(
            choosing(DecisionForm.team, teams.map { ($0.id.description, $0.name) }), entry, marksOptional: false)
          : .empty
        control(DecisionForm.told, entry)
        button("Decide and tell them")
      }
    }
  }
}
