package import Kernel
package import Store

/// What somebody said of the local offer, and what the council answered. Source: SEND Regulations 2014, regulation 56:
/// comments and answers are published at least once a year, without anything about a person.
package struct OfferComment: Sendable, Record, Codable, Hashable {
  package let id: ID<OfferComment>
  package let listing: ListingID?
  /// The page that it is about, by its name then: a listing, an organisation, a kind, or the local offer as a whole.
  package let page: String
  /// Where that page is.
  package let path: String?
  package let topic: CommentTopic
  /// As it was written; only editors read it.
  package let words: String
  package let mayPublish: Bool
  package let email: String?
  package let writtenAt: Instant
  /// What is published of it: the words without anything about a person.
  package let shownWords: String?
  package let answer: String?
  /// What was done.
  package let action: String?
  package let answeredBy: String?
  package let answeredAt: Instant?
  package let isPublished: Bool
  package let version: Int

  static let columns: SQL = """
    id, listing_id, page, topic, words, may_publish, email, written_at, shown_words, answer, action, answered_by,
    answered_at, is_published, version, path
    """
  package init(row: Row) throws {
    id = try row[0]
    listing = try row[1]
    page = try row[2]
    topic = try row[3]
    words = try row[4]
    mayPublish = try row[5]
    email = try row[6]
    writtenAt = try row[7]
    shownWords = try row[8]
    answer = try row[9]
    action = try row[10]
    answeredBy = try row[11]
    answeredAt = try row[12]
    isPublished = try row[13]
    version = try row[14]
    path = try row[15]
  }
}

package enum CommentTopic: String, Choice {
  case wrong, missing, hardToUse = "hard_to_use", notEnough = "not_enough", otherWords = "other_words", good, other
  package var title: String {
    switch self {
    case .wrong: "Something here is wrong or out of date"
    case .missing: "Something is missing"
    case .hardToUse: "It is hard to use or understand"
    case .notEnough: "There is not enough of this help"
    case .otherWords: "I need this page in easy read or another language"
    case .good: "Something is good"
    case .other: "Something else"
    }
  }
}

/// A comment as the public reads it.
package struct ShownComment: Sendable, Codable, Hashable {
  package let page: String
  package let topic: CommentTopic
  package let words: String
  package let answer: String
  package let action: String?
  package let on: Day

  init?(_ comment: OfferComment) {
    guard comment.isPublished, comment.mayPublish, let answer = comment.answer, let at = comment.answeredAt else {
      return nil
    }
    (page, topic, action) = (comment.page, comment.topic, comment.action)
    (words, self.answer, on) = (comment.shownWords ?? comment.words, answer, at.day)
  }
}

/// An answer as it is typed.
package struct CommentAnswer: Sendable, Hashable {
  package var shownWords: String
  package var answer: String
  package var action: String?
  package var isPublished: Bool
  package init(shownWords: String, answer: String, action: String? = nil, isPublished: Bool) {
    (self.shownWords, self.answer, self.action, self.isPublished) = (shownWords, answer, action, isPublished)
  }
}

/// A comment as it is typed.
package struct NewComment: Sendable, Hashable {
  /// The address of the page that it is about; nil for the local offer as a whole.
  package var about: String?
  package var topic: CommentTopic
  package var words: String
  package var mayPublish: Bool
  package var email: String?
  package init(
    about: String? = nil, topic: CommentTopic, words: String, mayPublish: Bool, email: String? = nil
  ) {
    (self.about, self.topic, self.words, self.mayPublish, self.email) = (about, topic, words, mayPublish, email)
  }
}

/// Writes a comment down. More than a hundred in an hour are not taken: nobody could read them.
package func writeComment(
  _ id: ID<OfferComment>, _ new: NewComment, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let lately =
    try tx.value(
      "SELECT count(*) FROM offer_comment WHERE written_at > \(now.adding(hours: -1))", as: Int.self) ?? 0
  guard lately < 100 else { throw Refusal.tooMany(seconds: 3600) }
  let page = try tx.publicPage(new.about, today: now.day)
  try tx.run(
    """
    INSERT INTO offer_comment (id, listing_id, page, path, topic, words, may_publish, email, written_at, is_published,
      version)
    VALUES (\(id), \(page.listing), \(page.name), \(page.path), \(new.topic), \(new.words), \(new.mayPublish),
      \(new.email), \(now), FALSE, 1)
    """)
  try tx.append(.commentWritten, about: id.of(), by: caller, at: now, changed: ["topic": new.topic.rawValue])
}

/// Answers a comment; published only where whoever wrote it agreed to that.
package func answerComment(
  _ comment: OfferComment, _ answer: CommentAnswer, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let isPublished = answer.isPublished && comment.mayPublish
  let changed = try tx.run(
    """
    UPDATE offer_comment SET shown_words = \(answer.shownWords), answer = \(answer.answer), action = \(answer.action),
      answered_by = \(caller.name), answered_at = \(now), is_published = \(isPublished), version = version + 1
    WHERE id = \(comment.id) AND version = \(version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("Somebody else has answered this comment meanwhile.") }
  try tx.append(
    .commentAnswered, about: comment.id.of(), by: caller, at: now, changed: ["published": isPublished ? "yes" : "no"])
}

extension EventKind {
  static let commentWritten = EventKind("offer_comment.written", "commented on the local offer")
  static let commentAnswered = EventKind("offer_comment.answered", "answered a comment on the local offer")
}

extension Transaction {
  package func comment(_ id: ID<OfferComment>) throws -> OfferComment {
    try one("SELECT \(OfferComment.columns) FROM offer_comment WHERE id = \(id)")
  }
  /// Those without an answer first, the oldest of them on top; then the answered, the newest first.
  func comments(answered: Bool, limit: Int, offset: Int = 0) throws -> [OfferComment] {
    let which: SQL = answered ? "answered_at IS NOT NULL" : "answered_at IS NULL"
    let order: SQL = answered ? "answered_at DESC, id DESC" : "written_at, id"
    return try all(
      "SELECT \(OfferComment.columns) FROM offer_comment WHERE \(which) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)"
    )
  }
  /// What was published: of one listing, of one page, or of all; the newest first.
  package func publishedComments(
    of listing: ListingID? = nil, on path: String? = nil, from: Instant? = nil, to: Instant? = nil, limit: Int,
    offset: Int = 0
  ) throws -> [ShownComment] {
    let one: SQL = listing.map { "AND listing_id = \($0)" } ?? path.map { "AND path = \($0)" } ?? ""
    let begin: SQL = from.map { "AND answered_at >= \($0)" } ?? ""
    let end: SQL = to.map { "AND answered_at < \($0)" } ?? ""
    let found: [OfferComment] = try all(
      """
      SELECT \(OfferComment.columns) FROM offer_comment WHERE is_published \(one) \(begin) \(end)
      ORDER BY answered_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
    return found.compactMap(ShownComment.init)
  }
}
