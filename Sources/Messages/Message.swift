package import Kernel
package import Store

/// Who speaks: the family, or those who work with the child.
package enum Side: String, Choice {
  case family, staff
  package var title: String { self == .family ? "The family" : "The people who help" }
  var other: Side { self == .family ? .staff : .family }
}

/// One message about a child. Never changed once it is sent; its writer may withdraw it for a few minutes.
package struct Message: Sendable, Record, Codable, Hashable {
  package let id: ID<Message>
  package let child: ChildID
  package let side: Side
  /// The person of the family or the practitioner who wrote it.
  package let writer: AnyID
  package let writerName: String
  /// Where the writer works; nil for the family.
  package let agency: String?
  /// As they were written; nil once the message is withdrawn.
  package let words: String?
  package let sentAt: Instant
  package let withdrawnAt: Instant?

  static let query: SQL = """
    SELECT message.id, message.child_id, message.side, message.writer_id, message.writer_name, agency.name,
      CASE WHEN message.withdrawn_at IS NULL THEN message.words END, message.sent_at, message.withdrawn_at
    FROM message LEFT JOIN practitioner ON practitioner.id = message.writer_id
      LEFT JOIN agency ON agency.id = practitioner.agency_id
    """
}

extension Message {
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    side = try row[2]
    writer = try row[3]
    writerName = try row[4]
    agency = try row[5]
    words = try row[6]
    sentAt = try row[7]
    withdrawnAt = try row[8]
  }
}

/// That somebody of the other side has read a message, and when.
package struct Reading: Sendable, Codable, Hashable {
  package let name: String
  package let at: Instant
}

/// A caller as one who writes and reads: as a person of the family, or as a practitioner.
package struct Correspondent: Sendable, Hashable {
  package let id: AnyID
  package let name: String
  package let side: Side

  /// Nil where the caller is nobody on that side: an account without a person or a practitioner behind it.
  package init?(_ caller: Caller, on side: Side) {
    let known: AnyID? = side == .family ? caller.person?.of() : caller.practitioner?.of()
    guard let known else { return nil }
    id = known
    name = caller.name
    self.side = side
  }
}

/// Somebody whom a message reaches.
package struct Recipient: Sendable, Hashable {
  package let id: AnyID
  package let name: String
  /// "Family key worker, Early Help West", or "Mother".
  package let part: String
  package let phone: String?
  /// Nil where there is none, or where they must not be written to.
  package let email: String?
  package let isKeyWorker: Bool
  /// The family may not know that this practitioner works with the child.
  package let isHidden: Bool
}

/// A conversation in which the family waits for an answer, and a practitioner who is to give it.
package struct Waiting: Sendable, Record, Hashable {
  package let child: ChildID
  /// What the child is called.
  package let calledName: String
  package let practitioner: PractitionerID
  package let practitionerName: String
  /// When the first message was sent that has no answer.
  package let since: Instant

  package init(row: Row) throws {
    child = try row[0]
    let given: String = try row[1]
    calledName = try row[2] ?? given
    practitioner = try row[3]
    practitionerName = try row[4]
    since = try row[5]
  }
}

/// A line of the list of conversations: the newest message, and whether the family waits.
package struct ConversationLine: Sendable, Record, Codable, Hashable {
  package let child: ChildID
  package let childName: String
  package let newestAt: Instant
  package let newestBy: String
  /// Nil where it was withdrawn.
  package let newestWords: String?
  package let waitingSince: Instant?
  /// Messages that this reader has not read.
  package let unread: Int

  package init(row: Row) throws {
    child = try row[0]
    childName = "\(try row[1] as String) \(try row[2] as String)"
    newestAt = try row[3]
    newestBy = try row[4]
    newestWords = try row[5]
    waitingSince = try row[6]
    unread = try row[7]
  }
}
