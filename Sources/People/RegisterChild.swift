import Clocks
package import Kernel
package import Store

extension EventKind {
  package static let childRegistered = EventKind("child.registered", "started the child’s record")
  package static let detailsChanged = EventKind("child.details_changed", "changed the child’s details")
  package static let recordClosed = EventKind("child.closed", "closed the record")
  package static let recordReopened = EventKind("child.reopened", "reopened the record")
  package static let recordRestricted = EventKind("child.restricted", "restricted who may see the record")
}

/// Starts a child's record. The child can be found from the moment it is written.
///
/// - Parameter isWrittenHere: false where all that is written down is what an agency's record says.
package func register(
  _ child: Child, isWrittenHere: Bool = true, by caller: Caller, at now: Instant, why: String? = nil, in tx: Transaction
) throws {
  var child = child
  child.isWrittenHere = isWrittenHere
  try tx.insert(child)
  try tx.writeSearchKeys(of: child)
  try tx.append(.childRegistered, about: child.id.of(), child: child.id, by: caller, at: now, why: why)
}

/// Writes changed details; the event names the fields, not what was in them.
package func changeDetails(
  of child: Child, changed: [String], by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var child = child
  if !isKnownBy.isDisjoint(with: changed) { child.isWrittenHere = true }
  child.updatedAt = now
  try tx.update(child)
  try tx.writeSearchKeys(of: child)
  try tx.append(
    .detailsChanged, about: child.id.of(), child: child.id, by: caller, at: now,
    changed: Dictionary(changed.map { ($0, "changed") }) { a, _ in a })
}

/// The fields by which records of a child are compared.
private let isKnownBy: Set<String> = [
  "given_name", "middle_names", "family_name", "birth_on", "expected_on", "sex", "nhs_number", "upn", "address",
  "postcode",
]

package func closeRecord(_ id: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  var child = try tx.child(id)
  guard !child.isClosed else { throw Refusal.notNow("This record is closed already.") }
  child.closedOn = now.day
  child.updatedAt = now
  try tx.update(child)
  try tx.cancelClocks(about: id, why: "The record was closed", by: caller, at: now)
  try tx.append(.recordClosed, about: id.of(), child: id, by: caller, at: now, why: why)
}

package func reopenRecord(_ id: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  var child = try tx.child(id)
  guard child.isClosed else { throw Refusal.notNow("This record is open.") }
  child.closedOn = nil
  child.updatedAt = now
  try tx.update(child)
  try tx.append(.recordReopened, about: id.of(), child: id, by: caller, at: now, why: why)
}

/// Restricts a record to those with a named link, or lifts that.
package func restrict(
  _ id: ChildID, to restricted: Bool, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var child = try tx.child(id)
  if !restricted, child.notIncludedBecause != nil {
    throw Refusal.notNow("This record is hidden, because the child is at risk. End the hiding first.")
  }
  child.isRestricted = restricted
  child.restrictedWhy = restricted ? why : nil
  child.updatedAt = now
  try tx.update(child)
  try tx.append(
    .recordRestricted, about: id.of(), child: id, by: caller, at: now,
    changed: ["restricted": restricted ? "yes" : "no"],
    why: why)
}
