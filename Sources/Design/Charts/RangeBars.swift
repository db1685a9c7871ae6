/// A figure with its doubt: where it probably lies, and, where it is known, what was counted.
package struct RangeFigure: Sendable, Hashable {
  package var label: String
  package var value: Double
  package var low: Double
  package var high: Double
  /// What is known, to stand beside what is expected.
  package var known: Double?
  package init(_ label: String, _ value: Double, low: Double, high: Double, known: Double? = nil) {
    (self.label, self.value, self.low, self.high, self.known) = (label, value, low, high, known)
  }
}

/// Figures with their ranges. The table is the chart: the band is the range, the line in it the middle, the ring what is
/// known.
package func rangeBars(_ words: ChartWords, known knownTitle: String? = nil, _ figures: [RangeFigure]) -> HTML {
  let top = max(figures.flatMap { [$0.high, $0.value, $0.known ?? 0] }.max() ?? 0, 1e-9)
  let rows = figures.map { figure -> HTML in
    let known: HTML =
      knownTitle.map {
        "<td class=\"app-bars__value\" data-label=\"\($0)\">\(figure.known.map(plain) ?? "–")</td>"
      } ?? .empty
    return """
      <tr><th scope="row">\(figure.label)</th>\
      <td class="app-bars__value">\(plain(figure.value))\(words.unit) <span class="app-bars__range">\
      (\(plain(figure.low)) to \(plain(figure.high)))</span></td>\
      \(known)\
      <td class="app-bars__bar">\(band(figure, top))</td></tr>
      """
  }
  return chartFigure(
    words,
    """
    <table class="app-bars"><caption class="govuk-visually-hidden">\(words.description)</caption>\
    <thead><tr><th scope="col">\(words.rowTitle)</th><th scope="col">\(words.valueTitle)</th>\
    \(knownTitle.map { "<th scope=\"col\">\($0)</th>" as HTML })<td></td></tr></thead>\
    <tbody>\(rows)</tbody></table>
    """)
}

private func band(_ figure: RangeFigure, _ top: Double) -> HTML {
  func at(_ value: Double) -> String { coordinate(1 + value / top * 98) }
  let (low, wide) = (at(figure.low), coordinate(max(0.4, (figure.high - figure.low) / top * 98)))
  let ring: HTML =
    figure.known.map {
      "<circle cx=\"\(at($0))%\" cy=\"9\" r=\"6\" fill=\"#fff\" stroke=\"#aa2a16\" stroke-width=\"3\"/>"
    } ?? .empty
  return """
    <svg width="100%" height="18" aria-hidden="true" focusable="false">\
    <rect class="app-chart__track" fill="#e4f0f0" width="100%" height="18"/>\
    <rect class="app-chart__bar" fill="#7fb9bd" x="\(low)%" width="\(wide)%" y="3" height="12"/>\
    <line class="app-chart__line" stroke="#0b3f44" stroke-width="3" x1="\(at(figure.value))%" x2="\(at(figure.value))%" \
    y1="1" y2="17"/>\(ring)</svg>
    """
}
