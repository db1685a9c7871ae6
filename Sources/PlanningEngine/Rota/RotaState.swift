/// A rota while it is searched for: shifts with their visits in order, and what can still be put where.
///
/// A *leg* is one person's part of a visit: visits of two people have two, which begin at the same moment in the shifts
/// of two different people. That moment is chosen when they are put in, and stands until both are taken out: so each
/// shift can be reckoned by itself.
struct RotaState {
  /// The visits of one shift, with the earliest beginnings and the latest that still let everything after be in time.
  struct Route {
    var legs: [Int] = []
    var starts: [Int] = []
    var latest: [Int] = []
  }
  /// Where a leg could go.
  struct Spot {
    var cost: Int
    var shift: Int
    var position: Int
    var window: RotaProblem.Window
  }

  let problem: RotaProblem
  /// The visit of each leg.
  let visitOf: [Int]
  /// The first leg of each visit; a second one is the next.
  let legOf: [Int]
  /// Where each leg is, and how long it lasts: looked up millions of times.
  private let placeOf: [Int]
  private let lastsOf: [Int]
  private(set) var routes: [Route]
  /// The shift of each leg; -1 where it is in none.
  private(set) var shiftOf: [Int]
  private var windowOf: [RotaProblem.Window]
  private var load: [Int]
  /// Visits of family f on day d at f × days + d.
  private var onDay: [Int]
  /// Ways, wishes and visits left out, together.
  private(set) var cost: Int
  /// What was there before the first change of this round, to go back to.
  private var savedRoutes: [(Int, Route)] = []
  private var savedLegs: [(Int, Int, RotaProblem.Window)] = []
  private var isSaved: [Bool]
  private var costBefore = 0

  init(_ problem: RotaProblem) {
    self.problem = problem
    var visitOf: [Int] = []
    var legOf: [Int] = []
    for (index, visit) in problem.visits.enumerated() {
      legOf.append(visitOf.count)
      visitOf += Array(repeating: index, count: visit.people)
    }
    (self.visitOf, self.legOf) = (visitOf, legOf)
    placeOf = visitOf.map { problem.visits[$0].place }
    lastsOf = visitOf.map { problem.visits[$0].lasts }
    routes = problem.shifts.map { _ in Route() }
    shiftOf = Array(repeating: -1, count: visitOf.count)
    windowOf = Array(repeating: .init(from: 0, to: 0), count: visitOf.count)
    load = Array(repeating: 0, count: problem.most.count)
    onDay = Array(repeating: 0, count: problem.families * problem.days)
    isSaved = Array(repeating: false, count: problem.shifts.count)
    cost = problem.visits.reduce(0) { $0 + $1.weight }
  }

  func isPlaced(_ visit: Int) -> Bool { shiftOf[legOf[visit]] >= 0 }

  // MARK: Going back

  mutating func begin() {
    for (shift, _) in savedRoutes { isSaved[shift] = false }
    savedRoutes.removeAll(keepingCapacity: true)
    savedLegs.removeAll(keepingCapacity: true)
    costBefore = cost
  }

  /// Undoes everything since `begin`.
  mutating func goBack() {
    // The newest first, so that the oldest of a leg stands at the end.
    for (leg, shift, window) in savedLegs.reversed() {
      count(leg, by: -1)
      (shiftOf[leg], windowOf[leg]) = (shift, window)
      count(leg, by: 1)
    }
    for (shift, route) in savedRoutes {
      routes[shift] = route
      isSaved[shift] = false
    }
    savedRoutes.removeAll(keepingCapacity: true)
    savedLegs.removeAll(keepingCapacity: true)
    cost = costBefore
  }

  private mutating func save(_ shift: Int, _ leg: Int) {
    savedLegs.append((leg, shiftOf[leg], windowOf[leg]))
    if !isSaved[shift] {
      isSaved[shift] = true
      savedRoutes.append((shift, routes[shift]))
    }
  }

