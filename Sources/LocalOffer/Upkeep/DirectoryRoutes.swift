import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Writing drafts and confirming: editors everything, providers what is their own agency's.
  package static let editListings = Permission.work("offer.edit", for: .administration, .directoryEditor, .provider)
  /// Checking, publishing, answering comments, and what the law asks of the whole.
  package static let publishListings = Permission.work("offer.publish", for: .administration, .directoryEditor)
}

let directoryRoutes: [Route] =
  listingRoutes + listingSteps.all + organisationRoutes + organisationSteps.all + commentRoutes

private let listingRoutes: [Route] = [
  .page("/directory", "Look after the directory", may: .editListings, directoryPage),
  .page(
    "/directory/listings", "Listings to work on", may: .editListings,
    asks: [
      Field("queue", "Part of the work", .choice(Field.options(ListingQueue.self))),
      Field("words", "Name", .text(max: 100)), .page,
    ],
    listingsPage),
  .page("/directory/listings/new", "Add a listing", may: .editListings, newListingPage),
  .form(
    "/directory/listings", "Add a listing", may: .editListings, fields: [ListingForm.organisation] + ListingForm.all,
    again: newListingPage
  ) { request, tx in
    let details = try typedDetails(request, over: nil, tx)
    guard let organisation = request.entry["organisation"].flatMap({ OrganisationID($0) }) else {
      throw Invalid("organisation", "Choose who provides it")
    }
    let id: ListingID = request.formID.of()
    try startListing(id, details, organisation: organisation, by: request.caller, at: request.now, in: tx)
    return .see("/directory/listings/\(id)", saved(details))
  },
  .page("/directory/listings/{listing}", "A listing with its history", may: .editListings, listingPage),
  .page(
    "/directory/listings/{listing}/draft", "Change a listing", may: .editListings, editListingPage),
  .form(
    "/directory/listings/{listing}/draft", "Change a listing", may: .editListings,
    fields: ListingForm.all + [ListingForm.version], again: editListingPage
  ) { request, tx in
    let listing = try tx.listing(request.id("listing"), editedBy: request.caller)
    let known = try tx.version(listing.newest, of: listing.id)
    let details = try typedDetails(request, over: known.details, tx)
    let version = request.entry["version"].flatMap { Int($0) } ?? 0
    try saveDraft(listing, details, version: version, by: request.caller, at: request.now, in: tx)
    let stays = request.entry["then"] == "stay"
    return .see("/directory/listings/\(listing.id)\(stays ? "/draft" : "")", saved(details))
  },
  listingSteps.step("confirmation", "Confirm that a listing is true", .editListings) { listing, request, tx in
    try confirmListing(listing, by: request.caller, at: request.now, in: tx)
    return "Confirmed as true today"
  },
]

private let listingSteps = VersionRoutes<Listing>(
  base: "/directory/listings/{listing}", name: { $0.name },
  find: { try $1.listing($0.id("listing"), editedBy: $0.caller) }, page: listingPage)

private let commentRoutes: [Route] = [
  .page("/directory/comments", "Comments to answer", may: .publishListings, asks: [.page]) { request, tx in
    let part = request.part(of: 50)
    let (waiting, moreWait) = part.cut(try tx.comments(answered: false, limit: part.limit, offset: part.offset))
    let (answered, moreAnswered) = part.cut(try tx.comments(answered: true, limit: part.limit, offset: part.offset))
    return CommentQueuePage(
      waiting: waiting, answered: answered, page: part.page, hasMore: moreWait || moreAnswered)
  },
  .page("/directory/comments/{comment}", "Answer a comment", may: .publishListings, answerPage),
  .form(
    "/directory/comments/{comment}/answer", "Answer a comment", may: .publishListings, fields: CommentForm.answering,
    again: answerPage
  ) { request, tx in
    let comment = try tx.comment(request.id("comment"))
    let (answer, version) = try request.checked(CommentAnswer.check)
    try answerComment(comment, answer, version: version, by: request.caller, at: request.now, in: tx)
    return .see("/directory/comments", "Answer saved")
  },
]

