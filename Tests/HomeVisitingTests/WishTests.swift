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
}
