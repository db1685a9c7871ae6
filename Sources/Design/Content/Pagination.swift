/// Where a long list stands: the addresses of the pages before and after, and which rows these are.
package struct Pages: Sendable, Hashable {
  package var previous: String?
  package var next: String?
  /// "Showing 26 to 50 of 240": counted from 1; nil where it is not known.
  package var shown: ClosedRange<Int>?
  package var total: Int?
  package init(previous: String? = nil, next: String? = nil, shown: ClosedRange<Int>? = nil, total: Int? = nil) {
    self.previous = previous
    self.next = next
    self.shown = shown
    self.total = total
  }
}

extension Pages {
  /// Before and after page `page`, counted from 1. `address` says where a page is.
  package init(page: Int, hasMore: Bool, address: (Int) -> String) {
    self.init(previous: page > 1 ? address(page - 1) : nil, next: hasMore ? address(page + 1) : nil)
  }
  /// The same where it is known how many there are: `count` rows of `total` are on this page, `size` at most.
  package init(page: Int, size: Int, count: Int, total: Int, address: (Int) -> String) {
    let before = (page - 1) * size
    self.init(page: page, hasMore: before + count < total, address: address)
    shown = count == 0 ? nil : before + 1...before + count
    self.total = total
  }
}

/// Nothing where the whole list is on this page.
package func pagination(_ pages: Pages) -> HTML {
  guard pages.previous != nil || pages.next != nil else { return .empty }
  return """
    <div class="app-pages">\(shownRows(pages))\
    <nav class="govuk-pagination" aria-label="Pages of this list">\
    \(pages.previous.map { step($0, .previous) })\(pages.next.map { step($0, .next) })</nav></div>
    """
}

private func shownRows(_ pages: Pages) -> HTML? {
  guard let shown = pages.shown else { return nil }
  return """
    <p class="govuk-body app-hint">Showing \(grouped(shown.lowerBound)) to \(grouped(shown.upperBound))\
    \(pages.total.map { " of \(grouped($0))" as HTML })</p>
    """
}

private enum Step { case previous, next }

private func step(_ path: String, _ step: Step) -> HTML {
  switch step {
  case .previous:
    """
    <div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="\(path)" rel="prev">\
    <svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" \
    width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 \
    6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"/></svg>\
    <span class="govuk-pagination__link-title">Previous<span class="govuk-visually-hidden"> page</span></span></a></div>
    """
  case .next:
    """
    <div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="\(path)" rel="next">\
    <span class="govuk-pagination__link-title">Next<span class="govuk-visually-hidden"> page</span></span>\
    <svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" \
    width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 \
    4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"/></svg></a></div>
    """
  }
}

/// `12,345`
package func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "−" : "") + String(text.reversed())
}
