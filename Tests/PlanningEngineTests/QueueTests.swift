import Testing

@testable import PlanningEngine

@Suite struct QueueTests {
  @Test func manyServers() {
    let one = ManyServers(arrivalRate: 0.8, serviceRate: 1, servers: 1)
    #expect(isClose(one.meanWait, 4) && isClose(one.meanQueue, 3.2) && isClose(one.chanceOfWaiting, 0.8))
    #expect(isClose(one.wait(at: 0.5), 2.350018146228679) && isClose(one.wait(at: 0.99), 21.910133173369406))
    #expect(one.wait(at: 0.1) == 0)
    let many = ManyServers(arrivalRate: 49, serviceRate: 1, servers: 50)
    #expect(isClose(many.erlangB, 0.09392195541048179) && isClose(many.meanWait, 0.8382631901438916))
    #expect(ManyServers(arrivalRate: 2, serviceRate: 1, servers: 2).meanWait == .infinity)
  }

  @Test func anyServiceTime() {
    let steady = GeneralService(arrivalRate: 0.8, meanService: 1, squaredVariation: 0, servers: 1)
    #expect(isClose(steady.meanWait, 2) && steady.isExact)
    let wild = GeneralService(arrivalRate: 0.7, meanService: 1, squaredVariation: 4, servers: 1)
    #expect(isClose(wild.meanWait, 5.833333333333332))
    let five = GeneralService(arrivalRate: 4.5, meanService: 1, squaredVariation: 0.25, servers: 5)
    #expect(isClose(five.meanWait, 0.9531165259161695) && !five.isExact)
  }

  @Test func thosewhoLeave() {
    let critical = ImpatientQueue(arrivalRate: 20, serviceRate: 1, servers: 20, leavingRate: 0.5).settled
    #expect(isClose(critical.chanceOfWaiting, 0.60992954528815) && isClose(critical.meanQueue, 2.9474957724745177))
    #expect(isClose(critical.chanceOfLeaving, 0.07368739431186294) && isClose(critical.busyShare, 0.926312605688137))
    let long = ImpatientQueue(arrivalRate: 8500, serviceRate: 300, servers: 20, leavingRate: 0.25)
    #expect(isClose(long.settled.meanQueue, 10_000) && long.fluidQueue == 10_000)
  }

  @Test func classesByPriority() {
    let waits = PriorityClasses(arrivalRates: [0.5, 1, 1.5, 1.5], serviceRate: 1, servers: 5).meanWaits
    let expected = [0.16944293794065235, 0.24206133991521764, 0.5446380148092399, 3.812466103664684]
    #expect(zip(waits, expected).allSatisfy { isClose($0, $1) })
  }

  @Test func waitingListsToTheLastDigit() {
    #expect(WaitingLists.targetList(demand: 30, targetWait: 52, factor: 4) == 390)
    #expect(WaitingLists.targetList(demand: 30, targetWait: 50, factor: 6) == 250)
    #expect(
      WaitingLists.reliefCapacity(demand: 30, list: 1200, targetList: 390, weeks: 26) == 61.15384615384615)
    #expect(WaitingLists.reliefCapacity(demand: 33, list: 800, targetList: 200, weeks: 30) == 53)
    #expect(
      WaitingLists.targetCapacity(
        demand: 30, targetWait: 52, factor: 3, demandVariation: 1.1, capacityVariation: 1.2) == 30.076442307692307)
    #expect(WaitingLists.load(demand: 30, capacity: 27) == 30.0 / 27)
    #expect(WaitingLists.pressure(meanWait: 63, targetWait: 52) == 2.423076923076923)
    #expect(WaitingLists.present(rate: 8500, stay: 2) == 17_000)
  }

  @Test func theShippedQuestionsAreAnswered() throws {
    let queues = try example("queues_analytic").answers { try QueueModel($0).answer }["answers"]
    #expect(queues[4]["exact"] == true && queues[7]["exact"] == false)
    let lists = try example("nhs_waitinglist").answers { try QueueModel($0).answer }["answers"]
    #expect(lists[7]["target_list"].double == 2125 && isClose(lists[7]["relief_capacity"].double, 258.41346153846155))
  }

  @Test func complaintsNameTheField() throws {
    let bad = try model(#"{"questions":[{"kind":"M/M/c","arrival_rate":1,"service_rate":0,"servers":2}]}"#)
    #expect(
      complaint { _ = try bad.answers { try QueueModel($0).answer } }
        == "questions[0].service_rate: must be more than 0")
    let unknown = try model(#"{"kind":"load","demand":1,"capacity":2,"colour":3}"#)
    #expect(complaint { _ = try QueueModel(unknown) }?.hasPrefix("colour: is not known here") == true)
  }
}
