import EHC
import FrontDoor
import HomeVisiting
import Kernel
import LocalOffer
import Plans
import Store

/// How long families waited lately for what the partnership itself gives, and whether there are places, counted from its
/// own records when the page is asked for. Of fewer than five families nothing is said: it could be about somebody.
@Sendable func liveWaits(_ wait: LiveWait, _ now: Instant, _ tx: Transaction) throws -> [String] {
  let days: [Int]
  switch wait {
  case .frontDoor: days = try tx.daysUntilAnswered(last: 20)
  case .earlyHelp: days = try tx.daysUntilWorkerFound(last: 20)
  case .ehcPlan: days = try tx.daysUntilFirstPlan(last: 20)
  case .homeVisiting: days = try tx.daysUntilFirstVisit(last: 20, at: now)
  }
  let places = wait == .homeVisiting ? try placesForVisits(in: tx) : nil
  guard days.count >= fewestCounted else { return [places].compactMap(\.self) }
  let middle = days.sorted()[days.count / 2]
  return [
    "\(wait.title): half of the last \(days.count) families waited \(span(middle)) or less. Counted on \(now.day.long).",
    places,
  ].compactMap(\.self)
}

/// Of fewer families nothing is said.
private let fewestCounted = 5

private func placesForVisits(in tx: Transaction) throws -> String? {
  guard let room = try tx.visitingRoom() else { return nil }
  let waiting =
    room.waiting >= fewestCounted ? "\(room.waiting) families wait for a visitor." : "Fewer than five families wait."
  // Visitors go where they are needed: places are counted over all of them.
  let places =
    room.places == 0
    ? "Every place of all home visitors is taken today."
    : "All home visitors together have room for \(room.places) more \(room.places == 1 ? "family" : "families") today."
  return "\(places) \(waiting)"
}

/// Days as people say them.
private func span(_ days: Int) -> String {
  switch days {
  case ...0: "less than a day"
  case 1: "one day"
  case ..<15: "\(days) days"
  default: "\((days + 3) / 7) weeks"
  }
}
