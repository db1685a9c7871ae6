import Kernel
import Store
package import Web

/// Plans that show their evidence, decisions that cannot be taken early. The slice's front door.
package let governance = governanceSlice(beside: .none, counting: .own)

/// The same with published figures that indicators stand beside, with what other slices count, and with the needs of
/// children that another knows.
package func governanceSlice(
  beside published: PublishedFigures, counting measures: Measures, needs: @escaping KnownNeeds = { _, _, _ in [:] }
) -> Slice {
  var slice = Slice("Governance")
  slice.migrations =
    governanceMigrations + groupMigrations + reportMigrations + agreementMigrations
    + indicatorMigrations + deprivationMigrations + privateNoticeMigrations
  slice.routes =
    governanceRoutes + openDataRoutes + planRoutes + ownerRoutes + decisionRoutes + scorecardRoutes(published, measures)
    + indicatorRoutes(published, measures) + sliceRoutes(measures, needs: needs) + groupRoutes + meetingRoutes
    + riskRoutes + reportRoutes + packRoutes + agreementRoutes
  // The time limits of this slice are about decisions and the agendas of meetings.
  slice.matter = { record, _, tx in
    let found: DecisionRecord? = try tx.first(
      "SELECT \(DecisionRecord.columns) FROM decision_record WHERE id = \(record)")
    if found == nil {
      let meeting: GroupMeeting? = try tx.first(
        "SELECT \(GroupMeeting.columns) FROM group_meeting WHERE id = \(record)")
      return meeting.map { Matter("Agenda of the meeting of \($0.day.long)", path: $0.path) }
    }
    return found.map { Matter("Decision \($0.reference)", path: $0.path) }
  }
  return slice
}
