import Kernel
package import Store

extension Transaction {
  /// Days from the request for an assessment until the first final plan was sent, of the plans that were sent last.
  package func daysUntilFirstPlan(last count: Int) throws -> [Int] {
    try rows(
      """
      SELECT c.received_on, p.sent_on FROM ehc_plan p JOIN ehc_case c ON c.id = p.case_id
        JOIN child ON child.id = c.child_id AND child.not_included_because IS NULL
      WHERE p.kind = 'final' AND p.sent_on IS NOT NULL AND c.transferred_from IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM ehc_plan e WHERE e.case_id = p.case_id AND e.kind = 'final' AND e.number < p.number)
      ORDER BY p.id DESC LIMIT \(count)
      """
    ) { (try $0[0] as Day).days(until: try $0[1] as Day) }
  }
}
