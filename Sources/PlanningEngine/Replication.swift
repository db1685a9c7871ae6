/// One telling of a pathway's story, by chance but repeatable: the same plan, seed and number give the same figures.
///
/// Discrete events: a 4-ary heap of what happens next, a row for each stage and group. Leaving costs nothing when it
/// happens; whoever has left is met, and counted, at the front of the row, or when the list is looked at.
struct Replication {
  private let plan: PathwayPlan
  private let groups: Int
  private let horizon: Double
  private var heap = EventHeap()
  private var rows: [WaitingQueue]
  /// By stage: how many stand in its rows, those who have left included.
  private var standing: [Int]
  private var busy: [Int]
  private var places: [Int]
  /// By stage: how much of a start is owed to whoever has waited longest.
  private var owed: [Double]
  private var sources: [ArrivalSource]
  private let stages: [StageFacts]
  private let ranks: [Int]
  private let hasRises: Bool
  private var values: [Double]
  private var kept: [KeptWaits]
  private var nextLook = 0
  private var probes = 0

  init(_ plan: PathwayPlan, seed: UInt64, number: Int) {
    self.plan = plan
    let model = plan.model
    groups = model.groups.count
    horizon = model.horizon
    stages = model.stages.map(StageFacts.init)
    ranks = model.groups.map(\.priority)
    hasRises = model.groups.contains { !$0.rises.isEmpty }
    rows = Array(repeating: WaitingQueue(), count: stages.count * groups)
    standing = Array(repeating: 0, count: stages.count)
    busy = Array(repeating: 0, count: stages.count)
    places = model.stages.map { $0.timetable.steps.first?.places ?? 0 }
    owed = Array(repeating: 0, count: stages.count)
    let key = RandomStream.key(RandomStream.key(0x4B65_7977_6F72_6B21, seed), UInt64(number))
    sources = model.groups.indices.map { ArrivalSource(key: RandomStream.key(key, UInt64($0))) }
    values = model.outputs.map { if case .joining = $0.measure { .nan } else { 0 } }
    kept = plan.kept.map { KeptWaits($0.give) }
    heap.reserve(
      groups + stages.count + (model.stages.map { $0.timetable.steps.map(\.places).max() ?? 0 }.reduce(0, +)))
    putListInPlace(key)
  }

  /// The asked figures in the order of the model's outputs; not a number where there was nothing to measure.
  mutating func run() -> [Double] {
    for group in 0..<groups {
      sources[group].move(plan.model, share: plan.model.groups[group].share, after: 0)
      heap.insert(arrival(group))
    }
    for stage in places.indices {
      scheduleChange(stage, step: 1)
      fill(stage, now: 0)
    }
    while let event = heap.first {
      while nextLook < plan.looks.count, plan.looks[nextLook].time <= event.time { look() }
      if event.time >= horizon {
        if event.time > plan.model.limit || probes == 0 { break }
      }
      handle(event)
    }
    while nextLook < plan.looks.count { look() }
    countWhoLeftUnseen()
    for (index, keeper) in plan.kept.enumerated() { values[keeper.output] = kept[index].value }
    return values
  }

  @inline(__always)
  private mutating func handle(_ event: PathwayEvent) {
    let (stage, group) = (Int(event.stage), Int(event.group))
    switch event.kind {
    case .arrival:
      let person = sources[group].nextPerson()
      sources[group].move(plan.model, share: plan.model.groups[group].share, after: event.time)
      heap.replaceFirst(with: arrival(group))
      count(plan.arrivals, group, at: event.time)
      count(plan.events, group, at: event.time)
      join(0, group, person, now: event.time)
    case .completion:
      heap.removeFirst()
      count(plan.events, group, at: event.time)
      busy[stage] -= 1
      goOn(from: stage, group, event.key, now: event.time)
      fill(stage, now: event.time)
    case .change:
      heap.removeFirst()
      places[stage] = plan.model.stages[stage].timetable.steps[Int(event.key)].places
      scheduleChange(stage, step: Int(event.key) + 1)
      fill(stage, now: event.time)
    }
  }

  @inline(__always)
  private mutating func count(_ tallies: [PathwayPlan.Tally], _ group: Int, at time: Double) {
    for tally in tallies where tally.takes(group, at: time) { values[tally.output] += 1 }
  }
}

// MARK: Coming and going

extension Replication {
  @inline(__always)
  private func arrival(_ group: Int) -> PathwayEvent {
    PathwayEvent(
      time: sources[group].pending, key: 0, kind: .arrival, stage: 0, group: UInt8(truncatingIfNeeded: group))
  }

  private mutating func scheduleChange(_ stage: Int, step: Int) {
    let steps = plan.model.stages[stage].timetable.steps
    guard step < steps.count else { return }
    heap.insert(
      PathwayEvent(
        time: steps[step].from, key: UInt64(step), kind: .change, stage: UInt8(truncatingIfNeeded: stage), group: 0))
  }

