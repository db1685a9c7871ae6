package import Kernel
package import Store

/// By which way a decision comes before whoever takes it.
package enum NoticeRoute: String, Choice {
  case notice
  case generalException = "general_exception"
  case specialUrgency = "special_urgency"
  package var title: String {
    switch self {
    case .notice: "28 clear days’ notice"
    case .generalException: "General exception: the chair of scrutiny is told, and 5 clear days"
    case .specialUrgency: "Special urgency: the chair of scrutiny agrees that it cannot wait"
    }
  }
}

/// A notice as it was published: never changed, only withdrawn and published anew.
package struct DecisionNotice: Sendable, Record, Codable, Hashable {
  /// 1 for the first notice of a decision.
  package let number: Int
  package let route: NoticeRoute
  package let publishedAt: Instant
  package let publishedBy: AccountID?
  package let publishedName: String
  /// The first moment at which the decision may be taken.
  package let earliestAt: Instant
  /// How that was counted.
  package let reckoning: String
  /// Why 28 days cannot be given; nil where they are.
  package let why: String?
  /// What the notice said, as one text: what is decided must be this.
  package let content: String
  package let withdrawnAt: Instant?

  static let columns: SQL =
    "number, route, published_at, published_by, published_name, earliest_at, reckoning, why, content, withdrawn_at"

  package init(row: Row) throws {
    (number, route, publishedAt, publishedBy) = (try row[0], try row[1], try row[2], try row[3])
    (publishedName, earliestAt, reckoning) = (try row[4], try row[5], try row[6])
    (why, content, withdrawnAt) = (try row[7], try row[8], try row[9])
  }
  init(
    number: Int, route: NoticeRoute, publishedAt: Instant, by caller: Caller, earliestAt: Instant, reckoning: String,
    why: String?, content: String
  ) {
    (self.number, self.route, self.publishedAt, publishedBy) = (number, route, publishedAt, caller.account)
    (publishedName, self.earliestAt, self.reckoning) = (caller.name, earliestAt, reckoning)
    (self.why, self.content, withdrawnAt) = (why, content, nil)
  }
}

/// One of the two notices that a decision will be taken in private. Withdrawn with the notice of the decision.
package struct PrivateNotice: Sendable, Record, Codable, Hashable {
  /// 1 for the first, 28 clear days before; 2 for the second, 5 clear days before.
  package let number: Int
  package let publishedAt: Instant
  package let publishedName: String
  /// The first moment at which it may be decided in private.
  package let earliestAt: Instant
  package let reckoning: String
  /// Why the public is kept out.
  package let why: String
  /// What people said about that, and the answer: in the second.
  package let representations: String?
  package let answer: String?
  static let columns: SQL =
    "number, published_at, published_name, earliest_at, reckoning, why, representations, answer"
  package init(row: Row) throws {
    (number, publishedAt, publishedName, earliestAt) = (try row[0], try row[1], try row[2], try row[3])
    (reckoning, why, representations, answer) = (try row[4], try row[5], try row[6], try row[7])
  }
  init(
    number: Int, publishedAt: Instant, by caller: Caller, earliestAt: Instant, reckoning: String, why: String,
    representations: String?, answer: String?
  ) {
    (self.number, self.publishedAt, publishedName, self.earliestAt) = (number, publishedAt, caller.name, earliestAt)
    (self.reckoning, self.why, self.representations, self.answer) = (reckoning, why, representations, answer)
  }
}

/// That a meeting in private cannot wait for its notices: published once the chair of scrutiny has agreed to it. Withdrawn
/// with the notice of the decision. Source: the Regulations of 2012, regulation 5(6) and (7).
package struct UrgentPrivateNotice: Sendable, Record, Codable, Hashable {
  package let publishedAt: Instant
  package let publishedName: String
  /// Why the public is kept out.
  package let why: String
  /// Why it is urgent and cannot reasonably be deferred.
  package let whyUrgent: String
  /// When the chair agreed, and in which words.
  package let agreedAt: Instant
  package let agreedWords: String
  static let columns: SQL = "published_at, published_name, why, why_urgent, agreed_at, agreed_words"
  package init(row: Row) throws {
    (publishedAt, publishedName, why) = (try row[0], try row[1], try row[2])
    (whyUrgent, agreedAt, agreedWords) = (try row[3], try row[4], try row[5])
  }
  init(publishedAt: Instant, by caller: Caller, why: String, whyUrgent: String, agreed: DecisionAct) {
    (self.publishedAt, publishedName, self.why, self.whyUrgent) = (publishedAt, caller.name, why, whyUrgent)
    (agreedAt, agreedWords) = (agreed.at, agreed.words ?? "")
  }
}

package enum DecisionOutcome: String, Choice {
  case approved, amended, refused
  package var title: String {
    switch self {
    case .approved: "Approved as recommended"
    case .amended: "Approved with changes"
    case .refused: "Refused"
    }
  }
}

