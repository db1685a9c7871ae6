package import Store

/// Published figures of England and of councils, as another slice holds them: what an indicator can stand beside.
package struct PublishedFigures: Sendable {
  package struct Figure: Sendable, Codable, Hashable {
    package let year: Int
    /// The code of the area, and its name.
    package let area: String
    package let name: String
    package let percent: Double
    package init(year: Int, area: String, name: String, percent: Double) {
      (self.year, self.area, self.name, self.percent) = (year, area, name, percent)
    }
  }
  /// Codes and titles of the measures that are published.
  package let measures: [(code: String, title: String)]
  package let areas: @Sendable (Transaction) throws -> [(area: String, name: String)]
  package let figures: @Sendable (_ measure: String, _ areas: [String], Transaction) throws -> [Figure]
  /// Who publishes them, and under which terms.
  package let source: String

  package init(
    measures: [(code: String, title: String)], source: String,
    areas: @escaping @Sendable (Transaction) throws -> [(area: String, name: String)],
    figures: @escaping @Sendable (String, [String], Transaction) throws -> [Figure]
  ) {
    (self.measures, self.source, self.areas, self.figures) = (measures, source, areas, figures)
  }
  package static let none = PublishedFigures(measures: [], source: "", areas: { _ in [] }, figures: { _, _, _ in [] })

  static let england = "E92000001"

  /// What stands beside an indicator: England first, then the neighbours by name.
  func beside(_ indicator: Indicator, _ tx: Transaction) throws -> [Figure] {
    guard let measure = indicator.published else { return [] }
    let found = try figures(measure, [Self.england] + indicator.neighbours, tx)
    return found.sorted { ($0.area == Self.england ? 0 : 1, $0.name) < ($1.area == Self.england ? 0 : 1, $1.name) }
  }
}
