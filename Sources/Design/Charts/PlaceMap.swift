/// Areas and hubs where they lie: as far north as up, as far east as right. Areas are discs, as large as their need; those
/// that are far from every hub are hollow. Hubs are numbered squares; a table beside says which they are.
package struct PlaceMap: Sendable {
  package struct Area: Sendable, Hashable {
    package var name: String
    package var x: Double
    package var y: Double
    package var weight: Double
    package var isFar: Bool
    package init(_ name: String, x: Double, y: Double, weight: Double, isFar: Bool) {
      (self.name, self.x, self.y, self.weight, self.isFar) = (name, x, y, weight, isFar)
    }
  }
  package struct Hub: Sendable, Hashable {
    package var name: String
    package var x: Double
    package var y: Double
    package init(_ name: String, x: Double, y: Double) { (self.name, self.x, self.y) = (name, x, y) }
  }
  package var words: ChartWords
  package var areas: [Area]
  package var hubs: [Hub]
  /// The corners of the land, so that two maps are of one size.
  package var corners: [(x: Double, y: Double)]
  package init(_ words: ChartWords, areas: [Area], hubs: [Hub], corners: [(x: Double, y: Double)]) {
    (self.words, self.areas, self.hubs, self.corners) = (words, areas, hubs, corners)
  }
}

package func placeMap(_ map: PlaceMap) -> HTML {
  let (xs, ys) = (map.corners.map(\.x), map.corners.map(\.y))
  guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else {
    return chartFigure(map.words, "<p class=\"govuk-body\">There is nothing to draw.</p>")
  }
  let span = max(east - west, north - south, 1e-9)
  let (width, height) = (360 * (east - west) / span + 40, 360 * (north - south) / span + 40)
  func x(_ value: Double) -> String { coordinate(20 + (value - west) / span * 360) }
  func y(_ value: Double) -> String { coordinate(20 + (north - value) / span * 360) }
  let heaviest = max(map.areas.map(\.weight).max() ?? 0, 1e-9)
  let discs = map.areas.map { area -> HTML in
    let radius = coordinate(2.5 + 7.5 * (area.weight / heaviest).squareRoot())
    return area.isFar
      ? "<circle cx=\"\(x(area.x))\" cy=\"\(y(area.y))\" r=\"\(radius)\" fill=\"#fff\" stroke=\"#aa2a16\" stroke-width=\"2.5\"><title>\(area.name)</title></circle>"
      : "<circle cx=\"\(x(area.x))\" cy=\"\(y(area.y))\" r=\"\(radius)\" fill=\"#7fb9bd\" stroke=\"#fff\" stroke-width=\"1\"><title>\(area.name)</title></circle>"
  }
  let squares = map.hubs.enumerated().map { index, hub -> HTML in
    """
    <g transform="translate(\(x(hub.x)) \(y(hub.y)))"><rect x="-11" y="-11" width="22" height="22" rx="3" fill="#0b3f44" \
    stroke="#fff" stroke-width="2"/><text fill="#fff" font-size="15" font-weight="700" text-anchor="middle" dy=".35em">\
    \(index + 1)</text><title>\(hub.name)</title></g>
    """
  }
  let id = map.words.id
  return chartFigure(
    map.words,
    """
    <svg class="app-places" viewBox="0 0 \(coordinate(width)) \(coordinate(height))" role="img" \
    aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(map.words.measure)</title>\
    <desc id="\(id)-desc">\(map.words.description)</desc>\
    <rect width="100%" height="100%" rx="4" fill="#f3f6f6"/>\(discs)\(squares)</svg>
    """)
}
