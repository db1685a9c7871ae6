package import Kernel
package import Store
import Web

/// What somebody was not content with, or was. It is no part of a child's record: whoever works with the child learns of
/// it only where they are asked to answer it.
package struct Complaint: Sendable, Record, Codable, Hashable {
  package let id: ID<Complaint>
  /// `C-4F7K`: names it and opens nothing.
  package let reference: String
  package let kind: ComplaintKind
  /// By which rules it is answered; nil for a compliment, and until somebody has looked.
  package let procedure: ComplaintProcedure?
  /// Which service or team.
  package let about: String
  package let words: String
  /// What would put it right.
  package let wanted: String?
  package let name: String
  /// An e-mail address, or how else they are reached.
  package let contact: String
  package let account: AccountID?
  package let receivedAt: Instant
  package let stage: Int
  package let state: ComplaintState
  package let handler: PractitionerID?
  package let handlerName: String?
  package let version: Int

  static let columns: SQL = """
    id, reference, kind, procedure, about, words, wanted, name, contact, account_id, received_at, stage, state,
    handler_id, handler_name, version
    """
  package init(row: Row) throws {
    (id, reference, kind, procedure) = (try row[0], try row[1], try row[2], try row[3])
    (about, words, wanted, name) = (try row[4], try row[5], try row[6], try row[7])
    (contact, account, receivedAt, stage) = (try row[8], try row[9], try row[10], try row[11])
    (state, handler, handlerName, version) = (try row[12], try row[13], try row[14], try row[15])
  }
  package var path: String { "/complaints/\(id)" }
}

package enum ComplaintKind: String, Choice {
  case complaint, compliment
  package var title: String { self == .complaint ? "Something was not right" : "Something was good" }
}

package enum ComplaintProcedure: String, Choice {
  case childrensSocialCare = "childrens_social_care"
  case council, nhs
  package var title: String {
    switch self {
    case .childrensSocialCare: "Children’s social care (three stages, by law)"
    case .council: "Anything else that the council does (two stages)"
    case .nhs: "The NHS (one answer)"
    }
  }
  /// How many times it is looked at.
  package var stages: Int {
    switch self {
    case .childrensSocialCare: 3
    case .council: 2
    case .nhs: 1
    }
  }
  /// What a stage is, to whoever complained.
  package func stage(_ number: Int) -> String {
    switch (self, number) {
    case (.childrensSocialCare, 1): "Stage 1: the team’s manager looks at it"
    case (.childrensSocialCare, 2): "Stage 2: somebody who has had nothing to do with it looks at it"
    case (.childrensSocialCare, _): "Stage 3: a panel of independent people looks at it"
    case (.council, 1): "Stage 1: the service looks at it"
    case (.council, _): "Stage 2: somebody else looks at it"
    case (.nhs, _): "The health service looks at it"
    }
  }
  /// Who can be asked when all stages are over.
  package var ombudsman: String {
    self == .nhs
      ? "the Parliamentary and Health Service Ombudsman" : "the Local Government and Social Care Ombudsman"
  }
}

package enum ComplaintState: String, Choice {
  case received, looking, answered, closed, withdrawn
  package var title: String {
    switch self {
    case .received: "Received"
    case .looking: "Being looked at"
    case .answered: "Answered"
    case .closed: "Closed"
    case .withdrawn: "Withdrawn"
    }
  }
  package var isOver: Bool { self == .closed || self == .withdrawn }
}

package enum ComplaintOutcome: String, Choice {
  case upheld
  case partly = "partly_upheld"
  case notUpheld = "not_upheld"
  package var title: String {
    switch self {
    case .upheld: "Upheld: it should not have been so"
    case .partly: "Upheld in part"
    case .notUpheld: "Not upheld"
    }
  }
  /// To whoever complained.
  package var plain: String {
    switch self {
    case .upheld: "You are right."
    case .partly: "You are right in part."
    case .notUpheld: "We do not agree. The letter says why."
    }
  }
}

/// Something that happened to a complaint; never changed afterwards.
package struct ComplaintStep: Sendable, Record, Codable, Hashable {
  package let number: Int
  package let kind: ComplaintStepKind
  package let stage: Int
  package let at: Instant
  package let name: String
  package let words: String?
  package let outcome: ComplaintOutcome?
  /// Whether whoever complained reads it.
  package let isOpenToFamily: Bool
  static let columns: SQL = "number, kind, stage, at, actor_name, words, outcome, is_open_to_family"
  package init(row: Row) throws {
    (number, kind, stage, at) = (try row[0], try row[1], try row[2], try row[3])
    (name, words, outcome, isOpenToFamily) = (try row[4], try row[5], try row[6], try row[7])
  }
}

package enum ComplaintStepKind: String, Choice {
  case acknowledge, handler, extend, panel, panelReport = "panel_report", answer, learn, note
  // Of whoever complained.
  case more, nextStage = "next_stage", settled, withdraw

  package var title: String {
    switch self {
    case .acknowledge: "Say that it has come, and by which rules it is answered"
    case .handler: "Name who looks at it"
    case .extend: "Take the longer time that the rules allow"
    case .panel: "The review panel has met"
    case .panelReport: "The review panel has reported"
    case .answer: "Answer it"
    case .learn: "Write down what we have learned"
    case .note: "A note that only we read"
    case .more: "Said more"
    case .nextStage: "Asked for it to be looked at again"
    case .settled: "Said that it is settled"
    case .withdraw: "Withdrew it"
    }
  }
  /// As the history says it.
  var past: String {
    switch self {
    case .acknowledge: "We have it"
    case .handler: "Somebody looks at it"
    case .extend: "More time was needed"
    case .panel, .panelReport: title
    case .answer: "Answered"
    case .learn: "What we have learned"
    case .note: "Note"
    case .more, .nextStage, .settled, .withdraw: title
    }
  }
  /// Steps of those who answer.
  static let ofDesk: [ComplaintStepKind] = [
    .acknowledge, .handler, .extend, .panel, .panelReport, .answer, .learn, .note,
  ]
  /// What whoever complained reads: everything but notes and lessons.
  var isOpenToFamily: Bool { self != .note && self != .learn }
}

/// A complaint as it is typed.
package struct NewComplaint: Sendable, Hashable {
  package var kind: ComplaintKind
  package var about: String
  package var words: String
  package var wanted: String?
  package var name: String
  package var contact: String
  package init(
    kind: ComplaintKind, about: String, words: String, wanted: String? = nil, name: String, contact: String
  ) {
    (self.kind, self.about, self.words) = (kind, about, words)
    (self.wanted, self.name, self.contact) = (wanted, name, contact)
  }
}
