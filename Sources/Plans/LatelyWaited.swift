import Kernel
package import Store

extension Transaction {
  /// Days from asking for early help until a worker had the family, of those who got one last.
  package func daysUntilWorkerFound(last count: Int) throws -> [Int] {
    try rows(
      """
      SELECT requested_at, allocated_at FROM support WHERE allocated_at IS NOT NULL ORDER BY id DESC LIMIT \(count)
      """
    ) { (try $0[0] as Instant).day.days(until: (try $0[1] as Instant).day) }
  }
}
