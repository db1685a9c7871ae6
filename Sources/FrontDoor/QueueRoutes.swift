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
      site: request.site, method: .get, path: "/requests", query: try formFields(query.utf8), now: request.now,
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
  let part = request.part(of: QueuePage.pageSize)
  return QueuePage(
    filter: filter, counts: try tx.queueCounts(for: caller, at: request.now),
    rows: try tx.queue(filter, for: caller, at: request.now, limit: part.size, offset: part.offset),
    total: try tx.queueCount(filter, for: caller, at: request.now), page: part.page,
    places: try tx.localities().map { QueuePage.Place(id: $0.id, name: $0.name) },
    saved: try caller.account.map { try tx.savedFilters($0, page: "/requests") } ?? [],
    isForTeam: !caller.has(.screener), today: request.today)
}
