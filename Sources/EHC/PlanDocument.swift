package import Kernel
package import Store

/// The sections of a plan. Source: SEND Regulations 2014 reg. 12(1).
package enum PlanSection: String, Choice {
  case a = "A", b = "B", c = "C", d = "D", e = "E", f = "F", g = "G", h1 = "H1", h2 = "H2", i = "I", j = "J", k = "K"
  package var title: String {
    switch self {
    case .a: "Views, interests and hopes"
    case .b: "Special educational needs"
    case .c: "Health needs"
    case .d: "Social care needs"
    case .e: "Outcomes"
    case .f: "Special educational provision"
    case .g: "Health provision"
    case .h1: "Social care provision under the 1970 Act"
    case .h2: "Other social care provision"
    case .i: "School or setting"
    case .j: "Personal budget"
    case .k: "Advice"
    }
  }
  /// The heading of the copy in plain words.
  package var plainTitle: String {
    switch self {
    case .a: "What matters to me"
    case .b: "What I find hard"
    case .c: "My health"
    case .d: "What we need at home and outside"
    case .e: "What I want to be able to do"
    case .f: "Help with learning"
    case .g: "Help from health services"
    case .h1: "Help at home and with breaks"
    case .h2: "Other help from social care"
    case .i: "Where I learn"
    case .j: "Money for my help"
    case .k: "Who told us about me"
    }
  }
  /// Says who does how much of what.
  package var isProvision: Bool { [.f, .g, .h1, .h2].contains(self) }
  /// The provision answers a need of one of these sections.
  var needsFrom: [PlanSection] {
    switch self {
    case .f, .e, .j: [.b, .c, .d]
    case .g: [.c]
    case .h1, .h2: [.d]
    default: []
    }
  }
  var label: String { "\(rawValue). \(title)" }
}

package enum PlanKind: String, Choice {
  case draft, final
  package var title: String { self == .draft ? "Draft" : "Final plan" }
}

/// One version of a plan: being written, or sent and never changed again.
package struct PlanDocument: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanDocument>
  package let ehcCase: ID<EHCCase>
  /// 1 for the first draft, and one more for each version after.
  package let number: Int
  package let kind: PlanKind
  /// Nil while it is written.
  package let sentOn: Day?
  static let columns: SQL = "id, case_id, number, kind, sent_on"
  package init(row: Row) throws {
    (id, ehcCase, number, kind, sentOn) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
}

/// One statement of a plan. It keeps its id from version to version, so that what changed can be said.
package struct PlanLine: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanLine>
  package var section: PlanSection
  package var words: String
  /// The same in plain words, for the child's copy.
  package var plain: String?
  /// The need that it answers.
  package var need: ID<PlanLine>?
  /// Who gives it, with what training: provision only.
  package var provider: String?
  /// How often, how long, for how many: "3 times a week, 20 minutes, one to one".
  package var howOften: String?
  /// How one will know: outcomes only.
  package var measure: String?
  package var byOn: Day?
  /// Prepares for adult life.
  package var isForAdulthood: Bool

  static let columns: SQL = """
    line_id, section, words, plain, need_id, provider, how_often, measure, by_on, for_adulthood
    """
  package init(row: Row) throws {
    (id, section, words, plain, need) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (provider, howOften, measure, byOn) = (try row[5], try row[6], try row[7], try row[8])
    isForAdulthood = try row[9]
  }
  package init(_ id: ID<PlanLine>, _ section: PlanSection, _ words: String) {
    (self.id, self.section, self.words) = (id, section, words)
    (plain, need, provider, howOften, measure, byOn) = (nil, nil, nil, nil, nil, nil)
    isForAdulthood = false
  }
}

/// What the family says about a draft, in the kinds that the law names. Source: SEND Regulations 2014 reg. 13(1).
package enum CommentKind: String, Choice {
  case comment, setting, meeting, moreTime = "more_time", agree
  package var title: String {
    switch self {
    case .comment: "Something should be different"
    case .setting: "We would like this school or setting"
    case .meeting: "We would like to meet somebody"
    case .moreTime: "We need more time"
    case .agree: "We agree with the draft"
    }
  }
}

package enum CommentAnswer: String, Choice {
  case accepted, partly, notAccepted = "not_accepted"
  package var title: String {
    switch self {
    case .accepted: "Accepted"
    case .partly: "Accepted in part"
    case .notAccepted: "Not accepted"
    }
  }
}

/// One comment on a draft, and the answer to it.
package struct DraftComment: Sendable, Record, Codable, Hashable {
  package let id: ID<DraftComment>
  package let kind: CommentKind
  package let section: PlanSection?
  package let words: String
  package let by: String
  package let at: Instant
  package let answer: CommentAnswer?
  package let answerWords: String?
  package let answeredBy: String?
  package let answeredAt: Instant?
  /// Until when the family may comment, where it asked for more time and got it.
  package let untilOn: Day?
  /// Asks for an answer: an agreement does not.
  var isComment: Bool { kind != .agree }

  static let columns: SQL = """
    id, kind, section, words, said_by, said_at, answer, answer_words, answered_by, answered_at, until_on
    """
  package init(row: Row) throws {
    (id, kind, section, words, by, at) = (try row[0], try row[1], try row[2], try row[3], try row[4], try row[5])
    (answer, answerWords, answeredBy, answeredAt) = (try row[6], try row[7], try row[8], try row[9])
    untilOn = try row[10]
  }
}