  @inline(__always)
  private mutating func goOn(from stage: Int, _ group: Int, _ person: UInt64, now: Double) {
    let isLast = stage + 1 == places.count
    if isLast {
      count(plan.completed, group, at: now)
      return
    }
    let share = stages[stage].goesOn
    if share < 1 {
      var random = RandomStream(key: RandomStream.key(person, Draw.route(stage)))
      if random.uniform() > share { return }
    }
    join(stage + 1, group, person, now: now)
  }

  /// While a place is free nobody waits, so who comes is seen at once.
  @inline(__always)
  private mutating func join(_ stage: Int, _ group: Int, _ person: UInt64, now: Double) {
    if busy[stage] < places[stage] {
      start(stage, group, person, joined: now, now: now)
    } else {
      let leaves = plan.leaves[stage] ? now + leaving(stage, group, person).after : .infinity
      rows[stage * groups + group].append(Waiting(joined: now, leaves: leaves, key: person))
      standing[stage] += 1
    }
  }

  private mutating func start(_ stage: Int, _ group: Int, _ person: UInt64, joined: Double, now: Double) {
    let wait = now - joined
    count(plan.starts[stage], group, at: now)
    for tally in plan.waits[stage] where tally.takes(group, at: now) { kept[tally.detail].add(wait) }
    busy[stage] += 1
    var random = RandomStream(key: RandomStream.key(person, Draw.service(stage)))
    var takes = stages[stage].service.draw(&random)
    if stages[stage].hasSupport, let support = plan.model.stages[stage].support,
      isSupported(support, stage, person, waited: wait)
    {
      takes *= 1 - support.shortens
      countSupport(support, stage, group, person, joined: joined, until: now)
    }
    heap.insert(
      PathwayEvent(
        time: now + takes, key: person, kind: .completion, stage: UInt8(truncatingIfNeeded: stage),
        group: UInt8(truncatingIfNeeded: group)))
  }

  private func isSupported(
    _ support: PathwayModel.Support, _ stage: Int, _ person: UInt64, waited: Double
  ) -> Bool {
    guard waited >= support.after else { return false }
    var random = RandomStream(key: RandomStream.key(person, Draw.support(stage)))
    return random.uniform() <= support.reaches
  }

  /// Counts who had support when their wait ended, or when the story did.
  private mutating func countSupport(
    _ support: PathwayModel.Support, _ stage: Int, _ group: Int, _ person: UInt64, joined: Double, until: Double
  ) {
    let end = min(until, horizon.nextDown)
    if isSupported(support, stage, person, waited: end - joined) { count(plan.supported[stage], group, at: end) }
  }

  /// After what wait this person leaves, and why: the first cause to come. The same each time it is asked.
  private func leaving(_ stage: Int, _ group: Int, _ person: UInt64, attempt: UInt64 = 0) -> (after: Double, cause: Int)
  {
    var first = (after: Double.infinity, cause: -1)
    if plan.model.stages[stage].leaves {
      var random = RandomStream(key: RandomStream.key(person &+ attempt, Draw.patience(stage)))
      for (index, cause) in plan.model.groups[group].leaving.enumerated() {
        let after = cause.after.draw(&random)
        if after < first.after { first = (after, index) }
      }
    }
    if let support = plan.model.stages[stage].support, support.endsNeed > 0 {
      var random = RandomStream(key: RandomStream.key(person, Draw.support(stage)))
      let isReached = random.uniform() <= support.reaches
      let after = support.after + support.takes
      if isReached, random.uniform() <= support.endsNeed, after < first.after { first = (after, -2) }
    }
    return first
  }

  /// The people who wait when the story begins, the longest first. Who would have left before is drawn again.
  private mutating func putListInPlace(_ key: UInt64) {
    for (index, listed) in plan.model.list.enumerated() {
      let listKey = RandomStream.key(key, UInt64(1 << 20 + index))
      let waiting = (0..<listed.people).map { number -> Waiting in
        let person = RandomStream.key(listKey, UInt64(number))
        var random = RandomStream(key: RandomStream.key(person, Draw.listed))
        let joined = -listed.waited.draw(&random)
        guard plan.leaves[listed.stage] else { return Waiting(joined: joined, leaves: .infinity, key: person) }
        var leaves = joined + leaving(listed.stage, listed.group, person).after
        var attempt: UInt64 = 1
        while leaves <= 0, attempt <= 100 {
          leaves = joined + leaving(listed.stage, listed.group, person, attempt: attempt).after
          attempt += 1
        }
        return Waiting(joined: joined, leaves: max(leaves, 1e-9), key: person)
      }
      let row = listed.stage * groups + listed.group
      let all = (Array(rows[row].all) + waiting).sorted { $0.joined < $1.joined }
      rows[row] = WaitingQueue()
      for one in all { rows[row].append(one) }
      standing[listed.stage] += waiting.count
    }
  }
}

// MARK: Who is next

