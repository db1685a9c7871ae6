package import Kernel
package import Store

/// A school or setting: named in the plan, or where the young person is. As the return asks for it.
package struct EHCPlace: Sendable, Record, Codable, Hashable {
  package let ehcCase: ID<EHCCase>
  package var isNamed: Bool
  package var urn: String?
  package var ukprn: String?
  package var setting: String?
  package var settingOther: String?
  package var rank: String?
  package var enteredOn: Day?
  package var leftOn: Day?
  package var inUnit: String?
  package var resourced: String?
  package var residential: String?
  package var workBased: String?

  static let columns: SQL = """
    case_id, is_named, urn, ukprn, setting, setting_other, rank, entered_on, left_on, in_unit, resourced, residential,
    work_based
    """
  package init(row: Row) throws {
    (ehcCase, isNamed, urn, ukprn, setting) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (settingOther, rank, enteredOn, leftOn) = (try row[5], try row[6], try row[7], try row[8])
    (inUnit, resourced, residential, workBased) = (try row[9], try row[10], try row[11], try row[12])
  }
  package init(_ ehcCase: ID<EHCCase>, isNamed: Bool) {
    (self.ehcCase, self.isNamed) = (ehcCase, isNamed)
    (urn, ukprn, setting, settingOther, rank, enteredOn) = (nil, nil, nil, nil, "1", nil)
    (leftOn, inUnit, resourced, residential, workBased) = (nil, nil, nil, nil, nil)
  }
}

/// What else the return asks of a case.
package struct ReturnDetails: Sendable, Record, Codable, Hashable {
  package let ehcCase: ID<EHCCase>
  package var requestMediation = false
  package var requestTribunal = false
  package var assessmentMediation = false
  package var assessmentTribunal = false
  package var otherMediation = false
  package var otherTribunal = false
  /// An exception to the twenty weeks that is known from an earlier system only.
  package var week20 = false
  package var hasBudget = false
  package var hasArrangements = false
  package var directPayment: String?
  package var residential: String?
  package var workBased: String?
  package var phaseDueOn: Day?
  package var phaseFinalOn: Day?

  static let columns: SQL = """
    case_id, request_mediation, request_tribunal, assessment_mediation, assessment_tribunal, other_mediation,
    other_tribunal, week20, has_budget, has_arrangements, direct_payment, residential, work_based, phase_due_on,
    phase_final_on
    """
  package init(row: Row) throws {
    (ehcCase, requestMediation, requestTribunal) = (try row[0], try row[1], try row[2])
    (assessmentMediation, assessmentTribunal) = (try row[3], try row[4])
    (otherMediation, otherTribunal, week20) = (try row[5], try row[6], try row[7])
    (hasBudget, hasArrangements, directPayment) = (try row[8], try row[9], try row[10])
    (residential, workBased, phaseDueOn, phaseFinalOn) = (try row[11], try row[12], try row[13], try row[14])
  }
  package init(_ ehcCase: ID<EHCCase>) { self.ehcCase = ehcCase }
}

/// A need by its code, and its rank: 1 the primary one.
struct EHCNeed: Sendable, Record, Codable, Hashable {
  let ehcCase: ID<EHCCase>
  let rank: Int
  let code: String
  init(row: Row) throws { (ehcCase, rank, code) = (try row[0], try row[1], try row[2]) }
}

/// A learner number, or why there is no pupil number.
struct Learner: Sendable, Record, Hashable {
  let child: ChildID
  let number: String?
  let upnUnknown: String?
  init(row: Row) throws { (child, number, upnUnknown) = (try row[0], try row[1], try row[2]) }
}

extension Transaction {
  func places(of cases: [ID<EHCCase>]) throws -> [EHCPlace] {
    try all(
      "SELECT \(EHCPlace.columns) FROM ehc_place WHERE case_id IN \(list: cases) ORDER BY case_id, is_named, place")
  }
  func needs(of cases: [ID<EHCCase>]) throws -> [EHCNeed] {
    try all("SELECT case_id, rank, code FROM ehc_need WHERE case_id IN \(list: cases) ORDER BY case_id, rank")
  }
  func returnDetails(of cases: [ID<EHCCase>]) throws -> [ReturnDetails] {
    try all("SELECT \(ReturnDetails.columns) FROM ehc_return WHERE case_id IN \(list: cases)")
  }
  func learners(_ children: [ChildID]) throws -> [Learner] {
    try all("SELECT child_id, learner_number, upn_unknown FROM ehc_learner WHERE child_id IN \(list: children)")
  }
  func keepLearner(_ child: ChildID, number: String?, upnUnknown: String?) throws {
    try run(
      """
      INSERT INTO ehc_learner (child_id, learner_number, upn_unknown) VALUES (\(child), \(number), \(upnUnknown))
      ON CONFLICT (child_id) DO UPDATE SET learner_number = excluded.learner_number,
        upn_unknown = excluded.upn_unknown
      """)
  }
  /// Writes the places of one kind anew.
  func keepPlaces(_ places: [EHCPlace], of ehcCase: ID<EHCCase>, isNamed: Bool) throws {
    try run("DELETE FROM ehc_place WHERE case_id = \(ehcCase) AND is_named = \(isNamed)")
    for (number, p) in places.enumerated() {
      try run(
        """
        INSERT INTO ehc_place (case_id, is_named, place, urn, ukprn, setting, setting_other, rank, entered_on, left_on,
          in_unit, resourced, residential, work_based)
        VALUES (\(ehcCase), \(isNamed), \(number), \(p.urn), \(p.ukprn), \(p.setting), \(p.settingOther), \(p.rank),
          \(p.enteredOn), \(p.leftOn), \(p.inUnit), \(p.resourced), \(p.residential), \(p.workBased))
        """)
    }
  }
  func keepNeeds(_ codes: [(rank: Int, code: String)], of ehcCase: ID<EHCCase>) throws {
    try run("DELETE FROM ehc_need WHERE case_id = \(ehcCase)")
    for need in codes {
      try run("INSERT INTO ehc_need (case_id, rank, code) VALUES (\(ehcCase), \(need.rank), \(need.code))")
    }
  }
  func keep(_ r: ReturnDetails) throws {
    try run("DELETE FROM ehc_return WHERE case_id = \(r.ehcCase)")
    try run(
      """
      INSERT INTO ehc_return (case_id, request_mediation, request_tribunal, assessment_mediation, assessment_tribunal,
        other_mediation, other_tribunal, week20, has_budget, has_arrangements, direct_payment, residential, work_based,
        phase_due_on, phase_final_on)
      VALUES (\(r.ehcCase), \(r.requestMediation), \(r.requestTribunal), \(r.assessmentMediation),
        \(r.assessmentTribunal), \(r.otherMediation), \(r.otherTribunal), \(r.week20), \(r.hasBudget),
        \(r.hasArrangements), \(r.directPayment), \(r.residential), \(r.workBased), \(r.phaseDueOn), \(r.phaseFinalOn))
      """)
  }
}
