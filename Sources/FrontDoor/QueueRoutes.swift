import Design
import Kernel
import People
import Store
import Web

let queueRoutes: [Route] = [
  .page("/requests", "Requests for help: the queue", may: .seeQueue, asks: QueueForm.all, queuePage),
  .form(
    "/requests/filters", "Save filters of the queue", may: .seeQueue, fields: [QueueForm.filterName, QueueForm.query],
    again: queuePage
  ) { request, tx in
    var form = FormReading(request.entry)
    let (name, query) = (form.text(QueueForm.filterName), form.text(QueueForm.query) ?? "")
    guard let name, let account = request.caller.account else { throw Invalid(form.errors) }
    // Only what a filter of ours says is kept, read and written anew.
    let asked = Request(
      site: request.site, method: .get, path: "/requests", query: try queryFields(query), now: request.now,
      caller: request.caller)
    let kept = QueueForm.filter(asked)
    try tx.saveFilter(request.formID.of(), account: account, page: "/requests", name: name, query: kept.query)
    return .see(kept.path(), "Filters saved")
  },
  .form("/requests/filters/{filter}/removal", "Remove saved filters of the queue", may: .seeQueue, fields: []) {
    request, tx in
    guard let account = request.caller.account else { throw Refusal.signInNeeded }
    try tx.deleteFilter(try request.id("filter"), account: account)
    return .see("/requests", "Filters removed")
  },
]

@Sendable private func queuePage(_ request: Request, _ tx: Transaction) throws -> QueuePage {
  let filter = QueueForm.filter(request)
  let caller = request.caller
  let page = min(10_000, max(1, request.query("page").flatMap { Int($0) } ?? 1))
  let isSheet = request.format == .csv
  let size = isSheet ? 10_000 : QueuePage.pageSize
  return QueuePage(
    filter: filter, counts: try tx.queueCounts(for: caller, at: request.now),
    rows: try tx.queue(filter, for: caller, at: request.now, limit: size, offset: isSheet ? 0 : (page - 1) * size),
    total: try tx.queueCount(filter, for: caller, at: request.now), page: page,
    places: try tx.localities().map { QueuePage.Place(id: $0.id, name: $0.name) },
    saved: try caller.account.map { try tx.savedFilters($0, page: "/requests") } ?? [],
    isForTeam: !caller.has(.screener), today: request.today)
}

/// The names and values of a query, as they stand in an address.
private func queryFields(_ query: String) throws -> [String: [String]] {
  var fields: [String: [String]] = [:]
  for pair in query.split(separator: "&") {
    let parts = pair.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let value = percentDecoded(parts[1].utf8, plusIsSpace: true) else { continue }
    fields[String(parts[0]), default: []].append(value)
  }
  return fields
}
