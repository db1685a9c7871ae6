/// A course behind, and what is expected ahead with two ranges.
package struct FanChart: Sendable {
  package struct Ahead: Sendable, Hashable {
    package var label: String
    package var short: String
    package var value: Double
    /// Where eight in ten outcomes should lie, and nineteen in twenty; nil where the series is too short to try.
    package var range80: ClosedRange<Double>?
    package var range95: ClosedRange<Double>?
    package init(
      _ label: String, short: String, _ value: Double, range80: ClosedRange<Double>?, range95: ClosedRange<Double>?
    ) {
      (self.label, self.short, self.value, self.range80, self.range95) = (label, short, value, range80, range95)
    }
  }
  package var words: ChartWords
  package var behind: [Figure]
  package var ahead: [Ahead]
  package init(_ words: ChartWords, behind: [Figure], ahead: [Ahead]) {
    (self.words, self.behind, self.ahead) = (words, behind, ahead)
  }
}

package func fanChart(_ chart: FanChart) -> HTML {
  let highs = chart.behind.compactMap(\.value) + chart.ahead.map { $0.range95?.upperBound ?? $0.value }
  let lows = chart.ahead.map { $0.range95?.lowerBound ?? $0.value }
  guard chart.behind.count > 1, !chart.ahead.isEmpty, let high = highs.max() else {
    return chartFigure(chart.words, "<p class=\"govuk-body\">There are not enough figures to draw yet.</p>")
  }
  let scale = Scale(from: min(0, lows.min() ?? 0), through: high)
  let (id, count) = (chart.words.id, chart.behind.count + chart.ahead.count)
  func x(_ index: Int) -> Double { 4 + Double(index) / Double(count - 1) * 92 }
  func point(_ index: Int, _ value: Double) -> String { "\(coordinate(x(index))),\(coordinate(scale.y(value)))" }
  let start = chart.behind.count
  func area(_ range: (FanChart.Ahead) -> ClosedRange<Double>?, _ fill: String) -> HTML {
    let known = chart.ahead.enumerated().compactMap { index, month in range(month).map { (start + index, $0) } }
    guard known.count > 1 else { return .empty }
    let points = known.map { point($0.0, $0.1.upperBound) } + known.reversed().map { point($0.0, $0.1.lowerBound) }
    return "<polygon fill=\"\(fill)\" points=\"\(points.joined(separator: " "))\"/>"
  }
  func line(_ points: [String], _ dash: String?) -> HTML {
    """
    <polyline class="app-chart__line" fill="none" stroke="#0f6a72" stroke-width="3" vector-effect="non-scaling-stroke"\
    \(attribute: "stroke-dasharray", dash) points="\(points.joined(separator: " "))"/>
    """
  }
  let behind = chart.behind.enumerated().compactMap { index, figure in figure.value.map { point(index, $0) } }
  let ahead = chart.ahead.enumerated().map { point(start + $0, $1.value) }
  let names = chart.behind.map(\.short) + chart.ahead.map(\.short)
  // The month in which the future begins is named where there is room for it on a phone.
  let named = [0] + (abs(2 * start - count) < count / 3 ? [start] : []) + [count - 1]
  let marks = named.map { index -> HTML in
    "<text fill=\"#484f55\" x=\"\(coordinate(x(index)))%\" y=\"100%\" dy=\"1.6em\" text-anchor=\"middle\">\(names[index])</text>"
  }
  let grid = scale.ticks.map { value -> HTML in
    let y = coordinate(scale.y(value))
    return """
      <line class="app-chart__grid" stroke="#cfd6d9" x1="0" x2="100%" y1="\(y)%" y2="\(y)%"/>\
      <text fill="#484f55" x="-8" y="\(y)%" dy=".35em" text-anchor="end">\(plain(value))\(chart.words.unit)</text>
      """
  }
  let picture: HTML = """
    <svg class="app-chart__plot" role="img" aria-labelledby="\(id)-title \(id)-desc" font-size="16">\
    <title id="\(id)-title">\(chart.words.measure)</title><desc id="\(id)-desc">\(chart.words.description)</desc>\
    \(grid)<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">\
    \(area(\.range95, "#d7e8e9"))\(area(\.range80, "#a6d0d3"))\(line(behind, nil))\(line(ahead, "6 5"))</svg>\(marks)</svg>
    """
  return chartFigure(
    chart.words, note: "Dark band: eight in ten outcomes. Light band: nineteen in twenty.", picture,
    beneath: details("Show these figures as a table") { aheadTable(chart) })
}

private func aheadTable(_ chart: FanChart) -> HTML {
  func range(_ range: ClosedRange<Double>?) -> HTML {
    range.map { "\(plain($0.lowerBound)) to \(plain($0.upperBound))" } ?? "Too few months to say"
  }
  return table(
    Table(
      chart.words.measure,
      [
        .init(chart.words.rowTitle), .init(chart.words.valueTitle, numeric: true), .init("Eight in ten", numeric: true),
        .init("Nineteen in twenty", numeric: true),
      ],
      chart.behind.map { .init(["\($0.label)", "\(chart.words.shown($0.value))", "came", ""]) }
        + chart.ahead.map {
          .init(["\($0.label)", "\(plain($0.value))\(chart.words.unit)", range($0.range80), range($0.range95)])
        }))
}
