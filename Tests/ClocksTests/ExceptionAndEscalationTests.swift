import Clocks
import Kernel
import Store
import TestKit
import Testing

@Suite struct ClockExceptionTests {
  @Test(arguments: Engine.available)
  func liftsTheLimitButNotTheDuty(_ engine: Engine) async throws {
    let request = newID(HelpRequestKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("EHC-06", about: request, child: nil, at: at("2026-07-20"), now: at("2026-07-20"))
        let lifted = try tx.exceptClock(
          clock.id, reason: "school_closed", evidence: "School calendar", from: day("2026-07-22"),
          to: day("2026-09-02"),
          by: .system, at: at("2026-08-28"))
        #expect(lifted.status == .excepted && lifted.isOpen && lifted.due == clock.due)
        #expect(!lifted.isLate(at: at("2026-09-10")) && lifted.words(at: at("2026-09-10")) == "Excepted, still to do")
        #expect(try tx.escalations(now: at("2026-09-10")).isEmpty)
        #expect(try tx.runningClocks().map(\.id) == [clock.id])
        #expect(try tx.exceptions(of: clock.id).map(\.evidence) == ["School calendar"])
        let done = try tx.meetClock("EHC-06", about: request, at: at("2026-09-15"))
        #expect(done?.status == .excepted && done?.isOpen == false)
        #expect(try tx.exists("SELECT 1 FROM event WHERE kind = 'clock.excepted'"))
      }
    }
  }

  @Test(arguments: Engine.available)
  func mayBeEnteredAfterwards(_ engine: Engine) async throws {
    let request = newID(HelpRequestKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("EHC-06", about: request, child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        try tx.meetClock("EHC-06", about: request, at: at("2026-03-01"))
        let lifted = try tx.exceptClock(
          clock.id, reason: "exceptional_circumstances", evidence: "Letter of 3 February", from: day("2026-02-01"),
          to: nil, by: .system, at: at("2026-03-02"))
        #expect(lifted.status == .excepted && lifted.metAt == at("2026-03-01"))
      }
    }
  }

  @Test(arguments: Engine.available)
  func refusesWhatTheRuleDoesNotAllow(_ engine: Engine) async throws {
    let request = newID(HelpRequestKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("EHC-06", about: request, child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        func field(_ reason: String, _ evidence: String, _ from: String, _ to: String?) throws -> String? {
          do {
            try tx.exceptClock(
              clock.id, reason: reason, evidence: evidence, from: day(from), to: to.map { day($0) }, by: .system,
              at: at("2026-02-01"))
            return nil
          } catch let error as FieldError {
            return error.field
          }
        }
        #expect(try field("missed_appointment", "x", "2026-01-10", nil) == "reason")
        #expect(try field("holiday", "x", "2026-01-10", nil) == "reason")
        #expect(try field("away", "  ", "2026-01-10", "2026-02-20") == "evidence")
        #expect(try field("away", "x", "2026-01-10", "2026-01-09") == "to")
        #expect(try field("away", "x", "2026-01-10", "2026-02-05") == "to")
        #expect(try field("away", "x", "2026-03-10", nil) == "from")
        #expect(try field("away", "x", "2025-10-01", "2025-12-01") == "from")
        #expect(try field("away", "x", "2026-01-10", "2026-02-06") == nil)
        let referral = try tx.startClock(
          "RTT-18", about: request, child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        #expect(throws: Refusal.self) {
          try tx.exceptClock(
            referral.id, reason: "away", evidence: "x", from: day("2026-01-10"), to: nil, by: .system,
            at: at("2026-02-01"))
        }
      }
    }
  }
}

