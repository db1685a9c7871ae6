/// A whole document. It needs no script: scripts only add to what works already.
package func pageFrame(_ frame: Frame) -> HTML {
  """
  <!DOCTYPE html>
  <html lang="\(frame.language)" class="govuk-template app-template">
  <head>
  <meta charset="utf-8">
  <title>\("Error: ", if: frame.hasErrors)\(frame.title) – \(frame.serviceName)</title>
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
  <meta name="theme-color" content="#123f47">
  <meta name="format-detection" content="telephone=no">
  <meta name="assets" content="/assets/\(frame.assetVersion)">
  <link rel="icon" href="/assets/\(frame.assetVersion)/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/assets/\(frame.assetVersion)/govuk-frontend.min.css">
  <link rel="stylesheet" href="/assets/\(frame.assetVersion)/keywork.css">
  </head>
  <body class="govuk-template__body app-body">
  <script src="/assets/\(frame.assetVersion)/start.js"></script>
  <a href="#main" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
  \(pageHeader(frame))
  \(navigation(frame), if: !frame.nav.isEmpty)
  \(demonstrationBanner(frame), if: frame.isDemonstration)
  <div class="app-middle"><div class="govuk-width-container\(" app-width-wide", if: frame.isWide)">
  \(quickExit, if: frame.hasQuickExit)
  \(wayBack(frame))
  <main class="govuk-main-wrapper app-main\(" app-main--page", if: frame.isWide && !frame.fillsFrame)" id="main">
  \(frame.flash.map(flashBanner))
  \(frame.body)
  \(frame.printedBy.map { "<p class=\"app-printed\">Printed from \(frame.serviceName) by \($0)</p>" as HTML })
  </main>
  </div></div>
  \(pageFooter(frame))
  <script type="module" src="/assets/\(frame.assetVersion)/keywork.js"></script>
  </body>
  </html>

  """
}

private func pageHeader(_ frame: Frame) -> HTML {
  """
  <header class="app-header"><div class="govuk-width-container\(" app-width-wide", if: frame.isWide)">
  <div class="app-header__row\(" app-header__row--signed-in", if: frame.user != nil)">
  <a class="app-header__brand" href="/">\(mark)<span>\(frame.serviceName)\
  \(frame.partnership.map { "<span class=\"app-header__partnership\">\($0)</span>" as HTML })</span></a>
  \(whoIsHere(frame))
  </div></div></header>
  """
}

private func whoIsHere(_ frame: Frame) -> HTML {
  if let user = frame.user {
    return """
      <ul class="app-header__user"><li><a href="\(frame.accountPath)">\
      <span class="govuk-visually-hidden">Your account: </span>\(user)</a></li>
      <li><form method="post" action="\(frame.signOutPath)"><input type="hidden" name="csrf" value="\(frame.csrf)">\
      <button class="app-header__button" type="submit">Sign out</button></form></li></ul>
      """
  }
  guard let path = frame.signInPath else { return .empty }
  return "<ul class=\"app-header__user\"><li><a href=\"\(path)\">Sign in</a></li></ul>"
}

/// A house with a heart: ours, drawn with attributes only so that it prints and needs no style.
private let mark: HTML = """
  <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">\
  <path fill="#fff" d="M17 2 2 13v19h30V13z"/>\
  <path fill="#123f47" d="M17 27s-8-4.6-8-10a4.4 4.4 0 0 1 8-2.6A4.4 4.4 0 0 1 25 17c0 5.400-8 10-8 10z"/></svg>
  """

/// As many as stand in one line; the rest fold away.
private let menuLimit = 8

private func navigation(_ frame: Frame) -> HTML {
  let folds = frame.nav.count > menuLimit + 1
  let shown = folds ? frame.nav.enumerated().filter { $0 < menuLimit || $1.isCurrent }.map(\.element) : frame.nav
  return """
    <div class="app-nav"><div class="govuk-service-navigation">\
    <div class="govuk-width-container\(" app-width-wide", if: frame.isWide)">\
    <div class="govuk-service-navigation__container">
    <nav aria-label="Menu" class="govuk-service-navigation__wrapper">\
    <ul class="govuk-service-navigation__list" id="navigation">\(shown.map(navigationItem))\
    \(moreNavigation(frame.nav.dropFirst(menuLimit).filter { !$0.isCurrent }), if: folds)</ul></nav>
    </div></div></div></div>
    """
}

