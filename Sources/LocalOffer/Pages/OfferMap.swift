import Design
import Kernel

// A map of the results drawn on the server: no tiles, no script. The same results stand in the table below it, which is
// what everybody can read; the picture only shows how they lie to each other.

private let (mapWidth, mapHeight) = (640.0, 420.0)

/// The map of some results, and the table beside it.
func offerMap(_ cards: [OfferCard], near: NamedPosition?, towns: [NamedPosition]) -> HTML {
  let placed = cards.enumerated().compactMap { index, card in
    nearest(card, near?.position).map { (number: index + 1, card: card, position: $0) }
  }
  let frame = MapFrame(placed.map(\.position) + [near?.position].compactMap(\.self) + towns.map(\.position))
  return """
    <div class="app-grid"><div class="app-grid__main">\
    \(frame.map { drawing($0, placed, near, towns) } ?? paragraph("None of these has a place to go to: they come to you, or are online or by phone."))\
    </div><div class="app-grid__side">\(mapTable(cards))</div></div>
    """
}

/// The place of a card that is nearest, or its first.
private func nearest(_ card: OfferCard, _ from: Position?) -> Position? {
  guard let from else { return card.positions.first }
  return card.positions.min { from.miles(to: $0) < from.miles(to: $1) }
}

/// Which part of the earth is on the map, with room around it.
struct MapFrame {
  let north: Double
  let west: Double
  let milesWide: Double
  private let scale: Double
  /// Room at the left and at the top, so that what is shown stands in the middle.
  private let (left, top): (Double, Double)

  /// Nil where there is nothing to show.
  init?(_ positions: [Position]) {
    guard let first = positions.first else { return nil }
    let north = positions.map(\.latitude).max() ?? first.latitude
    let south = positions.map(\.latitude).min() ?? first.latitude
    let west = positions.map(\.longitude).min() ?? first.longitude
    let east = positions.map(\.longitude).max() ?? first.longitude
    let corner = Position(latitude: north, longitude: west)
    let wide = max(corner.miles(to: Position(latitude: north, longitude: east)), 2)
    let high = max(corner.miles(to: Position(latitude: south, longitude: west)), 2)
    let room = max(wide / (mapWidth - 120), high / (mapHeight - 90))
    scale = room
    self.north = north
    self.west = west
    milesWide = room * mapWidth
    (left, top) = ((mapWidth - wide / room) / 2, (mapHeight - high / room) / 2)
  }

  /// Where a position stands in the drawing.
  func point(_ position: Position) -> (x: Int, y: Int) {
    let east = Position(latitude: position.latitude, longitude: west).miles(to: position)
    let south = Position(latitude: north, longitude: position.longitude).miles(to: position)
    let x = left + (position.longitude < west ? -east : east) / scale
    return (Int(x.rounded()), Int((top + (position.latitude > north ? -south : south) / scale).rounded()))
  }
  /// A round number of miles that is about a quarter of the width, and its length in the drawing.
  var bar: (miles: Int, length: Int) {
    let miles = [1, 2, 5, 10, 20, 50].last { Double($0) <= milesWide / 4 } ?? 1
    return (miles, Int(Double(miles) / scale))
  }
}

private func drawing(
  _ frame: MapFrame, _ placed: [(number: Int, card: OfferCard, position: Position)], _ near: NamedPosition?,
  _ towns: [NamedPosition]
) -> HTML {
  let names = towns.map { town -> HTML in
    let at = frame.point(town.position)
    return "<text class=\"app-map__town\" x=\"\(at.x)\" y=\"\(at.y)\" text-anchor=\"middle\">\(town.name)</text>"
  }
  let marks = placed.map { mark -> HTML in
    let at = frame.point(mark.position)
    return """
      <a href="\(mark.card.path)" aria-label="\(mark.number): \(mark.card.name)"><circle class="app-map__mark" cx="\(at.x)" cy="\(at.y)" r="14"/>\
      <text class="app-map__number" x="\(at.x)" y="\(at.y + 5)" text-anchor="middle" aria-hidden="true">\(mark.number)</text></a>
      """
  }
  let from: HTML? = near.map {
    let at = frame.point($0.position)
    return """
      <path class="app-map__from" d="M\(at.x - 9) \(at.y)h18M\(at.x) \(at.y - 9)v18"/>\
      <text class="app-map__you" x="\(at.x)" y="\(at.y + 26)" text-anchor="middle">\($0.name)</text>
      """
  }
  let bar = frame.bar
  return """
    <svg class="app-map" viewBox="0 0 640 420" role="group" aria-label="Map of the results; the table says the same">
    <rect class="app-map__ground" x="0" y="0" width="640" height="420" rx="4"/>\(names)\(from)\(marks)
    <path class="app-map__bar" d="M20 400v6h\(bar.length)v-6"/>\
    <text class="app-map__you" x="24" y="396">\(bar.miles) \(bar.miles == 1 ? "mile" : "miles")</text></svg>
    """
}

private func mapTable(_ cards: [OfferCard]) -> HTML {
  table(
    Table(
      "The results of the map", [.init("Service"), .init("Where")],
      cards.enumerated().map { index, card in
        let far: HTML = card.miles.map { "<br><span class=\"app-nowrap\">\(oneDecimal($0)) miles</span>" } ?? .empty
        return .init(["\(index + 1). \(card.name)", "\(card.place)\(far)"], link: card.path)
      }))
}
