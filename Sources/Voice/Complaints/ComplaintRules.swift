// What may happen to a complaint, and which time limits run. Sources: the Children Act 1989 Representations Procedure
// (England) Regulations 2006 (three stages: 10, at most 20, then 25, at most 65, then 30 working days); the Complaint
// Handling Code of the Local Government and Social Care Ombudsman, 2024; the Local Authority Social Services and NHS
// Complaints (England) Regulations 2009. The numbers stand in registers/clock-rules.csv.

package import Clocks
package import Kernel

/// The rules that a stage is answered by, in the order in which they run.
package func answerRules(_ procedure: ComplaintProcedure, stage: Int) -> [ClockRuleID] {
  switch (procedure, stage) {
  case (.childrensSocialCare, 1): ["CMP-C1"]
  case (.childrensSocialCare, 2): ["CMP-C2"]
  case (.childrensSocialCare, _): ["CMP-C3", "CMP-C3W", "CMP-C3R"]
  case (.council, 1): ["CMP-L1"]
  case (.council, _): ["CMP-L2"]
  case (.nhs, _): ["CMP-N6"]
  }
}

/// Within which time it must be said that a complaint has come.
package func acknowledgeRule(_ procedure: ComplaintProcedure) -> ClockRuleID {
  procedure == .nhs ? "CMP-NA" : "CMP-ACK"
}

/// What those who answer can do now.
package func allowedSteps(_ complaint: Complaint, _ steps: [ComplaintStep]) -> [ComplaintStepKind] {
  if complaint.kind == .compliment { return complaint.state.isOver ? [.learn] : [.acknowledge, .learn, .note] }
  if complaint.state.isOver { return [.learn, .note] }
  guard let procedure = complaint.procedure else { return [.acknowledge, .note] }
  if complaint.state == .answered { return [.learn, .note] }
  var allowed: [ComplaintStepKind] = [.handler, .note]
  let here = steps.filter { $0.stage == complaint.stage }.map(\.kind)
  let isPanel = procedure == .childrensSocialCare && complaint.stage == 3
  if isPanel {
    if !here.contains(.panel) { return allowed + [.panel] }
    if !here.contains(.panelReport) { return allowed + [.panelReport] }
  } else if procedure != .nhs, !here.contains(.extend) {
    allowed.append(.extend)
  }
  // Nobody answers before it is known who looks at it.
  return complaint.handler == nil ? allowed : allowed + [.answer]
}

/// What whoever complained can do now.
package func familySteps(_ complaint: Complaint) -> [ComplaintStepKind] {
  guard complaint.kind == .complaint, !complaint.state.isOver else { return [] }
  guard complaint.state == .answered else { return [.more, .withdraw] }
  return complaint.stage < (complaint.procedure?.stages ?? 1) ? [.nextStage, .settled] : [.settled]
}

/// What is wrong with a step of those who answer. `before` are those who looked at earlier stages.
package func problems(
  with step: NewComplaintStep, on complaint: Complaint, _ steps: [ComplaintStep], before: [String]
) -> [FieldError] {
  guard allowedSteps(complaint, steps).contains(step.kind) else {
    return [FieldError("kind", "The complaint is “\(complaint.state.title.lowercased())”: choose another step")]
  }
  var found: [FieldError] = []
  func need(_ words: String) { if step.words == nil { found.append(FieldError("words", words)) } }
  switch step.kind {
  case .acknowledge:
    if complaint.kind == .complaint, step.procedure == nil {
      found.append(FieldError("procedure", "Choose by which rules it is answered"))
    }
  case .handler:
    if step.handler == nil {
      found.append(FieldError("email", "Enter the e-mail address of somebody at work here"))
    } else if let handler = step.handler, before.contains(handler.name) {
      found.append(FieldError("email", "\(handler.name) looked at it before: this stage is for somebody else"))
    }
  case .answer:
    need("Enter the letter")
    if step.outcome == nil { found.append(FieldError("outcome", "Choose whether the complaint is upheld")) }
  case .extend: need("Enter why more time is needed: whoever complained reads it")
  case .learn: need("Enter what you have learned")
  case .note: need("Enter the note")
  case .panel, .panelReport, .more, .nextStage, .settled, .withdraw: break
  }
  return found
}

/// A step of those who answer, as it is typed.
package struct NewComplaintStep: Sendable, Hashable {
  package struct Handler: Sendable, Hashable {
    package let id: PractitionerID
    package let name: String
    package init(_ id: PractitionerID, _ name: String) { (self.id, self.name) = (id, name) }
  }
  package var kind: ComplaintStepKind
  package var words: String?
  package var procedure: ComplaintProcedure?
  package var handler: Handler?
  package var outcome: ComplaintOutcome?
  /// The complaint as it was when the form was drawn.
  package var version: Int
  package init(
    _ kind: ComplaintStepKind, words: String? = nil, procedure: ComplaintProcedure? = nil, handler: Handler? = nil,
    outcome: ComplaintOutcome? = nil, version: Int
  ) {
    (self.kind, self.words, self.procedure) = (kind, words, procedure)
    (self.handler, self.outcome, self.version) = (handler, outcome, version)
  }
}
