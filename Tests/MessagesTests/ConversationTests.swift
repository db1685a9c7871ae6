import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Messages

/// A conversation from message to answer, on both engines.
@Suite struct ConversationTests {
  @Test(arguments: Engine.available) func aMessageWaitsIsReadAndIsAnswered(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let (family, staff) = ("/family/\(world.child)/messages", "/children/\(world.child)/messages")
      let sent = await world.at().post(family, ["words": "Is <she> \"all right\"?\nDana"], as: "dana")
      #expect(sent.status == 303 && sent[header: "Location"] == family)
      let told = await world.at().get(family, as: "dana")
      #expect(told.text.contains("Is &lt;she&gt; &quot;all right&quot;?\nDana"))
      #expect(told.text.contains("Priya usually answers within 2 working days") && !told.text.contains("Read by"))

      let tasks = await world.tasks("priya")
      #expect(tasks.map(\.title) == ["Answer the family of Ama"])
      #expect(tasks.first?.due == Day(2026, 11, 20) && tasks.first?.path == staff)
      #expect(await world.tasks("jo").isEmpty)
      let list = await world.at(5).get("/messages", as: "priya")
      #expect(list.text.contains("Ama Bello") && list.text.contains("1 new") && list.text.contains("Due Friday"))

      let opened = await world.at(10).get(staff, as: "priya")
      #expect(opened.text.contains("The family waits for an answer"))
      #expect(!(await world.at(11).get("/messages", as: "priya")).text.contains("1 new"))
      let read = await world.at(12).get(family, as: "dana")
      #expect(read.text.contains("Read by Priya Nair on 18 November 2026, 10.40am"))
      _ = await world.at(20).get(staff, as: "priya")
      #expect(await world.count("SELECT count(*) FROM message_reading") == 1)
      #expect(await world.tasks("priya").count == 1)

      #expect(await world.at(30).post(staff, ["words": "She is well."], as: "priya").status == 303)
      #expect(await world.tasks("priya").isEmpty)
      let answered = await world.at(31).get("/messages", as: "priya")
      #expect(answered.text.contains("Nothing waits") && answered.text.contains("She is well."))
      let own = try await world.asking("dana") { child, request, tx in
        try tx.unread(child, by: Correspondent(request.caller, on: .family))
      }
      #expect(own == 1)
      for minutes in [32, 33] {
        let page = await world.at(minutes).get(family, as: "dana")
        #expect(page.text.contains("She is well.") && !page.text.contains("Read by Dana"))
      }
      #expect(
        (await world.at(34).get(staff, as: "priya")).text.contains("Read by Dana Bello on 18 November 2026, 11.02am"))
      #expect(await world.count("SELECT count(*) FROM event WHERE kind = 'message.sent'") == 2)
    }
  }

  @Test(arguments: Engine.available) func aThankYouNeedsNoAnswer(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let (family, staff) = ("/family/\(world.child)/messages", "/children/\(world.child)/messages")
      _ = await world.at().post(family, ["words": "Thank you!"], as: "dana")
      // What has not been read is not settled.
      #expect(await world.at(1).post("\(staff)/settlement", as: "priya").status == 303)
      #expect(await world.tasks("priya").count == 1)
      _ = await world.at(2).get(staff, as: "priya")
      #expect(await world.at(3).post("\(staff)/settlement", as: "priya").status == 303)
      #expect(await world.at(4).post("\(staff)/settlement", as: "priya").status == 303)
      #expect(await world.tasks("priya").isEmpty)
      #expect(await world.count("SELECT count(*) FROM event WHERE kind = 'message.settled'") == 1)
      _ = await world.at(5).post(family, ["words": "One more thing"], as: "dana")
      #expect(await world.tasks("priya").count == 1)
    }
  }

  @Test(arguments: Engine.available) func aLetterGoesOnceADayAndSaysNothing(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let (family, staff) = ("/family/\(world.child)/messages", "/children/\(world.child)/messages")
      try await world.database.write { tx in
        try tx.run("UPDATE person SET email = 'not an address' WHERE name = 'Kofi Bello'")
      }
      for minutes in [0, 5, 24 * 60] {
        #expect(await world.at(minutes).post(family, ["words": "secret"], as: "dana").status == 303)
      }
      #expect(await world.count("SELECT count(*) FROM mail WHERE recipient = 'priya@example.org'") == 2)
      #expect(await world.count("SELECT count(*) FROM mail") == 2)
      for minutes in [10, 20] {
        #expect(await world.at(minutes).post(staff, ["words": "secret"], as: "priya").status == 303)
      }
      #expect(await world.count("SELECT count(*) FROM mail WHERE recipient = 'dana@example.org'") == 1)
      #expect(
        await world.count("SELECT count(*) FROM mail WHERE recipient LIKE 'priya%' OR recipient LIKE '%address'") == 2)
      let silent = await world.count(
        """
        SELECT count(*) FROM mail WHERE body LIKE '%secret%' OR subject LIKE '%Ama%'
          OR body LIKE '%Ama%' AND recipient <> 'ama@example.org' OR body NOT LIKE '%Sign in to read it.%'
        """)
      #expect(silent == 0)
    }
  }

  @Test(arguments: Engine.available) func aSlipIsTakenBackWithinTenMinutes(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let (family, staff) = ("/family/\(world.child)/messages", "/children/\(world.child)/messages")
      _ = await world.at().post(family, ["words": "Meant for Kofi"], as: "dana")
      let slip = try await world.newest().id
      let page = await world.at(9).get(family, as: "dana")
      #expect(page.text.contains("\(family)/\(slip)/withdrawal") && page.text.contains("until 10.40am"))
      #expect(!(await world.at(9).get(family, as: "kofi")).text.contains("/withdrawal"))
      #expect(!(await world.at(11).get(family, as: "dana")).text.contains("/withdrawal"))
      #expect(await world.at(9).post("\(family)/\(slip)/withdrawal", as: "kofi").status == 403)
      #expect(await world.at(9).post("\(staff)/\(slip)/withdrawal", as: "priya").status == 403)
      #expect(await world.at(11).post("\(family)/\(slip)/withdrawal", as: "dana").status == 409)
      #expect(await world.at(10).post("\(family)/\(slip)/withdrawal", as: "dana").status == 303)
      #expect(await world.at(10).post("\(family)/\(slip)/withdrawal", as: "dana").status == 409)
      #expect(await world.count("SELECT count(*) FROM event WHERE kind = 'message.withdrawn'") == 1)
      #expect(await world.tasks("priya").isEmpty)
      for (path, name) in [(family, "dana"), (staff, "priya"), ("/messages", "priya")] {
        for isJSON in [false, true] {
          let seen = await world.at(12).get(path, as: name, json: isJSON)
          #expect(seen.status == 200 && !seen.text.contains("Meant for Kofi"))
        }
      }
      #expect((await world.at(12).get(staff, as: "priya")).text.contains("This message was withdrawn."))
      // An answer that is taken back is no answer.
      _ = await world.at(20).post(family, ["words": "Hello?"], as: "dana")
      _ = await world.at(21).post(staff, ["words": "Oops"], as: "priya")
      #expect(await world.tasks("priya").isEmpty)
      let oops = try await world.newest().id
      #expect(await world.at(22).post("\(staff)/\(oops)/withdrawal", as: "priya").status == 303)
      #expect(await world.tasks("priya").count == 1)
    }
  }

  @Test(arguments: Engine.available) func twoWhoAnswerAtOnceAreBothKept(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let path = "/children/\(world.child)/messages"
      async let first = world.at(1).post(path, ["words": "From Priya"], as: "priya")
      async let second = world.at(1).post(path, ["words": "From Max"], as: "max")
      #expect(await [first.status, second.status] == [303, 303])
      let page = await world.at(2).get("/family/\(world.child)/messages", as: "dana")
      #expect(page.text.contains("From Priya") && page.text.contains("From Max"))
      let third = await world.at(3).post(path, ["words": "And one more"], as: "max")
      let said = third.headers.first { $0.name == "Set-Cookie" && $0.value.hasPrefix("flash=") }?.value ?? ""
      #expect(said.contains("came%20in%20while"))
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongIsSaidAndNothingIsWritten(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let site = world.at()
      for path in ["/family/\(world.child)/messages", "/children/\(world.child)/messages"] {
        let name = path.hasPrefix("/family") ? "dana" : "priya"
        for words in ["", " \n\t ", String(repeating: "a", count: 4001)] {
          let sent = await site.post(path, ["words": words], as: name)
          #expect(sent.status == 422 && sent.text.contains("There is a problem"))
        }
        let long = await site.post(path, ["words": String(repeating: "b", count: 4001)], as: name)
        #expect(long.text.contains(String(repeating: "b", count: 4001)))
        #expect(await site.post(path, as: name).status == 422)
        #expect(await site.post(path, ["words": "Hello", "csrf": "wrong"], as: name).status == 403)
        #expect(await site.post(path, ["words": "Hello", "form_id": "1"], as: name).status == 400)
        for id in ["1", "\(world.child)"] {
          #expect(await site.post("\(path)/\(id)/withdrawal", as: name).status == 404)
        }
        for page in ["0", "-1", "x", "99999999999999999999", "400"] {
          #expect(await site.get("\(path)?page=\(page)", as: name).status == 200)
        }
      }
      #expect(await site.get("/family/x/messages", as: "dana").status == 404)
      #expect(await world.messageCount() == 0)
      #expect(await world.count("SELECT count(*) FROM mail") == 0)
    }
  }

  @Test(arguments: Engine.available) func twoHundredMessagesArePaged(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let (child, dana) = (world.child, world.callers["dana"]!)
      try await world.database.write { tx in
        for number in 1...200 {
          var random = SystemRandomNumberGenerator()
          let now = TestSite.now.adding(minutes: number - 1000)
          try sendMessage(
            ID(at: now, random: &random), "Message \(number).", child: child, on: .family, by: dana, at: now,
            address: "https://example.org", in: tx)
        }
      }
      let path = "/children/\(child)/messages"
      let first = await world.at().get(path, as: "priya").text
      #expect(first.contains("Message 200.") && first.contains("Message 176.") && !first.contains("Message 175."))
      #expect(first.contains("Older messages") && !first.contains("Newer messages"))
      #expect(await world.count("SELECT count(*) FROM message_reading") == 25)
      // What came before is not new to who has read what came after.
      let unread = try await world.asking("priya") { child, request, tx in
        try tx.unread(child, by: Correspondent(request.caller, on: .staff))
      }
      #expect(unread == 0)
      let last = await world.at().get("\(path)?page=8", as: "priya").text
      #expect(last.contains("Message 1.") && last.contains("Message 25.") && !last.contains("Message 26."))
      #expect(!last.contains("Older messages") && last.contains("?page=7") && !last.contains("<textarea"))
      let beyond = await world.at().get("\(path)?page=9", as: "priya")
      #expect(beyond.status == 200 && beyond.text.contains("There are no older messages"))
      let value = await world.at().get("\(path)?page=2", as: "priya", json: true).text
      #expect(value.contains("\"has_more\":true") && value.contains("Message 175."))
    }
  }

  @Test(arguments: Engine.available) func whatIsTypedIsKeptUntilItIsSent(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let path = "/family/\(world.child)/messages"
      _ = await world.at().post("/drafts", ["form_page": path, "words": "Half a thou"], as: "dana")
      let kept = await world.at().get(path, as: "dana").text
      #expect(kept.contains("Half a thou") && kept.contains("We kept what you typed"))
      #expect(!(await world.at().get(path, as: "kofi")).text.contains("Half a thou"))
      _ = await world.at().post(path, ["form_page": path, "words": "A whole thought"], as: "dana")
      let sent = await world.at().get(path, as: "dana").text
      #expect(sent.contains("A whole thought") && !sent.contains("Half a thou"))
    }
  }

  @Test(arguments: Engine.available) func theListHoldsOwnLinksAndTheWaitingFirst(engine: Engine) async throws {
    try await withWorld(engine) { world in
      for name in ["priya", "jo"] {
        #expect((await world.at().get("/messages", as: name)).text.contains("No messages yet"))
      }
      #expect(await world.at().get("/messages", as: "dana").status == 403)
      let (priya, dana) = (world.callers["priya"]!, world.callers["dana"]!)
      try await world.database.write { tx in try manyConversations(30, priya, dana, tx) }
      _ = await world.at().post("/children/\(world.child)/messages", ["words": "How is it going?"], as: "priya")
      let first = await world.at(1).get("/messages", as: "priya", json: true).text
      #expect(first.contains("Child00 Wait") && first.contains("Child24 Wait") && !first.contains("Child25 Wait"))
      let second = await world.at(1).get("/messages?page=2", as: "priya", json: true).text
      #expect(second.contains("Child29 Wait") && second.contains("Ama Bello") && !second.contains("Child24"))
      let sheet = await world.at(1).get("/messages?format=csv", as: "priya")
      #expect(sheet[header: "Content-Type"]?.hasPrefix("text/csv") == true)
      #expect(sheet.text.split(separator: "\r\n").count == 32 && !sheet.text.contains("How is it going"))
      #expect((await world.at(1).get("/messages", as: "max")).text.contains("No messages yet"))
      let figures = try await world.asking("max", minutes: 60 * 24 * 3) { _, request, tx in
        try messages.caseload!(request.caller.teams, request, tx).filter { $0.count > 0 }
      }
      #expect(figures.map(\.count) == [30] && figures.first?.practitioner == priya.practitioner)
    }
  }

  private func manyConversations(_ count: Int, _ priya: Caller, _ dana: Caller, _ tx: Transaction) throws {
    for number in 0..<count {
      var random = SystemRandomNumberGenerator()
      let now = TestSite.now.adding(minutes: number - 100)
      let child = ChildID(at: now, random: &random)
      let name = "Child\(number < 10 ? "0" : "")\(number)"
      try register(Child(id: child, givenName: name, familyName: "Wait", at: now), by: .system, at: now, in: tx)
      try tx.beginInvolvement(
        NewInvolvement(
          practitioner: priya.practitioner, agency: priya.agencies[0], team: priya.teams[0], part: "Early help"),
        child: child, id: ID(at: now, random: &random), by: .system, at: now)
      try sendMessage(
        ID(at: now, random: &random), "Hello", child: child, on: .family, by: dana, at: now,
        address: "https://example.org", in: tx)
    }
  }

  @Test(arguments: Engine.available) func panelsSayWhatIsNewest(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let empty = try await world.asking("priya") { try messages.childPanels[0]($0, $1, $2)?.html.text ?? "" }
      #expect(empty.contains("No messages yet"))
      for (minutes, words) in [(1, "One"), (2, "Two"), (3, "Three")] {
        _ = await world.at(minutes).post("/children/\(world.child)/messages", ["words": words], as: "priya")
      }
      let family = try await world.asking("dana") { try messages.familyPanels[0]($0, $1, $2)?.html.text ?? "" }
      #expect(family.contains("3 new") && family.contains("Write to Priya"))
      #expect(family.contains("Two") && family.contains("Three") && !family.contains("One"))
      _ = await world.at(4).post("/family/\(world.child)/messages", ["words": "Four"], as: "dana")
      let staff = try await world.asking("priya") { try messages.childPanels[0]($0, $1, $2)?.html.text ?? "" }
      #expect(staff.contains("1 new") && staff.contains("Four") && staff.contains("Dana Bello"))
      #expect(messages.happenings == nil)
    }
  }
}
