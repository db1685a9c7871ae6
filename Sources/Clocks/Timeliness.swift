package import Kernel
package import Store

/// How the clocks of one rule that started in a period ended.
package struct Timeliness: Sendable, Hashable {
  package var met = 0
  package var missed = 0
  package var excepted = 0
  package var running = 0
  /// Of those running, how many are past their due moment.
  package var late = 0
  package init() {}

  /// In time out of all that are done or late, without exceptions, in per cent; nil where there are none. Counted as in
  /// the published SEN2 tables, but with what is late and not done as not in time.
  package var percentInTime: Double? {
    let judged = met + missed + late
    return judged == 0 ? nil : Double(met) * 100 / Double(judged)
  }
}

/// Of the clocks of a rule whose event happened from the first day through the last.
package func timeliness(
  of rule: ClockRuleID, from first: Day, through last: Day, now: Instant, in tx: Transaction
) throws -> Timeliness {
  let start = first.start
  let groups = try tx.rows(
    """
    SELECT status, CASE WHEN status = 'running' AND paused_since IS NULL AND sense = 'by' AND due_at < \(now)
      THEN 1 ELSE 0 END AS late, count(*)
    FROM clock WHERE rule_id = \(rule.rawValue) AND started_at >= \(start) AND started_at <= \(last.end)
    GROUP BY 1, 2
    """
  ) { (try $0[0] as ClockStatus, try $0[1] as Int == 1, try $0[2] as Int) }
  var all = Timeliness()
  for (status, isLate, count) in groups {
    switch status {
    case .met: all.met += count
    case .missed: all.missed += count
    case .excepted: all.excepted += count
    case .cancelled: break
    case .running:
      all.running += count
      if isLate { all.late += count }
    }
  }
  return all
}
