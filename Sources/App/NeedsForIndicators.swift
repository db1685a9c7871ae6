import Governance
import Kernel
import People
import Store

/// The area of need of those who are assessed or have a plan: of the main need as their newest case by that day names it.
/// Source of the grouping: SEND code of practice 2015, 6.28 to 6.35.
@Sendable func needsOfPlans(_ children: [ChildID], _ day: Day, _ tx: Transaction) throws -> [ChildID: NeedArea] {
  let found = try tx.rows(
    """
    SELECT c.child_id, n.code FROM ehc_case c JOIN ehc_need n ON n.case_id = c.id
    WHERE c.child_id IN \(list: children) AND c.received_on <= \(day)
      AND n.rank = (SELECT min(m.rank) FROM ehc_need m WHERE m.case_id = c.id)
    ORDER BY c.received_on, c.id
    """
  ) { (try $0[0] as ChildID, needArea(try $0[1])) }
  return Dictionary(found) { _, newer in newer }
}

private func needArea(_ code: String) -> NeedArea {
  switch code {
  case "ASD", "SLCN": .communication
  case "SPLD", "MLD", "SLD", "PMLD", "DS": .learning
  case "SEMH": .feelings
  case "HI", "VI", "MSI", "PD": .body
  default: .other
  }
}
