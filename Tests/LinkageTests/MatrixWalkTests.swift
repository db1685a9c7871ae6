import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Linkage

/// Every cell of the sharing matrix, walked through the page that shows key information.
@Suite struct MatrixWalkTests {
  private struct Shown: Decodable {
    let seen: [String]
    let identifiers: [Line]
    let agencies: [Agency]
    let flags: [String]
    struct Line: Decodable { let title: String }
    struct Agency: Decodable { let agencyName: String }
  }

  @Test(arguments: Engine.available)
  func thePageShowsWhatTheMatrixSaysAndNoMore(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Kofi,,Mensah,M,2018-07-01,1 Low Road,LS24 1AA,943 476 5919,,"], as: "health")
      let child = try await world.child("health", "H1")
      try await world.write { tx in
        try tx.run("UPDATE child SET alerts = 'Allergy: nuts' WHERE id = \(child)")
        for kind in AgencyKind.allCases {
          try tx.add(Agency(id: newID(), code: "x-\(kind.rawValue)", name: kind.title + " here", kind: kind))
        }
      }
      let agencies = try await world.read { tx in try tx.agencies() }
      let asking: [(Role, SharingPurpose)] = [(.practitioner, .directCare), (.informationGovernance, .governance)]
      for agency in agencies where agency.code.hasPrefix("x-") {
        for (role, purpose) in asking {
          let caller = Caller(account: newID(), name: "Pat", roles: [.init(role, agency: agency.id)], from: "test")
          // Somebody whose agency knows the child, and who does not work with them.
          let site = TestSite(
            world.database, peopleSlice(seenKinds: seenKinds).routes, callers: ["pat": caller],
            decide: { caller, permission, _, _, _ in
              Access(reach: .agency, role: caller.roles[0].role, purpose: permission.purpose)
            })
          let answer = await site.get("/children/\(child)/key-information", as: "pat", json: true)
          #expect(answer.status == 200)
          let decoder = JSONDecoder()
          decoder.keyDecodingStrategy = .convertFromSnakeCase
          let shown = try decoder.decode(Shown.self, from: Data(answer.body))
          let wanted = Set(KeyKind.allCases.filter { MatrixCell(agency.kind, $0, purpose).standard }.map(\.rawValue))
          let said = "\(agency.kind) for \(purpose)"
          #expect(Set(shown.seen) == wanted, "\(said)")
          #expect(shown.identifiers.contains { $0.title == "NHS number" } == wanted.contains("identifiers"), "\(said)")
          #expect(shown.agencies.isEmpty != wanted.contains("agencies"), "\(said)")
          #expect(shown.flags.isEmpty != wanted.contains("warnings"), "\(said)")
        }
      }
    }
  }
}
