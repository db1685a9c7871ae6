import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Voice

@Suite struct ConsultationTests {
  private let fields = [
    "title": "When clubs are open", "stage": "formal", "question": "Saturdays?", "why": "Evenings are full.",
    "audience": "Families", "how_to_answer": "Phone us.", "documents": "The proposal https://example.org/p.pdf",
    "opens_on": "2026-11-18", "closes_on": "2026-12-16", "survey": "none",
  ]

  @Test(arguments: Engine.available) func aConsultationFromTheQuestionToWhatChanged(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let made = await world.site.post("/consultations", fields, as: "beth")
      let desk = try #require(made[header: "Location"])
      let page = "/voice\(desk)"
      #expect(await world.site.get(page).status == 404, "nobody sees what is not published")
      #expect(await world.site.post("\(desk)/publication", as: "beth").status == 303)
      let shown = await world.site.get(page).text
      #expect(shown.contains("Open until 16 December 2026") && shown.contains("href=\"https://example.org/p.pdf\""))
      #expect(shown.contains("<dd class=\"govuk-summary-list__value\"><span class=\"app-prose\">29</span>"))
      let outcome = ["said": "Most want Saturdays.", "changed": "Three open.", "version": "2"]
      #expect(await world.site.post("\(desk)/outcome", outcome, as: "beth").status == 409, "people still answer")
      let after = world.at(TestSite.now.adding(days: 30))
      #expect(await after.site.post("\(desk)/outcome", ["said": "x", "version": "2"], as: "beth").status == 422)
      #expect(await after.site.post("\(desk)/outcome", outcome, as: "beth").status == 303)
      #expect(await after.site.post("\(desk)/outcome", outcome, as: "seun").status == 409)
      #expect(await after.site.get(page).text.contains("Three open."))
      let sheet = await after.site.get("/voice/consultations?format=csv").text
      #expect(sheet.contains("2026-11-18,2026-12-16,29,What changed is published,Most want Saturdays.,Three open."))
      #expect(await after.site.get("\(page)?format=json").text.contains("\"audience\":\"Families\""))
    }
  }

  @Test(arguments: Engine.available) func aFindingIsAnsweredAndPublished(engine: Engine) async throws {
    try await withVoice(engine) { world in
      #expect(await world.site.post("/findings", ["said": "No hoist", "source": "nowhere"], as: "beth").status == 422)
      let made = await world.site.post("/findings", ["said": "No hoist", "source": "complaint"], as: "beth")
      let path = try #require(made[header: "Location"])
      #expect(await !world.site.get("/voice/you-said-we-did").text.contains("No hoist"))
      let answer = [
        "said": "No hoist at clubs", "answer": "True.", "did": "Nine hoists.", "publish": "yes", "version": "1",
      ]
      #expect(await world.site.post("\(path)/answer", answer, as: "beth").status == 303)
      #expect(await world.site.post("\(path)/answer", answer, as: "seun").status == 409, "somebody was quicker")
      let page = await world.site.get("/voice/you-said-we-did").text
      #expect(page.contains("No hoist at clubs") && page.contains("Nine hoists."))
      #expect(await world.site.get("/voice/you-said-we-did?format=csv").text.contains("Nine hoists."))
    }
  }

  @Test(arguments: Engine.available) func aFindingBecomesAnActionOnce(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let (plan, row): (AnyID, AnyID) = (anyID(), anyID())
      let plans = PlanActions(
        plans: { _ in [.init(id: plan, title: "Plan", themes: [.init("T1", "Information")])] },
        add: { _, _, _, _ in row }, state: { _, _, _, _ in "not started" })
      let site = TestSite(world.database, voice(plans).routes, callers: world.callers)
      let made = await site.post("/findings", ["said": "No hoist", "source": "complaint"], as: "beth")
      let path = try #require(made[header: "Location"])
      let action = [
        "theme": "\(plan):T1", "action": "Hoists", "lead": "Commissioner", "due": "2027-03-01", "evidence": "A list",
      ]
      #expect(await site.post("\(path)/action", action.merging(["lead": ""]) { $1 }, as: "beth").status == 422)
      #expect(await site.post("\(path)/action", action, as: "beth").status == 303)
      #expect(await site.post("\(path)/action", action, as: "beth").status == 409)
      #expect(await site.get(path, as: "beth").text.contains("/governance/plans/\(plan)/rows/\(row)"))
    }
  }

  @Test(arguments: Engine.available) func aPanelIsAskedUntilItsPeopleLeave(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let made = await world.site.post("/panels", ["name": "Parents", "about": "Twelve parents"], as: "beth")
      let path = try #require(made[header: "Location"])
      func member(_ name: String) -> [String: String] {
        [
          "member_name": name, "email": "\(name)@example.org", "agreed_on": "2026-11-01", "agreed_how": "On a form",
        ]
      }
      #expect(await world.site.post("\(path)/members", member("ann"), as: "beth").status == 303)
      #expect(await world.site.post("\(path)/members", member("ann"), as: "beth").status == 422)
      #expect(await world.site.post("\(path)/members", member("bob"), as: "beth").status == 303)
      let panel: ID<StandingPanel> = ID(String(path.dropFirst(8)))!
      let members = try await world.read { tx in try tx.members(of: panel, on: TestSite.now.day) }
      #expect(await world.site.post("\(path)/members/\(members[0].id)/leaving", as: "beth").status == 303)
      #expect(await world.site.post("\(path)/members/\(members[0].id)/leaving", as: "beth").status == 409)
      let survey = try await world.openedSurvey([SurveyTests.questions[0]], access: .invited)
      let asked = await world.site.post(
        "/surveys/\(survey.id)/invitations", ["panel": "\(panel)", "on_paper": "0"], as: "beth")
      #expect(asked.status == 303)
      try await world.holds(1, "SELECT count(*) FROM mail WHERE recipient = 'bob@example.org'")
      try await world.holds(0, "SELECT count(*) FROM mail WHERE recipient = 'ann@example.org'")
    }
  }
}
