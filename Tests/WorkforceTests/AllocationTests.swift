import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Workforce

@Suite struct AllocationTests {
  private static func county() throws -> (ServiceStructure, [KnownReferral]) {
    var service = ServiceStructure()
    let codes = ["ald", "bra", "cas", "dun", "eas", "fen"]
    service.locations = codes.map { WorkLocation(code: $0, name: $0, area: "West") }
    return (service, try exampleReferrals())
  }
  private static let to = Day(2026, 10, 31)!

  @Test func theCountysReferralsGiveTheCountysPosts() throws {
    let (service, referrals) = try Self.county()
    let answer = allocate(AllocationQuestion(to: Self.to, halves: 41), service, referrals)
    #expect(answer.lines.map(\.referrals) == [612, 488, 301, 254, 187, 96])
    #expect(answer.lines.map { posts($0.webster) } == ["6.5", "5.5", "3", "2.5", "2", "1"])
    #expect(answer.lines.map { posts($0.hamilton) } == ["6.5", "5", "3", "3", "2", "1"])
    #expect(!answer.isBound)
    #expect(posts(answer.needed) == "26")
    #expect(posts(answer.short) == "5.5")
    #expect(answer.given == 41)
  }

  @Test func aFloorThatBindsAndACapChangeTheShares() throws {
    let (service, referrals) = try Self.county()
    let answer = allocate(AllocationQuestion(to: Self.to, halves: 41, floor: 4, cap: 11), service, referrals)
    #expect(answer.isBound)
    #expect(answer.lines.map(\.webster).min() == 4)
    #expect(answer.lines.map(\.webster).max() == 11)
    #expect(answer.given == 41)
  }

  @Test func forecastsHaveRangesThatHoldThem() throws {
    let (service, referrals) = try Self.county()
    let answer = allocate(AllocationQuestion(basis: .forecast, to: Self.to, halves: 41), service, referrals)
    for line in answer.lines {
      let (expected, low, high) = (try #require(line.expected), try #require(line.low), try #require(line.high))
      #expect(low < expected && expected < high)
      #expect(abs(expected / Double(line.referrals) - 1) < 0.25)
    }
    // With less than two years of months nothing is forecast.
    let short = referrals.filter { $0.receivedOn > Day(2025, 10, 31)! }
    #expect(
      allocate(AllocationQuestion(to: Self.to, halves: 41), service, short).lines.allSatisfy { $0.expected == nil })
  }

  @Test func theQuestionIsRefusedWhereItCannotBeAnswered() throws {
    let (service, referrals) = try Self.county()
    func wrong(_ question: AllocationQuestion) -> [String] { problems(with: question, service, referrals).map(\.field) }
    #expect(wrong(AllocationQuestion(to: Self.to, halves: 41)) == [])
    #expect(wrong(AllocationQuestion(to: Self.to, halves: 10)) == ["floor"])
    #expect(wrong(AllocationQuestion(to: Self.to, halves: 41, cap: 1)) == ["cap"])
    #expect(wrong(AllocationQuestion(to: Day(2019, 1, 31)!, halves: 41)) == ["to"])
  }

