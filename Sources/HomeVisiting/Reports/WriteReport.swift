package import Kernel
package import Store

/// Writes down a joint assessment or a part for a review, with how the visits stand on that day. The family sees it at once.
package func writeReport(
  _ id: ID<VisitingReport>, _ kind: ReportKind, _ words: ReportWords, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  let figures = try tx.figuresForReport(of: child, on: words.on)
  try tx.insert(id, kind, words, figures: figures, child: child, by: caller.name, at: now)
  try tx.append(
    .reportWritten, about: id.of(), child: child, by: caller, at: now,
    changed: ["kind": kind.rawValue, "on": words.on.description])
}

/// Puts right what was written. `version` is the one that the form was drawn from. Throws `Refusal.changedByAnother` where it
/// has moved on.
package func correctReport(
  _ report: VisitingReport, _ words: ReportWords, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.update(report.id, words, version: version, by: caller.name, at: now) else {
    throw Refusal.changedByAnother("This was changed since you opened it.")
  }
  let (was, new) = (report.words, words)
  let changed = [
    "on": was.on != new.on, "who": was.who != new.who, "goes_well": was.goesWell != new.goesWell,
    "is_hard": was.isHard != new.isHard, "family_says": was.familySays != new.familySays, "next": was.next != new.next,
  ].filter(\.value).mapValues { _ in "changed" }
  try tx.append(.reportCorrected, about: report.id.of(), child: report.child, by: caller, at: now, changed: changed)
}

extension EventKind {
  static let reportWritten = EventKind("visiting.report", "wrote a report of home visiting")
  static let reportCorrected = EventKind("visiting.report_corrected", "put right a report of home visiting")
}
