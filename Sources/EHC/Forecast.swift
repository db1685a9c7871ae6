// How likely a case is to miss its twenty weeks, from where it stands today and how long the council's own finished cases
// took from there. Nothing is assumed about the shape: a finished case counts that had been as long in this stage.

package import Kernel
import Clocks
import People
package import Store

/// When a finished case reached each stage, in days from the request.
package struct CaseHistory: Sendable {
  package let reached: [CaseState: Int]
  /// When the final plan was sent.
  package let finished: Int
  /// The same as a day; nil where it does not matter.
  package let endedOn: Day?
  /// How long it stood at each stage, and how long it took from its beginning to the plan.
  let stays: [CaseState: (stood: Int, toFinish: Int)]

  package init(reached: [CaseState: Int], finished: Int, endedOn: Day? = nil) {
    (self.reached, self.finished, self.endedOn) = (reached, finished, endedOn)
    let moments = (Array(reached.values) + [finished]).sorted()
    stays = reached.mapValues { began in
      ((moments.first { $0 > began } ?? finished) - began, finished - began)
    }
  }
}

/// What is said of a case under way.
package struct Forecast: Sendable, Codable, Hashable {
  /// From 0 to 1; nil where too few finished cases are like it.
  package let chanceOfLate: Double?
  /// The middle of what is likely.
  package let likelyOn: Day?
  /// How many finished cases it rests on.
  package let basedOn: Int
  package let dueOn: Day
  package let isLate: Bool
  package let isLifted: Bool

  package var words: String {
    if isLate { return "It is late: the final plan was due on \(dueOn.long)." }
    if isLifted {
      return "The limit of 20 weeks was lifted for a lawful reason; the plan is still owed as soon as may be."
    }
    guard let chanceOfLate, let likelyOn else {
      return "Too few finished cases are like this one (\(basedOn)) to say whether it will be in time."
    }
    let percent = Int((chanceOfLate * 100).rounded())
    return "The final plan is likely about \(likelyOn.long). Of \(basedOn) cases that stood where this one stands, "
      + "\(percent)% were late. The limit is \(dueOn.long)."
  }
  /// Above a half: shown as a warning before it is late.
  package var isLikelyLate: Bool { (chanceOfLate ?? 0) > 0.5 }
}

/// Fewer than these say nothing.
let leastHistories = 20

/// The chance of a case that has been in `state` since day `entered` and stands at day `today`, both counted from the
/// request, to be finished after day `limit`. Nil where too few are like it. Also the day on which half are finished.
package func forecast(
  in state: CaseState, entered: Int, today: Int, limit: Int, histories: [CaseHistory]
) -> (chance: Double, likely: Int, basedOn: Int)? {
  let stayed = today - entered
  let alike = histories.compactMap { history -> Int? in
    guard let stay = history.stays[state], stay.stood >= stayed else { return nil }
    return max(entered + stay.toFinish, today)
  }.sorted()
  guard alike.count >= leastHistories else { return nil }
  let late = alike.count { $0 > limit }
  return ((Double(late) + 0.5) / (Double(alike.count) + 1), alike[alike.count / 2], alike.count)
}

extension Transaction {
  /// Cases that ended with a plan in the two years before `today`, at most 5,000 of them.
  package func caseHistories(before today: Day) throws -> [CaseHistory] {
    let rows = try rows(
      """
      SELECT s.case_id, c.received_on, s.state_to, s.taken_on FROM ehc_step s JOIN ehc_case c ON c.id = s.case_id
      WHERE s.undone_at IS NULL AND c.transferred_from IS NULL AND \(isIncluded("c.child_id")) AND c.id IN (
        SELECT f.case_id FROM ehc_step f WHERE f.step = 'finish' AND f.undone_at IS NULL
          AND f.taken_on >= \(today.adding(months: -24)) AND f.taken_on <= \(today) ORDER BY f.taken_on DESC LIMIT 5000)
      """
    ) { (try $0[0] as ID<EHCCase>, try $0[1] as Day, try $0[2] as CaseState, try $0[3] as Day) }
    return Dictionary(grouping: rows, by: \.0).values.compactMap { steps in
      let received = steps[0].1
      var reached: [CaseState: Int] = [:]
      for (_, _, state, on) in steps { reached[state] = min(received.days(until: on), reached[state] ?? .max) }
      guard let finished = reached.removeValue(forKey: .maintained) else { return nil }
      return CaseHistory(
        reached: reached.filter { $0.value <= finished }, finished: finished, endedOn: received.adding(days: finished))
    }
  }

  /// The forecast of one case that is under way.
  func forecast(of ehcCase: EHCCase, on today: Day) throws -> Forecast? {
    let entered =
      try steps(of: ehcCase.id).last { $0.to == ehcCase.state && $0.from != $0.to }?.on ?? ehcCase.receivedOn
    return EHC.forecast(
      of: ehcCase, try clocks(about: ehcCase.id), entered: entered, on: today,
      histories: try caseHistories(before: today))
  }
}

/// The forecast of a case under way that came to its stage on day `entered`, from its clocks; nil where no limit runs.
func forecast(of ehcCase: EHCCase, _ clocks: [Clock], entered: Day, on today: Day, histories: [CaseHistory])
  -> Forecast?
{
  guard let clock = clocks.last(where: { $0.ruleID == .finalBy && $0.isOpen }) else { return nil }
  let received = ehcCase.receivedOn
  let found = EHC.forecast(
    in: ehcCase.state, entered: received.days(until: entered), today: received.days(until: today),
    limit: received.days(until: clock.due.day), histories: histories)
  return Forecast(
    chanceOfLate: found?.chance, likelyOn: found.map { received.adding(days: $0.likely) },
    basedOn: found?.basedOn ?? histories.count { $0.reached[ehcCase.state] != nil }, dueOn: clock.due.day,
    isLate: clock.status == .running && today > clock.due.day, isLifted: clock.status == .excepted)
}

/// The same chance for very many cases: the stays of every stage, sorted once.
struct PastStays {
  private let stays: [CaseState: [(stood: Int, toFinish: Int)]]

  init(_ histories: [CaseHistory]) {
    var stays: [CaseState: [(stood: Int, toFinish: Int)]] = [:]
    for history in histories { for (state, stay) in history.stays { stays[state, default: []].append(stay) } }
    self.stays = stays.mapValues { $0.sorted { $0.stood > $1.stood } }
  }

  /// As `forecast(in:entered:today:limit:histories:)`; nil where too few are like it.
  func chanceOfLate(in state: CaseState, entered: Int, today: Int, limit: Int) -> Double? {
    let alike = (stays[state] ?? []).prefix { $0.stood >= today - entered }
    guard alike.count >= leastHistories else { return nil }
    let late = alike.count { max(entered + $0.toFinish, today) > limit }
    return (Double(late) + 0.5) / (Double(alike.count) + 1)
  }
}
