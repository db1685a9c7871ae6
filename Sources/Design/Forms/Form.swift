import Kernel

/// A form that is sent by POST, with what every form carries: the token against forged requests, its own id so that
/// sending it twice writes once, and the page that shows it, under which a draft is kept. `isRefused` says that it holds
/// what was sent and had something wrong in it.
package func form(
  to path: String, csrf: String, id formID: String? = nil, page: String? = nil, keepsDraft: Bool = true,
  isRefused: Bool = false, takesFile: Bool = false, @HTMLBuilder _ content: () -> HTML
) -> HTML {
  """
  <form method="post" action="\(path)" novalidate\(" data-keep", if: keepsDraft)\(" data-refused", if: isRefused)\
  \(" enctype=\"multipart/form-data\"", if: takesFile)>
  \(hidden("csrf", csrf))\(formID.map { hidden("form_id", $0) })\(page.map { hidden("form_page", $0) })
  \(content())
  </form>
  """
}

package func hidden(_ name: String, _ value: String) -> HTML {
  "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

/// A file to choose, last in its form. `accept` says which kinds: ".xml".
package func fileUpload(_ name: String, _ label: String, hint: String? = nil, accept: String, error: String? = nil)
  -> HTML
{
  """
  <div class="govuk-form-group\(" govuk-form-group--error", if: error != nil)">
  <label class="govuk-label govuk-label--s" for="\(name)">\(label)</label>
  \(hint.map { "<div class=\"govuk-hint\" id=\"\(name)-hint\">\($0)</div>" as HTML })
  \(error.map { "<p class=\"govuk-error-message\" id=\"\(name)-error\"><span class=\"govuk-visually-hidden\">Error:</span> \($0)</p>" as HTML })
  <input class="govuk-file-upload" type="file" id="\(name)" name="\(name)" accept="\(accept)"\
  \(hint == nil && error == nil ? .empty : " aria-describedby=\"\([hint.map { _ in "\(name)-hint" }, error.map { _ in "\(name)-error" }].compactMap(\.self).joined(separator: " "))\"" as HTML)>
  </div>
  """
}

/// One of several buttons of a form that asks for its answer in another way, by the address it sends to.
package func submitButton(_ text: String, to path: String) -> HTML {
  "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" formaction=\"\(path)\">\(text)</button>"
}

/// Questions that belong together under one legend.
package func fieldset(
  _ legend: String, hint: String? = nil, isPageHeading: Bool = false, @HTMLBuilder _ content: () -> HTML
) -> HTML {
  """
  <fieldset class="govuk-fieldset app-fieldset">\(legendMarkup(legend, isPageHeading: isPageHeading, isQuestion: false))
  \(hint.map { "<p class=\"govuk-hint\">\($0)</p>" as HTML })
  \(content())
  </fieldset>
  """
}

func legendMarkup(_ legend: String, isPageHeading: Bool, isQuestion: Bool) -> HTML {
  if isPageHeading {
    return """
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--l">\
      <h1 class="govuk-fieldset__heading">\(legend)</h1></legend>
      """
  }
  return """
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--\(isQuestion ? "s" : "m")">\(legend)</legend>
    """
}

/// "We kept what you typed on 20 November 2026 at 10.32am", with a button to start again; nothing where the entry is not from a draft.
/// Stands inside its form; `form` is the address that it is sent to, where the page has several. The Enter key presses the
/// first button of a form: a hidden one, that sends it, stands before the one that throws everything away.
package func keptDraftNotice(_ entry: Entry, form: String? = nil) -> HTML {
  guard let kept = entry.keptAt else { return .empty }
  return """
    \(defaultButton("Send"))
    <div class="govuk-inset-text app-kept"><p>We kept what you typed on \(day(kept.day)) at \(clockTime(kept)).</p>
    <button type="submit" class="app-link-button" formaction="/drafts/discarded" formnovalidate\
    \(attribute: "name", form == nil ? nil : "form_to")\(attribute: "value", form)>Start again</button></div>
    """
}
