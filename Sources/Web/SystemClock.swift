import Foundation
package import Kernel

/// The time of this machine.
package let systemClock: @Sendable () -> Instant = {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}