  /// Keeps account of loads and of families' days for a leg that is in a shift.
  private mutating func count(_ leg: Int, by sign: Int) {
    guard shiftOf[leg] >= 0 else { return }
    let (visit, shift) = (problem.visits[visitOf[leg]], problem.shifts[shiftOf[leg]])
    load[shift.group] += sign * visit.load
    // A visit of two people is one visit to the family.
    if let family = visit.family, legOf[visitOf[leg]] == leg { onDay[family * problem.days + shift.day] += sign }
  }

  // MARK: Taking out and putting in

  mutating func takeOut(_ visit: Int) {
    guard isPlaced(visit) else { return }
    for leg in legOf[visit]..<(legOf[visit] + problem.visits[visit].people) {
      let shift = shiftOf[leg]
      save(shift, leg)
      let position = routes[shift].legs.firstIndex(of: leg)!
      cost += way(without: position, shift) - costOf(leg)
      count(leg, by: -1)
      shiftOf[leg] = -1
      routes[shift].legs.remove(at: position)
      reckon(shift)
    }
    cost += problem.visits[visit].weight
  }

  /// Puts the legs of a visit where they were found to go; two for a visit of two people.
  mutating func put(_ visit: Int, _ spots: [Spot]) {
    for (index, spot) in spots.enumerated() {
      let leg = legOf[visit] + index
      save(spot.shift, leg)
      shiftOf[leg] = spot.shift
      windowOf[leg] = spot.window
      routes[spot.shift].legs.insert(leg, at: spot.position)
      count(leg, by: 1)
      reckon(spot.shift)
      cost += costOf(leg) - way(without: spot.position, spot.shift)
    }
    cost -= problem.visits[visit].weight
  }

  /// What it costs that this visitor comes, at this time.
  private func costOf(_ leg: Int) -> Int {
    let visit = problem.visits[visitOf[leg]]
    return (visit.costs[problem.shifts[shiftOf[leg]].visitor] ?? 0) + windowOf[leg].cost
  }

  /// How the way changes where the leg at a position is left out: never more than 0 where ways are the shortest.
  private func way(without position: Int, _ shift: Int) -> Int {
    let legs = routes[shift].legs
    let base = problem.shifts[shift].base
    let here = place(legs[position])
    let before = position > 0 ? place(legs[position - 1]) : base
    let after = position + 1 < legs.count ? place(legs[position + 1]) : base
    return problem.way(before, after) - problem.way(before, here) - problem.way(here, after)
  }
  @inline(__always)
  func place(_ leg: Int) -> Int { placeOf[leg] }

  /// The times of a shift anew, forwards and backwards.
  private mutating func reckon(_ shift: Int) {
    let line = problem.shifts[shift]
    let legs = routes[shift].legs
    var starts = routes[shift].starts
    var latest = routes[shift].latest
    starts.removeAll(keepingCapacity: true)
    latest.removeAll(keepingCapacity: true)
    var (time, at) = (line.from, line.base)
    for leg in legs {
      let start = max(time + problem.way(at, placeOf[leg]), windowOf[leg].from)
      starts.append(start)
      latest.append(0)
      (time, at) = (start + lastsOf[leg], placeOf[leg])
    }
    (time, at) = (line.to, line.base)
    for position in legs.indices.reversed() {
      let leg = legs[position]
      latest[position] = min(windowOf[leg].to, time - problem.way(placeOf[leg], at) - lastsOf[leg])
      (time, at) = (latest[position], placeOf[leg])
    }
    routes[shift].starts = starts
    routes[shift].latest = latest
  }

  // MARK: Where something could go

  /// Whether the day of this shift has room for the visit, before any time is looked at.
  func hasRoom(_ visit: RotaProblem.Visit, _ shift: RotaProblem.Shift) -> Bool {
    load[shift.group] + visit.load <= problem.most[shift.group]
      && (visit.family.map { onDay[$0 * problem.days + shift.day] == 0 } ?? true)
  }