@Suite struct EscalationTests {
  @Test(arguments: Engine.available)
  func eachStepIsToldOnce(_ engine: Engine) async throws {
    let referral = newID(AnyKey.self)
    try await withClocks(engine) { database in
      let clock = try await database.write { tx in
        try tx.startClock("BR-72", about: referral, child: nil, at: at("2026-11-02"), now: at("2026-11-02"))
      }
      func look(_ time: String) async throws -> [String] {
        try await database.write { tx in
          try tx.escalations(now: at(time)).map { "\($0.percent) \($0.tells.rawValue) \($0.at.london.field)" }
        }
      }
      #expect(try await look("2026-11-04 14:59") == [])
      #expect(try await look("2026-11-04 15:00") == ["75 owner 15:00"])
      #expect(try await look("2026-11-04 16:00") == [])
      #expect(try await look("2026-11-05 9:00") == ["90 manager 01:48"])
      #expect(try await look("2026-11-05 9:01") == ["100 director 09:00"])
      #expect(try await look("2026-12-01") == [])
      let told = try await database.read { tx in try tx.escalations(of: clock).map(\.percent) }
      #expect(told == [75, 90, 100])
    }
  }

  @Test(arguments: Engine.available)
  func anEntryMuchTooLateTellsAllAtOnceAndANewDueDayBeginsAnew(_ engine: Engine) async throws {
    let (request, done) = (newID(AnyKey.self), newID(AnyKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock("EHC-06", about: request, child: nil, at: at("2026-01-05"), now: at("2026-03-01"))
        try tx.startClock("EHC-06", about: done, child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        try tx.meetClock("EHC-06", about: done, at: at("2026-01-20"))
        #expect(try tx.escalations(now: at("2026-03-01")).map(\.percent) == [75, 90, 100])
        try tx.restartClock(clock.id, at: at("2026-02-02"), why: "True date", by: .system, now: at("2026-03-01"))
        #expect(try tx.escalations(now: at("2026-03-01")).isEmpty)
        #expect(try tx.escalations(now: at("2026-03-06")).map(\.percent) == [75])
      }
    }
  }

  /// A limit before an event runs from when the event was known, not from the event.
  @Test(arguments: Engine.available)
  func aLimitBeforeAnEventRunsFromItsEntry(_ engine: Engine) async throws {
    let transfer = newID(AnyKey.self)
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock(
          "TUPE-28", about: transfer, child: nil, at: at("2027-04-01"), now: at("2026-11-24"))
        #expect(clock.due.day == day("2027-03-04"))
        #expect(try tx.escalations(now: at("2027-02-01")).isEmpty)
        #expect(try tx.escalations(now: at("2027-02-08")).map(\.percent) == [75])
      }
    }
  }

  /// What is paused or met escalates no more, and stands on nobody's list.
  @Test(arguments: Engine.available)
  func whatIsPausedOrMetEscalatesNoMore(_ engine: Engine) async throws {
    let (request, owner) = (newID(AnyKey.self), newID(PractitionerKey.self))
    try await withClocks(engine) { database in
      try await database.write { tx in
        let clock = try tx.startClock(
          "SAR-1M", about: request, child: nil, at: at("2026-03-02"), owner: owner, now: at("2026-03-02"))
        func listed() throws -> [Int] { try tx.escalatedClocks(of: .practitioner(owner)).map(\.percent) }
        #expect(try tx.escalations(now: at("2026-03-26")).map(\.percent) == [75] && listed() == [75])
        #expect(try tx.escalatedClocks(of: .practitioner(owner), to: [.manager]).isEmpty)
        try tx.pauseClock(
          clock.id, at: at("2026-03-27"), why: "Asked what they mean", by: .system, now: at("2026-03-27"))
        #expect(try tx.escalations(now: at("2026-05-01")).isEmpty && listed().isEmpty)
        try tx.resumeClock(clock.id, at: at("2026-04-27"), by: .system, now: at("2026-04-27"))
        // The due day has moved by a month: nothing of the new time is told yet.
        #expect(try tx.escalations(now: at("2026-04-10")).isEmpty && listed().isEmpty)
        #expect(try tx.escalations(now: at("2026-06-01")).map(\.percent) == [75, 90, 100] && listed() == [100])
        try tx.meetClock("SAR-1M", about: request, at: at("2026-06-02"))
        #expect(try tx.escalations(now: at("2026-07-01")).isEmpty && listed().isEmpty)
      }
    }
  }
}
