/// What happens next in a replication: an arrival, the end of a service, or a change of the timetable.
struct PathwayEvent {
  enum Kind: UInt8 {
    case arrival, completion, change
  }
  let time: Double
  /// The person; the number of the step, for a change of the timetable.
  let key: UInt64
  let kind: Kind
  let stage: UInt8
  let group: UInt8
}

/// The earliest first: a heap of four children a node, which is flatter than two and kinder to the cache.
struct EventHeap {
  private var events: [PathwayEvent] = []

  var first: PathwayEvent? { events.first }

  mutating func reserve(_ count: Int) { events.reserveCapacity(count) }

  mutating func insert(_ event: PathwayEvent) {
    events.append(event)
    var hole = events.count - 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      if events[parent].time <= event.time { break }
      events[hole] = events[parent]
      hole = parent
    }
    events[hole] = event
  }

  mutating func removeFirst() {
    let last = events.removeLast()
    if !events.isEmpty { sink(last) }
  }

  /// Takes the first away and puts another in, in one go.
  mutating func replaceFirst(with event: PathwayEvent) { sink(event) }

  private mutating func sink(_ event: PathwayEvent) {
    events.withUnsafeMutableBufferPointer { events in
      let count = events.count
      var hole = 0
      while true {
        let first = hole << 2 + 1
        if first >= count { break }
        var least = first
        var time = events[first].time
        for child in (first + 1)..<max(first + 1, min(first + 4, count)) where events[child].time < time {
          least = child
          time = events[child].time
        }
        if time >= event.time { break }
        events[hole] = events[least]
        hole = least
      }
      events[hole] = event
    }
  }
}

/// One who waits.
struct Waiting {
  let joined: Double
  /// When they leave if nobody has seen them; endless for those who stay. Below 0: not a person but a probe that
  /// follows how long a wait gets; its number is −1 − `leaves`.
  let leaves: Double
  let key: UInt64

  @inline(__always) var isProbe: Bool { leaves < 0 }
}

/// Those of one group who wait for one stage, in the order of joining. Who has left stays in the row until they come to
/// its front: nobody has to be searched for.
struct WaitingQueue {
  private(set) var row: [Waiting] = []
  private(set) var front = 0

  @inline(__always) var first: Waiting? { front < row.count ? row[front] : nil }
  var all: ArraySlice<Waiting> { row[front...] }

  @inline(__always)
  mutating func append(_ waiting: Waiting) { row.append(waiting) }

  @inline(__always)
  mutating func removeFirst() {
    front += 1
    if front == row.count {
      row.removeAll(keepingCapacity: true)
      front = 0
    } else if front > 1024, front * 2 > row.count {
      row.removeFirst(front)
      front = 0
    }
  }
}
