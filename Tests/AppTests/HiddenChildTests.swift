import Design
import Foundation
import FrontDoor
import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

// A child at risk who is not included is there for nobody without a named link: in no list, no count, no figure. Every page of the
// route table is read as each role, with each of its filters and as a table, once where some children are hidden and once
// where they have never been. Both must say the same. Source: domain register B10, B14.

/// What the law asks for, and who watches over the hiding: these pages may know of a hidden child.
private let mayKnow: [String: String] = [
  "/audit": "information governance checks how restricted records are used",
  "/emergencies": "information governance checks every emergency access",
  "/visits/offline/week": "its key is new each time; what it holds is the visitor’s own week",
  "/ehc/return/files": "the SEN2 return is of every child with a plan, by law",
]

/// What is about one child alone, or about none: the access matrix holds who may see it, and these pages count nobody.
private let ofOne = ["/children/", "/family/", "/local-offer", "/directory", "/planning/", "/design", "/account"]

func nobodyLearnsOfHiddenChildren(_ database: Database, callers: [String: Caller], now: Instant) async throws {
  let walk = HiddenWalk(database: database, callers: callers, now: now)
  let hidden = try await walk.chosen()
  let ids = hidden.map(\.id)
  let addresses = try await walk.addresses(without: ids)
  let before = await walk.read(addresses.filter(\.isPlain))
  try await database.write { tx in
    for child in ids {
      try notInclude(child, because: .hiding, why: "Her father must not find her", by: .system, at: now, in: tx)
    }
  }
  let hiddenSaid = await walk.read(addresses)
  let drawn = await walk.read(addresses.filter { $0.isPlain }, drawn: true)
  try await database.write { tx in try tx.forget(ids) }
  let never = await walk.read(addresses)

  for address in addresses where !isSame(never[address] ?? "", hiddenSaid[address] ?? "") {
    Issue.record("\(address): \(difference(hiddenSaid[address] ?? "", never[address] ?? ""))")
  }
  for (address, text) in drawn {
    for child in hidden where !says(never[address] ?? "", child.name) {
      #expect(!says(text, child.name), "\(address) names \(child.name)")
      #expect(!says(text, child.id.description), "\(address) has the id of \(child.name)")
    }
  }
  // These said something else while the children were there: the walk would have seen it.
  let told = Set(
    addresses.filter { $0.isPlain && before[$0] != hiddenSaid[$0] }.map { $0.path.split(separator: "?")[0] })
  for page in [
    "/team", "/today", "/ehc", "/ehc/measures", "/visits/caseload", "/areas", "/supports", "/clocks",
  ] {
    #expect(told.contains(Substring(page)), "\(page) never told of these children: \(told.sorted())")
  }
}

/// The same words; those of a set may stand in another order.
private func isSame(_ one: String, _ other: String) -> Bool {
  one == other || one.utf8.count == other.utf8.count && one.utf8.sorted() == other.utf8.sorted()
}

/// Byte by byte, which is many times faster over whole pages.
private func says(_ text: String, _ words: String) -> Bool { text.range(of: words, options: .literal) != nil }

/// The first place where two texts part, with what stands around it.
private func difference(_ one: String, _ other: String) -> String {
  let same = zip(one, other).prefix { $0 == $1 }.count
  func around(_ text: String) -> String { String(text.dropFirst(max(0, same - 80)).prefix(160)) }
  return "…\(around(one))… where without them …\(around(other))…"
}

private struct HiddenWalk {
  let database: Database
  let callers: [String: Caller]
  let now: Instant

  struct Address: Hashable, Sendable, CustomStringConvertible {
    let path: String
    let role: Role?
    var isTable: Bool { path.hasSuffix("format=csv") }
    var isPlain: Bool { !path.contains("?") }
    var description: String { "\(path) as \(role?.rawValue ?? "a visitor")" }
  }
  struct Chosen: Sendable {
    let id: ChildID
    let name: String
  }

  /// What each page answers: as JSON, as the table that can be downloaded, or as it is drawn.
  func read(_ addresses: [Address], drawn: Bool = false) async -> [Address: String] {
    var settings = Settings()
    settings.isDemonstration = true
    let site = TestSite(
      database, Partnership().routes, callers: callers, now: now, settings: settings, decide: decideAccess)
    var said: [Address: String] = [:]
    for address in addresses {
      let answer = await site.get(address.path, as: address.role?.rawValue, json: !drawn && !address.isTable)
      let isWanted =
        drawn || (answer[header: "Content-Type"] ?? "").hasPrefix(address.isTable ? "text/csv" : "application/")
      said[address] = "\(answer.status) \(isWanted ? answer.text : "")"
    }
    return said
  }

