package import Kernel
import People
package import Store

// All SQL about messages.

/// True of a message `m` that the family sent and nobody has answered since.
private let isUnanswered: SQL = """
  m.side = 'family' AND m.withdrawn_at IS NULL AND m.settled_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM message answer WHERE answer.child_id = m.child_id AND answer.side = 'staff'
      AND answer.withdrawn_at IS NULL AND answer.sent_at >= m.sent_at)
  """

/// True of a message `m` that is new to this reader: not theirs, not read, and not older than what they have read, so
/// that a conversation of years is not all new to somebody who joins.
private func isNew(to reader: AnyID) -> SQL {
  """
  m.withdrawn_at IS NULL AND m.writer_id <> \(reader)
    AND NOT EXISTS (SELECT 1 FROM message_reading r WHERE r.message_id = m.id AND r.reader_id = \(reader))
    AND m.sent_at >= COALESCE((
      SELECT MAX(seen.sent_at) FROM message seen JOIN message_reading r ON r.message_id = seen.id
      WHERE seen.child_id = m.child_id AND r.reader_id = \(reader)), 0)
  """
}

extension Transaction {
  /// Throws `notFound` where this child has no such message.
  func message(_ id: ID<Message>, child: ChildID) throws -> Message {
    try one("\(Message.query) WHERE message.id = \(id) AND message.child_id = \(child)")
  }
  /// The newest first.
  package func messages(_ child: ChildID, limit: Int, offset: Int = 0) throws -> [Message] {
    try all(
      """
      \(Message.query) WHERE message.child_id = \(child)
      ORDER BY message.sent_at DESC, message.id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// Who of the other side has read these, in order. Practitioners whom the family may not know of are left out.
  func readings(of messages: [Message]) throws -> [ID<Message>: [Reading]] {
    let found = try rows(
      """
      SELECT r.message_id, r.reader_name, r.read_at
      FROM message_reading r JOIN message m ON m.id = r.message_id
      WHERE r.message_id IN \(list: messages.map(\.id)) AND r.side <> m.side AND NOT EXISTS (
        SELECT 1 FROM involvement i WHERE i.child_id = m.child_id AND i.practitioner_id = r.reader_id
          AND i.is_hidden_from_family)
      ORDER BY r.read_at, r.reader_name
      """
    ) { row in (message: try row[0] as ID<Message>, reading: Reading(name: try row[1], at: try row[2])) }
    return Dictionary(grouping: found, by: \.message).mapValues { $0.map(\.reading) }
  }
  /// Which of these this reader has read.
  func read(_ messages: [Message], by reader: Correspondent) throws -> Set<ID<Message>> {
    Set(
      try rows(
        """
        SELECT message_id FROM message_reading
        WHERE reader_id = \(reader.id) AND message_id IN \(list: messages.map(\.id))
        """
      ) { try $0[0] as ID<Message> })
  }
  func unread(_ child: ChildID, by reader: Correspondent?) throws -> Int {
    guard let reader else { return 0 }
    return try value(
      "SELECT COUNT(*) FROM message m WHERE m.child_id = \(child) AND \(isNew(to: reader.id))", as: Int.self) ?? 0
  }
  /// Since when the family waits for an answer; nil where it does not.
  func waitingSince(_ child: ChildID) throws -> Instant? {
    try value("SELECT MIN(m.sent_at) FROM message m WHERE m.child_id = \(child) AND \(isUnanswered)", as: Instant.self)
  }

  /// What waits for these practitioners, the longest first: the key worker answers, or where none is named, each of
  /// those who work with the child. `among` is a condition on `child`.
  package func waiting(for practitioners: [PractitionerID], child: ChildID? = nil, among: SQL = "TRUE") throws
    -> [Waiting]
  {
    let only: SQL = child.map { "AND child.id = \($0)" } ?? ""
    return try all(
      """
      SELECT child.id, child.given_name, child.preferred_name, practitioner.id, practitioner.name, MIN(m.sent_at)
      FROM involvement i JOIN practitioner ON practitioner.id = i.practitioner_id
        JOIN child ON child.id = i.child_id JOIN message m ON m.child_id = child.id
      WHERE i.practitioner_id IN \(list: practitioners) AND i.ended_on IS NULL AND child.closed_on IS NULL \(only)
        AND (i.is_key_worker OR NOT EXISTS (
          SELECT 1 FROM involvement k WHERE k.child_id = child.id AND k.ended_on IS NULL AND k.is_key_worker
            AND k.practitioner_id IS NOT NULL))
        AND \(isUnanswered) AND \(among)
      GROUP BY child.id, child.given_name, child.preferred_name, practitioner.id, practitioner.name
      ORDER BY MIN(m.sent_at), child.id
      """)
  }

  /// The conversations about the children whom this practitioner works with: those that wait first, the longest before
  /// the others, then the newest.
  func conversations(of practitioner: PractitionerID, limit: Int, offset: Int) throws -> [ConversationLine] {
    try all(
      """
      SELECT child.id, child.given_name, child.family_name, newest.sent_at, newest.writer_name,
        CASE WHEN newest.withdrawn_at IS NULL THEN newest.words END,
        (SELECT MIN(m.sent_at) FROM message m
          WHERE m.child_id = child.id AND child.closed_on IS NULL AND \(isUnanswered)) AS waiting_since,
        (SELECT COUNT(*) FROM message m WHERE m.child_id = child.id AND \(isNew(to: practitioner.of())))
      FROM child JOIN message newest ON newest.child_id = child.id
      WHERE child.id IN (
          SELECT i.child_id FROM involvement i WHERE i.practitioner_id = \(practitioner) AND i.ended_on IS NULL)
        AND newest.id = (
          SELECT n.id FROM message n WHERE n.child_id = child.id ORDER BY n.sent_at DESC, n.id DESC LIMIT 1)
      ORDER BY waiting_since NULLS LAST, newest.sent_at DESC, child.id LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// Whom a message reaches on that side: the practitioners with a named link, the key worker first; or those of the
  /// family who may see the own view.
  package func recipients(of child: ChildID, on side: Side) throws -> [Recipient] {
    if side == .family {
      return try relations(child).filter(\.hasPortal).map {
        Recipient(
          id: $0.person.of(), name: $0.name,
          part: $0.kind == .other ? "Of the family" : $0.kind == .youngPerson ? "The young person" : $0.kind.title,
          phone: $0.phone,
          email: $0.mayNotContact ? nil : $0.email, isKeyWorker: false, isHidden: false)
      }
    }
    var seen = Set<AnyID>()
    return try rows(
      """
      SELECT p.id, p.name, p.job_title, COALESCE(team.name, agency.name), p.phone, p.email, i.is_key_worker,
        i.is_hidden_from_family
      FROM involvement i JOIN practitioner p ON p.id = i.practitioner_id JOIN agency ON agency.id = p.agency_id
        LEFT JOIN team ON team.id = p.team_id
      WHERE i.child_id = \(child) AND i.ended_on IS NULL AND p.left_on IS NULL
      ORDER BY i.is_key_worker DESC, i.is_hidden_from_family DESC, p.name, p.id
      """
    ) { row in
      Recipient(
        id: try row[0], name: try row[1], part: "\(try row[2] as String), \(try row[3] as String)", phone: try row[4],
        email: try row[5], isKeyWorker: try row[6], isHidden: try row[7])
    }.filter { seen.insert($0.id).inserted }
  }
  func isHidden(_ writer: Correspondent, from child: ChildID) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM involvement i WHERE i.child_id = \(child) AND i.practitioner_id = \(writer.id)
        AND i.ended_on IS NULL AND i.is_hidden_from_family
      """)
  }

  func insert(_ id: ID<Message>, _ words: String, child: ChildID, by writer: Correspondent, at now: Instant) throws {
    try run(
      """
      INSERT INTO message (id, child_id, side, writer_id, writer_name, words, sent_at)
      VALUES (\(id), \(child), \(writer.side), \(writer.id), \(writer.name), \(words), \(now))
      """)
  }
  /// False where somebody was quicker.
  func updateWithdrawn(_ id: ID<Message>, at now: Instant) throws -> Bool {
    try run("UPDATE message SET withdrawn_at = \(now) WHERE id = \(id) AND withdrawn_at IS NULL") == 1
  }
  /// Returns how many were settled.
  func settle(_ child: ChildID, readBy reader: Correspondent, at now: Instant) throws -> Int {
    try run(
      """
      UPDATE message SET settled_at = \(now), settled_by = \(reader.name) WHERE id IN (
        SELECT m.id FROM message m JOIN message_reading r ON r.message_id = m.id AND r.reader_id = \(reader.id)
        WHERE m.child_id = \(child) AND \(isUnanswered))
      """)
  }
  /// Once for each message and reader; the first time stays.
  func markRead(_ messages: [ID<Message>], by reader: Correspondent, at now: Instant) throws {
    for message in messages {
      try run(
        """
        INSERT INTO message_reading (message_id, reader_id, reader_name, side, read_at)
        VALUES (\(message), \(reader.id), \(reader.name), \(reader.side), \(now))
        ON CONFLICT (message_id, reader_id) DO NOTHING
        """)
    }
  }
}
