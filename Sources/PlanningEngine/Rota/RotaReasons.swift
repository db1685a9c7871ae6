/// Why somebody cannot make a visit that is not in the rota: the first thing that stands in the way, from what never
/// changes to what this week is like.
package enum RotaReason: String, CaseIterable, Sendable {
  case askedForAnother = "asked_for_another"
  case setByHand = "set_by_hand"
  case lacks
  case language
  case onLeave = "on_leave"
  case termTimeOnly = "term_time_only"
  case notAtWork = "not_at_work"
  case familyHasDay = "family_has_day"
  case dayIsFull = "day_is_full"
  case noGap = "no_gap"
  case noSecond = "no_second"

  package var words: String {
    switch self {
    case .askedForAnother: "the family asked for somebody else"
    case .setByHand: "somebody else is set by hand"
    case .lacks: "does not have what the visit needs"
    case .language: "does not speak the family’s language"
    case .onLeave: "on leave"
    case .termTimeOnly: "works in term time only"
    case .notAtWork: "does not work when the family can"
    case .familyHasDay: "free only on a day on which the family has another visit"
    case .dayIsFull: "has as many visits as the day holds"
    case .noGap: "no gap is long enough with the way there and back"
    case .noSecond: "free, but no second person at the same time"
    }
  }
}

/// What is in the way of one visit, by visitor.
package struct RotaObstacles: Sendable {
  package let visit: Int
  /// By visitor.
  package let reasons: [RotaReason]
  /// What is lacking, of those who lack something: each with how many lack it.
  package let lacking: [String: Int]
}

extension RotaModel {
  /// Why each visit that is not in the rota is not.
  package func obstacles(_ solution: RotaSolution, _ problem: RotaProblem) -> [RotaObstacles] {
    var state = RotaState(problem)
    // The rota as it stands, each visit at its own time.
    for visit in problem.visits.indices {
      let placings = solution.placed.filter { $0.visit == visit }
      guard !placings.isEmpty else { continue }
      state.put(visit, placings.map { state.spot(for: $0) })
    }
    return solution.unplaced.map { visit in
      let asked = visits[visit]
      var lacking: [String: Int] = [:]
      let reasons = visitors.indices.map { visitor -> RotaReason in
        for name in missing(asked, visitors[visitor]) { lacking[name, default: 0] += 1 }
        return reason(visit, visitor, problem, state)
      }
      return RotaObstacles(visit: visit, reasons: reasons, lacking: lacking)
    }
  }

  private func reason(_ visit: Int, _ index: Int, _ problem: RotaProblem, _ state: RotaState) -> RotaReason {
    let (asked, visitor) = (visits[visit], visitors[index])
    if asked.notWith.contains(index) { return .askedForAnother }
    if let set = asked.pin?.visitor, set != index, asked.people == 1 { return .setByHand }
    if !missing(asked, visitor).isEmpty { return .lacks }
    if !speaks(asked, visitor) { return .language }
    let windows = problem.visits[visit].windows
    func meets(_ stretches: [Stretch]) -> Bool {
      stretches.contains { stretch in
        windows[stretch.day].contains {
          max($0.from, stretch.from) <= min($0.to, stretch.to - asked.minutes)
        }
      }
    }
    if !meets(visitor.works) { return .notAtWork }
    let inTerm = visitor.works.filter { !visitor.isTermTimeOnly || !holidays.contains($0.day) }
    if !meets(inTerm) { return .termTimeOnly }
    if !meets(working(visitor)) { return .onLeave }
    let shifts = problem.shifts.indices.filter {
      problem.shifts[$0].visitor == index && !windows[problem.shifts[$0].day].isEmpty
    }
    if shifts.contains(where: { state.isFree(visit, $0) }) { return asked.people > 1 ? .noSecond : .noGap }
    let roomy = shifts.filter { state.hasRoom(problem.visits[visit], problem.shifts[$0]) }
    if !roomy.isEmpty { return .noGap }
    return shifts.allSatisfy { state.familyHas(visit, $0) } ? .familyHasDay : .dayIsFull
  }
}

extension RotaState {
  /// Where a placing of a solution goes, when visits are put in one after another in the order of their number.
  func spot(for placing: RotaSolution.Placing) -> Spot {
    let position = routes[placing.shift].starts.count { $0 < placing.start }
    return Spot(
      cost: 0, shift: placing.shift, position: position,
      window: RotaProblem.Window(from: placing.start, to: placing.start))
  }

  /// Whether one person could make the visit in this shift beside what is there.
  func isFree(_ visit: Int, _ shift: Int) -> Bool { spot(visit, in: shift) != nil }

  func familyHas(_ visit: Int, _ shift: Int) -> Bool {
    !hasRoom(problem.visits[visit], problem.shifts[shift])
      && hasRoom(withoutFamily(problem.visits[visit]), problem.shifts[shift])
  }
  private func withoutFamily(_ visit: RotaProblem.Visit) -> RotaProblem.Visit {
    var visit = visit
    visit.family = nil
    return visit
  }
}
