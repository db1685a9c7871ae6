import Design
import Foundation
package import Kernel
package import Store
import Web

/// How long families waited lately for something that the partnership gives itself, in a family's words; filled by the
/// slices that hold the records. Nothing where too few waited to say anything.
package typealias LiveWaits = @Sendable (LiveWait, Instant, Transaction) throws -> [String]

extension Permission {
  /// Reading the directory, keeping a list, saying something: anybody.
  static let readOffer = Permission.anyone("offer.read")
}

/// The pages for everybody.
func offerRoutes(_ index: OfferIndex, _ waits: @escaping LiveWaits) -> [Route] {
  [
    .page("/local-offer", "The local offer", may: .readOffer) { try homePage($0, $1, index) },
    .page("/local-offer/search", "Search the local offer", may: .readOffer, asks: QuestionForm.all) {
      try searchPage($0, $1, index)
    },
    .page("/local-offer/services/{listing}", "A service", may: .readOffer) { try servicePage($0, $1, waits) },
    .page("/local-offer/services/{listing}/{words}", "A service in easy read or another language", may: .readOffer) {
      request, tx in
      let (_, version) = try tx.publicListing(request.id("listing"), today: request.today)
      let details = version.details
      guard let found = details.otherVersions.first(where: { $0.slug == request.parameters["words"] }) else {
        throw Refusal.notFound
      }
      let path = "/local-offer/services/\(version.subject)"
      return OtherVersionPage(
        name: details.name, version: found, standard: Link(details.name, path),
        versions: details.versionLinks(version.subject, shown: found), isOld: found.isOlder(than: details.plainText),
        more: [], said: try tx.said(on: "\(path)/\(found.slug)"))
    },
    .page("/local-offer/organisations", "Everybody who provides something", may: .readOffer, asks: [.page]) {
      request, tx in
      let part = request.part(of: 50)
      let (shown, hasMore) = part.cut(
        try tx.organisations(today: request.today, limit: part.limit, offset: part.offset))
      return OrganisationsPage(
        words: try tx.wordedPage(.organisations),
        organisations: shown.map {
          .init(id: $0.id, name: $0.details.name, description: String($0.details.description.prefix(160)))
        }, page: part.page, hasMore: hasMore, said: try tx.said(on: "/local-offer/organisations"))
    },
    .page("/local-offer/organisations/{organisation}", "An organisation", may: .readOffer) { request, tx in
      let organisation = try tx.organisation(request.id("organisation"))
      let listings = try tx.publishedListings(of: organisation.id, today: request.today)
      // Who has nothing public is known to those alone who look after it.
      guard !listings.isEmpty || mayEdit(organisation.agency, request.caller) else { throw Refusal.notFound }
      return OrganisationPage(
        id: organisation.id, details: organisation.details,
        versions: try tx.wordedPage(organisation.id.description).links(),
        mayEdit: mayEdit(organisation.agency, request.caller),
        services: try listings.compactMap { listing in
          guard let shown = index.name(of: listing.id, try index.snapshot(in: tx)) else { return nil }
          return .init(id: listing.id, name: shown)
        }, said: try tx.said(on: "/local-offer/organisations/\(organisation.id)"))
    },
    .form(
      "/local-offer/lists", "Keep services on a list", may: .readOffer,
      fields: [Field("listing", "Service", .id)]
    ) { request, tx in
      let ids = (request.entry.values["listing"] ?? []).compactMap { ListingID($0) }
      guard !ids.isEmpty else { throw Refusal.notNow("Tick at least one service to keep.") }
      let token = listToken(request) ?? randomToken()
      try keepServices(ids, on: token, at: request.now, in: tx)
      return .see(
        "/local-offer/lists/\(token)", ids.count == 1 ? "Kept on your list" : "\(ids.count) services kept on your list",
        cookies: [Cookie("offer_list", token)])
    },
    .page("/local-offer/lists/{token}", "A kept list", may: .readOffer) { try listPage($0, $1, index) },
    .form(
      "/local-offer/lists/{token}/removals", "Take a service off a list", may: .readOffer,
      fields: [Field("listing", "Service", .id)]
    ) { request, tx in
      let list = try tx.savedList(request.parameters["token"] ?? "")
      guard listToken(request) == list.token else { throw Refusal.forbidden("This list is somebody else’s.") }
      let listing = request.entry["listing"].flatMap { ListingID($0) }
      guard let listing else { throw Refusal.notFound }
      try tx.run("DELETE FROM saved_list_line WHERE token = \(list.token) AND listing_id = \(listing)")
      return .see("/local-offer/lists/\(list.token)", "Taken off your list")
    },
    .page("/local-offer/comments", "You said, we did", may: .readOffer, asks: [.page]) { request, tx in
      let part = request.part(of: 20)
      let (shown, hasMore) = part.cut(try tx.publishedComments(limit: part.limit, offset: part.offset))
      return CommentsPage(
        words: try tx.wordedPage(.comments), comments: shown, page: part.page, hasMore: hasMore,
        said: SaidHere(path: FixedPage.comments.path, comments: []))
    },
    .page(
      "/local-offer/comments/new", "Comment on the local offer", may: .readOffer,
      asks: [CommentForm.about, CommentForm.askedTopic],
      keepsDraft: true, newCommentPage),
    .form(
      "/local-offer/comments", "Comment on the local offer", may: .readOffer,
      fields: [CommentForm.about] + CommentForm.all, again: newCommentPage
    ) { request, tx in
      let comment = try request.checked(NewComment.check)
      try tx.throttle("comment:\(request.caller.from)", limit: 20, seconds: 3600, at: request.now)
      try writeComment(request.formID.of(), comment, by: request.caller, at: request.now, in: tx)
      return .see(
        "/local-offer/comments", "Thank you. We read every comment, and answer it here if you agreed to that.")
    },
  ]
}

