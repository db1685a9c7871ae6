package import Design

/// Which part of a long list is asked for: one page of it, or the whole of it as a table to download.
package struct ListPart: Sendable, Hashable {
  /// Counted from 1.
  package let page: Int
  /// How many rows are shown.
  package let size: Int
  /// How many rows come before.
  package let offset: Int
  /// How many rows to read: one more than is shown, to learn whether there is another page.
  package var limit: Int { size + 1 }
  /// A table to download ends here, so that nobody empties the database with one link.
  package static let longestSheet = 10_000

  /// What of the rows that were read belongs here, and whether there are more.
  package func cut<Row>(_ rows: [Row]) -> (shown: [Row], hasMore: Bool) {
    (Array(rows.prefix(size)), rows.count > size)
  }
}

extension Request {
  /// The part that `?page=` or `?format=csv` asks for; a page that is no number is the first.
  package func part(of size: Int) -> ListPart {
    if format == .csv { return ListPart(page: 1, size: ListPart.longestSheet, offset: 0) }
    let page = query("page").flatMap { Int($0) }.map { min(max($0, 1), 10_000) } ?? 1
    return ListPart(page: page, size: size, offset: (page - 1) * size)
  }
}

extension Field {
  /// The parameter that turns the pages of a list.
  package static let page = Field("page", "Page of the list", .number(1...10_000))
}
