/// The pathway as if people were a liquid: no chance, one pass, a few thousandths of a second. Good where a list grows,
/// from a load of about 1.2; below 1 it says that nobody waits, which chance makes untrue.
///
/// Who waits is kept as cohorts: those of a group who joined in the same step. A cohort shrinks as its people leave and
/// is served oldest first, so waits and ages are exact to a step.
package struct Fluid {
  private let model: PathwayModel
  private var plan: PathwayPlan
  private let step: Double
  private let groups: Int
  private var rows: [CohortRow]
  /// What comes to each stage in this step, by group.
  private var inflow: [Double]
  private var totals: [Totals]
  private var values: [Double?]
  private var waits: [[(wait: Double, people: Double)]]
  private var following: [(look: PathwayPlan.Look, isOpen: Bool)] = []

  private struct Totals {
    var entered = 0.0
    var served = 0.0
  }

  package init(_ model: PathwayModel) {
    self.model = model
    plan = PathwayPlan(model)
    groups = model.groups.count
    step = model.yearLength / 12 / 120
    rows = Array(repeating: CohortRow(), count: model.stages.count * groups)
    inflow = Array(repeating: 0, count: model.stages.count * groups)
    totals = Array(repeating: Totals(), count: model.stages.count * groups)
    waits = Array(repeating: [], count: plan.kept.count)
    values = model.outputs.map { output in
      switch output.measure {
      case .count(.supported, _, _): nil
      case .count(.left(_, let cause), _, _): cause == nil ? 0 : nil
      case .wait, .joining: nil
      default: 0
      }
    }
    for listed in model.list { putInPlace(listed) }
    lookAtLeaving()
  }

  /// Leaving is what came in and neither was served nor waits: it is read at both edges of the window.
  private mutating func lookAtLeaving() {
    for (index, output) in model.outputs.enumerated() {
      switch output.measure {
      case .count(.left(let stage, nil), let group, let window):
        for (time, sign) in [(window.from, -1.0), (window.to, 1.0)] {
          plan.looks.append(.init(time: time, output: index, kind: .left(stage: stage, group: group ?? -1, sign: sign)))
        }
      case .count(.events, let group, let window):
        for stage in model.stages.indices {
          for (time, sign) in [(window.from, -1.0), (window.to, 1.0)] {
            plan.looks.append(
              .init(time: time, output: index, kind: .left(stage: stage, group: group ?? -1, sign: sign)))
          }
        }
      default: break
      }
    }
    plan.looks.sort { $0.time < $1.time }
  }

  /// The asked figures by name; nil where this answer has none (support, and causes apart), or nobody was seen.
  package mutating func answer() -> [String: Double?] {
    let steps = Int((model.horizon / step).rounded())
    var next = 0
    for number in 0... {
      let now = Double(number) * step
      while next < plan.looks.count, plan.looks[next].time <= now + step / 2 {
        look(plan.looks[next], now: now)
        next += 1
      }
      if number >= steps, next == plan.looks.count, !following.contains(where: \.isOpen) { break }
      if now > model.limit { break }
      move(from: now, isTold: number < steps)
      for index in following.indices where following[index].isOpen { follow(index, now: now + step) }
    }
    for (index, keeper) in plan.kept.enumerated() { values[keeper.output] = summary(waits[index], keeper.give) }
    return Dictionary(uniqueKeysWithValues: zip(model.outputs.map(\.name), values))
  }

  private mutating func putInPlace(_ listed: PathwayModel.Listed) {
    // The list in a hundred parts, the longest wait first; those who would have left have left.
    let row = listed.stage * groups + listed.group
    let parts = (0..<100).map { part in -listed.waited.quantile(1 - (Double(part) + 0.5) / 100) }
    for joined in parts {
      let survival = survival(listed.stage, listed.group, -joined)
      guard survival > 0 else { continue }
      rows[row].append(Cohort(joined: joined, people: Double(listed.people) / 100 / survival))
      totals[row].entered += Double(listed.people) / 100
    }
  }

  /// The share of a cohort that has not left after so long.
  private func survival(_ stage: Int, _ group: Int, _ age: Double) -> Double {
    var share = 1.0
    if model.stages[stage].leaves {
      for cause in model.groups[group].leaving { share *= cause.after.survival(age) }
    }
    if let support = model.stages[stage].support, support.endsNeed > 0, age >= support.after + support.takes {
      share *= 1 - support.reaches * support.endsNeed
    }
    return share
  }

  /// How long a stage takes for people who have waited so long.
  private func service(_ stage: Int, waited: Double) -> Double {
    let usual = model.stages[stage].service.mean
    guard let support = model.stages[stage].support, waited >= support.after else { return usual }
    var reached = support.reaches
    if waited >= support.after + support.takes {
      reached = reached * (1 - support.endsNeed) / max(1e-12, 1 - reached * support.endsNeed)
    }
    return usual * (1 - reached * support.shortens)
  }
}

