/// A course over time, with a target where there is one.
package struct LineChart: Sendable {
  package struct Target: Sendable, Hashable {
    package var label: String
    package var value: Double
    package init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }
  package var words: ChartWords
  package var figures: [Figure]
  package var target: Target?
  /// Where the scale begins; when it is not 0, the chart says so.
  package var from: Double
  /// False where the target is still to be reached, so that the lowest figure is no failure.
  package var marksMissed: Bool
  package init(
    _ words: ChartWords, _ figures: [Figure], target: Target? = nil, from: Double = 0, marksMissed: Bool = true
  ) {
    self.words = words
    self.figures = figures
    self.target = target
    self.from = from
    self.marksMissed = marksMissed
  }
}

// The outer picture has no viewBox, so that text keeps its size at any width; only the line is stretched. Colours are
// attributes, not style sheet rules alone, because printers to PDF do not apply those within a picture.
package func lineChart(_ chart: LineChart) -> HTML {
  let values = chart.figures.compactMap(\.value)
  guard let low = values.min(), let high = values.max(), chart.figures.count > 1 else {
    return chartFigure(chart.words, "<p class=\"govuk-body\">There are not enough figures to draw yet.</p>")
  }
  let scale = Scale(from: min(chart.from, low), through: max(high, chart.target?.value ?? high))
  let id = chart.words.id
  let picture: HTML = """
    <svg class="app-chart__plot" role="img" aria-labelledby="\(id)-title \(id)-desc" font-size="16">\
    <title id="\(id)-title">\(chart.words.measure)</title><desc id="\(id)-desc">\(chart.words.description)</desc>\
    \(scale.ticks.map { gridLine($0, scale, chart.words.unit) })\(courses(chart, scale))\
    \(chart.target.map { targetLine($0, chart, scale) })\(dots(chart, scale))\(axis(chart))</svg>
    """
  let table = details("Show these figures as a table") { figureTable(chart.words, chart.figures) }
  let note = scale.from == 0 ? nil : "The scale starts at \(plain(scale.from))\(chart.words.unit)."
  return chartFigure(chart.words, note: note, picture, beneath: table)
}

private func x(_ index: Int, of count: Int) -> Double { 4 + Double(index) / Double(count - 1) * 92 }

private func gridLine(_ value: Double, _ scale: Scale, _ unit: String) -> HTML {
  let y = coordinate(scale.y(value))
  return """
    <line class="app-chart__grid" stroke="#cfd6d9" x1="0" x2="100%" y1="\(y)%" y2="\(y)%"/>\
    <text fill="#484f55" x="-8" y="\(y)%" dy=".35em" text-anchor="end">\(plain(value))\(unit)</text>
    """
}

/// The line, broken where there is no figure.
private func courses(_ chart: LineChart, _ scale: Scale) -> HTML {
  var runs: [[String]] = [[]]
  for (index, figure) in chart.figures.enumerated() {
    if let value = figure.value {
      runs[runs.count - 1].append(
        "\(coordinate(x(index, of: chart.figures.count))),\(coordinate(scale.y(value)))")
    } else if !runs[runs.count - 1].isEmpty {
      runs.append([])
    }
  }
  let lines = runs.filter { $0.count > 1 }.map { run -> HTML in
    """
    <polyline class="app-chart__line" fill="none" stroke="#0f6a72" stroke-width="3" vector-effect="non-scaling-stroke" \
    points="\(run.joined(separator: " "))"/>
    """
  }
  return """
    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">\(lines)</svg>
    """
}

/// The target's name stands where the course is farthest from it.
private func targetLine(_ target: LineChart.Target, _ chart: LineChart, _ scale: Scale) -> HTML {
  let count = chart.figures.count
  func room(at place: Double) -> Double {
    let near = chart.figures.indices.filter { abs(x($0, of: count) - place) < 22 }
    return near.compactMap { chart.figures[$0].value }.map { abs($0 - target.value) }.min() ?? .infinity
  }
  let place = [50.0, 22, 78].max { room(at: $0) < room(at: $1) } ?? 50
  let y = coordinate(scale.y(target.value))
  return """
    <line class="app-chart__target" stroke="#484f55" stroke-width="2" stroke-dasharray="6 5" x1="0" x2="100%" \
    y1="\(y)%" y2="\(y)%"/><text fill="#484f55" x="\(coordinate(place))%" y="\(y)%" dy="-.5em" text-anchor="middle">\
    \(target.label)</text>
    """
}

/// A dot for each figure; the lowest and the last carry their figures.
private func dots(_ chart: LineChart, _ scale: Scale) -> [HTML] {
  let shown = chart.figures.enumerated().compactMap { index, figure in figure.value.map { (index, $0) } }
  let lowest = shown.min { $0.1 < $1.1 }?.0
  let last = shown.last?.0
  return shown.map { index, value in
    let (cx, cy) = (coordinate(x(index, of: chart.figures.count)), coordinate(scale.y(value)))
    let isMissed = chart.marksMissed && chart.target.map { value < $0.value && index == lowest } ?? false
    let dot: HTML =
      isMissed
      ? "<circle class=\"app-chart__dot app-chart__dot--low\" cx=\"\(cx)%\" cy=\"\(cy)%\" r=\"6\" fill=\"#fff\" stroke=\"#aa2a16\" stroke-width=\"3\"/>"
      : "<circle class=\"app-chart__dot\" cx=\"\(cx)%\" cy=\"\(cy)%\" r=\"5\" fill=\"#0f6a72\" stroke=\"#fff\" stroke-width=\"2\"/>"
    guard index == last || index == lowest else { return dot }
    let isBelow = index == lowest && index != last
    return """
      \(dot)<text class="app-chart__strong" fill="#0b0c0c" font-weight="700" x="\(cx)%" y="\(cy)%" \
      dy="\(isBelow ? "1.7em" : "-.8em")" text-anchor="\(index == last ? "end" : index == 0 ? "start" : "middle")"\
      \(attribute: "dx", index == last ? "10" : nil)>\(chart.words.shown(value))</text>
      """
  }
}

/// Names along the foot: as many as fit on a phone, the first and the last always.
private func axis(_ chart: LineChart) -> [HTML] {
  let count = chart.figures.count
  let every = max(1, Int((Double(count - 1) / 3).rounded(.up)))
  let named = Set(stride(from: 0, to: count - 1, by: every).filter { count - 1 - $0 >= (every + 1) / 2 } + [count - 1])
  return named.sorted().map { index in
    """
    <text fill="#484f55" x="\(coordinate(x(index, of: count)))%" y="100%" dy="1.6em" \
    text-anchor="middle">\(chart.figures[index].short)</text>
    """
  }
}
