import Design
import Kernel

/// Figures along time between the limits of chance. The table that has the same stands beside it.
/// `id` tells the charts of a page apart, `title` says what is drawn.
func controlChart(
  _ values: [MonthFigure], limits: ControlLimits?, target: Double?, unit: IndicatorUnit, id: String = "control",
  title: String = "The figure month by month"
) -> HTML {
  guard values.count > 1 else { return paragraph("There are not enough figures to draw yet.") }
  let all = values.map(\.value) + [limits?.lower, limits?.upper, target].compactMap(\.self)
  let (low, high) = (min(0, all.min()!), max(all.max()!, 1))
  func y(_ value: Double) -> String { perCent(6 + (1 - (value - low) / (high - low)) * 82) }
  func x(_ index: Int) -> String { perCent(4 + Double(index) / Double(values.count - 1) * 90) }
  let lines = zip(values.indices, values.indices.dropFirst()).map { a, b -> HTML in
    """
    <line x1="\(x(a))" y1="\(y(values[a].value))" x2="\(x(b))" y2="\(y(values[b].value))" stroke="#0f6a72" \
    stroke-width="3"/>
    """
  }
  let dots = values.indices.map { index -> HTML in
    "<circle cx=\"\(x(index))\" cy=\"\(y(values[index].value))\" r=\"5\" fill=\"#0f6a72\"/>"
  }
  func level(_ value: Double, _ words: String, _ colour: String) -> HTML {
    """
    <line x1="0" x2="100%" y1="\(y(value))" y2="\(y(value))" stroke="\(colour)" stroke-dasharray="6 4"/>\
    <text x="0" y="\(y(value))" dy="-4" fill="#484f55">\(words) \(unit.shown(value))</text>
    """
  }
  let first = values[0].month.monthInWords, last = values[values.count - 1].month.monthInWords
  return """
    <svg width="100%" height="240" role="img" aria-labelledby="\(id)-title \(id)-desc" font-size="14">\
    <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">From \(first) to \(last), last \
    \(unit.shown(values[values.count - 1].value)). The table below has every figure.</desc>\
    \(limits.map { level($0.upper, "Upper limit", "#6f777b") + level($0.lower, "Lower limit", "#6f777b") })\
    \(target.map { level($0, "Target", "#00703c") })\(lines)\(dots)\
    <text x="4%" y="98%" fill="#484f55">\(first)</text><text x="96%" y="98%" text-anchor="end" fill="#484f55">\(last)</text></svg>
    """
}

private func perCent(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
}
