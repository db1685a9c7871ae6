import Design
import Kernel
import Web

/// A page in easy read, or in another language: written for the same page, linked from it.
package struct OtherVersion: Sendable, Codable, Hashable {
  package enum Kind: String, Choice {
    case easyRead = "easy_read", translation
    package var title: String { self == .easyRead ? "Easy read" : "Translation" }
  }
  package var kind: Kind
  /// As the language calls itself: "Polski"; "English" for easy read.
  package var language: String
  /// BCP 47: `pl`.
  package var code: String
  /// Its heading in these words; nil takes that of the standard page.
  package var heading: String?
  /// Paragraphs, each on its own line.
  package var text: String
  /// The `fingerprint` of the standard text that it says; nil where nobody knows.
  package var writtenFor: String?

  package init(
    kind: Kind, language: String, code: String, heading: String? = nil, text: String, writtenFor: String? = nil
  ) {
    (self.kind, self.language, self.code) = (kind, language, code)
    (self.heading, self.text, self.writtenFor) = (heading, text, writtenFor)
  }

  package var label: String { kind == .easyRead ? "Easy read" : language }
  /// The last part of its address.
  package var slug: String { kind == .easyRead ? easyReadSlug : code }
  /// True where the standard text has changed since this was written.
  package func isOlder(than standard: String) -> Bool { writtenFor.map { $0 != fingerprint(of: standard) } ?? false }
}

package let easyReadSlug = "easy-read"

/// Tells two texts apart, not more: FNV-1a of 64 bits as 16 digits.
package func fingerprint(of text: String) -> String {
  let digits = String(hash(of: text), radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// FNV-1a of 64 bits.
func hash(of text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

extension ListingDetails {
  /// The links to the other versions of a listing; of `shown`, also back to the standard page.
  func versionLinks(_ id: ListingID, shown: OtherVersion? = nil) -> VersionLinks {
    let path = "/local-offer/services/\(id)"
    return VersionLinks(otherVersions, of: path, shown: shown) { "\(path)/\($0.slug)" }
  }

  /// Notes of every other version that is new, or says something new, that it says the text of today; what nobody has
  /// touched stays what it was written for.
  mutating func noteWhatOthersSay(known: ListingDetails?) {
    let now = fingerprint(of: plainText)
    for index in otherVersions.indices {
      let other = otherVersions[index]
      let before = known?.otherVersions.first { $0.slug == other.slug }
      if let before, before.text == other.text {
        otherVersions[index].writtenFor = before.writtenFor
      } else {
        otherVersions[index].writtenFor = now
      }
    }
  }
}

/// The way from one version of a page to all others, and to ask for one that is not there.
struct VersionLinks: Sendable, Codable, Hashable {
  let links: [LanguageLink]
  /// Where the standard page is.
  let standard: String
  let hasEasyRead: Bool

  /// `standard` is the address of the standard page; `shown` is not linked, and leads back to the standard page.
  init(_ others: [OtherVersion], of standard: String, shown: OtherVersion? = nil, path: (OtherVersion) -> String) {
    let first = shown.map { _ in [LanguageLink("English", standard, code: "en")] } ?? []
    links =
      first + others.filter { $0.slug != shown?.slug }.map { LanguageLink($0.label, path($0), code: $0.code) }
    self.standard = standard
    hasEasyRead = others.contains { $0.kind == .easyRead }
  }

  @HTMLBuilder var html: HTML {
    languageLinks(links)
    paragraph(
      markup: link(
        hasEasyRead ? "Ask for this page in another language" : "Ask for this page in easy read or another language",
        to: "/local-offer/comments/new?about=\(percentEncoded(standard))&topic=\(CommentTopic.otherWords.rawValue)"))
  }
}
