package import Kernel
package import Store
package import Web

/// One line of what was done and said about a request.
package struct LogEntry: Sendable, Record, Codable, Hashable {
  package enum Kind: String, Choice {
    case phoned, tried, met, note
    case toAsker = "to_asker"
    case fromAsker = "from_asker"
    package var title: String {
      switch self {
      case .phoned: "Spoke on the phone"
      case .tried: "Tried to reach them"
      case .met: "Met"
      case .note: "Note"
      case .toAsker: "Message to the asker"
      case .fromAsker: "Message from the asker"
      }
    }
    /// What a screener may write down.
    static let contacts: [Kind] = [.phoned, .tried, .met, .note]
    /// What the asker sees too.
    var isShared: Bool { self == .toAsker || self == .fromAsker }
  }
  package let kind: Kind
  package let words: String
  package let byName: String
  package let writtenAt: Instant
  package init(row: Row) throws {
    (kind, words, byName, writtenAt) = (try row[0], try row[1], try row[2], try row[3])
  }
}

extension EventKind {
  package static let requestNoted = EventKind("request.noted", "wrote in the log of a request")
  package static let askerAnswered = EventKind("request.message_sent", "wrote to whoever asked for help")
  package static let askerAdded = EventKind("request.information_added", "added to a request for help")
}

/// Writes down a contact or a note. Only those who work on the request see it.
package func noteOnRequest(
  _ kind: LogEntry.Kind, _ words: String, about request: HelpRequest, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.addEntry(kind, words, to: request.id, by: caller.name, practitioner: caller.practitioner, at: now)
  try tx.append(
    .requestNoted, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: ["kind": kind.rawValue])
}

/// Writes to whoever asked: it stands on their page, and a mail without its content tells them so.
package func writeToAsker(
  _ words: String, about request: HelpRequest, by caller: Caller, at now: Instant, settings: Settings,
  in tx: Transaction
) throws {
  try tx.addEntry(.toAsker, words, to: request.id, by: caller.name, practitioner: caller.practitioner, at: now)
  try tx.append(.askerAnswered, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now)
  if let email = request.asked.email {
    let body = """
      Hello,

      \(caller.name) has written to you about request \(request.reference). To read it and answer, go to:
      \(settings.publicAddress)/requests/follow/\(request.reference)

      \(settings.partnership)
      """
    try tx.send(Mail(to: email, subject: "A message about \(request.reference)", body: body), at: now)
  }
}

/// Whoever asked adds something, in their own words.
package func addInformation(
  _ words: String, to request: HelpRequest, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard request.state != .withdrawn else { throw Refusal.notNow("This request was withdrawn. You can ask again.") }
  try tx.addEntry(.fromAsker, words, to: request.id, by: request.asked.askerName, practitioner: nil, at: now)
  try tx.append(.askerAdded, about: request.id.of(), child: request.child, by: caller, at: now)
}

extension Transaction {
  func log(of request: HelpRequestID, sharedOnly: Bool = false) throws -> [LogEntry] {
    let only: SQL = sharedOnly ? "AND kind IN \(list: [LogEntry.Kind.toAsker, .fromAsker])" : ""
    return try all(
      """
      SELECT kind, words, by_name, written_at FROM help_entry WHERE request_id = \(request) \(only)
      ORDER BY written_at, id
      """)
  }

  fileprivate func addEntry(
    _ kind: LogEntry.Kind, _ words: String, to request: HelpRequestID, by name: String, practitioner: PractitionerID?,
    at now: Instant
  ) throws {
    var random = SystemRandomNumberGenerator()
    try run(
      """
      INSERT INTO help_entry (id, request_id, kind, words, by_name, by_id, written_at)
      VALUES (\(AnyID(at: now, random: &random)), \(request), \(kind), \(words), \(name), \(practitioner), \(now))
      """)
  }
}
