/// How a one-line control looks and which keyboard it asks for.
struct TextStyle {
  var type = "text"
  /// In characters; nil takes the reading measure.
  var width: Int?
  var inputMode: String?
  var checksSpelling = true
}

/// The widths that the design system knows.
func width(for characters: Int) -> Int? {
  switch characters {
  case ...2: 2
  case ...3: 3
  case ...4: 4
  case ...5: 5
  case ...10: 10
  case ...20: 20
  case ...40: 30
  default: nil
  }
}

func textInput(_ question: Question, _ style: TextStyle) -> HTML {
  """
  <div class="\(question.groupClass)">\(question.labelMarkup)\(question.hintMarkup)\(question.errorMarkup)
  <input class="govuk-input\(style.width.map { " govuk-input--width-\($0)" as HTML })\
  \(" govuk-input--error", if: question.error != nil)" id="\(question.id)" name="\(question.field.name)" \
  type="\(style.type)" value="\(question.value)"\(attribute: "inputmode", style.inputMode)\
  \(" spellcheck=\"false\"", if: !style.checksSpelling)\
  \(attribute: "autocomplete", question.field.autocomplete)\
  \(attribute: "aria-describedby", question.describedBy())></div>
  """
}

/// Several lines with a count of what is left. A browser drops the first line break of a text area, so one is given
/// up to it; what was typed begins after that.
func textArea(_ question: Question, max: Int) -> HTML {
  let info = question.id + "-info"
  return """
    <div class="\(question.groupClass) govuk-character-count" data-module="govuk-character-count" \
    data-maxlength="\(max)" data-threshold="75">\
    \(question.labelMarkup)\(question.hintMarkup)\(question.errorMarkup)
    <textarea class="govuk-textarea govuk-js-character-count\(" govuk-textarea--error", if: question.error != nil)" \
    id="\(question.id)" name="\(question.field.name)" rows="\(max > 500 ? 7 : 4)"\
    \(attribute: "autocomplete", question.field.autocomplete)\
    \(attribute: "aria-describedby", question.describedBy(info))>\n\(question.value)</textarea>
    <div id="\(info)" class="govuk-hint govuk-character-count__message">You can enter up to \(max) characters</div>
    </div>
    """
}

/// A password is never sent back to the page, whatever was typed.
func passwordInput(_ question: Question) -> HTML {
  """
  <div class="\(question.groupClass) govuk-password-input" data-module="govuk-password-input">\
  \(question.labelMarkup)\(question.hintMarkup)\(question.errorMarkup)
  <div class="govuk-input__wrapper govuk-password-input__wrapper">\
  <input class="govuk-input govuk-password-input__input govuk-js-password-input-input\
  \(" govuk-input--error", if: question.error != nil)" id="\(question.id)" name="\(question.field.name)" \
  type="password" spellcheck="false" autocomplete="\(question.field.autocomplete ?? "current-password")" \
  autocapitalize="none"\(attribute: "aria-describedby", question.describedBy())>\
  <button type="button" class="govuk-button govuk-button--secondary govuk-password-input__toggle \
  govuk-js-password-input-toggle" data-module="govuk-button" aria-controls="\(question.id)" \
  aria-label="Show password" hidden>Show</button></div></div>
  """
}

/// Six digits that a phone may fill in by itself; not sent back either.
func codeInput(_ question: Question) -> HTML {
  """
  <div class="\(question.groupClass)">\(question.labelMarkup)\(question.hintMarkup)\(question.errorMarkup)
  <input class="govuk-input govuk-input--width-10 govuk-input--extra-letter-spacing\
  \(" govuk-input--error", if: question.error != nil)" id="\(question.id)" name="\(question.field.name)" \
  type="text" inputmode="numeric" spellcheck="false" autocomplete="one-time-code"\
  \(attribute: "aria-describedby", question.describedBy())></div>
  """
}
