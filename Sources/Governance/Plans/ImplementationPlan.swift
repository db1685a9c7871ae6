package import Kernel
package import Store

/// What a partnership has promised to do: a vision, themes with an outcome and a measure, actions and sub-actions.
package struct ImplementationPlan: Sendable, Record, Codable, Hashable {
  package let id: ID<ImplementationPlan>
  package let title: String
  /// What it is all for, in a sentence; nil where nobody has said.
  package let vision: String?
  /// The board or group that answers for it.
  package let answeredBy: String
  /// Where it was published, and under which terms; nil for the partnership's own.
  package let source: String?
  /// Open for anybody to read.
  package let isPublished: Bool
  /// The day that its figures are shown for when nobody asks for another; nil for today. Set where a plan has ended.
  package let endedOn: Day?
  package let takenAt: Instant

  static let columns: SQL = "id, title, vision, answered_by, source, is_published, ended_on, taken_at"

  package init(row: Row) throws {
    (id, title, vision, answeredBy) = (try row[0], try row[1], try row[2], try row[3])
    (source, isPublished, endedOn, takenAt) = (try row[4], try row[5], try row[6], try row[7])
  }

  package init(
    id: ID<ImplementationPlan>, title: String, vision: String? = nil, answeredBy: String, source: String? = nil,
    isPublished: Bool, endedOn: Day? = nil, takenAt: Instant
  ) {
    (self.id, self.title, self.vision, self.answeredBy) = (id, title, vision, answeredBy)
    (self.source, self.isPublished, self.endedOn, self.takenAt) = (source, isPublished, endedOn, takenAt)
  }

  var path: String { "/governance/plans/\(id)" }
}

/// A theme: what is wanted, and how it will be seen.
package struct PlanTheme: Sendable, Record, Codable, Hashable {
  /// `T1`
  package let code: String
  package let title: String
  package let outcome: String?
  package let measure: String?

  package init(row: Row) throws {
    (code, title, outcome, measure) = (try row[0], try row[1], try row[2], try row[3])
  }
  package init(code: String, title: String, outcome: String? = nil, measure: String? = nil) {
    (self.code, self.title, self.outcome, self.measure) = (code, title, outcome, measure)
  }
}

/// One row of a plan with its seven cells exactly as they were published. What they mean is worked out (`understand`),
/// never written over them.
package struct PlanItem: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanItem>
  package let plan: ID<ImplementationPlan>
  /// From 1, in the order of the file.
  package let position: Int
  /// `1a`
  package let ref: String
  package let theme: String
  /// The ref of the action that this is a part of; empty for an action.
  package let parent: String
  package let action: String
  package let lead: String
  package let due: String
  package let evidence: String
  /// Grows with each step.
  package let version: Int

  static let columns: SQL =
    "id, plan_id, position, ref, theme, parent_ref, action_text, lead_text, due_text, evidence_text, version"

  package init(row: Row) throws {
    (id, plan, position) = (try row[0], try row[1], try row[2])
    (ref, theme, parent, action) = (try row[3], try row[4], try row[5], try row[6])
    (lead, due, evidence, version) = (try row[7], try row[8], try row[9], try row[10])
  }

  package init(
    id: ID<PlanItem>, plan: ID<ImplementationPlan>, position: Int, cells: [String]
  ) {
    precondition(cells.count == PlanItem.cellNames.count)
    (self.id, self.plan, self.position, version) = (id, plan, position, 1)
    (ref, theme, parent, action) = (cells[0], cells[1], cells[2], cells[3])
    (lead, due, evidence) = (cells[4], cells[5], cells[6])
  }

  /// The columns of the file, in and out.
  package static let cellNames = [
    "id", "theme", "parent", "action", "lead", "due_as_published", "evidence_as_published",
  ]
  package var cells: [String] { [ref, theme, parent, action, lead, due, evidence] }

  /// A row in which nothing stands: kept and shown, counted nowhere.
  var isEmptyRow: Bool { [action, lead, due, evidence].allSatisfy(isBlank) }
}

