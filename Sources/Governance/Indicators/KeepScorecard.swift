package import Kernel
package import Store
import Web

/// Counts what the system can know for the last months, quarters or years that are over, and keeps each figure that is new or
/// has changed: what was known before stays. Done again, it changes nothing. Nothing is counted of a time before the first
/// record. Returns how many figures were kept.
@discardableResult
package func keepScorecard(_ measures: Measures, at now: Instant, in tx: Transaction) throws -> Int {
  var kept = 0
  var random = SystemRandomNumberGenerator()
  for indicator in try tx.indicators() {
    guard let measure = measures[indicator.measure], indicator.endedOn == nil else { continue }
    let known = Dictionary(grouping: try tx.values(of: indicator.id), by: \.month).compactMapValues(\.last)
    var hasBegun = !known.isEmpty
    for period in indicator.frequency.periods(before: now.day) {
      let figure = try tx.figure(of: measure, rule: indicator.rule, outOf: indicator.outOf, over: period)
      hasBegun = hasBegun || figure.share.total > 0
      guard hasBegun, let value = figure.value else { continue }
      if let last = known[period.last], last.share == figure.share, abs(last.value - value) < 1e-9 { continue }
      try tx.insert(
        IndicatorValue(
          id: ID(at: now, random: &random), month: period.last, value: value, share: figure.share, knownAt: now,
          source: "Counted from the live records", by: .system, approvedName: "Keywork"), of: indicator.id)
      kept += 1
    }
  }
  return kept
}

/// The figure of each period as it was known at the end of a day; approved ones alone.
package func course(_ values: [IndicatorValue], knownOn day: Day) -> [IndicatorValue] {
  let known = values.filter { $0.approvedName != nil && $0.knownAt.day <= day }
  return Dictionary(grouping: known, by: \.month).compactMap { $0.value.max { $0.knownAt < $1.knownAt } }
    .sorted { $0.month < $1.month }
}

/// Enters a figure that the system cannot know. It is shown when somebody else has approved it.
package func enterValue(
  _ id: ID<IndicatorValue>, of indicator: Indicator, month: Day, value: Double, source: String, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  if indicator.measure != nil {
    throw Refusal.notNow("The system counts this by itself. Put the records right instead.")
  }
  if indicator.endedOn != nil { throw Refusal.notNow("This indicator has ended.") }
  let end = indicator.frequency.end(of: month)
  if end > now.day { throw Invalid("month", "The \(indicator.frequency.rawValue) must be over") }
  if indicator.unit == .percent, !(0...100).contains(value) { throw Invalid("figure", "A share is between 0 and 100") }
  try tx.insert(
    IndicatorValue(
      id: id, month: end, value: value, knownAt: now, source: source, by: caller), of: indicator.id)
  try tx.append(
    .valueEntered, about: indicator.id.of(), by: caller, at: now,
    changed: ["month": end.description, "value": "\(value)"])
}

/// Approves a figure that somebody else has entered.
package func approveValue(
  _ id: ID<IndicatorValue>, of indicator: ID<Indicator>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let found = try tx.value(id, of: indicator)
  guard let account = caller.account, found.enteredBy != account else {
    throw Refusal.notNow("You entered this figure. Somebody else must approve it.")
  }
  guard try tx.approve(id, by: caller) else { throw Refusal.changedByAnother("It is approved already.") }
  try tx.append(
    .valueApproved, about: indicator.of(), by: caller, at: now, changed: ["month": found.month.description])
}

extension EventKind {
  static let valueEntered = EventKind("indicator.value_entered", "entered a figure of the scorecard")
  static let valueApproved = EventKind("indicator.value_approved", "approved a figure of the scorecard")
}
