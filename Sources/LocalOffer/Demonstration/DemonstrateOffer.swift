package import Kernel
package import Store

/// Fills an empty directory with the demonstration: organisations, listings published over the last year (some to be
/// confirmed, one hidden, some waiting to be checked), comments and answers. Through the verbs, in one transaction.
/// `agency` says whose people look after an organisation, by its name.
package func demonstrateOffer(
  folder: String, editor: Caller, at now: Instant, random: some RandomNumberGenerator,
  agency: (String) -> AgencyID?, in tx: Transaction
) throws -> Int {
  var random = random
  let listings = try demonstrationListings(folder: folder, at: now.adding(days: -380), random: random)
  var organisations: [String: OrganisationID] = [:]
  for (number, listing) in listings.enumerated() {
    let written = morning(now, daysAgo: Int.random(in: age(of: number), using: &random))
    let organisation = organisations[listing.organisation] ?? ID(at: written, random: &random)
    if organisations.updateValue(organisation, forKey: listing.organisation) == nil {
      try addOrganisation(
        organisation, details(of: listing), agency: agency(listing.organisation), by: editor,
        at: morning(now, daysAgo: 390), in: tx)
      let added = morning(now, daysAgo: 390)
      try checkVersion(try tx.organisation(organisation), by: editor, at: added.adding(minutes: 10), in: tx)
      try publishVersion(try tx.organisation(organisation), by: editor, at: added.adding(minutes: 15), in: tx)
    }
    let id: ListingID = ID(at: written, random: &random)
    var details = listing.details
    details.live = ownWaits.first { details.name.hasPrefix($0.key) }?.value
    try startListing(id, details, organisation: organisation, by: editor, at: written, in: tx)
    if number % 60 == 41 { continue }
    try checkVersion(try tx.listing(id), by: editor, at: written.adding(minutes: 20), in: tx)
    try publishVersion(try tx.listing(id), by: editor, at: written.adding(minutes: 30), in: tx)
    if number % 50 == 9 {
      try changeAgain(id, details, number, by: editor, at: morning(now, daysAgo: 2), in: tx)
    }
  }
  try tellOrganisations(organisations, by: editor, at: now, random: &random, in: tx)
  try tellPages(folder: folder, organisations, by: editor, at: now, in: tx)
  try tellComments(editor, at: now, random: &random, in: tx)
  return listings.count
}

/// What the partnership gives itself, and counts the wait of.
private let ownWaits: [String: LiveWait] = [
  "Ask for an education": .ehcPlan, "Family key workers": .earlyHelp, "Family Information Line": .frontDoor,
  "Portage ": .homeVisiting,
]

/// Ten o’clock some days ago: nobody works at night.
private func morning(_ now: Instant, daysAgo days: Int) -> Instant {
  LondonTime(day: now.day.adding(days: -days), minuteOfDay: 600).instant
}

/// How many days ago a listing was confirmed: most lately, every ninth some months ago, two more than a year ago.
private func age(of number: Int) -> ClosedRange<Int> {
  if number == 100 || number == 300 { return 370...378 }
  return number % 9 == 4 ? 95...200 : 2...80
}

private func details(of listing: DemonstrationListing) -> OrganisationDetails {
  let kind = listing.details.kinds.first?.title ?? "Help"
  var details = OrganisationDetails(
    name: listing.organisation, description: "\(kind), in Thorneshire.")
  (details.website, details.email) = (listing.details.url, listing.details.contacts.first?.email)
  return details
}

/// A newer draft beside what is published: some sent to be checked, some still being written.
private func changeAgain(
  _ id: ListingID, _ details: ListingDetails, _ number: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var changed = details
  changed.referral.wait = "about ten weeks"
  changed.referral.state = .waiting
  changed.description = (details.description ?? "") + " From January we are open one more hour."
  let listing = try tx.listing(id)
  try saveDraft(listing, changed, version: listing.version, by: caller, at: now, in: tx)
  if number % 100 == 9 { try sendToBeChecked(try tx.listing(id), by: caller, at: now.adding(minutes: 5), in: tx) }
}

