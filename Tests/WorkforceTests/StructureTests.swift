import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Workforce

@Suite struct StructureRulesTests {
  private func post(_ code: String, to boss: String? = nil, _ kind: PostKind = .visitor, _ place: String? = nil) -> Post
  {
    Post(id: anyID(), code: code, title: code, kind: kind, location: place, reportsTo: boss)
  }

  @Test func aRingOfReportingIsFoundOnce() {
    #expect(treeProblems([post("A"), post("B", to: "A"), post("C", to: "B")]) == [])
    #expect(
      treeProblems([post("A", to: "C"), post("B", to: "A"), post("C", to: "B"), post("D", to: "A")])
        == ["A reports to C reports to B reports to A: a ring"])
    #expect(treeProblems([post("A", to: "X")]) == ["A reports to X, which is not a post"])
  }

  @Test func moneyAddsUpToThePenny() {
    var service = ServiceStructure()
    service.streams = [FundingStream(code: "s", name: "S", pence: 300)]
    service.costs = [
      CostLine(code: "v", name: "Visitors", quantity: "2", pence: 200),
      CostLine(code: "o", name: "O", quantity: "", pence: 100),
    ]
    service.posts = [
      Post(id: anyID(), code: "A", title: "A", kind: .visitor, costLine: "v", costPence: 101),
      Post(id: anyID(), code: "B", title: "B", kind: .visitor, costLine: "v", costPence: 99),
    ]
    #expect(moneyProblems(service) == [])
    service.posts[1].costPence = 98
    #expect(moneyProblems(service) == ["Visitors: the posts cost £1.99, the line says £2"])
    service.streams = []
    #expect(moneyProblems(service).first == "£0 comes in and £3 is spent: £3 is missing")
  }

  @Test func eachLocationHasOneSenior() {
    var service = ServiceStructure()
    service.locations = [WorkLocation(code: "x", name: "X", area: "West")]
    #expect(seniorProblems(service) == ["X has no senior home visitor"])
    service.posts = [post("A", .seniorVisitor, "x"), post("B", .seniorVisitor, "x")]
    #expect(seniorProblems(service) == ["X has 2 seniors"])
  }

  @Test func whatAStreamIsWorthIsSaidInHalfPosts() {
    var service = ServiceStructure()
    service.posts = (1...4).map {
      Post(
        id: anyID(), code: "P\($0)", title: "P", kind: .visitor, costPence: 20_000, fundedBy: $0 == 4 ? "s" : nil,
        holder: $0 == 1 ? nil : "Ann")
    }
    // One post is the stream's own; what is left of it, 25,000, is a post and a quarter of the others: one and a half.
    let gone = without(FundingStream(code: "s", name: "S", pence: 45_000), service)
    #expect(gone.posts.map(\.code) == ["P4"])
    #expect(gone.missingPence == 25_000)
    #expect(gone.visiting == 150)
    #expect(gone.vacant.map(\.code) == ["P1"])
  }

  @Test func partsOfPostsAreReadAndSaid() {
    #expect(["1", "0.5", "0.68", "0.05"].map(hundredths) == [100, 50, 68, 5])
    #expect(["0", "1.5", "2", "x", ""].map(hundredths) == [nil, nil, nil, nil, nil])
    #expect([100, 50, 68, 5, 2050].map(shareWords) == ["1", "0.5", "0.68", "0.05", "20.5"])
  }
}

