import Foundation
import Kernel

/// Hashes passwords one after another on a thread of its own: each takes long on purpose, and two at once on the threads
/// of the tasks would hold up every page of a small server.
package final class HashingThread: Sendable {
  package let cost: PasswordCost
  private let queue: HashingQueue

  /// With `waiting` before it, the next is refused.
  package init(cost: PasswordCost = .current, waiting: Int = 20) {
    self.cost = cost
    queue = HashingQueue(limit: waiting)
    let thread = Thread { [queue] in while let job = queue.take() { job() } }
    thread.name = "passwords"
    thread.stackSize = 1 << 20
    thread.start()
  }
  deinit { queue.close() }

  /// Throws `Refusal.busy` where too many wait.
  func stored(_ password: String) async throws -> StoredPassword {
    try await run { [cost] in try StoredPassword(password, cost: cost) }
  }

  /// Without a stored password it does the same work and says no.
  func matches(_ password: String, _ stored: StoredPassword?) async throws -> Bool {
    let known = stored ?? StoredPassword(ofNobody: cost)
    return try await run { try known.matches(password) } && stored != nil
  }

  private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      if !queue.add({ continuation.resume(with: Result { try work() }) }) {
        continuation.resume(throwing: Refusal.busy)
      }
    }
  }
}

/// Jobs in the order they came; its state is only touched under its lock.
private final class HashingQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let limit: Int
  private var jobs: [@Sendable () -> Void] = []
  private var isClosed = false

  init(limit: Int) { self.limit = limit }

  /// False where it is full.
  func add(_ job: @escaping @Sendable () -> Void) -> Bool {
    condition.withLock {
      guard jobs.count < limit, !isClosed else { return false }
      jobs.append(job)
      condition.signal()
      return true
    }
  }

  /// Waits for a job; nil when it is closed and everything is done.
  func take() -> (@Sendable () -> Void)? {
    condition.withLock {
      while jobs.isEmpty {
        if isClosed { return nil }
        condition.wait()
      }
      return jobs.removeFirst()
    }
  }

  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }
}
