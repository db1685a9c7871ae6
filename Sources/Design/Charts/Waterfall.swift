/// One step of a waterfall: what it is, and how much it adds or takes away.
package struct WaterfallStep: Sendable, Hashable {
  package var label: String
  package var value: Double
  /// Why, in a few words.
  package var words: String
  package init(_ label: String, _ value: Double, _ words: String) {
    self.label = label
    self.value = value
    self.words = words
  }
}

/// How a sum comes about, step by step: each bar begins where the one before ended. The table is the chart: each row has
/// its bar and its figure with a sign, so that nothing hangs on colour.
package func waterfallChart(_ words: ChartWords, _ steps: [WaterfallStep], total: String) -> HTML {
  var ends: [(from: Double, to: Double)] = []
  var sum = 0.0
  for step in steps {
    ends.append((sum, sum + step.value))
    sum += step.value
  }
  let low = min(0, ends.map { min($0.from, $0.to) }.min() ?? 0)
  let high = max(0, ends.map { max($0.from, $0.to) }.max() ?? 0)
  let span = max(high - low, 1e-9)
  func bar(_ from: Double, _ to: Double, _ paint: HTML) -> HTML {
    let (start, width) = ((min(from, to) - low) / span * 100, max(abs(to - from) / span * 100, 0.6))
    return """
      <svg width="100%" height="18" aria-hidden="true" focusable="false">\
      <rect class="app-chart__track" fill="#e4f0f0" width="100%" height="18"/>\
      <rect class="app-chart__bar" fill="\(paint)" x="\(coordinate(start))%" width="\(coordinate(width))%" height="18"/></svg>
      """
  }
  let rows = zip(steps, ends).map { step, end -> HTML in
    """
    <tr><th scope="row">\(step.label)<br><span class="app-hint">\(step.words)</span></th>\
    <td class="app-bars__value">\(signed(step.value))</td>\
    <td class="app-bars__bar">\(bar(end.from, end.to, step.value < 0 ? "#aa2a16" : "#0f6a72"))</td></tr>
    """
  }
  return chartFigure(
    words,
    """
    <table class="app-bars"><caption class="govuk-visually-hidden">\(words.description)</caption>\
    <thead><tr><th scope="col">\(words.rowTitle)</th><th scope="col">\(words.valueTitle)</th><td></td></tr></thead>\
    <tbody>\(rows)<tr><th scope="row"><strong>\(total)</strong></th>\
    <td class="app-bars__value"><strong>\(signed(sum))</strong></td>\
    <td class="app-bars__bar">\(bar(0, sum, "#5b3a8c"))</td></tr></tbody></table>
    """)
}

/// `+3.5` or `−12`.
package func signed(_ value: Double) -> String {
  let text = plain(abs(value))
  return text == "0" ? "0" : (value < 0 ? "−" : "+") + text
}