  /// The cheapest place for a visit, passing over some places by chance (`blink` in 2^16), so that the search does not
  /// always do the same; nil where there is none.
  func bestSpots(_ visit: Int, blink: UInt64, _ random: inout RandomStream) -> [Spot]? {
    let asked = problem.visits[visit]
    if asked.people > 1 { return bestPair(visit, asked) }
    var best: Spot?
    for (index, shift) in problem.shifts.enumerated() {
      guard let who = asked.costs[shift.visitor], !asked.windows[shift.day].isEmpty, hasRoom(asked, shift) else {
        continue
      }
      for window in asked.windows[shift.day] {
        look(asked, index, shift, window, base: who + window.cost, blink: blink, &random, &best)
      }
    }
    return best.map { [$0] }
  }

  /// The cheapest place in one shift.
  func spot(_ visit: Int, in index: Int) -> Spot? {
    let (asked, shift) = (problem.visits[visit], problem.shifts[index])
    guard let who = asked.costs[shift.visitor], hasRoom(asked, shift) else { return nil }
    var (best, random): (Spot?, RandomStream) = (nil, RandomStream(key: 0))
    for window in asked.windows[shift.day] {
      look(asked, index, shift, window, base: who + window.cost, blink: 0, &random, &best)
    }
    return best
  }

  /// Looks along one shift for a place that is cheaper than the best so far.
  private func look(
    _ visit: RotaProblem.Visit, _ index: Int, _ shift: RotaProblem.Shift, _ window: RotaProblem.Window, base: Int,
    blink: UInt64, _ random: inout RandomStream, _ best: inout Spot?
  ) {
    if let best, base >= best.cost { return }
    let route = routes[index]
    var (time, at) = (shift.from, shift.base)
    for position in 0...route.legs.count {
      let isLast = position == route.legs.count
      let next = isLast ? shift.base : place(route.legs[position])
      let (there, onward) = (problem.way(at, visit.place), problem.way(visit.place, next))
      let start = max(time + there, window.from)
      if start > window.to { return }
      let arrives = start + visit.lasts + onward
      let isInTime = isLast ? arrives <= shift.to : arrives <= route.latest[position]
      if isInTime {
        let cost = base + there + onward - problem.way(at, next)
        if cost < best?.cost ?? .max, blink == 0 || random.next() & 0xFFFF >= blink {
          best = Spot(cost: cost, shift: index, position: position, window: window)
        }
      }
      if isLast { return }
      (time, at) = (route.starts[position] + lastsOf[route.legs[position]], next)
    }
  }

  /// The cheapest moment at which two different people are both free for it.
  private func bestPair(_ visit: Int, _ asked: RotaProblem.Visit) -> [Spot]? {
    var best: (cost: Int, spots: [Spot])?
    var random = RandomStream(key: 0)
    for day in 0..<problem.days {
      for window in asked.windows[day] {
        for start in stride(from: window.from, through: window.to, by: problem.step) {
          let moment = RotaProblem.Window(from: start, to: start, cost: window.cost)
          var found: [(spot: Spot, visitor: Int)] = []
          for (index, shift) in problem.shifts.enumerated() where shift.day == day {
            guard let who = asked.costs[shift.visitor], hasRoom(asked, shift) else { continue }
            var spot: Spot?
            look(asked, index, shift, moment, base: who + window.cost, blink: 0, &random, &spot)
            if let spot { found.append((spot, shift.visitor)) }
          }
          found.sort { ($0.spot.cost, $0.spot.shift) < ($1.spot.cost, $1.spot.shift) }
          guard let first = found.first, let second = found.first(where: { $0.visitor != first.visitor }) else {
            continue
          }
          let cost = first.spot.cost + second.spot.cost
          if cost < best?.cost ?? .max { best = (cost, [first.spot, second.spot]) }
        }
      }
    }
    return best?.spots
  }
}
