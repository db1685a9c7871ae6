import Testing

@testable import PlanningEngine

@Suite struct AppraisalTests {
  let appraisal = Appraisal(
    criteria: [
      .init(name: "trust", weight: 3, worst: 0, best: 10), .init(name: "cost", weight: 1, worst: 1000, best: 0),
    ],
    options: [
      .init(name: "in-house", values: [6, 200]), .init(name: "commissioned", values: [8, 500]),
      .init(name: "nothing", values: [1, 0]),
    ])

  @Test func totalsAreWeighted() {
    #expect(
      isClose(appraisal.totals[0], 65) && isClose(appraisal.totals[1], 72.5) && isClose(appraisal.totals[2], 32.5))
    #expect(appraisal.leader == 1)
  }

  /// In-house leads once cost weighs more than 2 in 5: 20·(1 − w) = 30·w.
  @Test func whichWeightFlipsTheAnswer() throws {
    let flip = try #require(appraisal.weightFlips.first { $0.criterion == "cost" })
    #expect(isClose(flip.flipsAt, 0.4) && flip.to == "in-house" && isClose(flip.now, 0.25))
    let trust = try #require(appraisal.weightFlips.first { $0.criterion == "trust" })
    #expect(isClose(trust.flipsAt, 0.6))
  }

  /// The leader's trust may fall from 8 to 7 before in-house leads.
  @Test func whichValueFlipsTheAnswer() throws {
    let flip = try #require(appraisal.valueFlips.first { $0.criterion == "trust" })
    #expect(isClose(flip.flipsAt, 7) && flip.now == 8 && flip.to == "in-house")
  }

  @Test func moneyOverTheYears() {
    let cost = WholeLifeCost(byYear: [500_000, 500_000, 500_000], risks: [("strike", 0.1, 50_000)])
    #expect(cost.total == 1_500_000 && cost.expectedRisk == 5000)
    #expect(isClose(cost.presentValue(), 500_000 * (1 + 1 / 1.035 + 1 / (1.035 * 1.035))))
  }

  @Test func aPathIsSetByName() throws {
    let json: JSONValue = ["stages": [["name": "triage", "places": 1]]]
    #expect(try json.setting("stages.triage.places", to: 4)["stages"][0]["places"].double == 4)
    #expect(try json.setting("stages[0].places", to: 5)["stages"][0]["places"].double == 5)
    let numbered: JSONValue = ["areas": [["name": "1", "weight": 5], ["name": "0", "weight": 6]]]
    #expect(try numbered.setting("areas[0].weight", to: 0)["areas"][0]["weight"].double == 0)
    #expect(try numbered.setting("areas.0.weight", to: 0)["areas"][1]["weight"].double == 0)
    #expect(complaint { _ = try json.setting("stages.panel.places", to: 4) }?.contains("there is no “panel”") == true)
  }

  /// 3, 1 and 2 more, story by story: 2 on average, ± 1.96·1/√3, though each plan alone swings by far more.
  @Test func differencesAreTakenStoryByStory() throws {
    let difference = try #require(PairedDifference(from: [100, 200, 300, .nan], to: [103, 201, 302, 7]))
    #expect(isClose(difference.mean, 2) && difference.count == 3)
    #expect(isClose(difference.meanError, 1.96 / 3.0.squareRoot()))
    #expect(PairedDifference(from: [1, .nan], to: [2, 3]) == nil)
  }

  @Test func theShippedAppraisalIsAnswered() async throws {
    let model = try AppraisalModel(example("appraisal"))
    var results: [SimulationResult?] = []
    for pathway in model.pathways {
      let simulation = Simulation(try #require(pathway), seed: 1, replications: 3)
      results.append(try await simulation.run(threads: 2))
    }
    let answer = model.answer(results, tryingAssumptions: false)
    #expect(answer["options"][0]["name"] == "Do nothing")
    #expect(answer["lead"]["over"] != answer["best"] && answer["lead"]["mean_error"].double >= 0)
    #expect(answer["lead"]["n"] == 3)
    let shares = model.options.map { answer["share_of_replications_won"][$0].double }
    #expect(isClose(shares.reduce(0, +), 1))
    #expect(answer["best"] != "Do nothing")
  }

  @Test func complaintsNameTheField() throws {
    let json = try example("appraisal").json.setting("options[1].changes[0].at", to: "stages.panel.places")
    #expect(complaint { _ = try AppraisalModel(ModelValue(json)) }?.hasPrefix("options[1].changes[0].at: ") == true)
    let unjudged = try example("appraisal").json.setting("options[0].judged", to: [:])
    #expect(
      complaint { _ = try AppraisalModel(ModelValue(unjudged)) }?.hasPrefix("options[0].judged.") == true)
  }
}

