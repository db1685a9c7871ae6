// What must hold before a listing is published. Source: SEND Code of Practice 2015, chapter 4 (clear, up to date, a
// contact for each service); SEND Regulations 2014, Schedule 2; Open Referral UK (assured date within three months,
// confidential places are not published).
package import Kernel

/// `ORUK-3M` of the register of time limits: what nobody has confirmed for so long is asked about.
package let monthsUntilDue = 3
/// What nobody has confirmed for so long is not shown.
package let monthsUntilHidden = 12
/// What was taken away can be brought back for so long; then it is deleted.
package let daysUntilDeleted = 30

/// How a listing stands on a day.
package func standing(_ listing: Listing, today: Day) -> ListingStanding {
  if listing.deletedAt != nil { return .archived }
  guard listing.current != nil else { return listing.newestState == .checked ? .checked : .draft }
  guard let assured = listing.assuredOn else { return .due }
  if assured <= today.adding(months: -monthsUntilHidden) { return .stale }
  return assured <= today.adding(months: -monthsUntilDue) ? .due : .published
}

/// What is wrong with what is typed, at any time.
package func problems(with details: ListingDetails) -> [FieldError] {
  var wrong: [FieldError] = []
  if let least = details.minimumAge, let most = details.maximumAge, least > most {
    wrong.append(FieldError("maximum_age", "The oldest age must be the same as the youngest age or more"))
  }
  for place in details.places where place.kind == .physical && !place.isConfidential {
    if let address = place.address, !address.postcode.isEmpty, Postcode(address.postcode) == nil {
      wrong.append(FieldError("postcode", "Enter a full UK postcode, like TN1 2AB"))
    }
  }
  if details.status == .temporarilyClosed, details.alert == nil {
    wrong.append(FieldError("alert", "Say why it is closed, and what families can do meanwhile"))
  }
  return wrong
}

/// What is still missing before a listing can be checked and published.
package func missing(in details: ListingDetails) -> [FieldError] {
  var wrong = problems(with: details)
  func need(_ isThere: Bool, _ field: String, _ message: String) {
    if !isThere { wrong.append(FieldError(field, message)) }
  }
  need(details.summary != nil, "summary", "Enter one or two sentences that say what it is")
  need(details.description != nil, "description", "Enter what it offers")
  need(!details.kinds.isEmpty, "kinds", "Choose at least one kind")
  need(!details.referral.routes.isEmpty, "routes", "Choose how a family gets in")
  let contact = details.contacts.first
  need(contact?.name != nil, "contact_name", "Enter a name to ask for")
  let canBeReached = details.contacts.contains { !$0.phones.isEmpty || $0.email != nil } || details.email != nil
  need(canBeReached, "contact_phone", "Enter a phone number or an e-mail address")
  need(
    !details.places.isEmpty || !details.areas.isEmpty, "place_name", "Enter where it is, or which areas it serves")
  return wrong
}

extension ListingDetails {
  /// The same without what only those who keep the listing may know: a confidential place leaves nothing behind, not
  /// even that there is one.
  package var forPublic: ListingDetails {
    guard places.contains(where: \.isConfidential) else { return self }
    var shown = self
    let hidden = Set(places.filter(\.isConfidential).map(\.id))
    shown.places.removeAll { $0.isConfidential }
    for index in shown.times.indices where shown.times[index].place.map(hidden.contains) == true {
      shown.times[index].place = nil
    }
    return shown
  }

  /// True where nothing has to be paid: every cost is nought, or there is none and no words about fees.
  package var isFree: Bool {
    costs.isEmpty ? (fees.map(isFreeInWords) ?? true) : costs.allSatisfy { $0.pence == 0 && ($0.pence != nil) }
  }
}

private func isFreeInWords(_ words: String) -> Bool {
  let words = words.lowercased()
  return words.hasPrefix("free") || words.hasPrefix("no charge") || words.hasPrefix("no cost")
}
