/// The NHS's arithmetic of waiting lists (Fong, Mushtaq, House and others, "Understanding waiting lists pressures",
/// 2022; the formulas of the R package NHSRwaitinglist). Demand and capacity are a week, waits in weeks, unless all are
/// in another unit.
package enum WaitingLists {
  /// Demand over capacity. Above 1 the list grows whatever else is done.
  package static func load(demand: Double, capacity: Double) -> Double { demand / capacity }

  /// The list at which the target holds. `factor` is how many mean waits the target is: 4 keeps about 98 in 100 within
  /// it, 6 about 99.7.
  package static func targetList(demand: Double, targetWait: Double, factor: Double = 4) -> Double {
    demand * targetWait / factor
  }

  /// What is needed each week to bring the list down to its target in so many weeks.
  package static func reliefCapacity(demand: Double, list: Double, targetList: Double, weeks: Double) -> Double {
    demand + (list - targetList) / weeks
  }

  /// What is needed each week, once the list is at its target, to stay there. The variations are the coefficients of
  /// variation of the weekly demand and of what is done.
  package static func targetCapacity(
    demand: Double, targetWait: Double, factor: Double, demandVariation: Double, capacityVariation: Double
  ) -> Double {
    let variation = (demandVariation * demandVariation + capacityVariation * capacityVariation) / 2
    return demand + variation * (factor / targetWait)
  }

  /// Twice the mean wait over the target: above 1, many pass the target.
  package static func pressure(meanWait: Double, targetWait: Double) -> Double { 2 * meanWait / targetWait }

  /// Little: those present are the rate times the time they stay.
  package static func present(rate: Double, stay: Double) -> Double { rate * stay }

  /// The wait that the list and what is done with it imply for somebody who joins at the end today.
  package static func waitOfLast(list: Double, capacity: Double) -> Double { list / capacity }
}
