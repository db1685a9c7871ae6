import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import App
@testable import Linkage

// Of every table with a child: two children of the filled county who have rows in it are put together and taken apart again.
// Nothing is lost or doubled on the way, and afterwards everything is where it was.

/// What hangs on which child, and how: by table, a line for each row.
private typealias Standing = [String: Set<String>]

func everyRowGoesAlongAndComesBack(_ database: Database, now: Instant) async throws {
  let parts = Partnership().slices.flatMap(\.childRows)
  let hub = LinkHub()
  // Two verified numbers would rightly keep nearly all of them apart.
  _ = try await database.write { tx in
    try tx.run("UPDATE child SET nhs_status = 'unverified' WHERE nhs_status = 'verified'")
  }
  var before = try await database.read { tx in try tx.standing(parts) }
  var untold: Set<String> = []
  for part in parts {
    guard let (kept, lost) = try await database.read({ tx in try tx.twoChildren(with: part) }) else {
      untold.insert(part.kind)
      continue
    }
    let wereThey = try await database.read { tx in try tx.facts(of: [kept, lost]) }
    do {
      try await merge(kept, lost, parts, before, in: database, at: now)
      try await unmerge(lost, parts, hub, in: database, at: now)
    } catch {
      Issue.record("\(part.kind): \(error)")
      continue
    }
    let (after, areThey) = try await database.read { tx in (try tx.standing(parts), try tx.facts(of: [kept, lost])) }
    for (table, rows) in before where after[table] != rows {
      let (gone, new) = (rows.subtracting(after[table] ?? []), (after[table] ?? []).subtracting(rows))
      Issue.record("\(part.kind): \(table) lost \(gone.sorted().prefix(3)) and got \(new.sorted().prefix(3))")
    }
    #expect(wereThey == areThey, "\(part.kind)")
    before = after
  }
  // Of these the county tells nothing about a child yet; all others were looked at.
  #expect(untold.isSubset(of: ["offer_suggestion", "ehc_consultation", "ehc_learner"]), "\(untold.sorted())")
}

private func merge(
  _ kept: ChildID, _ lost: ChildID, _ parts: [ChildRows], _ before: Standing, in database: Database, at now: Instant
) async throws {
  try await database.write { tx in
    var random = SystemRandomNumberGenerator()
    try mergeChildren(
      ID(at: now, random: &random), kept: kept, lost: lost, why: "Same mother", rows: parts, by: .system, at: now,
      in: tx)
    for part in parts {
      let (all, left) = try #require(
        try tx.row(
          """
          SELECT count(child_id), sum(CASE WHEN child_id = \(lost) THEN 1 ELSE 0 END) FROM \(SQL(constant: part.table))
          """
        ) { (try $0[0] as Int, try $0[1] as Int? ?? 0) })
      #expect(all == before[part.kind]?.count, "rows of \(part.kind)")
      #expect(left == 0 || part.isOnePerChild, "\(part.kind) is left behind")
    }
  }
}

private func unmerge(
  _ lost: ChildID, _ parts: [ChildRows], _ hub: LinkHub, in database: Database, at now: Instant
) async throws {
  try await database.write { tx in
    let merge = try #require(try tx.merges(of: lost).first { $0.lost == lost && $0.undoneAt == nil })
    let left = try unmergeChildren(
      merge, why: "Two girls in one class", rows: parts, hub: hub, by: .system, at: now, in: tx)
    #expect(left == 0, "\(left) rows could not be placed")
  }
}

extension Transaction {
  /// The two children with most rows of a table who may be put together; nil where nobody has any.
  fileprivate func twoChildren(with part: ChildRows) throws -> (kept: ChildID, lost: ChildID)? {
    let standing: SQL = "child.merged_into IS NULL AND child.not_included_because IS NULL"
    let those = try rows(
      """
      SELECT child.id FROM \(SQL(constant: part.table)) t JOIN child ON child.id = t.child_id WHERE \(standing)
      GROUP BY child.id ORDER BY count(*) DESC, child.id LIMIT 12
      """
    ) { try $0[0] as ChildID }
    let others = try rows("SELECT child.id FROM child WHERE \(standing) ORDER BY child.id LIMIT 12") {
      try $0[0] as ChildID
    }
    for lost in those {
      for kept in those + others where kept != lost {
        if try whyNotOne(child(kept), child(lost), in: self) == nil { return (kept, lost) }
      }
    }
    return nil
  }

  fileprivate func standing(_ parts: [ChildRows]) throws -> Standing {
    var found: Standing = [:]
    for part in parts {
      let beside: SQL = part.isOneOpen ? "beside" : "''"
      let lead: SQL = part.kind == "involvement" ? "is_lead" : "FALSE"
      let lines = try rows(
        "SELECT \(part.key), child_id, \(beside), \(lead) FROM \(SQL(constant: part.table)) WHERE child_id IS NOT NULL"
      ) { row in
        "\(try row[0] as AnyID) \(try row[2] as String) \(try row[3] as Bool) of \(try row[1] as ChildID)"
      }
      found[part.kind] = Set(lines)
      #expect(lines.count == found[part.kind]?.count, "\(part.kind) has a row twice")
    }
    let clocks = try rows("SELECT id, status, about_id, child_id FROM clock WHERE child_id IS NOT NULL") { row in
      "\(try row[0] as AnyID) \(try row[1] as String) about \(try row[2] as AnyID) of \(try row[3] as ChildID)"
    }
    found["clock"] = Set(clocks)
    return found
  }

  /// What the records say, but for what warns, which stays on both.
  fileprivate func facts(of children: [ChildID]) throws -> [[String?]] {
    try children.map { id in
      let child = try child(id)
      return [
        child.fullName, child.bornOn?.description, child.nhsNumber?.digits, child.upn?.text, child.address,
        child.postcode?.text, child.family?.description, child.school, child.phone, child.nhsStatus.rawValue,
        child.mergedInto?.description,
      ]
    }
  }
}
