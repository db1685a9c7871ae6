import Clocks
import Kernel
import People
import SEN2
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// Two people make a return: what one prepares another approves, and file and figures stay as they were.
@Suite struct ReturnFileTests {
  private let day = Day(2027, 1, 25)!

  private func caller(_ name: String, _ role: Role) -> Caller {
    var random = SystemRandomNumberGenerator()
    return Caller(
      account: AccountID(at: LondonTime(day: day, minuteOfDay: 600).instant, random: &random), name: name,
      roles: [.init(role)], from: "test")
  }
  /// A world with a plan, a second returns officer and a commissioner.
  private func withReturns(
    _ engine: Engine, _ body: (CaseWorld, _ file: String) async throws -> Void
  ) async throws {
    try await withCaseWorld(engine, on: day) { world in
      var callers = world.callers
      callers["rosa"] = caller("Rosa Lind", .commissioner)
      callers["omar"] = caller("Omar Aziz", .returnsOfficer)
      let site = TestSite(world.site.site.database, ehc.routes, callers: callers, now: world.site.site.now())
      let own = CaseWorld(site: site, child: world.child, callers: callers)
      _ = await own.site.post(
        "/children/\(own.child)/ehc",
        [
          "received_on": "2027-01-11", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886",
          "late_why": "Kent told us today",
        ],
        as: "daniel")
      let fields = ["year": "2027", "council": "887", "medical_officer": "yes", "note": "The URN is asked for."]
      let without = fields.filter { $0.key != "note" }
      #expect(await own.site.post("/ehc/return/files", without, as: "imran").status == 422, "what is open is explained")
      #expect(await own.site.post("/ehc/return/files", fields, as: "rosa").status == 403)
      let answer = await own.site.post("/ehc/return/files", fields, as: "imran")
      #expect(answer.status == 303, "\(answer.text.prefix(2000))")
      let file = try await own.read { tx in try tx.returnFiles(limit: 9) }
      #expect(file.count == 1 && file[0].persons == 1, "who was there before the survey day")
      try await body(own, file[0].path)
    }
  }

  @Test(arguments: Engine.available) func whoPreparesDoesNotApprove(engine: Engine) async throws {
    try await withReturns(engine) { world, file in
      #expect(await world.site.get("\(file)/xml", as: "imran").status == 409, "nobody has approved it")
      #expect(await world.site.post("\(file)/approval", [:], as: "imran").status == 403, "not their own")
      #expect(await world.site.post("\(file)/approval", [:], as: "daniel").status == 403)
      #expect(await world.site.post("\(file)/sent", ["sent_on": "2027-01-25"], as: "imran").status == 409)
      let seen = await world.site.get(file, as: "rosa")
      #expect(seen.status == 200 && !seen.text.contains("Bello"), "figures and rules, no names")
      #expect(await world.site.post("\(file)/approval", [:], as: "rosa").status == 303)
      #expect(await world.site.post("\(file)/approval", [:], as: "omar").status == 409, "once")
      #expect(await world.site.get("\(file)/xml", as: "rosa").status == 403, "whoever approves takes no names")
    }
  }

  @Test(arguments: Engine.available) func fileAndFiguresStayAsTheyWere(engine: Engine) async throws {
    try await withReturns(engine) { world, path in
      let file = try await world.read { tx in try tx.returnFiles(limit: 1)[0] }
      #expect(await world.site.post("\(path)/approval", [:], as: "omar").status == 303)
      // What changes after it was prepared changes nothing of it.
      try await world.site.site.database.write { [child = world.child] tx in
        _ = try tx.run("UPDATE child SET family_name = 'Zhang' WHERE id = \(child)")
      }
      let taken = await world.site.get("\(path)/xml", as: "imran")
      #expect(taken.status == 200 && taken.text.contains("<Surname>Bello</Surname>"))
      var digest = FileDigest()
      digest.add(taken.body)
      #expect(digest.hex == file.digest && taken.body.count == file.size)
      var rest = [taken.body]
      let report = checkReturn { rest.popLast() }
      #expect(report.persons == file.persons && report.plans == file.plans)
      #expect(try await world.read { tx in try tx.figures(of: file.id) } == report.counts)
      #expect(await world.site.get(path, as: "omar").text.contains("Imran Siddiqui, "), "who took it")
      let events = try await world.read { tx in
        try tx.value("SELECT count(*) FROM event WHERE kind = 'ehc.return_taken'", as: Int.self)
      }
      #expect(events == 1)
    }
  }

  @Test(arguments: Engine.available) func theReturnHasItsOwnLimit(engine: Engine) async throws {
    try await withReturns(engine) { world, path in
      let now = world.site.site.now()
      try await world.site.site.database.write { tx in
        try startReturnLimits(at: now, in: tx)
        try startReturnLimits(at: now, in: tx)
      }
      let clocks = try await world.read { tx in try tx.clocks(about: limitOfReturn(2027)) }
      #expect(clocks.map(\.due.day) == [Day(2027, 3, 11)!], "once, by the published date")
      #expect(await world.site.get("/ehc/return/files", as: "imran").text.contains("Due Thursday 11 March 2027"))
      let imran = try #require(world.callers["imran"])
      let matter = try await world.read { tx in try ehc.matter?(limitOfReturn(2027), imran, tx) }
      #expect(matter?.path == "/ehc/return/files")
      #expect(await world.site.post("\(path)/approval", [:], as: "omar").status == 303)
      let sent = ["sent_on": "2027-01-25"]
      #expect(await world.site.post("\(path)/sent", ["sent_on": "2027-01-26"], as: "imran").status == 422, "tomorrow")
      #expect(await world.site.post("\(path)/sent", sent, as: "imran").status == 303)
      #expect(try await world.read { tx in try tx.clocks(about: limitOfReturn(2027))[0].status } == .met)
      #expect(await world.site.post("\(path)/end", [:], as: "imran").status == 409, "what was sent is kept")
    }
  }

  @Test(arguments: Engine.available) func whatIsPutAwayLeavesItsFiguresOnly(engine: Engine) async throws {
    try await withReturns(engine) { world, path in
      #expect(await world.site.post("\(path)/end", [:], as: "imran").status == 303)
      let parts = try await world.read { tx in try tx.value("SELECT count(*) FROM ehc_return_part", as: Int.self) }
      #expect(parts == 0)
      #expect(await world.site.post("\(path)/approval", [:], as: "omar").status == 409)
      #expect(await world.site.get(path, as: "omar").text.contains("Put away"))
    }
  }

  @Test func theRecordOfALimitIsTheYearOfItsReturn() {
    for year in ReturnYear.all { #expect(yearOfReturn(limitOfReturn(year.year)) == year.year) }
    #expect(yearOfReturn(AnyID(high: 1, low: 2)) == nil)
  }
}