private func moreNavigation(_ items: [NavItem]) -> HTML {
  """
  <li class="govuk-service-navigation__item app-nav__more"><details><summary>More</summary>\
  <ul>\(items.map { "<li>\(link($0.label, to: $0.path))</li>" as HTML })</ul></details></li>
  """
}

private func navigationItem(_ item: NavItem) -> HTML {
  let label: HTML = "\(item.label)\(countBadge(item.count))"
  guard item.isCurrent else {
    return """
      <li class="govuk-service-navigation__item"><a class="govuk-service-navigation__link" href="\(item.path)">\
      \(label)</a></li>
      """
  }
  return """
    <li class="govuk-service-navigation__item govuk-service-navigation__item--active">\
    <a class="govuk-service-navigation__link" href="\(item.path)" aria-current="true">\
    <strong class="govuk-service-navigation__active-fallback">\(label)</strong></a></li>
    """
}

func countBadge(_ count: Int?) -> HTML {
  guard let count, count > 0 else { return .empty }
  return " <span class=\"app-count\">\(count)<span class=\"govuk-visually-hidden\"> waiting</span></span>"
}

private func demonstrationBanner(_ frame: Frame) -> HTML {
  """
  <section class="app-demonstration" aria-label="About this site">\
  <div class="govuk-width-container\(" app-width-wide", if: frame.isWide)">\
  <p><strong>Demonstration.</strong> Everybody here is invented. Do not enter the names of real people.</p>\
  </div></section>
  """
}

private let quickExit: HTML = """
  <div class="govuk-exit-this-page" data-module="govuk-exit-this-page">\
  <a href="https://www.bbc.co.uk/weather" role="button" draggable="false" \
  class="govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button" \
  data-module="govuk-button" rel="nofollow noreferrer">\
  <span class="govuk-visually-hidden">Emergency</span> Exit this page</a></div>
  """

private func wayBack(_ frame: Frame) -> HTML {
  if let back = frame.back { return "<a href=\"\(back.path)\" class=\"govuk-back-link\">\(back.label)</a>" }
  guard !frame.breadcrumbs.isEmpty else { return .empty }
  let crumbs = frame.breadcrumbs.map { crumb -> HTML in
    """
    <li class="govuk-breadcrumbs__list-item">\
    <a class="govuk-breadcrumbs__link" href="\(crumb.path)">\(crumb.label)</a></li>
    """
  }
  return """
    <nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label="Breadcrumb">\
    <ol class="govuk-breadcrumbs__list">\(crumbs)</ol></nav>
    """
}

private func flashBanner(_ flash: Frame.Flash) -> HTML {
  notificationBanner(flash.isSuccess ? "Done" : "Important", style: flash.isSuccess ? .success : .important) {
    "<p class=\"govuk-notification-banner__heading\">\(flash.message)</p>"
  }
}

private func pageFooter(_ frame: Frame) -> HTML {
  """
  <footer class="app-footer"><div class="govuk-width-container\(" app-width-wide", if: frame.isWide)">
  <h2 class="govuk-visually-hidden">Help and information</h2>
  <ul>\(frame.footer.map { "<li><a href=\"\($0.path)\">\($0.label)</a></li>" as HTML })</ul>
  \(frame.contact.map(footerContact))
  <p>\(frame.partnership ?? frame.serviceName)</p>
  </div></footer>
  """
}

private func footerContact(_ contact: Frame.Contact) -> HTML {
  """
  <p>Need to talk to someone? Call \(contact.name) on \(phoneLink(contact.phone))\
  \(contact.hours.map { ", \($0)" as HTML }).</p>
  """
}