/// What was typed, with the position of its postcode, where that is known.
private func typedDetails(_ request: Request, over known: ListingDetails?, _ tx: Transaction) throws -> ListingDetails {
  var details = try request.checked { ListingDetails.check($0, over: known, id: { request.newID() }) }
  try Invalid.check(problems(with: details))
  if details.referral.wait != known?.referral.wait || details.referral.state != known?.referral.state ?? .open {
    details.referral.saidOn = request.today
  }
  for index in details.places.indices where details.places[index].latitude == nil {
    guard let postcode = details.places[index].address?.postcode, !postcode.isEmpty,
      let found = try tx.position(of: postcode)
    else { continue }
    (details.places[index].latitude, details.places[index].longitude) = (
      found.position.latitude, found.position.longitude
    )
  }
  return details
}

/// How what is typed reads.
private func typedReading(_ entry: Entry) -> ReadingAge? {
  ReadingAge(of: ListingForm.measured.compactMap { entry[$0.name] }.joined(separator: "\n"))
}

/// What is said after saving: how it reads.
private func saved(_ details: ListingDetails) -> String {
  guard let age = ReadingAge(of: details.plainText) else { return "Draft saved" }
  return age.isTooHigh
    ? "Draft saved. Reading age \(age.years): shorter sentences and plainer words would help."
    : "Draft saved. Reading age \(age.years)."
}

@Sendable private func directoryPage(_ request: Request, _ tx: Transaction) throws -> DirectoryPage {
  DirectoryPage(
    queues: try ListingQueue.allCases.map {
      .init(queue: $0, count: try tx.count($0, for: request.caller, today: request.today))
    },
    next: try tx.listings(
      request.caller.has(.directoryEditor) ? .toCheck : .due, for: request.caller, today: request.today, limit: 10),
    unanswered: request.caller.holds(.publishListings) ? try tx.comments(answered: false, limit: 100).count : nil,
    organisations: try tx.countWaitingOrganisations(for: request.caller),
    isEditor: request.caller.holds(.publishListings))
}

@Sendable private func listingsPage(_ request: Request, _ tx: Transaction) throws -> ListingsPage {
  let queue = request.query("queue").flatMap { ListingQueue(rawValue: $0) } ?? .published
  let part = request.part(of: 25)
  let words = request.query("words").map { String($0.prefix(100)) }
  let (shown, hasMore) = part.cut(
    try tx.listings(
      queue, for: request.caller, today: request.today, words: words, limit: part.limit, offset: part.offset))
  return ListingsPage(queue: queue, words: words, listings: shown, page: part.page, hasMore: hasMore)
}

@Sendable private func listingPage(_ request: Request, _ tx: Transaction) throws -> ListingPage {
  let listing = try tx.listing(request.id("listing"), editedBy: request.caller)
  return ListingPage(
    listing: listing, standing: standing(listing, today: request.today),
    newest: try tx.version(listing.newest, of: listing.id),
    way: try VersionedWay(
      listing, at: listingSteps.path(listing), publicPath: "/local-offer/services/\(listing.id)", request, tx))
}

@Sendable private func newListingPage(_ request: Request, _ tx: Transaction) throws -> EditListingPage {
  EditListingPage(
    listing: nil, name: nil, organisations: try organisationOptions(request, tx), reading: typedReading(request.entry),
    returnedWhy: nil, isEditor: request.caller.holds(.publishListings), entry: request.entry)
}

@Sendable private func editListingPage(_ request: Request, _ tx: Transaction) throws -> EditListingPage {
  let listing = try tx.listing(request.id("listing"), editedBy: request.caller)
  let newest = try tx.version(listing.newest, of: listing.id)
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil {
    for (name, value) in newest.details.typed where entry.values[name] == nil { entry.values[name] = value }
  }
  if entry.values["version"] == nil { entry.values["version"] = [String(listing.version)] }
  return EditListingPage(
    listing: listing.id, name: listing.name, organisations: [], reading: typedReading(entry),
    returnedWhy: newest.returnedWhy, isEditor: request.caller.holds(.publishListings), entry: entry)
}

private func organisationOptions(_ request: Request, _ tx: Transaction) throws -> [Option] {
  try tx.organisations(for: request.caller).map {
    Option(value: $0.id.description, label: $0.details.name)
  }
}

@Sendable private func answerPage(_ request: Request, _ tx: Transaction) throws -> AnswerCommentPage {
  let comment = try tx.comment(request.id("comment"))
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil {
    entry = entry.filled(
      ["shown_words": comment.shownWords ?? comment.words, "answer": comment.answer, "action": comment.action]
        .compactMapValues(\.self))
  }
  return AnswerCommentPage(comment: comment, entry: entry.filled(["version": String(comment.version)]))
}

/// One line of a list to choose from.
struct Option: Sendable, Codable, Hashable {
  let value: String
  let label: String
}
