// Limits that count days used, not days passed: Care Planning, Placement and Case Review (England) Regulations 2010
// reg. 48: no stay longer than 17 days, and no more than 75 days in 12 months, in the same setting.

package import Kernel

/// How many days of these stays fall in the twelve months that end with `day`. A day in two stays counts once.
package func daysUsed(_ stays: [ClosedRange<Day>], inTwelveMonthsTo day: Day) -> Int {
  let first = day.adding(months: -12).adding(days: 1)
  var counted = first.adding(days: -1)
  var total = 0
  for stay in stays.sorted(by: { $0.lowerBound < $1.lowerBound }) {
    let from = max(stay.lowerBound, counted.adding(days: 1))
    let to = min(stay.upperBound, day)
    guard from <= to else { continue }
    total += from.days(until: to) + 1
    counted = to
  }
  return total
}

/// What is left of a rule in `days_in_12_months`, and the steps of its escalation that are passed.
package func daysLeft(
  _ rule: ClockRule, _ stays: [ClosedRange<Day>], on day: Day
) -> (left: Int, passed: [EscalationSteps.Step]) {
  let used = daysUsed(stays, inTwelveMonthsTo: day)
  return (rule.amount - used, rule.escalation.steps.filter { used * 100 >= rule.amount * $0.percent })
}
