import Kernel
import LinkageEngine
import People
import Store

// All SQL about pairs and decisions.

/// Which pairs a list shows.
struct PairFilter: Sendable {
  var states: [PairState] = [.open, .second]
  var child: ChildID?
}

/// True of a pair `p` that this caller may see: both children are there to know of, and no restricted one is among them
/// unless it is theirs by name. The information governance lead checks how restricted records are put together.
private func mayReview(_ caller: Caller, _ permission: Permission) -> SQL {
  let seen: SQL =
    caller.has(.informationGovernance)
    ? "child.merged_into IS NULL" : visibleChildren(to: caller, by: permission)
  func side(_ column: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM child WHERE child.id = \(column) AND child.not_included_because IS NULL AND \(seen))
    """
  }
  return "\(side("p.a_child")) AND \(side("p.b_child"))"
}

extension Transaction {
  /// The pairs that this caller may review, the likeliest first.
  func pairs(_ filter: PairFilter, for caller: Caller, limit: Int, offset: Int = 0) throws -> [LinkPair] {
    let child: SQL = filter.child.map { "AND (p.a_child = \($0) OR p.b_child = \($0))" } ?? ""
    return try all(
      """
      SELECT \(LinkPair.columns) FROM link_pair p WHERE p.state IN \(list: filter.states) \(child)
        AND \(mayReview(caller, .reviewLinks))
      ORDER BY p.probability DESC, p.found_at, p.id LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// The pairs beside this one in the list of what waits, as this caller may review it.
  func neighbours(of pair: LinkPair, for caller: Caller) throws -> (before: ID<LinkPair>?, after: ID<LinkPair>?) {
    let waiting: SQL = "p.state IN \(list: PairFilter().states) AND \(mayReview(caller, .reviewLinks))"
    let after: ID<LinkPair>? = try value(
      """
      SELECT p.id FROM link_pair p WHERE \(waiting) AND (p.probability < \(pair.probability)
        OR p.probability = \(pair.probability) AND (p.found_at > \(pair.foundAt)
          OR p.found_at = \(pair.foundAt) AND p.id > \(pair.id)))
      ORDER BY p.probability DESC, p.found_at, p.id LIMIT 1
      """)
    let before: ID<LinkPair>? = try value(
      """
      SELECT p.id FROM link_pair p WHERE \(waiting) AND (p.probability > \(pair.probability)
        OR p.probability = \(pair.probability) AND (p.found_at < \(pair.foundAt)
          OR p.found_at = \(pair.foundAt) AND p.id < \(pair.id)))
      ORDER BY p.probability, p.found_at DESC, p.id DESC LIMIT 1
      """)
    return (before, after)
  }

  func countPairs(_ filter: PairFilter, for caller: Caller) throws -> Int {
    try value(
      """
      SELECT count(*) FROM link_pair p WHERE p.state IN \(list: filter.states) AND \(mayReview(caller, .reviewLinks))
      """) ?? 0
  }

  /// Throws `notFound` where there is none, or this caller may not know of one of the two children.
  func pair(_ id: ID<LinkPair>, for caller: Caller) throws -> LinkPair {
    try one("SELECT \(LinkPair.columns) FROM link_pair p WHERE p.id = \(id) AND \(mayReview(caller, .reviewLinks))")
  }

  /// A pair is there once, whichever record came first. What people have decided stays decided; an open one gets its new
  /// weight, one that had settled itself is open again; the same once more changes nothing under whoever looks at it.
  func openPair(
    _ id: ID<LinkPair>, _ one: (RecordName, ChildID), _ other: (RecordName, ChildID), weight: Double,
    probability: Double, _ reason: ReviewReason, at now: Instant
  ) throws {
    let (a, b) = one.0 < other.0 ? (one, other) : (other, one)
    try run(
      """
      INSERT INTO link_pair (id, a_source, a_record, b_source, b_record, a_child, b_child, weight, probability, reason,
        state, found_at, was_sample, version)
      VALUES (\(id), \(a.0.source), \(a.0.id), \(b.0.source), \(b.0.id), \(a.1), \(b.1), \(weight), \(probability),
        \(reason.rawValue), 'open', \(now), FALSE, 1)
      ON CONFLICT (a_source, a_record, b_source, b_record) DO UPDATE SET weight = excluded.weight,
        probability = excluded.probability, reason = excluded.reason, a_child = excluded.a_child,
        b_child = excluded.b_child, version = link_pair.version + 1,
        state = CASE WHEN link_pair.state = 'past' THEN 'open' ELSE link_pair.state END
      WHERE link_pair.state = 'past' OR link_pair.weight <> excluded.weight OR link_pair.a_child <> excluded.a_child
        OR link_pair.b_child <> excluded.b_child OR link_pair.reason <> excluded.reason
      """)
  }

  /// False where somebody else was quicker.
  func updatePair(
    _ pair: LinkPair, to state: PairState, first: PairAnswer?, by caller: Caller, why: String?, at now: Instant
  ) throws -> Bool {
    let isDecided = state == .same || state == .different
    let set: SQL =
      first == nil
      ? "decided_by = \(caller.name), decided_at = \(isDecided ? now : nil), why = \(why)"
      : "first_answer = \(first), first_account = \(caller.account), first_name = \(caller.name), first_why = \(why)"
    return try run(
      """
      UPDATE link_pair SET state = \(state), version = version + 1, \(set)
      WHERE id = \(pair.id) AND version = \(pair.version)
      """) == 1
  }

  /// After records have moved: whose each record of the pairs is now. Pairs within one child have settled themselves.
  func followPairs(of children: [ChildID]) throws {
    let touched: [LinkPair] = try all(
      """
      SELECT \(LinkPair.columns) FROM link_pair p WHERE p.a_child IN \(list: children) OR p.b_child IN \(list: children)
      """)
    for pair in touched {
      guard let a = try child(of: pair.a), let b = try child(of: pair.b) else { continue }
      let state: PairState = a == b && pair.state.isWaiting && !pair.wasSample ? .past : pair.state
      if a == pair.aChild, b == pair.bChild, state == pair.state { continue }
      try run("UPDATE link_pair SET a_child = \(a), b_child = \(b), state = \(state) WHERE id = \(pair.id)")
    }
  }

  // MARK: Decisions

  /// Everything that people have decided and not taken back.
  func decisions() throws -> Decisions { try decisions(where: "TRUE") }
  /// What they have decided about these records.
  func decisions(about names: [RecordName]) throws -> Decisions {
    guard !names.isEmpty else { return Decisions() }
    let some = names.map { name -> SQL in
      "(a_source = \(name.source) AND a_record = \(name.id)) OR (b_source = \(name.source) AND b_record = \(name.id))"
    }
    return try decisions(where: "(\(SQL.joined(some, " OR ")))")
  }

  private func decisions(where condition: SQL) throws -> Decisions {
    var found = Decisions()
    _ = try rows(
      """
      SELECT a_source, a_record, b_source, b_record, is_same FROM link_decision
      WHERE taken_back_at IS NULL AND \(condition) ORDER BY a_source, a_record, b_source, b_record
      """
    ) { row in
      let pair = (RecordName(source: try row[0], id: try row[1]), RecordName(source: try row[2], id: try row[3]))
      if try row[4] { found.same.append(pair) } else { found.different.append(pair) }
    }
    return found
  }

  /// Writes down what was decided about two records. An earlier decision about them is taken back by it, and stays.
  func decide(
    _ one: RecordName, _ other: RecordName, isSame: Bool, why: String, by caller: Caller, at now: Instant,
    _ random: inout some RandomNumberGenerator
  ) throws {
    let (a, b) = one < other ? (one, other) : (other, one)
    try run(
      """
      UPDATE link_decision SET taken_back_at = \(now), taken_back_by = \(caller.name), taken_back_why = \(why)
      WHERE a_source = \(a.source) AND a_record = \(a.id) AND b_source = \(b.source) AND b_record = \(b.id)
        AND taken_back_at IS NULL
      """)
    try run(
      """
      INSERT INTO link_decision (id, a_source, a_record, b_source, b_record, is_same, decided_by, decided_at, why)
      VALUES (\(ID<AnyKey>(at: now, random: &random)), \(a.source), \(a.id), \(b.source), \(b.id), \(isSame),
        \(caller.name), \(now), \(why))
      """)
  }

  /// The records, one of each child, that somebody has said are two children's.
  func separations(_ a: ChildID, _ b: ChildID) throws -> [(RecordName, RecordName)] {
    let (names, others) = (Set(try everyName(of: a)), Set(try everyName(of: b)))
    return try decisions(about: names.sorted()).different.filter {
      names.contains($0.0) && others.contains($0.1) || names.contains($0.1) && others.contains($0.0)
    }
  }

  /// What somebody said of two records, one of each child, that are two children's; nil where nobody has.
  func separation(_ a: ChildID, _ b: ChildID) throws -> (by: String, at: Instant, why: String)? {
    guard let (one, other) = try separations(a, b).first else { return nil }
    return try row(
      """
      SELECT decided_by, decided_at, why FROM link_decision WHERE a_source = \(one.source) AND a_record = \(one.id)
        AND b_source = \(other.source) AND b_record = \(other.id) AND taken_back_at IS NULL
      """
    ) { (by: try $0[0], at: try $0[1], why: try $0[2]) }
  }

  /// The names of a child's records, with its own and those of records that were put into it, whether they are compared
  /// or not: a decision holds for all of them.
  func everyName(of child: ChildID) throws -> [RecordName] {
    var names = try recordNames(of: [child]) + [RecordName(source: ownSource, id: child.description)]
    for merge in try merges(of: child) where merge.kept == child && merge.undoneAt == nil {
      names.append(RecordName(source: ownSource, id: merge.lost.description))
    }
    return names
  }
}
