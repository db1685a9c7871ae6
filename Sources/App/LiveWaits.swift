import EHC
import FrontDoor
import Kernel
import LocalOffer
import Plans
import Store

/// How long families waited lately for what the partnership itself gives, counted from its own records when the page is
/// asked for. Of fewer than five nothing is said: it could be about somebody.
@Sendable func liveWaits(_ wait: LiveWait, _ now: Instant, _ tx: Transaction) throws -> [String] {
  let days: [Int]
  switch wait {
  case .frontDoor: days = try tx.daysUntilAnswered(last: 20)
  case .earlyHelp: days = try tx.daysUntilWorkerFound(last: 20)
  case .ehcPlan: days = try tx.daysUntilFirstPlan(last: 20)
  }
  guard days.count >= 5 else { return [] }
  let middle = days.sorted()[days.count / 2]
  return [
    "\(wait.title): half of the last \(days.count) families waited \(span(middle)) or less. Counted on \(now.day.long)."
  ]
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
