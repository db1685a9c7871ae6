package import Kernel

/// A message to one person, in plain text.
package struct Mail: Sendable, Hashable {
  package let to: String
  package let subject: String
  package let body: String

  package init(to: String, subject: String, body: String) {
    self.to = to
    self.subject = subject
    self.body = body
  }
}

package enum MailKey {}
package typealias MailID = ID<MailKey>

/// A message in the outbox.
package struct QueuedMail: Record, Hashable {
  /// `unknown`: it was being handed over when the node stopped. It may have gone, so it is not sent again.
  package enum State: String, Choice {
    case waiting, sending, sent, failed, unknown
    package var title: String {
      switch self {
      case .waiting: "Waiting to be sent"
      case .sending: "Being sent"
      case .sent: "Sent"
      case .failed: "Could not be sent"
      case .unknown: "May have been sent"
      }
    }
  }

  package let id: MailID
  package let mail: Mail
  package let state: State
  /// How often it has been tried and failed.
  package let tries: Int
  package let createdAt: Instant
  /// When it may be tried next.
  package let dueAt: Instant
  /// What the last failure said.
  package let problem: String?

  package static let columns: SQL = "id, recipient, subject, body, state, tries, created_at, due_at, problem"

  package init(row: Row) throws {
    id = try row[0]
    mail = Mail(to: try row[1], subject: try row[2], body: try row[3])
    state = try row[4]
    tries = try row[5]
    createdAt = try row[6]
    dueAt = try row[7]
    problem = try row[8]
  }

  /// Minutes until the next try after each failure; then it is given up, for somebody to see.
  static let retryMinutes = [1, 5, 30, 120, 720]
}

extension Transaction {
  /// Puts a message into the outbox: it goes if this transaction is kept, and only then. With a `key`, only the first
  /// message of that key is taken. Throws `Refusal.malformed` for an address or subject that would break the header.
  package func send(_ mail: Mail, at: Instant, key: String? = nil) throws {
    guard isOneAddress(mail.to) else { throw Refusal.malformed("This is not one e-mail address") }
    guard !hasControlCharacter(mail.subject) else { throw Refusal.malformed("A subject is one line") }
    var random = SystemRandomNumberGenerator()
    try run(
      """
      INSERT INTO mail (id, once_key, recipient, subject, body, state, tries, created_at, due_at)
      VALUES (
        \(MailID(at: at, random: &random)), \(key), \(mail.to), \(mail.subject), \(mail.body),
        \(QueuedMail.State.waiting), 0, \(at), \(at)
      )
      ON CONFLICT (once_key) DO NOTHING
      """)
  }

  /// Mail that was sent before `limit` goes, with the links in it.
  @discardableResult
  package func sweepMail(before limit: Instant) throws -> Int {
    try run("DELETE FROM mail WHERE state = \(QueuedMail.State.sent) AND created_at < \(limit)")
  }

  /// The newest messages of every state, for whoever looks after the outbox.
  package func newestMail(limit: Int) throws -> [QueuedMail] {
    try all("SELECT \(QueuedMail.columns) FROM mail ORDER BY created_at DESC, id DESC LIMIT \(limit)")
  }

  /// Takes messages that are due for `node` to hand over now. To be ended by `markSent` or `markFailed`.
  package func claimMail(node: String, at: Instant, upTo limit: Int = 20) throws -> [QueuedMail] {
    try all(
      """
      UPDATE mail SET state = \(QueuedMail.State.sending), node = \(node), claimed_at = \(at)
      WHERE id IN (
        SELECT id FROM mail WHERE state = \(QueuedMail.State.waiting) AND due_at <= \(at)
        ORDER BY due_at, id LIMIT \(limit)\(dialect.forUpdateOfFree)
      )
      RETURNING \(QueuedMail.columns)
      """)
  }

  package func markSent(_ id: MailID, at: Instant) throws {
    try end(id, .sent, at: at, problem: nil)
  }

  /// Tries again later, or gives up after the sixth time.
  package func markFailed(_ mail: QueuedMail, problem: String, at: Instant) throws {
    guard mail.tries < QueuedMail.retryMinutes.count else {
      return try end(mail.id, .failed, at: at, problem: problem)
    }
    try run(
      """
      UPDATE mail SET state = \(QueuedMail.State.waiting), tries = tries + 1, problem = \(problem), node = NULL,
        claimed_at = NULL, due_at = \(at.adding(minutes: QueuedMail.retryMinutes[mail.tries]))
      WHERE id = \(mail.id) AND state = \(QueuedMail.State.sending)
      """)
  }

  /// Handed over, but whether it was taken is not known: for somebody to decide.
  package func markUnknown(_ id: MailID, problem: String, at: Instant) throws {
    try end(id, .unknown, at: at, problem: problem)
  }

  /// Marks as unknown what `node` was handing over when it stopped, and what any node claimed long ago; returns how
  /// many. A node calls it before its first claim.
  @discardableResult
  package func abandonMail(of node: String, at: Instant) throws -> Int {
    try run(
      """
      UPDATE mail SET state = \(QueuedMail.State.unknown), ended_at = \(at),
        problem = 'The system stopped while this was being sent.'
      WHERE state = \(QueuedMail.State.sending) AND (node = \(node) OR claimed_at < \(at.adding(minutes: -15)))
      """)
  }

  private func end(_ id: MailID, _ state: QueuedMail.State, at: Instant, problem: String?) throws {
    try run(
      """
      UPDATE mail SET state = \(state), problem = \(problem), ended_at = \(at), tries = tries + 1
      WHERE id = \(id) AND state = \(QueuedMail.State.sending)
      """)
  }
}

/// One address without a name, a list or anything that ends a header line.
func isOneAddress(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard (3...254).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "@") else {
    return false
  }
  let at = bytes.count { $0 == UInt8(ascii: "@") }
  let forbidden = Array(" ,;:<>()[]\\\"".utf8)
  return at == 1 && bytes.first != UInt8(ascii: "@")
    && bytes.allSatisfy { $0 > 32 && $0 < 127 && !forbidden.contains($0) }
}

/// Line ends and other control characters, those of Unicode as well.
func hasControlCharacter(_ text: String) -> Bool {
  text.unicodeScalars.contains {
    $0.value < 32 || (127..<160).contains($0.value) || $0 == "\u{2028}" || $0 == "\u{2029}"
  }
}
