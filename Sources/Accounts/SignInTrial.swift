import Kernel
import Store

// Guessing is slowed, not stopped for good: a lock that never opens would let anybody shut anybody out.

/// How many failures are free, for whom they are counted.
enum Trial {
  /// One e-mail address, whether or not there is an account behind it.
  case email(String)
  /// The one-time codes of an account whose password was right.
  case code(AccountID)
  /// A network address, behind which a whole office may sit.
  case address(String)

  var name: String {
    switch self {
    case .email(let email): "email:\(email)"
    case .code(let account): "code:\(account)"
    case .address(let address): "address:\(address)"
    }
  }
  var free: Int {
    switch self {
    case .email, .code: 5
    case .address: 50
    }
  }
}

/// Seconds to wait after so many failures: none while they are free, then one minute, two, four, to a quarter of an hour.
func waitingSeconds(failures: Int, free: Int) -> Int {
  failures < free ? 0 : min(900, 60 << min(failures - free, 6))
}

/// Counts a try as failed before it is looked at, so that many at once do not slip through together; `passed` takes it back.
/// Throws `Refusal.tooMany` while the wait is on; then nothing is counted.
func begin(_ trial: Trial, at now: Instant, in tx: Transaction) throws {
  let known = try tx.row(
    "SELECT failures, last_at, free_at FROM sign_in_trial WHERE name = \(trial.name)\(tx.dialect.forUpdate)"
  ) { row in (failures: try row[0] as Int, lastAt: try row[1] as Instant, freeAt: try row[2] as Instant) }
  if let known, now < known.freeAt { throw Refusal.tooMany(seconds: now.seconds(until: known.freeAt) + 1) }
  let isFresh = known.map { $0.lastAt < now.adding(hours: -24) } ?? true
  let failures = isFresh ? 1 : (known?.failures ?? 0) + 1
  let freeAt = now.adding(seconds: waitingSeconds(failures: failures, free: trial.free))
  try tx.run(
    """
    INSERT INTO sign_in_trial (name, failures, last_at, free_at) VALUES (\(trial.name), \(failures), \(now), \(freeAt))
    ON CONFLICT (name) DO UPDATE SET
      failures = excluded.failures, last_at = excluded.last_at, free_at = excluded.free_at
    """)
}

/// The try was right: nothing of it counts. Behind one address there are others, whose failures stay.
func passed(_ trial: Trial, in tx: Transaction) throws {
  if case .address = trial { return try takeBack(trial, in: tx) }
  try tx.run("DELETE FROM sign_in_trial WHERE name = \(trial.name)")
}

/// The try was not looked at after all, or says nothing about the others: it alone does not count.
func takeBack(_ trial: Trial, in tx: Transaction) throws {
  try tx.run(
    "UPDATE sign_in_trial SET failures = failures - 1, free_at = last_at WHERE name = \(trial.name) AND failures > 0")
}

/// Seconds until the next try is looked at; 0 where it may come at once.
func waitingSeconds(of trial: Trial, at now: Instant, in tx: Transaction) throws -> Int {
  let freeAt = try tx.value("SELECT free_at FROM sign_in_trial WHERE name = \(trial.name)", as: Instant.self)
  return max(0, freeAt.map { now.seconds(until: $0) } ?? 0)
}
