import Kernel
import Store
import Synchronization
import TestKit
import Testing
import Web

@testable import Planning

/// Simulations in the background: broken off, gone on with, stopped; and the pages meanwhile.
@Suite struct RunTests {
  /// A run that is broken off after some batches and goes on elsewhere gives the very same answer.
  @Test(arguments: Engine.available) func aRunThatIsBrokenOffGivesTheSameAnswer(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let whole = await world.keep("list", typedList).path
      try await run(world, node: "one")
      let wanted = try await world.scenario(whole)
      #expect(wanted.state == .answered && wanted.done == 12)
      let broken = await world.keep("list", typedList).path
      let clock = Beats(breakingOffAfter: 5)
      let first = Task {
        try await runScenarios(in: world.database, node: "two", now: clock.next, batch: .zero)
      }
      clock.whenDue { first.cancel() }
      _ = await first.result
      let between = try await world.scenario(broken)
      #expect(between.state == .waiting && between.done > 0 && between.done < 12, "\(between.done)")
      try await run(world, node: "three")
      let ended = try await world.scenario(broken)
      #expect(ended.state == .answered && ended.answer == wanted.answer)
      // What was simulated stays, for comparisons: the same of both.
      let (one, two) = try await world.database.read { tx in
        (try tx.stories(of: wanted)?.figures, try tx.stories(of: ended)?.figures)
      }
      let name = "waiting_end_of_year_1"
      #expect(one?[name]?.count == 12 && one?[name] == two?[name])
      let page = await world.site.get(broken, as: "planner").text
      #expect(page.contains("12 stories") && page.contains("Simulated, followed to the end of the wait."))
    }
  }

  /// A node that was killed says nothing: its run is taken on when its time is over, with what it kept.
  @Test(arguments: Engine.available) func aRunOfAKilledNodeIsTakenOn(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let path = await world.keep("list", typedList).path
      let now = TestSite.now
      let held = try await world.database.write { tx in
        try tx.takeRun(node: "killed", until: now.adding(seconds: 20), at: now)
      }
      let run = try #require(held)
      try await world.database.write { tx in
        _ = try tx.keepRun(
          run, [Replicated(pathway: 0, number: 3, figures: [1.0 / 3, .nan, 7])], done: 1, node: "killed",
          until: now.adding(seconds: 20))
      }
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("1 of 12 stories are told (8%)") && page.contains("Stop the simulation"))
      let early = try await world.database.write { tx in
        try tx.takeRun(node: "other", until: now.adding(seconds: 39), at: now.adding(seconds: 19))
      }
      #expect(early == nil)
      let late = try await world.database.write { tx in
        try tx.takeRun(node: "other", until: now.adding(seconds: 41), at: now.adding(seconds: 21))
      }
      let figures = try #require(late?.done[0]?[3])
      #expect(figures[0] == 1.0 / 3 && figures[1].isNaN && figures[2] == 7)
      let isKept = try await world.database.write { tx in
        try tx.keepRun(run, [], done: 2, node: "killed", until: now.adding(seconds: 60))
      }
      #expect(!isKept, "the one that was gone does not hold it any more")
    }
  }

  @Test(arguments: Engine.available) func aRunCanBeStoppedAndGoesOn(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let path = await world.keep("list", typedList).path
      #expect(await world.site.post("\(path)/stopping", as: "planner").status == 303)
      try await run(world, node: "one")
      let kept1 = try await world.scenario(path)
      #expect(kept1.state == .stopped)
      #expect(await world.site.get(path, as: "planner").text.contains("Let it go on"))
      #expect(await world.site.post("\(path)/stopping", as: "planner").status == 409)
      #expect(await world.site.post("\(path)/continuation", as: "planner").status == 303)
      try await run(world, node: "one")
      let kept2 = try await world.scenario(path)
      #expect(kept2.state == .answered)
    }
  }

  /// Two plans with one seed are compared story by story: what both owe to luck falls out of the error.
  @Test(arguments: Engine.available) func differencesHaveTheirError(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let more = typedList.merging(["name": "More posts", "posts": "6"]) { $1 }
      let lists = [typedList, more, more.merging(["name": "Other luck", "seed": "2"]) { $1 }]
      var ids: [String] = []
      for list in lists { ids.append(String(await world.keep("list", list).path.split(separator: "/").last!)) }
      let address = "/planning/comparison?a=\(ids[0])&b="
      let before = await world.site.get("\(address)\(ids[1])", as: "planner").text
      #expect(!before.contains(" ± ") && before.contains("by formula, "))
      try await run(world, node: "one")
      let page = await world.site.get("\(address)\(ids[1])", as: "planner").text
      #expect(
        page.contains(" ± ") && page.contains("after ± how far that may be off") && page.contains("story by story"))
      func stories(_ index: Int) async throws -> Stories {
        let scenario = try await world.scenario("/\(ids[index])")
        return try #require(await world.database.read { tx in try tx.stories(of: scenario) })
      }
      let (few, many, other) = (try await stories(0), try await stories(1), try await stories(2))
      let name = "waiting_end_of_year_1"
      let paired = try #require(many.difference(from: few, of: name, isPaired: true))
      let (mine, theirs) = (try #require(many.figures[name]), try #require(few.figures[name]))
      let differences = (0..<12).compactMap { number in mine[number].flatMap { one in theirs[number].map { one - $0 } }
      }
      let mean = differences.reduce(0, +) / 12
      let spread = (differences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 11 / 12).squareRoot()
      let error = try #require(paired.error)
      #expect(differences.count == 12 && abs(paired.mean - mean) < 1e-9 && abs(error - 1.96 * spread) < 1e-9)
      #expect(page.contains(paired.words), "\(paired.words)")
      let apart = try #require(other.difference(from: few, of: name, isPaired: false)?.error)
      #expect(error < apart, "the same luck leaves less doubt")
      let unlike = await world.site.get("\(address)\(ids[2])", as: "planner").text
      #expect(unlike.contains(" ± ") && unlike.contains("different random numbers"))
    }
  }

  @Test(arguments: Engine.available) func anAppraisalIsSimulatedForEachOption(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let list = await world.keep("list", typedList).path.split(separator: "/").last!
      let path = await world.keep(
        "appraisal",
        [
          "name": "Options", "base": "\(list)", "replications": "4", "costs": "Nothing; 0\nTwo posts; 90000",
          "funds": "Contract; 70000",
          "criteria": "Waiting; 70; less; waiting_end_of_year_1\nCost; 30; less; cost",
          "changes": "Two posts; stages.service.places; 7",
        ]
      ).path
      let before = try await world.scenario(path)
      #expect(before.total == 8 && before.state == .waiting)
      try await run(world, node: "one")
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("“Two posts” leads") && page.contains("comes first in 4 of 4 simulations"))
      #expect(page.contains("Against “Nothing”") && page.contains("Differences from Nothing") && page.contains(" ± "))
      #expect(page.contains("points ahead"))
      #expect(
        page.contains("The list that the options change") && page.contains("simulated, the mean of all replications"))
      #expect(page.contains("Year 1: £20,000") && page.contains("List: People who wait now"))
      #expect(page.contains("What was tried") && page.contains("How long one takes in “service”"))
      // The list is changed: the appraisal says so, and is answered again from the list as it is.
      let changed = listForm.usual.merging(typedList) { $1 }.merging(["posts": "6", "version": "1"]) { $1 }
      #expect(await world.site.post("/planning/scenarios/\(list)", changed, as: "planner").status == 303)
      let stale = await world.site.get(path, as: "planner").text
      #expect(
        stale.contains("What this builds on has changed") && stale.contains("List, version 1, now List, version 2"))
      #expect(await world.site.get("/planning", as: "planner").text.contains("Records have moved"))
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      #expect(await !world.site.get(path, as: "planner").text.contains("has changed"))
    }
  }

  @Test func theAnswerIsTheSameOnAnyNumberOfThreads() async throws {
    try await withPlanningWorld(.sqlite) { world in
      var answers: [String?] = []
      for threads in [1, 3] {
        let path = await world.keep("list", typedList).path
        try await runScenarios(
          in: world.database, node: "one", now: { TestSite.now }, threads: threads, batch: .milliseconds(5))
        let scenario = try await world.scenario(path)
        #expect(scenario.state == .answered && scenario.done == 12)
        answers.append(scenario.answer)
      }
      #expect(answers[0] != nil && answers[0] == answers[1])
    }
  }

  /// Only where its reader asks for it, for ten minutes at most, and never when there is nothing to wait for.
  @Test func aPageComesAnewWhereItsReaderAsks() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("list", typedList).path
      let usual = await world.site.get(path, as: "planner")
      #expect(usual[header: "Refresh"] == nil && usual.text.contains("Keep this page up to date"))
      let followed = await world.site.get("\(path)?follow=120", as: "planner")
      #expect(followed[header: "Refresh"] == "5; url=\(path)?follow=119")
      #expect(followed.text.contains("reloads by itself every five seconds") && followed.text.contains("Stop that"))
      let over = await world.site.get("\(path)?follow=0", as: "planner")
      #expect(over[header: "Refresh"] == nil && over.text.contains("after ten minutes"))
      try await run(world, node: "one")
      #expect(await world.site.get("\(path)?follow=12", as: "planner")[header: "Refresh"] == nil)
    }
  }

  /// Pages are quick while a simulation burns a processor.
  @Test func pagesAnswerWhileASimulationRuns() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("list", typedList.merging(["replications": "400", "per_year": "4000"]) { $1 }).path
      let background = Task {
        try await runScenarios(in: world.database, node: "one", now: { TestSite.now }, threads: 2)
      }
      while try await world.scenario(path).done == 0 { try await Task.sleep(for: .milliseconds(20)) }
      let clock = ContinuousClock()
      var slowest = Duration.zero
      for _ in 0..<20 {
        let took = await clock.measure { #expect(await world.site.get(path, as: "planner").status == 200) }
        slowest = max(slowest, took)
      }
      let state = try await world.scenario(path).state
      background.cancel()
      _ = await background.result
      #expect(state == .running, "it was still running when the last page came")
      #expect(slowest < .seconds(2), "\(slowest)")
    }
  }
}

private func run(_ world: PlanningWorld, node: String) async throws {
  try await runScenarios(in: world.database, node: node, now: { TestSite.now }, batch: .milliseconds(50))
}

/// A clock that is asked at each step of a run, and calls back at the step at which the run is to be broken off.
private final class Beats: Sendable {
  private struct State {
    var left: Int
    var due: (@Sendable () -> Void)?
    var isOver = false
  }
  private let state: Mutex<State>
  init(breakingOffAfter count: Int) { state = Mutex(State(left: count)) }

  @Sendable func next() -> Instant {
    let call = state.withLock { state -> (@Sendable () -> Void)? in
      state.left -= 1
      if state.left <= 0 { state.isOver = true }
      return state.isOver ? state.due : nil
    }
    call?()
    return TestSite.now
  }
  func whenDue(_ call: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.due = call
      return state.isOver
    }
    if isLate { call() }
  }
}
