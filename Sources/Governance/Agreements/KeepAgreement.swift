package import Kernel
package import Store
import Web

/// Begins an agreement: its first version comes next.
package func beginAgreement(
  _ agreement: PartnershipAgreement, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try Invalid.check(problems(withEasy: agreement.easyWords, field: "easy_words", isNeeded: true))
  if agreement.kind == .section75, agreement.decision == nil {
    throw Invalid("decision", "Choose the decision that this agreement is for")
  }
  if let decision = agreement.decision { _ = try tx.decision(decision) }
  try tx.insert(agreement)
  try tx.append(.agreementBegun, about: agreement.id.of(), by: caller, at: now, changed: ["title": agreement.title])
}

/// Puts a version before its parties. The version before it holds until all of them have signed.
package func proposeVersion(
  _ version: AgreementVersion, of id: ID<PartnershipAgreement>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.agreement(id)
  if file.agreement.endedOn != nil { throw Refusal.notNow("This agreement has ended.") }
  guard version.number == file.versions.count + 1 else {
    throw Refusal.changedByAnother("Somebody else has put a version before the parties since you opened this.")
  }
  try Invalid.check(problems(with: version, of: file.agreement.kind))
  try tx.insert(version, of: id)
  try tx.append(
    .versionProposed, about: id.of(), by: caller, at: now,
    changed: ["version": "\(version.number)", "review_on": version.reviewOn.description])
}

/// Records the signature of one party under one version.
package func signAgreement(
  _ id: ID<PartnershipAgreement>, version number: Int, for agency: String, name: String, office: String, on day: Day,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.agreement(id)
  guard let version = file.versions.first(where: { $0.number == number }) else { throw Refusal.notFound }
  if file.agreement.endedOn != nil { throw Refusal.notNow("This agreement has ended.") }
  guard number == file.versions.last?.number else {
    throw Refusal.notNow("A newer version lies before the parties: they sign that.")
  }
  if day > now.day { throw Invalid("signed_on", "The day must be today or earlier") }
  if day < version.writtenAt.day {
    throw Invalid("signed_on", "This version was written on \(version.writtenAt.day.long): nobody signed it earlier")
  }
  guard try tx.sign(id, number: number, agency: agency, name: name, office: office, on: day, by: caller) else {
    throw Refusal.notNow("This party has signed already.")
  }
  try tx.append(
    .agreementSigned, about: id.of(), by: caller, at: now,
    changed: ["version": "\(number)", "agency": agency, "on": day.description])
}

/// Ends an agreement.
package func endAgreement(
  _ id: ID<PartnershipAgreement>, on day: Day, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.agreement(id)
  if day < file.agreement.begunAt.day { throw Invalid("ended_on", "The day must be later than the one it began on") }
  guard try tx.endAgreement(id, on: day, why: why) else { throw Refusal.notNow("This agreement has ended already.") }
  try tx.append(.agreementEnded, about: id.of(), by: caller, at: now, why: why)
}

extension EventKind {
  static let agreementBegun = EventKind("partnership_agreement.begun", "began an agreement between agencies")
  static let versionProposed = EventKind(
    "partnership_agreement.version_proposed", "put a version of an agreement before its parties")
  static let agreementSigned = EventKind("partnership_agreement.signed", "recorded a signature under an agreement")
  static let agreementEnded = EventKind("partnership_agreement.ended", "ended an agreement between agencies")
}
