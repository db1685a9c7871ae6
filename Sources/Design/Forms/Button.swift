package enum ButtonStyle: Sendable {
  case primary, secondary, warning
  /// On a dark ground.
  case inverse
  /// The first step of a journey.
  case start
  /// Looks like a link; only for small acts within a text or a list.
  case link
}

/// A button that sends the form it stands in. With a name, its value is sent along; with `path`, it is sent there instead.
package func button(
  _ text: String, style: ButtonStyle = .primary, name: String? = nil, value: String? = nil, hiddenText: String? = nil,
  to path: String? = nil
) -> HTML {
  """
  <button type="submit" class="\(classes(style))" data-module="govuk-button" data-prevent-double-click="true"\
  \(attribute: "name", name)\(attribute: "value", value)\(attribute: "formaction", path)>\(text)\
  \(hiddenText.map(alsoSaid))</button>
  """
}

/// The button that the Enter key presses in a form whose first button to be seen does something else. Nobody sees or hears it.
package func defaultButton(_ text: String) -> HTML { "<button type=\"submit\" hidden>\(text)</button>" }

/// A link that looks like a button: for going somewhere, never for changing something.
package func linkButton(
  _ text: String, to path: String, style: ButtonStyle = .primary, hiddenText: String? = nil
) -> HTML {
  """
  <a href="\(path)" role="button" draggable="false" class="\(classes(style))" data-module="govuk-button">\
  \(text)\(hiddenText.map(alsoSaid))\(startArrow, if: style == .start)</a>
  """
}

/// A form of one button: for an act that needs no answers.
package func postButton(
  _ text: String, to path: String, csrf: String, style: ButtonStyle = .secondary, hidden fields: [String: String] = [:],
  hiddenText: String? = nil
) -> HTML {
  """
  <form class="app-button-form" method="post" action="\(path)" novalidate>\(hidden("csrf", csrf))\
  \(fields.sorted { $0.key < $1.key }.map { hidden($0.key, $0.value) })\
  \(button(text, style: style, hiddenText: hiddenText))</form>
  """
}

/// A button that prints the page; it is shown only where scripts run, since browsers can print by themselves.
package func printButton(_ text: String = "Print this page") -> HTML {
  """
  <button type="button" class="govuk-button govuk-button--secondary app-print-button" data-print hidden>\(text)</button>
  """
}

/// Buttons side by side, wrapping.
package func buttonGroup(@HTMLBuilder _ content: () -> HTML) -> HTML {
  "<div class=\"app-actions\">\(content())</div>"
}

/// A plain link in the house style.
package func link(_ text: String, to path: String, hiddenText: String? = nil) -> HTML {
  "<a class=\"govuk-link\" href=\"\(path)\">\(text)\(hiddenText.map(alsoSaid))</a>"
}

/// A phone number that can be tapped, never broken over two lines.
package func phoneLink(_ phone: String) -> HTML {
  let dialled = String(decoding: phone.utf8.filter { (48...57).contains($0) || $0 == UInt8(ascii: "+") }, as: UTF8.self)
  return "<a class=\"govuk-link app-nowrap\" href=\"tel:\(dialled)\">\(phone)</a>"
}

/// Text in which every phone number of the country (`01632 960 100`) is a link.
func withPhoneLinks(_ text: String) -> HTML {
  var pieces: [HTML] = []
  var rest = text[...]
  while let match = rest.firstMatch(of: /0[0-9]{2,4} ?[0-9]{3} ?[0-9]{3,4}/) {
    pieces.append("\(rest[..<match.range.lowerBound])\(phoneLink(String(match.output)))")
    rest = rest[match.range.upperBound...]
  }
  return pieces.joined() + "\(rest)"
}

private func alsoSaid(_ text: String) -> HTML { "<span class=\"govuk-visually-hidden\"> \(text)</span>" }

private func classes(_ style: ButtonStyle) -> String {
  switch style {
  case .primary: "govuk-button"
  case .secondary: "govuk-button govuk-button--secondary"
  case .warning: "govuk-button govuk-button--warning"
  case .inverse: "govuk-button govuk-button--inverse"
  case .start: "govuk-button govuk-button--start"
  case .link: "app-link-button"
  }
}

private let startArrow: HTML = """
  <svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" \
  viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>
  """
