/// Compares texts of up to 64 bytes with whole words of the processor: one mask a letter says where it stands.
struct Similarity: ~Copyable {
  private let masks: UnsafeMutablePointer<UInt64>

  init() {
    masks = .allocate(capacity: 256)
    masks.initialize(repeating: 0, count: 256)
  }
  deinit { masks.deallocate() }

  /// Jaro–Winkler: 0 nothing alike, 1 the same. Prefix of at most four letters, a tenth each, where Jaro is above 0.7.
  /// Texts longer than 64 bytes are compared by their first 64.
  func jaroWinkler(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Double {
    let (m, n) = (min(a.count, 64), min(b.count, 64))
    if m == 0 || n == 0 { return 0 }
    let jaro = jaro(a, m, b, n)
    guard jaro > 0.7 else { return jaro }
    var prefix = 0
    while prefix < min(4, m, n) && a[prefix] == b[prefix] { prefix += 1 }
    return jaro + Double(prefix) * 0.1 * (1 - jaro)
  }

  private func jaro(_ a: UnsafeBufferPointer<UInt8>, _ m: Int, _ b: UnsafeBufferPointer<UInt8>, _ n: Int) -> Double {
    for place in 0..<n { masks[Int(b[place])] |= 1 << UInt64(place) }
    let reach = max(max(m, n) / 2 - 1, 0)
    var (fromA, fromB): (UInt64, UInt64) = (0, 0)
    for place in 0..<m {
      let low = max(0, place - reach)
      let high = min(n - 1, place + reach)
      guard low <= high else { break }
      let window = (UInt64.max >> UInt64(63 - high)) & (UInt64.max << UInt64(low))
      let free = masks[Int(a[place])] & window & ~fromB
      fromB |= free & (0 &- free)
      if free != 0 { fromA |= 1 << UInt64(place) }
    }
    for place in 0..<n { masks[Int(b[place])] = 0 }
    let common = fromA.nonzeroBitCount
    if common == 0 { return 0 }
    var moved = 0
    while fromA != 0 {
      if a[fromA.trailingZeroBitCount] != b[fromB.trailingZeroBitCount] { moved += 1 }
      fromA &= fromA - 1
      fromB &= fromB - 1
    }
    let c = Double(common)
    return (c / Double(m) + c / Double(n) + (c - Double(moved / 2)) / c) / 3
  }
}

/// Whether two texts differ by one slip of the hand: a letter changed, or two neighbours changed over. Same length only.
func isOneSlip(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  var first = 0
  while first < a.count && a[first] == b[first] { first += 1 }
  if first == a.count { return false }
  var rest = first + 1
  if rest < a.count && a[rest] != b[rest] {
    guard a[first] == b[rest] && a[rest] == b[first] else { return false }
    rest += 1
  }
  while rest < a.count && a[rest] == b[rest] { rest += 1 }
  return rest == a.count
}
