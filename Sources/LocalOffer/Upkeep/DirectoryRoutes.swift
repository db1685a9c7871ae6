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

let directoryRoutes: [Route] = [
  .page("/directory", "Look after the directory", may: .editListings, directoryPage),
  .page(
    "/directory/listings", "Listings to work on", may: .editListings,
    asks: [
      Field("queue", "Part of the work", .choice(Field.options(ListingQueue.self))),
      Field("words", "Name", .text(max: 100)), .page,
    ],
    listingsPage),
  .page("/directory/listings/new", "Add a listing", may: .editListings, keepsDraft: true, newListingPage),
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
    "/directory/listings/{listing}/draft", "Change a listing", may: .editListings, keepsDraft: true, editListingPage),
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
  .page("/directory/listings/{listing}/versions/{number}", "A version of a listing", may: .editListings) {
    request, tx in
    let listing = try tx.listing(request.id("listing"), editedBy: request.caller)
    guard let number = request.parameters["number"].flatMap({ Int($0) }) else { throw Refusal.notFound }
    let version = try tx.version(number, of: listing.id)
    return VersionPage(
      listing: listing, version: version,
      against: try listing.current.flatMap { $0 == number ? nil : try tx.version($0, of: listing.id) })
  },
  act("versions/{number}/restoration", "Bring back an earlier version", .editListings) { listing, request, tx in
    guard let number = request.parameters["number"].flatMap({ Int($0) }) else { throw Refusal.notFound }
    try restoreVersion(number, of: listing, by: request.caller, at: request.now, in: tx)
    return "Version \(number) is the newest draft now"
  },
  act("sending", "Send a listing to be checked", .editListings) { listing, request, tx in
    try sendListing(listing, by: request.caller, at: request.now, in: tx)
    return "Sent. The editors check it next."
  },
  act("check", "Say that a listing is checked", .publishListings) { listing, request, tx in
    try checkListing(listing, by: request.caller, at: request.now, in: tx)
    return "Checked. You can publish it."
  },
  act("return", "Send a listing back", .publishListings, [whyField]) { listing, request, tx in
    try returnListing(listing, why: try why(request), by: request.caller, at: request.now, in: tx)
    return "Sent back"
  },
  act("publication", "Publish a listing", .publishListings) { listing, request, tx in
    try publishListing(listing, by: request.caller, at: request.now, in: tx)
    return "Published"
  },
  act("confirmation", "Confirm that a listing is true", .editListings) { listing, request, tx in
    try confirmListing(listing, by: request.caller, at: request.now, in: tx)
    return "Confirmed as true today"
  },
  act("removal", "Take a listing away", .editListings, [whyField]) { listing, request, tx in
    try takeAwayListing(listing, why: try why(request), by: request.caller, at: request.now, in: tx)
    return "Taken away. It can be brought back for \(daysUntilDeleted) days."
  },
  act("return-to-directory", "Bring a listing back", .editListings) { listing, request, tx in
    try bringBackListing(listing, by: request.caller, at: request.now, in: tx)
    return "Brought back"
  },
  .page("/directory/organisations", "Organisations to look after", may: .editListings) { request, tx in
    DirectoryOrganisationsPage(
      organisations: try tx.organisations(for: request.caller),
      mayAdd: request.caller.holds(.publishListings))
  },
  .page(
    "/directory/organisations/new", "Add an organisation", may: .publishListings, keepsDraft: true, organisationPage),
  .form(
    "/directory/organisations", "Add an organisation", may: .publishListings, fields: OrganisationForm.all,
    again: organisationPage
  ) { request, tx in
    let (details, agency) = try request.checked { OrganisationForm.check($0, over: nil) }
    try checkAgency(agency, tx)
    try addOrganisation(
      request.formID.of(), details, agency: agency, by: request.caller, at: request.now, in: tx)
    return .see("/directory/organisations", "Organisation added")
  },
  .page(
    "/directory/organisations/{organisation}", "Change an organisation", may: .publishListings, keepsDraft: true,
    organisationPage),
  .form(
    "/directory/organisations/{organisation}", "Change an organisation", may: .publishListings,
    fields: OrganisationForm.all, again: organisationPage
  ) { request, tx in
    let organisation = try tx.organisation(request.id("organisation"))
    let (details, agency) = try request.checked { OrganisationForm.check($0, over: organisation.details) }
    try checkAgency(agency, tx)
    try changeOrganisation(
      organisation, details, agency: agency, version: request.entry["version"].flatMap { Int($0) } ?? 0,
      by: request.caller, at: request.now, in: tx)
    return .see("/directory/organisations", "Organisation changed")
  },
  .page("/directory/comments", "Comments to answer", may: .publishListings, asks: [.page]) { request, tx in
    let part = request.part(of: 50)
    let (waiting, moreWait) = part.cut(try tx.comments(answered: false, limit: part.limit, offset: part.offset))
    let (answered, moreAnswered) = part.cut(try tx.comments(answered: true, limit: part.limit, offset: part.offset))
    return CommentQueuePage(
      waiting: waiting, answered: answered, page: part.page, hasMore: moreWait || moreAnswered)
  },
  .page("/directory/comments/{comment}", "Answer a comment", may: .publishListings, keepsDraft: true, answerPage),
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

