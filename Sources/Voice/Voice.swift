import Clocks
import Kernel
import Store
package import Web

/// What families and young people say, and what comes of it: surveys, consultations, panels, complaints. The slice's front
/// door. `plans` are the plans of the partnership that a finding can become an action of.
package func voice(_ plans: PlanActions) -> Slice {
  var slice = Slice("Voice")
  slice.migrations = voiceMigrations
  slice.routes =
    voiceHomeRoutes + answerRoutes(AnswerPace()) + resultRoutes + surveyRoutes + questionRoutes + paperRoutes
    + invitationRoutes
    + wordsRoutes + panelRoutes + consultationRoutes + findingRoutes(plans) + complaintYearRoutes + complaintRoutes
  // The time limits of this slice are about complaints: whoever may not know one learns nothing of it.
  slice.matter = { record, caller, tx in
    guard let found = try? tx.complaint(record.of(), for: caller) else { return nil }
    return found.state.isOver ? nil : Matter("Complaint \(found.reference)", path: found.path)
  }
  slice.tasks = { child, request, tx in child == nil ? try complaintsToAnswer(request, tx) : [] }
  return slice
}

/// The complaints that the caller was asked to look at and has not answered.
private func complaintsToAnswer(_ request: Request, _ tx: Transaction) throws -> [ToDo] {
  guard let me = request.caller.practitioner, request.caller.holds(.handleComplaints) else { return [] }
  let open = try tx.complaints(lookedAtBy: me)
  let clocks = try tx.clocks(aboutEach: open.map(\.id))
  return open.map { one in
    let next = clocks[one.id]?.first { $0.isOpen && $0.ruleID != "CMP-C3Q" }
    return ToDo(
      "Answer a complaint", hint: "\(one.reference), \(one.about)", path: one.path, due: next?.due.day, clock: next?.id,
      isLate: next?.isLate(at: request.now) ?? false)
  }
}
