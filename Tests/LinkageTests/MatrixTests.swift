import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Linkage

/// The sharing matrix: what holds from the beginning, and how it is changed.
@Suite struct MatrixTests {
  @Test func whatKeepsAChildSafeIsKnownToAll() {
    for agency in AgencyKind.allCases {
      for purpose in SharingPurpose.allCases {
        #expect(MatrixCell(agency, .warnings, purpose).standard)
        #expect(MatrixCell(agency, .agencies, purpose).standard)
      }
    }
    #expect(!MatrixCell(.voluntary, .identifiers, .directCare).standard)
  }

  @Test(arguments: Engine.available)
  func aChangeHoldsWhenASecondPersonHasAgreed(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      func seen() async throws -> Set<KeyKind> {
        try await world.read { try $0.kindsSeen([.voluntary], for: .directCare) }
      }
      #expect(try await !seen().contains(.assessments))
      let fields = [
        "agency": "voluntary", "kind": "assessments", "purpose": "direct_care", "is_allowed": "yes", "why": "They help",
      ]
      #expect(await world.site.post("/sharing-matrix/changes", fields, as: "nina").status == 403)
      #expect(await world.site.post("/sharing-matrix/changes", fields, as: "ida").status == 303)
      #expect(try await !seen().contains(.assessments))
      let change = try await world.read { try $0.matrixChanges()[0].id }
      let path = "/sharing-matrix/changes/\(change)/answer"
      #expect(await world.site.post(path, ["agrees": "yes"], as: "ida").status == 403)
      #expect(await world.site.post(path, ["agrees": "yes"], as: "ivy").status == 303)
      #expect(try await seen().contains(.assessments))
      #expect(await world.site.post(path, ["agrees": "no"], as: "ivy").status == 409)
      // What stands already is no change.
      #expect(await world.site.post("/sharing-matrix/changes", fields, as: "ida").status == 422)
      let page = await world.site.get("/sharing-matrix", as: "nina")
      #expect(page.status == 200 && !String(decoding: page.body, as: UTF8.self).contains("They help"))
    }
  }
}

/// How good the links are said to be.
@Suite struct QualityTests {
  @Test func fewReviewedPairsSayNothing() throws {
    var line = QualityLine(group: "Under 5", linked: 90, waiting: 20)
    (line.sampled, line.right, line.reviewed, line.same) = (4, 4, 4, 2)
    #expect(line.precision == nil && line.recall == nil)
    (line.sampled, line.right, line.reviewed, line.same) = (20, 19, 10, 5)
    #expect(line.precision == 0.95)
    // Of the twenty that wait, ten are links that nobody has made yet.
    #expect(line.recall == 0.9)
    // Wilson’s range of 19 in 20, and of 5 in 10 carried over to the twenty that wait.
    let (right, found) = (try #require(line.precisionRange), try #require(line.recallRange))
    #expect(abs(right.low - 0.7639) < 0.0005 && abs(right.high - 0.9911) < 0.0005)
    #expect(found.low < 0.9 && found.high > 0.9 && abs(found.low - 90 / (90 + 20 * 0.7634)) < 0.001)
    #expect(ShareRange(20, of: 20).high == 1 && ShareRange(20, of: 20).low < 0.85)
  }

  @Test func lastNamesAreGuessedFromWhatIsCommon() {
    for (name, origin) in [
      ("Kowalska", NameOrigin.easternEurope), ("Popescu", .easternEurope), ("Begum", .southAsia),
      ("Warsame", .arabicAndSomali), ("Okafor-Reid", .africa), ("Nguyen", .eastAsia), ("Bailey", .britain),
      ("O’Brien", .britain), ("", .britain), ("Ska", .britain),
    ] {
      #expect(NameOrigin(lastName: name) == origin, "\(name)")
    }
  }

  @Test(arguments: Engine.available)
  func aSampleIsDrawnAndAWrongLinkIsTakenApart(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "health")
      try await world.take(["E1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "education")
      #expect(await world.site.post("/links/quality/sample", as: "sam").status == 303)
      let pair = try await world.read { tx in
        try #require(try tx.pairs(PairFilter(), for: world.callers["sam"]!, limit: 5).first)
      }
      #expect(pair.wasSample && pair.aChild == pair.bChild)
      let answer = await world.site.post(
        "/links/\(pair.id)/answer", ["answer": "different", "why": "Cousins", "version": "1"], as: "sam")
      #expect(answer.status == 303)
      #expect(try await world.child("health", "H1") != world.child("education", "E1"))
      // It holds, whatever the records say.
      _ = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      #expect(try await world.child("health", "H1") != world.child("education", "E1"))
      let page = await world.site.get("/links/quality", as: "sam", json: true)
      #expect(page.status == 200)
      #expect(!String(decoding: page.body, as: UTF8.self).contains("Ashby"))
    }
  }

  @Test(arguments: Engine.available)
  func figuresOfTodayStandBesideThoseOfAMonthAgo(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let today = LinkWorld.now.day
      try await world.take(["H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "health")
      try await world.write { tx in try tx.noteLinkFigures(on: today.adding(days: -28)) }
      try await world.take(["E1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "education")
      try await world.take(["E2,Zosia,,Nowak,F,2016-07-02,3 Mill Road,LS29 9ZZ,,,"], as: "education")
      _ = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      try await world.write { tx in try tx.noteLinkFigures(on: today) }
      let answer = await world.site.get("/links/quality", as: "sam", json: true)
      struct Figures: Decodable {
        let drift: [QualityPage.Drift]
        let links: [QualityPage.Links]
      }
      let page = try JSONDecoder().decode(Figures.self, from: Data(answer.body))
      func drift(_ name: String) -> [Double?] { page.drift.filter { $0.name == name }.flatMap { [$0.before, $0.now] } }
      #expect(drift(LinkFigure.records) == [1, 3])
      #expect(drift(LinkFigure.people) == [1, 2])
      #expect(drift(LinkFigure.perChild) == [1, 1.5])
      // What was compared, and that no block was too large, is of the night.
      #expect(drift(LinkFigure.capped) == [nil, 0] && drift(LinkFigure.leftOut) == [nil, 0])
      #expect(page.links.map(\.pair) == ["Education and Health"] && page.links.map(\.count) == [1])
    }
  }
}