extension Fluid {
  /// One step: people come, stage after stage serves them.
  private mutating func move(from now: Double, isTold: Bool) {
    let middle = now + step / 2
    let come = model.arrivals.expected(from: now, to: now + step, yearLength: model.yearLength)
    for group in 0..<groups {
      let people = come * model.groups[group].share
      inflow[group] = people
      if isTold { count(plan.arrivals, people, group, at: middle) }
      if isTold { count(plan.events, people, group, at: middle) }
    }
    for stage in model.stages.indices { serve(stage, from: now, at: middle, isTold: isTold) }
  }

  private mutating func serve(_ stage: Int, from now: Double, at middle: Double, isTold: Bool) {
    for group in 0..<groups {
      let row = stage * groups + group
      guard inflow[row] > 0 else { continue }
      rows[row].append(Cohort(joined: middle, people: inflow[row]))
      totals[row].entered += inflow[row]
      inflow[row] = 0
    }
    let work = model.stages[stage].timetable.capacity(from: now, to: now + step)
    let aimed = work * model.stages[stage].shareForLongest
    let unused = serve(stage, work: aimed, longestFirst: true, at: middle, isTold: isTold)
    _ = serve(stage, work: work - aimed + unused, longestFirst: false, at: middle, isTold: isTold)
  }

  /// Serves cohorts until the work is used up or nobody waits; what is left of it is the answer.
  private mutating func serve(_ stage: Int, work: Double, longestFirst: Bool, at middle: Double, isTold: Bool) -> Double
  {
    var work = work
    while work > 1e-12, let group = nextGroup(stage, longestFirst, at: middle) {
      let row = stage * groups + group
      let cohort = rows[row].first!
      let wait = middle - cohort.joined
      let survival = survival(stage, group, wait)
      let each = service(stage, waited: wait)
      let people = min(cohort.people * survival, work / each)
      work -= people * each
      if people >= cohort.people * survival * (1 - 1e-12) {
        rows[row].removeFirst()
      } else {
        rows[row].shrinkFirst(by: people / survival)
      }
      totals[row].served += people
      if isTold { tell(people, stage, group, wait: wait, at: middle) }
      if stage + 1 < model.stages.count { inflow[row + groups] += people * model.stages[stage].goesOn }
    }
    return work
  }

  private mutating func tell(_ people: Double, _ stage: Int, _ group: Int, wait: Double, at time: Double) {
    count(plan.starts[stage], people, group, at: time)
    for tally in plan.waits[stage] where tally.takes(group, at: time) { waits[tally.detail].append((wait, people)) }
    // Who begins ends after a service, inside the story or not.
    let end = time + model.stages[stage].service.mean
    count(plan.events, people, group, at: end)
    if stage + 1 == model.stages.count { count(plan.completed, people, group, at: end) }
  }

  private mutating func count(_ tallies: [PathwayPlan.Tally], _ people: Double, _ group: Int, at time: Double) {
    for tally in tallies where tally.takes(group, at: time) {
      values[tally.output] = (values[tally.output] ?? 0) + people
    }
  }

