import Clocks
package import Kernel
import LinkageEngine
package import People
package import Store
package import Web

extension EventKind {
  package static let childrenMerged = EventKind("child.merged", "put two records of one child together")
  package static let childrenUnmerged = EventKind("child.unmerged", "took two records apart that are two children")
  package static let mergedRowPlaced = EventKind("child.merged_row_placed", "said whose something is")
}

/// Puts the record `lost` into `kept`, since both are one child. Everything that hangs on the one goes to the other, where
/// episodes of the same kind stand side by side; the lost id leads to the kept record for good. What was whose is written
/// down, so that it can be undone.
///
/// Throws `notNow` where somebody has said that they are two children, or two verified NHS numbers say so.
package func mergeChildren(
  _ id: ID<ChildMerge>, kept: ChildID, lost: ChildID, why: String, rows: [ChildRows], isAutomatic: Bool = false,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var (keeping, losing) = (try tx.child(kept), try tx.child(lost))
  try refuseMerge(keeping, losing, in: tx)
  let before = keeping
  let filled = keeping.take(from: losing)
  let (nhs, upn) = (losing.nhsNumber, losing.upn)
  losing.mergedInto = kept
  (losing.nhsNumber, losing.upn) = (nil, nil)
  losing.updatedAt = now
  keeping.updatedAt = now
  try tx.insertMerge(
    id, kept: kept, lost: lost, why: why, numbers: (nhs, upn), filled: filled, isAutomatic: isAutomatic, by: caller,
    at: now)
  try tx.noteRows(of: id, kept: kept, lost: lost, rows)
  try tx.giveUpLead(of: lost, to: kept, at: now)
  for part in rows { try tx.moveAll(part, merge: id, from: lost, to: kept) }
  try tx.moveClocks(from: lost, to: kept, merge: id, by: caller, at: now)
  // First the one that gives its numbers up, then the one that may take them.
  try tx.rewrite(losing)
  try tx.rewrite(keeping)
  for child in [kept, lost] {
    try tx.append(
      .childrenMerged, about: id.of(), child: child, by: caller, for: .governance, at: now,
      changed: [
        "kept": kept.description, "put into it": lost.description,
        "filled": changedFields(before, keeping).joined(separator: ", "),
      ], why: why)
  }
  try tx.followPairs(of: [kept, lost])
}

private func refuseMerge(_ a: Child, _ b: Child, in tx: Transaction) throws {
  guard a.id != b.id else { throw Refusal.notNow("These are one record already.") }
  guard a.mergedInto == nil, b.mergedInto == nil else {
    throw Refusal.changedByAnother("One of the two has been put together with another record meanwhile.")
  }
  guard a.notIncludedBecause == nil, b.notIncludedBecause == nil else { throw Refusal.notFound }
  if let why = try whyNotOne(a, b, in: tx) { throw Refusal.notNow(why) }
}

/// What stands against putting two records together; nil where nothing does.
func whyNotOne(_ a: Child, _ b: Child, in tx: Transaction) throws -> String? {
  if let x = a.nhsNumber, let y = b.nhsNumber, x != y, a.nhsStatus == .verified, b.nhsStatus == .verified {
    return "The two records have different NHS numbers, and both are verified. Put right the one that is wrong first."
  }
  guard let apart = try tx.separation(a.id, b.id) else { return nil }
  return
    "\(apart.by) said on \(apart.at.day.long) that these are two children: \(apart.why). That holds until it is taken back."
}

