import Testing

@testable import PlanningEngine

@Suite struct DisclosureTests {
  /// The worked example: 3 is small; 12 and 9 would give it away, and 14 gives those away.
  @Test func theWorkedExample() {
    let table = ProtectedTable([[3, 12, 20], [9, 14, 22]], profile: .under5)
    #expect((0..<3).map { table.cell(0, $0) } == [nil, nil, 20])
    #expect((0..<3).map { table.cell(1, $0) } == [nil, nil, 22])
    #expect(table.rowTotal(0) == 35 && table.columnTotal(0) == 12 && table.total == 80)
    #expect(table.reason(0, 0) == .small && table.reason(0, 1) == .protecting && table.reason(0, 2) == nil)
    // 3 and 9 make 12, and no hidden count is 0: 1 to 11.
    #expect(table.bounds(0, 0) == 1...11)
  }

  /// Of two runs of one table, what the second shows would give away what the first hid.
  @Test func aLaterRunHidesWhatAnEarlierOneHid() {
    let first = ProtectedTable([[3, 12, 20], [9, 14, 22]], profile: .under5)
    let later = [[6, 12, 20], [9, 14, 22]]
    // Alone it hides nothing; 12 in the first column of the first run, less the 9 that is shown now, are the 3.
    #expect(ProtectedTable(later, profile: .under5).hiddenCells == 0)
    let second = ProtectedTable(later, profile: .under5, held: first.hidden)
    #expect(first.hidden.count == 4 && second.hidden == first.hidden)
    #expect(second.bounds(0, 0).contains(6) && second.bounds(0, 0).count > 5)
    // What is held may be nothing by now, and is hidden none the less.
    let gone = ProtectedTable([[0, 12, 20], [9, 14, 22]], profile: .under5, held: first.hidden)
    #expect(gone.cell(0, 0) == nil && gone.bounds(0, 0).contains(0))
  }

  @Test func noRunShowsWhatTheRunBeforeHid() {
    var random = TestRandom(77)
    for number in 0..<80 {
      let (rows, columns) = (2 + random.whole(4), 2 + random.whole(4))
      var counts = (0..<rows).map { _ in (0..<columns).map { _ in Int(random.exponential([4.0, 12, 30][number % 3])) } }
      var held: Set<HiddenCount> = []
      for _ in 0..<4 {
        let table = ProtectedTable(counts, profile: .under5, held: held)
        guard table.isSafe else { break }
        #expect(table.hidden.isSuperset(of: held), "table \(number)")
        for row in 0..<rows {
          for column in 0..<columns where table.cell(row, column) == nil {
            let bounds = table.bounds(row, column, limit: 1000)
            #expect(bounds.contains(counts[row][column]) && bounds.count > 5, "table \(number)")
          }
        }
        held = table.hidden
        let (row, column) = (random.whole(rows), random.whole(columns))
        counts[row][column] = max(0, counts[row][column] + random.whole(7) - 3)
      }
    }
  }

  @Test func theModelTakesWhatWasHiddenBefore() throws {
    let first: JSONValue = ["rows": ["X", "Y"], "columns": ["A", "B", "C"], "counts": [[3, 12, 20], [9, 14, 22]]]
    let hidden = try DisclosureModel(ModelValue(first)).answer["hidden_now"]
    var later = try first.setting("counts", to: [[6, 12, 20], [9, 14, 22]])
    later = try later.setting("hidden_before", to: hidden)
    let answer = try DisclosureModel(ModelValue(later)).answer
    #expect(answer["hidden_now"] == hidden && answer["hidden"] == 4)
    later = try later.setting("hidden_before", to: [["Z", "A"], ["X"]])
    #expect(throws: ModelError.self) { try DisclosureModel(ModelValue(later)) }
  }

