package import Kernel
package import Store

/// An agreement between agencies, or with the forum of parents and carers: one, in its versions.
package struct PartnershipAgreement: Sendable, Record, Codable, Hashable {
  package let id: ID<PartnershipAgreement>
  package let kind: AgreementKind
  package let title: String
  /// What it is for, in easier words: everybody reads it.
  package let easyWords: String
  /// The decision that waits for it; nil for none.
  package let decision: ID<DecisionRecord>?
  package let owner: String
  package let begunAt: Instant
  package let endedOn: Day?
  package let endedWhy: String?

  static let columns: SQL = "id, kind, title, easy_words, decision_id, owner, begun_at, ended_on, ended_why"

  package init(row: Row) throws {
    (id, kind, title, easyWords, decision) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (owner, begunAt, endedOn, endedWhy) = (try row[5], try row[6], try row[7], try row[8])
  }
  package init(
    id: ID<PartnershipAgreement>, kind: AgreementKind, title: String, easyWords: String,
    decision: ID<DecisionRecord>? = nil, owner: String, at now: Instant
  ) {
    (self.id, self.kind, self.title, self.easyWords) = (id, kind, title, easyWords)
    (self.decision, self.owner, begunAt, endedOn, endedWhy) = (decision, owner, now, nil, nil)
  }
  var path: String { "/governance/agreements/\(id)" }
}

package enum AgreementKind: String, Choice {
  case families, sharing
  case section75 = "section_75"
  case other
  package var title: String {
    switch self {
    case .families: "With parents and carers"
    case .sharing: "About sharing information"
    case .section75: "Section 75: shared money or functions"
    case .other: "Another agreement"
    }
  }
}

/// What a section 75 agreement must say beside its parties.
package enum AgreementTerm: String, Choice {
  case aims, functions, contributions, host
  case riskShare = "risk_share"
  case disputes, exit
  case data = "data_protection"
  package var title: String {
    switch self {
    case .aims: "What is it for?"
    case .functions: "Which functions are shared?"
    case .contributions: "What does each pay?"
    case .host: "Who hosts the money?"
    case .riskShare: "Who bears what when it costs more?"
    case .disputes: "How are disputes settled?"
    case .exit: "How does one of them leave?"
    case .data: "How is personal data protected?"
    }
  }
}

/// One version of an agreement. It stays as it was written: what changes is a new version, with new signatures.
package struct AgreementVersion: Sendable, Record, Codable, Hashable {
  package let number: Int
  package let words: String
  package let from: Day
  package let reviewOn: Day
  package let writtenAt: Instant
  package let writtenName: String
  package var terms: [AgreementTerm: String] = [:]
  package var parties: [AgreementParty] = []

  static let columns: SQL = "number, words, valid_from, review_on, written_at, written_name"

  package init(row: Row) throws {
    (number, words, from, reviewOn) = (try row[0], try row[1], try row[2], try row[3])
    (writtenAt, writtenName) = (try row[4], try row[5])
  }
  package init(
    number: Int, words: String, from: Day, reviewOn: Day, terms: [AgreementTerm: String] = [:], parties: [String],
    by caller: Caller, at now: Instant
  ) {
    (self.number, self.words, self.from, self.reviewOn, writtenAt) = (number, words, from, reviewOn, now)
    (writtenName, self.terms, self.parties) = (caller.name, terms, parties.map { AgreementParty($0) })
  }
  package var isSigned: Bool { !parties.isEmpty && parties.allSatisfy { $0.signedOn != nil } }
  /// Who has not signed yet.
  package var missing: [String] { parties.filter { $0.signedOn == nil }.map(\.agency) }
}

/// One of those who agree, and their signature.
package struct AgreementParty: Sendable, Record, Codable, Hashable {
  package let agency: String
  package let signedName: String?
  package let office: String?
  package let signedOn: Day?
  /// They signed with their own account; else an officer recorded it.
  package let isInPerson: Bool
  static let columns: SQL = "agency, signed_name, office, signed_on, is_in_person"
  package init(row: Row) throws {
    (agency, signedName, office, signedOn) = (try row[0], try row[1], try row[2], try row[3])
    isInPerson = try row[4]
  }
  init(_ agency: String) {
    (self.agency, signedName, office, signedOn, isInPerson) = (agency, nil, nil, nil, false)
  }
}
