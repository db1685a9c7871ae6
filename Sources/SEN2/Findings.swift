extension CheckReport {
  /// One finding a line.
  package var csv: String {
    let heading = "rule,severity,module,line,record,fields,message\n"
    return heading
      + findings.map { finding in
        [
          finding.rule, finding.severity.rawValue, finding.module.rawValue, String(finding.line), finding.record,
          finding.fields.joined(separator: " "), finding.message,
        ].map(quoted).joined(separator: ",") + "\n"
      }.joined()
  }

  /// A few lines for whoever ran the check.
  package var summary: String {
    var lines = ["Persons: \(persons). Plans issued: \(plans)."]
    if let stopped { lines.append("The file could not be read to its end. \(stopped)") }
    lines.append(
      "Errors: \(count(.error)). Queries: \(count(.query)). To look at again: \(count(.prompt)).")
    for rule in allRules {
      if let count = counts[rule.id] {
        lines.append("  \(rule.id) \(rule.severity.title.lowercased()), \(count) times: \(rule.words)")
      }
    }
    return lines.joined(separator: "\n")
  }
  /// Whether the file can be sent as it is.
  package var isGood: Bool { stopped == nil && count(.error) == 0 }
}

/// Quoted where it must be; what a spreadsheet would take for a formula is kept as text.
private func quoted(_ text: String) -> String {
  let safe = text.first.map { "=+-@".contains($0) } == true ? "'\(text)" : text
  guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
  return "\"\(safe.replacing("\"", with: "\"\""))\""
}