  @Test(arguments: Engine.available)
  func aProposalIsKeptOpenedAndApprovedBySomebodyElse(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let form = [
        "name": "Last year", "basis": "past", "to": "2026-10-31", "posts": "20.5", "floor": "1", "weeks": "16",
        "limit": "25",
      ]
      #expect(await world.site.get("/workforce/allocations/new", as: "seun").text.contains("20.5"))
      for (name, value) in [("posts", "20.3"), ("to", "2026-10-30"), ("floor", "x")] {
        #expect(
          await world.site.post("/workforce/allocations", form.merging([name: value]) { $1 }, as: "seun").status == 422)
      }
      let made = await world.site.post("/workforce/allocations", form, as: "seun")
      let path = try #require(made[header: "Location"])
      let page = await world.site.get(path, as: "helen")
      #expect(page.text.contains("26 posts are needed and there are 20.5: 5.5 are short."))
      // Referrals, share, posts by either method and need: every one of them opens what is behind it.
      let opened = page.text.components(separatedBy: "location=ald&amp;from=2025-11-01&amp;to=2026-10-31").count - 1
      #expect(opened == 5)
      let behind = await world.site.get(
        "/workforce/referrals?location=ald&from=2025-11-01&to=2026-10-31&format=csv", as: "helen")
      #expect(behind.text.split(whereSeparator: \.isNewline).count == 613)
      // Live ones come after those of the files, under the location of their locality.
      #expect(
        await world.site.get("/workforce/referrals?location=fen&from=2026-11-01", as: "helen").text.contains("L1"))
      #expect(await world.site.post("\(path)/approval", ["version": "1"], as: "seun").status == 409)
      #expect(await world.site.post("\(path)/approval", ["version": "1"], as: "helen").status == 303)
      #expect(await world.site.post("\(path)/withdrawal", ["version": "2", "why": "No"], as: "helen").status == 409)
      let fewer = form.merging(["name": "Fewer", "posts": "17.5", "without": "FHG"]) { $1 }
      let second = await world.site.post("/workforce/allocations", fewer, as: "helen")
      let other = try #require(second[header: "Location"])
      let ids = [path, other].map { $0.split(separator: "/").last! }
      let compared = await world.site.get("/workforce/allocations/comparison?a=\(ids[0])&b=\(ids[1])", as: "seun")
      #expect(compared.text.contains("−3"))
      #expect(await world.site.post("\(other)/approval", ["version": "1"], as: "seun").status == 303)
      #expect(try await world.count("SELECT COUNT(*) FROM allocation_proposal WHERE state = 'approved'") == 1)
      #expect(try await world.count("SELECT COUNT(*) FROM allocation_proposal WHERE state = 'replaced'") == 1)
      #expect(await world.site.get(path, as: "colin").status == 403)
    }
  }

  private func post(_ code: String, _ place: String, _ fte: Int, _ kind: PostKind = .visitor, holder: String? = "H")
    -> Post
  {
    Post(id: anyID(), code: code, title: code, kind: kind, fte: fte, location: place, holder: holder)
  }
  /// An allocation that gives so many halves to each location.
  private func given(_ halves: [(String, Int)]) -> Allocation {
    Allocation(
      question: AllocationQuestion(to: Self.to, halves: halves.reduce(0) { $0 + $1.1 }),
      lines: halves.map {
        AllocationLine(
          code: $0.0, name: $0.0, referrals: 1, expected: nil, low: nil, high: nil, quota: 1, webster: $0.1,
          hamilton: $0.1, now: 0, needed: 0)
      }, isBound: false)
  }

  @Test func whatMovesIsVacantFirstAndTheLastSeniorStays() {
    var service = ServiceStructure()
    service.posts = [
      post("S1", "a", 100, .seniorVisitor), post("V1", "a", 100), post("V2", "a", 50), post("V3", "a", 50, holder: nil),
      post("S2", "b", 100, .seniorVisitor),
    ]
    let half = moves(for: given([("a", 5), ("b", 3)]), service)
    #expect(half == [PlannedMove(post: "V3", from: "a", to: "b")])
    // The senior is large enough, and stays: one post to four is a whole one short.
    let all = moves(for: given([("a", 0), ("b", 8)]), service)
    #expect(Set(all.map(\.post)) == ["V1", "V2", "V3"])
    for move in all {
      let index = service.posts.firstIndex { $0.code == move.post }!
      service.posts[index].location = move.to
    }
    #expect(openHalves(given([("a", 0), ("b", 8)]), service) == ["a": -2, "b": 2])
    #expect(moves(for: given([("a", 2), ("b", 6)]), service).isEmpty)
  }

  @Test(arguments: Engine.available)
  func approvingMovesPostsOnceTheirGatesArePassed(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let (service, referrals) = try await world.database.read { tx in
        (try tx.serviceStructure(), try tx.knownReferrals())
      }
      let before = service.visiting(in: "ald")
      let id: ID<Proposal> = anyID()
      let caller = world.callers["seun"]!
      try await world.database.write { tx in
        try proposeAllocation(
          id, allocate(AllocationQuestion(to: Self.to, halves: 41, cap: 12), service, referrals), name: "Six at most",
          note: nil, by: caller, at: TestSite.now, in: tx)
      }
      let path = "/workforce/allocations/\(id)"
      #expect(await world.site.post("\(path)/approval", ["version": "1"], as: "helen").status == 303)
      let found = try await world.database.read { tx in try tx.moves(of: id) }
      let move = try #require(found.first)
      #expect(found.count == 1 && move.from == "ald" && move.post == "PHV-06")
      #expect(await world.site.get(path, as: "helen").text.contains("PHV-06"))
      #expect(await world.site.get(move.path, as: "helen").status == 403)
      #expect(await world.site.get(move.path, as: "seun").status == 200)
      // Somebody holds it: not without an individual consultation, and not without what was agreed.
      let form = ["version": "1", "base": "The other centre"]
      let unheard = await world.site.post(move.path, form, as: "seun")
      #expect(unheard.status == 422 && unheard.text.contains("Enter when whoever holds it was consulted"))
      let heard = form.merging(["heard_on": "2026-11-12"]) { $1 }
      #expect(await world.site.post(move.path, heard, as: "seun").status == 422)
      let late = heard.merging(["heard_on": "2026-11-19", "words": "From January"]) { $1 }
      #expect(await world.site.post(move.path, late, as: "seun").status == 422)
      #expect(try await world.service().visiting(in: "ald") == before)
      let agreed = heard.merging(["words": "From January"]) { $1 }
      #expect(await world.site.post(move.path, agreed, as: "seun").status == 303)
      let after = try await world.service()
      #expect(after.visiting(in: "ald") == before - 50)
      #expect(after.posts.first { $0.code == "PHV-06" }?.base == "The other centre")
      #expect(await world.site.post(move.path, agreed, as: "seun").status == 409)
      #expect(await world.site.post("\(move.path)/dropping", ["version": "2", "why": "No"], as: "seun").status == 409)
      let history = try await world.database.read { tx in
        try tx.postHistory(after.posts.first { $0.code == "PHV-06" }!.id).map(\.words)
      }
      #expect(history.count == 1 && history[0].contains("From January"))
    }
  }
}
