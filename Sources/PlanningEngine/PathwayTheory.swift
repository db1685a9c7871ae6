/// What is known of a pathway by formula, before anything is simulated: of each stage as if it were a queue by itself, and of
/// the whole way. Rates are a week, a year having 52; waits are in weeks, but in the model's own time where they are of the
/// fluid answer.
///
/// No more comes to a stage than the stages before it can do, and nobody is taken to leave before it: so a stage is never
/// called lighter than it is. Where places change, each formula takes their average.
package struct PathwayTheory: Sendable {
  let model: PathwayModel
  /// The wait that is aimed for; nil where nobody has said.
  let targetWeeks: Double?
  private let fluid: FluidByStage

  package init(_ model: PathwayModel, targetWeeks: Double?) {
    (self.model, self.targetWeeks) = (model, targetWeeks)
    fluid = FluidByStage(model)
  }

  package var answer: JSONValue { ["stages": .list(model.stages.indices.map(stage)), "whole": whole] }

  /// What comes to a stage in a week.
  private func demand(_ index: Int) -> Double { PathwayAnswer.load(ofStage: index, in: model) * capacity(index) }

  /// What a stage can do in a week.
  private func capacity(_ index: Int) -> Double {
    let stage = model.stages[index]
    return stage.timetable.capacity(from: 0, to: model.horizon) / stage.service.mean / model.years / 52
  }

  /// Places, on average over the story.
  private func places(_ index: Int) -> Double {
    model.stages[index].timetable.capacity(from: 0, to: model.horizon) / model.horizon
  }

  private func stage(_ index: Int) -> JSONValue {
    let (demand, capacity) = (demand(index), capacity(index))
    var fields: [String: JSONValue] = [
      "name": .text(model.stages[index].name), "load": .number(demand / capacity), "places": .number(places(index)),
      "come_per_year": .number(demand * 52), "capacity_per_year": .number(capacity * 52),
      "waiting": .numbers(fluid.waiting[index]), "joining_now": fluid.joining[index].map(JSONValue.number) ?? .null,
    ]
    guard demand > 0, capacity > 0 else { return .object(fields) }
    fields.merge(queues(index, demand, capacity)) { $1 }
    fields.merge(waitingList(index, demand, capacity)) { $1 }
    return .object(fields)
  }

  /// The queue that settles: with as many places as there are on average, which do what the stage can do.
  private func queues(_ index: Int, _ demand: Double, _ capacity: Double) -> [String: JSONValue] {
    let stage = model.stages[index]
    let servers = max(1, Int(places(index).rounded()))
    let each = capacity / Double(servers)
    let settled = ManyServers(arrivalRate: demand, serviceRate: each, servers: servers)
    let general = GeneralService(
      arrivalRate: demand, meanService: 1 / each,
      squaredVariation: stage.service.variance / (stage.service.mean * stage.service.mean), servers: servers)
    var fields: [String: JSONValue] = [
      "settled_wait": .number(settled.meanWait), "general_wait": .number(general.meanWait),
      // Little: who is being seen is the rate times the time that it takes.
      "being_seen": .number(
        WaitingLists.present(rate: min(demand, capacity), stay: stage.service.mean / (model.yearLength / 52))),
    ]
    let leaving = leavingRate
    if stage.leaves, leaving > 0 {
      let queue = ImpatientQueue(arrivalRate: demand, serviceRate: each, servers: servers, leavingRate: leaving).settled
      fields["with_leaving"] = [
        "share_leaving": .number(queue.chanceOfLeaving), "mean_wait": .number(queue.meanWait),
        "mean_queue": .number(queue.meanQueue),
      ]
    }
    return fields
  }

  /// How many of those who wait leave in a week, of one: over all groups and causes, each as if it came by chance alone.
  private var leavingRate: Double {
    model.groups.reduce(0) { sum, group in
      sum + group.share * group.leaving.reduce(0) { $0 + model.yearLength / 52 / $1.after.mean }
    }
  }

  /// The NHS's arithmetic of waiting lists.
  private func waitingList(_ index: Int, _ demand: Double, _ capacity: Double) -> [String: JSONValue] {
    let listed = model.list.filter { $0.stage == index }
    let people = Double(listed.map(\.people).reduce(0, +))
    var fields: [String: JSONValue] = [
      "list": .number(people), "list_after_a_year": .number(max(0, people + (demand - capacity) * 52)),
      "wait_in_turn": .number(WaitingLists.waitOfLast(list: people, capacity: capacity)),
    ]
    guard let targetWeeks else { return fields }
    let target = WaitingLists.targetList(demand: demand, targetWait: targetWeeks)
    fields["target_list"] = .number(target)
    fields["relief_capacity"] = .number(
      people > target
        ? WaitingLists.reliefCapacity(demand: demand, list: people, targetList: target, weeks: 52) : demand)
    if people > 0 {
      let waited = listed.reduce(0) { $0 + Double($1.people) * $1.waited.mean } / people
      fields["pressure"] = .number(
        WaitingLists.pressure(meanWait: waited / model.daysOrWeek, targetWait: targetWeeks))
    }
    return fields
  }

  // MARK: The whole way

  private var whole: JSONValue {
    let loads = model.stages.indices.map { PathwayAnswer.load(ofStage: $0, in: model) }
    let tightest = loads.indices.max { (loads[$0], -$0) < (loads[$1], -$1) } ?? 0
    let waits = fluid.joining.compactMap(\.self)
    let served = model.stages.map(\.service.mean).reduce(0, +)
    let isKnown = waits.count == model.stages.count
    return [
      "bottleneck": .text(model.stages[tightest].name), "load": .number(loads[tightest]),
      "places": .number(places(tightest)), "places_for_all": .number(places(tightest) * loads[tightest]),
      "finish_per_year": .number(fluid.finished / model.years), "group": .text(fluid.group),
      "waiting": .numbers(fluid.waiting[0].indices.map { year in fluid.waiting.reduce(0) { $0 + $1[year] } }),
      "joining_now": isKnown ? .number(waits.reduce(0, +)) : .null,
      "way": isKnown ? .number(waits.reduce(0, +) + served) : .null,
    ]
  }
}