extension Child {
  /// Takes over what this record lacks; what warns stands on both. Returns each field that was empty, with its new value.
  mutating func take(from other: Child) -> [String: String] {
    var filled: [String: String] = [:]
    func fill<V: CustomStringConvertible>(_ here: inout V?, _ there: V?, _ field: String) {
      guard here == nil, let there else { return }
      here = there
      filled[field] = there.description
    }
    fill(&family, other.family, "family")
    fill(&preferredName, other.preferredName, "preferred_name")
    fill(&middleNames, other.middleNames, "middle_names")
    if bornOn == nil, other.bornOn != nil { expectedOn = nil }
    fill(&bornOn, other.bornOn, "birth_on")
    if bornOn == nil { fill(&expectedOn, other.expectedOn, "expected_on") }
    fill(&ethnicity, other.ethnicity, "ethnicity")
    if nhsNumber == nil, other.nhsNumber != nil {
      filled["nhs_status_before"] = nhsStatus.rawValue
      nhsStatus = other.nhsStatus
    }
    fill(&nhsNumber, other.nhsNumber, "nhs_number")
    fill(&upn, other.upn, "upn")
    fill(&formerUPN, other.formerUPN, "former_upn")
    if address == nil, postcode == nil {
      fill(&address, other.address, "address")
      fill(&postcode, other.postcode, "postcode")
    }
    fill(&locality, other.locality, "locality")
    fill(&phone, other.phone, "phone")
    fill(&school, other.school, "school")
    fill(&gp, other.gp, "gp")
    fill(&firstLanguage, other.firstLanguage, "first_language")
    fill(&communication, other.communication, "communication")
    fill(&whatMatters, other.whatMatters, "what_matters")
    if sex == .unknown, other.sex != .unknown {
      sex = other.sex
      filled["sex"] = other.sex.rawValue
    }
    takeWarnings(from: other)
    return filled
  }

  /// What keeps a child safe is never lost, and not taken back by itself when the records are taken apart.
  private mutating func takeWarnings(from other: Child) {
    let new = other.alertLines.filter { !alertLines.contains($0) }
    if !new.isEmpty { alerts = (alertLines + new).joined(separator: "\n") }
    needsInterpreter = needsInterpreter || other.needsInterpreter
    isAddressHidden = isAddressHidden || other.isAddressHidden
    if other.isRestricted, !isRestricted {
      isRestricted = true
      restrictedWhy = other.restrictedWhy
    }
    diedOn = diedOn ?? other.diedOn
    // Where work goes on with one of them, it goes on.
    if other.closedOn == nil, diedOn == nil { closedOn = nil }
  }

  /// What has been said since the records were put together, to keep one child safe, could be about either: it holds for both
  /// until somebody lifts it.
  mutating func staysSafe(as other: Child) {
    isAddressHidden = isAddressHidden || other.isAddressHidden
    notIncludedBecause = notIncludedBecause ?? other.notIncludedBecause
    if other.isRestricted, !isRestricted {
      isRestricted = true
      restrictedWhy = other.restrictedWhy
    }
  }

  /// Gives back what was taken over, where nobody has changed it since.
  mutating func giveBack(_ filled: [String: String]) {
    func clear<V: CustomStringConvertible>(_ here: inout V?, _ field: String) {
      if let was = filled[field], here?.description == was { here = nil }
    }
    clear(&family, "family")
    clear(&preferredName, "preferred_name")
    clear(&middleNames, "middle_names")
    clear(&bornOn, "birth_on")
    clear(&expectedOn, "expected_on")
    clear(&ethnicity, "ethnicity")
    let hadNumber = nhsNumber != nil
    clear(&nhsNumber, "nhs_number")
    if hadNumber, nhsNumber == nil {
      nhsStatus = filled["nhs_status_before"].flatMap(NHSStatus.init(rawValue:)) ?? .missing
    }
    clear(&upn, "upn")
    clear(&formerUPN, "former_upn")
    clear(&address, "address")
    clear(&postcode, "postcode")
    clear(&locality, "locality")
    clear(&phone, "phone")
    clear(&school, "school")
    clear(&gp, "gp")
    clear(&firstLanguage, "first_language")
    clear(&communication, "communication")
    clear(&whatMatters, "what_matters")
    if filled["sex"] == sex.rawValue { sex = .unknown }
  }
}

/// The names of the facts in which two states of a record differ; never what is in them.
private func changedFields(_ a: Child, _ b: Child) -> [String] {
  var fields: [String] = []
  if a.bornOn != b.bornOn { fields.append("birth_on") }
  if a.nhsNumber != b.nhsNumber { fields.append("nhs_number") }
  if a.upn != b.upn { fields.append("upn") }
  if a.address != b.address || a.postcode != b.postcode { fields.append("address") }
  if a.alerts != b.alerts { fields.append("alerts") }
  if a.isRestricted != b.isRestricted { fields.append("restricted") }
  if a.family != b.family { fields.append("family") }
  return fields
}
