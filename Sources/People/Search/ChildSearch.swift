package import Kernel
package import Store

/// A child that a search has found, as far as the list shows it.
package struct FoundChild: Sendable, Codable, Hashable {
  package let child: ChildID
  /// With the middle names, since one of them may be what was asked for.
  package let name: String
  package let preferredName: String?
  package let bornOn: Day?
  /// `3 May 2018 (8 years old)`
  package let born: String
  package let locality: String?
  package let keyWorker: String?
  /// Agencies that work with the child now.
  package let agencies: [String]
  package let isClosed: Bool
  package let diedOn: Day?
  package let isRestricted: Bool
  /// False where this caller may know of the child and no more.
  package let mayOpen: Bool
  /// Why it was found: "Name sounds alike".
  package let reasons: [String]
}

package struct SearchResult: Sendable {
  package let rows: [FoundChild]
  /// As many as this caller may know of, up to the limit of what is looked at.
  package let total: Int
  /// There are more than `total`.
  package let hasMore: Bool
}

extension Transaction {
  /// Looks children up, the likeliest first, and returns those from position `after` on. Nobody is found, nor counted,
  /// whom the caller may not know of. `alsoVisible` as in `visibleChildren`.
  package func searchChildren(
    _ query: ChildQuery, as caller: Caller, limit: Int, after: Int = 0, on today: Day, alsoVisible: SQL? = nil
  ) throws -> SearchResult {
    guard query.hasKeys else {
      return try listChildren(query, as: caller, limit: limit, after: after, on: today, alsoVisible: alsoVisible)
    }
    let scope = Scope(
      condition: "\(visibleChildren(to: caller, alsoVisible: alsoVisible)) \(filters(of: query, on: today))")
    let (found, hasMore) = try ranked(query, in: scope)
    let page = Array(found.dropFirst(after).prefix(limit))
    let rows = try described(page.map { ($0.candidate.id, $0.judgement.reasons) }, caller, today, alsoVisible)
    return SearchResult(rows: rows, total: found.count, hasMore: hasMore)
  }

  /// Filters without anything to look up: by name, at most 1,000 or as many as one answer may have (`limit`).
  private func listChildren(
    _ query: ChildQuery, as caller: Caller, limit: Int, after: Int, on today: Day, alsoVisible: SQL?
  ) throws -> SearchResult {
    guard query.hasFilters else { return SearchResult(rows: [], total: 0, hasMore: false) }
    let most = max(1000, limit)
    let condition: SQL = """
      FROM child WHERE \(visibleChildren(to: caller, alsoVisible: alsoVisible, drivesList: true)) \(filters(of: query, on: today))
      """
    let count = try value("SELECT count(*) FROM (SELECT 1 \(condition) LIMIT \(most + 1)) AS found", as: Int.self) ?? 0
    let ids = try rows(
      """
      SELECT child.id \(condition) ORDER BY child.family_name, child.given_name, child.id
      LIMIT \(max(0, min(limit, most - after))) OFFSET \(after)
      """
    ) { try $0[0] as ChildID }
    // A statement has room for so many values only.
    let rows = try stride(from: 0, to: ids.count, by: 5000).flatMap { first in
      try described(ids[first..<min(first + 5000, ids.count)].map { ($0, []) }, caller, today, alsoVisible)
    }
    return SearchResult(rows: rows, total: min(count, most), hasMore: count > most)
  }

  private func filters(of query: ChildQuery, on today: Day) -> SQL {
    var parts: [SQL] = []
    if let state = query.state {
      parts.append(state == .open ? "child.closed_on IS NULL" : "child.closed_on IS NOT NULL")
    }
    if let locality = query.locality { parts.append("child.locality_id = \(locality)") }
    if let ages = query.ages {
      // Born after the day that would make them one too old, and not after the day that makes them old enough.
      parts.append("child.birth_on > \(today.adding(months: -12 * (ages.upperBound + 1)))")
      parts.append("child.birth_on <= \(today.adding(months: -12 * ages.lowerBound))")
    }
    if let agency = query.agency {
      parts.append(
        """
        EXISTS (SELECT 1 FROM involvement f WHERE f.child_id = child.id AND f.ended_on IS NULL AND f.agency_id = \(agency))
        """)
    }
    return parts.isEmpty ? "" : "AND \(SQL.joined(parts, " AND "))"
  }

