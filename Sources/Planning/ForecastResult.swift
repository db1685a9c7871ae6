import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  private var series: JSONValue? { atOnce["series"]?["referrals"] }
  /// The months behind; nil where the count may not be seen.
  private var behind: [(month: Int, count: Double?)] {
    let lines = typedLines(entry["months"])
    let counts = model["series"]?["referrals"]?.list ?? []
    return zip(lines, counts).compactMap { line, count in
      line.cell(0).flatMap(monthNumber).map { ($0, count.number) }
    }
  }

  var forecastTable: ResultTable {
    let first = (behind.last?.month ?? 0) + 1
    func value(_ name: String, _ index: Int) -> String {
      let list = series?[name]?.list ?? []
      return list.indices.contains(index) ? list[index].number.map { words(max(0, $0), decimals: 0) } ?? "–" : "–"
    }
    return ResultTable(
      name: "forecast",
      columns: [
        ("Month", false), ("Expected", true), ("Eight in ten, from", true), ("to", true),
        ("Nineteen in twenty, from", true), ("to ", true),
      ],
      rows: (series?["mean"]?.list ?? []).indices.map { index in
        [monthWords(first + index)] + ["mean", "low80", "high80", "low95", "high95"].map { value($0, index) }
      })
  }

  func forecastResult(_ page: ScenarioPage, _ view: View) -> HTML {
    let first = (behind.last?.month ?? 0) + 1
    let mean = (series?["mean"]?.list ?? []).map { $0.number ?? 0 }
    func range(_ low: String, _ high: String, _ index: Int) -> ClosedRange<Double>? {
      let (lows, highs) = (series?[low]?.list ?? [], series?[high]?.list ?? [])
      guard lows.indices.contains(index), highs.indices.contains(index), let low = lows[index].number,
        let high = highs[index].number, low <= high
      else { return nil }
      // People are not fewer than none.
      return max(0, low)...max(0, high)
    }
    return markup {
      card("The months ahead", id: "forecast", style: .lead) {
        paragraph(
          """
          \(hidden.isEmpty ? "" : "About ")\(words(mean.reduce(0, +), decimals: 0)) in the next \(mean.count) months if each \
          comes as expected, about \(words(mean.reduce(0, +) / Double(max(mean.count, 1)), decimals: 0)) a month. How far a \
          month may be off is shown by the bands. \(series?["words"]?.text ?? "")
          """)
        fanChart(
          FanChart(
            ChartWords(
              id: "forecast", finding: nil, measure: "Referrals each month: behind, and expected.",
              description: "The figures stand in the table beneath.", rowTitle: "Month", valueTitle: "Referrals"),
            behind: behind.suffix(36).map {
              Figure(monthName($0.month), $0.count, short: monthOfAxis($0.month))
            },
            ahead: mean.enumerated().map { index, value in
              .init(
                monthName(first + index), short: monthOfAxis(first + index), value,
                range80: range("low80", "high80", index), range95: range("low95", "high95", index))
            }))
      }
      card("How the methods did on these months", id: "trial") {
        if !hidden.isEmpty { paragraph("Months with fewer than 5 are hidden, and what is ahead stands in steps of 5.") }
        table(
          Table(
            "Methods",
            [
              .init("Method"),
              .init("Error; 1 is how far a month usually is from the same month a year before", numeric: true),
            ],
            (series?["back_test"]?.fields ?? []).sorted { ($0.value.number ?? 9e9) < ($1.value.number ?? 9e9) }.map {
              .init([
                "\(methodWords($0.name))\(" \(tag("Chosen", .green))", if: $0.name == series?["method"]?.text)",
                "\($0.value.number.map { words($0) } ?? "–")",
              ])
            },
            empty:
              "There are too few months to try the methods on them, so no range is claimed. Two years are enough to begin."
          ))
      }
    }
  }

  private func methodWords(_ name: String) -> String {
    ForecastMethod(rawValue: name).map { $0.words.prefix(1).uppercased() + $0.words.dropFirst() } ?? name
  }
}

/// “November 2026”
private func monthName(_ number: Int) -> String { "\(Day.monthNames[number % 12]) \(number / 12)" }
/// “Nov ’26”
private func monthOfAxis(_ number: Int) -> String { "\(Day.monthNames[number % 12].prefix(3)) ’\(number / 12 % 100)" }