let whyField = Field("why", "Why?", .text(max: 300), required: "Enter why")

private func why(_ request: Request) throws -> String {
  try request.checked { entry in
    var form = FormReading(entry)
    let why = form.text(whyField)
    return form.result { why! }
  }
}

/// One step of a listing's way, from its page and back to it. The buttons say which version was seen: a step is about
/// that one, not about what somebody else wrote meanwhile.
private func act(
  _ part: String, _ summary: String, _ permission: Permission, _ fields: [Field] = [],
  _ perform: @escaping @Sendable (Listing, Request, Transaction) throws -> String
) -> Route {
  .form(
    PathPattern(stringLiteral: "/directory/listings/{listing}/\(part)"), summary, may: permission,
    fields: fields + [ListingForm.version],
    again: listingPage
  ) { request, tx in
    let listing = try tx.listing(request.id("listing"), editedBy: request.caller)
    if let seen = request.entry["version"].flatMap({ Int($0) }), seen != listing.version { throw changedMeanwhile }
    let said = try perform(listing, request, tx)
    return .see("/directory/listings/\(listing.id)", said)
  }
}

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

private func checkAgency(_ agency: AgencyID?, _ tx: Transaction) throws {
  guard let agency else { return }
  guard try tx.agencies().contains(where: { $0.id == agency }) else {
    throw Invalid("agency", "Choose one from the list")
  }
}

@Sendable private func directoryPage(_ request: Request, _ tx: Transaction) throws -> DirectoryPage {
  DirectoryPage(
    queues: try ListingQueue.allCases.map {
      .init(queue: $0, count: try tx.count($0, for: request.caller, today: request.today))
    },
    next: try tx.listings(
      request.caller.has(.directoryEditor) ? .toCheck : .due, for: request.caller, today: request.today, limit: 10),
    unanswered: request.caller.holds(.publishListings) ? try tx.comments(answered: false, limit: 100).count : nil,
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
  let versions = try tx.versions(of: listing.id)
  let newest = try tx.version(listing.newest, of: listing.id)
  let current = try listing.current.map { try tx.version($0, of: listing.id) }
  return ListingPage(
    listing: listing, standing: standing(listing, today: request.today), newest: newest,
    differences: current?.number == newest.number ? [] : differences(from: current?.details, to: newest.details),
    missing: missing(in: newest.details), reading: ReadingAge(of: newest.details.plainText),
    versions: versions.map(VersionLine.init), isEditor: request.caller.holds(.publishListings),
    isOwnWriting: newest.writtenBy == request.caller.name, entry: request.entry)
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
  try tx.organisations(for: request.caller).map { Option(value: $0.id.description, label: $0.details.name) }
}

@Sendable private func organisationPage(_ request: Request, _ tx: Transaction) throws -> EditOrganisationPage {
  let known = try request.parameters["organisation"].map { _ in try tx.organisation(request.id("organisation")) }
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil, let known {
    entry = entry.filled(["name": known.details.name, "description": known.details.description])
    entry = entry.filled(
      ["email": known.details.email, "website": known.details.website, "agency": known.agency?.description]
        .compactMapValues(\.self))
  }
  if let known { entry = entry.filled(["version": String(known.version)]) }
  return EditOrganisationPage(
    organisation: known?.id,
    agencies: try tx.agencies().map { Option(value: $0.id.description, label: $0.name) },
    reading: entry[OrganisationForm.description.name].flatMap { ReadingAge(of: $0) }, entry: entry)
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
