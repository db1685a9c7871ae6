/// The arrivals of one group: at random, at a rate that changes by month.
struct ArrivalSource {
  private let key: UInt64
  private var random: RandomStream
  private var people: UInt64 = 0
  /// When the next one comes; endless if nobody does any more.
  private(set) var pending = 0.0
  /// The rate now, and until when it holds.
  private var rate = 0.0
  private var until = 0.0

  init(key: UInt64) {
    self.key = key
    random = RandomStream(key: RandomStream.key(key, 1 << 40))
  }

  /// The key of the person who comes now.
  @inline(__always)
  mutating func nextPerson() -> UInt64 {
    people += 1
    return RandomStream.key(key, people)
  }

  /// Uses up an exponential amount of expected arrivals, month by month.
  @inline(__always)
  mutating func move(_ model: PathwayModel, share: Double, after time: Double) {
    var left = random.exponential()
    var time = time
    while true {
      if time >= until {
        guard time <= model.limit else { break }
        let next = model.arrivals.rate(at: time, yearLength: model.yearLength)
        (rate, until) = (next.rate * share, next.until)
      }
      let room = rate * (until - time)
      if room >= left {
        pending = time + left / rate
        return
      }
      left -= room
      time = until
    }
    pending = .infinity
  }
}

/// Which of a person's random numbers is which: one for each stage and purpose, so that a change to one stage does not
/// shift the luck of another.
enum Draw {
  static let listed: UInt64 = 1 << 32
  static func service(_ stage: Int) -> UInt64 { UInt64(truncatingIfNeeded: stage * 4) }
  static func patience(_ stage: Int) -> UInt64 { UInt64(truncatingIfNeeded: stage * 4 + 1) }
  static func route(_ stage: Int) -> UInt64 { UInt64(truncatingIfNeeded: stage * 4 + 2) }
  static func support(_ stage: Int) -> UInt64 { UInt64(truncatingIfNeeded: stage * 4 + 3) }
}
