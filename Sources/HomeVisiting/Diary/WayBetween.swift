import Foundation
import Kernel
import Store

// The way from one visit to the next, near enough to plan a day by: as the crow flies, times 1.3 for roads, at 40 km/h, and at
// least 5 minutes to find the door. The suggested week reckons in the same way.

/// Minutes between two points of the earth.
func minutesBetween(
  _ a: (latitude: Double, longitude: Double), _ b: (latitude: Double, longitude: Double)
) -> Int {
  let degree = 111.32
  let north = (a.latitude - b.latitude) * degree
  let east = (a.longitude - b.longitude) * degree * cos(a.latitude * .pi / 180)
  return max(5, Int(((north * north + east * east).squareRoot() * 1.3 / 40 * 60).rounded(.up)))
}

/// Minutes on the way to each visit from the one before of the same visitor and day; a visit that is the first of a day, or of
/// which one place is not known, is not there. What was called off is not driven to; a visit elsewhere than at home has no
/// postcode of its own.
func ways(between lines: [DiaryLine], _ sources: VisitingSources, _ tx: Transaction) throws -> [ID<Visit>: Int] {
  var found: [ID<Visit>: Int] = [:]
  var last: [String: DiaryLine] = [:]
  var places: [Postcode: (latitude: Double, longitude: Double)?] = [:]
  func place(_ line: DiaryLine) throws -> (latitude: Double, longitude: Double)? {
    guard line.place == nil, let postcode = line.postcode else { return nil }
    if let known = places[postcode] { return known }
    let position = try sources.position(postcode, tx)
    places[postcode] = .some(position)
    return position
  }
  for line in lines where line.state != .cancelled {
    let day = "\(line.visitor) \(line.startsAt.day)"
    if let before = last[day], let from = try place(before), let to = try place(line) {
      found[line.visit] = minutesBetween(from, to)
    }
    last[day] = line
  }
  return found
}
