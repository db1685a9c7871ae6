/// A table made safe to publish: small counts hidden, and as many others as are needed so that no hidden count can be
/// worked out from the totals to within the profile's width.
package struct ProtectedTable: Sendable {
  private let table: CountTable
  package let profile: SuppressionProfile
  private var isHidden: [Bool]
  private let isPrimary: [Bool]
  /// Hidden because an earlier run hid it.
  private let isHeld: [Bool]
  /// Where even hiding everything leaves too little doubt: then nothing of the table may be published.
  package private(set) var isSafe = true

  /// `held` is what an earlier run of the same table hid: it stays hidden, or whoever has both runs could take one from the
  /// other, and find what was hidden in the first from what the second shows.
  package init(_ counts: [[Int]], profile: SuppressionProfile, held: Set<HiddenCount> = []) {
    let table = CountTable(counts)
    self.table = table
    self.profile = profile
    isHeld = table.arcs.indices.map { held.contains(table.name(of: $0)) }
    isPrimary = table.arcs.map { profile.isSmall($0.count) }
    isHidden = zip(isPrimary, isHeld).map { $0 || $1 }
    protect()
    if isSafe { showNeedless() }
  }

  package enum Reason: String, Sendable {
    case small
    case protecting
  }
  /// All that is hidden, totals with it; nothing where nothing of the table is shown at all.
  package var hidden: Set<HiddenCount> {
    isSafe ? Set(table.arcs.indices.filter { isHidden[$0] }.map(table.name(of:))) : []
  }
  /// The lowest that a hidden count can be, for all that the reader knows: what is held may have become 0.
  private var leastHidden: Int { isHeld.contains(true) ? 0 : profile.leastHidden }
  /// A count as it is published: nil is hidden.
  package func cell(_ row: Int, _ column: Int) -> Int? { shown(row * table.columns + column) }
  package func rowTotal(_ row: Int) -> Int? { shown(table.rows * table.columns + row) }
  package func columnTotal(_ column: Int) -> Int? { shown(table.rows * table.columns + table.rows + column) }
  package var total: Int? { shown(table.isTotal) }
  package func reason(_ row: Int, _ column: Int) -> Reason? {
    let arc = row * table.columns + column
    return isHidden[arc] || !isSafe ? (isPrimary[arc] ? .small : .protecting) : nil
  }
  private func shown(_ arc: Int) -> Int? {
    isHidden[arc] || !isSafe ? nil : profile.shown(table.arcs[arc].count)
  }
  package var hiddenCells: Int {
    isSafe ? (0..<table.rows * table.columns).count { isHidden[$0] } : table.rows * table.columns
  }

  /// What a reader who knows the profile can find out about a hidden cell, at least so far as `limit` from the truth.
  package func bounds(_ row: Int, _ column: Int, limit: Int = 1_000_000) -> ClosedRange<Int> {
    let arc = row * table.columns + column
    let count = table.arcs[arc].count
    let doubt = doubt
    return
      (count - table.reach(arc, isUp: false, limit: limit, doubt: doubt) { _ in 1 })...(count
      + table.reach(arc, isUp: true, limit: limit, doubt: doubt) { _ in 1 })
  }
}

extension ProtectedTable {
  private var doubt: CountTable.Doubt { doubt(allowing: false) }

  /// With `allowing`, every count that may be hidden counts as hidden.
  private func doubt(allowing: Bool) -> CountTable.Doubt {
    var doubt = CountTable.Doubt(up: [], down: [])
    for (index, arc) in table.arcs.enumerated() {
      if isHidden[index] || (allowing && mayHide(index)) {
        doubt.up.append(CountTable.endless)
        doubt.down.append(max(0, arc.count - leastHidden))
      } else {
        let range = profile.meant(by: arc.count)
        doubt.up.append(range.upperBound - arc.count)
        doubt.down.append(arc.count - range.lowerBound)
      }
    }
    return doubt
  }

