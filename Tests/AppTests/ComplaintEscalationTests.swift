import Accounts
import Kernel
import Store
import TestKit
import Testing
import Voice
import Web

@testable import App

/// A complaint that nobody has been asked to look at is the complaints officer's: they hear that its time runs out.
@Suite struct ComplaintEscalationTests {
  /// Somebody complains in a town with these people.
  private func complain(_ town: SmallTown, _ people: [(String, Role)]) async throws {
    try await town.database.write { tx in
      var random = SystemRandomNumberGenerator()
      let agency: AgencyID? = try tx.value("SELECT id FROM agency LIMIT 1")
      for (name, role) in people {
        let id = AccountID(at: town.after(0), random: &random)
        try inviteAccount(
          NewAccount(email: "\(name)@example.org", name: name, roles: [role], agency: agency), id: id,
          directory: .people, site: "https://keywork.example", by: .system, at: town.after(0), in: tx)
        try tx.run("UPDATE account SET state = 'active', joined_at = \(town.after(0)) WHERE id = \(id)")
      }
      try Voice.complain(
        ID(at: town.after(0), random: &random),
        NewComplaint(
          kind: .complaint, about: "Short breaks", words: "Nobody rang back", name: "Ada", contact: "ada@example.org"),
        reference: "C-ABCDEF", code: VoiceCode(random: &random), by: .visitor(from: "test"), at: town.after(0), in: tx)
    }
  }

  @Test(arguments: Engine.available) func anUnownedComplaintIsTheComplaintsOfficers(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await complain(town, [("winifred", .complaintsOfficer), ("margaret", .informationGovernance)])
      #expect(try await town.tell(town.after(20)) == 3)
      #expect(
        try await town.letters() == ["winifred@example.org: A time limit has passed"],
        "nobody else hears of it: not the information governance lead")
    }
  }

  @Test(arguments: Engine.available) func withoutOneInformationGovernanceHears(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await complain(town, [("margaret", .informationGovernance)])
      #expect(try await town.tell(town.after(20)) == 3)
      #expect(try await town.letters() == ["margaret@example.org: A time limit has passed"])
    }
  }
}
