package import Kernel
import PlanningEngine

/// What the posts are shared out by.
package enum AllocationBasis: String, Choice {
  case past, forecast
  package var title: String {
    switch self {
    case .past: "Referrals of the last 12 months"
    case .forecast: "Referrals expected in the next 12 months"
    }
  }
}

/// How posts are to be shared out. Parts of posts are halves: 41 is 20.5 posts.
package struct AllocationQuestion: Sendable, Codable, Hashable {
  package var basis: AllocationBasis
  /// The 12 months end with this day, the last of a month.
  package var to: Day
  package var halves: Int
  /// No location has fewer halves; and none more.
  package var floor: Int
  package var cap: Int?
  /// How many weeks a child is visited, on average.
  package var weeks: Int
  /// How many children one full-time post can hold.
  package var limit: Int
  /// The stream of money that is taken away in it.
  package var without: String?
  package init(
    basis: AllocationBasis = .past, to: Day, halves: Int, floor: Int = 2, cap: Int? = nil, weeks: Int = 16,
    limit: Int = 25, without: String? = nil
  ) {
    (self.basis, self.to, self.halves, self.floor, self.cap) = (basis, to, halves, floor, cap)
    (self.weeks, self.limit, self.without) = (weeks, limit, without)
  }
  package var from: Day { to.adding(days: 1).adding(months: -12) }
}

/// What came of it, for one location. Posts are in halves.
package struct AllocationLine: Sendable, Codable, Hashable {
  package let code: String
  package let name: String
  /// In the 12 months.
  package let referrals: Int
  /// Expected in the 12 months after, with a range that holds eight in ten; nil where there are too few months to tell.
  package let expected: Double?
  package let low: Double?
  package let high: Double?
  /// The exact share, in posts.
  package let quota: Double
  package let webster: Int
  package let hamilton: Int
  /// As the posts are now.
  package let now: Int
  /// Needed for the children who are active at a time.
  package let needed: Int
  package var short: Int { max(0, needed - webster) }
}

/// Posts shared out over locations, by two methods, against what the caseload needs.
package struct Allocation: Sendable, Codable, Hashable {
  package let question: AllocationQuestion
  package let lines: [AllocationLine]
  /// Whether a floor or a cap changes the share of anybody.
  package let isBound: Bool
  package var given: Int { lines.reduce(0) { $0 + $1.webster } }
  package var needed: Int { lines.reduce(0) { $0 + $1.needed } }
  package var short: Int { max(0, needed - question.halves) }
  package var referrals: Int { lines.reduce(0) { $0 + $1.referrals } }
}

/// Counts by location, month by month from the first to the last whole month that is known.
package struct ReferralMonths: Sendable {
  package let first: Day
  package let counts: [String: [Int]]

  /// `to` is the last day that counts.
  package init(_ referrals: [KnownReferral], locations: [String], to: Day) {
    let known = referrals.filter { $0.receivedOn <= to }
    let begin = known.map(\.receivedOn).min() ?? to
    let first = Day(begin.year, begin.month, 1)!
    let months = max(0, first.months(until: to.adding(days: 1)))
    var counts = Dictionary(uniqueKeysWithValues: locations.map { ($0, Array(repeating: 0, count: months)) })
    for referral in known {
      let month = (referral.receivedOn.year - first.year) * 12 + referral.receivedOn.month - first.month
      if month < months { counts[referral.location]?[month] += 1 }
    }
    (self.first, self.counts) = (first, counts)
  }
}

/// Shares posts out over the locations of a service: pure. Throws `FieldError`s in `Invalid`'s place through `problems`,
/// so ask those first.
package func allocate(
  _ question: AllocationQuestion, _ service: ServiceStructure, _ referrals: [KnownReferral]
) -> Allocation {
  let locations = service.locations
  let months = ReferralMonths(referrals, locations: locations.map(\.code), to: question.to)
  let period = question.from...question.to
  let counts = locations.map { location in
    referrals.count { $0.location == location.code && period.contains($0.receivedOn) }
  }
  let forecasts = locations.map { expected(months.counts[$0.code] ?? []) }
  let weights = zip(counts, forecasts).map { count, forecast in
    question.basis == .past ? count : Int(((forecast?.mean ?? Double(count)) * 100).rounded())
  }
  let demand = zip(counts, forecasts).map { count, forecast in
    question.basis == .past ? Double(count) : forecast?.mean ?? Double(count)
  }
  let (webster, isBound) = shared(question, weights, by: .webster)
  let (hamilton, _) = shared(question, weights, by: .hamilton)
  let quotas = Apportionment(steps: question.halves, weights: weights).quotas
  let lines = locations.indices.map { index in
    AllocationLine(
      code: locations[index].code, name: locations[index].name, referrals: counts[index],
      expected: forecasts[index]?.mean, low: forecasts[index]?.low, high: forecasts[index]?.high,
      quota: quotas[index].double / 2, webster: webster[index], hamilton: hamilton[index],
      now: service.visiting(in: locations[index].code) / 50,
      needed: neededHalves(demand[index], weeks: question.weeks, limit: question.limit))
  }
  return Allocation(question: question, lines: lines, isBound: isBound)
}

/// Halves of posts for so many referrals a year, each active for so many weeks, at so many to a post; rounded up.
package func neededHalves(_ referrals: Double, weeks: Int, limit: Int) -> Int {
  Int((referrals * Double(weeks) / 52 / Double(limit) * 2 - 1e-9).rounded(.up))
}

/// The share of each, by one method. Floors and caps are only brought in where the share without them breaks one: so a
/// floor that everybody is above changes nobody’s share, whatever the method.
private func shared(_ question: AllocationQuestion, _ weights: [Int], by method: ApportionmentMethod) -> ([Int], Bool) {
  let free = Apportionment(steps: question.halves, weights: weights).shared(by: method)
  let isKept = free.allSatisfy { $0 >= question.floor && $0 <= question.cap ?? .max }
  if isKept { return (free, false) }
  let bound = Apportionment(
    steps: question.halves, weights: weights, floors: weights.map { _ in question.floor },
    caps: weights.map { _ in question.cap })
  return (bound.shared(by: method), true)
}

/// Expected in the next 12 months, with the range as wide as if every month erred the same way; nil for less than two
/// years of months.
private func expected(_ counts: [Int]) -> (mean: Double, low: Double, high: Double)? {
  guard counts.count >= 24 else { return nil }
  let forecast = Forecast(counts.map(Double.init), ahead: 12)
  let sum = { (values: [Double]) in values.reduce(0, +) }
  guard sum(forecast.low80).isFinite, sum(forecast.high80).isFinite else { return nil }
  return (sum(forecast.mean), sum(forecast.low80), sum(forecast.high80))
}

/// What is wrong with a question, before it is asked.
package func problems(
  with question: AllocationQuestion, _ service: ServiceStructure, _ referrals: [KnownReferral]
) -> [FieldError] {
  var found: [FieldError] = []
  if service.locations.isEmpty { found.append(FieldError("posts", "There is no location to share posts out over")) }
  if question.floor * service.locations.count > question.halves {
    found.append(FieldError("floor", "There are not enough posts for this floor"))
  }
  if let cap = question.cap, cap < question.floor {
    found.append(FieldError("cap", "The most must not be below the least"))
  }
  let period = question.from...question.to
  if !referrals.contains(where: { period.contains($0.receivedOn) }) {
    found.append(FieldError("to", "There is no referral in the 12 months to this day"))
  }
  return found
}

/// `6.5` from 13 halves.
package func posts(_ halves: Int) -> String { halves % 2 == 0 ? "\(halves / 2)" : "\(halves / 2).5" }