  /// Of every table about children somebody who has many rows in it, but nobody whose record a page is shown of, and nobody
  /// to whom one of the accounts has a link: the links that they have are taken away.
  func chosen() async throws -> [Chosen] {
    let parts = Partnership().slices.flatMap(\.childRows)
    let people = callers.values.compactMap(\.person)
    let workers = callers.values.compactMap(\.practitioner)
    return try await database.write { tx in
      let shown = try demonstrationPages(in: tx, now: now).map(\.path).joined(separator: " ")
      let weeks = try tx.rows("SELECT week FROM rota") { try $0[0] as String }.joined()
      var chosen: [Chosen] = []
      for part in parts {
        let found = try tx.rows(
          """
          SELECT child.id, child.given_name, child.family_name FROM \(SQL(constant: part.table)) t
            JOIN child ON child.id = t.child_id
          WHERE child.merged_into IS NULL AND child.not_included_because IS NULL AND NOT child.is_restricted
            AND NOT EXISTS (SELECT 1 FROM child_merge m WHERE m.kept_id = child.id OR m.lost_id = child.id)
            AND NOT EXISTS (SELECT 1 FROM relationship r WHERE r.child_id = child.id AND r.person_id IN \(list: people))
            AND NOT EXISTS (SELECT 1 FROM child other WHERE other.given_name = child.given_name
              AND other.family_name = child.family_name AND other.id <> child.id)
          GROUP BY child.id, child.given_name, child.family_name ORDER BY count(*) DESC, child.id LIMIT 40
          """
        ) { Chosen(id: try $0[0], name: "\(try $0[1] as String) \(try $0[2] as String)") }
        let usable = found.filter { !shown.contains($0.id.description) && !weeks.contains($0.id.description) }
        if let one = usable.first, !usable.contains(where: { child in chosen.contains { $0.id == child.id } }) {
          chosen.append(one)
        }
        if usable.isEmpty,
          ["help_request", "support", "visit", "ehc_case", "visiting_referral"].contains(part.table.description)
        {
          Issue.record("nobody to hide has a row in \(part.table)")
        }
      }
      let ids = chosen.map(\.id)
      try tx.run(
        """
        UPDATE involvement SET practitioner_id = NULL WHERE child_id IN \(list: ids)
          AND practitioner_id IN \(list: workers)
        """)
      try tx.run(
        """
        UPDATE help_request SET screener_id = (SELECT id FROM practitioner WHERE id NOT IN \(list: workers)
          ORDER BY id LIMIT 1) WHERE child_id IN \(list: ids) AND screener_id IN \(list: workers)
        """)
      return chosen
    }
  }

  /// Every page as each role that may see it, with each choice of each filter, and as a table: as they are found where the
  /// children have never been.
  func addresses(without children: [ChildID]) async throws -> [Address] {
    struct Found: Error { let pages: [(path: String, role: Role?)] }
    var pages: [(path: String, role: Role?)] = []
    do {
      try await database.write { tx in
        try tx.forget(children)
        throw Found(pages: try demonstrationPages(in: tx, now: now).map { ($0.path, $0.role) })
      }
    } catch let found as Found {
      pages = found.pages
    }
    let routes = Partnership().routes.filter { route in
      if case .page = route.work { return true }
      return false
    }
    var all: [Address] = []
    for page in pages where !(Array(mayKnow.keys) + ofOne).contains(where: page.path.hasPrefix) {
      let filters = routes.filter { fits(page.path, $0.path) }.flatMap(\.fields).flatMap { field -> [String] in
        guard case .choice(let options) = field.kind else { return [] }
        return options.prefix(12).map { "\(field.name)=\($0.value)" }
      }
      for query in ["", "format=csv"] + filters {
        all.append(Address(path: query.isEmpty ? page.path : "\(page.path)?\(query)", role: page.role))
      }
    }
    #expect(all.count > 200, "\(all.count) addresses are too few")
    return Array(Set(all)).sorted { $0.description < $1.description }
  }

  private func fits(_ path: String, _ pattern: PathPattern) -> Bool {
    let parts = path.split(separator: "/")
    return parts.count == pattern.segments.count
      && zip(parts, pattern.segments).allSatisfy { part, segment in
        if case .constant(let text) = segment { text == part } else { true }
      }
  }
}

// MARK: As if they had never been

/// A reference from one table to another, as the schema has it.
private struct Reference: Sendable {
  let from: String
  let columns: String
  let to: String
  let key: String
}

private struct WholeSchema: Sendable {
  let references: [Reference]
  /// Tables with a `child_id`.
  let ofChildren: [String]

