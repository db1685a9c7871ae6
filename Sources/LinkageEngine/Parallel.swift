import Dispatch
import Synchronization

/// Runs `body` for each part of the range, one part to a thread, and returns the results in the order of the parts.
func inParts<R: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> R) -> [R] {
  let parts = max(1, min(threads, count))
  return inParallel(parts) { part in body(count * part / parts..<count * (part + 1) / parts) }
}

/// Runs `body` for 0, 1, … at once, and returns the results in that order.
func inParallel<R: Sendable>(_ count: Int, _ body: @Sendable (Int) -> R) -> [R] {
  if count == 1 { return [body(0)] }
  let slots = UnsafeMutablePointer<R?>.allocate(capacity: count)
  slots.initialize(repeating: nil, count: count)
  defer {
    slots.deinitialize(count: count)
    slots.deallocate()
  }
  // Each iteration writes its own slot, and all have ended before any is read.
  nonisolated(unsafe) let shared = slots
  DispatchQueue.concurrentPerform(iterations: count) { shared[$0] = body($0) }
  return (0..<count).map { slots[$0]! }
}

/// A list that is filled part by part, one part to a thread: `body` gets a part's range and its room.
func filledInParts<T: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<T>) -> Void
) -> [T] {
  [T](unsafeUninitializedCapacity: count) { room, filled in
    guard let address = room.baseAddress, count > 0 else { return }
    // Each part writes its own range.
    nonisolated(unsafe) let start = address
    _ = inParts(count, threads: threads) { body($0, start + $0.lowerBound) }
    filled = count
  }
}

/// Runs `body` for 0 and 1: at once where there are two threads, else one after the other.
func inTurns<R: Sendable>(_ threads: Int, _ body: @Sendable (Int) -> R) -> [R] {
  threads > 1 ? inParallel(2, body) : [body(0), body(1)]
}

/// Gives out 0, 1, … below a limit, each once, to whichever thread asks.
final class Turns: Sendable {
  private let next = Atomic(0)
  private let limit: Int
  init(_ limit: Int) { self.limit = limit }
  func take() -> Int? {
    let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return turn < limit ? turn : nil
  }
}

/// Sorts by the bits from `from` to `to` (not included), least significant digits first; what is equal there keeps its order.
func radixSort(_ values: inout [UInt64], from: Int, to: Int) {
  var scratch: [UInt64] = []
  radixSort(&values, from: from, to: to, scratch: &scratch)
}

/// The same with room that is used again for the next.
func radixSort(_ values: inout [UInt64], from: Int, to: Int, scratch: inout [UInt64]) {
  let count = values.count
  if count < 2 { return }
  if scratch.count < count { scratch = [UInt64](repeating: 0, count: count + count / 4) }
  values.withUnsafeMutableBufferPointer { own in
    scratch.withUnsafeMutableBufferPointer { other in
      var (source, target) = (own.baseAddress!, other.baseAddress!)
      for bit in stride(from: from, to: to, by: 11) {
        scatter(source, target, count, bit: UInt64(bit), width: min(11, to - bit))
        swap(&source, &target)
      }
      if source != own.baseAddress! { own.baseAddress!.update(from: source, count: count) }
    }
  }
}

/// One pass: puts the values into the order of one digit.
private func scatter(
  _ source: UnsafeMutablePointer<UInt64>, _ target: UnsafeMutablePointer<UInt64>, _ count: Int, bit: UInt64, width: Int
) {
  let mask = UInt64(1) << UInt64(width) - 1
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << width) { places in
    places.initialize(repeating: 0)
    for place in 0..<count { places[Int(source[place] >> bit & mask)] += 1 }
    var sum = 0
    for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
    for place in 0..<count {
      let digit = Int(source[place] >> bit & mask)
      target[places[digit]] = source[place]
      places[digit] += 1
    }
  }
}

/// Brings values whose upper bits are as good as random into the order of the bits from `from` up, what is equal keeping its
/// order: first in shares that fit into the processor's nearest memory, then each share by itself.
func groupSort(_ values: inout [UInt64], from: Int, scratch: inout [UInt64]) {
  let count = values.count
  if count < 4096 { return radixSort(&values, from: from, to: 64, scratch: &scratch) }
  if scratch.count < count { scratch = [UInt64](repeating: 0, count: count + count / 16) }
  let width = min(12, Int.bitWidth - (count / 1024).leadingZeroBitCount)
  let top = 64 - width
  values.withUnsafeMutableBufferPointer { own in
    scratch.withUnsafeMutableBufferPointer { other in
      let (source, target) = (own.baseAddress!, other.baseAddress!)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: (1 << width) + 1) { ends in
        ends.initialize(repeating: 0)
        for place in 0..<count { ends[Int(source[place] >> UInt64(top))] += 1 }
        var sum = 0
        for share in ends.indices { (ends[share], sum) = (sum, sum + ends[share]) }
        for place in 0..<count {
          let share = Int(source[place] >> UInt64(top))
          target[ends[share]] = source[place]
          ends[share] += 1
        }
        var start = 0
        for share in 0..<(1 << width) {
          sortShare(target + start, into: source + start, ends[share] - start, from: from, to: top)
          start = ends[share]
        }
      }
    }
  }
}

/// Sorts a share by the bits from `from` to `to`, from one place into another.
private func sortShare(
  _ source: UnsafeMutablePointer<UInt64>, into target: UnsafeMutablePointer<UInt64>, _ count: Int, from: Int, to: Int
) {
  if count > 8192 {
    // Far more than its part of random keys: many are the same. All digits in turn bear that.
    var values = Array(UnsafeBufferPointer(start: source, count: count))
    radixSort(&values, from: from, to: to)
    return target.update(from: values, count: count)
  }
  let digits = min(11, to - from)
  scatter(source, target, count, bit: UInt64(to - digits), width: digits)
  // Few stand in a wrong place now, and those near their own.
  let shift = UInt64(from)
  for place in 1..<max(1, count) {
    let value = target[place]
    var hole = place
    while hole > 0 && target[hole - 1] >> shift > value >> shift {
      target[hole] = target[hole - 1]
      hole -= 1
    }
    target[hole] = value
  }
}
