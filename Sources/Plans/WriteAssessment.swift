import Clocks
package import Kernel
import People
package import Store
import Web

/// Begins the assessment of an episode of support, or a new version of it that starts from what the last one said.
package func beginAssessment(
  _ id: ID<Assessment>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.beginAssessment)
  let earlier = try tx.assessments(of: supportID)
  guard earlier.allSatisfy(\.isComplete) else { throw Refusal.notNow("An assessment is being written already.") }
  try tx.insertAssessment(id, support, number: earlier.count + 1, by: caller, at: now)
  if let last = earlier.first { try tx.copyEntries(from: last.id, to: id) }
  if support.state == .agreed {
    support.state = .assessing
    try tx.update(&support, at: now)
  }
  try tx.append(
    .assessmentBegun, about: id.of(), child: child, by: caller, at: now, changed: ["version": String(earlier.count + 1)]
  )
}

/// Writes about one domain of the assessment that is under way. Throws `changedByAnother` where somebody else wrote
/// there since it was read.
package func writeDomain(
  _ new: NewDomainEntry, domain: String, support supportID: SupportID, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  try support.check(.writeAssessment)
  guard try tx.exists("SELECT 1 FROM help_domain WHERE code = \(domain)") else { throw Refusal.notFound }
  guard let draft = try tx.draftAssessment(of: supportID) else {
    throw Refusal.notNow("The assessment is finished. Begin a new version to change it.")
  }
  try tx.write(new, draft.id, domain, by: caller, at: now)
  try tx.append(
    .assessmentWritten, about: draft.id.of(), child: child, by: caller, at: now, changed: ["domain": domain])
}

/// Finishes the assessment: meets its clock, keeps the child's words, and lets the plan begin.
package func completeAssessment(
  _ new: NewCompletion, support supportID: SupportID, child childID: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: childID)
  try support.check(.completeAssessment)
  guard let draft = try tx.draftAssessment(of: supportID) else {
    throw Refusal.notNow("There is no assessment under way.")
  }
  try Invalid.check(
    problems(with: new, entries: try tx.entries(of: draft.id), domains: try tx.helpDomains()))
  try tx.complete(draft, new, by: caller, at: now)
  if let words = new.childSays {
    try tx.addOwnWords(
      newID(at: now), child: childID, speaker: try tx.child(childID).calledName, words: words,
      about: new.voice.occasion("the assessment"), by: caller, at: now)
  }
  try tx.meetClock(.assessment, about: supportID, at: now)
  support.assessedAt = now
  if support.state == .assessing { support.state = .planning }
  try tx.update(&support, at: now)
  try tx.append(
    .assessmentCompleted, about: draft.id.of(), child: childID, by: caller, at: now,
    changed: ["version": String(draft.number)])
}