  /// Counts that were answered before with other numbers are rounded: nobody reads one person more off two answers.
  @Test func whatIsAnsweredAgainIsRounded() throws {
    var random = TestRandom(31)
    func names(_ count: Int) -> JSONValue { .list((0..<count).map { .text("\($0)") }) }
    func list(_ counts: [[Int]]) -> JSONValue { .list(counts.map { .numbers($0.map(Double.init)) }) }
    for number in 0..<60 {
      let (rows, columns) = (2 + random.whole(3), 2 + random.whole(3))
      let counts = (0..<rows).map { _ in (0..<columns).map { _ in Int(random.exponential([6.0, 20, 50][number % 3])) } }
      let asked: JSONValue = [
        "rows": names(rows), "columns": names(columns), "counts": list(counts),
        "profile": number % 2 == 0 ? "under_5" : "rare_need",
      ]
      let first = try DisclosureModel(ModelValue(asked))
      let later = counts.map { $0.map { max(0, $0 + random.whole(5) - 2) } }
      var again = try asked.setting("counts", to: list(later))
      again = try again.setting("hidden_before", to: first.answer["hidden_now"]).setting("answered_before", to: true)
      let second = try DisclosureModel(ModelValue(again)).protected
      guard first.protected.isSafe, second.isSafe else { continue }
      #expect(second.profile == (number % 2 == 0 ? .roundedTo5 : .rareNeedRounded))
      #expect(second.hidden.isSuperset(of: first.protected.hidden), "table \(number)")
      var shown = (0..<rows).map { (later[$0].reduce(0, +), second.rowTotal($0)) }
      shown += (0..<columns).map { column in (later.map { $0[column] }.reduce(0, +), second.columnTotal(column)) }
      for row in 0..<rows { shown += (0..<columns).map { (later[row][$0], second.cell(row, $0)) } }
      for case (let count, let published?) in shown where published > 0 {
        let meant = second.profile.meant(by: published)
        #expect(meant.contains(count) && meant.upperBound - meant.lowerBound >= 4, "table \(number)")
      }
      let least = first.protected.hidden.isEmpty ? 1 : 0
      #expect(Narrowing(second, rows, columns, least: least).narrowest >= second.profile.width, "table \(number)")
    }
  }

  @Test func oneRowHidesTheNextSmallest() {
    let table = ProtectedTable([[3, 12, 20]], profile: .under5)
    #expect(table.cell(0, 0) == nil && table.cell(0, 1) == nil)
  }

  @Test func nothingSmallNothingHidden() {
    let table = ProtectedTable([[0, 12], [9, 14]], profile: .under5)
    #expect(table.hiddenCells == 0 && table.cell(0, 0) == 0)
  }

  @Test func roundedCountsAreRounded() {
    let table = ProtectedTable([[3, 12, 21], [18, 14, 22]], profile: .roundedTo5)
    #expect(table.cell(0, 0) == nil)
    #expect(table.rowTotal(1) == 55 && table.total == 90)
    #expect(SuppressionProfile.roundedTo5.meant(by: 12) == 8...12)
  }

