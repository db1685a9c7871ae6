/// A pathway that people take one stage after another: who comes, what each stage can do, who leaves while waiting, and
/// what is asked. Times are in days, or whatever unit `yearLength` is in.
package struct PathwayModel: Sendable {
  package var title: String
  /// In units of time: 365 for days, 52 for weeks. A month is a twelfth of it.
  package var yearLength: Double
  package var years: Double
  package var arrivals: Arrivals
  package var groups: [Group]
  package var stages: [Stage]
  package var list: [Listed]
  package var outputs: [Output]

  package var horizon: Double { years * yearLength }
  /// How long a simulation goes on for those whose wait is followed to its end (`Measure.joining`).
  var limit: Double { horizon + 20 * yearLength }

  /// Independent arrivals at random, with a rate that changes by month and by year.
  package struct Arrivals: Equatable, Sendable {
    package var perYear: Double
    /// Twelve factors.
    package var byMonth: [Double]
    /// A factor for each year; the last one holds on.
    package var byYear: [Double]
  }

  /// People of one kind.
  package struct Group: Equatable, Sendable {
    package let name: String
    /// 0 is seen first.
    package var priority: Int
    /// Of all arrivals.
    package var share: Double
    package var leaving: [Leaving]
    /// Who has waited so long is seen with a higher priority from then on. In the order of the waits.
    package var rises: [Rise]
  }
  /// Why people leave a list, and after how long. The first cause that comes takes effect.
  package struct Leaving: Equatable, Sendable {
    package let cause: String
    package let after: Distribution
  }
  package struct Rise: Equatable, Sendable {
    package let after: Double
    package let priority: Int
  }

  package struct Stage: Equatable, Sendable {
    package let name: String
    package var timetable: Timetable
    package var service: Distribution
    /// The share that goes on to the next stage.
    package var goesOn: Double
    /// Whether people leave while they wait here.
    package var leaves: Bool
    package var support: Support?
    /// The share of starts that goes to whoever has waited longest, whatever their priority.
    package var shareForLongest: Double
  }
  /// Support while waiting: begins after a wait, reaches a share; a share of those no longer need the stage a while
  /// later, and for the others the stage takes less time.
  package struct Support: Equatable, Sendable {
    package let after: Double
    package let reaches: Double
    package let endsNeed: Double
    package let takes: Double
    package let shortens: Double
  }
  /// People who wait already when the story begins.
  package struct Listed: Equatable, Sendable {
    package let stage: Int
    package let group: Int
    package let people: Int
    package let waited: Distribution
  }
  package struct Output: Equatable, Sendable {
    package let name: String
    package let measure: Measure
  }

  func index(ofStage name: String) -> Int? { stages.firstIndex { $0.name == name } }
  func index(ofGroup name: String) -> Int? { groups.firstIndex { $0.name == name } }
}

/// What can be asked of a pathway. `group` nil is everybody.
package enum Measure: Equatable, Sendable {
  case count(Happening, group: Int?, Window)
  /// How many wait at a time, longer than so long.
  case waiting(stage: Int, group: Int?, at: Double, longerThan: Double)
  /// The wait of those whose stage begins in the window.
  case wait(stage: Int, group: Int?, Window, Give)
  /// The wait that somebody who joins at this time can expect, followed to its end.
  case joining(stage: Int, group: Int, at: Double)

  package enum Happening: Equatable, Sendable {
    case arrivals
    case starts(stage: Int)
    case left(stage: Int, cause: Int?)
    case supported(stage: Int)
    case completed
    /// Arrivals, completions of any stage and leavings together: the work of the simulation.
    case events
  }
  package enum Give: Equatable, Sendable {
    case mean
    /// 0.9: the wait that nine in ten do not exceed.
    case quantile(Double)
  }
  /// From, and up to but not including, to.
  package struct Window: Equatable, Sendable {
    package let from: Double
    package let to: Double
    @inline(__always)
    func holds(_ time: Double) -> Bool { time >= from && time < to }
  }
}

/// How many can be served at once, as it changes: the number from each time on. Services under way finish; a new one
/// starts only while fewer are busy.
package struct Timetable: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
    package let from: Double
    package let places: Int
  }
  package let steps: [Step]

  /// The same number always.
  package init(places: Int) { steps = [Step(from: 0, places: places)] }

  init(steps: [Step]) {
    var kept: [Step] = []
    for step in steps.sorted(by: { $0.from < $1.from }) where kept.last?.places != step.places { kept.append(step) }
    self.steps = kept
  }

  /// Place-days between two times.
  func capacity(from: Double, to: Double) -> Double {
    var sum = 0.0
    for (index, step) in steps.enumerated() {
      let end = index + 1 < steps.count ? steps[index + 1].from : .infinity
      sum += Double(step.places) * max(0, min(end, to) - max(step.from, from))
    }
    return sum
  }
}

extension PathwayModel.Arrivals {
  /// Arrivals per unit of time, and until when this rate holds.
  @inline(__always)
  func rate(at time: Double, yearLength: Double) -> (rate: Double, until: Double) {
    let month = yearLength / 12
    var index = Int(time / month)
    // At the edge of a month, rounding may put a time into the month that has just ended.
    if Double(index + 1) * month <= time { index += 1 }
    let year = byYear[min(index / 12, byYear.count - 1)]
    return (perYear / yearLength * byMonth[index % 12] * year, Double(index + 1) * month)
  }

  /// Expected arrivals between two times.
  package func expected(from: Double, to: Double, yearLength: Double) -> Double {
    var (time, sum) = (from, 0.0)
    while time < to {
      let (rate, until) = rate(at: time, yearLength: yearLength)
      sum += rate * (min(until, to) - time)
      time = until
    }
    return sum
  }
}
