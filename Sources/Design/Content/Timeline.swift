/// Something that happened.
package struct TimelineEntry: Sendable {
  package var headline: String
  /// `time(…)` or `day(…)`.
  package var when: HTML
  package var who: String?
  package var agency: String?
  package var body: HTML
  /// One of the events that the story hangs on.
  package var isKey: Bool
  package var path: String?
  package init(
    _ headline: String, when: HTML, who: String? = nil, agency: String? = nil, body: HTML = .empty, isKey: Bool = false,
    link path: String? = nil
  ) {
    self.headline = headline
    self.when = when
    self.who = who
    self.agency = agency
    self.body = body
    self.isKey = isKey
    self.path = path
  }
}

/// What has happened, the newest first. `more` leads to the rest.
package func timeline(
  _ entries: [TimelineEntry], level: HeadingLevel = .h3, more: HTML = .empty,
  empty: String = "Nothing has happened yet."
) -> HTML {
  guard !entries.isEmpty else { return "<p class=\"govuk-body app-hint\">\(empty)</p>" }
  return """
    <ol class="app-timeline">\(entries.map { timelineItem($0, level) })</ol>
    \("<p class=\"govuk-body app-timeline__more\">\(more)</p>", if: !more.isEmpty)
    """
}

private func timelineItem(_ entry: TimelineEntry, _ level: HeadingLevel) -> HTML {
  let title: HTML =
    entry.path.map { "<a class=\"govuk-link\" href=\"\($0)\">\(entry.headline)</a>" } ?? "\(entry.headline)"
  let by = [entry.who, entry.agency].compactMap(\.self).joined(separator: ", ")
  let head: HTML =
    level == .h2 ? "<h2 class=\"govuk-heading-s\">\(title)</h2>" : "<h3 class=\"govuk-heading-s\">\(title)</h3>"
  return """
    <li\(" class=\"is-key\"", if: entry.isKey)>\(head)\
    <p class="govuk-body-s app-timeline__by">\(entry.when)\(", \(by)", if: !by.isEmpty)</p>\
    \("<div class=\"govuk-body app-timeline__body\">\(entry.body)</div>", if: !entry.body.isEmpty)</li>
    """
}
