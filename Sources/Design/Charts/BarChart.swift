/// Figures side by side. The table is the chart: each row has its bar, so nothing is said twice and labels may wrap. A full
/// bar is `top`, where the figures have a most, like points of 100; else the largest of them.
package func barChart(_ words: ChartWords, _ figures: [Figure], top: Double? = nil) -> HTML {
  let top = max(top ?? figures.compactMap(\.value).max() ?? 0, 1e-9)
  let rows = figures.map { figure -> HTML in
    """
    <tr><th scope="row">\(figure.label)</th>\
    <td class="app-bars__value\(" app-bars__value--none", if: figure.value == nil)">\(words.shown(figure.value))</td>\
    <td class="app-bars__bar">\(figure.value.map { bar($0 / top * 100) })</td></tr>
    """
  }
  return chartFigure(
    words,
    """
    <table class="app-bars"><caption class="govuk-visually-hidden">\(words.description)</caption>\
    <thead><tr><th scope="col">\(words.rowTitle)</th>\
    <th scope="col">\(words.valueTitle)</th><td></td></tr></thead>\
    <tbody>\(rows)</tbody></table>
    """)
}

private func bar(_ percent: Double) -> HTML {
  """
  <svg width="100%" height="18" aria-hidden="true" focusable="false">\
  <rect class="app-chart__track" fill="#e4f0f0" width="100%" height="18"/>\
  <rect class="app-chart__bar" fill="#0f6a72" width="\(coordinate(percent))%" height="18"/></svg>
  """
}
