import Clocks
package import Kernel
import People
package import Store

/// Why somebody is not at work at a time, as a sentence; nil where they are. Those of whom no hours are known work at any
/// time: their own agency knows. `minute` is when it begins; nil asks for the day alone.
package func whyNotAtWork(_ practitioner: PractitionerID, on day: Day, minute: Int?, in tx: Transaction) throws -> (
  words: String, isLeave: Bool
)? {
  if try !tx.leave(of: [practitioner], from: day, to: day).isEmpty {
    return ("You are on leave on \(day.long). Choose another day, or have the leave taken back first", true)
  }
  let hours = try tx.workPatterns(of: [practitioner])
  guard !hours.isEmpty else { return nil }
  let today = hours.filter { $0.weekday == day.weekday.rawValue }
  if today.isEmpty { return ("You do not work on a \(day.weekday.name). Choose another day", false) }
  let terms = try tx.schoolTerms()
  let open = today.filter { !$0.isTermTimeOnly || isInTerm(day, terms) }
  if open.isEmpty { return ("\(day.long) is not in term, and you work in term time only. Choose another day", false) }
  guard let minute, !open.contains(where: { $0.from <= minute && minute < $0.to }) else { return nil }
  let words = open.map(\.times).joined(separator: " and ")
  return ("You work from \(words) on \(day.long). Choose another time", false)
}

extension WorkPattern {
  /// “9am to 12.45pm”
  var times: String {
    func clock(_ minute: Int) -> String { LondonTime(day: Day(2026, 1, 5)!, minuteOfDay: minute).clock }
    return "\(clock(from)) to \(clock(to))"
  }
}
