package import Kernel
package import Store
import Web

/// Breaking the glass: a practitioner who has no link to a child but must see the record now. Four hours, with a reason,
/// and the information-governance lead is told at once. Source: domain register B10.3 (local policy may shorten it).
package struct EmergencyAccess: Sendable, Record, Codable, Hashable {
  package let id: ID<EmergencyAccess>
  package let child: ChildID
  package let account: AccountID
  package let accountName: String
  package let reason: String
  package let beganAt: Instant
  package let endsAt: Instant
  package let reviewedAt: Instant?
  package let reviewerName: String?
  package let finding: EmergencyFinding?
  package let findingNote: String?

  static let columns: SQL = """
    id, child_id, account_id, account_name, reason, began_at, ends_at, reviewed_at, reviewer_name, finding, finding_note
    """
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    account = try row[2]
    accountName = try row[3]
    reason = try row[4]
    beganAt = try row[5]
    endsAt = try row[6]
    reviewedAt = try row[7]
    reviewerName = try row[8]
    finding = try row[9]
    findingNote = try row[10]
  }
}

package enum EmergencyFinding: String, Choice {
  case justified, unclear, notJustified = "not_justified"
  package var title: String {
    switch self {
    case .justified: "It was right to look"
    case .unclear: "It is not clear; ask the person"
    case .notJustified: "It was not right to look"
    }
  }
}

extension EventKind {
  package static let emergencyAccessBegan = EventKind("emergency_access.began", "opened the record in an emergency")
  package static let emergencyAccessMissed = EventKind(
    "emergency_access.missed", "looked for a record in an emergency and found none")
  package static let emergencyAccessReviewed = EventKind("emergency_access.reviewed", "checked an emergency access")
}

let emergencyHours = 4

/// Opens a record for four hours. The lead is told by mail, with no more than that it happened.
package func beginEmergencyAccess(
  _ id: ID<EmergencyAccess>, child: ChildID, reason: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let account = caller.account else { throw Refusal.signInNeeded }
  try tx.run(
    """
    INSERT INTO emergency_access (id, child_id, account_id, account_name, reason, began_at, ends_at)
    VALUES (\(id), \(child), \(account), \(caller.name), \(reason), \(now), \(now.adding(hours: emergencyHours)))
    """)
  try tx.append(
    .emergencyAccessBegan, about: id.of(), child: child, by: caller, for: .emergency, at: now, why: reason)
  for email in try tx.governanceEmails() {
    try tx.send(
      Mail(
        to: email, subject: "Emergency access to a record",
        body: """
          \(caller.name) has used emergency access to a child's record at \(now.long).

          Please sign in and check it within two weeks: open "Emergency accesses" in the menu.
          """), at: now, key: "emergency-access:\(id):\(email)")
  }
}

/// What the lead found. Whoever looked cannot be the one who checks.
package func reviewEmergencyAccess(
  _ id: ID<EmergencyAccess>, finding: EmergencyFinding, note: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let changed = try tx.run(
    """
    UPDATE emergency_access SET reviewed_at = \(now), reviewed_by = \(caller.account), reviewer_name = \(caller.name),
      finding = \(finding), finding_note = \(note)
    WHERE id = \(id) AND reviewed_at IS NULL AND account_id <> \(caller.account)
    """)
  guard changed == 1 else { throw Refusal.notNow("It has been checked already, or it was your own.") }
  try tx.append(
    .emergencyAccessReviewed, about: id.of(), by: caller, for: .governance, at: now,
    changed: ["finding": finding.rawValue], why: note)
}

extension Transaction {
  package func emergencyAccesses(reviewed: Bool?, limit: Int = 200) throws -> [EmergencyAccess] {
    let only: SQL =
      switch reviewed {
      case nil: ""
      case true?: "WHERE reviewed_at IS NOT NULL"
      case false?: "WHERE reviewed_at IS NULL"
      }
    return try all(
      "SELECT \(EmergencyAccess.columns) FROM emergency_access \(only) ORDER BY began_at DESC LIMIT \(limit)")
  }
  func governanceEmails() throws -> [String] {
    try rows(
      """
      SELECT DISTINCT account.email FROM account JOIN held_role ON held_role.account_id = account.id
      WHERE held_role.role = \(Role.informationGovernance) AND account.state = 'active'
      """
    ) { try $0[0] }
  }
  /// The one child with exactly this NHS number, or exactly this name and date of birth.
  func childExactly(nhsNumber: NHSNumber?, givenName: String?, familyName: String?, bornOn: Day?) throws -> ChildID? {
    if let nhsNumber { return try value("SELECT id FROM child WHERE nhs_number = \(nhsNumber)") }
    guard let givenName, let familyName, let bornOn else { return nil }
    let found: [ChildID] = try rows(
      """
      SELECT id FROM child WHERE birth_on = \(bornOn) AND lower(given_name) = lower(\(givenName))
        AND lower(family_name) = lower(\(familyName)) LIMIT 2
      """
    ) { try $0[0] }
    return found.count == 1 ? found[0] : nil
  }
}