extension Replication {
  /// Starts services while there are places and people.
  @inline(__always)
  private mutating func fill(_ stage: Int, now: Double) {
    while standing[stage] > 0, busy[stage] < places[stage] {
      let share = stages[stage].shareForLongest
      let isForLongest = owed[stage] + share >= 1
      guard let group = nextGroup(stage, isForLongest, now: now) else { return }
      let next = rows[stage * groups + group].first!
      rows[stage * groups + group].removeFirst()
      standing[stage] -= 1
      if next.isProbe {
        values[Int(-1 - next.leaves)] = now - next.joined
        probes -= 1
        continue
      }
      owed[stage] += share - (isForLongest ? 1 : 0)
      start(stage, group, next.key, joined: next.joined, now: now)
    }
  }

  /// The group whose first is next: by priority, then by who joined earlier. The first of a row has waited longest, so
  /// a priority that rises with the wait needs no event of its own.
  @inline(__always)
  private mutating func nextGroup(_ stage: Int, _ isForLongest: Bool, now: Double) -> Int? {
    var best: (group: Int, priority: Int, joined: Double)?
    for group in 0..<groups {
      let row = stage * groups + group
      while let first = rows[row].first {
        if first.leaves <= now, !first.isProbe {
          meet(first, whoLeft: stage, group)
          rows[row].removeFirst()
          standing[stage] -= 1
          continue
        }
        let priority = isForLongest ? 0 : priority(group, waited: now - first.joined)
        if let leader = best,
          (leader.priority, leader.joined) <= (priority, first.joined)
        {
          break
        }
        best = (group, priority, first.joined)
        break
      }
    }
    return best?.group
  }

  @inline(__always)
  private func priority(_ group: Int, waited: Double) -> Int {
    guard hasRises else { return ranks[group] }
    return plan.model.groups[group].rises.last { $0.after <= waited }?.priority ?? ranks[group]
  }

  /// Counts somebody who has left, at the time when they did, if that is inside the story.
  private mutating func meet(_ waiting: Waiting, whoLeft stage: Int, _ group: Int) {
    if let support = plan.model.stages[stage].support {
      countSupport(support, stage, group, waiting.key, joined: waiting.joined, until: waiting.leaves)
    }
    guard waiting.leaves < horizon else { return }
    count(plan.events, group, at: waiting.leaves)
    for tally in plan.left[stage] where tally.takes(group, at: waiting.leaves) {
      if tally.detail < 0 || tally.detail == cause(waiting, stage, group) { values[tally.output] += 1 }
    }
  }

  /// Why they left, as a number in `PathwayModel.causes`.
  private func cause(_ waiting: Waiting, _ stage: Int, _ group: Int) -> Int {
    let wait = waiting.leaves - waiting.joined
    var found = leaving(stage, group, waiting.key)
    var attempt: UInt64 = 1
    // Those of the list to begin with may have been drawn again.
    while abs(found.after - wait) > 1e-6 * (1 + abs(wait)), attempt <= 100 {
      found = leaving(stage, group, waiting.key, attempt: attempt)
      attempt += 1
    }
    let names = plan.model.causes
    let name = found.cause >= 0 ? plan.model.groups[group].leaving[found.cause].cause : "helped"
    return names.firstIndex(of: name) ?? -1
  }
}

// MARK: Looking at the lists

extension Replication {
  private mutating func look() {
    let look = plan.looks[nextLook]
    nextLook += 1
    switch look.kind {
    case .waiting(let stage, let only, let longerThan):
      var waiting = 0
      for group in 0..<groups where only < 0 || only == group {
        for one in rows[stage * groups + group].all
        where one.leaves > look.time && look.time - one.joined >= longerThan && one.joined <= look.time {
          waiting += 1
        }
      }
      values[look.output] = Double(waiting)
    case .joining(let stage, let group):
      if busy[stage] < places[stage] {
        values[look.output] = 0
      } else {
        // Until it is known: so long at least.
        values[look.output] = plan.model.limit - look.time
        rows[stage * groups + group].append(
          Waiting(joined: look.time, leaves: -1 - Double(look.output), key: 0))
        standing[stage] += 1
        probes += 1
      }
    case .left: break
    }
  }

  /// At the end: those who left and stand in their rows still.
  private mutating func countWhoLeftUnseen() {
    for stage in places.indices {
      for group in 0..<groups {
        // Who has not left by then only counts for support.
        for one in rows[stage * groups + group].all where !one.isProbe { meet(one, whoLeft: stage, group) }
      }
    }
  }
}

/// What a replication asks of a stage at every step, laid out flat.
private struct StageFacts {
  let service: Distribution
  let goesOn: Double
  let shareForLongest: Double
  let hasSupport: Bool

  init(_ stage: PathwayModel.Stage) {
    (service, goesOn, shareForLongest) = (stage.service, stage.goesOn, stage.shareForLongest)
    hasSupport = stage.support != nil
  }
}
