import Store
package import Web

/// Plans that show their evidence, decisions that cannot be taken early. The slice's front door.
package let governance = governanceSlice(beside: .none)

/// The same with published figures that indicators stand beside.
package func governanceSlice(beside published: PublishedFigures) -> Slice {
  var slice = Slice("Governance")
  slice.migrations =
    governanceMigrations + groupMigrations + reportMigrations + agreementMigrations
    + indicatorMigrations + privateNoticeMigrations
  slice.routes =
    governanceRoutes + openDataRoutes + planRoutes + ownerRoutes + decisionRoutes + scorecardRoutes(published)
    + indicatorRoutes(published) + sliceRoutes + groupRoutes + meetingRoutes
    + riskRoutes + reportRoutes + packRoutes + agreementRoutes
  // The time limits of this slice are about decisions.
  slice.matter = { record, _, tx in
    let found: DecisionRecord? = try tx.first(
      "SELECT \(DecisionRecord.columns) FROM decision_record WHERE id = \(record)")
    return found.map { Matter("Decision \($0.reference)", path: $0.path) }
  }
  return slice
}
