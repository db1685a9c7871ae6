package import Kernel
package import Store

/// Statements that write new children with what they are found by, few and without events: for filling a database to
/// measure it. `phones` are those of the adults, by child. `learnNames` belongs to it.
package func statements(registering children: [Child], phones: [ChildID: [String]]) -> [SQL] {
  var statements: [SQL] = []
  for some in inPieces(of: 100, children) {
    let rows = some.map { c -> SQL in
      """
      (\(c.id), \(c.family), \(c.givenName), \(c.familyName), \(c.preferredName), \(c.bornOn), \(c.expectedOn),
      \(c.sex), \(c.ethnicity), \(c.nhsNumber), \(c.nhsStatus), \(c.upn), \(c.formerUPN), \(c.address),
      \(c.postcode), \(c.isAddressHidden), \(c.locality), \(c.phone), \(c.school), \(c.gp), \(c.firstLanguage),
      \(c.needsInterpreter), \(c.communication), \(c.whatMatters), \(c.alerts), \(c.isRestricted),
      \(c.restrictedWhy), \(c.closedOn), \(c.diedOn), \(c.version), \(c.createdAt), \(c.updatedAt), \(c.middleNames))
      """
    }
    statements.append(
      """
      INSERT INTO child (id, family_id, given_name, family_name, preferred_name, birth_on, expected_on, sex, ethnicity,
        nhs_number, nhs_status, upn, former_upn, address, postcode, is_address_hidden, locality_id, phone, school, gp,
        first_language, needs_interpreter, communication, what_matters, alerts, is_restricted, restricted_why,
        closed_on, died_on, version, created_at, updated_at, middle_names)
      VALUES \(SQL.joined(rows, ", "))
      """)
  }
  var keys: [SQL] = []
  for child in children {
    for key in child.searchKeys(phones: phones[child.id] ?? []) {
      keys.append("(\(key.kind), \(key.value), \(child.id))")
    }
  }
  for some in inPieces(of: 400, keys) {
    statements.append("INSERT INTO search_key (kind, value, child_id) VALUES \(SQL.joined(some, ", "))")
  }
  return statements
}

extension Transaction {
  /// The words of these children's names can be searched from now on.
  package func learnNames(of children: [Child]) throws {
    try learnNameWords(Array(children.reduce(into: Set<String>()) { $0.formUnion($1.words.all) }))
  }
}

private func inPieces<T>(of size: Int, _ list: [T]) -> [[T]] {
  stride(from: 0, to: list.count, by: size).map { Array(list[$0..<min($0 + size, list.count)]) }
}