  /// A zero that profiles show is no hiding place.
  private func mayHide(_ arc: Int) -> Bool { table.arcs[arc].count > 0 || !profile.showsZero }

  /// What hiding one more costs: cells before totals, small before large.
  private func price(_ arc: Int) -> Int {
    if isHidden[arc] || !mayHide(arc) { return 0 }
    let base = table.isCell(arc) ? 10 : arc == table.isTotal ? 100_000_000 : 1_000_000
    return base + table.arcs[arc].count
  }

  /// Small cells must look possible from the lowest count up to the width above it. A small total cannot: who sees how
  /// many of its cells are not 0 knows that it is as much at least. It, and what is hidden to protect, need the width
  /// alone.
  private func isStrict(_ arc: Int) -> Bool { isPrimary[arc] && table.isCell(arc) }

  /// How far up and down the truth must be hidden.
  private func need(_ arc: Int) -> (up: Int, down: Int) {
    let count = table.arcs[arc].count
    if isStrict(arc) { return (max(0, leastHidden + profile.width - count), count - leastHidden) }
    let down = min(profile.width, count - leastHidden)
    return (profile.width - down, down)
  }

  private func isProtected(_ arc: Int, _ doubt: CountTable.Doubt) -> Bool {
    let reach = { (isUp: Bool, limit: Int) in
      limit <= 0 ? 0 : table.reach(arc, isUp: isUp, limit: limit, doubt: doubt) { _ in 1 }
    }
    if isStrict(arc) {
      let need = need(arc)
      return reach(true, need.up) >= need.up && reach(false, need.down) >= need.down
    }
    let down = reach(false, profile.width)
    return down >= profile.width || down + reach(true, profile.width - down) >= profile.width
  }

  /// Hides more until every hidden count is protected.
  private mutating func protect() {
    while true {
      let doubt = doubt
      let open = table.arcs.indices.filter { isHidden[$0] && !isProtected($0, doubt) }
      guard !open.isEmpty else { return }
      let before = isHidden
      for arc in open where !isProtected(arc, self.doubt) { hideMore(for: arc) }
      if isHidden == before {
        isSafe = false
        return
      }
    }
  }

  private mutating func hideMore(for arc: Int) {
    let down = hideMore(for: arc, isUp: false, amount: need(arc).down)
    _ = hideMore(for: arc, isUp: true, amount: isStrict(arc) ? need(arc).up : profile.width - down)
  }

  /// Hides what is cheapest so that the count could lie so much higher or lower; what was reached is the answer.
  private mutating func hideMore(for arc: Int, isUp: Bool, amount: Int) -> Int {
    guard amount > 0 else { return 0 }
    var used: Set<Int> = []
    let reached = table.reach(
      arc, isUp: isUp, limit: amount, doubt: doubt(allowing: true), price: { price($0) }, used: { used.insert($0) })
    for one in used where mayHide(one) { isHidden[one] = true }
    return reached
  }

  /// Shows again what turned out not to be needed, the largest first.
  private mutating func showNeedless() {
    let order = table.arcs.indices.filter { isHidden[$0] && !isPrimary[$0] && !isHeld[$0] }.sorted {
      price(of: $0) > price(of: $1)
    }
    for arc in order {
      isHidden[arc] = false
      let doubt = doubt
      if !table.arcs.indices.allSatisfy({ !isHidden[$0] || isProtected($0, doubt) }) { isHidden[arc] = true }
    }
  }
  private func price(of arc: Int) -> Int { (table.isCell(arc) ? 0 : 1_000_000) + table.arcs[arc].count }
}

/// A count of a table by its place: `nil` is the total of all rows, or of all columns.
package struct HiddenCount: Sendable, Hashable {
  package let row: Int?
  package let column: Int?
  package init(row: Int?, column: Int?) { (self.row, self.column) = (row, column) }
}

