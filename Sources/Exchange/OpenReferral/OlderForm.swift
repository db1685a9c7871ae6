import Kernel
import LocalOffer
import Web

// The older form 1.0 of Open Referral UK, which most readers still speak: other names, the same content.

/// A service in the form 1.0.
func olderDocument(_ listing: PublishedListing) -> JSON {
  let details = listing.details.forPublic
  var service = JSONObject()
  service.add("id", listing.id)
  service.add("name", details.name)
  service.add("description", [details.summary, details.description].compactMap(\.self).joined(separator: "\n\n"))
  service.add("url", details.url)
  service.add("email", details.email)
  service.add("status", details.status == .active ? "active" : "inactive")
  service.add("fees", details.fees)
  service.add("accreditations", details.accreditations)
  service.add("assured_date", listing.assuredOn?.description)
  service.add("organization", organisationDocument(listing.organisation, listing.organisationDetails))
  var eligibility = JSONObject()
  eligibility.add("id", AnyID(high: listing.id.high, low: listing.id.low ^ 1))
  eligibility.add("minimum_age", details.minimumAge)
  eligibility.add("maximum_age", details.maximumAge)
  service.add("eligibilitys", [eligibility.json])
  service.add("regular_schedules", details.times.map { scheduleDocument($0, service: listing.id) })
  service.add(
    "service_areas",
    details.areas.map { area in
      var one = JSONObject()
      one.add("id", area.id)
      one.add("service_area", area.name)
      one.add("extent", area.extent)
      one.add("uri", area.uri)
      return one.json
    })
  service.add("service_at_locations", details.places.map(olderPlace))
  service.add(
    "languages",
    details.languages.map { language in
      var one = JSONObject()
      one.add("id", language.id)
      one.add("language", language.name)
      return one.json
    })
  service.add("fundings", details.funding.map { fundingDocument($0, service: listing.id) })
  service.add("cost_options", details.costs.map { costDocument($0, service: listing.id) })
  service.add("contacts", details.contacts.map { contactDocument($0, service: listing.id) })
  service.add("service_taxonomys", olderTerms(details))
  return service.json
}

private func olderPlace(_ place: Place) -> JSON {
  var location = JSONObject()
  location.add("id", place.location)
  location.add("name", place.name)
  location.add("description", place.about)
  location.add("latitude", place.latitude)
  location.add("longitude", place.longitude)
  location.add("physical_addresses", place.addresses.map { addressDocument($0, location: place.location) })
  location.add(
    "accessibility_for_disabilities",
    place.access.map { point in
      var one = JSONObject()
      one.add("id", point.id)
      one.add("accessibility", point.words)
      return one.json
    })
  var one = JSONObject()
  one.add("id", place.id)
  one.add("location", location.json)
  return one.json
}

private func olderTerms(_ details: ListingDetails) -> [JSON] {
  func term(_ id: AnyID, _ key: String, _ name: String, _ vocabulary: String?) -> JSON {
    var taxonomy = JSONObject()
    taxonomy.add("id", key)
    taxonomy.add("name", name)
    taxonomy.add("vocabulary", vocabulary)
    var one = JSONObject()
    one.add("id", id)
    one.add("taxonomy", taxonomy.json)
    return one.json
  }
  return details.kinds.map { term($0.termID, "kind:\($0.rawValue)", $0.title, "Kinds of help") }
    + details.needs.map { term($0.termID, "need:\($0.rawValue)", $0.title, "Needs") }
    + details.marks.compactMap { mark in
      mark.term.map { term(mark.id, $0.code ?? $0.id.description, $0.name, $0.taxonomy) }
    }
}

extension OpenDataRequest {
  func olderService() throws -> Response { json(olderDocument(try one())) }

  func olderServices() throws -> Response {
    let all = try matching()
    let (page, size) = try asked()
    let pages = max(1, (all.count + size - 1) / size)
    let part = Array(all.dropFirst((page - 1) * size).prefix(size))
    let content = try tx.published(part.map(\.id)).map(olderDocument)
    var envelope = JSONObject()
    envelope.add("totalElements", all.count)
    envelope.add("totalPages", pages)
    envelope.add("number", page)
    envelope.add("size", content.count)
    envelope.add("first", always: page == 1)
    envelope.add("last", always: page >= pages)
    envelope.add("empty", always: content.isEmpty)
    envelope.add("content", JSON.list(content))
    return json(envelope.json)
  }
}
