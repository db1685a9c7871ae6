import Accounts
import Clocks
import Kernel
import People
import Store
import Web

// Escalations on the pages: on Today of whom the rule names, and on the manager's page of the team.

/// A time limit of a team that is late or was escalated, as its manager sees it.
struct LimitLine: Codable, Sendable, Hashable {
  let clock: ClockID
  let title: String
  let about: String
  let path: String?
  let holder: String?
  let due: Instant
  let words: String
  let isLate: Bool
}

/// How many lines a manager's Today takes; all of them stand on the page of the team.
private let linesOnToday = 25
private let linesOfTeam = 100

/// Today's tasks with the time limits that were escalated to this caller: a task that waits for one already says so, what
/// has no task yet becomes one.
func withEscalations(_ tasks: [ToDo], _ slices: [Slice], _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  var tasks = tasks
  for escalated in try ownEscalations(request, tx) {
    guard let matter = try slices.matter(of: escalated.clock, for: request.caller, in: tx) else { continue }
    if let place = tasks.firstIndex(where: { $0.waits(for: escalated.clock, at: matter) }) {
      tasks[place] = tasks[place].saying(escalated, at: request.now)
    } else {
      // Two limits of one kind, about one thing and due on one day, are one line: two questions to two agencies.
      let new = ToDo(escalated, matter, at: request.now)
      if !tasks.contains(where: { $0.title == new.title && $0.path == new.path && $0.due == new.due }) {
        tasks.append(new)
      }
    }
  }
  guard request.caller.has(.teamManager) else { return tasks }
  let said = Set(tasks.compactMap(\.clock))
  let lines = try limitLines(slices, request, tx).filter { !said.contains($0.clock) }
  return tasks + lines.prefix(linesOnToday).map { ToDo($0) }
}

/// What was escalated to the caller as the one who has it, or as one of those who share a queue.
private func ownEscalations(_ request: Request, _ tx: Transaction) throws -> [EscalatedClock] {
  let own = try request.caller.practitioner.map { try tx.escalatedClocks(of: .practitioner($0)) } ?? []
  let roles = try rolesOfQueues.filter { role in
    guard !request.caller.has(role) else { return true }
    return try role == .complaintsOfficer && request.caller.has(.informationGovernance)
      && workingRole(role, on: request.today, in: tx) == .informationGovernance
  }
  return own + (roles.isEmpty ? [] : try tx.escalatedClocks(of: .anybody(Array(roles))))
}

/// What is late in the manager's teams, and what was escalated to the manager, the first due first.
func limitLines(_ slices: [Slice], _ request: Request, _ tx: Transaction) throws -> [LimitLine] {
  let (teams, now) = (request.caller.teams, request.now)
  guard request.caller.has(.teamManager), !teams.isEmpty else { return [] }
  var clocks = try tx.runningClocks(dueBefore: now, teams: teams, limit: linesOfTeam).filter { $0.isLate(at: now) }
  clocks += try tx.escalatedClocks(of: .teams(teams), to: [.manager, .director], limit: linesOfTeam).map(\.clock)
  clocks += try tx.escalatedClocks(of: .nobodyIn(teams), limit: linesOfTeam).map(\.clock)
  let queues = try rolesOfQueues.filter { role in
    try Accounts.teams(holding: role, on: request.today, in: tx).contains(where: teams.contains)
  }
  clocks += try tx.escalatedClocks(of: .anybody(Array(queues)), to: [.manager, .director], limit: linesOfTeam)
    .map(\.clock)
  var seen = Set<ClockID>()
  // What only reminds is no limit: it stands with whoever has it, and among all time limits.
  return try clocks.filter { !$0.isReminder && seen.insert($0.id).inserted }.sorted {
    ($0.due, $0.id) < ($1.due, $1.id)
  }
  .compactMap { clock in
    guard let matter = try slices.matter(of: clock, for: request.caller, in: tx) else { return nil }
    return LimitLine(
      clock: clock.id, title: clock.title, about: matter.name, path: matter.path,
      holder: try clock.owner.map { try tx.practitioner($0).name }, due: clock.due, words: clock.words(at: now),
      isLate: clock.isLate(at: now))
  }
}

extension ToDo {
  /// Whether this is the task of that clock: it says so, or it stands where the clock's record is worked on.
  fileprivate func waits(for clock: Clock, at matter: Matter) -> Bool {
    self.clock == clock.id || (self.clock == nil && due != nil && path == matter.path)
  }

  /// The same task, with how much of its time has gone.
  fileprivate func saying(_ escalated: EscalatedClock, at now: Instant) -> ToDo {
    // How near the end is stands beside it already.
    let isLate = isLate || escalated.clock.isLate(at: now)
    return ToDo(
      title, hint: hint, path: path, due: due, child: child,
      isUrgent: isUrgent, clock: escalated.clock.id, isLate: isLate)
  }

  fileprivate init(_ escalated: EscalatedClock, _ matter: Matter, at now: Instant) {
    let clock = escalated.clock
    let isLate = clock.isLate(at: now)
    guard !clock.isReminder else {
      self.init(
        "Reminder: \(clock.title.lowercasedFirst): \(matter.name)", hint: explanation(of: clock),
        path: matter.path ?? "/today", due: clock.dayToDo(at: now), child: clock.child, clock: clock.id)
      return
    }
    self.init(
      "\(clock.title): \(matter.name)",
      hint: isLate ? "It was due on \(said(clock.due, now))" : "By \(said(clock.due, now)). \(escalated.words).",
      path: matter.path ?? "/today", due: clock.due.day, child: clock.child, clock: clock.id, isLate: isLate)
  }

  fileprivate init(_ line: LimitLine) {
    self.init(
      "\(line.title): \(line.about)",
      hint: line.holder.map { "\($0) has it" } ?? "Nobody has it yet",
      path: line.path ?? "/team#limits", due: line.due.day, clock: line.clock, isLate: line.isLate)
  }
}

/// The day, and the time where the limit ends within it.
private func said(_ due: Instant, _ now: Instant) -> String {
  due == due.day.end ? due.day.spoken(near: now.day) : due.spoken(near: now.day)
}

extension EscalatedClock {
  /// "Three quarters of the time have gone"
  fileprivate var words: String {
    switch percent {
    case 75: "Three quarters of the time have gone"
    case 90: "Nine tenths of the time have gone"
    case 100...: "The time is over"
    default: "\(percent)% of the time has gone"
    }
  }
}
