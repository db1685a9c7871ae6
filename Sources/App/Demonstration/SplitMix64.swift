import Kernel

/// Random numbers from a seed: the same seed gives the same county. Source: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators" (2014). Never for secrets.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// A generator of its own for one part of the work, so that a part may be done again without the others changing.
  init(seed: UInt64, part: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = seed ^ hash
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  mutating func one<T>(of list: [T]) -> T { list[below(list.count)] }
  mutating func id<Of>(at now: Instant) -> ID<Of> { ID(at: now, random: &self) }
}

let demonstrationSeed: UInt64 = 2026
