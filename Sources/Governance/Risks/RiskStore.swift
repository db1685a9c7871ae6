package import Kernel
package import Store

// All SQL about risks.

extension Transaction {
  func risks(of group: ID<PartnershipGroup>) throws -> [RiskLine] {
    let found: [Risk] = try all("SELECT \(Risk.columns) FROM risk WHERE group_id = \(group) ORDER BY raised_at, id")
    let actions = try actions(of: group)
    return try found.map { risk in
      RiskLine(risk, looks: try looks(at: risk.id), actions: actions.filter { $0.risk == risk.id })
    }
  }
  func risk(_ id: ID<Risk>, of group: ID<PartnershipGroup>) throws -> RiskLine {
    let risk: Risk = try one("SELECT \(Risk.columns) FROM risk WHERE id = \(id) AND group_id = \(group)")
    return RiskLine(risk, looks: try looks(at: id), actions: try actions(of: group).filter { $0.risk == id })
  }
  func looks(at risk: ID<Risk>) throws -> [RiskLook] {
    try all("SELECT \(RiskLook.columns) FROM risk_look WHERE risk_id = \(risk) ORDER BY number DESC")
  }
  /// Open risks about a record, of every group.
  func risks(about id: AnyID) throws -> [RiskLine] {
    let found: [Risk] = try all("SELECT \(Risk.columns) FROM risk WHERE about_id = \(id) ORDER BY raised_at, id")
    return try found.map { risk in
      RiskLine(
        risk, looks: try looks(at: risk.id), actions: try actions(of: risk.group).filter { $0.risk == risk.id })
    }.filter(\.isOpen)
  }

  func insert(_ risk: Risk) throws {
    try run(
      """
      INSERT INTO risk (\(Risk.columns)) VALUES (
        \(risk.id), \(risk.group), \(risk.cause), \(risk.event), \(risk.effect), \(risk.owner),
        \(risk.before.likelihood), \(risk.before.impact), \(risk.appetite), \(risk.raisedAt), \(risk.aboutKind),
        \(risk.about), \(risk.version))
      """)
  }
  func insert(_ look: RiskLook, at risk: ID<Risk>) throws {
    try run(
      """
      INSERT INTO risk_look (risk_id, \(RiskLook.columns)) VALUES (
        \(risk), \(look.number), \(look.at), \(look.name), \(look.size.likelihood), \(look.size.impact), \(look.words),
        \(look.ends))
      """)
  }
  /// False where somebody has looked since `version`.
  func countLook(at risk: ID<Risk>, version: Int) throws -> Bool {
    try run("UPDATE risk SET version = version + 1 WHERE id = \(risk) AND version = \(version)") == 1
  }

  /// What a risk can be about: decisions that are public, plans and indicators.
  package func riskSubjects() throws -> [(RiskSubject, AnyID, String)] {
    try decisions(draftsToo: false).map { (.decision, $0.id.of(), "\($0.reference) \($0.content.title)") }
      + plans(unpublishedToo: false).filter { $0.endedOn == nil }.map { (.plan, $0.id.of(), $0.title) }
      + indicators().map { (.indicator, $0.id.of(), $0.title) }
  }
}
