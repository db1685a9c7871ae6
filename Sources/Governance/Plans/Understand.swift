package import Kernel

/// A row with what it means and how it stands on a day.
package struct PlanLine: Sendable, Codable, Hashable {
  package let item: PlanItem
  /// The roles or people who lead; an action's own where a sub-action says "(as 1)". Empty where nobody does.
  package var leads: [String]
  package var due: DueReading
  /// What will show that it is done; nil where nothing is agreed.
  package var evidence: String?
  /// Refs of rows that must be done before.
  package var waitsFor: [String]
  package var state: PlanState
  package var isBlocked: Bool
  /// Why it is blocked, or why it was cancelled or replaced.
  package var why: String?
  /// The day on which it was closed by a check.
  package var verifiedOn: Day?
  /// The day as it was understood before anybody agreed another.
  package let firstDue: Day?
  /// It holds work itself: a sub-action, or an action without any. Only these are counted.
  package let isMilestone: Bool
  package var rag: RAG?
  package var ref: String { item.ref }
  /// Days later than first understood: of the agreed day, or of the day on which it was closed.
  package var slippage: Int? {
    guard let firstDue, let now = verifiedOn ?? due.on else { return nil }
    return firstDue.days(until: now)
  }
  package var placeholders: Int {
    (due.kind == .placeholder ? 1 : 0) + (evidence == nil && isPlaceholder(item.evidence) ? 1 : 0)
      + (leads.isEmpty && isPlaceholder(item.lead) ? 1 : 0)
  }
}

/// Red, amber, green, blue. Worked out from facts, never chosen.
package enum RAG: String, Choice {
  case red, amber, green, blue
  package var title: String {
    switch self {
    case .red: "Late"
    case .amber: "Needs attention"
    case .green: "On track"
    case .blue: "Done and checked"
    }
  }
}

/// Reads the rows of a plan together, as they stood at the end of `day`: what was published, and every step since.
package func understand(_ items: [PlanItem], steps: [PlanStep], on day: Day) -> [PlanLine] {
  let parents = Set(items.map(\.parent)).subtracting([""])
  let known = steps.filter { $0.at.day <= day }.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
  let ofItem = Dictionary(grouping: known, by: \.item)
  var lines: [PlanLine] = []
  for item in items.sorted(by: { $0.position < $1.position }) {
    var due = readDue(item.due)
    if due.kind == .ditto {
      let before = lines.last { $0.due.on != nil && $0.item.parent == item.parent }
      (due.from, due.on) = (before?.due.from, spans(in: item.due).last?.upperBound ?? before?.due.on)
    }
    var line = PlanLine(
      item: item, leads: publishedLeads(of: item, among: items), due: due,
      evidence: isBlank(item.evidence) || isPlaceholder(item.evidence) || readDue(item.evidence).kind == .ongoing
        ? nil : item.evidence,
      waitsFor: links(in: item.action), state: .notStarted, isBlocked: false, firstDue: due.on,
      isMilestone: !parents.contains(item.ref) && !item.isEmptyRow)
    for step in ofItem[item.id] ?? [] { line.take(step) }
    lines.append(line)
  }
  return coloured(lines, parents: parents, on: day)
}

extension PlanLine {
  fileprivate mutating func take(_ step: PlanStep) {
    switch step.kind {
    case .start: state = .inProgress
    case .submit: state = .submitted
    case .sendBack: state = .inProgress
    case .verify: (state, verifiedOn, isBlocked) = (.verified, step.at.day, false)
    case .block: (isBlocked, why) = (true, step.words)
    case .unblock: (isBlocked, why) = (false, nil)
    case .supersede: (state, why) = (.superseded, step.words)
    case .cancel: (state, why) = (.cancelled, step.words)
    case .setLead: leads = readLeads(step.words ?? "")
    case .setDue: due = DueReading(.dated, from: due.from, on: step.dueOn)
    case .setEvidence: evidence = step.words
    case .waitFor: if let ref = step.words, !waitsFor.contains(ref) { waitsFor.append(ref) }
    }
  }
}

/// An action with parts has the colour of its worst part.
private func coloured(_ lines: [PlanLine], parents: Set<String>, on day: Day) -> [PlanLine] {
  var lines = lines
  for index in lines.indices where lines[index].isMilestone { lines[index].rag = rag(of: lines[index], on: day) }
  for index in lines.indices where parents.contains(lines[index].ref) {
    let parts = lines.filter { $0.item.parent == lines[index].ref && $0.isMilestone }
    lines[index].rag = RAG.allCases.first { colour in parts.contains { $0.rag == colour } }
    if !parts.isEmpty, parts.allSatisfy({ $0.state.isOver }) { lines[index].state = .verified }
  }
  return lines
}

/// Blue: verified. Red: past its day and not verified. Amber: due within 30 days, blocked, or without a lead or a day.
/// Green: on track. Nil where it was called off.
func rag(of line: PlanLine, on day: Day) -> RAG? {
  switch line.state {
  case .verified: return .blue
  case .superseded, .cancelled: return nil
  default: break
  }
  if let on = line.due.on, on < day { return .red }
  guard let on = line.due.on, !line.leads.isEmpty, !line.isBlocked else { return .amber }
  return day.days(until: on) <= 30 ? .amber : .green
}

/// "(as 1)" takes the lead of action 1.
private func publishedLeads(of item: PlanItem, among items: [PlanItem]) -> [String] {
  if let match = item.lead.firstMatch(of: /^\(as ([^)]+)\)$/) {
    guard let other = items.first(where: { $0.ref == String(match.1) }), other.id != item.id else { return [] }
    return readLeads(other.lead)
  }
  return readLeads(item.lead)
}

/// Who leads. What follows "with" or "via" helps, and does not lead.
func readLeads(_ cell: String) -> [String] {
  if isBlank(cell) || isPlaceholder(cell) { return [] }
  return cell.split(separator: ";").map { part in
    var text = String(part).trimmedOfQuotes
    for word in [", with ", ", via "] {
      if let range = text.firstRange(of: word) { text = String(text[..<range.lowerBound]) }
    }
    return text
  }.filter { !$0.isEmpty }
}

/// "(links to 6)"
private func links(in action: String) -> [String] { action.matches(of: /links to ([0-9]+[a-z]?)/).map { String($0.1) } }
