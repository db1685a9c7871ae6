package import Kernel
package import Store

/// Which children a lookup may find: a condition on `child`.
struct Scope: Sendable {
  let condition: SQL
}

/// Children looked at in one lookup, however many there are.
let candidateLimit = 100
/// Children looked at by one word of a name alone, a page of them: a common surname has thousands, the page says that there
/// are more, and another word or a date of birth finds the right one.
private let oneWordLimit = SearchPage.size

extension Transaction {
  /// Those who answer to the query, the likeliest first, and whether there may be more.
  func ranked(_ query: ChildQuery, in scope: Scope) throws -> (
    found: [(candidate: Candidate, judgement: Judgement)], hasMore: Bool
  ) {
    var lookup = Lookup(tx: self, scope: scope, asksFacts: query.hasFacts || query.street != nil)
    try lookup.byFacts(query)
    try lookup.byName(query.names, hasFacts: !lookup.found.isEmpty || query.hasFacts)
    let judged = lookup.found.values.map { (candidate: $0, judgement: judge($0, query)) }
      .filter { $0.judgement.agreeing >= 0.5 }
    let sorted = judged.sorted { a, b in
      (b.judgement.score, a.candidate.familyName, a.candidate.givenName, a.candidate.id)
        < (a.judgement.score, b.candidate.familyName, b.candidate.givenName, b.candidate.id)
    }
    return (sorted, lookup.hasMore)
  }
}

extension ChildQuery {
  /// Whether anything but names was asked for.
  var hasFacts: Bool {
    bornOn != nil || nhsNumber != nil || upn != nil || phone != nil || postcode != nil || address != nil
  }
}

/// Collects candidates, each lookup by index and none reading more than `candidateLimit` rows.
private struct Lookup {
  let tx: Transaction
  let scope: Scope
  let asksFacts: Bool
  var found: [ChildID: Candidate] = [:]
  var hasMore = false

  mutating func byFacts(_ query: ChildQuery) throws {
    if let number = query.nhsNumber { try take(.nhs, [number.digits]) }
    if let upn = query.upn { try take(.upn, [upn.text]) }
    if let phone = query.phone { try take(.phone, [phone], hasPhone: true) }
    if let born = query.bornOn { try take(.born, [born, born.monthAndDaySwapped].compactMap { $0?.description }) }
    if let postcode = query.postcode { try take(.postcode, [postcode.text]) }
    if let address = query.address { try take(.address, [address]) }
    if let street = query.street { try take(.street, [street]) }
  }

  /// By the names as typed, then by what else they may mean; by one word alone only where nothing better is there.
  mutating func byName(_ names: [String], hasFacts: Bool) throws {
    guard !names.isEmpty else { return }
    let isFound = hasFacts && found.values.contains { NameFit.fit(names, in: $0.words.all).missing == 0 }
    if names.count > 1 {
      let exact = spellings(of: names).flatMap { pairs($0.map { [$0] }) }
      if try take(.pair, unique(exact)) < candidateLimit {
        let meant = try names.map { try tx.wordsMeant(by: $0, limit: names.count == 2 ? 12 : 6) }
        try take(.pair, unique(pairs(meant)))
      }
      if hasFacts || found.values.contains(where: { NameFit.fit(names, in: $0.words.all).missing == 0 }) { return }
      try take(.word, names, limit: 50)
    } else if !isFound {
      let exact = try take(.word, names, limit: oneWordLimit)
      guard exact <= oneWordLimit else { return }
      let meant = try tx.wordsMeant(by: names[0], limit: 16).filter { $0 != names[0] }
      try take(.word, meant, limit: exact == 0 || names[0].utf8.count < 4 ? candidateLimit : oneWordLimit)
    }
  }

  private func pairs(_ words: [[String]]) -> [String] {
    var pairs: [String] = []
    for (i, firsts) in words.enumerated() {
      for seconds in words[(i + 1)...] {
        for a in firsts { for b in seconds where a != b { pairs.append(SearchKey.pair(a, b).value) } }
      }
    }
    return pairs
  }

  /// What else is compared; nothing where nothing was asked for but a name.
  private var facts: SQL {
    asksFacts
      ? "child.nhs_number, child.upn, child.postcode, child.address, child.is_address_hidden"
      : "NULL, NULL, NULL, NULL, FALSE"
  }

  /// How many rows came.
  @discardableResult
  private mutating func take(
    _ kind: SearchKey.Kind, _ values: [String], limit: Int = candidateLimit, hasPhone: Bool = false
  ) throws -> Int {
    guard !values.isEmpty else { return 0 }
    let rows = try tx.rows(
      """
      SELECT child.id, child.given_name, child.family_name, child.preferred_name, child.middle_names, child.birth_on,
        \(facts)
      FROM search_key k JOIN child ON child.id = k.child_id
      WHERE k.kind = \(kind) AND k.value IN \(list: evenly(values)) AND \(scope.condition) LIMIT \(limit + 1)
      """, Candidate.init(row:))
    for var candidate in rows.prefix(limit) {
      candidate.hasPhone = hasPhone || found[candidate.id]?.hasPhone == true
      found[candidate.id] = candidate
    }
    if rows.count > limit { hasMore = true }
    return rows.count
  }
}

private func unique(_ values: [String]) -> [String] {
  var seen = Set<String>()
  return values.filter { seen.insert($0).inserted }
}

extension Candidate {
  fileprivate init(row: Row) throws {
    id = try row[0]
    givenName = try row[1]
    familyName = try row[2]
    words = ChildWords(given: givenName, middle: try row[4], preferred: try row[3], family: familyName)
    bornOn = try row[5]
    nhsNumber = try row[6]
    upn = try row[7]
    let isHidden: Bool = try row[10]
    postcode = isHidden ? nil : try row[8]
    address = isHidden ? nil : try row[9]
  }
}

extension Transaction {
  /// Children who may be the one that a new request is about, the likeliest first. Restricted records are not among
  /// them, unless `caller` has a named link: to offer one would be to tell that it exists.
  package func possibleMatches(
    givenName: String, familyName: String, bornOn: Day? = nil, nhsNumber: NHSNumber? = nil, postcode: Postcode? = nil,
    limit: Int = 5, as caller: Caller? = nil, on today: Day? = nil
  ) throws -> [PossibleMatch] {
    var query = ChildQuery()
    query.takeNames("\(givenName) \(familyName)")
    query.street = nil
    query.bornOn = bornOn
    query.nhsNumber = nhsNumber
    query.postcode = postcode
    guard query.hasKeys else { return [] }
    let scope = Scope(condition: caller.map { visibleChildren(to: $0) } ?? "NOT child.is_restricted")
    return try ranked(query, in: scope).found.filter { $0.judgement.score >= 45 }.prefix(limit).map { found in
      let born = found.candidate.bornOn.map { born in "\(born.long)\(today.map { " (\(born.age(on: $0)))" } ?? "")" }
      return PossibleMatch(
        child: found.candidate.id, name: "\(found.candidate.givenName) \(found.candidate.familyName)",
        born: born ?? "Date of birth not known",
        reasons: found.judgement.reasons, score: found.judgement.score)
    }
  }
}
