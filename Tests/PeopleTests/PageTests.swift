import Design
import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import People

/// Decides as the lists do: what a caller may not know of is not found.
@Sendable private func decide(
  _ caller: Caller, _ permission: Permission, _ child: ChildID, _ now: Instant, _ tx: Transaction
) throws -> Access {
  func reaches(_ permission: Permission) throws -> Bool {
    try tx.exists("SELECT 1 FROM child WHERE child.id = \(child) AND \(visibleChildren(to: caller, by: permission))")
  }
  guard try reaches(.knowOf) else { throw Refusal.notFound }
  guard try reaches(permission) else { throw Refusal.forbidden("No.") }
  let role = caller.roles[0].role
  let reach = try Reach.allCases.first { try reaches(.child("test", [role: $0])) }
  return Access(reach: reach ?? .partnership, role: role, purpose: permission.purpose)
}

@Suite struct PageTests {
  private func withSite(_ engine: Engine, _ body: (TestSite, Database, Partnership) async throws -> Void) async throws {
    try await withPartnership(engine) { database, p in
      let callers = [
        "nurse": p.nurse, "manager": p.manager, "therapist": p.therapist, "teacher": p.teacher, "screener": p.screener,
        "family": p.caller(.familyMember, person: Self.dana),
      ]
      try await body(TestSite(database, people.routes, callers: callers, decide: decide), database, p)
    }
  }
  private static let dana = PersonID(high: 0x7201, low: 1 << 63)

  /// Amara, with whom the nurse works as key worker, in a family with a mother.
  private func amara(_ database: Database, _ p: Partnership) async throws -> Child {
    try await database.write { (tx) throws -> Child in
      let child = try p.child("Amara", "Bello", Day(2018, 5, 3)!, in: tx) {
        $0.preferredName = "Ama"
        $0.alerts = "Allergy: nuts\nCollection: named adults only"
      }
      try p.link(child, p.priya, p.health, p.nurses, isKeyWorker: true, in: tx)
      let family = FamilyID(high: 0x7202, low: 1 << 63)
      try tx.addFamily(family, name: "Bello", at: Partnership.now)
      try tx.addPerson(
        Self.dana, NewPerson(name: "Dana Bello", email: "dana@example.org"), family: family, at: Partnership.now)
      try tx.addRelation(
        ID(high: 0x7203, low: 1 << 63), child: child.id, person: Self.dana, kind: .mother, hasResponsibility: true,
        livesWith: true, hasPortal: true, by: .system, at: Partnership.now)
      return child
    }
  }

