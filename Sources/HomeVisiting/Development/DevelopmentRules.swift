package import Kernel

// How far a child has come, from what was seen: an estimate for planning with a family, not a test.
// Sources: the checklist's own ages; delay = (age − developmental age) / age, corrected for prematurity until the second
// birthday (both are shown). An item that works with help counts for half.

/// Where a child stands in one area.
package struct AreaLevel: Sendable, Codable, Hashable {
  package let area: DevelopmentArea
  package let achieved: Int
  package let withHelp: Int
  package let total: Int
  /// Months, to a tenth; nil where nothing was seen yet.
  package let months: Double?
  /// The last step of the journal that the child has entered; 0 before the first, nil in a list without steps and where nothing
  /// was seen yet.
  package let step: Int?
}

/// How far behind, in months and as a share of the age that it is measured by.
package struct Delay: Sendable, Codable, Hashable {
  package let age: Double
  package let months: Double
  package let share: Double
}

/// Exact enough for a sum: a month is a twelfth of 365.25 days.
package func ageInMonths(bornOn: Day, on day: Day) -> Double {
  Double(bornOn.days(until: day)) / 30.4375
}

/// The age from the day on which the child was expected: until the second birthday, and only for a child born before 37
/// weeks; else nil. `weeks` is how long the pregnancy was.
package func correctedAge(bornOn: Day, weeks: Int, on day: Day) -> Double? {
  guard (20..<37).contains(weeks), bornOn.months(until: day) < 24 else { return nil }
  return max(0, ageInMonths(bornOn: bornOn, on: day) - Double((40 - weeks) * 7) / 30.4375)
}

/// The newest word on each item, up to a day.
package func latest(_ seen: [Observation], by day: Day) -> [ID<ChecklistItem>: ItemState] {
  var states: [ID<ChecklistItem>: (Day, ItemState)] = [:]
  for one in seen where one.on <= day {
    if let known = states[one.item], known.0 > one.on { continue }
    states[one.item] = (one.on, one.state)
  }
  return states.mapValues(\.1)
}

/// Where the child stands in an area: the age at which so many of its items are usually learned.
package func level(
  _ area: DevelopmentArea, of items: [ChecklistItem], _ states: [ID<ChecklistItem>: ItemState]
) -> AreaLevel {
  let own = items.filter { $0.area == area }
  let achieved = own.count { states[$0.id] == .achieved }
  let withHelp = own.count { states[$0.id] == .withHelp }
  let wasSeen = own.contains { states[$0.id] != nil }
  return AreaLevel(
    area: area, achieved: achieved, withHelp: withHelp, total: own.count,
    months: wasSeen ? developmentalAge(own, credit: Double(achieved) + Double(withHelp) / 2) : nil,
    step: wasSeen ? stepEntered(own, states) : nil)
}

/// The last step of the journal of which nearly all items are achieved; 0 where there is none yet, nil in a list without steps.
/// Source: Early Years Developmental Journal: a step is entered when nearly all of its items are; we take four of five.
func stepEntered(_ items: [ChecklistItem], _ states: [ID<ChecklistItem>: ItemState]) -> Int? {
  let steps = Dictionary(grouping: items.filter { $0.step != nil }) { $0.step ?? 0 }
  guard !steps.isEmpty else { return nil }
  return steps.filter { _, own in own.count { states[$0.id] == .achieved } * 5 >= own.count * 4 }.keys.max() ?? 0
}

/// The age at which `credit` items are usually learned, each of them evenly over its own months; months, to a tenth.
func developmentalAge(_ items: [ChecklistItem], credit: Double) -> Double {
  func expected(at age: Double) -> Double {
    items.reduce(0) { sum, item in
      let (from, to) = (Double(item.from), Double(max(item.to, item.from + 1)))
      return sum + min(1, max(0, (age - from) / (to - from)))
    }
  }
  let top = Double(items.map(\.to).max() ?? 0)
  guard credit > 0 else { return 0 }
  guard credit < Double(items.count) else { return top }
  var (low, high) = (0.0, top)
  for _ in 0..<40 {
    let middle = (low + high) / 2
    if expected(at: middle) < credit { low = middle } else { high = middle }
  }
  return (high * 10).rounded() / 10
}

/// How far `months` lies behind `age`; never less than nothing. Nil for the first month of life.
package func delay(_ months: Double, age: Double) -> Delay? {
  guard age >= 1 else { return nil }
  let behind = max(0, age - months)
  return Delay(age: (age * 10).rounded() / 10, months: (behind * 10).rounded() / 10, share: behind / age)
}
