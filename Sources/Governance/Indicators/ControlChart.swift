import Design
import Kernel

/// Figures along time between the limits of chance. The table that has the same stands beside it.
/// `id` tells the charts of a page apart, `title` says what is drawn.
func controlChart(
  _ values: [MonthFigure], limits: ControlLimits?, target: Double?, unit: IndicatorUnit, id: String = "control",
  title: String = "The figure period by period"
) -> HTML {
  guard values.count > 1 else { return paragraph("There are not enough figures to draw yet.") }
  let levels = chartLevels(limits: limits, target: target, unit: unit)
  let all = values.map(\.value) + levels.map(\.value)
  let (low, high) = (min(0, all.min()!), max(all.max()!, 1))
  func place(_ value: Double) -> Double { 6 + (1 - (value - low) / (high - low)) * 82 }
  func y(_ value: Double) -> String { perCent(place(value)) }
  // The words of the levels stand to the right of the figures.
  func x(_ index: Int) -> String { perCent(3 + Double(index) / Double(values.count - 1) * 66) }
  let lines = zip(values.indices, values.indices.dropFirst()).map { a, b -> HTML in
    """
    <line x1="\(x(a))" y1="\(y(values[a].value))" x2="\(x(b))" y2="\(y(values[b].value))" stroke="#0f6a72" \
    stroke-width="3"/>
    """
  }
  let dots = values.indices.map { index -> HTML in
    "<circle cx=\"\(x(index))\" cy=\"\(y(values[index].value))\" r=\"5\" fill=\"#0f6a72\"/>"
  }
  // From the top down; where two lie close together, the lower one's words move down.
  var last = -100.0
  let drawn = levels.sorted { $0.value > $1.value }.map { level -> HTML in
    last = max(place(level.value), last + 8)
    return """
      <line x1="0" x2="72%" y1="\(y(level.value))" y2="\(y(level.value))" stroke="\(level.colour)" \
      stroke-dasharray="6 4"/>\
      <text x="73%" y="\(perCent(last))" dy="5" fill="#484f55">\(level.words) \(unit.shown(level.value))</text>
      """
  }
  let first = values[0].month.monthInWords, end = values[values.count - 1].month.monthInWords
  return """
    <svg width="100%" height="240" role="img" aria-labelledby="\(id)-title \(id)-desc" font-size="14">\
    <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">From \(first) to \(end), last \
    \(unit.shown(values[values.count - 1].value)). The table below has every figure.</desc>\
    \(drawn)\(lines)\(dots)\
    <text x="0" y="98%" fill="#484f55">\(first)</text><text x="72%" y="98%" text-anchor="end" fill="#484f55">\(end)</text></svg>
    """
}

/// What lies across the whole chart: its words, where, and its colour. No share lies beyond nothing and all.
private func chartLevels(
  limits: ControlLimits?, target: Double?, unit: IndicatorUnit
) -> [(words: String, value: Double, colour: String)] {
  let grey = "#6f777b"
  return (limits.map { [("Upper", unit.within($0.upper), grey), ("Lower", unit.within($0.lower), grey)] } ?? [])
    + (target.map { [("Target", $0, "#00703c")] } ?? [])
}

private func perCent(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
}
