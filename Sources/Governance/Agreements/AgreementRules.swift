// When an agreement holds. Source: National Health Service Act 2006, section 75, and the partnership regulations of 2000 (what
// such an agreement says); the partnership's own rule that every version is signed by every party.

package import Kernel

/// An agreement with its versions, the oldest first.
package struct AgreementFile: Sendable, Codable, Hashable {
  package let agreement: PartnershipAgreement
  package let versions: [AgreementVersion]

  /// The version that holds on a day: the newest that everybody has signed by then and that has begun.
  package func inForce(on day: Day) -> AgreementVersion? {
    if let ended = agreement.endedOn, ended <= day { return nil }
    return versions.last { version in
      version.from <= day && version.isSigned && version.parties.allSatisfy { $0.signedOn.map { $0 <= day } ?? false }
    }
  }

  package func standing(on day: Day) -> AgreementStanding {
    if let ended = agreement.endedOn, ended <= day { return .ended }
    if let current = inForce(on: day) { return current.reviewOn < day ? .reviewDue : .inForce }
    return versions.isEmpty ? .begun : .waiting
  }
}

package enum AgreementStanding: String, Choice {
  case begun, waiting
  case inForce = "in_force"
  case reviewDue = "review_due"
  case ended
  package var title: String {
    switch self {
    case .begun: "Being written"
    case .waiting: "Waiting for signatures"
    case .inForce: "In force"
    case .reviewDue: "In force, and due a review"
    case .ended: "Ended"
    }
  }
}

/// What is wrong with a version that is to be put before its parties.
package func problems(with version: AgreementVersion, of kind: AgreementKind) -> [FieldError] {
  var errors: [FieldError] = []
  if Set(version.parties.map(\.agency)).count < 2 {
    errors.append(FieldError("parties", "Enter at least two parties, each on a line of its own"))
  }
  if Set(version.parties.map(\.agency)).count < version.parties.count {
    errors.append(FieldError("parties", "Enter each party once"))
  }
  if version.reviewOn <= version.from {
    errors.append(FieldError("review_on", "The day of the review must be later than the day it begins"))
  }
  if kind == .section75 {
    for term in AgreementTerm.allCases where version.terms[term] == nil {
      errors.append(FieldError(term.rawValue, "A section 75 agreement must answer: \(term.title.lowercasedFirst)"))
    }
  }
  return errors
}
