import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// The templates of letters, and what the law asks of each. Source: SEND Regulations 2014 regs 5, 10, 13, 14, 20, 22, 31.
@Suite struct LettersTests {
  private func templates() throws -> [LetterTemplate] {
    var reader = try CSVReader(file: "registers/ehc-letters.csv")
    return try letterTemplates(in: &reader)
  }
  private var facts: LetterFacts {
    var facts = LetterFacts(child: "Ama Bello", writer: "Daniel Fairweather", council: "Thorneshire")
    facts.more = [
      "reasons": "Progress is good.", "limits": "Appeal to the tribunal. Due Monday 1 February 2027.",
      "until": "Monday 1 February 2027", "meeting": "4 January 2027", "place": "the school", "invited": "Everybody",
      "final": "Monday 1 March 2027", "evidence": "The report of the school", "school": "Aldersham Primary School",
    ]
    return facts
  }

  @Test(arguments: LetterKind.allCases) func everyLetterHasEveryPartOfTheLaw(kind: LetterKind) throws {
    let letter = Letter(kind, facts, on: Day(2026, 12, 1)!, try templates())
    #expect(letter.missing.isEmpty, "\(letter.missing)")
    #expect(letter.parts.allSatisfy { !$0.source.isEmpty && !$0.words.contains("{") })
    let text = letter.parts.map(\.words).joined(separator: "\n")
    #expect(text.contains("SENDIASS") && text.contains("Daniel Fairweather"))
    if kind.required.contains("mediation") {
      for words in ["First-tier Tribunal", "1 February 2027", "disagreement resolution", "30 days"] {
        #expect(text.contains(words), "\(words)")
      }
    }
  }

  @Test(arguments: LetterKind.allCases) func aLetterWithoutAPartIsSeen(kind: LetterKind) throws {
    for part in kind.required {
      let poorer = try templates().filter { $0.letter != kind || $0.part != part }
      #expect(Letter(kind, facts, on: Day(2026, 12, 1)!, poorer).missing == [part])
    }
    var silent = facts
    silent.more = [:]
    let holes = Letter(kind, silent, on: Day(2026, 12, 1)!, try templates()).missing
    let wanted: Set<LetterKind> = [.reviewCease]
    #expect(holes.isEmpty == false || wanted.contains(kind), "what nobody said is missed: \(holes)")
  }

  @Test(arguments: Engine.available) func aReviewIsCalledToldAndDecidedByLetter(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = await world.site.post(
        "/children/\(world.child)/ehc",
        [
          "received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886",
        ],
        as: "daniel")
      let path = try await world.newest().path
      var call = ["meeting_on": "2026-01-12", "place": "Aldersham Primary", "invited": "Dana, the head, Daniel"]
      #expect(await world.site.post("\(path)/reviews/meeting", call, as: "daniel").status == 422, "two weeks’ notice")
      call["meeting_on"] = "2026-02-02"
      #expect(await world.site.post("\(path)/reviews/meeting", call, as: "daniel").status == 303)
      #expect(await world.site.post("\(path)/reviews/meeting", call, as: "daniel").status == 409, "one at a time")
      let letter = await world.site.get("\(path)/reviews/meeting/letter", as: "daniel")
      #expect(letter.text.contains("Monday 2 February 2026") && letter.text.contains("Dana, the head, Daniel"))
      let reviews = await world.site.get("\(path)/reviews", as: "daniel")
      #expect(reviews.text.contains("Due Monday 19 January 2026: 2 weeks before 2 February 2026"))
      #expect(await world.site.get("/family/\(world.child)/ehc", as: "dana").text.contains("Aldersham Primary"))
      let reports = world.on(Day(2026, 1, 16)!)
      let sent = ["reports_on": "2026-01-16"]
      #expect(await reports.site.post("\(path)/reviews/meeting/reports", sent, as: "daniel").status == 303)

      let held = world.on(Day(2026, 2, 2)!)
      let review = ["held_on": "2026-02-02", "voice": "I like it"]
      #expect(await held.site.post("\(path)/reviews", review, as: "daniel").status == 303)
      let id = try await held.newest().id
      let one = try await held.read { tx in try tx.reviews(of: id)[0].id }
      #expect(try await held.read { tx in try tx.meetingToCome(of: id) } == nil, "it was held")
      let letters = "\(path)/reviews/\(one)/letters"
      #expect(await held.site.get("\(letters)/review_amend", as: "daniel").status == 404, "nothing is decided")
      try await held.write(.b, "Ama understands single words.")
      let decided = [
        "outcome": "amend", "decided_on": "2026-02-02", "draft_on": "2026-02-02", "evidence": "The school’s report",
        "setting": "Aldersham Primary",
      ]
      #expect(await held.site.post("\(path)/reviews/\(one)/decision", decided, as: "daniel").status == 303)
      let amend = await held.site.get("\(letters)/review_amend", as: "daniel")
      #expect(amend.text.contains("until Monday 16 February 2026") && amend.text.contains("by Monday 30 March 2026"))
      #expect(amend.text.contains("They rest on: The school’s report"))
    }
  }
}