/// The fluid answer stage by stage: who waits at each, now and at the end of each year, and the way of somebody of the largest
/// group who joins now: each stage is joined when the one before has ended.
private struct FluidByStage {
  /// By stage: now, then at the end of each year.
  let waiting: [[Double]]
  /// By stage, in the model's time; nil where the wait is longer than is followed.
  let joining: [Double?]
  /// People who finish the last stage within the story.
  let finished: Double
  let group: String

  init(_ model: PathwayModel) {
    let largest = model.groups.indices.max { model.groups[$0].share < model.groups[$1].share } ?? 0
    group = model.groups[largest].name
    let years = 0...Int(model.years)
    var asked = model
    asked.outputs = model.stages.indices.flatMap { stage in
      years.map { year in
        PathwayModel.Output(
          name: "\(stage) \(year)",
          measure: .waiting(stage: stage, group: nil, at: Double(year) * model.yearLength, longerThan: 0))
      }
    }
    let all = Measure.Window(from: 0, to: model.horizon)
    asked.outputs.append(.init(name: "finished", measure: .count(.completed, group: nil, all)))
    var fluid = Fluid(asked)
    let answer = fluid.answer()
    waiting = model.stages.indices.map { stage in years.map { (answer["\(stage) \($0)"] ?? nil) ?? 0 } }
    finished = (answer["finished"] ?? nil) ?? 0
    joining = Self.way(of: largest, model)
  }

  private static func way(of group: Int, _ model: PathwayModel) -> [Double?] {
    var (waits, now): ([Double?], Double?) = ([], 0)
    for stage in model.stages.indices {
      guard let joins = now else {
        waits.append(nil)
        continue
      }
      var asked = model
      asked.outputs = [.init(name: "wait", measure: .joining(stage: stage, group: group, at: joins))]
      var fluid = Fluid(asked)
      let wait = fluid.answer()["wait"] ?? nil
      waits.append(wait)
      now = wait.map { joins + $0 + model.stages[stage].service.mean }
    }
    return waits
  }
}

extension PathwayModel {
  /// A week of waiting, in the model's time: seven days, where it is in days.
  fileprivate var daysOrWeek: Double { yearLength == 365 ? 7 : yearLength / 52 }
}
