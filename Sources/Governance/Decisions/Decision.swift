package import Kernel
package import Store

/// What is asked of whoever decides: everything that goes into the notice, and the gates that come after.
package struct DecisionContent: Sendable, Codable, Hashable {
  package var title: String
  /// The matter on which a decision is to be made.
  package var matter: String
  package var makerName: String
  package var makerTitle: String
  /// Who belongs to it, where a body decides.
  package var members: String?
  /// The period in which it is to be decided; both the same for a day.
  package var decideFrom: Day
  package var decideTo: Day
  package var documents: String
  package var copiesFrom: String
  package var otherDocuments: String
  package var howToAsk: String
  /// In how many wards or divisions people will feel it.
  package var wards: Int
  /// For how many years money is spent or saved.
  package var years: Int
  package var equality: EqualityState
  package var equalityNote: String?
  package var consultation: String?
  /// The officer who may award, and the member whom they must have with them; nil where nothing is delegated.
  package var delegatedTo: String?
  package var delegatedWith: String?
  package var isJointlyFunded: Bool
  package var hasStaffTransfer: Bool

  package init(
    title: String, matter: String, makerName: String, makerTitle: String, members: String? = nil, decideFrom: Day,
    decideTo: Day, documents: String, copiesFrom: String, otherDocuments: String, howToAsk: String, wards: Int,
    years: Int, equality: EqualityState, equalityNote: String? = nil, consultation: String? = nil,
    delegatedTo: String? = nil, delegatedWith: String? = nil, isJointlyFunded: Bool = false,
    hasStaffTransfer: Bool = false
  ) {
    (self.title, self.matter, self.makerName, self.makerTitle) = (title, matter, makerName, makerTitle)
    (self.members, self.decideFrom, self.decideTo) = (members, decideFrom, decideTo)
    (self.documents, self.copiesFrom) = (documents, copiesFrom)
    (self.otherDocuments, self.howToAsk, self.wards, self.years) = (otherDocuments, howToAsk, wards, years)
    (self.equality, self.equalityNote, self.consultation) = (equality, equalityNote, consultation)
    (self.delegatedTo, self.delegatedWith) = (delegatedTo, delegatedWith)
    (self.isJointlyFunded, self.hasStaffTransfer) = (isJointlyFunded, hasStaffTransfer)
  }
}

package enum EqualityState: String, Choice {
  case notDone = "not_done"
  case screenedOut = "screened_no_impact"
  case assessed
  package var title: String {
    switch self {
    case .notDone: "Not done yet"
    case .screenedOut: "Screened: no adverse impact"
    case .assessed: "Assessed in full"
    }
  }
}

/// One decision from the first draft to its end.
package struct DecisionRecord: Sendable, Record, Codable, Hashable {
  package let id: ID<DecisionRecord>
  /// `2026/014`
  package let reference: String
  package let content: DecisionContent
  /// Above this whole-life value, in pence, a decision is key.
  package let threshold: Int
  package let state: DecisionState
  package let preparedBy: AccountID?
  package let preparedName: String
  package let createdAt: Instant
  package let version: Int

  static let columns: SQL = """
    id, reference, title, matter, maker_name, maker_title, members, decide_from, decide_to, documents, copies_from,
    other_documents, how_to_ask, wards, years, equality, equality_note, consultation, delegated_to, delegated_with,
    is_jointly_funded, has_staff_transfer, threshold_pence, state, prepared_by, prepared_name, created_at, version
    """

  package init(row: Row) throws {
    (id, reference) = (try row[0], try row[1])
    content = DecisionContent(
      title: try row[2], matter: try row[3], makerName: try row[4], makerTitle: try row[5], members: try row[6],
      decideFrom: try row[7], decideTo: try row[8], documents: try row[9], copiesFrom: try row[10],
      otherDocuments: try row[11], howToAsk: try row[12], wards: try row[13], years: try row[14],
      equality: try row[15], equalityNote: try row[16], consultation: try row[17], delegatedTo: try row[18],
      delegatedWith: try row[19], isJointlyFunded: try row[20], hasStaffTransfer: try row[21])
    (threshold, state, preparedBy, preparedName) = (try row[22], try row[23], try row[24], try row[25])
    (createdAt, version) = (try row[26], try row[27])
  }
  var path: String { "/governance/decisions/\(id)" }
}

