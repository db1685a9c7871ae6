package import Kernel
package import Store

/// One version of what a page says in one kind of words.
package struct PageWording: Sendable, Record, Codable, Hashable {
  /// The key of its `WordedPage`.
  package let page: String
  /// `standard`, `easy-read`, or the code of a language.
  package let words: String
  /// From 1; a new one begins where the one before was published.
  package let number: Int
  package let state: WordingState
  /// As the language calls itself.
  package let language: String
  package let text: PageText
  /// The fingerprint of the standard text that it says; nil for the standard itself.
  package let writtenFor: String?
  package let writtenBy: String
  package let writtenAt: Instant
  package let approvedBy: String?
  package let approvedAt: Instant?
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package let version: Int

  static let columns: SQL = """
    page, words, number, state, language, heading, content, written_for, written_by, written_at, approved_by,
    approved_at, version
    """
  package init(row: Row) throws {
    page = try row[0]
    words = try row[1]
    number = try row[2]
    state = try row[3]
    language = try row[4]
    text = PageText(heading: try row[5], text: try row[6])
    writtenFor = try row[7]
    writtenBy = try row[8]
    writtenAt = try row[9]
    approvedBy = try row[10]
    approvedAt = try row[11]
    version = try row[12]
  }

  /// What a form carries of the version that it was drawn from.
  var seen: String { "\(number).\(version)" }
  var label: String { words == standardWords ? "Standard" : words == easyReadSlug ? "Easy read" : language }
  var isEnglish: Bool { words == standardWords || words == easyReadSlug }
  var asText: PageText { text }
  var asOtherVersion: OtherVersion {
    OtherVersion(
      kind: words == easyReadSlug ? .easyRead : .translation, language: language,
      code: words == easyReadSlug ? "en" : words, heading: text.heading, text: text.text, writtenFor: writtenFor)
  }
}

package enum WordingState: String, Choice {
  case draft, sent, published, past
  package var title: String {
    switch self {
    case .draft: "Draft"
    case .sent: "To be approved"
    case .published: "Published"
    case .past: "Earlier version"
    }
  }
  var isOpen: Bool { self == .draft || self == .sent }
}

/// Words as they are typed.
package struct NewWording: Sendable, Hashable {
  package var words: String
  package var language: String
  package var text: PageText
  package init(words: String, language: String, text: PageText) {
    (self.words, self.language, self.text) = (words, language, text)
  }
}

extension Transaction {
  /// What the public may read of a page: easy read first, then languages by their code.
  func approvedWordings(of page: String) throws -> [PageWording] {
    try all(
      """
      SELECT \(PageWording.columns) FROM page_wording WHERE page = \(page) AND state = 'published'
      ORDER BY CASE words WHEN \(easyReadSlug) THEN 0 ELSE 1 END, words
      """)
  }
  /// The newest of each kind of words, the standard first.
  func newestWordings(of page: String) throws -> [PageWording] {
    try all(
      """
      SELECT \(PageWording.columns) FROM page_wording w WHERE page = \(page)
        AND number = (SELECT max(number) FROM page_wording n WHERE n.page = w.page AND n.words = w.words)
      ORDER BY CASE words WHEN \(standardWords) THEN 0 WHEN \(easyReadSlug) THEN 1 ELSE 2 END, words
      """)
  }
  /// All versions in one kind of words, the newest first.
  func wordings(of page: String, in words: String) throws -> [PageWording] {
    try all(
      """
      SELECT \(PageWording.columns) FROM page_wording WHERE page = \(page) AND words = \(words)
      ORDER BY number DESC LIMIT 100
      """)
  }
  /// Every page that has words of its own, with the newest of each kind.
  func everyNewestWording() throws -> [PageWording] {
    try all(
      """
      SELECT \(PageWording.columns) FROM page_wording w
      WHERE number = (SELECT max(number) FROM page_wording n WHERE n.page = w.page AND n.words = w.words)
      ORDER BY page, CASE words WHEN \(standardWords) THEN 0 WHEN \(easyReadSlug) THEN 1 ELSE 2 END, words LIMIT 5000
      """)
  }
}