/// The record of a decision that was taken.
package struct TakenDecision: Sendable, Record, Codable, Hashable {
  package let takenAt: Instant
  package let outcome: DecisionOutcome
  package let reasons: String
  /// What else was thought of, and why it was not chosen.
  package let alternatives: String
  /// Interests that were declared, and what was done about them.
  package let conflicts: String
  package let recordedName: String
  package let recordedAt: Instant
  package let callInUntil: Instant

  static let columns: SQL =
    "taken_at, outcome, reasons, alternatives, conflicts, recorded_name, recorded_at, call_in_until"

  package init(row: Row) throws {
    (takenAt, outcome, reasons, alternatives) = (try row[0], try row[1], try row[2], try row[3])
    (conflicts, recordedName, recordedAt, callInUntil) = (try row[4], try row[5], try row[6], try row[7])
  }
}

/// A decision as somebody wants to have it recorded.
package struct NewTakenDecision: Sendable, Hashable {
  package var takenAt: Instant
  package var outcome: DecisionOutcome
  package var reasons: String
  package var alternatives: String
  package var conflicts: String
  package init(
    takenAt: Instant, outcome: DecisionOutcome, reasons: String, alternatives: String, conflicts: String
  ) {
    (self.takenAt, self.outcome, self.reasons) = (takenAt, outcome, reasons)
    (self.alternatives, self.conflicts) = (alternatives, conflicts)
  }
}

/// What is done around a decision, apart from taking it.
package enum DecisionActKind: String, Choice {
  case chairTold = "chair_told", chairAgreed = "chair_agreed", considered
  case chairAgreedPrivate = "chair_agreed_private"
  case callIn = "call_in", uphold
  case section75 = "section_75", staffTransfer = "staff_transfer"
  case signOfficer = "sign_officer", signMember = "sign_member"
  case award, start, close

  package var title: String {
    switch self {
    case .chairTold: "The chair of scrutiny was told"
    case .chairAgreed: "The chair of scrutiny agrees that it is urgent"
    case .chairAgreedPrivate: "The chair of scrutiny agrees that the meeting in private is urgent"
    case .considered: "The committee has considered it"
    case .callIn: "Call the decision in"
    case .uphold: "The decision was looked at again, and stands"
    case .section75: "The section 75 agreement is signed"
    case .staffTransfer: "The transfer of staff is complete"
    case .signOfficer: "I sign the award as the officer"
    case .signMember: "I sign the award as the member"
    case .award: "Award it"
    case .start: "Begin the work"
    case .close: "Close it: all is done"
    }
  }
  /// As the history says it.
  var past: String {
    switch self {
    case .chairTold, .considered, .uphold, .section75, .staffTransfer: title
    case .chairAgreed: "The chair of scrutiny agreed that it is urgent"
    case .chairAgreedPrivate: "The chair of scrutiny agreed that the meeting in private is urgent"
    case .callIn: "Called in"
    case .signOfficer: "The officer signed the award"
    case .signMember: "The member signed the award"
    case .award: "Awarded"
    case .start: "The work began"
    case .close: "Closed"
    }
  }
}

package struct DecisionAct: Sendable, Record, Codable, Hashable {
  package let kind: DecisionActKind
  package let at: Instant
  package let account: AccountID?
  package let name: String
  /// The chair's name, the agreement, the reason.
  package let words: String?

  static let columns: SQL = "kind, at, account_id, actor_name, words"

  package init(row: Row) throws {
    (kind, at, account, name, words) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
  init(_ kind: DecisionActKind, words: String?, by caller: Caller, at: Instant) {
    (self.kind, self.at, account, name, self.words) = (kind, at, caller.account, caller.name, words)
  }
}

/// Something that somebody tried and that was refused. Anybody can read what, only those at work who.
package struct DecisionAttempt: Sendable, Record, Codable, Hashable {
  package let what: String
  package let refusal: String
  package let at: Instant
  package let name: String
  package init(row: Row) throws { (what, refusal, at, name) = (try row[0], try row[1], try row[2], try row[3]) }
}

/// All that is held of one decision.
package struct DecisionFile: Sendable {
  package let record: DecisionRecord
  package var streams: [MoneyStream] = []
  package var options: [DecisionOption] = []
  package var parts: [ReportPart] = []
  package var implications: [Implication] = []
  package var notices: [DecisionNotice] = []
  package var taken: TakenDecision?
  package var acts: [DecisionAct] = []
  /// That it will be taken in private: none, the first, or both.
  package var privateNotices: [PrivateNotice] = []
  /// That the meeting in private cannot wait for them; nil where it can.
  package var urgentPrivate: UrgentPrivateNotice?
  /// The agreements that it waits for.
  package var agreements: [AgreementFile] = []

  init(_ record: DecisionRecord) { self.record = record }

  /// The notice that stands; nil where there is none, or it was withdrawn.
  package var notice: DecisionNotice? { notices.last.flatMap { $0.withdrawnAt == nil ? $0 : nil } }
  func act(_ kind: DecisionActKind) -> DecisionAct? { acts.last { $0.kind == kind } }
  /// The newest of each kind.
  package var currentImplications: [Implication] {
    ImplicationKind.allCases.compactMap { kind in implications.last { $0.kind == kind } }
  }
}
