package import Kernel
package import LinkageEngine
package import Store

/// Two records that may be one child, for a person to look at.
package struct LinkPair: Sendable, Record, Hashable {
  package let id: ID<LinkPair>
  package let a: RecordName
  package let b: RecordName
  /// Whose the records are now.
  package let aChild: ChildID
  package let bChild: ChildID
  /// log2 of the odds that it is one child.
  package let weight: Double
  package let probability: Double
  package let reason: ReviewReason
  package let state: PairState
  package let foundAt: Instant
  /// What the first of two people said, where two must.
  package let firstAnswer: PairAnswer?
  package let firstAccount: AccountID?
  package let firstName: String?
  package let firstWhy: String?
  package let decidedBy: String?
  package let decidedAt: Instant?
  package let why: String?
  /// Drawn by chance, to learn how many links are right: both records stand on one child.
  package let wasSample: Bool
  package let version: Int

  static let columns: SQL = """
    p.id, p.a_source, p.a_record, p.b_source, p.b_record, p.a_child, p.b_child, p.weight, p.probability, p.reason,
    p.state, p.found_at, p.first_answer, p.first_account, p.first_name, p.first_why, p.decided_by, p.decided_at, p.why,
    p.version, p.was_sample
    """

  package init(row: Row) throws {
    id = try row[0]
    a = RecordName(source: try row[1], id: try row[2])
    b = RecordName(source: try row[3], id: try row[4])
    aChild = try row[5]
    bChild = try row[6]
    weight = try row[7]
    probability = try row[8]
    let why: String = try row[9]
    reason = ReviewReason(rawValue: why) ?? .grey
    state = try row[10]
    foundAt = try row[11]
    firstAnswer = try row[12]
    firstAccount = try row[13]
    firstName = try row[14]
    firstWhy = try row[15]
    decidedBy = try row[16]
    decidedAt = try row[17]
    self.why = try row[18]
    version = try row[19]
    wasSample = try row[20]
  }
}

package enum PairState: String, Choice {
  /// Nobody has looked yet.
  case open
  /// One of two people has answered.
  case second
  /// Somebody looked and could not tell.
  case unsure
  case same, different
  /// It has settled itself: the records are one child's now, or no longer alike.
  case past
  package var title: String {
    switch self {
    case .open: "To look at"
    case .second: "Waits for a second person"
    case .unsure: "Not sure"
    case .same: "One child"
    case .different: "Two children"
    case .past: "Settled"
    }
  }
  var isWaiting: Bool { self == .open || self == .second || self == .unsure }
}

/// What a person says of a pair.
package enum PairAnswer: String, Choice {
  case same, different, unsure
  package var title: String {
    switch self {
    case .same: "They are one child"
    case .different: "They are two children"
    case .unsure: "I am not sure"
    }
  }
}

extension ReviewReason {
  /// For the list.
  var words: String {
    switch self {
    case .grey: "Neither clearly one child nor clearly two"
    case .twoNHSNumbers: "Alike, but with two different NHS numbers"
    case .clustersApart: "Very alike, but on two records already"
    }
  }
}

extension LinkPair {
  var words: String { wasSample ? "Linked already; drawn by chance to check it" : reason.words }
}
