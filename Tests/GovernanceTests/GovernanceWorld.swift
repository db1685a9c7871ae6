import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Seun the commissioner, Helen the contract manager, Colin of finance, Margaret of information governance, Peter of the
/// board: everybody of these tests.
struct GovernanceWorld {
  let site: TestSite
  let callers: [String: Caller]
  var database: Database { site.site.database }

  /// The same house at another moment.
  func at(_ now: Instant) -> GovernanceWorld {
    GovernanceWorld(site: TestSite(database, governance.routes, callers: callers, now: now), callers: callers)
  }
  /// Holds that a query counts so many.
  func holds(_ expected: Int, _ query: SQL, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let found = try await database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
    #expect(found == expected, sourceLocation: sourceLocation)
  }
}

func withGovernance(_ engine: Engine, at now: Instant = TestSite.now, _ body: (GovernanceWorld) async throws -> Void)
  async throws
{
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + governance.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    try await database.write { tx in try loadRegisters(folder: "registers", in: tx) }
    var random = SystemRandomNumberGenerator()
    func caller(_ name: String, _ role: Role) -> Caller {
      Caller(
        account: AccountID(at: now, random: &random), name: name, roles: [.init(role)], from: "test")
    }
    let callers = [
      "seun": caller("Seun Balogun", .commissioner), "ada": caller("Ada Boateng", .commissioner),
      "helen": caller("Helen Thwaite", .contractManager), "colin": caller("Colin Mayhew", .financeOfficer),
      "margaret": caller("Margaret Oyelaran", .informationGovernance), "peter": caller("Peter Hallam", .boardViewer),
      "pat": caller("Pat Lowe", .practitioner),
    ]
    try await body(
      GovernanceWorld(site: TestSite(database, governance.routes, callers: callers, now: now), callers: callers))
  }
}

/// An id for a test.
func anyID<Of>(_: Of.Type = Of.self, at now: Instant = TestSite.now) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: now, random: &random)
}
