import Clocks
import Kernel
import Store
import TestKit
import Testing

@Suite struct ClockStoreTests {
  @Test(arguments: Engine.available)
  func startsMeetsAndExplains(_ engine: Engine) async throws {
    let (request, child, owner, team) = (
      newID(HelpRequestKey.self), newID(ChildKey.self), newID(PractitionerKey.self), newID(TeamKey.self)
    )
    try await withClocks(engine) { database in
      let clock = try await database.write { tx in
        try tx.startClock(
          "EHC-20", about: request, child: child, at: at("2026-01-05"), owner: owner, team: team, now: at("2026-01-05"))
      }
      #expect(clock.due.day == day("2026-05-25") && clock.status == .running && clock.title == "Send the final plan")
      #expect(
        explanation(of: clock)
          == "Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)")
      #expect(clock.words(at: at("2026-05-20")) == "5 days left" && clock.words(at: at("2026-05-24")) == "Due tomorrow")
      #expect(!clock.isLate(at: at("2026-05-25 23:59")) && clock.words(at: at("2026-05-25 23:59")) == "Due today")
      #expect(clock.isLate(at: at("2026-05-26 0:00")) && clock.words(at: at("2026-05-27")) == "2 days late")

      let (met, after, waiting) = try await database.write { tx in
        let again = try tx.startClock(
          "EHC-20", about: request, child: child, at: at("2026-01-05"), now: at("2026-01-06"))
        #expect(again == clock)
        let rule = try tx.clockRule(of: clock)
        #expect(explanation(of: clock, rule) == explanation(of: clock))
        let met = try tx.meetClock("EHC-20", about: request, at: at("2026-05-25 16:00"))
        return (met, try tx.clocks(about: request), try tx.runningClocks())
      }
      #expect(met?.status == .met && met?.metAt == at("2026-05-25 16:00") && after.count == 1 && waiting.isEmpty)
      #expect(after.first?.daysUsed(at: at("2026-12-01")) == 140)
      // Once only: the same request cannot start the twenty weeks again.
      let second = try await database.write { tx in
        try tx.startClock("EHC-20", about: request, child: child, at: at("2026-06-01"), now: at("2026-06-01"))
      }
      #expect(second.id == clock.id && second.status == .met)
      #expect(
        try await database.write { tx in try tx.meetClock("EHC-20", about: request, at: at("2026-06-02")) } == nil)
    }
  }

  @Test(arguments: Engine.available)
  func doneLateIsMissed(_ engine: Engine) async throws {
    let request = newID(HelpRequestKey.self)
    try await withClocks(engine) { database in
      let met = try await database.write { tx in
        try tx.startClock("FD-1", about: request, child: nil, at: at("2026-10-30"), now: at("2026-10-30"))
        return try tx.meetClock("FD-1", about: request, at: at("2026-11-04"))
      }
      #expect(met?.status == .missed && met?.words(at: at("2026-11-05")) == "Done 2 days late")
      let rates = try await database.read { tx in
        try timeliness(of: "FD-1", from: day("2026-10-01"), through: day("2026-10-31"), now: at("2026-11-05"), in: tx)
      }
      #expect(rates.missed == 1 && rates.percentInTime == 0)
    }
  }

  @Test(arguments: Engine.available)
  func tooEarlyIsMissedWhereItMustNotBeBefore(_ engine: Engine) async throws {
    let (early, right) = (newID(AnyKey.self), newID(AnyKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        for record in [early, right] {
          try tx.startClock("KD-28", about: record, child: nil, at: at("2021-07-19"), now: at("2021-07-19"))
        }
        #expect(try tx.clocks(about: right).first?.words(at: at("2021-08-16")) == "Not before 17 August 2021")
        #expect(try tx.clocks(about: right).first?.isLate(at: at("2022-01-01")) == false)
        #expect(try tx.meetClock("KD-28", about: early, at: at("2021-08-16 23:00"))?.status == .missed)
        #expect(try tx.meetClock("KD-28", about: right, at: at("2021-08-17 0:00"))?.status == .met)
      }
    }
  }

  /// Entered late, the day follows from the true event; the change is an event with its reason.
  @Test(arguments: Engine.available)
  func aLateEntryCountsFromTheTrueEvent(_ engine: Engine) async throws {
    let request = newID(HelpRequestKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let late = try tx.startClock("EHC-06", about: request, child: nil, at: at("2026-01-05"), now: at("2026-02-20"))
        #expect(late.due.day == day("2026-02-16") && late.isLate(at: at("2026-02-20")))
        #expect(late.enteredAt == at("2026-02-20"))
        let put = try tx.restartClock(
          late.id, at: at("2026-01-12"), why: "The letter is stamped 12 January", by: .system, now: at("2026-02-20"))
        #expect(put.due.day == day("2026-02-23") && !put.isLate(at: at("2026-02-20")))
        #expect(try tx.clock(late.id) == put)
        let why = try tx.value("SELECT why FROM event WHERE kind = 'clock.restarted'", as: String.self)
        #expect(why == "The letter is stamped 12 January")
        // A clock that was met is judged again.
        try tx.meetClock("EHC-06", about: request, at: at("2026-02-20"))
        let judged = try tx.restartClock(
          late.id, at: at("2026-01-05"), why: "No, 5 January", by: .system, now: at("2026-03-01"))
        #expect(judged.status == .missed && judged.metAt == at("2026-02-20"))
      }
    }
  }

  /// A changed rule touches only clocks of events on or after its first day.
  @Test(arguments: Engine.available)
  func aChangedRuleTouchesOnlyLaterEvents(_ engine: Engine) async throws {
    let (old, new, late) = (newID(SupportKey.self), newID(SupportKey.self), newID(SupportKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        try tx.startClock("TAF-REV", about: old, child: nil, at: at("2026-10-01"), now: at("2026-10-01"))
        let set = try setLocalRule(
          "TAF-REV", from: day("2026-11-01"), note: "Board, 20 October 2026", by: .system, at: at("2026-10-20"), in: tx
        ) { $0.amount = 4 }
        #expect(set.version == 1001 && set.isLocal)
        let after = try tx.startClock("TAF-REV", about: new, child: nil, at: at("2026-11-02"), now: at("2026-11-02"))
        let entered = try tx.startClock("TAF-REV", about: late, child: nil, at: at("2026-10-30"), now: at("2026-11-02"))
        #expect(after.due.day == day("2026-11-30") && entered.due.day == day("2026-12-11"))
        #expect(try tx.clocks(about: old).first?.due.day == day("2026-11-12"))
        #expect(try tx.clocks(about: old).first?.ruleVersion == 1)
        // Reading the register again leaves what was set here.
        try loadRegisters(folder: registersFolder, in: tx)
        #expect(try tx.clockRule("TAF-REV", on: day("2026-11-02")).amount == 4)
        #expect(try tx.clockRule("TAF-REV", on: day("2026-10-02")).amount == 6)
        #expect(throws: Refusal.self) {
          try setLocalRule("EHC-20", from: day("2026-11-01"), note: "", by: .system, at: at("2026-10-20"), in: tx) {
            $0.amount = 30
          }
        }
        #expect(throws: FieldError.self) {
          try setLocalRule("TAF-REV", from: day("2026-12-01"), note: "", by: .system, at: at("2026-10-20"), in: tx) {
            $0.amount = 0
          }
        }
      }
    }
  }

  @Test(arguments: Engine.available)
  func registersLoadTwiceAlike(_ engine: Engine) async throws {
    try await withClocks(engine) { database in
      try await database.write { tx in
        let before = try registeredRules(in: tx)
        #expect(Set(before) == Set(try registers.get().rules))
        try loadRegisters(folder: registersFolder, in: tx)
        #expect(try registeredRules(in: tx) == before)
        #expect(try workingCalendar(in: tx).holidays == calendar.holidays)
        #expect(try tx.value("SELECT count(*) FROM clock_exception_reason", as: Int.self) == 9)
        #expect(throws: CSVError.self) { try loadRegisters(folder: "/nowhere", in: tx) }
        #expect(throws: ClockProblem.noRule("EHC-20", day("2010-01-01"))) {
          try tx.startClock(
            "EHC-20", about: newID(AnyKey.self), child: nil, at: at("2010-01-01"), now: at("2026-01-01"))
        }
      }
    }
  }

  @Test(arguments: Engine.available)
  func aReviewThatIsHeldStartsTheNext(_ engine: Engine) async throws {
    let (payment, owner) = (newID(AnyKey.self), newID(PractitionerKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        try tx.startClock(
          "DP-3M", about: payment, child: nil, at: at("2026-01-15"), owner: owner, now: at("2026-01-15"))
        try tx.meetClock("DP-3M", about: payment, at: at("2026-04-10"))
        try tx.meetClock("DP-12M", about: payment, at: at("2027-04-01"))
        let all = try tx.clocks(about: payment)
        #expect(
          all.map { "\($0.ruleID) \($0.status.rawValue) \($0.due.day)" } == [
            "DP-3M met 2026-04-15", "DP-12M met 2027-04-10", "DP-12M running 2028-04-01",
          ])
        #expect(all.allSatisfy { $0.owner == owner })
        #expect(try tx.cancelClocks(about: payment, why: "Payment ended", by: .system, at: at("2027-05-01")) == 1)
        #expect(try tx.runningClocks(owner: owner).isEmpty)
        #expect(try tx.exists("SELECT 1 FROM event WHERE kind = 'clock.cancelled' AND about_id = \(payment)"))
      }
    }
  }

  @Test(arguments: Engine.available)
  func theCertificateMovesTheAppeal(_ engine: Engine) async throws {
    let letter = newID(AnyKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("TRI", about: letter, child: nil, at: at("2026-06-10"), now: at("2026-06-10"))
        #expect(clock.due.day == day("2026-09-01"))
        let moved = try tx.noteSecondEvent("TRI", about: letter, at: at("2026-08-20"))
        #expect(moved?.due.day == day("2026-09-20"))
        #expect(throws: Refusal.self) {
          try tx.startClock("FD-1", about: letter, child: nil, at: at("2026-06-10"), now: at("2026-06-10"))
          try tx.noteSecondEvent("FD-1", about: letter, at: at("2026-08-20"))
        }
      }
    }
  }

  @Test(arguments: Engine.available)
  func pausesAndExtends(_ engine: Engine) async throws {
    let request = newID(AnyKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("SAR-1M", about: request, child: nil, at: at("2026-09-03"), now: at("2026-09-03"))
        let paused = try tx.pauseClock(
          clock.id, at: at("2026-09-10"), why: "Asked which years", by: .system, now: at("2026-09-10"))
        #expect(paused.isPaused && !paused.isLate(at: at("2026-12-01")))
        #expect(try tx.escalations(now: at("2026-12-01")).isEmpty)
        #expect(throws: Refusal.self) {
          try tx.pauseClock(clock.id, at: at("2026-09-11"), why: "", by: .system, now: at("2026-09-11"))
        }
        let on = try tx.resumeClock(clock.id, at: at("2026-09-20"), by: .system, now: at("2026-09-20"))
        #expect(on.due.day == day("2026-10-13") && on.pausedDays == 10)
        let longer = try tx.extendClock(clock.id, why: "Many records", by: .system, now: at("2026-09-21"))
        #expect(longer.due.day == day("2026-12-13"))
        #expect(throws: Refusal.self) { try tx.extendClock(clock.id, why: "", by: .system, now: at("2026-09-22")) }
        let fixed = try tx.startClock("EHC-20", about: request, child: nil, at: at("2026-09-03"), now: at("2026-09-03"))
        #expect(throws: Refusal.self) {
          try tx.pauseClock(fixed.id, at: at("2026-09-10"), why: "", by: .system, now: at("2026-09-10"))
        }
      }
    }
  }

  @Test(arguments: Engine.available)
  func aReminderHasADayAndIsNeverLate(_ engine: Engine) async throws {
    let plan = newID(AnyKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let born = at("2012-05-04")
        let clock = try tx.startClock("PFA-14", about: plan, child: nil, at: born, now: at("2026-02-02"))
        #expect(clock.isReminder && clock.due.day == day("2026-05-04"))
        #expect(explanation(of: clock).hasPrefix("Reminder of Monday 4 May 2026, not a time limit: 14 years from"))
        #expect(clock.words(at: at("2026-05-02")) == "Reminder in 2 days")
        #expect(clock.words(at: at("2026-05-04")) == "Reminder today")
        #expect(clock.words(at: at("2026-09-01")) == "Reminder since 4 May 2026")
        #expect(!clock.isLate(at: at("2027-01-01")))
        #expect(clock.dayToDo(at: at("2026-05-02")) == day("2026-05-04") && clock.dayToDo(at: at("2026-09-01")) == nil)
        #expect(try tx.escalations(now: at("2026-05-03")).isEmpty, "told on its day, not before")
        #expect(try tx.escalations(now: at("2026-05-05")).map(\.percent) == [100])
        let done = try tx.meetClock("PFA-14", about: plan, at: at("2026-09-01"))
        #expect(done?.status == .met && done?.words(at: at("2026-09-02")) == "Done")
        let limit = try tx.startClock("EHC-20", about: plan, child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        #expect(limit.isLate(at: at("2026-05-26")) && !limit.isReminder, "a limit is late")
      }
    }
  }

  @Test(arguments: Engine.available)
  func findsWhatWaits(_ engine: Engine) async throws {
    let (mine, other, team) = (newID(PractitionerKey.self), newID(PractitionerKey.self), newID(TeamKey.self))
    let (a, b, child) = (newID(AnyKey.self), newID(AnyKey.self), newID(ChildKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        try tx.startClock("FD-1", about: a, child: child, at: at("2026-11-02"), owner: mine, now: at("2026-11-02"))
        try tx.startClock("EH-ASS", about: a, child: child, at: at("2026-11-02"), owner: mine, now: at("2026-11-02"))
        try tx.startClock(
          "FD-1", about: b, child: nil, at: at("2026-10-29"), owner: other, team: team, now: at("2026-11-02"))
        func found(_ clocks: [Clock]) -> [String] { clocks.map { "\($0.ruleID) \($0.due.day)" } }
        #expect(found(try tx.runningClocks()) == ["FD-1 2026-10-30", "FD-1 2026-11-03", "EH-ASS 2026-12-14"])
        #expect(found(try tx.runningClocks(limit: 1)) == ["FD-1 2026-10-30"])
        #expect(found(try tx.runningClocks(owner: mine)) == ["FD-1 2026-11-03", "EH-ASS 2026-12-14"])
        #expect(found(try tx.runningClocks(dueBefore: at("2026-11-03"), teams: [team])) == ["FD-1 2026-10-30"])
        #expect(try tx.runningClocks(teams: []).isEmpty)
        #expect(found(try tx.clocks(child: child)) == ["FD-1 2026-11-03", "EH-ASS 2026-12-14"])
        try tx.giveClocks(about: a, to: other, team: team)
        #expect(try tx.runningClocks(owner: mine).isEmpty && tx.runningClocks(teams: [team]).count == 3)
      }
    }
  }
}
