package import Kernel
import People
package import Store

/// One line of the queue.
package struct QueueRow: Sendable, Record, Codable, Hashable {
  package let id: HelpRequestID
  package let reference: String
  package let state: RequestState
  package let urgency: Urgency
  /// Nil where the caller sees only the reference.
  package let childName: String?
  package let bornOn: Day?
  package let asker: String?
  package let askedFor: String?
  package let services: [HelpService]
  package let locality: String?
  package let screener: PractitionerID?
  package let screenerName: String?
  package let receivedAt: Instant
  package let dueAt: Instant?
  package let endedAt: Instant?
  package let isHidden: Bool

  package init(row: Row) throws {
    id = try row[0]
    reference = try row[1]
    (state, urgency) = (try row[2], try row[3])
    isHidden = try row[4]
    let asked: AskedInShort? = isHidden ? nil : try fromJSON(try row[5] as String)
    childName = asked?.givenName
    bornOn = asked?.bornOn
    asker = asked?.askerTitle
    askedFor = asked?.inOneLine
    services = asked?.services ?? []
    locality = try row[6]
    (screener, screenerName) = (try row[7], try row[8])
    (receivedAt, dueAt, endedAt) = (try row[9], try row[10], try row[11])
  }
}

/// What of the queue is shown.
struct QueueFilter: Sendable, Hashable, Codable {
  enum Show: String, Choice {
    case open, received, screening, checks, late, today, decided, withdrawn, all
    var title: String {
      switch self {
      case .open: "Waiting for an answer"
      case .received: "New"
      case .screening: "Being read"
      case .checks: "Waiting for checks"
      case .late: "Late"
      case .today: "Due today"
      case .decided: "Decided this week"
      case .withdrawn: "Withdrawn"
      case .all: "All, with the old ones"
      }
    }
  }
  enum Holder: String, Choice {
    case me, nobody, someone
    var title: String {
      switch self {
      case .me: "Me"
      case .nobody: "No one yet"
      case .someone: "Somebody else"
      }
    }
  }
  var show: Show = .open
  var urgency: Urgency?
  var holder: Holder?
  var locality: LocalityID?
  var service: HelpService?
  var text: String?
}

/// The figures above the queue.
struct QueueCounts: Sendable, Codable, Hashable {
  var late: Int
  var dueToday: Int
  var inChecks: Int
  var decidedThisWeek: Int
  var withNobody: Int
}

extension Transaction {
  /// The rows of a filter: what is urgent first, then by the clock; what is over, the latest first.
  func queue(_ filter: QueueFilter, for caller: Caller, at now: Instant, limit: Int, offset: Int) throws -> [QueueRow] {
    let order: SQL =
      switch filter.show {
      case .decided, .withdrawn: "r.ended_at DESC, r.id"
      case .all:
        """
        CASE WHEN r.due_at IS NULL THEN 9 ELSE r.urgency_rank END, r.due_at, r.ended_at DESC, r.id
        """
      default: "r.urgency_rank, r.due_at, r.id"
      }
    return try all(
      """
      SELECT r.id, r.reference, r.state, r.urgency, \(hidden(caller)), r.asked, l.name, r.screener_id, p.name,
        r.received_at, r.due_at, r.ended_at
      FROM help_request r LEFT JOIN practitioner p ON p.id = r.screener_id
        LEFT JOIN locality l ON l.id = r.locality_id LEFT JOIN child c ON c.id = r.child_id
      WHERE \(condition(filter, caller, now)) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)
      """)
  }
  func queueCount(_ filter: QueueFilter, for caller: Caller, at now: Instant) throws -> Int {
    // The child's record matters only to what is looked for in words.
    let isWorded = filter.service != nil || filter.text != nil
    let record: SQL = isWorded ? "LEFT JOIN child c ON c.id = r.child_id" : ""
    // Counted by what the queue's own index holds, or SQLite reads an index over every request there ever was.
    return try value(
      "SELECT count(r.urgency_rank) FROM help_request r \(record) WHERE \(condition(filter, caller, now))") ?? 0
  }
  func queueCounts(for caller: Caller, at now: Instant) throws -> QueueCounts {
    let decided = try queueCount(QueueFilter(show: .decided), for: caller, at: now)
    let counts = try row(
      """
      SELECT count(CASE WHEN r.due_at < \(now) THEN 1 END),
        count(CASE WHEN r.due_at >= \(now) AND r.due_at < \(midnight(after: now)) THEN 1 END),
        count(CASE WHEN r.state = 'checks' THEN 1 END), count(CASE WHEN r.screener_id IS NULL THEN 1 END)
      FROM help_request r WHERE \(shown(.open, now)) AND \(mayList(caller))
      """
    ) {
      QueueCounts(
        late: try $0[0], dueToday: try $0[1], inChecks: try $0[2], decidedThisWeek: decided, withNobody: try $0[3])
    }
    return counts ?? QueueCounts(late: 0, dueToday: 0, inChecks: 0, decidedThisWeek: decided, withNobody: 0)
  }

