import Foundation
import Glibc

/// Runs work that burns a processor on a thread of its own, behind everything else: the threads that answer requests are
/// never kept from them, and where there is one processor the requests come first.
package func onOwnThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
    let thread = Thread {
      // On Linux this is the thread's own.
      _ = nice(10)
      continuation.resume(with: Result(catching: work))
    }
    thread.name = "apart"
    thread.stackSize = 8 << 20
    thread.start()
  }
}
