import Design
import Web

/// A team’s week narrowed to one visitor, one area, or both.
struct DiaryFilter {
  let entry: Entry
  private let visitor: String?
  private let area: String?

  static let visitor = Field("visitor", "Visitor", .text(max: 200))
  static let area = Field("area", "Area", .text(max: 200))
  static func fields(visitors: [String], areas: [String]) -> [Field] {
    [
      Field("visitor", visitor.label, .choice(visitors.map { .init($0, $0) })),
      Field("area", area.label, .choice(areas.map { .init($0, $0) })),
    ]
  }

  init(_ request: Request) {
    (visitor, area) = (request.query("visitor"), request.query("area"))
    entry = Entry(["visitor": [visitor ?? ""], "area": [area ?? ""]])
  }

  func keeps(_ line: DiaryLine) -> Bool {
    (visitor.map { $0 == line.visitorName } ?? true) && (area.map { $0 == line.area } ?? true)
  }
}
