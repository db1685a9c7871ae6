import Kernel

/// The control of a question: label, hint, error and what was typed, tied together by ids.
///
/// - `isPageHeading`: the question is the page's only one and its label is the `h1`.
/// - `marksOptional`: says "(optional)" where the field may be left out; filters do without.
/// - `idPrefix`: tells apart the same field in several forms of one page. The error summary leads to the one without.
package func control(
  _ field: Field, _ entry: Entry, isPageHeading: Bool = false, marksOptional: Bool = true, idPrefix: String = ""
) -> HTML {
  let question = Question(field, entry, isPageHeading: isPageHeading, marksOptional: marksOptional, idPrefix: idPrefix)
  switch field.kind {
  case .text(let max): return textInput(question, TextStyle(width: width(for: max)))
  case .prose(let max): return textArea(question, max: max)
  case .day: return dateInput(question)
  case .time: return textInput(question, TextStyle(width: 5, checksSpelling: false))
  case .number(let range):
    let digits = max(String(range.lowerBound).count, String(range.upperBound).count)
    return textInput(
      question, TextStyle(width: digits < 4 ? 3 : digits < 6 ? 5 : 10, inputMode: "numeric", checksSpelling: false))
  case .choice(let options):
    return options.count <= 6 ? radios(question, options) : selectList(question, options)
  case .choices(let options): return checkboxes(question, options)
  case .flag: return singleCheckbox(question)
  case .email:
    return textInput(question, TextStyle(type: "email", width: nil, checksSpelling: false))
  case .phone: return textInput(question, TextStyle(type: "tel", width: 20, checksSpelling: false))
  case .postcode: return textInput(question, TextStyle(width: 10, checksSpelling: false))
  case .nhsNumber: return textInput(question, TextStyle(width: 10, inputMode: "numeric", checksSpelling: false))
  case .upn: return textInput(question, TextStyle(width: 20, checksSpelling: false))
  case .password: return passwordInput(question)
  case .oneTimeCode: return codeInput(question)
  case .id, .hidden: return hidden(field.name, entry[field.name] ?? "")
  }
}

/// Several questions, one after the other.
package func controls(_ fields: [Field], _ entry: Entry, idPrefix: String = "") -> HTML {
  fields.map { control($0, entry, idPrefix: idPrefix) }.joined()
}

/// One question as it is to be drawn: the field, what was typed, what is wrong, and the ids that tie them.
struct Question {
  let field: Field
  let entry: Entry
  let isPageHeading: Bool
  let id: String
  let label: String
  let error: String?

  init(_ field: Field, _ entry: Entry, isPageHeading: Bool, marksOptional: Bool, idPrefix: String = "") {
    id = idPrefix + controlID(field.name)
    self.field = field
    self.entry = entry
    self.isPageHeading = isPageHeading
    let isMarked = marksOptional && field.required == nil && !field.label.hasSuffix("(optional)")
    label = isMarked ? field.label + " (optional)" : field.label
    error = entry.error(field.name)
  }

  var value: String { entry[field.name] ?? "" }
  var hintID: String { id + "-hint" }
  var errorID: String { id + "-error" }
  /// The ids of hint and error, and of what else is named; nil where there is nothing to tie.
  func describedBy(_ more: String? = nil) -> String? {
    let ids = [field.hint == nil ? nil : hintID, error == nil ? nil : errorID, more].compactMap(\.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  var hintMarkup: HTML? { field.hint.map { "<div id=\"\(hintID)\" class=\"govuk-hint\">\($0)</div>" } }
  var errorMarkup: HTML? {
    error.map {
      """
      <p id="\(errorID)" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> \($0)</p>
      """
    }
  }
  var groupClass: String { error == nil ? "govuk-form-group" : "govuk-form-group govuk-form-group--error" }

  /// A label for a single control; on a page of one question it is the heading.
  var labelMarkup: HTML {
    if isPageHeading {
      return """
        <h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="\(id)">\(label)</label></h1>
        """
    }
    return "<label class=\"govuk-label govuk-label--s\" for=\"\(id)\">\(label)</label>"
  }

  /// A group of controls under a legend.
  func group(_ role: String? = nil, _ content: HTML) -> HTML {
    """
    <div class="\(groupClass)">
    <fieldset class="govuk-fieldset"\(attribute: "role", role)\(attribute: "aria-describedby", describedBy())>
    \(legendMarkup(label, isPageHeading: isPageHeading, isQuestion: true))
    \(hintMarkup)\(errorMarkup)
    \(content)
    </fieldset></div>
    """
  }
}
