import Kernel

/// All that is wrong, first on the page, in the order it was found; each line leads to the first control of its field.
/// Nothing where nothing is wrong.
package func errorSummary(_ entry: Entry) -> HTML {
  guard !entry.errors.isEmpty else { return .empty }
  return """
    <div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">
    <h2 class="govuk-error-summary__title">There is a problem</h2>
    <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
    \(entry.errors.map(line))
    </ul></div></div></div>
    """
}

private func line(_ error: FieldError) -> HTML {
  guard !error.field.isEmpty else { return "<li class=\"govuk-error-message\">\(error.message)</li>" }
  return "<li><a href=\"#\(controlID(error.field))\">\(error.message)</a></li>"
}

/// The id of the first control of a field: the day's box of a date, the first of the radios. One rule for every kind,
/// so that an error needs to know no more than the name.
func controlID(_ name: String) -> String { name }
