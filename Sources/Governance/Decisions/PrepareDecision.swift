package import Kernel
package import Store
import Web

/// Begins the record of a decision that is to be made.
package func beginDecision(
  _ id: ID<DecisionRecord>, _ content: DecisionContent, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try Invalid.check(problems(with: content))
  let reference = try tx.nextReference(year: now.day.year)
  try tx.insertDecision(id, content, reference: reference, by: caller, at: now)
  try tx.append(.decisionBegun, about: id.of(), by: caller, at: now, changed: ["reference": reference])
}

/// What must hold of what is asked.
package func problems(with content: DecisionContent) -> [FieldError] {
  var errors: [FieldError] = []
  if content.decideTo < content.decideFrom {
    errors.append(FieldError("decide_to", "The last day must be the first day or later"))
  }
  if content.delegatedTo != nil && content.delegatedWith == nil {
    errors.append(FieldError("delegated_with", "Enter the member who signs with the officer"))
  }
  if content.equality != .notDone && content.equalityNote == nil {
    errors.append(FieldError("equality_note", "Enter what the equality assessment found"))
  }
  return errors
}

/// Changes what is asked. While a notice stands this is refused: the notice is withdrawn first, and its days begin anew.
package func changeDecision(
  _ id: ID<DecisionRecord>, _ content: DecisionContent, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try Invalid.check(problems(with: content))
  let record = try tx.decision(id)
  try refuseUnlessDraft(record)
  try tx.move(id, version: version, to: .draft)
  try tx.updateContent(id, content)
  try tx.append(.decisionChanged, about: id.of(), by: caller, at: now, changed: ["title": content.title])
}

/// Money goes into the notice: it can only be added before.
package func addStream(
  _ stream: MoneyStream, to id: ID<DecisionRecord>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let record = try tx.decision(id)
  try refuseUnlessDraft(record)
  try tx.move(id, version: record.version, to: record.state)
  try tx.insert(stream, decision: id)
  try tx.append(
    .decisionChanged, about: id.of(), by: caller, at: now,
    changed: ["money": "\(pounds(stream.pence)) \(stream.isYearly ? "a year" : "once")"])
}

private func refuseUnlessDraft(_ record: DecisionRecord) throws {
  guard record.state == .draft else {
    throw Refusal.notNow(
      record.state.isAhead
        ? "A notice of this decision stands. Withdraw it, change the decision and publish a new notice: its days begin anew."
        : "This decision was taken. Nothing of it is changed any more.")
  }
}

package func addOption(
  _ option: DecisionOption, to id: ID<DecisionRecord>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try countReport(id, in: tx)
  try tx.insert(option, decision: id)
  try tx.append(.reportChanged, about: id.of(), by: caller, at: now, changed: ["option": option.title])
}

package func addPart(
  _ part: ReportPart, to id: ID<DecisionRecord>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try countReport(id, in: tx)
  try tx.insert(part, decision: id)
  try tx.append(.reportChanged, about: id.of(), by: caller, at: now, changed: ["part": part.title])
}

/// Writes what a decision means in one respect. An earlier one of the kind counts no more, nor does its verification.
package func addImplication(
  _ implication: Implication, to id: ID<DecisionRecord>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try countReport(id, in: tx)
  try tx.insert(implication, decision: id)
  try tx.append(
    .reportChanged, about: id.of(), by: caller, at: now, changed: ["implication": implication.kind.rawValue])
}

/// An officer with the knowledge for it verifies an implication; never the one who wrote it.
package func verifyImplication(
  _ id: ID<Implication>, of decision: ID<DecisionRecord>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.file(decision)
  guard file.record.state.isAhead else { throw Refusal.notNow("This decision was taken.") }
  guard let found = file.currentImplications.first(where: { $0.id == id }) else { throw Refusal.notFound }
  guard let account = caller.account, let writer = found.writtenBy, account != writer else {
    throw Refusal.notNow("You wrote this. Somebody else must verify it.")
  }
  guard try tx.markVerified(id, by: caller, at: now) else { throw Refusal.changedByAnother("It is verified already.") }
  try tx.append(
    .implicationVerified, about: decision.of(), by: caller, at: now, changed: ["implication": found.kind.rawValue])
}

/// The report grows until the decision is taken.
private func countReport(_ id: ID<DecisionRecord>, in tx: Transaction) throws {
  let record = try tx.decision(id)
  guard record.state.isAhead else { throw Refusal.notNow("This decision was taken. Its report stays as it was.") }
  try tx.move(id, version: record.version, to: record.state)
}

extension EventKind {
  static let decisionBegun = EventKind("decision.begun", "began to prepare a decision")
  static let decisionChanged = EventKind("decision.changed", "changed what is to be decided")
  static let reportChanged = EventKind("decision.report_changed", "added to the report of a decision")
  static let implicationVerified = EventKind("decision.implication_verified", "verified an implication of a decision")
}
