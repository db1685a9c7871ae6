import Design
import Foundation
import Kernel
package import LocalOffer
import Store
package import Web

// The nine addresses of Open Referral UK 3.0 under /open-referral-uk/, and the older form 1.0 beside them. Anybody may
// read them from any website, without a key.

extension Permission {
  static let readOpenData = Permission.anyone("open_data.read")
}

/// The parameters of the lists, as the standard names them.
private enum Asked {
  static let search = Field("search", "Words to look for", .text(max: 300))
  static let page = Field("page", "Page of the list, from 1", .text(max: 9))
  static let perPage = Field("per_page", "Entries on a page, 500 at most", .text(max: 9))
  static let term = Field("taxonomy_term_id", "Only with this term", .text(max: 100))
  static let taxonomy = Field("taxonomy_id", "Only with a term of this taxonomy", .text(max: 100))
  static let minimumAge = Field("minimum_age", "Least age of at least so many years", .text(max: 9))
  static let maximumAge = Field("maximum_age", "Greatest age of at most so many years", .text(max: 9))
  static let startTime = Field("start_time", "Opens at this time or later", .text(max: 9))
  static let endTime = Field("end_time", "Closes at this time or earlier", .text(max: 9))
  static let day = Field("day", "Open on this day, like MO", .text(max: 20))
  static let postcode = Field("postcode", "Whose area has this postcode, or near it", .text(max: 10))
  static let proximity = Field("proximity", "Only places within so many metres of the postcode", .text(max: 12))
  static let modifiedAfter = Field(
    "modified_after", "What is shown of it changed at this moment or later", .text(max: 40))
  static let organisation = Field("organization_id", "Only of this organisation", .text(max: 100))
  static let full = Field("full", "true nests everything in each entry", .text(max: 5))
  static let fullService = Field("full_service", "true nests everything of the service", .text(max: 5))
  static let minimal = Field("minimal", "true gives ids and the moment of the last change alone", .text(max: 5))
  static let format = Field("format", "json, or ndjson for all entries, one a line", .text(max: 10))
  static let paging = [page, perPage]
  static let services =
    [search] + paging
    + [
      term, taxonomy, minimumAge, maximumAge, startTime, endTime, day, modifiedAfter, organisation, full, minimal,
      format,
    ]
  static let atLocations = services + [postcode, proximity, fullService]
}

/// The routes of the open data. `index` is the same directory in memory that the website searches.
package func openReferralRoutes(_ index: OfferIndex, perMinute most: Int = 600) -> [Route] {
  let throttle = Throttle(perMinute: most)
  func route(
    _ path: PathPattern, _ summary: String, asks: [Field] = [],
    _ answer: @escaping @Sendable (OpenDataRequest) throws -> Response
  ) -> Route {
    .bytes(path, summary, may: .readOpenData, asks: asks) { request in
      try await open(request, throttle) {
        try await request.site.database.read { tx in
          try answer(
            OpenDataRequest(request: request, tx: tx, snapshot: try index.snapshot(in: tx), throttle: throttle))
        }
      }
    }.readFromElsewhere()
  }
  return [
    route("/open-referral-uk", "Open Referral UK: what this is") { try $0.about() }.asFolder(),
    route("/open-referral-uk/services", "Open Referral UK: services", asks: Asked.services) { try $0.services() },
    route("/open-referral-uk/services/{id}", "Open Referral UK: a service") { try $0.service() },
    route("/open-referral-uk/taxonomies", "Open Referral UK: taxonomies", asks: Asked.paging) { try $0.taxonomies() },
    route("/open-referral-uk/taxonomies/{id}", "Open Referral UK: a taxonomy") { try $0.taxonomy() },
    route("/open-referral-uk/taxonomy_terms", "Open Referral UK: terms", asks: Asked.paging) { try $0.terms() },
    route("/open-referral-uk/taxonomy_terms/{id}", "Open Referral UK: a term") { try $0.term() },
    route(
      "/open-referral-uk/service_at_locations", "Open Referral UK: services at their places", asks: Asked.atLocations
    ) { try $0.atLocations() },
    route("/open-referral-uk/service_at_locations/{id}", "Open Referral UK: a service at a place") {
      try $0.atLocation()
    },
    route("/open-referral-uk/1.0/services", "Open Referral UK 1.0: services", asks: Asked.services) {
      try $0.olderServices()
    },
    route("/open-referral-uk/1.0/services/{id}", "Open Referral UK 1.0: a service") { try $0.olderService() },
  ]
}

/// Answers with the headers that let any website read it; what is wrong is said as JSON.
private func open(
  _ request: Request, _ throttle: Throttle, _ answer: () async throws -> Response
) async throws -> Response {
  var response: Response
  do {
    if let seconds = throttle.wait(for: request.caller.from, at: request.now) {
      throw Refusal.tooMany(seconds: seconds)
    }
    response = try await answer()
  } catch Refusal.notFound {
    response = said(404, "There is no such thing here.")
  } catch Refusal.malformed(let reason) {
    response = said(400, reason)
  } catch Refusal.tooMany(let seconds) {
    response = said(429, "Too many requests from one address. Wait \(seconds) seconds.")
    response.headers.append(("Retry-After", String(seconds)))
  }
  response.headers.append(("Access-Control-Allow-Origin", "*"))
  // Without this a script of another website could not read when to ask again.
  response.headers.append(("Access-Control-Expose-Headers", "Retry-After"))
  return response
}

private func said(_ status: Int, _ reason: String) -> Response {
  var problem = JSONObject()
  problem.add("title", reason)
  problem.add("status", status)
  problem.add("type", "about:blank")
  return Response(status, type: "application/problem+json", problem.json.bytes)
}
