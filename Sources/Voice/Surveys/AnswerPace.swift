import Kernel
import Store
import Synchronization

/// How many answers one address has sent to a survey within an hour. Each node counts for itself in memory: nothing of an
/// address is ever written down, and after the hour nothing is left of it.
final class AnswerPace: Sendable {
  private struct Window {
    var hour: Int64 = 0
    /// The ids of what was sent, so that a transaction that is tried again counts once.
    var sent: [String: Set<AnyID>] = [:]
  }
  private let window = Mutex(Window())

  /// The number of answers from this address, this one included.
  func count(_ answer: AnyID, to survey: ID<Survey>, from address: String, at now: Instant) -> Int {
    let hour = now.microseconds / 3_600_000_000
    return window.withLock { window in
      if window.hour != hour { window = Window(hour: hour) }
      window.sent["\(survey) \(address)", default: []].insert(answer)
      return window.sent["\(survey) \(address)"]?.count ?? 0
    }
  }
}

/// From so many answers of one address in an hour on, they may be by one person: a family has fewer, a hub has more.
let answersBeforeDoubt = 5

extension Survey {
  /// The mark that a browser keeps until the survey closes: that it has sent answers, not which.
  var mark: String { "answered-\(id)" }
}
