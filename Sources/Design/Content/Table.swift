/// Rows and columns. On a phone each row becomes a block in which every value carries the name of its column.
package struct Table: Sendable {
  package struct Column: Sendable {
    package var title: String
    package var isNumeric: Bool
    /// The word that `?sort=` takes; nil where the column cannot sort.
    package var sortKey: String?
    package init(_ title: String, numeric: Bool = false, sortKey: String? = nil) {
      self.title = title
      isNumeric = numeric
      self.sortKey = sortKey
    }
  }
  package struct Row: Sendable {
    /// The first cell is the row's heading.
    package var cells: [HTML]
    /// Where the row's heading leads.
    package var path: String?
    package init(_ cells: [HTML], link path: String? = nil) {
      self.cells = cells
      self.path = path
    }
  }
  /// How the rows are sorted now, and the address that sorts them, to which `sort=` is added.
  package struct Sort: Sendable {
    package var key: String
    package var isDescending: Bool
    package var path: String
    package init(_ key: String, isDescending: Bool = false, path: String) {
      self.key = key
      self.isDescending = isDescending
      self.path = path
    }
  }

  package var caption: String
  package var showsCaption: Bool
  package var columns: [Column]
  package var rows: [Row]
  /// What is said where there are no rows.
  package var empty: String
  package var sort: Sort?

  package init(
    _ caption: String, _ columns: [Column], _ rows: [Row], showsCaption: Bool = false,
    empty: String = "Nothing to show yet.", sort: Sort? = nil
  ) {
    self.caption = caption
    self.showsCaption = showsCaption
    self.columns = columns
    self.rows = rows
    self.empty = empty
    self.sort = sort
  }
}

package func table(_ table: Table) -> HTML {
  guard !table.rows.isEmpty else { return "<p class=\"govuk-body app-hint\">\(table.empty)</p>" }
  let caption = table.showsCaption ? "govuk-table__caption govuk-table__caption--m" : "govuk-visually-hidden"
  return """
    <table class="govuk-table app-stack"><caption class="\(caption)">\(table.caption)</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">\
    \(table.columns.map { columnHeading($0, table.sort) })</tr></thead>
    <tbody class="govuk-table__body">
    \(table.rows.map { tableRow($0, table.columns) })</tbody></table>
    """
}

private func columnHeading(_ column: Table.Column, _ sort: Table.Sort?) -> HTML {
  let numeric: HTML = column.isNumeric ? " govuk-table__header--numeric" : ""
  guard let key = column.sortKey, let sort else {
    return "<th scope=\"col\" class=\"govuk-table__header\(numeric)\">\(column.title)</th>"
  }
  let isSorted = key == sort.key
  let joint = sort.path.contains("?") ? "&" : "?"
  let next = isSorted && !sort.isDescending ? "-" + key : key
  return """
    <th scope="col" class="govuk-table__header\(numeric)" \
    aria-sort="\(isSorted ? sort.isDescending ? "descending" : "ascending" : "none")">\
    <a class="app-sort" href="\(sort.path)\(joint)sort=\(next)"><span class="app-sort__word">\(column.title)</span>\
    <span class="app-sort__mark" aria-hidden="true">\(isSorted ? sort.isDescending ? "▼" : "▲" : "↕")</span></a></th>
    """
}

private func tableRow(_ row: Table.Row, _ columns: [Table.Column]) -> HTML {
  let cells = zip(row.cells, columns).enumerated().map { index, pair -> HTML in
    let (cell, column) = pair
    if index == 0 {
      let content: HTML = row.path.map { "<a class=\"govuk-link\" href=\"\($0)\">\(cell)</a>" } ?? cell
      return "<th scope=\"row\" class=\"govuk-table__header\">\(content)</th>"
    }
    return """
      <td class="govuk-table__cell\(" govuk-table__cell--numeric", if: column.isNumeric)" \
      data-label="\(column.title)">\(cell)</td>
      """
  }
  return "<tr class=\"govuk-table__row\">\(cells)</tr>"
}