extension CountTable {
  fileprivate func name(of arc: Int) -> HiddenCount {
    let (row, column) = (arc - rows * columns, arc - rows * columns - rows)
    if isCell(arc) { return HiddenCount(row: arc / columns, column: arc % columns) }
    if arc == isTotal { return HiddenCount(row: nil, column: nil) }
    return row < rows ? HiddenCount(row: row, column: nil) : HiddenCount(row: nil, column: column)
  }
}

/// A table to publish: `{"rows":[…],"columns":[…],"counts":[[…]],"profile":"under_5","hidden_before":[["North","A"],…]}`.
/// With `"answered_before":true`, counts that were published with other numbers are rounded, whatever the profile.
package struct DisclosureModel: Sendable {
  let rows: [String]
  let columns: [String]
  package let protected: ProtectedTable
  /// Whether some of the counts were published before, with other numbers.
  let isAnsweredBefore: Bool

  /// Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only("title", "source", "rows", "columns", "counts", "profile", "hidden_before", "answered_before")
    rows = try model.field("rows").list(from: 1, to: 200).map { try $0.text() }
    columns = try model.field("columns").list(from: 1, to: 200).map { try $0.text() }
    let width = columns.count
    let counts = try model.field("counts").list(of: rows.count, "rows").map {
      try $0.list(of: width, "counts, one for each column").map { try $0.whole(0...1_000_000_000) }
    }
    let names = SuppressionProfile.all.map(\.name)
    let name = try model.optional("profile")?.text(of: names) ?? "under_5"
    let profile = SuppressionProfile.all.first { $0.name == name }!
    isAnsweredBefore = try model.optional("answered_before")?.truth() ?? false
    protected = ProtectedTable(
      counts, profile: isAnsweredBefore ? profile.rounded : profile,
      held: try Self.held(try model.optional("hidden_before"), rows, columns))
  }

  /// `[["North","A"],["North",null]]`: a row and a column, null being a total. What the table no longer has is left out.
  private static func held(_ model: ModelValue?, _ rows: [String], _ columns: [String]) throws -> Set<HiddenCount> {
    Set(
      try (model?.list() ?? []).compactMap { pair in
        let names = try pair.list(of: 2, "names, a row and a column").map { $0.json == .null ? nil : try $0.text() }
        let row = names[0].map { rows.firstIndex(of: $0) }
        let column = names[1].map { columns.firstIndex(of: $0) }
        guard row != .some(nil), column != .some(nil) else { return nil }
        return HiddenCount(row: row ?? nil, column: column ?? nil)
      })
  }

  /// All that is hidden, as the next run of the same table takes it.
  private var hiddenNow: JSONValue {
    func json(_ names: [String], _ index: Int?) -> JSONValue { index.map { .text(names[$0]) } ?? .null }
    return .list(
      protected.hidden.sorted { ($0.row ?? .max, $0.column ?? .max) < ($1.row ?? .max, $1.column ?? .max) }
        .map { [json(rows, $0.row), json(columns, $0.column)] })
  }

  /// Counts as they may be published; “c” is confidential.
  package var answer: JSONValue {
    func json(_ count: Int?) -> JSONValue { count.map { .number(Double($0)) } ?? "c" }
    return [
      "profile": .text(protected.profile.name), "answered_before": .bool(isAnsweredBefore),
      "rows": .list(rows.map(JSONValue.text)),
      "columns": .list(columns.map(JSONValue.text)),
      "counts": .list(
        rows.indices.map { row in .list(columns.indices.map { json(protected.cell(row, $0)) }) }),
      "row_totals": .list(rows.indices.map { json(protected.rowTotal($0)) }),
      "column_totals": .list(columns.indices.map { json(protected.columnTotal($0)) }),
      "total": json(protected.total), "hidden_now": hiddenNow, "hidden": .number(Double(protected.hiddenCells)),
      "words": .text(
        protected.isSafe
          ? "c: hidden because it is small, or because it would give a small one away."
          : "This table cannot be published: whatever is hidden, something small could be worked out."),
    ]
  }
}
