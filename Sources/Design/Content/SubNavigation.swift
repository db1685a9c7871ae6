/// The pages of one section, as links: no script, and each has an address.
package func subNavigation(_ items: [NavItem], label: String) -> HTML {
  let links = items.map { item -> HTML in
    """
    <li><a class="app-subnav__link" href="\(item.path)"\(attribute: "aria-current", item.isCurrent ? "page" : nil)>\
    \(item.label)\(countBadge(item.count))</a></li>
    """
  }
  return "<nav class=\"app-subnav\" aria-label=\"\(label)\"><ul>\(links)</ul></nav>"
}

/// Where somebody is in a form of several steps.
package func progress(step: Int, of total: Int) -> HTML {
  "<p class=\"govuk-caption-m app-progress\">Step \(step) of \(total)</p>"
}