  /// The rows of a list for these children, in this order.
  private func described(
    _ found: [(child: ChildID, reasons: [String])], _ caller: Caller, _ today: Day, _ alsoVisible: SQL?
  ) throws -> [FoundChild] {
    guard !found.isEmpty else { return [] }
    let ids = found.map(\.child)
    let listed: [ListedChild] = try all(
      """
      SELECT \(ListedChild.columns), \(visibleChildren(to: caller, by: .openRecord, alsoVisible: alsoVisible))
      FROM child WHERE child.id IN \(list: ids)
      """)
    let children = Dictionary(uniqueKeysWithValues: listed.map { ($0.id, $0) })
    let localities = Dictionary(uniqueKeysWithValues: try localities().map { ($0.id, $0.name) })
    let around = try workers(around: ids)
    return found.compactMap { id, reasons in
      guard let child = children[id] else { return nil }
      return FoundChild(
        child: id, name: child.name, preferredName: child.preferredName, bornOn: child.bornOn,
        born: bornWords(child.bornOn, expectedOn: child.expectedOn, diedOn: child.diedOn, on: today),
        locality: child.locality.flatMap { localities[$0] },
        keyWorker: around[id]?.keyWorker, agencies: around[id]?.agencies ?? [], isClosed: child.isClosed,
        diedOn: child.diedOn, isRestricted: child.isRestricted, mayOpen: child.mayOpen, reasons: reasons)
    }
  }

  private struct Around {
    var keyWorker: String?
    var agencies: [String] = []
  }
  private func workers(around children: [ChildID]) throws -> [ChildID: Around] {
    var around: [ChildID: Around] = [:]
    let links = try rows(
      """
      SELECT i.child_id, a.name, i.is_key_worker, p.name FROM involvement i JOIN agency a ON a.id = i.agency_id
        LEFT JOIN practitioner p ON p.id = i.practitioner_id
      WHERE i.child_id IN \(list: children) AND i.ended_on IS NULL ORDER BY a.name, i.id
      """
    ) {
      (child: try $0[0] as ChildID, agency: try $0[1] as String, isKey: try $0[2] as Bool, who: try $0[3] as String?)
    }
    for link in links {
      var here = around[link.child] ?? Around()
      if link.isKey { here.keyWorker = link.who }
      if !here.agencies.contains(link.agency) { here.agencies.append(link.agency) }
      around[link.child] = here
    }
    return around
  }
}

/// A child as a list says it, without the rest of the record; last, whether this caller may open it.
private struct ListedChild: Record {
  let id: ChildID
  let name: String
  let preferredName: String?
  let bornOn: Day?
  let expectedOn: Day?
  let locality: LocalityID?
  let isClosed: Bool
  let diedOn: Day?
  let isRestricted: Bool
  let mayOpen: Bool

  static let columns: SQL = """
    child.id, child.given_name, child.middle_names, child.family_name, child.preferred_name, child.birth_on,
    child.expected_on, child.locality_id, child.closed_on IS NOT NULL, child.died_on, child.is_restricted
    """

  init(row: Row) throws {
    id = try row[0]
    let names: [String?] = [try row[1], try row[2], try row[3]]
    name = names.compactMap(\.self).joined(separator: " ")
    preferredName = try row[4]
    bornOn = try row[5]
    expectedOn = try row[6]
    locality = try row[7]
    isClosed = try row[8]
    diedOn = try row[9]
    isRestricted = try row[10]
    mayOpen = try row[11]
  }
}