private func listToken(_ request: Request) -> String? {
  request.cookie("offer_list").flatMap { token in
    token.utf8.count >= 20 && token.utf8.count <= 64 && token.utf8.allSatisfy { $0 > 32 && $0 < 127 } ? token : nil
  }
}

private func homePage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> OfferHomePage {
  let snapshot = try index.snapshot(in: tx)
  let all = snapshot.shown(on: request.today)
  func counted<C: Choice>(_ choices: [C], _ of: (IndexedListing) -> UInt64, _ name: String) -> [OfferHomePage.Counted] {
    var counts = [Int](repeating: 0, count: choices.count)
    for listing in all {
      var marks = of(listing)
      while marks != 0 {
        counts[marks.trailingZeroBitCount] += 1
        marks &= marks - 1
      }
    }
    return zip(choices, counts).filter { $0.1 > 0 }.map { choice, count in
      .init(title: choice.title, path: "/local-offer/search?\(name)=\(choice.rawValue)", count: count)
    }
  }
  return OfferHomePage(
    words: try tx.wordedPage(.home),
    pages: try tx.writtenPages().map { Link($0.heading, "/local-offer/pages/\($0.key)") },
    entry: Entry(), kinds: counted(OfferKind.allCases, \.kinds, "kind"),
    needs: counted(OfferNeed.allCases, \.needs, "need"), total: all.count, mayEdit: request.caller.holds(.editListings),
    said: try tx.said(on: "/local-offer"))
}

private func searchPage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> OfferSearchPage {
  let (question, entry) = QuestionForm.read(request)
  let part = request.part(of: OfferSearchPage.size)
  let isMap = request.query("view") == "map"
  let snapshot = try index.snapshot(in: tx)
  let found = try snapshot.find(
    question, offset: part.offset, limit: min(part.size, 1000), at: request.now, in: tx)
  let towns = isMap ? try tx.placeNames().prefix(30).compactMap { try tx.position(ofPlace: $0) } : []
  return OfferSearchPage(
    question: question, entry: entry, results: found.results.results.map { OfferCard($0, today: request.today) },
    total: found.results.total, page: part.page, understood: found.understood, corrected: found.results.corrected,
    near: found.near, unknownPlace: found.unknownPlace, isMap: isMap, towns: towns,
    said: try tx.said(on: question.pageToCommentOn))
}

private func servicePage(_ request: Request, _ tx: Transaction, _ waits: LiveWaits) throws -> ServicePage {
  let (listing, version) = try tx.publicListing(request.id("listing"), today: request.today)
  return ServicePage(
    id: listing.id, details: version.details.forPublic, organisation: listing.organisation,
    organisationName: listing.organisationName, assuredOn: listing.assuredOn,
    isDue: standing(listing, today: request.today) == .due,
    said: SaidHere(
      path: "/local-offer/services/\(listing.id)", comments: try tx.publishedComments(of: listing.id, limit: 20)),
    mayEdit: mayEdit(listing.agency, request.caller),
    live: try version.details.live.map { try waits($0, request.now, tx) } ?? [])
}

private func listPage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> SavedListPage {
  let list = try tx.savedList(request.parameters["token"] ?? "")
  let ids = try tx.lines(of: list)
  let snapshot = try index.snapshot(in: tx)
  let services = ids.compactMap { snapshot.listing($0) }.filter { $0.isShown(on: request.today) }.map {
    OfferCard(OfferResult(listing: $0, miles: nil, score: 0, reasons: []), today: request.today)
  }
  return SavedListPage(
    token: list.token, services: services, gone: ids.count - services.count, isOwn: listToken(request) == list.token,
    link: "\(request.site.settings.publicAddress)/local-offer/lists/\(list.token)",
    said: try tx.said(on: keptLists))
}

@Sendable private func newCommentPage(_ request: Request, _ tx: Transaction) throws -> NewCommentPage {
  let asked = request.method == .get ? request.query("about") : request.entry["about"]
  let page = try tx.publicPage(asked, today: request.today)
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil,
    let topic = request.query(CommentForm.topic.name).flatMap({ CommentTopic(rawValue: $0) })
  {
    entry = entry.filled([CommentForm.topic.name: topic.rawValue])
  }
  return NewCommentPage(path: page.path, name: page.name, entry: entry)
}

extension OfferIndex {
  /// The name under which the public knows a listing.
  func name(of id: ListingID, _ snapshot: OfferSnapshot) -> String? { snapshot.listing(id)?.name }
}

extension IndexedListing {
  /// False where nobody has confirmed it for a year.
  package func isShown(on today: Day) -> Bool {
    assuredOn.map { $0 > today.adding(months: -monthsUntilHidden) } ?? true
  }
}

extension OfferSnapshot {
  /// Every listing that the public may see on a day.
  package func shown(on today: Day) -> [IndexedListing] { all.filter { $0.isShown(on: today) } }
  package func foreignTerms(on today: Day) -> [ForeignTerm] { shown(on: today).flatMap(\.foreignTerms) }
}
