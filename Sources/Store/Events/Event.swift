package import Kernel

/// One thing that happened: who did what to which record, when, why and from where. Written by the verb, in its
/// transaction; never changed afterwards.
package struct Event: Record, Hashable {
  package let id: EventID
  /// The name of an `EventKind`.
  package let kind: String
  /// The record that it was done to.
  package let about: AnyID
  /// The child whose record it belongs to, if any.
  package let child: ChildID?
  package let account: AccountID?
  package let actorName: String
  /// The first of the caller's roles, as it was then.
  package let actorRole: String?
  package let agency: AgencyID?
  package let purpose: String?
  package let at: Instant
  /// What changed, as a JSON object of texts; `{}` for nothing.
  package let changed: String
  package let why: String?
  /// The network address, or `command line`.
  package let from: String
  package let hash: [UInt8]
  /// The number of the seal over it; nil until it is sealed.
  package let seal: Int?

  /// For `SELECT \(Event.columns) FROM event WHERE …`.
  package static let columns: SQL = """
    id, kind, about_id, child_id, account_id, actor_name, actor_role, agency_id, purpose, at, changed, why, origin, \
    hash, seal
    """

  package init(row: Row) throws {
    id = try row[0]
    kind = try row[1]
    about = try row[2]
    child = try row[3]
    account = try row[4]
    actorName = try row[5]
    actorRole = try row[6]
    agency = try row[7]
    purpose = try row[8]
    at = try row[9]
    changed = try row[10]
    why = try row[11]
    from = try row[12]
    hash = try row[13]
    seal = try row[14]
  }

  fileprivate init(
    kind: EventKind, about: AnyID, child: ChildID?, by caller: Caller, purpose: Purpose?, at: Instant,
    changed: [String: String], why: String?
  ) {
    var random = SystemRandomNumberGenerator()
    id = EventID(at: at, random: &random)
    self.kind = kind.name
    self.about = about
    self.child = child
    account = caller.account
    actorName = caller.name
    actorRole = caller.roles.first?.role.rawValue
    agency = caller.agencies.first
    self.purpose = purpose?.rawValue
    self.at = at
    self.changed = jsonObject(changed)
    self.why = why
    from = caller.from
    seal = nil
    hash = []
  }
}

extension Transaction {
  /// Writes the event of a verb. `changed` says what, by field: `["held_on": "2026-11-22"]`.
  @discardableResult
  package func append(
    _ kind: EventKind, about: AnyID, child: ChildID? = nil, by caller: Caller, for purpose: Purpose? = nil,
    at: Instant, changed: [String: String] = [:], why: String? = nil
  ) throws -> EventID {
    let event = Event(
      kind: kind, about: about, child: child, by: caller, purpose: purpose, at: at, changed: changed, why: why)
    try send(
      """
      INSERT INTO event (
        id, kind, about_id, child_id, account_id, actor_name, actor_role, agency_id, purpose, at, changed, why, origin,
        hash
      ) VALUES (
        \(event.id), \(event.kind), \(event.about), \(event.child), \(event.account), \(event.actorName),
        \(event.actorRole), \(event.agency), \(event.purpose), \(event.at), \(event.changed), \(event.why),
        \(event.from), \(event.contentHash())
      )
      """)
    if let child, kind.changes { try send(countChange(of: [child])) }
    return event.id
  }

  /// How many events have changed what is held about the child: the same number, the same record.
  package func changes(of child: ChildID) throws -> Int {
    try value("SELECT changes FROM child_change WHERE child_id = \(child)") ?? 0
  }
}

private func countChange(of children: [ChildID]) -> SQL {
  """
  INSERT INTO child_change (child_id, changes) VALUES \(SQL.joined(children.map { "(\($0), 1)" }, ", "))
  ON CONFLICT (child_id) DO UPDATE SET changes = child_change.changes + 1
  """
}

extension SQL {
  /// Of a child’s events those that are no openings of the record, which are many times as many. Written out beside
  /// `child_id = …` it lets both engines read the index of these alone.
  package static let isNoOpening: SQL = "kind <> 'child.opened'"
}

/// One event of many that are written at once.
package struct EventToWrite: Sendable {
  let kind: EventKind
  let about: AnyID
  let child: ChildID?
  let caller: Caller
  let purpose: Purpose?
  let at: Instant
  let changed: [String: String]
  package init(
    _ kind: EventKind, about: AnyID, child: ChildID?, by caller: Caller, for purpose: Purpose? = nil, at: Instant,
    changed: [String: String] = [:]
  ) {
    (self.kind, self.about, self.child, self.caller) = (kind, about, child, caller)
    (self.purpose, self.at, self.changed) = (purpose, at, changed)
  }
}

/// Statements that write what `append` of each would write, in few pieces: for filling a database to measure it. They
/// can be made while another transaction runs.
package func statements(writing events: [EventToWrite]) -> [SQL] {
  stride(from: 0, to: events.count, by: 100).flatMap { start -> [SQL] in
    let some = events[start..<min(start + 100, events.count)]
    let rows = some.map { new -> SQL in
      let event = Event(
        kind: new.kind, about: new.about, child: new.child, by: new.caller, purpose: new.purpose, at: new.at,
        changed: new.changed, why: nil)
      return """
        (\(event.id), \(event.kind), \(event.about), \(event.child), \(event.account), \(event.actorName),
        \(event.actorRole), \(event.agency), \(event.purpose), \(event.at), \(event.changed), \(event.why),
        \(event.from), \(event.contentHash()))
        """
    }
    let changed = Set(some.filter(\.kind.changes).compactMap(\.child))
    let insert: SQL = """
      INSERT INTO event (
        id, kind, about_id, child_id, account_id, actor_name, actor_role, agency_id, purpose, at, changed, why, origin,
        hash
      ) VALUES \(SQL.joined(rows, ", "))
      """
    return changed.isEmpty ? [insert] : [insert, countChange(of: Array(changed))]
  }
}

/// A JSON object with its keys in order, so that the same changes always give the same text.
func jsonObject(_ values: [String: String]) -> String {
  let pairs = values.sorted { $0.key < $1.key }.map { "\(jsonText($0.key)):\(jsonText($0.value))" }
  return "{\(pairs.joined(separator: ","))}"
}

private func jsonText(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case let control where control.value < 32:
      quoted += "\\u00\(control.value < 16 ? "0" : "")\(String(control.value, radix: 16))"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
