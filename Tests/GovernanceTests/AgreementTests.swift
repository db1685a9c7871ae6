import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Agreements: versions, signatures by agency, reviews.
@Suite struct AgreementTests {
  private let today = TestSite.now.day

  @Test func aVersionHoldsWhenEverybodyHasSigned() {
    func version(_ number: Int, _ from: Day) -> AgreementVersion {
      AgreementVersion(
        number: number, words: "w", from: from, reviewOn: from.adding(months: 12), parties: ["A", "B"], by: .system,
        at: TestSite.now)
    }
    let agreement = PartnershipAgreement(
      id: anyID(), kind: .families, title: "t", easyWords: "e", owner: "o", at: TestSite.now)
    let file = AgreementFile(agreement: agreement, versions: [version(1, today)])
    #expect(file.inForce(on: today) == nil && file.standing(on: today) == .waiting)
    #expect(problems(with: version(1, today), of: .families).isEmpty)
    #expect(problems(with: version(1, today), of: .section75).count == AgreementTerm.allCases.count)
    let alone = AgreementVersion(
      number: 1, words: "w", from: today, reviewOn: today, parties: ["A"], by: .system, at: TestSite.now)
    #expect(problems(with: alone, of: .families).map(\.field) == ["parties", "review_on"])
  }

  @Test(arguments: Engine.available) func theOldVersionHoldsUntilAllHaveSignedTheNew(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let begin = [
        "kind": "families", "title": "With the forum", "easy_words": "We ask you.", "owner": "Seun", "decision": "none",
      ]
      #expect(await world.site.post("/governance/agreements", begin, as: "pat").status == 403)
      #expect(
        await world.site.post("/governance/agreements", begin.merging(["kind": "section_75"]) { $1 }, as: "seun").status
          == 422)
      #expect(await world.site.post("/governance/agreements", begin, as: "seun").status == 303)
      let id = try await world.database.read { tx in try tx.agreements()[0].agreement.id }
      let path = "/governance/agreements/\(id)"
      func propose(_ number: Int, _ words: String) async -> Int {
        let fields = [
          "words": words, "valid_from": today.description, "review_on": today.adding(months: 12).description,
          "parties": "Forum\n\nCouncil\n", "number": "\(number)",
        ]
        return await world.site.post("\(path)/versions", fields, as: "seun").status
      }
      func sign(_ agency: String, on day: Day) async -> Int {
        let fields = ["agency": agency, "signed_name": "Noor", "office": "Chair", "signed_on": day.description]
        return await world.site.post("\(path)/signatures", fields, as: "margaret").status
      }
      func standing() async throws -> AgreementFile { try await world.database.read { tx in try tx.agreement(id) } }
      #expect(await propose(1, "First words") == 303)
      #expect(await propose(1, "Again") == 409, "somebody was quicker")
      #expect(await sign("Forum", on: today.adding(days: 1)) == 422, "nobody signs tomorrow")
      #expect(await sign("Forum", on: today.adding(days: -1)) == 422, "nor before it was written")
      #expect(await sign("Nobody", on: today) == 422)
      #expect(await sign("Forum", on: today) == 303)
      #expect(await sign("Forum", on: today) == 409)
      #expect(try await standing().standing(on: today) == .waiting)
      #expect(await sign("Council", on: today) == 303)
      #expect(try await standing().inForce(on: today)?.number == 1)
      #expect(await propose(2, "Second words") == 303)
      #expect(await sign("Council", on: today) == 303)
      #expect(try await standing().inForce(on: today)?.number == 1, "the forum has not signed the second")
      let page = await world.site.get(path).text
      #expect(page.contains("First words") && page.contains("Second words") && page.contains("Not signed yet"))
      #expect(await sign("Forum", on: today) == 303)
      #expect(try await standing().inForce(on: today)?.number == 2)
      #expect(try await standing().standing(on: today.adding(months: 13)) == .reviewDue)
      let end = ["ended_on": today.adding(days: 30).description, "why": "Another takes its place"]
      #expect(await world.site.post("\(path)/end", end, as: "seun").status == 303)
      #expect(try await standing().inForce(on: today.adding(days: 29)) != nil)
      #expect(try await standing().standing(on: today.adding(days: 30)) == .ended)
      #expect(
        await world.site.get("/governance/agreements?format=csv").text.contains("With the forum,families,in_force,2"))
      await #expect(throws: DatabaseError.self, "the table refuses a section 75 agreement for nothing") {
        try await world.database.write { tx in try tx.run("UPDATE partnership_agreement SET kind = 'section_75'") }
      }
    }
  }
}
