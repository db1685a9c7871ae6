import Kernel
import LocalOffer

// A listing as Open Referral UK 3.0 has it (HSDS-UK, https://openreferraluk.org). One function for each resource; what is
// empty is left out; what is confidential is not in it.

/// A listing with what the document needs besides its content.
struct PublishedListing: Sendable {
  let id: ListingID
  let organisation: OrganisationID
  let organisationDetails: OrganisationDetails
  let details: ListingDetails
  let assuredOn: Day?
  let modifiedAt: Instant
}

/// The whole service with everything nested in it; `isFull` false leaves only what stands once in a list.
func serviceDocument(_ listing: PublishedListing, isFull: Bool) -> JSON {
  let details = listing.details.forPublic
  var service = JSONObject()
  service.add("id", listing.id)
  service.add("organization_id", listing.organisation)
  service.add("name", details.name)
  service.add("description", [details.summary, details.description].compactMap(\.self).joined(separator: "\n\n"))
  service.add("url", details.url.flatMap(webAddress))
  service.add("email", details.email.flatMap(mailAddress))
  service.add("status", details.status.rawValue)
  service.add("fees", details.fees)
  service.add("accreditations", details.accreditations)
  service.add("minimum_age", details.minimumAge)
  service.add("maximum_age", details.maximumAge)
  service.add("assured_date", listing.assuredOn?.description)
  service.add("alert", details.alert)
  service.add("last_modified", stamp(listing.modifiedAt))
  service.add("application_process", details.referral.how)
  service.add("organization", organisationDocument(listing.organisation, listing.organisationDetails))
  guard isFull else { return service.json }
  let id = listing.id
  service.add("schedules", details.times.map { scheduleDocument($0, service: id) })
  service.add("service_areas", details.areas.map { areaDocument($0, service: id) })
  service.add("service_at_locations", details.places.map { atLocationDocument($0, service: id) })
  service.add("languages", details.languages.map { languageDocument($0, service: id) })
  service.add("funding", details.funding.map { fundingDocument($0, service: id) })
  service.add("cost_options", costs(of: details).map { costDocument($0, service: id) })
  service.add("contacts", details.contacts.map { contactDocument($0, service: id) })
  service.add("attributes", attributes(of: details, id))
  return service.json
}

func organisationDocument(_ id: OrganisationID, _ details: OrganisationDetails) -> JSON {
  var organisation = JSONObject()
  organisation.add("id", id)
  organisation.add("name", details.name)
  organisation.add("description", details.description.isEmpty ? details.name : details.description)
  organisation.add("email", details.email.flatMap(mailAddress))
  organisation.add("website", details.website.flatMap(webAddress))
  organisation.add("logo", details.logo)
  organisation.add("uri", details.uri.flatMap(webAddress))
  organisation.add("parent_organization_id", details.parent?.description)
  organisation.add(
    "organization_identifiers",
    details.identifiers.map { identifier in
      var one = JSONObject()
      one.add("id", identifier.id)
      one.add("organization_id", id)
      one.add("identifier_scheme", identifier.scheme)
      one.add("identifier_type", identifier.kind)
      one.add("identifier", identifier.identifier)
      return one.json
    })
  return organisation.json
}

func scheduleDocument(_ time: OpeningTime, service: ListingID) -> JSON {
  var schedule = JSONObject()
  schedule.add("id", time.id)
  schedule.add("service_id", service)
  schedule.add("service_at_location_id", time.place?.description)
  schedule.add("valid_from", time.validFrom?.description)
  schedule.add("valid_to", time.validTo?.description)
  schedule.add("dtstart", time.startsOn?.description)
  schedule.add("freq", time.frequency?.rawValue)
  schedule.add("interval", time.interval)
  schedule.add("byday", time.byDay)
  schedule.add("bymonthday", time.byMonthDay)
  schedule.add("description", time.words)
  schedule.add("opens_at", time.opens.map(clock))
  schedule.add("closes_at", time.closes.map(clock))
  schedule.add("schedule_link", time.link.flatMap(webAddress))
  schedule.add("attending_type", time.attending)
  schedule.add("notes", time.notes)
  return schedule.json
}

