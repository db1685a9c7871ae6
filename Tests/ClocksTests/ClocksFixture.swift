import Clocks
import Foundation
import Kernel
import Store
import TestKit

/// The registers of the project itself: what is tested is what is used.
let registersFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "registers").path
let registers = Result { try Registers(folder: registersFolder) }
let calendar = WorkingCalendar(holidays: Set((try? registers.get().bankHolidays.map(\.day)) ?? []))
let terms = (try? registers.get().schoolTerms) ?? []

func rule(_ id: ClockRuleID) throws -> ClockRule {
  guard let rule = try registers.get().rules.last(where: { $0.id == id }) else {
    throw ClockProblem.noRule(id, day("2026-01-01"))
  }
  return rule
}
func day(_ text: String) -> Day { Day(text)! }
/// `2026-01-05 09:30`, in London; 9am where no time is given.
func at(_ text: String) -> Instant {
  let parts = text.split(separator: " ")
  let time = parts.count > 1 ? parts[1].split(separator: ":").map { Int($0)! } : [9, 0]
  return LondonTime(day: day(String(parts[0])), minuteOfDay: time[0] * 60 + time[1]).instant
}
func dueDay(_ id: ClockRuleID, _ start: String) throws -> String {
  try due(rule(id), from: at(start), calendar: calendar).day.description
}
func newID<T>(_: T.Type = T.self) -> ID<T> {
  var random = SystemRandomNumberGenerator()
  return ID(at: at("2026-01-01"), random: &random)
}

/// A database with the registers in it.
func withClocks<T>(_ engine: Engine, _ body: (Database) async throws -> T) async throws -> T {
  try await withTestDatabase(engine, storeMigrations + clockMigrations) { database in
    try await database.write { tx in try loadRegisters(folder: registersFolder, in: tx) }
    return try await body(database)
  }
}
