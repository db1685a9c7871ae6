import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// What families wish of visits.
@Suite struct WishTests {
  @Test func aWishThatContradictsItselfIsRefused() {
    let somebody = PractitionerID(high: 0, low: 1)
    func fields(_ wish: VisitWish) -> [String] { problems(with: wish).map(\.field) }
    #expect(fields(VisitWish()).isEmpty)
    #expect(fields(VisitWish(from: 600)) == ["to"] && fields(VisitWish(to: 600)) == ["from"])
    #expect(fields(VisitWish(from: 600, to: 630)) == ["to"])
    #expect(fields(VisitWish(isFirm: true)) == ["days"])
    #expect(fields(VisitWish(visitor: somebody, notVisitor: somebody)) == ["not_visitor"])
    #expect(fields(VisitWish(people: 2)) == ["why_two"])
  }

  @Test(arguments: Engine.available) func wishesAreWrittenChangedAndNotOverwritten(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/home-visiting/wishes"
      let pat = try #require(world.callers["pat"]?.practitioner)
      let wish = [
        "days": "1", "from": "9.30am", "to": "noon", "firm": "yes", "visitor": pat.description, "language": "Polish",
        "two": "yes", "why_two": "A dog", "version": "0",
      ]
      #expect(await world.site.get(path, as: "pat").status == 200)
      let wrong = wish.merging(["visitor": world.child.description]) { $1 }
      #expect(await world.site.post(path, wrong, as: "pat").status == 422)
      #expect(await world.site.post(path, wish, as: "pat").status == 303)
      #expect(await world.site.post(path, wish, as: "ruth").status == 409)
      let kept = try await world.site.site.database.read { tx in try tx.visitWish(world.child) }
      #expect(kept?.wish.days == [1] && kept?.wish.from == 570 && kept?.wish.to == 720 && kept?.wish.people == 2)
      let page = await world.site.get("/children/\(world.child)/visits", as: "pat").text
      #expect(page.contains("Tuesday, 9.30am to") && page.contains("and at no other time") && page.contains("A dog"))
      let family = await world.site.get("/family/\(world.child)/visits", as: "dana").text
      #expect(family.contains("What suits you best: Tuesday") && !family.contains("A dog"))
      let freer = ["version": "1"]
      #expect(await world.site.post(path, freer, as: "pat").status == 303)
      let after = try await world.site.site.database.read { tx in try tx.visitWish(world.child) }
      #expect(after?.wish == VisitWish() && after?.version == 2)
    }
  }

  @Test(arguments: Engine.available) func aFamilySaysItsWishesAndTheVisitorConfirms(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let (own, work) = (
        "/family/\(world.child)/home-visiting/wishes", "/children/\(world.child)/home-visiting/wishes"
      )
      let said = [
        "days": "1", "from": "9.30am", "to": "noon", "whom": "same", "language": "Polish", "words": "Please <knock>",
        "version": "0",
      ]
      #expect(await world.site.get(own, as: "dana").text.contains("When do visits suit you?"))
      let early = said.merging(["to": "9.45am"]) { $1 }
      #expect(await world.site.post(own, early, as: "dana").status == 422)
      #expect(await world.site.post(own, said, as: "dana").status == 303)
      #expect(await world.site.post(own, said, as: "dana").status == 409, "another of the family was first")
      #expect(await world.site.get(own, as: "dana").text.contains("Nobody has answered yet"))
      #expect(try await tasks(world, "pat") == ["Answer when visits suit: Ama Bello"])
      // Nothing is planned by it before somebody has agreed it.
      #expect(try await world.count("SELECT count(*) FROM visiting_wish") == 0)
      let page = await world.site.get(work, as: "pat").text
      #expect(page.contains("Please &lt;knock&gt;") && page.contains("Dana Bello") && page.contains("Polish"))
      let wish = ["days": "2", "from": "10am", "to": "noon", "language": "Polish", "version": "0"]
      let answer = ["said": "1", "answer": "Tuesday is full. Wednesday?"]
      let stale = wish.merging(answer) { $1 }.merging(["said": "2"]) { $1 }
      #expect(await world.site.post(work, stale, as: "pat").status == 409)
      #expect(try await world.count("SELECT count(*) FROM visiting_wish") == 0, "all of it or nothing")
      #expect(await world.site.post(work, wish.merging(answer) { $1 }, as: "pat").status == 303)
      #expect(try await tasks(world, "pat").isEmpty)
      let family = await world.site.get(own, as: "dana").text
      #expect(family.contains("Pat Lowe read it") && family.contains("Tuesday is full. Wednesday?"))
      #expect(family.contains("Wednesday, 10am to midday"))
      let kept = try await world.site.site.database.read { tx in try tx.familyWish(world.child) }
      #expect(kept?.wish.days == [1] && kept?.wish.words == "Please <knock>", "the family’s own words stay")
    }
  }

  @Test(arguments: Engine.available) func whoWouldLikeSomebodyElseSaysSoToTheManager(engine: Engine) async throws {
    try await withVisitWorld(engine) { (world) async throws in
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let said = ["whom": "another", "words": "We did not get on", "version": "0"]
      let work = "/children/\(world.child)/home-visiting/wishes"
      #expect(await world.site.post("/family/\(world.child)/home-visiting/wishes", said, as: "dana").status == 303)
      #expect(try await tasks(world, "pat").isEmpty)
      #expect(try await tasks(world, "ruth") == ["Answer when visits suit: Ama Bello"])
      #expect(!(await world.site.get(work, as: "pat").text.contains("We did not get on")))
      #expect(await world.site.get(work, as: "ruth").text.contains("We did not get on"))
      let answer = ["version": "0", "said": "1", "answer": "Yes."]
      #expect(await world.site.post(work, answer, as: "pat").status == 404)
      #expect(await world.site.post(work, answer, as: "ruth").status == 303)
    }
  }

  /// What waits to be answered, of somebody’s list of today.
  private func tasks(_ world: VisitWorld, _ name: String) async throws -> [String] {
    let request = world.request(as: name)
    return try await world.site.site.database.read { tx in
      try homeVisiting.tasks!(nil, request, tx).map(\.title).filter { $0.hasPrefix("Answer when") }
    }
  }
}
