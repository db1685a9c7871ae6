/// One of a few. Two short answers stand side by side.
func radios(_ question: Question, _ options: [Field.Option]) -> HTML {
  let isInline = options.count == 2 && options.allSatisfy { $0.hint == nil && $0.label.utf8.count < 12 }
  let items = options.enumerated().map { index, option in
    item(question, index, option, kind: .radio, isChosen: option.value == question.value)
  }
  return question.group(
    nil,
    """
    <div class="govuk-radios\(" govuk-radios--inline", if: isInline)" data-module="govuk-radios">\(items)</div>
    """)
}

/// Any of several, sent under one name.
func checkboxes(_ question: Question, _ options: [Field.Option]) -> HTML {
  let chosen = Set(question.entry.values[question.field.name] ?? [])
  let items = options.enumerated().map { index, option in
    item(question, index, option, kind: .checkbox, isChosen: chosen.contains(option.value))
  }
  return question.group(
    nil, "<div class=\"govuk-checkboxes\" data-module=\"govuk-checkboxes\">\(items)</div>")
}

/// Yes or not: one box, whose label is the question.
func singleCheckbox(_ question: Question) -> HTML {
  let isChosen = ["yes", "true", "on", "1"].contains(question.value)
  let box = item(
    question, 0, Field.Option("yes", question.field.label), kind: .checkbox, isChosen: isChosen,
    describedBy: question.describedBy())
  return """
    <div class="\(question.groupClass)">\(question.errorMarkup)
    <div class="govuk-checkboxes app-single-checkbox" data-module="govuk-checkboxes">\(box)</div></div>
    """
}

/// One of many: a list that opens. `none` is the line for no answer; nil where there must be one.
func selectList(_ question: Question, _ options: [Field.Option], none: String? = "Choose one") -> HTML {
  let items = options.map { option -> HTML in
    """
    <option value="\(option.value)"\(" selected", if: option.value == question.value)>\(option.label)</option>
    """
  }
  return """
    <div class="\(question.groupClass)">\(question.labelMarkup)\(question.hintMarkup)\(question.errorMarkup)
    <select class="govuk-select\(" govuk-select--error", if: question.error != nil)" id="\(question.id)" \
    name="\(question.field.name)"\(attribute: "autocomplete", question.field.autocomplete)\
    \(attribute: "aria-describedby", question.describedBy())>
    \(none.map { "<option value=\"\">\($0)</option>" as HTML })\(items)
    </select></div>
    """
}

private enum Kind { case radio, checkbox }

private func item(
  _ question: Question, _ index: Int, _ option: Field.Option, kind: Kind, isChosen: Bool, describedBy: String? = nil
) -> HTML {
  let id = index == 0 ? question.id : "\(question.id)-\(index + 1)"
  let hintID = "\(id)-item-hint"
  let described = option.hint == nil ? describedBy : hintID
  let shared: HTML = """
    id="\(id)" name="\(question.field.name)" value="\(option.value)"\(" checked", if: isChosen)\
    \(attribute: "aria-describedby", described)
    """
  switch kind {
  case .radio:
    return """
      <div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" \(shared)>\
      <label class="govuk-label govuk-radios__label" for="\(id)">\(option.label)</label>\
      \(option.hint.map { "<div id=\"\(hintID)\" class=\"govuk-hint govuk-radios__hint\">\($0)</div>" as HTML })</div>
      """
  case .checkbox:
    // The single checkbox has its hint under the field's own id, named by the group.
    let fieldHint: HTML? =
      describedBy == nil ? nil : question.field.hint.map { hintMarkup(question.hintID, $0) }
    let ownHint: HTML? = option.hint.map { hintMarkup(hintID, $0) }
    return """
      <div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" \(shared)>\
      <label class="govuk-label govuk-checkboxes__label" for="\(id)">\(option.label)</label>\(ownHint ?? fieldHint)</div>
      """
  }
}

private func hintMarkup(_ id: String, _ hint: String) -> HTML {
  "<div id=\"\(id)\" class=\"govuk-hint govuk-checkboxes__hint\">\(hint)</div>"
}
