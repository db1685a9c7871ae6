import Testing

@testable import PlanningEngine

@Suite struct PathwayTests {
  /// Triage does 730 a year and half of 365 go on; the panel does 91: it is the bottleneck, and from 2 to 4 posts are needed.
  @Test func everyStageHasItsFormulasAndTheWholeItsBottleneck() throws {
    let text = #"""
      {"years":2,"arrivals":{"per_year":365},"groups":[{"name":"all","priority":0,"share":1}],
       "stages":[{"name":"triage","places":2,"service":{"distribution":"exponential","mean":1},"goes_on":0.5},
                 {"name":"panel","places":2,"service":{"distribution":"exponential","mean":8}}],
       "list":[{"stage":"panel","group":"all","people":50,"waited":{"distribution":"fixed","value":70}}],
       "outputs":{"n":{"waiting":"panel","at":0}}}
      """#
    let pathway = try PathwayModel(model(text))
    let theory = PathwayTheory(pathway, targetWeeks: 20).answer
    let (triage, panel, whole) = (theory["stages"][0], theory["stages"][1], theory["whole"])
    #expect(isClose(triage["load"].double, 0.5) && isClose(triage["come_per_year"].double, 365))
    // M/M/2 at half load: the chance of waiting is 1/3, the wait that over the slack of 2 − 1 a day.
    #expect(isClose(triage["settled_wait"].double, 1.0 / 3 / (365.0 / 52)))
    #expect(isClose(triage["general_wait"].double, triage["settled_wait"].double))
    #expect(isClose(triage["being_seen"].double, 1) && triage["list"].double == 0 && triage["pressure"] == .null)
    #expect(isClose(panel["load"].double, 2) && isClose(panel["come_per_year"].double, 182.5))
    #expect(isClose(panel["target_list"].double, 182.5 / 52 * 20 / 4) && isClose(panel["pressure"].double, 1))
    let relief = 182.5 / 52 + (50 - 182.5 / 52 * 5) / 52
    #expect(isClose(panel["relief_capacity"].double, relief))
    #expect(isClose(panel["list_after_a_year"].double, 50 + 91.25) && panel["with_leaving"] == .null)
    #expect(whole["bottleneck"] == "panel" && isClose(whole["load"].double, 2) && isClose(whole["places"].double, 2))
    #expect(isClose(whole["places_for_all"].double, 4) && abs(whole["finish_per_year"].double - 91) < 2)
    // 50 wait, and each year 91.25 more than can be done.
    let waiting = whole["waiting"].doubles
    #expect(waiting.count == 3 && abs(waiting[0] - 50) < 1e-6 && abs(waiting[2] - 232.5) < 2)
    // Nobody waits for triage; at the panel those 50 are before whoever joins now: 200 days.
    #expect(panel["joining_now"].double > 195 && panel["joining_now"].double < 206)
    #expect(abs(whole["way"].double - (triage["joining_now"].double + panel["joining_now"].double + 9)) < 1e-6)
    #expect(PathwayTheory(pathway, targetWeeks: nil).answer["stages"][1]["target_list"] == .null)
  }

  /// Where people leave, the queue that settles is Erlang-A's.
  @Test func aStageThatPeopleLeaveHasItsOwnFormula() throws {
    let text = #"""
      {"year_length":52,"years":1,"arrivals":{"per_year":104},
       "groups":[{"name":"all","priority":0,"share":1,
                  "leaving":[{"cause":"moves","after":{"distribution":"exponential","mean":10}}]}],
       "stages":[{"name":"visit","places":1,"service":{"distribution":"exponential","mean":1},"leaving":true}],
       "outputs":{"n":{"waiting":"visit","at":0}}}
      """#
    let theory = PathwayTheory(try PathwayModel(model(text)), targetWeeks: 18).answer["stages"][0]
    let queue = ImpatientQueue(arrivalRate: 2, serviceRate: 1, servers: 1, leavingRate: 0.1).settled
    #expect(isClose(theory["with_leaving"]["share_leaving"].double, queue.chanceOfLeaving))
    #expect(
      isClose(theory["with_leaving"]["mean_wait"].double, queue.meanWait)
        && theory["settled_wait"] == .number(.infinity))
  }

  func pathway(_ change: (path: String, value: JSONValue)...) throws -> PathwayModel {
    var json = try example("nd-tenth").json
    for (path, value) in change { json = try json.setting(path, to: value) }
    return try PathwayModel(ModelValue(json))
  }

  @Test func theShippedCasesAreRead() throws {
    for name in ["nd-tenth", "nd-full", "nd-full-calendar"] {
      let model = try PathwayModel(example(name))
      #expect(model.outputs.count == 26 && model.groups.count == 4 && model.stages.count == 3)
    }
    let calendar = try PathwayModel(example("nd-full-calendar")).stages[1].timetable
    #expect(calendar.steps.prefix(3).map(\.places) == [20, 22, 18])
    #expect(isClose(calendar.steps[1].from, 365.0 / 12))
  }

  @Test func theSameAnswerWhateverTheThreads() async throws {
    let simulation = Simulation(try PathwayModel(example("nd-support")), seed: 5, replications: 6)
    let one = try await simulation.run(threads: 1)
    let four = try await simulation.run(threads: 4)
    #expect(one.answer == four.answer)
    #expect(one.figures[0] != one.figures[1])
    let other = try await Simulation(simulation.model, seed: 6, replications: 6).run(threads: 2)
    #expect(other.figures[0] != one.figures[0])
  }

  @Test func aStoppedRunGoesOnWhereItWas() async throws {
    let simulation = Simulation(try pathway(), seed: 1, replications: 5)
    let whole = try await simulation.run(threads: 2)
    var kept: [Int: [Double]] = [:]
    await #expect(throws: CancellationError.self) {
      _ = try await simulation.run(threads: 1) { number, figures in
        kept[number] = figures
        if kept.count == 2 { throw CancellationError() }
      }
    }
    #expect(kept.count == 2)
    var again = 0
    let rest = try await simulation.run(threads: 2, done: kept) { _, _ in again += 1 }
    #expect(again == 3 && rest.answer == whole.answer)
  }

  @Test func acancelledTaskStops() async throws {
    let simulation = Simulation(try pathway(), seed: 1, replications: 100_000)
    let task = Task { try await simulation.run(threads: 1) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  /// M/M/1 with load 0.8 for a hundred years: the simulated mean wait against the formula.
  @Test func aSettledQueueMeetsTheFormula() async throws {
    let queue = try PathwayModel(
      model(
        #"{"years":50,"year_length":100,"arrivals":{"per_year":80},"groups":[{"name":"all","priority":0,"share":1}],"stages":[{"name":"visit","places":1,"service":{"distribution":"exponential","mean":1}}],"outputs":{"wait":{"wait":"visit","from":500,"give":"mean"},"p90":{"wait":"visit","from":500,"give":"p90"}}}"#
      ))
    let result = try await Simulation(queue, seed: 2, replications: 60).run(threads: 2)
    let wait = try #require(result.summary("wait"))
    #expect(abs(wait.mean - 4) < 4 * wait.sd / Double(wait.count).squareRoot())
    let exact = ManyServers(arrivalRate: 0.8, serviceRate: 1, servers: 1).wait(at: 0.9)
    let p90 = try #require(result.summary("p90"))
    #expect(abs(p90.mean - exact) < 0.1 * exact)
  }

  /// Everybody who came is somewhere: seen, gone, or waiting.
  @Test func nobodyIsLostFromTheList() async throws {
    let model = try pathway(
      ("groups.standard.leaving[1].after.from", 30),
      ("outputs.done", ["count": "starts", "stage": "triage"]),
      ("outputs.first_queue", ["waiting": "triage", "at": 1825]),
      ("outputs.urgent", ["count": "left", "stage": "assessment", "group": "urgent"]),
      ("outputs.moved", ["count": "left", "stage": "assessment", "cause": "moves or gives up"]),
      ("outputs.aged", ["count": "left", "stage": "assessment", "cause": "turns 18"]))
    let simulation = Simulation(model, seed: 3, replications: 3)
    let result = try await simulation.run(threads: 1)
    for figures in result.figures {
      let value = Dictionary(uniqueKeysWithValues: zip(result.names, figures))
      #expect(value["arrivals"]! == value["done"]! + value["first_queue"]!)
      #expect(value["moved"]! + value["aged"]! == value["reneged"]!)
      #expect(value["aged"]! > 0 && value["urgent"]! <= value["reneged"]!)
    }
  }

  /// With common random numbers more places can only bring more people through, replication by replication.
  @Test func optionsMeetTheSamePeople() async throws {
    let base = try pathway()
    let more = try pathway(("stages.assessment.places", 3))
    for number in 0..<4 {
      let (a, b) = (
        Simulation(base, seed: 9, replications: 1).replication(number),
        Simulation(more, seed: 9, replications: 1).replication(number)
      )
      let names = base.outputs.map(\.name)
      let (arrivals, starts) = (names.firstIndex(of: "arrivals")!, names.firstIndex(of: "assess_starts")!)
      #expect(a[arrivals] == b[arrivals])
      #expect(b[starts] > a[starts])
    }
  }

  /// The wait of those being seen hides the wait of those who join, while a list grows.
  @Test func theWaitOfSomebodyJoiningIsFollowedToItsEnd() async throws {
    let model = try pathway(
      ("outputs.seen", ["wait": "assessment", "group": "standard", "from": 300, "to": 365, "give": "mean"]),
      ("outputs.joining", ["joining": "assessment", "group": "standard", "at": 365]),
      ("outputs.urgent", ["joining": "assessment", "group": "urgent", "at": 365]))
    let result = try await Simulation(model, seed: 4, replications: 8).run(threads: 2)
    let (seen, joining) = (result.summary("seen")!.mean, result.summary("joining")!.mean)
    #expect(joining > 1.5 * seen)
    #expect(result.summary("urgent")!.mean < 5)
    var fluid = Fluid(model)
    let expected = try #require(fluid.answer()["joining"] ?? nil)
    #expect(abs(expected / joining - 1) < 0.15)
  }

  /// The list to begin with, a closed period, priority that rises, support, and places for the longest waits.
  @Test func whatChangesWhileWaiting() async throws {
    let model = try PathwayModel(example("nd-support"))
    let result = try await Simulation(model, seed: 1, replications: 4).run(threads: 2)
    #expect(abs(result.summary("list_now")!.mean - 3400) <= 25)
    #expect(result.summary("had_support")!.mean > 3000)
    #expect(result.summary("helped_while_waiting")!.mean > 300)
    #expect(result.summary("joining_year1_standard")!.mean < result.summary("wait_year1_standard")!.mean)
    let steps = model.stages[1].timetable.steps
    #expect(steps.contains { $0.places == 0 && abs($0.from - 357) < 1e-6 })
    #expect(steps.last { $0.from <= 400 }!.places == 28)
  }

  @Test func placesForTheLongestWaitHelpTheLast() async throws {
    let plain = try pathway()
    let aimed = try pathway(("stages.assessment.share_for_longest", 0.5))
    let rising = try pathway(("groups.standard.rises", [["after": 180, "priority": 0]]))
    let wait = { (model: PathwayModel) async throws -> Double in
      try await Simulation(model, seed: 1, replications: 4).run(threads: 2).summary("wait_year5_highneed_mean")!.mean
    }
    let (a, b, c) = (try await wait(plain), try await wait(aimed), try await wait(rising))
    // Who is not last in the row waits longer where the longest waits are aimed at.
    #expect(b > a && c > 10 * a)
  }

  @Test func theFluidAnswerIsWithinOnePerCentOfTheSimulation() async throws {
    var json = try example("nd-full").json
    json = try json.setting("years", to: 3)
    guard case .object(var fields) = json, case .object(let all) = fields["outputs"] else { return }
    let wanted = ["assess_starts", "queue_end_year2", "queue_end_year3"]
    fields["outputs"] = .object(all.filter { wanted.contains($0.key) })
    let model = try PathwayModel(ModelValue(.object(fields)))
    #expect(PathwayAnswer.load(ofStage: 1, in: model) > 1.2)
    let result = try await Simulation(model, seed: 1, replications: 12).run(threads: 2)
    var fluid = Fluid(model)
    for (name, value) in fluid.answer() {
      let simulated = result.summary(name)!
      let noise = 3 * simulated.sd / Double(simulated.count).squareRoot() / simulated.mean
      #expect(abs(value! / simulated.mean - 1) < 0.01 + noise, "\(name)")
    }
  }

  @Test func complaintsNameTheField() throws {
    func of(_ path: String, _ value: JSONValue) throws -> String? {
      let json = try example("nd-tenth").json.setting(path, to: value)
      return complaint { _ = try PathwayModel(ModelValue(json)) }
    }
    #expect(try of("stages.assessment.service.mean", 0) == "stages[1].service.mean: must be more than 0")
    #expect(try of("stages.assessment.places", 1.5) == "stages[1].places: must be a whole number from 0 to 100000")
    #expect(try of("groups.urgent.share", 0.5)?.hasPrefix("groups: the shares must add up to 1") == true)
    #expect(try of("groups.urgent.name", "standard") == "groups[3].name: “standard” is there twice")
    #expect(
      try of("outputs.arrivals", ["count": "people"])?.hasPrefix("outputs.arrivals.count: must be one of") == true)
    #expect(
      try of("outputs.reneged", ["count": "left", "stage": "panel"])
        == "outputs.reneged.stage: names no stage; there are triage, assessment, feedback")
    #expect(try of("arrivals.by_month", [1, 2]) == "arrivals.by_month: must hold 12 factors, one a month, not 2")
    #expect(try of("stages.triage.plases", 3)?.hasPrefix("stages[0].plases: is not known here") == true)
    #expect(try of("years", .null) == "years: is missing")
  }

  @Test func theHeapGivesTheEarliestFirst() {
    var (heap, random) = (EventHeap(), TestRandom(1))
    func event(_ time: Double) -> PathwayEvent { PathwayEvent(time: time, key: 0, kind: .arrival, stage: 0, group: 0) }
    for _ in 0..<500 { heap.insert(event(random.exponential(10))) }
    for _ in 0..<200 { heap.replaceFirst(with: event(heap.first!.time + random.exponential(5))) }
    var last = -1.0
    for _ in 0..<500 {
      let first = heap.first!.time
      #expect(first >= last)
      last = first
      heap.removeFirst()
    }
    #expect(heap.first == nil)
  }
}
