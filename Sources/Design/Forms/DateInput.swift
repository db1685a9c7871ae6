import Kernel

/// Three boxes. What cannot be read as a day goes back into them as it was typed.
func dateInput(_ question: Question) -> HTML {
  let (day, month, year) = typedDate(question)
  let isBirth = question.field.autocomplete == "bday"
  let boxes: [HTML] = [
    box(question, "day", "Day", day, width: 2, autocomplete: isBirth ? "bday-day" : nil),
    box(question, "month", "Month", month, width: 2, autocomplete: isBirth ? "bday-month" : nil),
    box(question, "year", "Year", year, width: 4, autocomplete: isBirth ? "bday-year" : nil),
  ]
  return question.group(
    "group", "<div class=\"govuk-date-input\" id=\"\(question.id)-boxes\">\(boxes)</div>")
}

private func box(
  _ question: Question, _ part: String, _ label: String, _ value: String, width: Int, autocomplete: String?
) -> HTML {
  let id = part == "day" ? question.id : "\(question.id)-\(part)"
  return """
    <div class="govuk-date-input__item"><div class="govuk-form-group">\
    <label class="govuk-label govuk-date-input__label" for="\(id)">\(label)</label>\
    <input class="govuk-input govuk-date-input__input govuk-input--width-\(width)\
    \(" govuk-input--error", if: question.error != nil)" id="\(id)" name="\(question.field.name)-\(part)" type="text" \
    inputmode="numeric" value="\(value)"\(attribute: "autocomplete", autocomplete)></div></div>
    """
}

private func typedDate(_ question: Question) -> (String, String, String) {
  let entry = question.entry
  let parts = ["day", "month", "year"].map { entry["\(question.field.name)-\($0)"] }
  if parts.contains(where: { $0 != nil }) { return (parts[0] ?? "", parts[1] ?? "", parts[2] ?? "") }
  guard let day = Day(question.value) else { return (question.value, "", "") }
  let (y, m, d) = day.parts
  return ("\(d)", "\(m)", "\(y)")
}
