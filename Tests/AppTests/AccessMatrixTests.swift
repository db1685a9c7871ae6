import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

/// Every route × every role × {own, team, other team, other agency, restricted, closed}, walked from the route table and
/// held against the table that was written by hand.
@Suite struct AccessMatrixTests {
  private let routes = Partnership().routes

  @Test func everyPermissionOfTheRouteTableIsInTheTableByHand() {
    let used = Set(routes.map(\.permission))
    let child = Set(used.filter { $0.subject == .child }.map(\.name))
    let work = Set(used.filter { $0.subject == .work }.map(\.name))
    #expect(child.subtracting(childTable.keys).isEmpty, "not in the table: \(child.subtracting(childTable.keys))")
    #expect(
      Set(childTable.keys).subtracting(child).isEmpty, "no route asks: \(Set(childTable.keys).subtracting(child))")
    #expect(work.subtracting(workTable.keys).isEmpty, "not in the table: \(work.subtracting(workTable.keys))")
  }

  @Test func aRouteAboutAChildHasTheChildInItsAddress() {
    for route in routes where route.permission.subject == .child {
      #expect(route.path.holes.contains("child"), "\(route.path)")
    }
  }

  @Test(arguments: Engine.available) func everyRoleSeesExactlyWhatTheTableSays(engine: Engine) async throws {
    try await withTestDatabase(engine, Partnership().migrations) { database in
      let world = try await MatrixWorld(database)
      let site = TestSite(database, routes, callers: world.callers, decide: decideAccess)
      for route in routes where route.permission.subject == .child {
        for role in Role.allCases {
          let expected = childTable[route.permission.name]?[role] ?? otherwise[role] ?? "------"
          for (child, code) in zip(world.children, expected) {
            await check(route, role, child, code, site)
          }
        }
      }
      for route in routes where route.permission.subject == .work {
        for role in Role.allCases where !(workTable[route.permission.name]?.contains(role) ?? false) {
          let response = await send(route, role, MatrixChild(name: "none", id: world.children[0].id), site)
          #expect(response.status == 403, "\(route.method) \(route.path) as \(role): \(response.status)")
        }
      }
    }
  }

  /// Where it is allowed, the answer is anything but a refusal of access; a form is not sent then, so that nothing changes.
  private func check(_ route: Route, _ role: Role, _ child: MatrixChild, _ code: Character, _ site: TestSite) async {
    let isWhole = route.path.holes == ["child"]
    if code == "A" && (route.method == .post || !isWhole) { return }
    let status = await send(route, role, child, site).status
    let said = "\(route.method.rawValue) \(route.path) as \(role), \(child.name): \(status), by hand \(code)"
    switch code {
    case "A": #expect(status == 200 || status == 409, "\(said)")
    case "F": #expect(status == 403, "\(said)")
    case "C": #expect(status == 409, "\(said)")
    default: #expect(status == 404, "\(said)")
    }
  }

  private func send(_ route: Route, _ role: Role, _ child: MatrixChild, _ site: TestSite) async -> Response {
    let path = route.path.filled { $0 == "child" ? child.id.description : "0190b2c4-7d3e-7abc-8def-0123456789ab" }
    return route.method == .get
      ? await site.get(path, as: role.rawValue, json: true) : await site.post(path, [:], as: role.rawValue)
  }
}

struct MatrixChild: Sendable {
  let name: String
  let id: ChildID
}

/// Two agencies, two teams, and one child of each nearness.
struct MatrixWorld: Sendable {
  let children: [MatrixChild]
  let callers: [String: Caller]

  init(_ database: Database) async throws {
    let now = TestSite.now
    (children, callers) = try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      func id<T>() -> ID<T> { ID(at: now, random: &random) }
      let (council, health): (AgencyID, AgencyID) = (id(), id())
      let (west, east, clinic): (TeamID, TeamID, TeamID) = (id(), id(), id())
      let (own, colleague, other, nurse): (PractitionerID, PractitionerID, PractitionerID, PractitionerID) = (
        id(), id(), id(), id()
      )
      try tx.add(Agency(id: council, code: "council", name: "Council", kind: .council))
      try tx.add(Agency(id: health, code: "health", name: "Health", kind: .health))
      try tx.add(Team(id: west, agency: council, name: "West"))
      try tx.add(Team(id: east, agency: council, name: "East"))
      try tx.add(Team(id: clinic, agency: health, name: "Clinic"))
      for (person, agency, team) in [
        (own, council, west), (colleague, council, west), (other, council, east), (nurse, health, clinic),
      ] {
        try tx.addPractitioner(person, name: "Somebody", jobTitle: "Worker", agency: agency, team: team)
      }
      let parent: PersonID = id()
      try tx.addPerson(parent, NewPerson(name: "Dana Bello"), family: nil, at: now)

      func child(
        _ name: String, with practitioner: PractitionerID, _ agency: AgencyID, _ team: TeamID, portal: Bool = false
      ) throws -> MatrixChild {
        let child: ChildID = id()
        try register(
          Child(id: child, givenName: name, familyName: "Bello", bornOn: Day(2021, 5, 3), at: now), by: .system,
          at: now, in: tx)
        try tx.beginInvolvement(
          NewInvolvement(practitioner: practitioner, agency: agency, team: team, part: "Help"), child: child, id: id(),
          by: .system, at: now)
        if portal {
          try tx.addRelation(
            id(), child: child, person: parent, kind: .mother, hasResponsibility: true, livesWith: true,
            hasPortal: true, by: .system, at: now)
        }
        return MatrixChild(name: name, id: child)
      }
      let children = [
        try child("own", with: own, council, west, portal: true), try child("team", with: colleague, council, west),
        try child("other team", with: other, council, east), try child("other agency", with: nurse, health, clinic),
        try child("restricted", with: colleague, council, west),
        try child("closed", with: own, council, west, portal: true),
      ]
      try restrict(children[4].id, to: true, why: "Adoption", by: .system, at: now, in: tx)
      let link = try tx.involvements(children[5].id)[0]
      try tx.endInvolvement(link.id, child: children[5].id, why: "Needs met", by: .system, at: now)
      try closeRecord(children[5].id, why: "Needs met", by: .system, at: now, in: tx)

      var callers: [String: Caller] = [:]
      for role in Role.allCases {
        let account: AccountID = id()
        callers[role.rawValue] = Caller(
          account: account, name: role.title,
          roles: [
            .init(
              role, agency: role.isFamily ? nil : council,
              team: role == .practitioner || role == .teamManager ? west : nil)
          ],
          practitioner: role == .practitioner ? own : nil, person: role.isFamily ? parent : nil, from: "test")
      }
      return (children, callers)
    }
  }
}
