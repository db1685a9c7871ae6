import Clocks
package import Kernel
import People
package import Store

/// What speaks against a visit on a day, for whoever would make it.
package struct Absence: Sendable, Hashable {
  /// “You are away on 3 December 2026 (leave). Choose another day”
  package let words: String
  /// Leave is a fact; a pattern is a habit, and whoever likes goes all the same.
  package let isFirm: Bool
  package init(_ words: String, isFirm: Bool) { (self.words, self.isFirm) = (words, isFirm) }
}

/// Why somebody does not visit on a day; nil where they do. Without a pattern of their own they visit on any day.
package func whyAway(_ visitor: PractitionerID, on day: Day, in tx: Transaction) throws -> Absence? {
  if let leave = try tx.leave(of: [visitor], from: day, to: day).first {
    return Absence(
      "You are away on \(day.long) (\(leave.why.title.lowercased())). Choose another day, or take the leave back first",
      isFirm: true)
  }
  guard let pattern = try tx.patterns(of: [visitor])[visitor] else { return nil }
  return whyAway(pattern, on: day, isInTerm: isInTerm(day, try tx.schoolTerms()))
}

/// The same by the pattern alone: pure.
func whyAway(_ pattern: VisitorPattern, on day: Day, isInTerm: Bool) -> Absence? {
  if !pattern.days.contains(day.weekday.rawValue) {
    return Absence("You do not visit on a \(day.weekday.name). Choose another day", isFirm: false)
  }
  if pattern.isTermTimeOnly, !isInTerm {
    return Absence("\(day.long) is not in term, and you visit in term time only. Choose another day", isFirm: false)
  }
  return nil
}

extension Transaction {
  /// How many visits of somebody are planned between two days, as the caller may count them: what leave would touch.
  func plannedVisits(of visitor: PractitionerID, from: Day, to: Day, for caller: Caller) throws -> Int {
    try value(
      """
      SELECT count(*) FROM visit WHERE visitor_id = \(visitor) AND state = 'planned' AND starts_at >= \(from.start)
        AND starts_at < \(to.adding(days: 1).start) AND \(isIncluded("visit.child_id", for: caller))
      """, as: Int.self) ?? 0
  }
}
