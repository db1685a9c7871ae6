import Kernel

/// One fact: what it is about, what is known, and where it can be changed.
package struct SummaryRow: Sendable {
  package var key: String
  package var value: HTML
  package var changePath: String?
  /// Ends "Change …" for those who do not see the row; the key, in small letters, where nil.
  package var changeWhat: String?

  package init(_ key: String, _ value: HTML, change path: String? = nil, hidden changeWhat: String? = nil) {
    self.key = key
    self.value = value
    changePath = path
    self.changeWhat = changeWhat
  }
  /// A fact as plain text; nil or empty says that it is not known.
  package init(_ key: String, text: String?, change path: String? = nil, hidden changeWhat: String? = nil) {
    let isKnown = text?.isEmpty == false
    self.init(
      key, isKnown ? "<span class=\"app-prose\">\(text)</span>" : "<span class=\"app-hint\">Not recorded</span>",
      change: path, hidden: changeWhat)
  }
}

package func summaryList(_ rows: [SummaryRow]) -> HTML {
  let hasChanges = rows.contains { $0.changePath != nil }
  return "<dl class=\"govuk-summary-list\">\(rows.map { summaryRow($0, hasChanges: hasChanges) })</dl>"
}

private func summaryRow(_ row: SummaryRow, hasChanges: Bool) -> HTML {
  let change: HTML? = row.changePath.map {
    """
    <dd class="govuk-summary-list__actions"><a class="govuk-link" href="\($0)">Change\
    <span class="govuk-visually-hidden"> \(row.changeWhat ?? row.key.lowercasedFirst)</span></a></dd>
    """
  }
  let isBare = hasChanges && change == nil
  return """
    <div class="govuk-summary-list__row\(" govuk-summary-list__row--no-actions", if: isBare)">\
    <dt class="govuk-summary-list__key">\(row.key)</dt><dd class="govuk-summary-list__value">\(row.value)</dd>\
    \(change)</div>
    """
}

/// The answers of one step of a form.
package struct AnswerGroup: Sendable {
  package var title: String
  package var rows: [SummaryRow]
  package init(_ title: String, _ rows: [SummaryRow]) {
    self.title = title
    self.rows = rows
  }
}

/// All answers before they are sent, each with the way back to change it. A step of one question, whose title it is,
/// joins the group before: nothing is asked twice.
package func checkAnswers(_ groups: [AnswerGroup]) -> HTML {
  var joined: [AnswerGroup] = []
  for group in groups {
    guard group.rows.count == 1, group.rows[0].key == group.title else {
      joined.append(group)
      continue
    }
    if joined.isEmpty { joined.append(AnswerGroup("", [])) }
    joined[joined.count - 1].rows += group.rows
  }
  return joined.map { "\(heading($0.title), if: !$0.title.isEmpty)\(summaryList($0.rows))" as HTML }.joined()
}