  private mutating func nextGroup(_ stage: Int, _ longestFirst: Bool, at middle: Double) -> Int? {
    var best: (group: Int, priority: Int, joined: Double)?
    for group in 0..<groups {
      let row = stage * groups + group
      while let first = rows[row].first {
        let wait = middle - first.joined
        if first.people * survival(stage, group, wait) <= 1e-12 {
          rows[row].removeFirst()
          continue
        }
        let usual = model.groups[group].rises.last { $0.after <= wait }?.priority ?? model.groups[group].priority
        let priority = longestFirst ? 0 : usual
        if best.map({ (priority, first.joined) < ($0.priority, $0.joined) }) ?? true {
          best = (group, priority, first.joined)
        }
        break
      }
    }
    return best?.group
  }
}

extension Fluid {
  private func waiting(_ stage: Int, _ group: Int, at now: Double, longerThan: Double = 0) -> Double {
    rows[stage * groups + group].all.reduce(0) { sum, cohort in
      let age = now - cohort.joined
      return age >= longerThan ? sum + cohort.people * survival(stage, group, age) : sum
    }
  }

  private mutating func look(_ look: PathwayPlan.Look, now: Double) {
    switch look.kind {
    case .waiting(let stage, let only, let longerThan):
      values[look.output] = (0..<groups).filter { only < 0 || only == $0 }
        .reduce(0) { $0 + waiting(stage, $1, at: now, longerThan: longerThan) }
    case .joining:
      following.append((look, true))
    case .left(let stage, let only, let sign):
      for group in 0..<groups where only < 0 || only == group {
        let row = stage * groups + group
        let left = totals[row].entered - totals[row].served - waiting(stage, group, at: now)
        values[look.output] = (values[look.output] ?? 0) + sign * left
      }
    }
  }

  /// Whether everybody who had joined before has been seen or has left.
  private mutating func follow(_ index: Int, now: Double) {
    let look = following[index].look
    guard case .joining(let stage, let group) = look.kind else { return }
    let row = stage * groups + group
    while let first = rows[row].first, survival(stage, group, now - first.joined) <= 1e-12 { rows[row].removeFirst() }
    if rows[row].first.map({ $0.joined > look.time }) ?? true {
      values[look.output] = max(0, now - step - look.time)
      following[index].isOpen = false
    }
  }

  private func summary(_ waits: [(wait: Double, people: Double)], _ give: Measure.Give) -> Double? {
    let people = waits.reduce(0) { $0 + $1.people }
    guard people > 0 else { return nil }
    switch give {
    case .mean: return waits.reduce(0) { $0 + $1.wait * $1.people } / people
    case .quantile(let p):
      var below = 0.0
      for one in waits.sorted(by: { $0.wait < $1.wait }) {
        below += one.people
        if below >= p * people { return one.wait }
      }
      return waits.map(\.wait).max()
    }
  }
}

/// Those of a group who joined in the same step. `people` counts who would be here if nobody left: who is here is that
/// times the share that has not left at the cohort's age.
private struct Cohort {
  let joined: Double
  var people: Double
}

/// Cohorts in the order of joining.
private struct CohortRow {
  private var row: [Cohort] = []
  private var front = 0
  var first: Cohort? { front < row.count ? row[front] : nil }
  var all: ArraySlice<Cohort> { row[front...] }
  mutating func append(_ cohort: Cohort) {
    let place = row[front...].lastIndex { $0.joined <= cohort.joined }.map { $0 + 1 } ?? front
    row.insert(cohort, at: place)
  }
  mutating func shrinkFirst(by people: Double) { row[front].people -= people }
  mutating func removeFirst() {
    front += 1
    if front > 4096, front * 2 > row.count {
      row.removeFirst(front)
      front = 0
    }
  }
}

extension Distribution {
  /// The time that the share p does not exceed, by halving.
  func quantile(_ p: Double) -> Double {
    if case .uniform(let from, let to) = self { return from + p * (to - from) }
    if case .fixed(let value) = self { return value }
    var (low, high) = (0.0, mean)
    while survival(high) > 1 - p { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if survival(middle) > 1 - p { low = middle } else { high = middle }
    }
    return high
  }
}