  /// An attacker of our own, who narrows the range of every hidden count by the sums, again and again. It knows less
  /// than a linear program; what it can bound is a fault for certain. `bin/bench planning` runs the linear program.
  @Test func narrowingDoesNotBreakTheTables() {
    var random = TestRandom(21)
    for number in 0..<120 {
      let (rows, columns) = (2 + random.whole(5), 2 + random.whole(5))
      let middle = [3.0, 8, 20, 60][number % 4]
      let counts = (0..<rows).map { _ in (0..<columns).map { _ in Int(random.exponential(middle)) } }
      let table = ProtectedTable(counts, profile: .under5)
      guard table.isSafe else { continue }
      for (row, line) in counts.enumerated() {
        for (column, count) in line.enumerated() {
          if (1..<5).contains(count) { #expect(table.cell(row, column) == nil) }
          if let shown = table.cell(row, column) {
            #expect(shown == count)
          } else {
            let bounds = table.bounds(row, column, limit: 1000)
            #expect(bounds.contains(count) && bounds.count > 5, "table \(number)")
            if count < 5 { #expect(bounds.lowerBound <= 1 && bounds.upperBound >= 6) }
          }
        }
      }
      let narrow = Narrowing(table, rows, columns).narrowest
      #expect(narrow >= 5, "table \(number): \(counts)")
    }
  }

  @Test func aLoneSmallCountHidesItsTotalsToo() {
    let table = ProtectedTable([[3, 0], [0, 40], [0, 30]], profile: .under5)
    #expect(table.cell(0, 0) == nil && table.rowTotal(0) == nil && table.columnTotal(0) == nil)
    #expect(Narrowing(table, 3, 2).narrowest >= 5 || !table.isSafe)
  }

  @Test func percentagesThatWouldTellAreNotShown() {
    let profile = SuppressionProfile.under5
    #expect(profile.percentage(12, of: 40) == 30)
    #expect(profile.percentage(3, of: 40) == nil && profile.percentage(38, of: 40) == nil)
    #expect(profile.percentage(5, of: 9) == nil)
  }

  @Test func complaintsNameTheField() throws {
    let bad = try model(#"{"rows":["a"],"columns":["b","c"],"counts":[[1]]}"#)
    #expect(complaint { _ = try DisclosureModel(bad) } == "counts[0]: must hold 2 counts, one for each column, not 1")
  }
}

/// Ranges of hidden counts, narrowed by every sum until nothing changes.
private struct Narrowing {
  let narrowest: Int

  /// `least` is the lowest that a hidden count can be.
  init(_ table: ProtectedTable, _ rows: Int, _ columns: Int, least: Int = 1) {
    // The grid with its totals.
    var low = [[Int]](repeating: Array(repeating: 0, count: columns + 1), count: rows + 1)
    var high = low
    var isHidden = [[Bool]](repeating: Array(repeating: false, count: columns + 1), count: rows + 1)
    for row in 0...rows {
      for column in 0...columns {
        let shown =
          row < rows && column < columns
          ? table.cell(row, column)
          : row < rows ? table.rowTotal(row) : column < columns ? table.columnTotal(column) : table.total
        let meant = shown.map(table.profile.meant(by:)) ?? least...100_000
        (low[row][column], high[row][column]) = (meant.lowerBound, meant.upperBound)
        isHidden[row][column] = shown == nil
      }
    }
    func narrow(_ cells: [(Int, Int)], _ sum: (Int, Int)) -> Bool {
      var isChanged = false
      func set(_ at: (Int, Int), _ least: Int, _ most: Int) {
        if least > low[at.0][at.1] { (low[at.0][at.1], isChanged) = (least, true) }
        if most < high[at.0][at.1] { (high[at.0][at.1], isChanged) = (most, true) }
      }
      let (lows, highs) = (
        cells.map { low[$0.0][$0.1] }.reduce(0, +), cells.map { high[$0.0][$0.1] }.reduce(0, +)
      )
      set(sum, lows, highs)
      for cell in cells {
        set(
          cell, low[sum.0][sum.1] - (highs - high[cell.0][cell.1]), high[sum.0][sum.1] - (lows - low[cell.0][cell.1]))
      }
      return isChanged
    }
    var rounds = 0
    var isChanged = true
    while isChanged, rounds < 200 {
      isChanged = false
      rounds += 1
      for row in 0...rows { isChanged = narrow((0..<columns).map { (row, $0) }, (row, columns)) || isChanged }
      for column in 0...columns { isChanged = narrow((0..<rows).map { ($0, column) }, (rows, column)) || isChanged }
    }
    narrowest =
      (0...rows).flatMap { row in
        (0...columns).filter { isHidden[row][$0] }.map { high[row][$0] - low[row][$0] }
      }.min() ?? .max
  }
}