func areaDocument(_ area: ServedArea, service: ListingID) -> JSON {
  var one = JSONObject()
  one.add("id", area.id)
  one.add("service_id", service)
  one.add("name", area.name)
  one.add("extent", area.extent)
  one.add("extent_type", area.extentKind)
  one.add("uri", area.uri.flatMap(webAddress))
  return one.json
}

func atLocationDocument(_ place: Place, service: ListingID?) -> JSON {
  var one = JSONObject()
  one.add("id", place.id)
  one.add("service_id", service?.description)
  one.add("location_id", place.location)
  one.add("location", locationDocument(place))
  return one.json
}

func locationDocument(_ place: Place) -> JSON {
  var location = JSONObject()
  location.add("id", place.location)
  location.add("location_type", place.kind.rawValue)
  location.add("name", place.name)
  location.add("description", place.about)
  location.add("latitude", place.latitude)
  location.add("longitude", place.longitude)
  location.add("external_identifier", place.externalID)
  location.add("external_identifier_type", place.externalKind)
  location.add("addresses", place.addresses.map { addressDocument($0, location: place.location) })
  location.add(
    "accessibility",
    place.access.map { point in
      var one = JSONObject()
      one.add("id", point.id)
      one.add("location_id", place.location)
      one.add("description", point.words)
      one.add("details", point.details)
      one.add("url", point.url.flatMap(webAddress))
      return one.json
    })
  return location.json
}

func addressDocument(_ address: Address, location: AnyID) -> JSON {
  var one = JSONObject()
  one.add("id", address.id)
  one.add("location_id", location)
  one.add("attention", address.attention)
  // These must be there; an address that lacks one says so with an empty text.
  one.add("address_1", .text(address.street))
  one.add("city", .text(address.town))
  one.add("region", address.region)
  one.add("state_province", .text(address.county))
  one.add("postal_code", .text(address.postcode))
  one.add("country", .text(address.country))
  one.add("address_type", address.kind.rawValue)
  return one.json
}

func languageDocument(_ language: SpokenLanguage, service: ListingID?) -> JSON {
  var one = JSONObject()
  one.add("id", language.id)
  one.add("service_id", service?.description)
  one.add("name", language.name)
  one.add("code", language.code)
  one.add("note", language.note)
  return one.json
}

func fundingDocument(_ funding: FundingSource, service: ListingID) -> JSON {
  var one = JSONObject()
  one.add("id", funding.id)
  one.add("service_id", service)
  one.add("source", funding.source)
  return one.json
}

func costDocument(_ cost: Cost, service: ListingID) -> JSON {
  var one = JSONObject()
  one.add("id", cost.id)
  one.add("service_id", service)
  one.add("valid_from", cost.validFrom?.description)
  one.add("valid_to", cost.validTo?.description)
  one.add("option", cost.option)
  one.add("amount", cost.pence.map { pence in JSON.number(amount(pence)) })
  one.add("amount_description", cost.words)
  return one.json
}

func contactDocument(_ contact: Contact, service: ListingID) -> JSON {
  var one = JSONObject()
  one.add("id", contact.id)
  one.add("service_id", service)
  one.add("name", contact.name)
  one.add("title", contact.title)
  one.add("email", contact.email.flatMap(mailAddress))
  one.add(
    "phones",
    contact.phones.map { phone in
      var number = JSONObject()
      number.add("id", phone.id)
      number.add("contact_id", contact.id)
      number.add("number", phone.number)
      number.add("description", phone.about)
      number.add("languages", phone.languages.map { languageDocument($0, service: nil) })
      return number.json
    })
  return one.json
}

