import Kernel
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// From what was seen to months of development, with and without correction for prematurity.
@Suite struct DevelopmentTests {
  private let born = Day(2024, 11, 18)!
  private func item(_ code: String, _ from: Int, _ to: Int, _ area: DevelopmentArea = .language) -> ChecklistItem {
    ChecklistItem(
      id: ID(high: 0, low: UInt64(code.utf8.reduce(0) { $0 * 31 + Int($1) })), checklist: "t", area: area, code: code,
      from: from, to: to, words: code)
  }
  private var ladder: [ChecklistItem] { [item("a", 0, 6), item("b", 6, 12), item("c", 12, 18), item("d", 18, 24)] }

  @Test func somebodyWhoCanDoHalfTheLadderIsHalfWayUp() {
    #expect(developmentalAge(ladder, credit: 2) == 12)
    #expect(developmentalAge(ladder, credit: 2.5) == 15)
    #expect(developmentalAge(ladder, credit: 0) == 0 && developmentalAge(ladder, credit: 4) == 24)
  }

  @Test func withHelpCountsForHalf() {
    let states: [ID<ChecklistItem>: ItemState] = [
      ladder[0].id: .achieved, ladder[1].id: .achieved, ladder[2].id: .withHelp, ladder[3].id: .notYet,
    ]
    let level = level(.language, of: ladder + [item("m", 0, 60, .motor)], states)
    #expect(level.achieved == 2 && level.withHelp == 1 && level.total == 4 && level.months == 15)
  }

  @Test func aStepOfTheJournalIsEnteredWhenNearlyAllOfItIsAchieved() {
    let items = [1, 1, 1, 1, 1, 2, 2, 3].enumerated().map { number, step in
      ChecklistItem(
        id: ID(high: 0, low: UInt64(number + 1)), checklist: "t", area: .thinking, code: "T\(number)", from: step,
        to: step + 1, words: "", step: step)
    }
    func entered(_ achieved: [Int]) -> Int? {
      stepEntered(items, Dictionary(uniqueKeysWithValues: achieved.map { (items[$0].id, .achieved) }))
    }
    #expect(entered([]) == 0 && entered([0, 1, 2]) == 0, "three of five are not nearly all")
    #expect(entered([0, 1, 2, 3]) == 1 && entered([0, 1, 2, 3, 5]) == 1 && entered([0, 1, 2, 3, 5, 6]) == 2)
    #expect(stepEntered([item("m", 0, 60, .motor)], [:]) == nil, "a list without steps")
    #expect(level(.thinking, of: items, [:]).step == nil, "nobody has looked")
    #expect(level(.thinking, of: items, [items[7].id: .achieved]).step == 3)
  }

  @Test func theInventedJournalHasFourteenStepsInEachOfItsFourAreas() throws {
    var reader = try CSVReader(file: "Examples/checklists/invented-steps.csv")
    try reader.readHeading(required: ["area", "code", "from_months", "to_months", "step", "words"])
    var steps: [String: [Int]] = [:]
    while let row = try reader.next() { steps[row.text("area"), default: []].append(Int(row.text("step")) ?? 0) }
    #expect(Set(steps.keys) == ["personal", "communication", "physical", "thinking"])
    #expect(steps.values.allSatisfy { $0 == Array(1...journalSteps) })
  }

  @Test(arguments: Engine.available) func aStepThatIsNoneIsRefused(engine: Engine) async throws {
    try await withVisitWorld(engine) { (world) async throws in
      let heading = "area,code,from_months,to_months,step,words\n"
      for (step, isRight) in [("3", true), ("", true), ("15", false), ("0", false)] {
        let file = "\(heading)thinking,T1,3,5,\(step),Looks\n"
        let load = {
          try await world.site.site.database.write { tx in
            var reader = CSVReader(named: "steps.csv", bytes: Array(file.utf8))
            return try loadChecklist(
              Checklist(code: "j", name: "Journal", source: "tests", isSample: true), from: &reader, at: TestSite.now,
              in: tx)
          }
        }
        if isRight {
          #expect(try await load() == 1)
        } else {
          await #expect(throws: CSVError.self) { try await load() }
        }
      }
    }
  }

