import EHC
import Governance

extension PublishedFigures {
  /// What the Department for Education publishes about education, health and care plans.
  static let ehc = PublishedFigures(
    measures: Measure.allCases.map { ($0.rawValue, $0.title) },
    source: "Department for Education, Education, health and care plans, Open Government Licence v3.0",
    areas: { tx in try tx.publishedAreas() },
    figures: { measure, areas, tx in
      try tx.published(areas: areas).filter { $0.measure.rawValue == measure }.map {
        Figure(year: $0.year, area: $0.area, name: $0.name, percent: $0.percent)
      }
    })
}