/// Kinds and needs as terms of our two taxonomies, and terms of others as they came.
private func attributes(of details: ListingDetails, _ id: ListingID) -> [JSON] {
  func attribute(_ mark: AnyID, _ kind: String?, _ term: JSON, _ termID: AnyID) -> JSON {
    var one = JSONObject()
    one.add("id", mark)
    one.add("link_id", id)
    one.add("taxonomy_term_id", termID)
    one.add("link_type", kind ?? "service")
    one.add("taxonomy_term", term)
    return one.json
  }
  let own =
    details.kinds.map { ($0.termID, termDocument($0)) } + details.needs.map { ($0.termID, termDocument($0)) }
  return own.map { attribute(mark(of: $0.0, on: id), nil, $0.1, $0.0) }
    + details.marks.compactMap { mark in
      mark.term.map { attribute(mark.id, mark.linkKind, termDocument($0), $0.id) }
    }
}

/// The id of a term on a service: always the same for the same two.
private func mark(of term: AnyID, on service: ListingID) -> AnyID {
  let (high, low) = (term.low &* 0x9e37_79b9_7f4a_7c15 ^ service.high, term.low ^ service.low &* 0x94d0_49bb_1331_11eb)
  return AnyID(high: high & ~0xF000 | 0x8000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
}

/// Of a service that says only that it is free, an amount of nought.
private func costs(of details: ListingDetails) -> [Cost] { details.costs }

func termDocument(_ kind: OfferKind) -> JSON {
  ownTerm(kind.termID, kind.title, kind.rawValue, "Kinds of help", OfferKind.taxonomyID)
}
func termDocument(_ need: OfferNeed) -> JSON {
  ownTerm(need.termID, need.title, need.rawValue, "Needs", OfferNeed.taxonomyID)
}
private func ownTerm(_ id: AnyID, _ title: String, _ code: String, _ taxonomy: String, _ taxonomyID: AnyID) -> JSON {
  var one = JSONObject()
  one.add("id", id)
  one.add("name", title)
  one.add("description", title)
  one.add("taxonomy", taxonomy)
  one.add("taxonomy_id", taxonomyID)
  one.add("term", code)
  return one.json
}
func termDocument(_ term: ForeignTerm) -> JSON {
  var one = JSONObject()
  one.add("id", term.id)
  one.add("name", term.name)
  one.add("description", term.description.isEmpty ? term.name : term.description)
  one.add("parent_id", term.parent?.description)
  one.add("taxonomy", term.taxonomy)
  one.add("taxonomy_id", term.taxonomyID?.description)
  one.add("term_uri", term.uri.flatMap(webAddress))
  one.add("term", term.code)
  return one.json
}

/// `2026-11-22T09:30:00.000Z`
func stamp(_ instant: Instant) -> String {
  // What is beyond the whole second is never less than nought, also before 1970.
  let rest = (instant.microseconds % 1_000_000 + 1_000_000) % 1_000_000
  let seconds = Instant(microseconds: instant.microseconds - rest)
  let thousandths = String(rest / 1000)
  let text = seconds.description.prefix(19)
  return "\(text).\(String(repeating: "0", count: 3 - thousandths.count))\(thousandths)Z"
}
/// `09:30`
func clock(_ minute: Int) -> String {
  let (hour, rest) = (minute / 60 % 24, minute % 60)
  return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
}
/// `4.50`, `12`
func amount(_ pence: Int) -> String {
  let rest = pence % 100
  return rest == 0 ? "\(pence / 100)" : "\(pence / 100).\(rest < 10 ? "0" : "")\(rest)"
}
/// Only what readers can check as an address: others leave it out rather than fail.
func webAddress(_ text: String) -> String? { isWebAddress(text) && isPlainURI(text) ? text : nil }
func mailAddress(_ text: String) -> String? { isMailAddress(text) ? text : nil }

private func isPlainURI(_ text: String) -> Bool {
  let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=%".utf8)
  let bytes = Array(text.utf8)
  for (index, byte) in bytes.enumerated() {
    guard allowed.contains(byte) else { return false }
    if byte == UInt8(ascii: "%") {
      let isHex = { (place: Int) in place < bytes.count && Character(Unicode.Scalar(bytes[place])).isHexDigit }
      guard isHex(index + 1), isHex(index + 2) else { return false }
    }
  }
  return bytes.filter { $0 == UInt8(ascii: "#") }.count < 2
}
private func isMailAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
    && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
}
