package import Kernel
package import Store
import Web

/// Counts what the system can know for the last months, quarters or years that are over, and keeps each figure that is new or
/// has changed: what was known before stays. Done again, it changes nothing. Returns how many figures were kept.
@discardableResult
package func keepScorecard(_ measures: Measures, at now: Instant, in tx: Transaction) throws -> Int {
  try tx.countedIndicators(measures).map { try keepFigures(of: $0, measures, at: now, in: tx) }.reduce(0, +)
}

/// The same beside the work of others: it counts in reads, one indicator at a time, and writes only where a figure is new, so
/// that nobody who saves something waits for it. After each it rests three times as long as it counted, so that those who read
/// pages do not wait either. Several nodes may do it at once.
package func keepScorecard(_ measures: Measures, at now: Instant, in database: Database) async throws {
  let clock = ContinuousClock()
  for indicator in try await database.read({ tx in try tx.countedIndicators(measures) }) {
    let began = clock.now
    if try await database.read({ tx in !(try tx.newFigures(of: indicator, measures, at: now).isEmpty) }) {
      // Counted again within the write: another node may have kept it meanwhile.
      _ = try await database.write { tx in try keepFigures(of: indicator, measures, at: now, in: tx) }
    }
    try await Task.sleep(for: (clock.now - began) * 3)
  }
}

private func keepFigures(
  of indicator: Indicator, _ measures: Measures, at now: Instant, in tx: Transaction
) throws -> Int {
  var random = SystemRandomNumberGenerator()
  let new = try tx.newFigures(of: indicator, measures, at: now)
  for (period, figure, value) in new {
    try tx.insert(
      IndicatorValue(
        id: ID(at: now, random: &random), month: period.last, value: value, share: figure.share, knownAt: now,
        source: "Counted from the live records", by: .system, approvedName: "Keywork"), of: indicator.id)
  }
  return new.count
}

extension Transaction {
  fileprivate func countedIndicators(_ measures: Measures) throws -> [Indicator] {
    try indicators().filter { measures[$0.measure] != nil && $0.endedOn == nil }
  }

  /// What is counted otherwise than it is known. Nothing is counted of a time before the first record.
  fileprivate func newFigures(
    of indicator: Indicator, _ measures: Measures, at now: Instant
  ) throws -> [(FigurePeriod, CountedFigure, Double)] {
    guard let measure = measures[indicator.measure] else { return [] }
    let known = Dictionary(grouping: try values(of: indicator.id), by: \.month).compactMapValues(\.last)
    var hasBegun = !known.isEmpty
    return try indicator.frequency.periods(before: now.day).compactMap { period in
      let figure = try figure(of: measure, rule: indicator.rule, outOf: indicator.outOf, over: period)
      hasBegun = hasBegun || figure.share.total > 0
      guard hasBegun, let value = figure.value else { return nil }
      if let last = known[period.last], last.share == figure.share, abs(last.value - value) < 1e-9 { return nil }
      return (period, figure, value)
    }
  }
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
