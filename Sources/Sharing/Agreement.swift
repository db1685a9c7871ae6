package import Kernel
package import Store
package import Web

/// What a family agrees to, or does not. Agreement to take part in early help is not the basis in data law, which is
/// public task (UK GDPR art. 6(1)(e)): it is the family's yes to working together. Source: domain register B10.2.
package enum AgreementAbout: String, Choice {
  case takePart = "take_part"
  case share
  case recordMedia = "record_media"
  case survey, research
  package var title: String {
    switch self {
    case .takePart: "Working with us"
    case .share: "Sharing what we know with other agencies"
    case .recordMedia: "Photos, sound and video"
    case .survey: "Being asked for their views"
    case .research: "Research"
    }
  }
}

extension AgreementAbout {
  /// For a family.
  var forFamily: String {
    switch self {
    case .takePart: "Working with us"
    case .share: "Telling other services what we know"
    case .recordMedia: "Photos, sound and video"
    case .survey: "Being asked what you think"
    case .research: "Research"
    }
  }
}

package enum AgreementRelation: String, Choice {
  case parent, youngPerson = "young_person", both, other
  package var title: String {
    switch self {
    case .parent: "Parent or somebody with parental responsibility"
    case .youngPerson: "The young person"
    case .both: "A parent and the young person"
    case .other: "Somebody else"
    }
  }
}

package struct Agreement: Sendable, Record, Codable, Hashable {
  package let id: ID<Agreement>
  package let child: ChildID
  package let about: AgreementAbout
  /// False is a refusal: a dated fact too, never a gap.
  package let isGiven: Bool
  package let givenBy: String
  package let relation: AgreementRelation
  /// The judgement of competence (Gillick) where a young person of 13 to 15 decides.
  package let competence: String?
  /// Which agencies it covers, in words.
  package let agencies: String
  package let evidence: String?
  package let on: Day
  package let expiresOn: Day?
  package let endedOn: Day?
  package let endedWhy: String?
  package let recordedBy: String
  /// Where it is written down and renewed, if that is not here: early help keeps its own.
  package let home: Link?

  static let columns: SQL = """
    id, child_id, about, is_given, given_by, relation, competence, agencies, evidence, on_day, expires_on, ended_on,
    ended_why, recorded_by
    """
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    about = try row[2]
    isGiven = try row[3]
    givenBy = try row[4]
    relation = try row[5]
    competence = try row[6]
    agencies = try row[7]
    evidence = try row[8]
    on = try row[9]
    expiresOn = try row[10]
    endedOn = try row[11]
    endedWhy = try row[12]
    recordedBy = try row[13]
    home = nil
  }
  /// One that another slice keeps.
  package init(
    id: ID<Agreement>, child: ChildID, _ new: NewAgreement, endedOn: Day?, endedWhy: String?, recordedBy: String,
    home: Link
  ) {
    (self.id, self.child, about, isGiven, givenBy) = (id, child, new.about, new.isGiven, new.givenBy)
    (relation, competence, agencies, evidence) = (new.relation, new.competence, new.agencies, new.evidence)
    (on, expiresOn, self.endedOn, self.endedWhy) = (new.on, new.expiresOn, endedOn, endedWhy)
    (self.recordedBy, self.home) = (recordedBy, home)
  }

  package enum State: String, Codable, Sendable { case inForce, refused, withdrawn, expired }
  package func state(on today: Day) -> State {
    if endedOn != nil { return .withdrawn }
    if !isGiven { return .refused }
    return expiresOn.map { $0 <= today } ?? false ? .expired : .inForce
  }
}

package struct NewAgreement: Sendable, Hashable {
  package var about: AgreementAbout
  package var isGiven: Bool
  package var givenBy: String
  package var relation: AgreementRelation
  package var competence: String?
  package var agencies: String
  package var evidence: String?
  package var on: Day
  package var expiresOn: Day?
  package init(
    about: AgreementAbout, isGiven: Bool, givenBy: String, relation: AgreementRelation, competence: String? = nil,
    agencies: String, evidence: String? = nil, on: Day, expiresOn: Day?
  ) {
    self.about = about
    self.isGiven = isGiven
    self.givenBy = givenBy
    self.relation = relation
    self.competence = competence
    self.agencies = agencies
    self.evidence = evidence
    self.on = on
    self.expiresOn = expiresOn
  }
}

/// Who may decide. Under 13 the parent; from 13 to 15 the young person only with a judgement of competence written
/// down for this decision (Gillick v West Norfolk AHA [1986] AC 112); from 16 the young person is presumed to decide
/// (Mental Capacity Act 2005 s. 1, Family Law Reform Act 1969 s. 8).
package func problems(with new: NewAgreement, bornOn: Day?, today: Day) -> [FieldError] {
  var problems: [FieldError] = []
  if new.on > today { problems.append(FieldError("on", "The day they said so must be today or in the past")) }
  if let expires = new.expiresOn, expires <= new.on {
    problems.append(FieldError("expires_on", "The day it ends must be after the day they said so"))
  }
  guard let bornOn, new.relation == .youngPerson else { return problems }
  let age = bornOn.years(until: new.on)
  if age < 13 {
    problems.append(
      FieldError(
        "relation", "A child under 13 does not decide this alone: ask a parent, and write down what the child says"))
  } else if age < 16, (new.competence ?? "").isEmpty {
    problems.append(FieldError("competence", "Say why you judged that the young person understands this decision"))
  }
  return problems
}

extension EventKind {
  package static let agreementRecorded = EventKind("agreement.recorded", "wrote down an agreement or a refusal")
  package static let agreementEnded = EventKind("agreement.ended", "wrote down that an agreement was taken back")
  package static let sharingDecided = EventKind("sharing.decided", "decided whether to share")
}

package func recordAgreement(
  _ id: ID<Agreement>, _ new: NewAgreement, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO agreement (id, child_id, about, is_given, given_by, relation, competence, agencies, evidence, on_day,
      expires_on, recorded_by)
    VALUES (\(id), \(child), \(new.about), \(new.isGiven), \(new.givenBy), \(new.relation), \(new.competence),
      \(new.agencies), \(new.evidence), \(new.on), \(new.expiresOn), \(caller.name))
    """)
  try tx.append(
    .agreementRecorded, about: id.of(), child: child, by: caller, at: now,
    changed: ["about": new.about.rawValue, "given": new.isGiven ? "yes" : "no"])
}

package func endAgreement(
  _ id: ID<Agreement>, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let ended = try tx.run(
    """
    UPDATE agreement SET ended_on = \(now.day), ended_why = \(why)
    WHERE id = \(id) AND child_id = \(child) AND ended_on IS NULL AND is_given
    """)
  guard ended == 1 else { throw Refusal.notNow("This agreement has ended already.") }
  try tx.append(.agreementEnded, about: id.of(), child: child, by: caller, at: now, why: why)
}

extension Transaction {
  package func agreements(_ child: ChildID) throws -> [Agreement] {
    try all("SELECT \(Agreement.columns) FROM agreement WHERE child_id = \(child) ORDER BY on_day DESC, id DESC")
  }
}
