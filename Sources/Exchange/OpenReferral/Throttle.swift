import Kernel
import Synchronization

/// How often one address may ask in a minute. Each node counts for itself; what is forgotten after a minute is only a count.
final class Throttle: Sendable {
  private struct Window {
    var minute = 0
    var counts: [String: Int] = [:]
  }
  private let most: Int
  private let window = Mutex(Window())

  init(perMinute most: Int) { self.most = most }

  /// Seconds to wait; nil where it may go on. `cost` is what one request counts for.
  func wait(for address: String, at now: Instant, cost: Int = 1) -> Int? {
    let second = Int(now.microseconds / 1_000_000)
    let minute = second / 60
    return window.withLock { window in
      // Of the addresses of past minutes nothing is kept.
      if window.minute != minute { window = Window(minute: minute) }
      window.counts[address, default: 0] += cost
      return window.counts[address, default: 0] > most ? 60 - second % 60 : nil
    }
  }
}
