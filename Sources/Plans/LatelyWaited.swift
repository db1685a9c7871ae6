import Kernel
package import Store

extension Transaction {
  /// Days from asking for early help until a worker had the family, of those who got one last.
  package func daysUntilWorkerFound(last count: Int) throws -> [Int] {
    try rows(
      """
      SELECT s.requested_at, s.allocated_at FROM support s JOIN child ON child.id = s.child_id
      WHERE s.allocated_at IS NOT NULL AND child.not_included_because IS NULL ORDER BY s.id DESC LIMIT \(count)
      """
    ) { (try $0[0] as Instant).day.days(until: (try $0[1] as Instant).day) }
  }
}
