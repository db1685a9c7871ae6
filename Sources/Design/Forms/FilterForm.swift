/// A filter that is on, and the address of the same list without it.
package struct FilterChip: Sendable, Hashable {
  package var label: String
  package var removePath: String
  package init(_ label: String, removePath: String) {
    self.label = label
    self.removePath = removePath
  }
}

/// Filters above a list: a form sent by GET, so that a filtered list has an address. What is on stands as chips.
package func filterForm(
  to path: String, fields: [Field], _ entry: Entry, chips: [FilterChip] = [], submit: String = "Show results"
) -> HTML {
  """
  <form class="app-filter" method="get" action="\(path)" role="search" aria-label="Filter this list">
  \(chipList(chips, clear: path))
  <div class="app-filter__fields">\(fields.map { filterControl($0, entry) })\
  <button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">\(submit)</button></div>
  </form>
  """
}

/// Above a list every choice is a list that opens, which takes one line.
private func filterControl(_ field: Field, _ entry: Entry) -> HTML {
  guard case .choice(let options) = field.kind else { return control(field, entry, marksOptional: false) }
  let question = Question(field, entry, isPageHeading: false, marksOptional: false)
  return selectList(question, options, none: field.required == nil ? "Any" : nil)
}

private func chipList(_ chips: [FilterChip], clear: String) -> HTML {
  guard !chips.isEmpty else { return .empty }
  let items = chips.map { chip -> HTML in
    """
    <li><a class="app-chip" href="\(chip.removePath)"><span class="govuk-visually-hidden">Remove this filter: </span>\
    \(chip.label)<span class="app-chip__cross" aria-hidden="true">×</span></a></li>
    """
  }
  return """
    <ul class="app-chips" aria-label="Filters that are on">\(items)\
    <li><a class="govuk-link" href="\(clear)">Clear filters</a></li></ul>
    """
}
