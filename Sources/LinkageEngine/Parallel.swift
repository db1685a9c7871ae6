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
