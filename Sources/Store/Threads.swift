import Foundation
import Kernel

/// Runs something slow that blocks on a thread of its own, away from the tasks.
func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}

/// The time of this machine, for the store's own bookkeeping; everything else is told the time.
func currentTime() -> Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
