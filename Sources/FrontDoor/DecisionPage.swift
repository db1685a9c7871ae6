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
  /// Early help that the child has already, where that is the outcome: the decision goes to whoever has it.
  let openHelp: EarlyHelp.Open?
  let openChecks: Int
  let suggested: [SuggestedService]
  /// Services that fit, to be suggested with the answer; those that are ticked.
  let fitting: [MatchingService]
  let entry: Entry

  var title: String { isAgain ? "Decide again" : "Decide" }
  var trail: [Link] { [Link("Requests for help", "/requests"), Link("\(name), \(reference)", "/requests/\(id)")] }
  var menuPath: String? { "/requests" }
  private var path: String { "/requests/\(id)/decision" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(name), \(reference)")
      openChecks > 0
        ? warningText(
          "\(openChecks == 1 ? "One agency has" : "\(openChecks) agencies have") not answered yet. Their questions end when you decide."
        ) : .empty
      if let outcome {
        outcome.needsChild && !hasRecord ? recordFirst(outcome) : second(outcome, view)
      } else {
        first
      }
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

  /// Nothing is typed in vain: a team cannot work with a child who has no record.
  private func recordFirst(_ outcome: HelpOutcome) -> HTML {
    markup {
      summaryList([SummaryRow("Outcome", text: outcome.title, change: path)])
      entry.error("outcome").map {
        paragraph(markup: "<span class=\"govuk-error-message\" id=\"outcome\">\($0)</span>")
      } ?? .empty
      insetText {
        paragraph("Find or start the child’s record first: a team can only work with a child whose record is known.")
      }
      buttonGroup {
        linkButton("Look at possible records", to: "/requests/\(id)#records")
        linkButton("Start a new record", to: "/requests/\(id)/record", style: .secondary)
      }
    }
  }

  private var helpNotice: HTML {
    guard let openHelp else { return .empty }
    return insetText {
      paragraph(
        "\(name) has early help already, with \(openHelp.whoHasIt.isEmpty ? "no team yet" : openHelp.whoHasIt). Your decision goes to them. No second help is started."
      )
    }
  }

  /// What goes with a "no": services, chosen by the screener.
  @HTMLBuilder private var whereElse: HTML {
    if !suggested.isEmpty {
      heading("Suggested already", size: .s)
      suggestedServices(suggested)
    }
    if !fitting.isEmpty {
      control(
        Field(
          DecisionForm.services.name, DecisionForm.services.label,
          .choices(fitting.map { .init($0.id.description, $0.name, hint: $0.summary) }),
          hint: DecisionForm.services.hint),
        entry)
    }
    paragraph(markup: link("Look for other services to suggest", to: "/requests/\(id)/services"))
  }

  private func second(_ outcome: HelpOutcome, _ view: View) -> HTML {
    let rule = SharingRule.of(outcome)
    return markup {
      summaryList([SummaryRow("Outcome", text: outcome.title, change: path)])
      helpNotice
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
        outcome.needsTeam && openHelp?.team == nil
          ? control(
            choosing(DecisionForm.team, teams.map { ($0.id.description, $0.name) }), entry, marksOptional: false)
          : .empty
        if outcome.pointsElsewhere { whereElse }
        control(DecisionForm.told, entry)
        button("Decide and tell them")
      }
    }
  }
}
