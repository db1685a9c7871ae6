/// Rows and columns. On a phone each row becomes a block in which every value carries the name of its column.
package struct Table: Sendable {
  package struct Column: Sendable {
    package var title: String
    package var isNumeric: Bool
    package init(_ title: String, numeric: Bool = false) {
      self.title = title
      isNumeric = numeric
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

  package var caption: String
  package var columns: [Column]
  package var rows: [Row]
  /// What is said where there are no rows.
  package var empty: String
  /// Every column as wide as the next: for tables that stand under each other.
  package var isEven: Bool

  package init(
    _ caption: String, _ columns: [Column], _ rows: [Row], empty: String = "Nothing to show yet.", isEven: Bool = false
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.empty = empty
    self.isEven = isEven
  }
}

package func table(_ table: Table) -> HTML {
  guard !table.rows.isEmpty else { return "<p class=\"govuk-body app-hint\">\(table.empty)</p>" }
  return """
    <table class="govuk-table app-stack\(" app-stack--even", if: table.isEven)"><caption class="govuk-visually-hidden">\(table.caption)</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">\
    \(table.columns.map(columnHeading))</tr></thead>
    <tbody class="govuk-table__body">
    \(table.rows.map { tableRow($0, table.columns) })</tbody></table>
    """
}

private func columnHeading(_ column: Table.Column) -> HTML {
  let numeric: HTML = column.isNumeric ? " govuk-table__header--numeric" : ""
  return "<th scope=\"col\" class=\"govuk-table__header\(numeric)\">\(column.title)</th>"
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
