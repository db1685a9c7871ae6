/// One figure of a chart.
package struct Figure: Sendable, Hashable {
  /// In full, for the table: "Week of 8 September".
  package var label: String
  /// For the axis: "8 Sep".
  package var short: String
  /// Nil where there is no figure, or it must not be shown because it is small.
  package var value: Double?
  package init(_ label: String, _ value: Double?, short: String? = nil) {
    self.label = label
    self.short = short ?? label
    self.value = value
  }
}

/// What all charts share: a heading that states the finding, what is measured, and the unit.
package struct ChartWords: Sendable {
  /// Tells the charts of a page apart.
  package var id: String
  /// "School attendance is back above target". Nil where the card's own heading says it.
  package var finding: String?
  /// What is measured, when, and where the figures are from.
  package var measure: String
  /// For those who do not see the picture: its course in a sentence or two.
  package var description: String
  /// Stands after each figure: "%".
  package var unit: String
  /// What is counted along the side of the table: "Week of".
  package var rowTitle: String
  package var valueTitle: String
  package init(
    id: String, finding: String?, measure: String, description: String, unit: String = "", rowTitle: String,
    valueTitle: String
  ) {
    self.id = id
    self.finding = finding
    self.measure = measure
    self.description = description
    self.unit = unit
    self.rowTitle = rowTitle
    self.valueTitle = valueTitle
  }

  /// A figure as people read it; without one, that there is none.
  func shown(_ value: Double?) -> String { value.map { plain($0) + unit } ?? "Not shown" }
}

/// The frame of a chart: finding, measure, picture, and what comes beneath.
func chartFigure(_ words: ChartWords, note: String? = nil, _ picture: HTML, beneath: HTML = .empty) -> HTML {
  """
  <figure class="app-chart"><figcaption>\(words.finding.map { heading($0, .h3, size: .s) })\
  <p class="govuk-body app-hint">\(words.measure)\(note.map { " \($0)" as HTML })</p></figcaption>
  \(picture)
  \(beneath)</figure>
  """
}

/// The figures of a chart as a table.
func figureTable(_ words: ChartWords, _ figures: [Figure]) -> HTML {
  let rows = figures.map { figure -> HTML in
    """
    <tr class="govuk-table__row"><th scope="row" class="govuk-table__header">\(figure.label)</th>\
    <td class="govuk-table__cell govuk-table__cell--numeric">\(words.shown(figure.value))</td></tr>
    """
  }
  return """
    <table class="govuk-table app-figures"><caption class="govuk-visually-hidden">\(words.measure)</caption>\
    <thead class="govuk-table__head"><tr class="govuk-table__row">\
    <th scope="col" class="govuk-table__header">\(words.rowTitle)</th>\
    <th scope="col" class="govuk-table__header govuk-table__header--numeric">\(words.valueTitle)</th></tr></thead>\
    <tbody class="govuk-table__body">\(rows)</tbody></table>
    """
}

/// `1,234` or `3.5`: one decimal at most.
package func plain(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let whole = grouped(tenths / 10)
  if tenths % 10 == 0 { return whole }
  return (tenths < 0 && tenths > -10 ? "−" : "") + "\(whole).\(abs(tenths % 10))"
}

/// A place along an axis as an attribute: per cent with two decimals at most.
func coordinate(_ percent: Double) -> String {
  let hundredths = Int((percent * 100).rounded())
  let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
  let sign = hundredths < 0 && whole == 0 ? "-" : ""
  return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// From, to and the steps between, at numbers that people would choose.
struct Scale {
  let from: Double
  let to: Double
  let ticks: [Double]

  init(from low: Double, through high: Double, steps wanted: Int = 4) {
    let span = max(high - low, 1e-9)
    let rough = span / Double(wanted)
    var unit = 1.0
    while unit * 10 <= rough { unit *= 10 }
    while unit > rough { unit /= 10 }
    // One step more is welcome where it makes the scale end at the highest figure itself.
    let fitting = [1, 2].map { $0 * unit }.first { step in
      let count = (high - low) / step
      return count <= Double(wanted) + 1 + 1e-9 && abs(count - count.rounded()) < 1e-9
        && abs((low / step) - (low / step).rounded()) < 1e-9
    }
    let step = fitting ?? [1, 2, 2.5, 5, 10].map { $0 * unit }.first { $0 >= rough - 1e-9 } ?? unit * 10
    let first = (low / step).rounded(.down) * step
    let last = max((high / step).rounded(.up) * step, first + step)
    from = first
    to = last
    ticks = (0...Int(((last - first) / step).rounded())).map { first + Double($0) * step }
  }

  /// Per cent from the top.
  func y(_ value: Double) -> Double { 100 - (value - from) / (to - from) * 100 }
}
