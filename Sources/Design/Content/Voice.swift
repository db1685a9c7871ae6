/// What a child or a parent said, in their own words.
package func quote(_ words: String, who: String? = nil, when: HTML? = nil) -> HTML {
  let source: [HTML] = [who.map { "\($0)" }, when].compactMap(\.self)
  return """
    <figure class="app-quote"><blockquote><p>“\(words)”</p></blockquote>\
    \("<figcaption>\(source.joined(", "))</figcaption>", if: !source.isEmpty)</figure>
    """
}

/// Something a family wants, and how near they are.
package struct GoalLine: Sendable {
  package var title: String
  /// Steps reached, 0 to `of`.
  package var steps: Int
  package var of: Int
  /// "Up from 2 in October."
  package var words: String
  package var path: String?
  package init(_ title: String, steps: Int, of: Int = 5, words: String, link path: String? = nil) {
    self.title = title
    self.steps = steps
    self.of = of
    self.words = words
    self.path = path
  }
}

package func goals(_ goals: [GoalLine], empty: String = "No goals have been agreed yet.") -> HTML {
  guard !goals.isEmpty else { return "<p class=\"govuk-body app-hint\">\(empty)</p>" }
  let items = goals.map { goal -> HTML in
    let title: HTML = goal.path.map { "<a class=\"govuk-link\" href=\"\($0)\">\(goal.title)</a>" } ?? "\(goal.title)"
    return """
      <li><p class="govuk-body govuk-!-font-weight-bold">\(title)</p>\
      \(goalMeter(goal.steps, of: goal.of, words: goal.words))</li>
      """
  }
  return "<ul class=\"app-goals\">\(items)</ul>"
}

/// Steps reached as blocks, with the same in words beneath.
package func goalMeter(_ steps: Int, of total: Int, words: String = "", caption: String? = nil) -> HTML {
  let said = caption ?? "\(steps) of \(total).\(words.isEmpty ? "" : " \(words)")"
  let blocks = (0..<max(total, 0)).map { $0 < steps ? "<span class=\"is-on\"></span>" : "<span></span>" as HTML }
  return """
    <div class="app-steps" aria-hidden="true">\(blocks)</div>\
    <p class="govuk-body-s app-steps__words">\(said)</p>
    """
}