  @Test func whatNobodyLookedAtIsNotNothing() { #expect(level(.language, of: ladder, [:]).months == nil) }

  @Test func theNewestWordCounts() {
    let a = ladder[0].id
    let seen = [
      Observation(item: a, state: .achieved, on: born.adding(days: 90), by: "Pat"),
      Observation(item: a, state: .withHelp, on: born.adding(days: 60), by: "Pat"),
    ]
    #expect(latest(seen, by: born.adding(days: 70))[a] == .withHelp)
    #expect(latest(seen, by: born.adding(days: 100))[a] == .achieved)
    #expect(latest(seen, by: born.adding(days: 10))[a] == nil)
  }

  @Test func delayIsSaidInMonthsAndAsAShare() throws {
    let behind = try #require(delay(16, age: 24))
    #expect(behind.months == 8 && abs(behind.share - 1.0 / 3) < 1e-9)
    #expect(delay(30, age: 24)?.months == 0, "ahead is not behind")
    #expect(delay(0, age: 0.5) == nil)
  }

  @Test func prematurityIsTakenOffUntilTheSecondBirthday() throws {
    let day = born.adding(days: 365)
    let corrected = try #require(correctedAge(bornOn: born, weeks: 32, on: day))
    #expect(abs(ageInMonths(bornOn: born, on: day) - corrected - 56 / 30.4375) < 1e-9)
    #expect(correctedAge(bornOn: born, weeks: 37, on: day) == nil, "37 weeks is not early")
    #expect(correctedAge(bornOn: born, weeks: 32, on: born.adding(months: 24)) == nil)
    #expect(correctedAge(bornOn: born, weeks: 32, on: born.adding(months: 24).adding(days: -1)) != nil)
    #expect(correctedAge(bornOn: born, weeks: 32, on: born.adding(days: 7)) == 0)
  }

  @Test func everyAreaLeadsToTheEarlyYearsFramework() {
    #expect(DevelopmentArea.allCases.allSatisfy { !$0.eyfs.isEmpty })
    #expect(DevelopmentArea.language.eyfs == [.communicationLanguage])
  }

  @Test(arguments: Engine.available) func aChecklistIsLoadedAndPutRight(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      #expect(try await load(world, "language,L1,0,6,Coos\nmotor,M1,3,9,Rolls\n") == 2)
      #expect(try await load(world, "language,L1,1,5,Coos back\n") == 1)
      let items = try await world.site.site.database.read { tx in try tx.items(of: "t") }
      #expect(items.map(\.words) == ["Coos back"] && items[0].to == 5)
      for (lines, reason) in [
        ("language,L1,0,6,Coos\nlanguage,L1,0,6,Coos\n", "twice"), ("speech,L1,0,6,Coos\n", "area must be one of"),
        ("language,L1,9,6,Coos\n", "whole numbers"),
      ] {
        await #expect { try await load(world, lines) } throws: { "\($0)".contains(reason) }
      }
    }
  }

  @Test(arguments: Engine.available) func whatWasSeenIsWrittenDownAndDrawn(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = developmentPath(world.child)
      #expect(await world.site.get(path, as: "pat").text.contains("No checklist has been loaded"))
      _ = try await load(world, "language,L1,0,12,Coos\nlanguage,L2,12,24,Says one word\nmotor,M1,3,9,Rolls\n")
      let seen = ["seen_on": "2026-11-10", "item_l1": "achieved", "item_l2": "with_help"]
      #expect(
        await world.site.post("\(path)/language", seen.merging(["seen_on": "2026-12-01"]) { $1 }, as: "pat").status
          == 422)
      #expect(await world.site.post("\(path)/language", seen, as: "pat").status == 303)
      #expect(await world.site.post("\(path)/language", seen, as: "pat").status == 303)
      let count = try await world.count("SELECT count(*) FROM observation")
      #expect(count == 2, "what is as it was is not written again")
      let page = await world.site.get(path, as: "pat", json: true)
      #expect(page.text.contains("\"months\":18"))
      let drawn = await world.site.get(path, as: "pat")
      #expect(drawn.text.contains("Language is farthest behind") && drawn.text.contains("Not looked at"))
      #expect(await world.site.get("\(path)/language", as: "pat").text.contains("Achieved (1)"))
      #expect(await world.site.get("\(path)/thinking", as: "pat").status == 404)
      let family = await world.site.get("/family/\(world.child)/development", as: "dana")
      #expect(family.text.contains("With a little help") && family.text.contains("Says one word"))
    }
  }

  @Test(arguments: Engine.available) func aChildWhoWasBornEarlyIsShownBothWays(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await load(world, "language,L1,0,12,Coos\nlanguage,L2,12,24,Says one word\n")
      try await world.site.site.database.write { tx in
        try tx.run("UPDATE child SET birth_on = '2025-11-18' WHERE id = \(world.child)")
      }
      let path = developmentPath(world.child)
      #expect(await world.site.post("\(path)/pregnancy", ["weeks": "50"], as: "pat").status == 422)
      #expect(await world.site.post("\(path)/pregnancy", ["weeks": "30"], as: "pat").status == 303)
      _ = await world.site.post("\(path)/language", ["seen_on": "2026-11-10", "item_l1": "with_help"], as: "pat")
      let page = await world.site.get(path, as: "pat")
      #expect(page.text.contains("Born after 30 weeks") && page.text.contains("Behind, corrected"))
    }
  }

  private func load(_ world: VisitWorld, _ lines: String) async throws -> Int {
    let file = "area,code,from_months,to_months,words\n\(lines)"
    return try await world.site.site.database.write { tx in
      var reader = CSVReader(named: "list.csv", bytes: Array(file.utf8))
      return try loadChecklist(
        Checklist(code: "t", name: "Test", source: "tests", isSample: true), from: &reader, at: TestSite.now, in: tx)
    }
  }
}
