/// A pathway made ready to run: what is asked, sorted by what makes it change.
struct PathwayPlan: Sendable {
  /// One asked figure that a happening may add to. `group` −1 is everybody.
  struct Tally: Sendable {
    let output: Int
    let group: Int
    let window: Measure.Window
    /// Of leaving: the cause asked for, −1 for any. Of waits: where its values are kept.
    let detail: Int
    @inline(__always)
    func takes(_ group: Int, at time: Double) -> Bool {
      (self.group < 0 || self.group == group) && window.holds(time)
    }
  }
  /// A look at the lists at a time.
  struct Look: Sendable {
    enum Kind: Sendable {
      case waiting(stage: Int, group: Int, longerThan: Double)
      case joining(stage: Int, group: Int)
      /// Who has left so far, added or taken away: only the fluid answer looks at it so.
      case left(stage: Int, group: Int, sign: Double)
    }
    let time: Double
    let output: Int
    let kind: Kind
  }

  let model: PathwayModel
  var arrivals: [Tally] = []
  var completed: [Tally] = []
  var events: [Tally] = []
  /// By stage.
  var starts: [[Tally]]
  var waits: [[Tally]]
  var left: [[Tally]]
  var supported: [[Tally]]
  var looks: [Look] = []
  /// For each kept set of waits: the figure it is for and what of it is asked.
  var kept: [(output: Int, give: Measure.Give)] = []
  /// By stage: whether people leave while waiting, or are helped so that they need not wait on.
  let leaves: [Bool]

  init(_ model: PathwayModel) {
    self.model = model
    let none = [[Tally]](repeating: [], count: model.stages.count)
    (starts, waits, left, supported) = (none, none, none, none)
    leaves = model.stages.map { $0.leaves || ($0.support?.endsNeed ?? 0) > 0 }
    for (index, output) in model.outputs.enumerated() { add(output.measure, index) }
    looks.sort { $0.time < $1.time }
  }

  private mutating func add(_ measure: Measure, _ output: Int) {
    switch measure {
    case .count(let happening, let group, let window):
      add(happening, output, group ?? -1, window)
    case .waiting(let stage, let group, let time, let longerThan):
      looks.append(
        Look(
          time: time, output: output, kind: .waiting(stage: stage, group: group ?? -1, longerThan: longerThan)))
    case .wait(let stage, let group, let window, let give):
      waits[stage].append(Tally(output: output, group: group ?? -1, window: window, detail: kept.count))
      kept.append((output, give))
    case .joining(let stage, let group, let time):
      looks.append(Look(time: time, output: output, kind: .joining(stage: stage, group: group)))
    }
  }

  private mutating func add(_ happening: Measure.Happening, _ output: Int, _ group: Int, _ window: Measure.Window) {
    var tally = Tally(output: output, group: group, window: window, detail: -1)
    switch happening {
    case .arrivals: arrivals.append(tally)
    case .starts(let stage): starts[stage].append(tally)
    case .left(let stage, let cause):
      tally = Tally(output: output, group: group, window: window, detail: cause ?? -1)
      left[stage].append(tally)
    case .supported(let stage): supported[stage].append(tally)
    case .completed: completed.append(tally)
    case .events: events.append(tally)
    }
  }
}

/// The waits that belong to one asked figure.
struct KeptWaits {
  private(set) var count = 0
  private(set) var sum = 0.0
  private var values: [Double] = []
  let give: Measure.Give

  init(_ give: Measure.Give) { self.give = give }

  @inline(__always)
  mutating func add(_ wait: Double) {
    count += 1
    sum += wait
    if case .quantile = give { values.append(wait) }
  }

  /// Not a number if nobody was seen.
  var value: Double {
    guard count > 0 else { return .nan }
    switch give {
    case .mean: return sum / Double(count)
    case .quantile(let p): return quantile(p, of: values.sorted())
    }
  }
}

/// The quantile with straight lines between the ordered values (Hyndman and Fan's type 7, the usual one).
func quantile(_ p: Double, of sorted: [Double]) -> Double {
  guard !sorted.isEmpty else { return .nan }
  let place = p * Double(sorted.count - 1)
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}