  @Test(arguments: Engine.available)
  func searches(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let start = await site.get("/search", as: "nurse")
      #expect(start.status == 200)
      #expect(start.text.contains("Type what you have"))
      let found = await site.get("/search?q=amara+belo", as: "nurse")
      #expect(found.text.contains("href=\"/children/\(child.id)\""))
      #expect(found.text.contains("Priya Nair"))
      #expect(found.text.contains("Name sounds alike"))
      let therapist = await site.get("/search?q=amara+bello", as: "therapist")
      #expect(therapist.text.contains("/children/\(child.id)/key-information"))
      #expect(therapist.text.contains("Key information only"))
      let teacher = await site.get("/search?q=amara+bello", as: "teacher")
      #expect(teacher.text.contains("Nobody found"))
      #expect(!teacher.text.contains("\(child.id)"))
      #expect(await site.get("/search?q=bello&format=csv", as: "nurse").text.contains("Amara Bello,2018-05-03"))
      let json = await site.get("/search?born-day=3&born-month=5&born-year=2018", as: "nurse", json: true)
      #expect(json.text.contains("\"total\":1"))
      let wrong = await site.get("/search?number=123", as: "nurse")
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("Enter a whole NHS number"))
      // A page beyond the end shows the end.
      #expect(await site.get("/search?q=bello&page=9", as: "nurse").text.contains("\(child.id)"))
      #expect(await site.get("/search?q=12345", as: "nurse").text.contains("We could not use “12345”"))
      #expect(await site.get("/search?q=\(String(repeating: "a", count: 300))", as: "nurse").status == 422)
    }
  }

  @Test(arguments: Engine.available)
  func aSpreadsheetHasMoreThanThePagesShow(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      try await database.write { tx in
        for number in 0..<1010 {
          try p.child("Sam", "Lake\(number)", Day(2018, 5, 3)!, in: tx) { $0.locality = p.valley }
        }
      }
      let path = "/search?locality=\(p.valley)"
      #expect(await site.get(path, as: "screener").text.contains("More than 1000 found"))
      let sheet = await site.get("\(path)&format=csv", as: "screener").text.split(whereSeparator: \.isNewline)
      #expect(sheet.count == 1011 && Set(sheet).count == 1011)
    }
  }

  @Test(arguments: Engine.available)
  func savesAndDeletesSearches(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let saved = await site.post("/search/filters", ["name": "Lakes", "query": "q=lake&state=open"], as: "nurse")
      #expect(saved.status == 303)
      #expect(saved[header: "Location"] == "/search?q=lake&state=open")
      #expect(await site.get("/search", as: "nurse").text.contains("Lakes"))
      #expect(!(await site.get("/search", as: "teacher").text.contains("Lakes")))
      #expect(await site.post("/search/filters", ["name": "", "query": "q=lake"], as: "nurse").status == 422)
      #expect(await site.post("/search/filters", ["name": "x", "query": "q=\"><script>"], as: "nurse").status == 422)
      let id = try await database.read { tx in try tx.value("SELECT id FROM saved_filter", as: AnyID.self) }
      #expect(await site.post("/search/filters/\(try #require(id))/removal", as: "teacher").status == 404)
      #expect(await site.post("/search/filters/\(try #require(id))/removal", as: "nurse").status == 303)
      #expect(try await database.read { tx in try tx.exists("SELECT 1 FROM saved_filter") } == false)
    }
  }

  @Test(arguments: Engine.available)
  func showsKeyInformationAndNoMore(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let page = await site.get("/children/\(child.id)/key-information", as: "therapist")
      #expect(page.status == 200)
      #expect(page.text.contains("Priya Nair"))
      #expect(page.text.contains("Allergy: nuts"))
      #expect(page.text.contains("all that your work"))
      #expect(!page.text.contains("Dana"))
      #expect(await site.get("/children/\(child.id)/details", as: "therapist").status == 403)
      #expect(await site.get("/children/\(child.id)/key-information", as: "teacher").status == 404)
      let family = await site.get("/children/\(child.id)/key-information", as: "family")
      #expect(family.status == 200)
      #expect(!family.text.contains("Allergy"))
    }
  }

  private func fields(_ child: Child, _ changes: [String: String]) -> [String: String] {
    child.formValues.merging(changes) { $1 }
  }

  @Test(arguments: Engine.available)
  func changesDetailsAndShowsWhereTheyComeFrom(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let form = await site.get("/children/\(child.id)/details/change", as: "nurse")
      #expect(form.text.contains("value=\"Amara\""))
      let wrong = await site.post(
        "/children/\(child.id)/details", fields(child, ["nhs_number": "943 476 5918", "given_name": ""]), as: "nurse")
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("Enter the child’s first name"))
      #expect(wrong.text.contains("Enter a 10 digit NHS number"))
      let saved = await site.post(
        "/children/\(child.id)/details",
        fields(child, ["nhs_number": "943 476 5919", "school": "Elm Road Primary", "needs_interpreter": "yes"]),
        as: "nurse")
      #expect(saved.status == 303)
      let now = try await database.read { tx in try tx.child(child.id) }
      #expect(now.nhsNumber?.digits == "9434765919")
      #expect(now.school == "Elm Road Primary")
      #expect(now.needsInterpreter)
      let details = await site.get("/children/\(child.id)/details", as: "nurse")
      #expect(details.text.contains("Elm Road Primary"))
      #expect(details.text.contains("Changed by Pat, 18 November 2026"))
      #expect(details.text.contains("Written down by Keywork, 18 November 2026"))
      #expect(await site.get("/search?q=943+476+5919", as: "nurse").text.contains("\(child.id)"))
      // The same number on another record is refused.
      let other = try await database.write { (tx) throws -> Child in
        let other = try p.child("Ola", "Bello", in: tx)
        try p.link(other, p.priya, p.health, p.nurses, in: tx)
        return other
      }
      let held = await site.post(
        "/children/\(other.id)/details", fields(other, ["nhs_number": "943 476 5919"]), as: "nurse")
      #expect(held.status == 422)
      #expect(held.text.contains("This NHS number is on another record"))
    }
  }

  @Test(arguments: Engine.available)
  func showsBothSidesWhereTwoPeopleChangeTheSame(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let mine = fields(child, ["school": "Oak School"])
      try await database.write { (tx) throws in
        var theirs = child
        theirs.school = "Elm Road Primary"
        try changeDetails(of: theirs, changed: ["school"], by: .system, at: Partnership.now, in: tx)
      }
      let conflict = await site.post("/children/\(child.id)/details", mine, as: "nurse")
      #expect(conflict.status == 422)
      #expect(conflict.text.contains("What you typed and what is there now"))
      #expect(conflict.text.contains("Oak School"))
      #expect(conflict.text.contains("Elm Road Primary"))
      #expect(conflict.text.contains("name=\"version\" value=\"2\""))
      #expect(try await database.read { tx in try tx.child(child.id).school } == "Elm Road Primary")
      let again = await site.post("/children/\(child.id)/details", mine.merging(["version": "2"]) { $1 }, as: "nurse")
      #expect(again.status == 303)
      #expect(try await database.read { tx in try tx.child(child.id).school } == "Oak School")
    }
  }

  @Test(arguments: Engine.available)
  func keepsTheFamily(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let path = "/children/\(child.id)/family"
      #expect(await site.get("\(path)/new", as: "nurse").status == 200)
      #expect(await site.post(path, ["name": "Joe Bello"], as: "nurse").status == 422)
      let portal = await site.post(path, ["name": "Joe Bello", "kind": "father", "has_portal": "yes"], as: "nurse")
      #expect(portal.text.contains("the link to the family’s own view is sent there"))
      let saved = await site.post(
        path, ["name": "Joe Bello", "kind": "grandparent", "phone": "07700 900 111", "lives_with": "yes"], as: "nurse")
      #expect(saved.status == 303)
      #expect(await site.get("/search?q=07700900111", as: "nurse").text.contains("Phone number"))
      let joe = try #require(
        try await database.read { tx in try tx.relations(child.id) }.first { $0.name == "Joe Bello" })
      #expect(joe.livesWith && !joe.hasPortal && !joe.getsLetters)
      #expect(await site.get("\(path)/\(joe.id)/change", as: "nurse").text.contains("value=\"Joe Bello\""))
      let changed = await site.post(
        "\(path)/\(joe.id)", ["name": "Joseph Bello", "kind": "grandparent", "phone": "07700 900 222"], as: "nurse")
      #expect(changed.status == 303)
      #expect(!(await site.get("/search?q=07700900111", as: "nurse").text.contains("Phone number")))
      #expect(await site.post("\(path)/\(joe.id)/ending", ["why": ""], as: "nurse").status == 422)
      #expect(await site.post("\(path)/\(joe.id)/ending", ["why": "Entered by mistake"], as: "nurse").status == 303)
      #expect(try await database.read { tx in try tx.relations(child.id).map(\.name) } == ["Dana Bello"])
      #expect(await site.post("\(path)/\(joe.id)", ["name": "J", "kind": "other"], as: "nurse").status == 404)
    }
  }

  @Test(arguments: Engine.available)
  func arrangesThePeopleAround(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let path = "/children/\(child.id)/people"
      #expect(await site.get(path, as: "nurse").text.contains("Community health"))
      #expect(await site.post(path, ["part": "Teaching"], as: "nurse").text.contains("Choose a person, or an agency"))
      let twice = await site.post(path, ["practitioner": "\(p.priya)", "part": "More"], as: "nurse")
      #expect(twice.text.contains("Priya Nair works with this child already"))
      let added = await site.post(path, ["practitioner": "\(p.una)", "part": "Class teacher"], as: "nurse")
      #expect(added.status == 303)
      #expect(await site.get(path, as: "nurse").text.contains("nobody leads"))
      let una = try #require(
        try await database.read { tx in try tx.involvements(child.id) }.first { $0.practitioner == p.una })
      #expect(await site.post("\(path)/\(una.id)/lead", as: "nurse").status == 303)
      #expect(await site.post("\(path)/\(una.id)/key-worker", as: "nurse").status == 303)
      let now = try await database.read { tx in try tx.involvements(child.id) }
      #expect(now.filter(\.isKeyWorker).map(\.practitioner) == [p.una])
      #expect(now.filter(\.isLead).map(\.practitioner) == [p.una])
      #expect(await site.get("\(path)/\(una.id)/ending", as: "nurse").text.contains("End the work of Una Walsh"))
      #expect(await site.post("\(path)/\(una.id)/ending", ["why": "Moved school"], as: "nurse").status == 303)
      #expect(await site.get(path, as: "nurse").text.contains("Who worked with Ama before (1)"))
      #expect(await site.post("\(path)/\(una.id)/ending", ["why": "Again"], as: "nurse").status == 404)
    }
  }

  @Test(arguments: Engine.available)
  func closesReopensAndRestricts(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      let path = "/children/\(child.id)"
      #expect(await site.get("\(path)/closure", as: "nurse").status == 403)
      #expect(await site.post("\(path)/closure", ["why": ""], as: "manager").status == 422)
      #expect(await site.post("\(path)/closure", ["why": "Moved away"], as: "manager").status == 303)
      #expect(try await database.read { tx in try tx.child(child.id).isClosed })
      #expect(await site.get("\(path)/details", as: "manager").text.contains("Reopen the record"))
      #expect(await site.post("\(path)/reopening", ["why": "Came back"], as: "manager").status == 303)
      let page = await site.get("\(path)/restriction", as: "manager")
      #expect(page.text.contains("Priya Nair"))
      #expect(page.text.contains("You are not among them"))
      let restricted = await site.post("\(path)/restriction", ["why": "Staff family"], as: "manager")
      #expect(restricted[header: "Location"] == "/search")
      #expect(await site.get("\(path)/details", as: "manager").status == 404)
      #expect(await site.get("\(path)/details", as: "nurse").text.contains("Staff family"))
      #expect(await site.get("/search?q=amara+bello", as: "screener").text.contains("Nobody found"))
    }
  }

  @Test(arguments: Engine.available)
  func keepsOwnWords(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      #expect(await site.post("/children/\(child.id)/words", ["words": "I like trains"], as: "nurse").status == 422)
      let saved = await site.post(
        "/children/\(child.id)/words", ["words": "I like trains", "speaker": "Ama", "about": "At home"], as: "nurse")
      #expect(saved.status == 303)
      #expect(await site.get("/children/\(child.id)/words", as: "nurse").text.contains("I like trains"))
    }
  }

  @Test(arguments: Engine.available)
  func givesThePartsOfTheChildsPage(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let child = try await amara(database, p)
      try await database.write { (tx) throws in
        try p.link(child, p.una, p.education, p.teachers, in: tx)
        var request = Request(site: site.site, method: .get, path: "/", now: Partnership.now, caller: p.nurse)
        request.access = Access(reach: .own, role: .practitioner, purpose: .directCare)
        let panels = try people.childPanels.compactMap { try $0(child.id, request, tx) }
        #expect(panels.map(\.key) == ["own_words", "people", "family", "agencies", "key_information"])
        #expect(panels[1].html.text.contains("Una Walsh"))
        #expect(panels[2].html.text.contains("Dana Bello"))
        let tasks = try people.tasks!(nil, request, tx)
        #expect(tasks.map(\.title) == ["Name who leads"])
        let story = try people.happenings!(child.id, request, tx)
        #expect(story.contains { $0.headline == "Record started" })
        #expect(story.contains { $0.headline == "Priya Nair, Nurses began to help" })
        let figures = try people.caseload!([p.nurses, p.therapists], request, tx)
        #expect(figures.map(\.count) == [1, 0])
        let head = identity(of: child, people: try tx.involvements(child.id), on: Partnership.today)
        #expect(head.text.contains("Allergy: nuts"))
        #expect(head.text.contains("Nobody leads yet"))
      }
    }
  }
}