@Suite struct StructureTests {
  @Test(arguments: Engine.available)
  func theCountyIsSetUpFromItsFiles(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let service = try await world.service()
      #expect(service.streams.count == 6)
      #expect(service.costs.count == 4)
      #expect(service.income == 68_811_100)
      #expect(service.spending == 68_811_100)
      #expect(service.visiting == 2050)
      #expect(moneyProblems(service) + treeProblems(service.posts) + seniorProblems(service) == [])
      #expect(service.locations.map { service.visiting(in: $0.code) } == [650, 550, 300, 250, 200, 100])
      #expect(beneath("HEAD", service.posts).count == service.posts.count - 1)
      // The same files again change nothing, and no event says that they did.
      let events = try await world.count("SELECT COUNT(*) FROM event")
      let accounts = try await world.database.write { tx in
        try importWorkforce(exampleFiles(), id: anyID(), by: .system, at: TestSite.now, in: tx)
      }
      #expect(accounts.allSatisfy { $0.added == 0 && $0.changed == 0 && $0.same > 0 })
      #expect(accounts.first { $0.file == "referrals.csv" }?.same == 1938)
      #expect(try await world.count("SELECT COUNT(*) FROM event") == events)
    }
  }

  @Test(arguments: Engine.available)
  func whatIsWrongInAFileLeavesNothingBehind(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let posts = """
        code,title,kind,fte,location,reports_to
        NEW-1,Visitor,visitor,0.5,ald,LEAD-W
        NEW-2,Visitor,visitor,7,ald,LEAD-W
        NEW-3,Visitor,singer,1,ald,LEAD-W
        NEW-4,Visitor,visitor,1,nowhere,LEAD-W
        NEW-1,Visitor,visitor,1,ald,LEAD-W
        """
      func take(_ text: String) async throws -> String {
        do {
          _ = try await world.database.write { tx in
            try importWorkforce([.posts: Array(text.utf8)], id: anyID(), by: .system, at: TestSite.now, in: tx)
          }
          return ""
        } catch let error as WorkforceProblems { return error.description }
      }
      let told = try await take(posts)
      #expect(told.contains("posts.csv, line 3: fte ‘7’ is not a part of a post"))
      #expect(told.contains("line 4: kind ‘singer’ is not one of head"))
      #expect(told.contains("line 5: location ‘nowhere’ is not known"))
      #expect(told.contains("line 6: NEW-1 comes twice"))
      let ring = "code,title,kind,fte,reports_to\nHEAD,Head,head,1,PSO-W\n"
      #expect(try await take(ring).contains("a ring"))
      #expect(try await world.count("SELECT COUNT(*) FROM post") == 27)
      #expect(try await world.count("SELECT COUNT(*) FROM post WHERE reports_to IS NULL") == 1)
    }
  }

  @Test(arguments: Engine.available)
  func moneyIsShownWithoutNamesAndStructureWithoutMoney(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let money = await world.site.get("/workforce/money?without=FHG", as: "colin")
      #expect(money.status == 200)
      #expect(money.text.contains("£688,111"))
      #expect(money.text.contains("3 posts of home visitors"))
      #expect(!money.text.contains("Nadia"))
      let sheet = await world.site.get("/workforce/money?format=csv", as: "colin")
      #expect(sheet.text.contains("PHV-01") && !sheet.text.contains("Nadia"))
      let structure = await world.site.get("/workforce/structure", as: "ruth")
      #expect(structure.text.contains("Nadia Rahman") && structure.text.contains("<svg"))
      #expect(!structure.text.contains("KR8"))
      for path in ["/workforce", "/workforce/structure"] {
        #expect(await world.site.get(path, as: "ruth", json: true).text.contains("KR8") == false)
        #expect(await world.site.get(path, as: "nadia").status == 403)
      }
      #expect(await world.site.get("/workforce/money", as: "ruth").status == 403)
      #expect(await world.site.get("/workforce", as: "colin").status == 403)
      let own = await world.site.get("/workforce/mine", as: "nadia")
      #expect(own.text.contains("KR8") && own.text.contains("Tom Garside"))
    }
  }

  @Test(arguments: Engine.available)
  func aPostIsFilledAndVacated(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let post = try #require(try await world.service().posts.first { $0.code == "PHV-10" })
      let path = "/workforce/posts/\(post.id)"
      #expect(await world.site.get(path, as: "seun").text.contains("Vacant"))
      let form = ["person": "Ann Lee", "version": "1"]
      #expect(await world.site.post("\(path)/holder", form, as: "ruth").status == 403)
      #expect(await world.site.post("\(path)/holder", form, as: "seun").status == 303)
      #expect(await world.site.post("\(path)/holder", form, as: "seun").status == 409)
      #expect(await world.site.get(path, as: "seun").text.contains("Ann Lee"))
      let unknown = await world.site.post(
        "\(path)/holder", ["person": "Bo", "email": "bo@example.org", "version": "2"], as: "seun")
      #expect(unknown.status == 422 && unknown.text.contains("Nobody at work has this address"))
      #expect(await world.site.post("\(path)/holder", ["person": "", "version": "2"], as: "seun").status == 303)
      #expect(try await world.count("SELECT COUNT(*) FROM event WHERE kind LIKE 'post.%'") == 2)
      // What an event keeps for ever says nothing of who it was.
      #expect(try await world.count("SELECT COUNT(*) FROM event WHERE CAST(changed AS TEXT) LIKE '%Ann Lee%'") == 0)
    }
  }
}
