import Design
import Foundation
import Kernel
import PlanningEngine
import TestKit
import Testing
import Web

@testable import Planning

/// A list asked for as a pathway: typed, changed in shape without a script, loaded from a model and downloaded as one.
@Suite struct PathwayFormTests {
  @Test func lengthsOfTimeAreTypedWithTheirUnit() {
    #expect(typedDays("3 weeks") == 21 && typedDays("1 Month") == 365.0 / 12 && typedDays("2years") == 730)
    #expect(typedDays("0 days") == 0 && typedDays("1.5 weeks") == 10.5)
    #expect(typedDays("4") == nil && typedDays("soon") == nil && typedDays("3 weekends") == nil)
    #expect(typedDays("−2 weeks") == nil)
    for (days, words) in [(730.0, "2 years"), (365.0 / 4, "3 months"), (28, "4 weeks"), (30, "30 days"), (0, "0 days")]
    {
      #expect(durationWords(days) == words)
      #expect(typedDays(words) == days)
    }
  }

  /// What goes in comes out, to the last digit.
  @Test(arguments: ["nd-support", "nd-tenth", "nd-full", "nd-full-calendar"])
  func aModelIsLoadedIntoTheForm(name: String) throws {
    let model = try JSONValue(parsing: Data(contentsOf: URL(filePath: "Examples/planning/\(name).json")))
    let entry = try Entry(listForm.usual.mapValues { [$0] }).loading(model)
    var form = FormReading(entry)
    let typed = TypedPathway(&form)
    let made = try #require(typed?.model, "\(form.errors)")
    let (was, now) = (try PathwayModel(ModelValue(model)), try PathwayModel(ModelValue(made)))
    #expect(now.years == was.years && now.arrivals == was.arrivals)
    #expect(now.groups == was.groups)
    #expect(now.stages == was.stages)
    #expect(now.list == was.list && now.outputs == was.outputs)
  }