  private func condition(_ filter: QueueFilter, _ caller: Caller, _ now: Instant) -> SQL {
    var parts: [SQL] = [shown(filter.show, now), mayList(caller)]
    if let urgency = filter.urgency { parts.append("r.urgency = \(urgency)") }
    if let locality = filter.locality { parts.append("r.locality_id = \(locality)") }
    switch filter.holder {
    case .me: parts.append(caller.practitioner.map { "r.screener_id = \($0)" } ?? "FALSE")
    case .nobody: parts.append("r.screener_id IS NULL")
    case .someone:
      parts.append("r.screener_id IS NOT NULL")
      if let me = caller.practitioner { parts.append("r.screener_id <> \(me)") }
    case nil: break
    }
    // What is hidden from the caller is not found by what it says either.
    if let service = filter.service {
      parts.append("' ' || r.services || ' ' LIKE \("% \(service.rawValue) %") AND NOT \(hidden(caller))")
    }
    if let text = filter.text {
      parts.append("r.search_text LIKE \("%\(likePattern(text))%") ESCAPE '!' AND NOT \(hidden(caller))")
    }
    return .joined(parts, " AND ")
  }

  private func shown(_ show: QueueFilter.Show, _ now: Instant) -> SQL {
    let open: SQL = "r.state IN ('received', 'screening', 'checks')"
    // The week begins on Monday.
    let monday = now.day.adding(days: -now.day.weekday.rawValue).start
    return switch show {
    case .open: open
    case .received: "\(open) AND r.state = 'received'"
    case .screening: "\(open) AND r.state = 'screening'"
    case .checks: "\(open) AND r.state = 'checks'"
    case .late: "\(open) AND r.due_at < \(now)"
    case .today: "\(open) AND r.due_at >= \(now) AND r.due_at < \(midnight(after: now))"
    case .decided: "r.state = 'decided' AND r.ended_at >= \(monday)"
    case .withdrawn: "r.state = 'withdrawn'"
    case .all: "TRUE"
    }
  }

  /// Screeners list every request; managers those that were given to their teams. None is of a child hidden from them.
  private func mayList(_ caller: Caller) -> SQL {
    if caller.has(.screener) { return isKnown(to: caller) }
    return """
      \(isKnown(to: caller)) AND EXISTS (SELECT 1 FROM help_decision d WHERE d.request_id = r.id AND d.undone_at IS NULL
        AND d.replaced_at IS NULL AND d.team_id IN \(list: caller.teams))
      """
  }
  private func hidden(_ caller: Caller) -> SQL {
    "(c.id IS NOT NULL AND c.is_restricted AND NOT \(hasLink(to: "r.child_id", caller)))"
  }
}

private func midnight(after now: Instant) -> Instant {
  now.day.adding(days: 1).start
}

/// What was typed, to be found as it stands: `%`, `_` and `!` mean themselves.
private func likePattern(_ text: String) -> String {
  text.lowercased().map { "%_!".contains($0) ? "!\($0)" : String($0) }.joined()
}
