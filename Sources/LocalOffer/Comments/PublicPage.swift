import Design
package import Kernel
package import Store
import Web

/// A page of the local offer that somebody can say something about.
package struct PublicPage: Sendable, Hashable {
  /// Without what somebody typed or keeps: neither words of a search nor the address of a list.
  package let path: String
  package let name: String
  package var listing: ListingID? = nil
}

extension Transaction {
  /// The page at an address; every address that is none, or none for everybody, is the local offer as a whole.
  package func publicPage(_ address: String?, today: Day) throws -> PublicPage {
    let whole = PublicPage(path: "/local-offer", name: "The local offer")
    let parts = (address ?? "").split(separator: "?", maxSplits: 1).map(String.init)
    let steps = (parts.first ?? "").split(separator: "/").map(String.init)
    guard steps.first == "local-offer", steps.count > 1 else { return whole }
    let id = steps.count > 2 ? steps[2] : nil
    switch steps[1] {
    case "search": return foundPage(parts.count > 1 ? parts[1] : "")
    case "services":
      guard let listing = id.flatMap({ ListingID($0) }) else { return whole }
      return try listedPage(listing, words: steps.count > 3 ? steps[3] : nil, today: today) ?? whole
    case "organisations":
      guard let id else { return PublicPage(path: "/local-offer/organisations", name: everybodyTitle) }
      guard let organisation = OrganisationID(id),
        try !publishedListings(of: organisation, today: today).isEmpty
      else { return whole }
      return PublicPage(
        path: "/local-offer/organisations/\(organisation)", name: try self.organisation(organisation).details.name)
    case "pages", "in":
      // `/local-offer/pages/{page}` and `/local-offer/in/{words}/{page}`
      let isStandard = steps[1] == "pages"
      guard steps.count == (isStandard ? 3 : 4), let page = try? publicWordedPage(steps[steps.count - 1], today: today)
      else { return whole }
      guard !isStandard else { return page.kind == .written ? PublicPage(path: page.path, name: page.name) : whole }
      guard let other = page.others.first(where: { $0.slug == steps[2] }) else {
        return PublicPage(path: page.path, name: page.name)
      }
      return PublicPage(path: page.path(of: other.slug), name: "\(page.name): \(other.label)")
    case "lists": return PublicPage(path: keptLists, name: "Kept lists")
    case "coverage": return PublicPage(path: "/local-offer/coverage", name: "What the local offer holds")
    case "comments": return PublicPage(path: "/local-offer/comments", name: "You said, we did")
    default: return whole
    }
  }

  private func listedPage(_ id: ListingID, words: String?, today: Day) throws -> PublicPage? {
    guard try exists("SELECT 1 FROM listing WHERE id = \(id) AND \(isPublic(today))") else { return nil }
    let details = try publicListing(id, today: today).version.details
    let page = PublicPage(path: "/local-offer/services/\(id)", name: details.name, listing: id)
    guard let words, let other = details.otherVersions.first(where: { $0.slug == words }) else { return page }
    return PublicPage(path: "\(page.path)/\(words)", name: "\(page.name): \(other.label)", listing: id)
  }

  /// A kind or a need is a page of its own; every other search is the search.
  private func foundPage(_ query: String) -> PublicPage {
    let path = "/local-offer/search"
    let pair = query.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    if pair.count == 2, pair[0] == "kind", let kind = OfferKind(rawValue: pair[1]) {
      return PublicPage(path: "\(path)?kind=\(kind.rawValue)", name: kind.title)
    }
    if pair.count == 2, pair[0] == "need", let need = OfferNeed(rawValue: pair[1]) {
      return PublicPage(path: "\(path)?need=\(need.rawValue)", name: need.title)
    }
    return PublicPage(path: path, name: "The search")
  }

  /// What was said about a page and answered, for its foot.
  func said(on path: String) throws -> SaidHere {
    SaidHere(path: path, comments: try publishedComments(on: path, limit: 20))
  }
}

/// Stands for every kept list: the address of one is a secret.
let keptLists = "/local-offer/lists"
let everybodyTitle = "Everybody who provides something"

extension OfferQuestion {
  /// Its page where it is a kind or a need alone, else the search.
  var pageToCommentOn: String {
    var bare = self
    (bare.kinds, bare.needs) = ([], [])
    guard bare.isEmpty, kinds.count + needs.count == 1 else { return "/local-offer/search" }
    return path()
  }
}

/// The foot of every page of the local offer: what was said about it, and the way to say something.
struct SaidHere: Sendable, Codable, Hashable {
  let path: String
  let comments: [ShownComment]

  @HTMLBuilder var html: HTML {
    if !comments.isEmpty { card("You said, we did", id: "said") { comments.map(saidAndDid) } }
    paragraph(
      markup: link("Say something about this page", to: "/local-offer/comments/new?about=\(percentEncoded(path))"))
  }
}
