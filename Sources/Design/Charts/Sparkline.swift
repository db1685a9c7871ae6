/// A course at the size of a word, beside its figure. `words` says it for those who do not see it.
package func sparkline(_ values: [Double], words: String) -> HTML {
  guard values.count > 1, let low = values.min(), let high = values.max() else { return .empty }
  let span = max(high - low, 1e-9)
  let points = values.enumerated().map { index, value in
    let x = Double(index) / Double(values.count - 1) * 92 + 4
    let y = high == low ? 14 : 24 - (value - low) / span * 20
    return (coordinate(x), coordinate(y))
  }
  let end = points[points.count - 1]
  return """
    <svg class="app-sparkline" width="100" height="28" viewBox="0 0 100 28" role="img" aria-label="\(words)">\
    <polyline class="app-chart__line" fill="none" stroke="#0f6a72" stroke-width="2" \
    points="\(points.map { "\($0.0),\($0.1)" }.joined(separator: " "))"/>\
    <circle class="app-chart__dot" cx="\(end.0)" cy="\(end.1)" r="3.5" fill="#0f6a72"/></svg>
    """
}
