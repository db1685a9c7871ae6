import Kernel
import People
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

  @Test(arguments: Engine.available) func whoWasNamedSignsWithTheirOwnAccount(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, person) = (anyID(PartnershipAgreement.self), anyID(PersonKey.self))
      let seun = world.callers["seun"]!
      try await world.database.write { tx in
        try tx.addPerson(
          person, NewPerson(name: "Dana Bello", email: "dana@example.org"), family: nil, at: TestSite.now)
        try beginAgreement(
          PartnershipAgreement(
            id: id, kind: .families, title: "With the forum", easyWords: "We ask you.", owner: "o", at: TestSite.now),
          by: seun, at: TestSite.now, in: tx)
        try proposeVersion(
          AgreementVersion(
            number: 1, words: "w", from: today, reviewOn: today.adding(months: 12), parties: ["Forum", "Council"],
            by: seun, at: TestSite.now), of: id, by: seun, at: TestSite.now, in: tx)
      }
      let dana = Caller(
        account: anyID(), name: "Dana Bello", roles: [.init(.familyMember)], person: person, from: "test")
      let site = TestSite(world.database, governance.routes, callers: world.callers.merging(["dana": dana]) { $1 })
      let path = "/governance/agreements/\(id)"
      let sign = ["agency": "Forum", "version": "1"]
      #expect(await site.post("\(path)/own-signature", sign, as: "dana").status == 403, "nobody has named her")
      let named = ["agency": "Forum", "email": "DANA@example.org", "office": "Chair"]
      #expect(await site.post("\(path)/signatories", named, as: "pat").status == 403)
      #expect(
        await site.post("\(path)/signatories", named.merging(["email": "who@example.org"]) { $1 }, as: "seun").status
          == 422)
      #expect(await site.post("\(path)/signatories", named, as: "seun").status == 303)
      #expect(await site.get(path, as: "dana").text.contains("Sign it for Forum"))
      #expect(!(await site.get(path, as: "seun")).text.contains("Sign it for"))
      #expect(await site.post("\(path)/own-signature", sign, as: "seun").status == 403, "not for her")
      #expect(
        await site.post("\(path)/own-signature", ["agency": "Council", "version": "1"], as: "dana").status == 403)
      #expect(await site.post("\(path)/own-signature", sign, as: "dana").status == 303)
      #expect(await site.post("\(path)/own-signature", sign, as: "dana").status == 409, "once")
      let page = await site.get(path, as: "dana").text
      #expect(page.contains("Dana Bello, Chair") && page.contains("With their own account"))
      try await world.holds(1, "SELECT count(*) FROM agreement_party WHERE is_in_person AND agency = 'Forum'")
    }
  }

  /// Each on the day that is asked about: begun and not signed, in force, due a review, ended.
  @Test(arguments: Engine.available) func agreementsOnSharedMoneyAreCounted(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let day = Day(2026, 10, 31)!
      try await world.database.write { tx in
        let decision = anyID(DecisionRecord.self)
        try beginDecision(
          decision,
          DecisionContent(
            title: "t", matter: "m", makerName: "A", makerTitle: "B", decideFrom: day, decideTo: day, documents: "d",
            copiesFrom: "c", otherDocuments: "o", howToAsk: "h", wards: 0, years: 1, equality: .notDone),
          by: world.callers["seun"]!, at: day.adding(days: -400).start, in: tx)
        func add(_ kind: AgreementKind, begun: Int, signed: Int?, review: Int, ended: Int? = nil) throws {
          let (id, at) = (anyID(PartnershipAgreement.self), day.adding(days: -begun).start)
          try tx.insert(
            PartnershipAgreement(
              id: id, kind: kind, title: "Shared", easyWords: "e", decision: decision, owner: "o", at: at))
          try tx.insert(
            AgreementVersion(
              number: 1, words: "w", from: day.adding(days: 1 - begun), reviewOn: day.adding(days: review),
              parties: ["A", "B"], by: .system, at: at), of: id)
          if let signed {
            try tx.run(
              """
              UPDATE agreement_party SET signed_name = 'N', signed_on = \(day.adding(days: -signed))
              WHERE agreement_id = \(id)
              """)
          }
          if let ended {
            try tx.run(
              """
              UPDATE partnership_agreement SET ended_on = \(day.adding(days: -ended)), ended_why = 'w' WHERE id = \(id)
              """)
          }
        }
        try add(.section75, begun: 300, signed: 290, review: 30)
        try add(.section75, begun: 300, signed: 290, review: -20)
        try add(.section75, begun: 100, signed: nil, review: 300)
        try add(.section75, begun: 300, signed: 290, review: 30, ended: 10)
        try add(.other, begun: 300, signed: 290, review: 30)
      }
      func share(_ day: Day) async throws -> CountedShare {
        try await world.database.read { tx in
          try tx.figure(of: .sharedAgreements, over: FigurePeriod(.month, of: day)).share
        }
      }
      #expect(try await share(day) == CountedShare(1, of: 3))
      #expect(try await share(Day(2026, 6, 30)!) == CountedShare(3, of: 3), "none was due, the third not begun")
      #expect(try await share(Day(2025, 6, 30)!) == CountedShare(0, of: 0))
    }
  }
}
