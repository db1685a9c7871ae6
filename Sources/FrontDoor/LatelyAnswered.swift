import Kernel
package import Store

extension Transaction {
  /// Days from asking to the first answer, of the requests that were answered last.
  package func daysUntilAnswered(last count: Int) throws -> [Int] {
    try rows(
      """
      SELECT r.received_at, d.decided_at FROM help_decision d JOIN help_request r ON r.id = d.request_id
      WHERE d.again_why IS NULL AND d.undone_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM child WHERE child.id = r.child_id AND child.not_included_because IS NOT NULL)
      ORDER BY d.id DESC LIMIT \(count)
      """
    ) { (try $0[0] as Instant).day.days(until: (try $0[1] as Instant).day) }
  }
}
