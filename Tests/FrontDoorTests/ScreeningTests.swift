import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import FrontDoor

@Suite struct ScreeningTests {
  @Test(arguments: Engine.available) func queueIsByUrgencyThenClock(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let late = try await door.ask(at: TestDoor.now.adding(hours: -24 * 7))
      let usual = try await door.ask()
      var worried = NewHelpRequest.usual
      worried.danger = .worried
      let urgent = try await door.ask(worried)
      var danger = NewHelpRequest.usual
      danger.danger = .now
      let first = try await door.ask(danger)
      func rows(_ filter: QueueFilter = QueueFilter(), as caller: Caller = TestDoor.ana1) async throws
        -> [HelpRequestID]
      {
        try await door.database.read {
          try $0.queue(filter, for: caller, at: TestDoor.now, limit: 25, offset: 0).map(\.id)
        }
      }
      #expect(try await rows() == [first.id, urgent.id, late.id, usual.id])
      // 24 hours from half past ten; one working day ends with the next; four hours for danger.
      #expect(urgent.dueAt == TestDoor.now.adding(hours: 24))
      #expect(usual.dueAt?.day == Day(2026, 11, 19))
      #expect(first.dueAt == TestDoor.now.adding(hours: 4))
      #expect(try await rows(QueueFilter(show: .late)) == [late.id])
      #expect(try await rows(QueueFilter(show: .today)) == [first.id])
      #expect(try await rows(QueueFilter(urgency: .urgent)) == [urgent.id])
      #expect(try await rows(QueueFilter(service: .homeVisiting)).count == 4)
      #expect(try await rows(QueueFilter(service: .therapy)).isEmpty)
      #expect(try await rows(QueueFilter(text: "OKORO")).count == 4)
      #expect(try await rows(QueueFilter(text: usual.reference.text)) == [usual.id])
      #expect(try await rows(QueueFilter(text: "%")).isEmpty)
      // A manager lists only what was given to their teams.
      #expect(try await rows(as: TestDoor.manager).isEmpty)
      let counts = try await door.database.read { try $0.queueCounts(for: TestDoor.ana1, at: TestDoor.now) }
      #expect(counts == QueueCounts(late: 1, dueToday: 1, inChecks: 0, decidedThisWeek: 0, withNobody: 4))
    }
  }

  @Test(arguments: Engine.available) func secondScreenerHearsWhoWasFirst(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.ask()
      async let a = door.site.post("/requests/\(request.id)/taking", as: "ana")
      async let b = door.site.post("/requests/\(request.id)/taking", as: "ben")
      let answers = await [a, b]
      #expect(answers.map(\.status).sorted() == [303, 409])
      let loser = try #require(answers.first { $0.status == 409 })
      let held = try await door.load(request.id)
      #expect(loser.text.contains("\(held.screenerName!) took this at 10.30am"))
      #expect(held.state == .screening)

      let holder = held.screener == TestDoor.ana ? "ana" : "ben"
      let other = holder == "ana" ? TestDoor.ben : TestDoor.ana
      #expect(
        await door.site.post("/requests/\(request.id)/handover", ["practitioner": other.description], as: holder).status
          == 303)
      #expect(try await door.load(request.id).screener == other)
      #expect(
        await door.site.post(
          "/requests/\(request.id)/handover", ["practitioner": TestDoor.hugo.description], as: holder
        ).status == 422)
      #expect(await door.site.post("/requests/\(request.id)/return", as: "ana").status == 303)
      let back = try await door.load(request.id)
      #expect(back.screener == nil && back.state == .received)
      #expect(
        try await door.events(request.id).sorted() == [
          "request.asked", "request.handed_over", "request.put_back", "request.taken",
        ])
    }
  }

  @Test(arguments: Engine.available) func childIsFoundOrStarted(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let known = try await door.addChild("Sami", "Okoro", born: Day(2024, 5, 2))
      let request = try await door.ask()
      let page = await door.site.get("/requests/\(request.id)", as: "ana")
      #expect(page.status == 200 && page.text.contains("This is the child") && page.text.contains(known.description))
      let version = try await door.load(request.id).version
      #expect(
        await door.site.post(
          "/requests/\(request.id)/child", ["child": known.description, "version": "\(version + 1)"], as: "ana"
        ).status == 409)
      #expect(
        await door.site.post(
          "/requests/\(request.id)/child", ["child": known.description, "version": "\(version)"], as: "ana"
        ).status == 303)
      #expect(try await door.load(request.id).child == known)

      let second = try await door.ask()
      #expect(
        await door.site.get("/requests/\(second.id)", as: "ana").text.contains(request.reference.text),
        "the other request is offered")
      let form = await door.site.get("/requests/\(second.id)/record", as: "ana")
      #expect(form.status == 200 && form.text.contains("Look first") && form.text.contains("value=\"Okoro\""))
      let wrong = await door.site.post(
        "/requests/\(second.id)/record", ["given_name": "Sami", "family_name": "Okoro", "sex": "M", "portal": "yes"],
        as: "ana")
      #expect(wrong.status == 422 && wrong.text.contains("what the asker is to the child"))
      let fields = [
        "given_name": "Sami", "family_name": "Okoro", "sex": "M", "born_on": "2024-05-02", "relation": "mother",
        "portal": "yes", "responsibility": "yes",
      ]
      #expect(await door.site.post("/requests/\(second.id)/record", fields, as: "ana").status == 303)
      let child = try #require(try await door.load(second.id).child)
      let relations = try await door.database.read { try $0.relations(child) }
      #expect(relations.map(\.name) == ["Ada Okoro"] && relations[0].hasPortal && relations[0].hasResponsibility)
      #expect(try await door.load(second.id).askerPerson == relations[0].person)
    }
  }

  @Test(arguments: Engine.available) func checksHaveTheirOwnClockAndAnswer(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.ask()
      _ = await door.site.post("/requests/\(request.id)/taking", as: "ana")
      #expect(await door.site.get("/requests/\(request.id)/checks", as: "ana").text.contains("Community Health"))
      let fields = ["agency": TestDoor.health.description, "question": "Do you know Sami?"]
      #expect(
        await door.site.post("/requests/\(request.id)/checks", ["agency": TestDoor.health.description], as: "ana")
          .status == 422)
      #expect(await door.site.post("/requests/\(request.id)/checks", fields, as: "ana").status == 303)
      #expect(await door.site.post("/requests/\(request.id)/checks", fields, as: "ana").status == 409)
      #expect(try await door.load(request.id).state == .checks)
      let check = try #require(try await door.database.read { try $0.checks(of: request.id).first })
      #expect(check.dueAt.day == Day(2026, 11, 19))
      // Told by mail, once, with nothing of the child.
      let mails = try await door.database.read { tx in
        try tx.rows("SELECT recipient, subject, body FROM mail ORDER BY id") {
          (try $0[0] as String, try $0[1] as String, try $0[2] as String)
        }.filter { $0.0 == "duty@health.example.org" }
      }
      #expect(mails.count == 1 && mails[0].1 == "The front door has a question for your agency")
      #expect(mails[0].2.contains("/checks/\(check.id)") && mails[0].2.contains("Thursday 19 November 2026"))
      for word in ["Sami", "Okoro", "Ada", "Do you know", request.reference.text] {
        #expect(!mails[0].2.contains(word))
      }

      let list = await door.site.get("/checks", as: "hugo")
      #expect(list.text.contains("Do you know Sami?") && list.text.contains("Sami Okoro"))
      #expect(
        !(await door.site.get("/checks", as: "mel").text.contains("Do you know Sami?")),
        "only the agency that was asked")
      #expect(await door.site.get("/checks/\(check.id)", as: "mel").status == 404)
      #expect(await door.site.get("/checks/\(check.id)", as: "hugo").status == 200)
      #expect(await door.site.get("/requests/\(request.id)", as: "hugo").status == 403, "nothing else of the request")
      #expect(await door.site.post("/checks/\(check.id)/answer", ["finding": "concern"], as: "hugo").status == 422)
      #expect(
        await door.site.post("/checks/\(check.id)/answer", ["finding": "known", "answer": "Since 2025"], as: "hugo")
          .status == 303)
      #expect(await door.site.post("/checks/\(check.id)/answer", ["finding": "known"], as: "hugo").status == 409)
      let after = try await door.load(request.id)
      #expect(after.state == .screening)
      let asked = Request(site: door.site.site, method: .get, path: "/", now: TestDoor.now, caller: TestDoor.ana1)
      let today = try await door.database.read { try frontDoorTasks(nil, asked, $0) }
      #expect(today.map(\.title) == ["Answer the request: Sami"])
      #expect(today[0].hint.contains("Community Health has answered.") && !today[0].isUrgent)
      let clock = try await door.database.read { try $0.clocks(about: check.id).first }
      #expect(clock?.status == .met)
      #expect(await door.site.get("/requests/\(request.id)", as: "ana").text.contains("Since 2025"))
      #expect(await door.site.get("/requests/\(request.id)/checks/\(check.id)", as: "ana").status == 200)
    }
  }

  @Test func whoeverAsksAnAgencyHasTheRequest() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      let fields = ["agency": TestDoor.council.description, "question": "Do you know Sami?"]
      let sent = await door.site.post("/requests/\(request.id)/checks", fields, as: "ben")
      #expect(sent.status == 303)
      let held = try await door.load(request.id)
      #expect(held.screener == TestDoor.ben && held.state == .checks)
      let check = try #require(try await door.database.read { try $0.checks(of: request.id).first })
      let answer = ["finding": "concern", "answer": "Two police visits"]
      #expect(await door.site.post("/checks/\(check.id)/answer", answer, as: "mel").status == 303)
      let asked = Request(site: door.site.site, method: .get, path: "/", now: TestDoor.now, caller: TestDoor.ben1)
      let today = try await door.database.read { try frontDoorTasks(nil, asked, $0) }
      #expect(today.map(\.isUrgent) == [true] && today[0].hint.contains("County Council has answered and is worried."))
    }
  }

  @Test(arguments: Engine.available) func theLocalityComesFromThePostcode(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let (north, south) = (LocalityID(high: 0x6_7000, low: 1), LocalityID(high: 0x6_7000, low: 2))
      try await door.database.write { tx in
        try tx.addLocality(north, "Northwick")
        try tx.addLocality(south, "Southam")
        for (code, place, isRestricted) in [
          ("TH1 4QT", north as LocalityID?, false), ("TH1 4QA", north, false), ("TH1 5AA", south, false),
          ("TH11 1AA", south, false), ("TH2 1AA", south, true), ("TH3 1AA", nil, false),
        ] {
          var random = SystemRandomNumberGenerator()
          var child = Child(
            id: ChildID(at: TestDoor.now, random: &random), givenName: "Child", familyName: "Known", bornOn: nil,
            at: TestDoor.now)
          (child.postcode, child.locality, child.isRestricted) = (Postcode(code), place, isRestricted)
          try register(child, by: .system, at: TestDoor.now, in: tx)
        }
      }
      func around(_ code: String) async throws -> LocalityID? {
        try await door.database.read { try $0.locality(around: Postcode(code)) }
      }
      #expect(try await around("TH1 4QT") == north, "the very postcode")
      #expect(try await around("TH1 4ZZ") == north, "all of TH1 4 live there")
      #expect(try await around("TH1 9ZZ") == nil, "TH1 lies in both")
      #expect(try await around("TH11 9ZZ") == south, "TH11 is not TH1")
      #expect(try await around("TH2 1AA") == nil, "a restricted record says nothing")
      #expect(try await around("TH3 1AA") == nil)

      var new = NewHelpRequest.usual
      new.postcode = Postcode("TH1 4ZZ")
      let request = try await door.ask(new)
      let form = await door.site.get("/requests/\(request.id)/record", as: "ana").text
      #expect(form.contains("Worked out from the postcode TH1 4ZZ") && form.contains("Northwick"))
      let fields = ["given_name": "Sami", "family_name": "Okoro", "sex": "M", "postcode": "TH1 4ZZ"]
      let wrong = await door.site.post(
        "/requests/\(request.id)/record", fields.merging(["locality": TestDoor.ana.description]) { $1 }, as: "ana")
      #expect(wrong.status == 422)
      // What was worked out can be changed.
      let sent = await door.site.post(
        "/requests/\(request.id)/record", fields.merging(["locality": south.description]) { $1 }, as: "ana")
      #expect(sent.status == 303)
      let child = try #require(try await door.load(request.id).child)
      #expect(try await door.database.read { try $0.child(child).locality } == south)
      #expect(await door.site.get("/requests/\(request.id)", as: "ana").text.contains("TH1 4ZZ, Southam"))
    }
  }

  @Test func logAndMessages() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      #expect(
        await door.site.post(
          "/requests/\(request.id)/notes", ["log_kind": "phoned", "log_words": "Rang the mother"], as: "ana"
        ).status == 303)
      #expect(
        await door.site.post("/requests/\(request.id)/notes", ["log_kind": "to_asker", "log_words": "x"], as: "ana")
          .status == 422)
      #expect(
        await door.site.post("/requests/\(request.id)/messages", ["message": "May we ring you on Friday?"], as: "ana")
          .status == 303)
      #expect(await door.site.post("/requests/\(request.id)/messages", [:], as: "ana").status == 422)
      let shared = try await door.database.read { try $0.log(of: request.id, sharedOnly: true) }
      #expect(shared.map(\.words) == ["May we ring you on Friday?"])
      #expect(try await door.mails().contains("A message about \(request.reference)"))
      let page = await door.site.get("/requests/\(request.id)", as: "ben")
      #expect(page.text.contains("Rang the mother") && page.text.contains("May we ring you on Friday?"))
    }
  }

  @Test(arguments: Engine.available) func restrictedRecordShowsOnlyTheReference(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let child = try await door.addChild("Sami", "Okoro", born: Day(2024, 5, 2), restricted: true)
      let request = try await door.ask()
      #expect(
        !(await door.site.get("/requests/\(request.id)", as: "ana").text.contains(child.description)),
        "not offered as a match")
      #expect(
        await door.site.post("/requests/\(request.id)/child", ["child": child.description, "version": "1"], as: "ana")
          .status == 404)
      try await door.database.write { tx in
        var random = SystemRandomNumberGenerator()
        try tx.beginInvolvement(
          NewInvolvement(practitioner: TestDoor.ben, agency: TestDoor.council, team: nil, part: "Safeguarding"),
          child: child,
          id: ID(at: TestDoor.now, random: &random), by: .system, at: TestDoor.now)
      }
      #expect(
        await door.site.post("/requests/\(request.id)/child", ["child": child.description, "version": "1"], as: "ben")
          .status == 303)
      let seen = await door.site.get("/requests/\(request.id)", as: "ana")
      #expect(
        seen.status == 200 && seen.text.contains(request.reference.text) && !seen.text.contains("Sami")
          && !seen.text.contains("Ada"))
      #expect(await door.site.get("/requests/\(request.id)", as: "ben").text.contains("Sami"))
      let queue = await door.site.get("/requests", as: "ana").text
      #expect(queue.contains(request.reference.text) && !queue.contains("Sami"))
      #expect(
        !(await door.site.get("/requests?text=okoro", as: "ana").text.contains(request.reference.text)),
        "not found by its words either")
      #expect(!(await door.site.get("/requests?format=csv", as: "ana").text.contains("Sami")))
      for path in ["taking", "notes", "messages", "decision"] {
        #expect(await door.site.post("/requests/\(request.id)/\(path)", as: "ana").status == 403)
      }
      #expect(!(await door.site.get("/requests/\(request.id)", as: "ana").text.contains("Take it")))
    }
  }

  @Test func whoMayWhat() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      #expect(await door.site.get("/requests", as: "ana").status == 200)
      #expect(await door.site.get("/requests", as: "mel").status == 200)
      #expect(await door.site.get("/requests/\(request.id)", as: "mel").status == 404, "not given to her team")
      for path in ["/requests", "/requests/\(request.id)", "/checks"] {
        #expect(await door.site.get(path, as: "ina").status == 403, "governance sees no content")
        #expect(await door.site.get(path).leadsTo.hasPrefix("/sign-in"))
      }
      #expect(await door.site.get("/requests/\(HelpRequestID(high: 1, low: 1))", as: "ana").status == 404)
      #expect(await door.site.get("/requests/nonsense", as: "ana").status == 404)
      #expect(await door.site.get("/requests?page=0&show=nonsense&locality=x", as: "ana").status == 200)
      for name in ["ana", "mel"] {
        let csv = await door.site.get("/requests?format=csv", as: name)
        #expect(csv.status == 200 && csv.text.contains("reference,state"))
        #expect(csv.text.contains(request.reference.text) == (name == "ana"))
      }
    }
  }

  @Test func filtersAreKept() async throws {
    try await withFrontDoor(.sqlite) { door in
      let saved = await door.site.post(
        "/requests/filters", ["name": "Urgent ones", "query": "urgency=urgent&page=3&evil=1"], as: "ana")
      #expect(saved.leadsTo == "/requests?urgency=urgent")
      let page = await door.site.get("/requests", as: "ana").text
      #expect(page.contains("Urgent ones") && page.contains("/requests?urgency=urgent"))
      #expect(!(await door.site.get("/requests", as: "ben").text.contains("Urgent ones")))
      #expect(await door.site.post("/requests/filters", ["name": ""], as: "ana").status == 422)
      let id = try #require(
        try await door.database.read { try $0.value("SELECT id FROM saved_filter", as: AnyID.self) })
      #expect(await door.site.post("/requests/filters/\(id)/removal", as: "ben").status == 404)
      #expect(await door.site.post("/requests/filters/\(id)/removal", as: "ana").status == 303)
    }
  }
}
