package import Kernel
package import Store

/// What a page says in its standard words.
package struct PageText: Sendable, Codable, Hashable {
  package var heading: String
  /// Paragraphs, each on its own line.
  package var text: String
  package init(heading: String, text: String) { (self.heading, self.text) = (heading, text) }
  /// What other versions are compared with.
  var whole: String { "\(heading)\n\(text)" }
}

/// Pages of the council that every local offer has; what they say until an editor writes something else.
package enum FixedPage: String, Choice {
  case home, organisations, coverage, comments
  package var title: String { standard.heading }
  var path: String { self == .home ? "/local-offer" : "/local-offer/\(rawValue)" }
  var standard: PageText {
    switch self {
    case .home:
      PageText(
        heading: "Local offer",
        text: "Everything that there is for children and young people with additional needs, and how to get it.")
    case .organisations:
      PageText(heading: everybodyTitle, text: "All who run a service that you can find here, by name.")
    case .coverage:
      PageText(
        heading: "What the local offer holds",
        text: "The law says what a local offer must tell you. This is what you find here, and what is still missing.")
    case .comments:
      PageText(
        heading: "You said, we did",
        text: "What families told us about the local offer, and what we did about it.")
    }
  }
}

/// A page of the local offer whose words are kept in versions: one of the council’s, or of an organisation. (A listing
/// keeps its other versions in its own versions, since they are checked and published together.)
package struct WordedPage: Sendable, Codable, Hashable {
  /// `home`, the short name of a page that editors wrote, or the id of an organisation.
  package let key: String
  package let path: String
  package let kind: Kind
  /// The agency whose people may write on it; nil where only the editors may.
  package let agency: AgencyID?
  /// What the public reads; nil where nothing has been approved.
  package let standard: PageText?
  /// The approved other versions, easy read first.
  package let others: [OtherVersion]

  package enum Kind: String, Codable, Sendable { case fixed, written, organisation }

  package var name: String { standard?.heading ?? key }
  func path(of words: String) -> String {
    words == standardWords ? path : "/local-offer/in/\(words)/\(key)"
  }
  func isOld(_ other: OtherVersion) -> Bool { standard.map { other.isOlder(than: $0.whole) } ?? false }
  /// The links to its other versions; of `shown`, also back to the standard page.
  func links(shown: OtherVersion? = nil) -> VersionLinks {
    VersionLinks(others, of: path, shown: shown) { path(of: $0.slug) }
  }
}

/// A page that editors begin to write.
func writtenPage(_ key: String) -> WordedPage {
  WordedPage(key: key, path: "/local-offer/pages/\(key)", kind: .written, agency: nil, standard: nil, others: [])
}

/// The words in which every page is written first.
package let standardWords = "standard"

extension Transaction {
  /// The page with this key as the public reads it. Throws `notFound` for a key that is none.
  package func wordedPage(_ key: String) throws -> WordedPage {
    if let fixed = FixedPage(rawValue: key) { return try wordedPage(fixed) }
    let approved = try approvedWordings(of: key)
    let others = approved.filter { $0.words != standardWords }.map(\.asOtherVersion)
    if let id = OrganisationID(key) {
      let organisation = try organisation(id)
      return WordedPage(
        key: id.description, path: "/local-offer/organisations/\(id)", kind: .organisation,
        agency: organisation.agency,
        standard: PageText(heading: organisation.details.name, text: organisation.details.description), others: others)
    }
    guard try exists("SELECT 1 FROM page_wording WHERE page = \(key)") else { throw Refusal.notFound }
    return WordedPage(
      key: key, path: "/local-offer/pages/\(key)", kind: .written, agency: nil,
      standard: approved.first { $0.words == standardWords }?.asText, others: others)
  }

  func wordedPage(_ fixed: FixedPage) throws -> WordedPage {
    let approved = try approvedWordings(of: fixed.rawValue)
    return WordedPage(
      key: fixed.rawValue, path: fixed.path, kind: .fixed, agency: nil,
      standard: approved.first { $0.words == standardWords }?.asText ?? fixed.standard,
      others: approved.filter { $0.words != standardWords }.map(\.asOtherVersion))
  }

  /// The same where anybody may read it: a page without approved words, or an organisation without anything that is
  /// published, is known to those alone who look after it.
  func publicWordedPage(_ key: String, today: Day) throws -> WordedPage {
    let page = try wordedPage(key)
    guard page.standard != nil else { throw Refusal.notFound }
    if let id = OrganisationID(key), try publishedListings(of: id, today: today).isEmpty { throw Refusal.notFound }
    return page
  }

  /// Pages that editors wrote and published, by heading.
  func writtenPages() throws -> [(key: String, heading: String)] {
    try rows(
      """
      SELECT page, heading FROM page_wording WHERE state = 'published' AND words = \(standardWords)
      ORDER BY heading \(dialect.byCodePoint), page LIMIT 200
      """
    ) { (try $0[0] as String, try $0[1] as String) }
    .filter { FixedPage(rawValue: $0.0) == nil && OrganisationID($0.0) == nil }
  }
}
