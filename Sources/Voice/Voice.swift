import Kernel
import Store
package import Web

/// What families and young people say, and what comes of it: surveys, consultations, panels, complaints. The slice's front
/// door. `plans` are the plans of the partnership that a finding can become an action of.
package func voice(_ plans: PlanActions) -> Slice {
  var slice = Slice("Voice")
  slice.migrations = voiceMigrations
  slice.routes =
    voiceHomeRoutes + answerRoutes + resultRoutes + surveyRoutes + questionRoutes + paperRoutes + invitationRoutes
    + wordsRoutes + panelRoutes + consultationRoutes + findingRoutes(plans) + complaintRoutes
  // The time limits of this slice are about complaints: whoever may not know one learns nothing of it.
  slice.matter = { record, caller, tx in
    guard let found = try? tx.complaint(record.of(), for: caller) else { return nil }
    return found.state.isOver ? nil : Matter("Complaint \(found.reference)", path: found.path)
  }
  return slice
}
