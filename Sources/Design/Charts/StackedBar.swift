/// The parts of a whole in one bar, six at most. The table beneath is the key and holds the figures.
package func stackedBar(_ words: ChartWords, _ parts: [Figure]) -> HTML {
  let total = max(parts.compactMap(\.value).reduce(0, +), 1e-9)
  var from = 0.0
  let segments = parts.prefix(paints.count).enumerated().map { index, part -> HTML in
    let share = (part.value ?? 0) / total * 100
    defer { from += share }
    return """
      <rect class="app-chart__part" fill="\(paints[index])" stroke="#fff" stroke-width="2" x="\(coordinate(from))%" \
      width="\(coordinate(share))%" height="32"/>
      """
  }
  let rows = parts.enumerated().map { index, part -> HTML in
    """
    <tr><th scope="row"><svg width="16" height="16" aria-hidden="true" focusable="false">\
    <rect width="16" height="16" fill="\(paints[min(index, paints.count - 1)])"/></svg> \(part.label)</th>\
    <td>\(words.shown(part.value))</td><td>\(plain((part.value ?? 0) / total * 100))%</td></tr>
    """
  }
  let key: HTML = """
    <table class="app-key"><caption class="govuk-visually-hidden">\(words.measure)</caption>\
    <thead><tr><th scope="col">\(words.rowTitle)</th><th scope="col">\(words.valueTitle)</th>\
    <th scope="col">Share</th></tr></thead><tbody>\(rows)</tbody></table>
    """
  return chartFigure(
    words,
    """
    <svg class="app-chart__stack" width="100%" height="32" role="img" \
    aria-labelledby="\(words.id)-title \(words.id)-desc">\
    <title id="\(words.id)-title">\(words.measure)</title><desc id="\(words.id)-desc">\(words.description)</desc>\
    \(segments)</svg>
    """, beneath: key)
}

/// Told apart by lightness as well as by hue, so that they part in grey and for the colour-blind.
private let paints = ["#0f6a72", "#e0a100", "#5b3a8c", "#7fb9bd", "#aa2a16", "#8a949a"]
