import Accounts
import Clocks
package import Kernel
import Logging
package import Store
import Web

extension Partnership {
  /// Tells of every time limit of which part has gone since the last look; returns how many steps that were. Safe on
  /// several nodes at once: a step belongs to whoever writes it first, and its letters go out with it or not at all.
  package func tellEscalations(_ database: Database, address: String, at now: Instant) async throws -> Int {
    var steps = 0
    while true {
      let some = try await database.write { tx in try tellEscalations(address: address, at: now, in: tx) }
      guard some > 0 else { return steps }
      steps += some
    }
  }

  /// The same in one transaction, for so many clocks at most: an event for each step, and one letter to each person,
  /// however many limits it speaks of. Where they stand is `/today`, which says what each is about.
  package func tellEscalations(address: String, at now: Instant, limit: Int = 100, in tx: Transaction) throws -> Int {
    let found = try tx.escalations(now: now, limit: limit)
    let hearers = EscalationHearers(slices: slices, now: now, tx: tx)
    var letters: [AccountID: EscalationLetter] = [:]
    var order: [AccountID] = []
    for escalation in found {
      let told = try hearers.hearers(of: escalation)
      try note(escalation, told: told, at: now, in: tx)
      for account in told {
        if letters[account.id] == nil { order.append(account.id) }
        letters[account.id, default: EscalationLetter(to: account)].add(escalation)
      }
    }
    for id in order {
      if let letter = letters[id] { try letter.send(address: address, at: now, in: tx) }
    }
    return found.count
  }

  private func note(_ escalation: Escalation, told: [Account], at now: Instant, in tx: Transaction) throws {
    let clock = escalation.clock
    try tx.append(
      .clockEscalated, about: clock.about, child: clock.child, by: .system, for: .supervision, at: now,
      changed: [
        "clock": clock.id.description, "rule": clock.ruleID.rawValue, "percent": "\(escalation.percent)",
        "told": told.map(\.id.description).joined(separator: ", "),
      ])
  }
}

/// One letter about time limits. It says what is to be done and by when, never for whom: others may read over a shoulder.
private struct EscalationLetter {
  let account: Account
  /// The farthest step of each clock.
  private var steps: [ClockID: Escalation] = [:]
  private var order: [ClockID] = []

  init(to account: Account) { self.account = account }

  mutating func add(_ escalation: Escalation) {
    if steps[escalation.clock.id] == nil { order.append(escalation.clock.id) }
    steps[escalation.clock.id] = escalation
  }

  func send(address: String, at now: Instant, in tx: Transaction) throws {
    // One address that cannot be written to must not keep everybody else from hearing.
    guard isEmail(account.email), let first = order.first.flatMap({ steps[$0] }) else {
      return
    }
    let lines = order.compactMap { steps[$0] }
    let late = lines.count { $0.clock.isLate(at: now) }
    let body = """
      Hello \(account.firstName),

      \(inParts(lines, at: now))

      Sign in to see what each is about, and who has it:
      \(address)/today

      Keywork

      """
    let limits = lines.count { !$0.clock.isReminder }
    try tx.send(
      Mail(to: account.email, subject: subject(limits, late: late, reminders: lines.count - limits), body: body),
      at: now,
      key: "clocks \(account.id) \(first.clock.id) \(first.clock.due) \(first.percent)")
  }

  private func subject(_ count: Int, late: Int, reminders: Int) -> String {
    if count == 0 { return reminders == 1 ? "A reminder" : "\(reminders) reminders" }
    if late > 0 { return late == 1 ? "A time limit has passed" : "\(late) time limits have passed" }
    return count == 1 ? "A time limit is running out" : "\(count) time limits are running out"
  }
  /// What is late stands before what is due, and that before reminders: each under its heading where there are several.
  private func inParts(_ lines: [Escalation], at now: Instant) -> String {
    let limits = lines.filter { !$0.clock.isReminder }
    let parts = [
      ("Late:", limits.filter { $0.clock.isLate(at: now) }),
      ("Coming up:", limits.filter { !$0.clock.isLate(at: now) }),
      ("Reminders:", lines.filter(\.clock.isReminder)),
    ].filter { !$0.1.isEmpty }
    return parts.map { heading, lines in
      ((parts.count > 1 ? [heading] : []) + lines.map { line($0, at: now) }).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
  private func line(_ escalation: Escalation, at now: Instant) -> String {
    "- \(escalation.clock.title): \(escalation.clock.words(at: now).lowercasedFirst)."
  }
}
