import Dispatch

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

/// Sorts by the bits from `from` to `to` (not included), least significant digits first; what is equal there keeps its order.
func radixSort(_ values: inout [UInt64], from: Int, to: Int) {
  guard values.count > 1 else { return }
  var other = [UInt64](repeating: 0, count: values.count)
  var bit = from
  while bit < to {
    let width = min(11, to - bit)
    let mask = UInt64(1) << UInt64(width) - 1
    var places = [Int](repeating: 0, count: 1 << width)
    values.withUnsafeBufferPointer { from in
      places.withUnsafeMutableBufferPointer { places in
        for value in from { places[Int(value >> UInt64(bit) & mask)] += 1 }
        var sum = 0
        for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
        other.withUnsafeMutableBufferPointer { to in
          for value in from {
            let digit = Int(value >> UInt64(bit) & mask)
            to[places[digit]] = value
            places[digit] += 1
          }
        }
      }
    }
    swap(&values, &other)
    bit += width
  }
}
