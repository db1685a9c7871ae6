import Kernel
import People
import Store
import Web

let queueRoutes: [Route] =
  [.page("/requests", "Requests for help: the queue", may: .seeQueue, asks: QueueForm.all, queuePage)]
  + keptFilterRoutes(of: "/requests", QueueForm.names, may: .seeQueue, again: queuePage)

@Sendable private func queuePage(_ request: Request, _ tx: Transaction) throws -> QueuePage {
  let filter = QueueForm.filter(request)
  let caller = request.caller
  let part = request.part(of: QueuePage.pageSize)
  return QueuePage(
    filter: filter, counts: try tx.queueCounts(for: caller, at: request.now),
    rows: try tx.queue(filter, for: caller, at: request.now, limit: part.size, offset: part.offset),
    total: try tx.queueCount(filter, for: caller, at: request.now), page: part.page,
    places: try tx.localities().map { QueuePage.Place(id: $0.id, name: $0.name) },
    kept: try KeptFilters(of: "/requests", QueueForm.names, request, tx), isForTeam: !caller.has(.screener),
    today: request.today)
}
