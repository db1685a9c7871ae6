import Kernel

/// One thing that is wrong with a plan as it was published, and is still wrong.
package struct PlanProblem: Sendable, Codable, Hashable {
  package let kind: PlanProblemKind
  /// The row; empty where it is about several.
  package let ref: String
  package let words: String
}

package enum PlanProblemKind: String, Choice {
  case placeholder, lead, date, openEnd = "open_end", ditto, order, evidence, load, names, emptyRow = "empty_row"
  case unknownRow = "unknown_row"
  package var title: String {
    switch self {
    case .placeholder: "Placeholders"
    case .lead: "Nobody leads"
    case .date: "No date"
    case .openEnd: "A beginning without an end"
    case .ditto: "“Ditto” for a date"
    case .order: "Begins before what should come first"
    case .evidence: "Nothing is said about evidence"
    case .load: "Six actions or more for one lead"
    case .names: "One group under several names"
    case .emptyRow: "Empty rows"
    case .unknownRow: "Waits for a row that is not there"
    }
  }
}

/// Everything that is wrong with a plan, in the order of kind and row.
package func problems(of lines: [PlanLine]) -> [PlanProblem] {
  var found: [PlanProblem] = []
  func add(_ kind: PlanProblemKind, _ ref: String, _ words: String) {
    found.append(PlanProblem(kind: kind, ref: ref, words: words))
  }
  let refs = Set(lines.map(\.ref))
  for line in lines where !line.state.isOver {
    let item = line.item
    if item.isEmptyRow {
      add(.emptyRow, line.ref, "Nothing stands in this row.")
      continue
    }
    if line.due.kind == .placeholder { add(.placeholder, line.ref, "Due: “\(item.due)”") }
    if line.evidence == nil, isPlaceholder(item.evidence) {
      add(.placeholder, line.ref, "Evidence: “\(item.evidence)”")
    }
    if line.leads.isEmpty, isPlaceholder(item.lead) { add(.placeholder, line.ref, "Lead: “\(item.lead)”") }
    if line.leads.isEmpty, !isPlaceholder(item.lead) { add(.lead, line.ref, "No lead is named.") }
    if line.due.kind == .ditto { add(.ditto, line.ref, dittoWords(line, lines)) }
    // An action with parts has its days and its evidence in them, unless it says itself that they are left blank.
    let speaks = line.isMilestone || !item.due.isEmpty
    if line.due.on == nil, speaks { addDate(line, add) }
    if line.evidence == nil, !isPlaceholder(item.evidence), line.isMilestone || !item.evidence.isEmpty {
      add(
        .evidence, line.ref,
        item.evidence.isEmpty ? "The cell is empty." : "The plan says “\(item.evidence.trimmedOfQuotes)”.")
    }
    if let words = outOfOrder(line, lines) { add(.order, line.ref, words) }
    for needed in line.waitsFor where !refs.contains(needed) {
      add(.unknownRow, line.ref, "There is no row \(needed).")
    }
  }
  for lead in load(lines) where lead.isHeavy {
    add(.load, "", "\(lead.lead) leads \(lead.actions.count) actions: \(lead.actions.joined(separator: ", ")).")
  }
  for names in groupNames(in: lines) { add(.names, "", names.map { "“\($0)”" }.joined(separator: ", ")) }
  let order = PlanProblemKind.allCases
  return found.enumerated().sorted {
    (order.firstIndex(of: $0.element.kind)!, $0.offset) < (order.firstIndex(of: $1.element.kind)!, $1.offset)
  }.map(\.element)
}

private func addDate(_ line: PlanLine, _ add: (PlanProblemKind, String, String) -> Void) {
  switch line.due.kind {
  case .openEnded: add(.openEnd, line.ref, "“\(line.item.due)” has no day by which it is done.")
  case .placeholder: break
  case .missing:
    add(.date, line.ref, line.item.due.isEmpty ? "The cell is empty." : "The plan says “\(line.item.due)”.")
  default: add(.date, line.ref, "The plan says “\(line.item.due.trimmedOfQuotes)”.")
  }
}

private func dittoWords(_ line: PlanLine, _ lines: [PlanLine]) -> String {
  guard let on = line.due.on else { return "There is no day before it to repeat." }
  let before = lines.last { $0.item.position < line.item.position && $0.due.on == on && $0.due.kind == .dated }
  return "Understood as \(on.long)\(before.map { ", the same as \($0.ref) (\($0.item.action))" } ?? "")."
}

/// A part that begins before an earlier part of the same action does: a pilot before its steering group.
private func outOfOrder(_ line: PlanLine, _ lines: [PlanLine]) -> String? {
  guard let from = line.due.from, !line.item.parent.isEmpty, line.due.kind == .dated else { return nil }
  let later = lines.filter {
    $0.item.parent == line.item.parent && $0.item.position < line.item.position
      && (beginning($0).map { $0 > from } ?? false)
  }
  guard !later.isEmpty else { return nil }
  let named = later.map { "\($0.ref) (\($0.item.action), \($0.due.words))" }
  return "Begins on \(from.long), before \(named.joined(separator: "; "))."
}

/// When work on it can be thought to begin: its own beginning, or the month in which it is due.
private func beginning(_ line: PlanLine) -> Day? {
  line.due.from ?? line.due.on.flatMap { Day($0.year, $0.month, 1) }
}

/// Groups and boards that go by several names: those with the same words once "group", "board" and the like are left out.
func groupNames(in lines: [PlanLine]) -> [[String]] {
  let pattern = /(?:Board for (?:[A-Z][a-z]+ ?)+|(?:[A-Z][\w’']*s? )+(?:Group|Board))/
  let common: Set<Substring> = ["group", "board", "for", "partnership", "strategic", "new", "the"]
  var names: [String: [String]] = [:]
  for line in lines {
    for text in [line.item.action, line.item.evidence] {
      for match in text.matches(of: pattern) {
        let name = String(match.output).trimmedOfQuotes
        let words = name.lowercased().replacing(/['’]s?/, with: "").split(separator: " ")
        let key = words.filter { !common.contains($0) }.joined(separator: " ")
        if !key.isEmpty, !names[key, default: []].contains(name) { names[key, default: []].append(name) }
      }
    }
  }
  return names.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
}
