import Design
package import Kernel
package import Store
import Web

/// Also visible to this caller now, beyond what their work reaches: a condition on `child`.
package typealias AlsoVisible = @Sendable (Caller, Instant) -> SQL?

func searchRoutes(_ alsoVisible: @escaping AlsoVisible) -> [Route] {
  let make: @Sendable (Request, Transaction) throws -> SearchPage = { try searchPage($0, $1, alsoVisible) }
  return [
    .page("/search", "Look for a child", may: .search, asks: SearchForm.all, make),
    .form("/search/filters", "Save a search", may: .search, fields: SavedFilterForm.all, again: { try make($0, $1) }) {
      request, tx in
      guard let account = request.caller.account else { throw Refusal.signInNeeded }
      let (name, query) = try request.checked(savedFilter)
      let there = try tx.savedFilters(account, page: "/search")
      if there.count >= savedFilterLimit, !there.contains(where: { $0.name == name }) {
        throw Invalid("name", "You have \(savedFilterLimit) saved searches. Delete one first")
      }
      try tx.saveFilter(request.formID.of(), account: account, page: "/search", name: name, query: query)
      return .see("/search?\(query)", "Search saved")
    },
    .form("/search/filters/{filter}/removal", "Delete a saved search", may: .search, fields: []) { request, tx in
      guard let account = request.caller.account else { throw Refusal.signInNeeded }
      try tx.deleteFilter(try request.id("filter"), account: account)
      return .see("/search", "Saved search deleted")
    },
  ]
}

private func savedFilter(_ entry: Entry) -> Checked<(String, String)> {
  var form = FormReading(entry)
  let name = form.text(SavedFilterForm.name)
  let query = form.value(SavedFilterForm.query, "Search for something first") { text in
    // It goes into a link: nothing but what a query is made of.
    text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"\"<>#\\".utf8.contains($0) } ? text : nil
  }
  return form.result { (name!, query!) }
}

@Sendable private func searchPage(_ request: Request, _ tx: Transaction, _ alsoVisible: AlsoVisible) throws
  -> SearchPage
{
  // After an error in the form for saving, the search that was to be saved is shown again.
  var entry = Entry(request.method == .get ? request.query : try formFields((request.entry["query"] ?? "").utf8))
  var query = ChildQuery()
  switch ChildQuery.check(entry, today: request.today) {
  case .good(let asked): query = asked
  case .bad(let errors): entry.errors = errors
  }
  var number = max(1, min(400, entry["page"].flatMap { Int($0) } ?? 1))
  let isSheet = request.format == .csv
  func search(after: Int) throws -> SearchResult {
    try tx.searchChildren(
      query, as: request.caller, limit: isSheet ? SearchPage.sheetSize : SearchPage.size, after: after,
      on: request.today,
      alsoVisible: alsoVisible(request.caller, request.now))
  }
  var result = try search(after: isSheet ? 0 : (number - 1) * SearchPage.size)
  if result.rows.isEmpty, result.total > 0, !isSheet {
    // A page beyond the end shows the end.
    number = (result.total - 1) / SearchPage.size + 1
    result = try search(after: (number - 1) * SearchPage.size)
  }
  return SearchPage(
    found: result.rows, total: result.total, hasMore: result.hasMore,
    hasSearched: query.hasKeys || query.hasFilters || !query.unread.isEmpty || !entry.errors.isEmpty,
    unread: query.unread,
    page: number, agencies: try tx.agencies().map { .init(value: $0.id.description, name: $0.name) },
    localities: try tx.localities().map { .init(value: $0.id.description, name: $0.name) },
    saved: try request.caller.account.map { try tx.savedFilters($0, page: "/search") } ?? [],
    isOwnReach: !request.caller.roles.contains { Permission.knowOf.grants[$0.role] == .partnership },
    mayUseEmergency: request.caller.roles.contains { Permission.openRecord.grants[$0.role] != nil }, entry: entry)
}