package enum DecisionState: String, Choice {
  case draft, notice, considered, decided
  case calledIn = "called_in"
  case started, closed
  package var title: String {
    switch self {
    case .draft: "Being prepared"
    case .notice: "Notice given"
    case .considered: "Considered by the committee"
    case .decided: "Decided"
    case .calledIn: "Called in"
    case .started: "Under way"
    case .closed: "Closed"
    }
  }
  /// Before anybody has decided.
  var isAhead: Bool { self == .draft || self == .notice || self == .considered }
}

/// Money that is spent or saved. Pence.
package struct MoneyStream: Sendable, Record, Codable, Hashable {
  package let id: ID<MoneyStream>
  package let words: String
  package let pence: Int
  package let isYearly: Bool
  package init(row: Row) throws { (id, words, pence, isYearly) = (try row[0], try row[1], try row[2], try row[3]) }
  package init(id: ID<MoneyStream>, words: String, pence: Int, isYearly: Bool) {
    (self.id, self.words, self.pence, self.isYearly) = (id, words, pence, isYearly)
  }
}

/// One way in which it could be done.
package struct DecisionOption: Sendable, Record, Codable, Hashable {
  package let id: ID<DecisionOption>
  package let title: String
  package let appraisal: String
  package let isRecommended: Bool
  package init(row: Row) throws {
    (id, title, appraisal, isRecommended) = (try row[0], try row[1], try row[2], try row[3])
  }
  package init(id: ID<DecisionOption>, title: String, appraisal: String, isRecommended: Bool) {
    (self.id, self.title, self.appraisal, self.isRecommended) = (id, title, appraisal, isRecommended)
  }
}

/// A part of the report. The text of an exempt part leaves this slice only for those who may see it.
package struct ReportPart: Sendable, Record, Codable, Hashable {
  package let id: ID<ReportPart>
  package let title: String
  /// Nil where it is exempt and the reader may not see it.
  package private(set) var text: String?
  /// Why it is not for the public, by the schedule of the Act; nil where it is open.
  package let exemptWhy: String?
  package init(row: Row) throws { (id, title, text, exemptWhy) = (try row[0], try row[1], try row[2], try row[3]) }
  package init(id: ID<ReportPart>, title: String, text: String, exemptWhy: String?) {
    (self.id, self.title, self.text, self.exemptWhy) = (id, title, text, exemptWhy)
  }
  var withoutText: ReportPart {
    var part = self
    part.text = nil
    return part
  }
}

package enum ImplicationKind: String, Choice {
  case financial, legal, equality, procurement
  package var title: String {
    switch self {
    case .financial: "Financial"
    case .legal: "Legal"
    case .equality: "Diversity and equality"
    case .procurement: "Procurement"
    }
  }
}

/// What a decision means in one respect, and who has verified that. The newest of a kind counts.
package struct Implication: Sendable, Record, Codable, Hashable {
  package let id: ID<Implication>
  package let kind: ImplicationKind
  package let text: String
  package let writtenBy: AccountID?
  package let writtenName: String
  package let verifiedBy: AccountID?
  package let verifiedName: String?
  package let verifiedAt: Instant?

  static let columns: SQL =
    "id, kind, words, written_by, written_name, verified_by, verified_name, verified_at"

  package init(row: Row) throws {
    (id, kind, text, writtenBy) = (try row[0], try row[1], try row[2], try row[3])
    (writtenName, verifiedBy, verifiedName, verifiedAt) = (try row[4], try row[5], try row[6], try row[7])
  }
  package init(id: ID<Implication>, kind: ImplicationKind, text: String, by caller: Caller) {
    (self.id, self.kind, self.text) = (id, kind, text)
    (writtenBy, writtenName) = (caller.account, caller.name)
    (verifiedBy, verifiedName, verifiedAt) = (nil, nil, nil)
  }
}