  init() throws {
    let text = try String(contentsOfFile: "schema/sqlite.sql", encoding: .utf8)
    var references: [Reference] = []
    var ofChildren: [String] = []
    for statement in text.split(separator: ";") {
      guard let table = statement.firstMatch(of: /CREATE TABLE (\w+) \(/)?.output.1 else { continue }
      if statement.contains(/[(,\s]child_id TEXT/) { ofChildren.append(String(table)) }
      for found in statement.matches(of: /FOREIGN KEY \(([\w, ]+)\)\s+REFERENCES (\w+) \(([\w, ]+)\)/) {
        let (_, columns, to, key) = found.output
        references.append(Reference(from: String(table), columns: String(columns), to: String(to), key: String(key)))
      }
    }
    (self.references, self.ofChildren) = (references, ofChildren)
  }
}

extension Transaction {
  /// Removes these children with everything that hangs on them; what was written in the journal stays.
  fileprivate func forget(_ children: [ChildID]) throws {
    let schema = try WholeSchema()
    #expect(schema.ofChildren.count > 30 && schema.references.count > 100)
    let requests: SQL = "SELECT id FROM help_request WHERE child_id IN \(list: children)"
    try remove(
      "clock", "about_id IN (\(requests)) OR about_id IN (SELECT id FROM help_check WHERE request_id IN (\(requests)))",
      schema)
    try remove("link_pair", "a_child IN \(list: children) OR b_child IN \(list: children)", schema)
    for table in schema.ofChildren where table != "event" { try remove(table, "child_id IN \(list: children)", schema) }
    try remove("child", "id IN \(list: children)", schema)
  }

  /// Removes the rows, and before them all that refer to them.
  private func remove(_ table: String, _ rows: SQL, _ schema: WholeSchema, under: [String] = []) throws {
    for reference in schema.references
    where reference.to == table && reference.from != table && !under.contains(reference.from) {
      try remove(
        reference.from,
        "(\(name(reference.columns))) IN (SELECT \(name(reference.key)) FROM \(name(table)) WHERE \(rows))", schema,
        under: under + [table])
    }
    try run("DELETE FROM \(name(table)) WHERE \(rows)")
  }

  /// Names of tables and columns come from the schema.
  private func name(_ text: String) -> SQL { SQL(stringLiteral: text) }
}

// MARK: Those who work with the child

@Suite struct HiddenChildTests {
  @Test(arguments: Engine.available) func whoWorksWithTheChildGoesOnAndNobodyElseKnows(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let now = TestSite.now
      let held = try await town.ask(at: now)
      let free = try await town.ask(at: now)
      let joanne = try #require(town.callers["joanne"]?.practitioner)
      _ = try await town.database.write { tx in
        try tx.run("UPDATE help_request SET child_id = \(town.child)")
        try tx.run("UPDATE help_request SET screener_id = \(joanne), taken_at = \(now) WHERE id = \(held.id)")
      }
      let queue = await town.page("/requests", as: "kwame", at: now)
      #expect(queue.contains(free.reference.text) && queue.contains(held.reference.text))
      #expect(await town.page("/team?format=csv", as: "ruth", at: now).contains(/Nadia Hart,[^,]*,1/))

      try await town.database.write { tx in
        try notInclude(
          town.child, because: .hiding, why: "Her father must not find her", by: .system, at: now, in: tx)
      }
      // What keeps the record to those with a link stays for as long as it is hidden.
      await #expect(throws: Refusal.self) {
        try await town.database.write { tx in
          try restrict(town.child, to: false, why: "A mistake", by: .system, at: now, in: tx)
        }
      }
      // With her own work nothing has changed.
      #expect(await town.page("/today", as: "nadia", at: now).contains("Ama Bello"))
      #expect(await town.page("/children/\(town.child)", as: "nadia", at: now).contains("Ama"))
      // Whoever has the request goes on seeing that they have it, and no more.
      let hers = await town.page("/requests", as: "joanne", at: now)
      #expect(hers.contains(held.reference.text) && !hers.contains(free.reference.text) && !hers.contains("Sami"))
      // To everybody else there is none.
      let theirs = await town.page("/requests", as: "kwame", at: now)
      #expect(!theirs.contains(held.reference.text) && !theirs.contains(free.reference.text))
      let site = TestSite(
        town.database, town.partnership.routes, callers: town.callers, now: now, decide: decideAccess)
      #expect(await site.get("/requests/\(free.id)", as: "kwame").status == 404)
      #expect(await site.get("/requests/\(held.id)", as: "kwame").status == 404)
      #expect(await site.get("/requests/\(held.id)", as: "joanne").status == 200)
      #expect(await town.page("/team?format=csv", as: "ruth", at: now).contains(/Nadia Hart,[^,]*,0/))

      // The request that nobody has is not lost: those with a link are told, and let a screener in.
      let told = await town.page("/today", as: "nadia", at: now)
      #expect(told.contains(free.reference.text) && !told.contains(held.reference.text))
      #expect(!(await town.page("/today", as: "kwame", at: now)).contains(free.reference.text))
      await #expect(throws: Refusal.self) {
        try await town.database.write { tx in
          try putBack(tx.helpRequest(held.id), by: town.callers["joanne"]!, at: now, in: tx)
        }
      }
      let (nadia, kwame) = (try #require(town.callers["nadia"]), try #require(town.callers["kwame"]))
      let link = NewInvolvement(
        practitioner: kwame.practitioner, agency: try #require(nadia.agencies.first), team: nil, part: "Front door")
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        try tx.beginInvolvement(link, child: town.child, id: ID(at: now, random: &random), by: nadia, at: now)
      }
      #expect(await town.page("/requests", as: "kwame", at: now).contains(free.reference.text))
      try await town.database.write { tx in
        try takeRequest(tx.helpRequest(free.id), by: kwame, at: now, in: tx)
      }
      #expect(!(await town.page("/today", as: "nadia", at: now)).contains(free.reference.text))
    }
  }
}
