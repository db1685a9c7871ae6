/// A question to which a formula has the answer.
package struct QueueModel: Sendable {
  package let answer: JSONValue

  /// Throws a `ModelError` that names the field.
  package init(_ question: ModelValue) throws {
    let kind = try question.field("kind").text(of: Self.kinds)
    answer =
      switch kind {
      case "M/M/c": try Self.manyServers(question)
      case "M/G/1", "M/G/c": try Self.general(question, one: kind == "M/G/1")
      case "M/M/c+M": try Self.impatient(question)
      case "priority": try Self.priority(question)
      default: try Self.waitingList(question, kind)
      }
  }

  static let kinds = [
    "M/M/c", "M/G/1", "M/G/c", "M/M/c+M", "priority", "little", "load", "target_list", "relief_capacity",
    "target_capacity", "pressure", "waiting_list",
  ]

  private static func servers(_ question: ModelValue) throws -> Int {
    try question.field("servers").whole(1...1_000_000)
  }

  private static func manyServers(_ question: ModelValue) throws -> JSONValue {
    try question.only("id", "title", "kind", "arrival_rate", "service_rate", "servers")
    let queue = ManyServers(
      arrivalRate: try question.field("arrival_rate").positive(),
      serviceRate: try question.field("service_rate").positive(), servers: try servers(question))
    return [
      "load": .number(queue.load), "p_wait": .number(queue.chanceOfWaiting), "erlang_b": .number(queue.erlangB),
      "mean_wait": .number(queue.meanWait), "mean_queue": .number(queue.meanQueue),
      "mean_sojourn": .number(queue.meanTimeInSystem), "wait_p50": .number(queue.wait(at: 0.5)),
      "wait_p90": .number(queue.wait(at: 0.9)), "wait_p95": .number(queue.wait(at: 0.95)),
      "wait_p99": .number(queue.wait(at: 0.99)), "settles": .bool(queue.isStable), "exact": true,
    ]
  }

  private static func general(_ question: ModelValue, one: Bool) throws -> JSONValue {
    try question.only("id", "title", "kind", "arrival_rate", "service", "servers")
    let service = try Distribution(question.field("service"))
    let queue = GeneralService(
      arrivalRate: try question.field("arrival_rate").positive(), meanService: service.mean,
      squaredVariation: service.variance / (service.mean * service.mean), servers: one ? 1 : try servers(question))
    return [
      "load": .number(queue.load), "mean_wait": .number(queue.meanWait), "mean_queue": .number(queue.meanQueue),
      "settles": .bool(queue.load < 1), "exact": .bool(queue.isExact),
    ]
  }

  private static func impatient(_ question: ModelValue) throws -> JSONValue {
    try question.only("id", "title", "kind", "arrival_rate", "service_rate", "servers", "patience_rate")
    let queue = ImpatientQueue(
      arrivalRate: try question.field("arrival_rate").positive(),
      serviceRate: try question.field("service_rate").positive(), servers: try servers(question),
      leavingRate: try question.field("patience_rate").positive())
    let settled = queue.settled
    return [
      "p_wait_or_more": .number(settled.chanceOfWaiting), "mean_queue": .number(settled.meanQueue),
      "mean_in_system": .number(settled.meanInSystem), "p_abandon": .number(settled.chanceOfLeaving),
      "mean_wait_all": .number(settled.meanWait), "throughput": .number(settled.throughput),
      "utilisation": .number(settled.busyShare), "fluid_queue": .number(queue.fluidQueue), "exact": true,
    ]
  }

  private static func priority(_ question: ModelValue) throws -> JSONValue {
    try question.only("id", "title", "kind", "arrival_rates", "service_rate", "servers")
    let queue = PriorityClasses(
      arrivalRates: try question.field("arrival_rates").list(atLeast: 1).map { try $0.positive() },
      serviceRate: try question.field("service_rate").positive(), servers: try servers(question))
    return ["mean_wait_by_class": .numbers(queue.meanWaits), "exact": true]
  }
}

extension QueueModel {
  /// The NHS's formulas, one at a time or all together for a list as it stands.
  private static func waitingList(_ question: ModelValue, _ kind: String) throws -> JSONValue {
    func number(_ name: String) throws -> Double { try question.field(name).atLeast(0) }
    func positive(_ name: String) throws -> Double { try question.field(name).positive() }
    func only(_ names: String...) throws {
      for (name, value) in try question.entries() where !(["id", "title", "kind"] + names).contains(name) {
        throw value.wrong("is not known here; known are \(names.joined(separator: ", "))")
      }
    }
    switch kind {
    case "little":
      try only("rate", "stay")
      return ["value": .number(WaitingLists.present(rate: try number("rate"), stay: try number("stay")))]
    case "load":
      try only("demand", "capacity")
      return ["value": .number(WaitingLists.load(demand: try number("demand"), capacity: try positive("capacity")))]
    case "target_list":
      try only("demand", "target_wait", "factor")
      return [
        "value": .number(
          WaitingLists.targetList(
            demand: try number("demand"), targetWait: try positive("target_wait"), factor: try positive("factor")))
      ]
    case "relief_capacity":
      try only("demand", "list", "target_list", "weeks")
      return [
        "value": .number(
          WaitingLists.reliefCapacity(
            demand: try number("demand"), list: try number("list"), targetList: try number("target_list"),
            weeks: try positive("weeks")))
      ]
    case "target_capacity":
      try only("demand", "target_wait", "factor", "demand_variation", "capacity_variation")
      return [
        "value": .number(
          WaitingLists.targetCapacity(
            demand: try number("demand"), targetWait: try positive("target_wait"), factor: try positive("factor"),
            demandVariation: try number("demand_variation"), capacityVariation: try number("capacity_variation")))
      ]
    case "pressure":
      try only("mean_wait", "target_wait")
      return [
        "value": .number(
          WaitingLists.pressure(meanWait: try number("mean_wait"), targetWait: try positive("target_wait")))
      ]
    default:
      try only("demand", "capacity", "list", "target_wait", "factor", "weeks")
      return whole(
        demand: try number("demand"), capacity: try positive("capacity"), list: try number("list"),
        targetWait: try positive("target_wait"), factor: try question.optional("factor")?.positive() ?? 4,
        weeks: try positive("weeks"))
    }
  }

  private static func whole(
    demand: Double, capacity: Double, list: Double, targetWait: Double, factor: Double, weeks: Double
  ) -> JSONValue {
    let target = WaitingLists.targetList(demand: demand, targetWait: targetWait, factor: factor)
    return [
      "load": .number(WaitingLists.load(demand: demand, capacity: capacity)),
      "target_list": .number(target),
      "relief_capacity": .number(
        list > target
          ? WaitingLists.reliefCapacity(demand: demand, list: list, targetList: target, weeks: weeks) : demand),
      "wait_of_somebody_joining_today": .number(WaitingLists.waitOfLast(list: list, capacity: capacity)),
      "list_after_weeks": .number(max(0, list + (demand - capacity) * weeks)),
    ]
  }
}
