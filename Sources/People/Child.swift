package import Kernel
package import Store

package enum Sex: String, Choice {
  case female = "F"
  case male = "M"
  /// Not known, or not yet born.
  case unknown = "U"
  package var title: String {
    switch self {
    case .female: "Girl"
    case .male: "Boy"
    case .unknown: "Not known"
    }
  }
}

/// How sure the partnership is of an NHS number. Source: NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE.
package enum NHSStatus: String, Choice {
  case verified, unverified, notTraced = "not_traced", missing
  package var title: String {
    switch self {
    case .verified: "Number present and verified"
    case .unverified: "Number present but not traced"
    case .notTraced: "Trace attempted, no match"
    case .missing: "No number"
    }
  }
}

/// Why a child at risk is in no list, no count and no comparison of records. Source: practice of local information sharing
/// indexes ("shielding"): adoption, protection of a witness, flight from violence.
package enum NotIncluded: String, Choice {
  case hiding, adopted, protectedPerson = "protected_person", other
  package var title: String {
    switch self {
    case .hiding: "The family is hiding from somebody who is dangerous to them"
    case .adopted: "The child is adopted, and the family before must not find them"
    case .protectedPerson: "Somebody of the family is protected as a witness"
    case .other: "Another danger"
    }
  }
}

/// A child or young person, from before birth to 25. One row of `child`.
package struct Child: Sendable, Record, Codable, Hashable {
  package let id: ChildID
  package var family: FamilyID?
  package var givenName: String
  package var familyName: String
  package var preferredName: String?
  package var middleNames: String?
  /// Nil while the child is unborn or the date is not known; then `expectedOn` may hold.
  package var bornOn: Day?
  package var expectedOn: Day?
  package var sex: Sex
  /// A main code of the ethnicity set (`WBRI` …), or nil where it is not known.
  package var ethnicity: String?
  package var nhsNumber: NHSNumber?
  package var nhsStatus: NHSStatus
  package var upn: UPN?
  package var formerUPN: String?
  package var address: String?
  package var postcode: Postcode?
  /// The address is shown to nobody but those who work with the child.
  package var isAddressHidden: Bool
  package var locality: LocalityID?
  package var phone: String?
  package var school: String?
  package var gp: String?
  package var firstLanguage: String?
  package var needsInterpreter: Bool
  /// How the child takes things in and says them: "Makaton", "large print".
  package var communication: String?
  /// What matters to the child, in a sentence or two.
  package var whatMatters: String?
  /// What everybody must know first, one per line: "Allergy: nuts".
  package var alerts: String?
  package var isRestricted: Bool
  package var restrictedWhy: String?
  package var closedOn: Day?
  package var diedOn: Day?
  /// The record that this one was put into, since both are one child. Nothing is attached to this one any more.
  package var mergedInto: ChildID?
  /// Set for a child at risk who is to be found by nobody but those with a named link; such a record is restricted too.
  package var notIncludedBecause: NotIncluded?
  /// Somebody of the partnership has written down what the child is known by: that is compared beside what agencies hold.
  package var isWrittenHere: Bool
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package var version: Int
  package let createdAt: Instant
  package var updatedAt: Instant

  package var name: String { "\(givenName) \(familyName)" }
  /// With the middle names: for forms and letters that must name the child in full.
  package var fullName: String { [givenName, middleNames, familyName].compactMap(\.self).joined(separator: " ") }
  /// What the child likes to be called.
  package var calledName: String { preferredName ?? givenName }
  package var isClosed: Bool { closedOn != nil }

  static let columns: SQL = """
    child.id, child.family_id, child.given_name, child.family_name, child.preferred_name, child.birth_on,
    child.expected_on, child.sex, child.ethnicity, child.nhs_number, child.nhs_status, child.upn, child.former_upn,
    child.address, child.postcode, child.is_address_hidden, child.locality_id, child.phone, child.school, child.gp,
    child.first_language, child.needs_interpreter, child.communication, child.what_matters, child.alerts,
    child.is_restricted, child.restricted_why, child.closed_on, child.died_on, child.version, child.created_at,
    child.updated_at, child.middle_names, child.merged_into, child.not_included_because,
    child.is_written_here
    """

  package init(row: Row) throws {
    id = try row[0]
    family = try row[1]
    givenName = try row[2]
    familyName = try row[3]
    preferredName = try row[4]
    bornOn = try row[5]
    expectedOn = try row[6]
    sex = try row[7]
    ethnicity = try row[8]
    nhsNumber = try row[9]
    nhsStatus = try row[10]
    upn = try row[11]
    formerUPN = try row[12]
    address = try row[13]
    postcode = try row[14]
    isAddressHidden = try row[15]
    locality = try row[16]
    phone = try row[17]
    school = try row[18]
    gp = try row[19]
    firstLanguage = try row[20]
    needsInterpreter = try row[21]
    communication = try row[22]
    whatMatters = try row[23]
    alerts = try row[24]
    isRestricted = try row[25]
    restrictedWhy = try row[26]
    closedOn = try row[27]
    diedOn = try row[28]
    version = try row[29]
    createdAt = try row[30]
    updatedAt = try row[31]
    middleNames = try row[32]
    mergedInto = try row[33]
    notIncludedBecause = try row[34]
    isWrittenHere = try row[35]
  }

  /// A child that nothing but the name is known of.
  package init(
    id: ChildID, givenName: String, familyName: String, sex: Sex = .unknown, bornOn: Day? = nil, at now: Instant
  ) {
    self.id = id
    self.givenName = givenName
    self.familyName = familyName
    self.sex = sex
    self.bornOn = bornOn
    nhsStatus = .missing
    isAddressHidden = false
    needsInterpreter = false
    isRestricted = false
    isWrittenHere = false
    version = 1
    createdAt = now
    updatedAt = now
  }
}

extension Child {
  package func born(on today: Day) -> String {
    bornWords(bornOn, expectedOn: expectedOn, diedOn: diedOn, on: today)
  }
}

/// `3 May 2018 (8 years old)`, `3 May 2018, died 4 June 2026 (8 years old)`, `Expected 4 January 2027`, or
/// `Date of birth not known`.
func bornWords(_ bornOn: Day?, expectedOn: Day?, diedOn: Day?, on today: Day) -> String {
  if let diedOn {
    return bornOn.map { "\($0.long), died \(diedOn.long) (\($0.age(on: diedOn)))" } ?? "Died \(diedOn.long)"
  }
  if let bornOn { return "\(bornOn.long) (\(bornOn.age(on: today)))" }
  return expectedOn.map { "Expected \($0.long)" } ?? "Date of birth not known"
}
