import Design
import Kernel
import Web

extension RequestPage {
  func decisionCard(_ request: HelpRequest, _ view: View) -> HTML {
    card("Decision", style: .lead) {
      decisions.enumerated().map { index, decided in
        index == 0 || decided.decision.stands
          ? oneDecision(decided)
          : details("Before: \(decided.decision.outcome.title), \(decided.decision.decidedAt.day.long)") {
            oneDecision(decided)
          }
      }
      if mayScreen, let standing = decisions.first(where: { $0.decision.stands }) {
        standing.mayUndo
          ? details("Take this decision back", isOpen: entry.error("undo_why") != nil) {
            formPart(
              view, to: "/requests/\(request.id)/decision/undoing", [DecisionForm.undoWhy], entry,
              submit: "Take it back and tell them", style: .warning)
          } : paragraph(markup: link("Decide again, with a reason", to: "/requests/\(request.id)/decision"))
      }
    }
  }

  private func oneDecision(_ decided: Decided) -> HTML {
    let d = decided.decision
    var rows = [
      SummaryRow(
        "Outcome",
        "\(d.outcome.title) \(d.undoneAt != nil ? tag("Taken back", .grey) : d.replacedAt != nil ? tag("Replaced", .grey) : tag("Stands", .green))"
      ),
      SummaryRow("Level of need", text: d.level.title),
      SummaryRow(
        "Signs met", text: decided.criteria.map { "Level \($0.level.rawValue): \($0.words)" }.joined(separator: "\n")),
      SummaryRow("Reason", text: d.reason), SummaryRow("What they are told", text: d.told),
      SummaryRow("Sharing rule used", text: d.rule),
    ]
    if let judgement = d.judgement { rows.append(SummaryRow("Judgement on the level", text: judgement)) }
    if let other = d.alternative { rows.append(SummaryRow("Offered instead", text: other)) }
    if let agreement = d.agreement {
      rows.append(
        SummaryRow("Agreement", text: [agreement.title, d.agreementNote].compactMap(\.self).joined(separator: "\n")))
    }
    if let team = d.teamName { rows.append(SummaryRow("Given to", text: team)) }
    if let help = decided.help, let child = d.child {
      let worker = help.workerName.map { "\($0) works with the family" } ?? "It waits for a worker"
      rows.append(SummaryRow("Early help", link(worker, to: "/children/\(child)/support")))
    }
    if let why = d.againWhy { rows.append(SummaryRow("Why decided again", text: why)) }
    if let why = d.undoneWhy { rows.append(SummaryRow("Why taken back", text: why)) }
    rows.append(SummaryRow("Decided by", "\(d.decidedByName), \(time(d.decidedAt))"))
    return summaryList(rows)
  }
}
