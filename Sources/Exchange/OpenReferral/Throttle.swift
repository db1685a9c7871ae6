import Kernel
import Synchronization

/// How often one address may ask in a minute. Each node counts for itself; what is forgotten after a minute is only a count.
final class Throttle: Sendable {
  private struct Window {
    var minute: Int
    var count: Int
  }
  private let most: Int
  private let windows = Mutex<[String: Window]>([:])

  init(perMinute most: Int) { self.most = most }

  /// Seconds to wait; nil where it may go on.
  func wait(for address: String, at now: Instant) -> Int? {
    let second = Int(now.microseconds / 1_000_000)
    let minute = second / 60
    return windows.withLock { windows in
      // Of the addresses of past minutes nothing is kept.
      if windows.count > 10_000 { windows = windows.filter { $0.value.minute == minute } }
      var window = windows[address] ?? Window(minute: minute, count: 0)
      if window.minute != minute { window = Window(minute: minute, count: 0) }
      window.count += 1
      windows[address] = window
      return window.count > most ? 60 - second % 60 : nil
    }
  }
}
