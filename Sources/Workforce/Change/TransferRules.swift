package import Kernel

// What must hold before somebody is transferred, and before a change of structure begins. Sources: the agreed staffing rules
// of a county’s service (slotting in: individual consultation; transfer: full formal consultation, measures, meetings where
// needed; nothing starts before every status is complete); Transfer of Undertakings (Protection of Employment) Regulations
// 2006, regulation 13 (information long enough before; 28 days is practice).

/// Days between being told in writing and the transfer.
let daysOfInformation = 28

/// Why a step cannot be taken now; nil where it can.
package func refusal(of step: TransferStep, _ file: TransferFile, today: Day) -> String? {
  let done = Set(file.steps.map(\.kind))
  if file.transfer.state.isOver { return "This transfer is over." }
  if step.on > today { return "A step is written down when it has happened." }
  switch step.kind {
  case .consultationBegan:
    if done.contains(.consultationBegan) { return "The consultation has begun already." }
    return step.on < file.change.consultationFrom
      ? "The consultation begins on \(file.change.consultationFrom.long), not before." : nil
  case .informed, .meeting:
    return done.contains(.consultationBegan) ? nil : "The consultation has not begun."
  case .measuresAgreed:
    if !done.contains(.consultationBegan) { return "The consultation has not begun." }
    if file.transfer.kind == .slotIn, !done.contains(.meeting) {
      return "Slotting in needs an individual meeting first."
    }
    return step.on <= file.change.consultationTo
      ? "The consultation runs to \(file.change.consultationTo.long): nothing is agreed before it has ended." : nil
  case .transferred: return refusalOfTransfer(on: step.on, file, done)
  case .ended: return step.words == nil ? "Enter why it ended." : nil
  }
}

private func refusalOfTransfer(on day: Day, _ file: TransferFile, _ done: Set<TransferStepKind>) -> String? {
  if !done.contains(.measuresAgreed) { return "The measures are not agreed." }
  if file.transfer.kind == .tupe {
    guard let told = file.steps.filter({ $0.kind == .informed }).map(\.on).min() else {
      return "They have not been told in writing what will happen and when."
    }
    if told.days(until: day) < daysOfInformation {
      return
        "They were told on \(told.long): a transfer is \(daysOfInformation) days later, from \(told.adding(days: daysOfInformation).long)."
    }
  }
  return nil
}

/// How far a transfer is after a step.
package func state(after step: TransferStepKind, _ state: TransferState) -> TransferState {
  switch step {
  case .consultationBegan: .consulting
  case .measuresAgreed: .measuresAgreed
  case .transferred: .transferred
  case .ended: .ended
  case .informed, .meeting: state
  }
}

/// Everything that keeps a change from beginning; empty where it may begin.
package func gates(_ change: StructureChange, _ transfers: [StaffTransfer], decision: String?, today: Day) -> [String] {
  var found: [String] = []
  if let decision { found.append(decision) }
  if today <= change.consultationTo { found.append("The consultation runs to \(change.consultationTo.long).") }
  let open = transfers.filter { !$0.state.isOver }
  if !open.isEmpty {
    found.append(
      "\(open.count) of \(transfers.count) transfers are not complete: \(open.map(\.content.proposedPost).joined(separator: ", "))."
    )
  }
  if today < change.startsOn { found.append("It begins on \(change.startsOn.long), not before.") }
  return found
}

package func problems(with new: NewChange) -> [FieldError] {
  var found: [FieldError] = []
  if new.consultationTo < new.consultationFrom {
    found.append(FieldError("consultation_to", "The consultation must end after it begins"))
  }
  if new.startsOn <= new.consultationTo {
    found.append(FieldError("starts_on", "The change must begin after the consultation has ended"))
  }
  return found
}
