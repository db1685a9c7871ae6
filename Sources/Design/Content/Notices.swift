/// More for those who want it, folded away.
package func details(_ summary: String, isOpen: Bool = false, @HTMLBuilder _ content: () -> HTML) -> HTML {
  """
  <details class="govuk-details"\(" open", if: isOpen)><summary class="govuk-details__summary">\
  <span class="govuk-details__summary-text">\(summary)</span></summary>
  <div class="govuk-details__text">\(content())</div></details>
  """
}

package func insetText(@HTMLBuilder _ content: () -> HTML) -> HTML {
  "<div class=\"govuk-inset-text\">\(content())</div>"
}

/// Something with consequences. A phone number in it can be tapped.
package func warningText(_ text: String) -> HTML {
  """
  <div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>\
  <strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>\(withPhoneLinks(text))</strong></div>
  """
}

package enum BannerStyle: Sendable { case important, success }

package func notificationBanner(
  _ title: String, style: BannerStyle = .important, @HTMLBuilder _ content: () -> HTML
) -> HTML {
  """
  <div class="govuk-notification-banner\(" govuk-notification-banner--success", if: style == .success)" \
  role="\(style == .success ? "alert" : "region")" aria-label="\(title)" \
  data-module="govuk-notification-banner">
  <div class="govuk-notification-banner__header">\
  <h2 class="govuk-notification-banner__title">\(title)</h2></div>
  <div class="govuk-notification-banner__content">\(content())</div></div>
  """
}

/// The end of a journey: what was done, and the number to keep.
package func panel(_ title: String, @HTMLBuilder _ content: () -> HTML = { .empty }) -> HTML {
  """
  <div class="govuk-panel govuk-panel--confirmation app-panel"><h1 class="govuk-panel__title">\(title)</h1>\
  <div class="govuk-panel__body">\(content())</div></div>
  """
}

/// A list without anything in it: why, and what can be done.
package func emptyState(_ title: String, _ text: String, action: HTML = .empty) -> HTML {
  """
  <div class="app-empty"><p class="govuk-heading-s">\(title)</p><p class="govuk-body">\(text)</p>\
  \(action)</div>
  """
}

/// What to do when it cannot wait: who to ring for what. The duty number is the partnership's.
package func careCard(
  _ title: String = "If someone is in danger or very ill", dutyName: String, dutyPhone: String, dutyHours: String? = nil
) -> HTML {
  """
  <section class="app-care" aria-labelledby="care-\(slug(title))">
  <h2 class="app-care__title" id="care-\(slug(title))">\(title)</h2>
  <ul class="app-care__list">
  <li>In danger now, or a life at risk: call <a class="govuk-link app-nowrap" href="tel:999">999</a></li>
  <li>Ill, and you are not sure what to do: call <a class="govuk-link app-nowrap" href="tel:111">111</a></li>
  <li>Worried about a child: call \(dutyName) on \(phoneLink(dutyPhone))\(dutyHours.map { " (\($0))" as HTML })</li>
  </ul></section>
  """
}