/// Whether a published cell says nothing. Some plans write it out.
func isBlank(_ cell: String) -> Bool {
  let word = cell.lowercased()
  return word.isEmpty || word == "blank" || word == "-" || word == "–" || word.contains("empty row in plan")
}

/// Whether a cell waits for somebody to fill it.
func isPlaceholder(_ cell: String) -> Bool {
  let word = cell.lowercased()
  return word.contains("placeholder") || word.contains("to complete") || word == "tbc" || word == "tba"
}

/// Something that happened to a row: what its state follows from. Never changed afterwards.
package struct PlanStep: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanStep>
  package let item: ID<PlanItem>
  /// The row's version when it was taken: the steps of a row stand in this order.
  package let number: Int
  package let kind: PlanStepKind
  package let at: Instant
  /// Nil where the system took it.
  package let account: AccountID?
  package let name: String
  package let words: String?
  /// The paper that shows it: its title and where it is.
  package let document: String?
  /// The figure that shows it, with its unit and day.
  package let figure: String?
  package let dueOn: Day?

  static let columns: SQL =
    "id, item_id, number, kind, at, account_id, actor_name, words, document, figure, due_on"

  package init(row: Row) throws {
    (id, item, number, kind, at) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (account, name, words) = (try row[5], try row[6], try row[7])
    (document, figure, dueOn) = (try row[8], try row[9], try row[10])
  }

  package init(
    id: ID<PlanStep>, item: ID<PlanItem>, number: Int, kind: PlanStepKind, at: Instant, by caller: Caller,
    words: String? = nil, document: String? = nil, figure: String? = nil, dueOn: Day? = nil
  ) {
    (self.id, self.item, self.number, self.kind, self.at) = (id, item, number, kind, at)
    (account, name) = (caller.account, caller.name)
    (self.words, self.document, self.figure, self.dueOn) = (words, document, figure, dueOn)
  }
}

package enum PlanStepKind: String, Choice {
  case start, submit, verify, sendBack = "send_back", block, unblock, supersede, cancel
  case setLead = "set_lead", setDue = "set_due", setEvidence = "set_evidence", waitFor = "wait_for"

  package var title: String {
    switch self {
    case .start: "Work has begun"
    case .submit: "It is done: here is the evidence"
    case .verify: "I have checked the evidence, and it shows that this is done"
    case .sendBack: "I have checked the evidence, and it does not show it yet"
    case .block: "It cannot go on"
    case .unblock: "It can go on again"
    case .supersede: "Something else takes its place"
    case .cancel: "It will not be done"
    case .setLead: "Name the lead"
    case .setDue: "Agree another day"
    case .setEvidence: "Say what will show that it is done"
    case .waitFor: "It waits for another row of the plan"
    }
  }
  /// As the history says it.
  var past: String {
    switch self {
    case .start: "Began"
    case .submit: "Evidence handed in"
    case .verify: "Checked and closed"
    case .sendBack: "Evidence sent back"
    case .block: "Blocked"
    case .unblock: "Going on again"
    case .supersede: "Replaced"
    case .cancel: "Cancelled"
    case .setLead: "Lead named"
    case .setDue: "Another day agreed"
    case .setEvidence: "Evidence agreed"
    case .waitFor: "Made to wait for another row"
    }
  }
}

package enum PlanState: String, Choice {
  case notStarted = "not_started", inProgress = "in_progress", submitted = "evidence_submitted"
  case verified = "verified_complete", superseded, cancelled
  package var title: String {
    switch self {
    case .notStarted: "Not started"
    case .inProgress: "In progress"
    case .submitted: "Evidence to be checked"
    case .verified: "Done and checked"
    case .superseded: "Replaced"
    case .cancelled: "Cancelled"
    }
  }
  var isOver: Bool { self == .verified || self == .superseded || self == .cancelled }
}