  @Test func whatTheFormHasNoWordsForIsNamed() throws {
    var model = try JSONValue(parsing: Data(contentsOf: URL(filePath: "Examples/planning/nd-tenth.json")))
    model = try model.setting("stages.assessment.service", to: ["distribution": "gamma", "shape": 2, "mean": 1])
    #expect(throws: ModelError.self) { try Entry().loading(model) }
    do { _ = try Entry().loading(model) } catch let error as ModelError { #expect(error.path == "stages[1].service") }
    #expect(throws: ModelError(path: "arrivals", message: "is missing")) { try Entry().loading(["years": 1]) }
  }

  @Test(arguments: Engine.available) func stagesAreAddedAndTakenAwayWithoutAScript(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      func press(_ act: String, _ fields: [String: String]) async -> String {
        let sent = await world.site.post(
          pathwayFormPath, fields.merging(["question": "list", "act": act]) { $1 }, as: "planner")
        #expect(sent.status == 303 && sent[header: "Location"]?.hasPrefix("/planning/new/list") == true, "\(sent.text)")
        return await world.site.get("/planning/new/list", as: "planner").text
      }
      let begun = await press("begin", typedList.merging(["urgent": "10"]) { $1 })
      #expect(begun.contains("Group 1: urgent") && begun.contains("Group 2: standard") && begun.contains("Stage 2"))
      #expect(begun.contains("moves, or gives up; 40 months") && begun.contains("value=\"90\""))
      let more = await press("add_stage", typedPathway)
      #expect(more.contains("Stage 3") && more.contains("Stage 2: assessment") && more.contains("turns 18"))
      let fewer = await press(
        "remove_stage_1", typedPathway.merging(["stages": "3", "stage_3_name": "feedback"]) { $1 })
      #expect(
        fewer.contains("Stage 1: assessment") && fewer.contains("Stage 2: feedback") && !fewer.contains("Stage 3"))
      #expect(fewer.contains("51 weeks; 365 days") && !fewer.contains("triage"))
      let alone = await press("remove_group_1", typedPathway)
      #expect(alone.contains("Group 1: standard") && !alone.contains("Group 2"))
      #expect(!alone.contains("remove_group_1"), "the last group stays")
      #expect(await press("end", typedPathway).contains("Make it a pathway of several stages"))

      let nonsense = await world.site.post(pathwayFormPath, ["question": "list", "act": "explode"], as: "planner")
      #expect(nonsense.status == 400)
      #expect(await world.site.post(pathwayFormPath, ["act": "add_stage"], as: "board").status == 403)
      let bad = await world.site.post(
        pathwayFormPath, ["question": "list", "act": "load", "model": #"{"years": 3}"#], as: "planner")
      #expect(bad.status == 422 && bad.text.contains("arrivals: is missing"))
      let loaded = await press(
        "load",
        ["model": try String(contentsOfFile: "Examples/planning/nd-support.json", encoding: .utf8), "name": "Loaded"])
      #expect(loaded.contains("Stage 3: feedback") && loaded.contains("Group 4: standard"))
      #expect(loaded.contains("standard; 3000; 450 days") && loaded.contains("value=\"Loaded\""))
    }
  }

  @Test(arguments: Engine.available) func aPathwayIsKeptAnsweredAndDownloaded(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let kept = await world.keep("list", typedPathway)
      #expect(kept.status == 303, "\(kept.text.suffix(1500))")
      let model = try await world.scenario(kept.path).modelValue
      let pathway = try PathwayModel(ModelValue(model))
      // 121 people at the first stage, split 10 to 90 to whole people, and those who were typed at the second.
      #expect(pathway.list.map(\.people) == [12, 109, 40])
      #expect(pathway.stages[0].goesOn == 0.8 && pathway.stages[1].leaves && pathway.stages[1].support?.reaches == 0.4)
      #expect(pathway.groups[1].leaving.count == 2 && pathway.groups[1].rises.map(\.after) == [365])
      #expect(
        pathway.stages[1].timetable.steps.contains { $0.from == 357 && $0.places == 0 }, "closed in the last week")
      #expect(pathway.arrivals.byYear == [1, 1.1])
      let page = await world.site.get(kept.path, as: "planner").text
      for words in [
        "How many wait for triage", "How many wait for assessment", "Where the two differ most",
        "Stage assessment: posts that see people", "Group standard: why they leave the list", "moves away; 4 years",
      ] { #expect(page.contains(words), "\(words)") }

      // By formula: each stage by itself, the whole way, and where it is narrowest.
      for words in [
        "The whole way", "The bottleneck is “assessment”", "Formulas for triage", "Formulas for assessment",
        "List that fits the wait you aim for", "Pressure: above 1 the aim is missed", "Where people leave (Erlang-A)",
        "People being seen at one time (Little)", "Joining now, will wait",
      ] { #expect(page.contains(words), "\(words)") }
      let theory = try await world.scenario(kept.path).atOnceValue["theory"]
      let stages = theory?["stages"]?.list ?? []
      #expect(stages.count == 2 && stages.allSatisfy { $0["target_list"] != nil && $0["pressure"] != nil })
      #expect(theory?["whole"]?["bottleneck"]?.text == "assessment" && (theory?["whole"]?["load"]?.number ?? 0) > 1)
      let waiting = theory?["whole"]?["waiting"]?.list.first?.number ?? 0
      #expect(abs(waiting - 161) < 0.01, "12, 109 and 40: \(waiting)")

      let file = await world.site.get("\(kept.path)/model", as: "planner")
      #expect(file.status == 200)
      #expect(try JSONValue(parsing: Data(file.body)) == model)
      #expect(await world.site.post("\(kept.path)/sharing", as: "planner").status == 303)
      #expect(await world.site.get("\(kept.path)/model", as: "board").status == 403)

      let change = await world.site.get("\(kept.path)/change", as: "planner").text
      #expect(change.contains("Stage 2: assessment") && change.contains("Group 1: urgent"))
      let scenario = String(kept.path.split(separator: "/").last!)
      let sent = await world.site.post(
        pathwayFormPath,
        typedPathway.merging(["question": "list", "scenario": scenario, "version": "1", "act": "add_stage"]) { $1 },
        as: "planner")
      #expect(sent[header: "Location"]?.hasPrefix("\(kept.path)/change") == true)
      #expect(await world.site.get("\(kept.path)/change", as: "planner").text.contains("Stage 3"))
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongNamesTheGroupOrTheStage(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let wrong: [([String: String], String, String)] = [
        (["group_2_share": "80"], "The per cents of all groups must add up to 100, not 90", "group_1_share"),
        (["group_1_order": ""], "Group 1: enter whose turn it is", "group_1_order"),
        (["group_2_leaving": "moves away; often"], "Group 2, line 1: say why, and after how long", "group_2_leaving"),
        (["group_2_rises": "1 year; 5"], "groups[1].rises[0]: must come after a longer wait", "group_2_rises"),
        (["stage_2_name": ""], "Stage 2: enter what happens here", "stage_2_name"),
        (["stage_2_name": "Triage!"], "Stage 2 has the same name as stage 1", "stage_2_name"),
        (["stage_1_posts": "2.5"], "Stage 1: posts must be a whole number, or twelve", "stage_1_posts"),
        (["stage_2_posts": "1, 2"], "Stage 2: posts must be a whole number, or twelve", "stage_2_posts"),
        (["stage_2_changes": "soon; 1"], "Stage 2, line 1: say after how long and how many more", "stage_2_changes"),
        (["stage_2_closed": "51 weeks; 400 days"], "Stage 2, line 1: say from and to when", "stage_2_closed"),
        (["stage_2_listed": "others; 3; 1 week"], "Stage 2, line 1 must begin with one of", "stage_2_listed"),
        (["stage_2_support_after": ""], "Stage 2: say after how long support begins", "stage_2_support_after"),
        (["per_year": "100000", "by_year": "900"], "at most a million people over all years", "per_year"),
        (["by_year": "1, x"], "must be numbers of 0 or more", "by_year"),
        (["figures": #"{"n": {"waiting": "nowhere", "at": 0}}"#], "names no stage", "figures"),
      ]
      for (change, said, field) in wrong {
        let sent = await world.keep("list", typedPathway.merging(change) { $1 })
        #expect(sent.status == 422, "\(said)")
        #expect(sent.text.contains(said), "\(said)")
        #expect(sent.text.contains("href=\"#\(field)\""), "\(said): not at \(field)")
      }
    }
  }
}

let typedPathway = [
  "name": "Two stages", "pathway": "yes", "groups": "2", "stages": "2", "per_year": "400", "waiting": "121",
  "weeks_waited": "20", "target": "18", "years": "1", "replications": "12", "by_year": "1, 1.1",
  "group_1_name": "urgent", "group_1_share": "10", "group_1_order": "1", "group_2_name": "standard",
  "group_2_share": "90", "group_2_order": "2", "group_2_leaving": "moves away; 4 years\nturns 18; 1 year to 14 years",
  "group_2_rises": "1 year; 1", "stage_1_name": "triage", "stage_1_posts": "2", "stage_1_per_post": "180",
  "stage_1_spread": "different", "stage_1_goes_on": "80", "stage_2_name": "assessment",
  "stage_2_posts": "5, 5, 5, 5, 5, 5, 5, 2, 5, 5, 5, 4", "stage_2_per_post": "50", "stage_2_leaves": "yes",
  "stage_2_changes": "6 months; 1", "stage_2_closed": "51 weeks; 365 days", "stage_2_listed": "standard; 40; 30 weeks",
  "stage_2_support_after": "4 weeks", "stage_2_support_reaches": "40", "stage_2_support_ends": "10",
  "stage_2_support_takes": "3 months",
]