/// How far an assumption may be off before another option leads.
@Suite struct AssumptionTests {
  /// A team costs 100 and is liked; nothing costs 0. Cost and liking weigh alike.
  private let json = #"""
    {"criteria":[{"name":"cost","weight":1,"cost":true,"worst":300,"best":0},{"name":"liking","weight":1,"worst":0,"best":10}],
     "funds":[{"name":"grant","by_year":[80,80]},{"name":"gift","by_year":[5]}],
     "options":[{"name":"team","costs":[100],"judged":{"liking":{"value":8,"why":"forum"}}},
                {"name":"nothing","costs":[0],"risks":[{"name":"fine","chance":0.5,"cost":100}],
                 "judged":{"liking":{"value":2,"why":"forum"}}}]}
    """#

  /// Team 66.7 and 80, nothing 83.3 and 20: the team leads by 43.3 points of its own 33.3 for cost, so no cost from half to
  /// double flips it; with a heavier cost it does, at 180 more.
  @Test func whatFlipsIsFoundAndWhatDoesNotIsSaid() throws {
    let (tried, none) = try AppraisalModel(model(json)).assumptionFlips()
    #expect(tried == ["Cost of “team” over the years, £", "Chance that “nothing” meets: fine"])
    #expect(none.isEmpty)
    let heavy = json.replacing(#""weight":1,"cost""#, with: #""weight":3,"cost""#)
    let flips = try AppraisalModel(model(heavy)).assumptionFlips().flips
    // 3·(300 − c)/3 + 80 = 3·250/3 + 20 at c = 110.
    let flip = try #require(flips.first { $0.criterion.hasPrefix("Cost") })
    #expect(flip.to == "nothing" && flip.now == 100 && abs(flip.flipsAt - 110) < 0.5)
  }

  @Test func theMoneyThatThereIsIsCountedYearByYear() throws {
    let answer = try AppraisalModel(model(json)).answer([nil, nil])
    #expect(answer["options"][0]["short_by_year"].doubles == [15])
    #expect(answer["options"][1]["short_by_year"].doubles == [0])
    #expect(
      complaint { _ = try AppraisalModel(model(json.replacing("[80,80]", with: "[]"))) }
        == "funds[0].by_year: must hold at least 1")
  }

  /// Two posts more pay as long as enough people come.
  @Test func thePathwaysAssumptionsAreTried() throws {
    let pathway = #"""
      {"years":1,"arrivals":{"per_year":500},"groups":[{"name":"all","priority":0,"share":1}],
       "stages":[{"name":"visit","places":4,"service":{"distribution":"exponential","mean":4}}],
       "list":[{"stage":"visit","group":"all","people":100,"waited":{"distribution":"fixed","value":10}}],
       "outputs":{"list":{"waiting":"visit","at":365}}}
      """#
    let typed = #"""
      {"pathway":\#(pathway),
       "criteria":[{"name":"list","weight":1,"figure":"list","better":"less","worst":400,"best":0},
                   {"name":"cost","weight":1,"cost":true,"worst":100,"best":0}],
       "options":[{"name":"as it is","costs":[0]},
                  {"name":"two more","costs":[40],"changes":[{"at":"stages.visit.places","to":6}]}]}
      """#
    let (tried, flips) = try AppraisalModel(model(typed)).assumptionFlips()
    #expect(
      tried == [
        "Cost of “two more” over the years, £", "People who join in a year", "How long one takes in “visit”",
        "People on the list to begin with",
      ])
    // Four posts see 365 of 600: 235 wait, 41 points; six see 547: 53 wait, 87 points. As it is 41 + 100, two more 87 + 60.
    let cost = try #require(flips.first { $0.criterion.hasPrefix("Cost") })
    #expect(cost.to == "as it is" && abs(cost.flipsAt - 45.6) < 1, "\(cost)")
    // With fewer people six posts empty the list, and have no more to win: at 425 both have 160.
    let people = try #require(flips.first { $0.criterion.hasPrefix("People who join") })
    #expect(people.to == "as it is" && abs(people.flipsAt - 425) < 8, "\(people)")
    #expect(!flips.contains { $0.criterion.hasPrefix("People on the list") })
  }
}