/// What became of organisations: one says something new, one waits to be checked, one is being changed, one is quite new.
private func tellOrganisations(
  _ known: [String: OrganisationID], by editor: Caller, at now: Instant, random: inout some RandomNumberGenerator,
  in tx: Transaction
) throws {
  let told: [(String, String, isSent: Bool, isPublished: Bool)] = [
    (
      "Dolphins Swim",
      "A swimming club for disabled children and their brothers and sisters. Parents run it with two "
        + "paid teachers, who hold a certificate in teaching disabled swimmers.", true, true
    ),
    (
      "Midway Mediation",
      "Trained people who take no side. They help families and the council to agree about school and "
        + "care, and cost families nothing.", true, false
    ),
    ("Dyslexia Matters", "A small charity. We test, teach and advise, and we lend books and readers.", false, false),
  ]
  for (number, (name, description, isSent, isPublished)) in told.enumerated() {
    guard let id = known.sorted(by: { $0.key < $1.key }).first(where: { $0.key.hasPrefix(name) })?.value else {
      continue
    }
    let at = morning(now, daysAgo: 30 - number * 12)
    let organisation = try tx.organisation(id)
    var details = organisation.details
    details.description = description
    try saveDraft(organisation, details, version: organisation.version, by: editor, at: at, in: tx)
    if isSent { try sendToBeChecked(try tx.organisation(id), by: editor, at: at.adding(minutes: 5), in: tx) }
    guard isPublished else { continue }
    try checkVersion(try tx.organisation(id), by: editor, at: at.adding(minutes: 30), in: tx)
    try publishVersion(try tx.organisation(id), by: editor, at: at.adding(minutes: 35), in: tx)
  }
  var lantern = OrganisationDetails(
    name: "The Lantern Room", description: "A quiet evening room for teenagers in Dunmarsh. It opens in spring.")
  lantern.email = "hello@lantern-room.example.org"
  try addOrganisation(
    ID(at: now, random: &random), lantern, agency: nil, by: editor, at: morning(now, daysAgo: 1), in: tx)
}

private func tellComments(
  _ editor: Caller, at now: Instant, random: inout some RandomNumberGenerator, in tx: Transaction
) throws {
  let told: [(String, CommentTopic, String, String?, String?)] = [
    (
      "Waiting Well%", .good, "The evening group is the first place where nobody looked at my son sideways.",
      "Thank you. We told the team.", nil
    ),
    (
      "Children’s Wheelchair%", .notEnough, "Eighteen weeks is too long. He grew out of his buggy in spring.",
      "You are right. The health trust has hired another therapist.", "A second clinic day begins in January."
    ),
    (
      "Dolphins%", .wrong, "The page said ten o’clock, but it begins at nine.", "We have put it right. Sorry.",
      "The club now confirms its page every month."
    ),
    ("SENDIASS%", .hardToUse, "I could not find the phone number on my phone.", nil, nil),
    ("Sleep Tight%", .missing, "Is there anything for teenagers who do not sleep?", nil, nil),
    (
      "/local-offer/search?kind=equipment", .notEnough, "Nothing here lends a bath seat for a few weeks.",
      "That was so. The toy library lends two from this month.", "We asked the hospital’s charity for money for more."
    ),
  ]
  for (number, comment) in told.enumerated() {
    let listing: ListingID? = try tx.value(
      "SELECT id FROM listing WHERE name LIKE \(comment.0) AND current IS NOT NULL ORDER BY name LIMIT 1")
    let about = listing.map { "/local-offer/services/\($0)" } ?? comment.0
    let (id, at): (ID<OfferComment>, Instant) = (
      ID(at: now, random: &random), morning(now, daysAgo: 40 - number * 6)
    )
    try writeComment(
      id, NewComment(about: about, topic: comment.1, words: comment.2, mayPublish: number != 4),
      by: .visitor(from: "demonstration"), at: at, in: tx)
    guard let answer = comment.3 else { continue }
    try answerComment(
      try tx.comment(id),
      CommentAnswer(shownWords: comment.2, answer: answer, action: comment.4, isPublished: true), version: 1,
      by: editor,
      at: at.adding(days: 3), in: tx)
  }
}
