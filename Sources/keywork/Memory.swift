import Foundation

/// What the program asks of the GNU library's allocator, whose habits suit neither a large computation nor a server.
enum Memory {
  /// Large blocks go back to the system as soon as they are free: of a computation in stages each needs its own, and what the
  /// allocator keeps of them for later would be a fifth of the whole. So of a server whose scorecard counts every child.
  static func returnLargeBlocks() { set(-3, 1 << 20) }

  /// Threads share two pools: with one pool for each thread, what pages leave behind in each is a fifth of a server's memory.
  /// To be called before there are threads.
  static func sharePools() { set(-8, 2) }

  /// mallopt(M_MMAP_THRESHOLD or M_ARENA_MAX, value), by its name: Swift's module of the library leaves malloc.h out, and other
  /// libraries have no such call.
  private static func set(_ parameter: Int32, _ value: Int32) {
    guard let found = dlsym(nil, "mallopt") else { return }
    _ = unsafeBitCast(found, to: (@convention(c) (Int32, Int32) -> Int32).self)(parameter, value)
  }
}
