package import Kernel
package import Store

// All SQL that reads and writes `child`, but for searching.

extension Transaction {
  /// Throws `Refusal.notFound` where there is none.
  package func child(_ id: ChildID) throws -> Child {
    try one("SELECT \(Child.columns) FROM child WHERE id = \(id)")
  }
  package func children(_ ids: [ChildID]) throws -> [Child] {
    try all("SELECT \(Child.columns) FROM child WHERE id IN \(list: ids)")
  }
  package func siblings(of child: Child) throws -> [Child] {
    guard let family = child.family else { return [] }
    return try all(
      """
      SELECT \(Child.columns) FROM child WHERE family_id = \(family) AND id <> \(child.id) AND NOT is_restricted AND merged_into IS NULL
      ORDER BY birth_on, id
      """)
  }

  /// Counts on: what follows the records in memory will read this change.
  func countRecordChange() throws { try send("UPDATE record_revision SET revision = revision + 1 WHERE id = 1") }

  func insert(_ c: Child) throws {
    try countRecordChange()
    try run(
      """
      INSERT INTO child (id, family_id, given_name, family_name, preferred_name, birth_on, expected_on, sex, ethnicity,
        nhs_number, nhs_status, upn, former_upn, address, postcode, is_address_hidden, locality_id, phone, school, gp,
        first_language, needs_interpreter, communication, what_matters, alerts, is_restricted, restricted_why,
        closed_on, died_on, version, created_at, updated_at, middle_names, merged_into, not_included_because,
        is_written_here, revision)
      VALUES (\(c.id), \(c.family), \(c.givenName), \(c.familyName), \(c.preferredName), \(c.bornOn), \(c.expectedOn),
        \(c.sex), \(c.ethnicity), \(c.nhsNumber), \(c.nhsStatus), \(c.upn), \(c.formerUPN), \(c.address),
        \(c.postcode), \(c.isAddressHidden), \(c.locality), \(c.phone), \(c.school), \(c.gp), \(c.firstLanguage),
        \(c.needsInterpreter), \(c.communication), \(c.whatMatters), \(c.alerts), \(c.isRestricted),
        \(c.restrictedWhy), \(c.closedOn), \(c.diedOn), \(c.version), \(c.createdAt), \(c.updatedAt),
        \(c.middleNames), \(c.mergedInto), \(c.notIncludedBecause), \(c.isWrittenHere),
        \(newestRevision))
      """)
  }

  /// Writes all of it, where nobody has changed it since `version` was read; else throws `changedByAnother`.
  func update(_ c: Child) throws {
    try countRecordChange()
    let changed = try run(
      """
      UPDATE child SET family_id = \(c.family), given_name = \(c.givenName), family_name = \(c.familyName),
        preferred_name = \(c.preferredName), middle_names = \(c.middleNames), birth_on = \(c.bornOn), expected_on = \(c.expectedOn), sex = \(c.sex),
        ethnicity = \(c.ethnicity), nhs_number = \(c.nhsNumber), nhs_status = \(c.nhsStatus), upn = \(c.upn),
        former_upn = \(c.formerUPN), address = \(c.address), postcode = \(c.postcode),
        is_address_hidden = \(c.isAddressHidden), locality_id = \(c.locality), phone = \(c.phone),
        school = \(c.school), gp = \(c.gp), first_language = \(c.firstLanguage),
        needs_interpreter = \(c.needsInterpreter), communication = \(c.communication),
        what_matters = \(c.whatMatters), alerts = \(c.alerts), is_restricted = \(c.isRestricted),
        restricted_why = \(c.restrictedWhy), closed_on = \(c.closedOn), died_on = \(c.diedOn),
        merged_into = \(c.mergedInto), not_included_because = \(c.notIncludedBecause),
        is_written_here = \(c.isWrittenHere), revision = \(newestRevision),
        version = \(c.version + 1), updated_at = \(c.updatedAt)
      WHERE id = \(c.id) AND version = \(c.version)
      """)
    if changed == 0 { throw Refusal.changedByAnother("The child’s details have changed since you opened them.") }
  }
}

/// The revision that this transaction has counted to.
let newestRevision: SQL = "(SELECT revision FROM record_revision WHERE id = 1)"
